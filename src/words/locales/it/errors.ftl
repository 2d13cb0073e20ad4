### Pages that say why something could not be shown or done.

error-try-again-in = Riprova tra { $wait }.

## An app that an administrator keeps back

error-app-suspended = Questa app è sospesa
error-app-suspended-text = L’amministrazione di questo server ha sospeso “{ $app }”. Nessuno può autorizzarla e l’app non può usare alcun account.
error-app-suspended-help = L’app non ha ricevuto nulla. Se ti serve, rivolgiti a chi amministra il server.
error-app-waiting = Questa app è in attesa di approvazione
error-app-waiting-text = L’amministrazione di questo server non ha ancora approvato “{ $app }”. Fino ad allora può autorizzarla solo chi l’ha registrata.
error-app-waiting-help = L’app non ha ricevuto nulla. Riprova più tardi o rivolgiti a chi amministra il server.

## What every such page has

error-status = Errore { $status }
error-to-start = Vai alla pagina iniziale
error-try-again-soon = Riprova tra qualche istante.

## Pages that cannot be shown

error-not-found = Qui non c’è nulla
error-not-found-text = Questa pagina non esiste, oppure non hai il permesso di vederla.
error-not-found-help = Controlla che l’indirizzo non contenga errori di battitura.
error-method = Questa operazione qui non è possibile
error-method-text = L’indirizzo è corretto, ma non accetta questo tipo di richiesta.
error-form = Non è stato modificato nulla
error-form-text = Il modulo inviato era troppo vecchio o non proveniva da questo sito.
error-form-help = Riapri la pagina e invia di nuovo il modulo. I cookie devono essere consentiti per questo sito.
error-form-again = Riapri la pagina
error-form-unreadable = Impossibile leggere il modulo
error-form-unreadable-text = I dati ricevuti non sono quelli che questo modulo invia.
error-not-done = Operazione non riuscita
error-not-done-text = Il server l’ha rifiutata.

## What an app asked for

error-request = La richiesta di questa app non è corretta
error-request-text = L’app ti ha mandato qui con una richiesta a cui non è possibile rispondere.
error-request-help = Non hai sbagliato nulla e l’app non ha ricevuto nulla. Se l’app non è tua, avvisa chi la sviluppa.
error-consent-ended = Questa richiesta non è più valida
error-consent-ended-text = Ha già avuto risposta, oppure ha atteso troppo a lungo. L’app non ha ricevuto altro.
error-consent-ended-again = Ricomincia
error-consent-ended-help = Torna all’app e ricomincia da lì.

## Links and accounts

error-setup-link = Questo link di configurazione non è più valido
error-setup-link-text = Un link di configurazione funziona una sola volta, per un’ora, e solo finché non esiste un account di amministrazione.
error-setup-link-help = Se non ce n’è ancora uno, crea un nuovo link sul server o riavvia grantd:
error-password-link = Questo link per la password non è più valido
error-password-link-text = Un link per la password funziona una sola volta, per un’ora.
error-password-link-help = Chiedine uno nuovo a chi amministra il server. Sul server si crea con:
error-suspended = Il tuo account è sospeso
error-suspended-text = Nel frattempo non puoi autorizzare o registrare app, né modificare il profilo.
error-suspended-help = Puoi comunque revocare le autorizzazioni che hai dato. Per conoscere il motivo, rivolgiti a chi amministra il server.
error-register-closed = Qui non è possibile creare un account
error-register-closed-text = Su questo server gli account li crea chi lo amministra.

## The server

error-too-many = Troppi tentativi
error-too-many-text = Per proteggere gli account, bisogna attendere qualche istante.
error-internal = Qualcosa è andato storto
error-internal-text = È un problema del server, non dipende da te.
error-internal-help = Riprova. Se il problema persiste, chi amministra il server ne trova la causa nel log.
error-upstream = Il servizio non ha risposto
error-upstream-text = Il servizio che sta dietro a questo indirizzo non ha risposto come dovrebbe.
error-upstream-help = Riprova tra qualche istante; se il problema persiste, avvisa chi lo gestisce.
error-read-only = Al momento non è possibile salvare nulla
error-read-only-text = Il disco del server è pieno o non risponde. Non è stato modificato nulla e le app che hai autorizzato continuano a funzionare.
error-read-only-help = Riprova più tardi. Chi amministra il server trova la causa nel log.
error-unavailable = Al momento non disponibile
error-unavailable-text = Il server si sta avviando o arrestando, oppure è molto occupato.
