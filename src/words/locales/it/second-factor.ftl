### The second factor: at the sign-in, on the pages of the account, and before risky steps.

## At the sign-in

second-factor-login-title = Secondo fattore
second-factor-login-ask = Stai accedendo come { $account }. Inserisci le sei cifre mostrate dalla tua app di autenticazione o uno dei tuoi codici di recupero.
second-factor-login-ask-recovery = Stai accedendo come { $account }. Inserisci uno dei tuoi codici di recupero.
# $account: the name of the account that is being signed in to.
second-factor-login-ask-passkey = Stai accedendo come { $account }. Usa la tua passkey o inserisci un codice.
second-factor-code = Codice
second-factor-code-wrong = Questo codice è sbagliato o è già stato usato. Attendi il prossimo.
second-factor-too-many = Troppi codici sbagliati. Attendi { $wait } o usa un codice di recupero.
second-factor-sealed = Al momento non è possibile verificare i codici delle app. Usa un codice di recupero o rivolgiti a chi amministra il server.
second-factor-login-lost = Hai perso tutto? L’amministrazione di questo sito può disattivare il secondo fattore.
notice-sign-in-ended = L’accesso ha richiesto troppo tempo. Ricomincia.

## On the profile: a link to the page of the second factor

second-factor-is-on = Attivo
second-factor-is-off = Non attivo

## /profile/second-factor

second-factor-title = Secondo fattore
second-factor-required = Questo server richiede un secondo fattore. Configurane uno per continuare.
second-factor-app = App di autenticazione
second-factor-app-about = Dopo la password inserisci un codice mostrato da un’app sul telefono o sul computer. Chi conosce solo la password non può accedere.
second-factor-since = Configurazione
second-factor-used = Ultimo uso
second-factor-never-used = Non ancora
second-factor-app-add = Configura un’app
second-factor-app-replace = Configura un’altra app
recovery-codes = Codici di recupero
recovery-codes-about = Ognuno ti permette di accedere una volta quando non hai altro a portata di mano. Conservali su carta o in un gestore di password.
recovery-codes-left = { $count ->
    [0] <strong>Non ne resta nessuno.</strong> Creane subito di nuovi.
    [one] Ne resta uno. Creane presto di nuovi.
   *[other] Ne restano { $count }.
}
recovery-codes-made = Creazione: { $when }
recovery-codes-renew = Crea nuovi codici
second-factor-off = Disattivazione
second-factor-off-about = Per accedere basterà la password.
second-factor-off-button = Disattiva il secondo fattore
second-factor-off-title = Vuoi disattivare il secondo fattore?
second-factor-off-what = Chiunque conosca la tua password potrà accedere.
second-factor-off-codes = Le tue passkey, i tuoi codici di recupero e ciò che l’app contiene non varranno più nulla.
notice-second-factor-off = Il secondo fattore è stato disattivato.
notice-second-factor-app = La nuova app è configurata. I codici di quella precedente non funzionano più.
passkeys = Passkey
passkeys-about = Il tuo dispositivo conserva la passkey e ti chiede l’impronta, il volto o un PIN. Con essa accedi senza password, o dopo averla inserita.
passkeys-not-here = Su questo server ora non possono esserci passkey: queste non permettono di accedere. Configura un’app di autenticazione o chiedi all’amministrazione.
passkey-add = Aggiungi una passkey
# $when: day and time.
passkey-added = Aggiunta il { $when }.
# $when: day and time.
passkey-used = Ultimo utilizzo il { $when }.
passkey-never-used = Non ancora usata.
# $name: what its owner calls it; for screen readers.
passkey-rename = Rinomina<span class="vh"> { $name }</span>
# $name: what its owner calls it; for screen readers.
passkey-remove = Rimuovi<span class="vh"> { $name }</span>
# $name: what its owner calls it.
passkey-remove-title = Rimuovere la passkey { $name }?
passkey-remove-what = Qui non permetterà più di accedere. Rimuovila anche dal dispositivo: potrebbe continuare a proporla.
passkey-remove-button = Rimuovi la passkey
second-factor-app-remove = Rimuovi l’app
second-factor-app-remove-title = Rimuovere l’app di autenticazione?
second-factor-app-remove-what = I suoi codici smetteranno di funzionare. Le passkey e i codici di recupero restano validi.
notice-passkey-added = La passkey è stata aggiunta.
notice-passkey-renamed = La passkey ora ha questo nome.
notice-second-factor-less = La rimozione è stata eseguita.

## /profile/second-factor/app

second-factor-app-title = Configura un’app di autenticazione
second-factor-app-replaces = I codici dell’app che hai ora smetteranno di funzionare quando avrai inserito un codice di quella nuova.
second-factor-app-scan = Inquadra questa immagine con un’app di autenticazione:
second-factor-app-picture = Codice QR con il segreto riportato qui sotto
second-factor-app-type = Oppure inserisci questo segreto nell’app:
second-factor-app-code = Codice mostrato dall’app
second-factor-app-code-hint = Sei cifre. Cambiano ogni 30 secondi.
second-factor-app-button = Configura
second-factor-app-code-wrong = Questo non è il codice che l’app mostra ora. Controlla anche l’orologio del dispositivo.
second-factor-set-up-ended = È passato troppo tempo. Ecco un nuovo segreto: inquadra la nuova immagine.
second-factor-cancel = Annulla

## /profile/second-factor/passkey, and wherever a passkey is asked for

passkey-what = Il browser chiede a questo dispositivo, al telefono o a una chiave di sicurezza di crearne una. Ciò che ti identifica resta lì: questo server non conserva nulla che si possa rubare.
passkey-name = Nome
passkey-name-hint = Per sapere in seguito qual è.
passkey-add-button = Crea la passkey
passkey-rename-title = Rinomina la passkey
passkey-rename-button = Salva
passkey-no-script = Servono JavaScript e un browser che conosca le passkey. Un’app di autenticazione funziona senza entrambi.
passkey-use = Usa una passkey
passkey-sign-in = Accedi con una passkey
passkey-failed = Non è arrivata nessuna passkey: l’operazione è stata annullata, è durata troppo o qui non ce n’è. Riprova.
passkey-refused = Questa passkey non è conosciuta qui, o la richiesta era troppo vecchia. Riprova o usa un altro modo.
passkey-there = Qui c’è già una passkey per questo account. Usa un altro dispositivo o un altro gestore di password.
passkey-not-added = La passkey non è stata aggiunta: questa pagina è rimasta aperta troppo a lungo o il dispositivo non ha dato la risposta attesa. Riprova.
# $most: a number.
passkey-too-many = Ci sono { $most } passkey e non possono essercene di più. Prima rimuovine una.
passkey-unavailable = Su questo server non sono possibili passkey.

## The recovery codes, shown once

recovery-codes-first = L’app è configurata. Con questi codici puoi accedere quando non l’hai a portata di mano, una volta per ciascuno.
recovery-codes-first-passkey = La passkey è stata aggiunta. Con questi codici puoi accedere quando non l’hai a portata di mano, una volta per ciascuno.
recovery-codes-new = Questi codici sostituiscono quelli che avevi, che non valgono più nulla. Ognuno funziona una sola volta.
recovery-codes-once = <strong>Conservali ora: non verranno più mostrati.</strong> Stampa la pagina, salva il file o copiali in un gestore di password.
recovery-codes-download = Salva come file
recovery-codes-kept = Li ho conservati

## Before a risky step

confirm-title = Conferma la tua identità
confirm-why = Per questa operazione devi confermare ancora una volta la tua identità. Per qualche minuto non ti verrà chiesto di nuovo.
confirm-password = La tua password
confirm-code-hint = Le sei cifre mostrate dalla tua app, o un codice di recupero.
confirm-user-name = Nome utente
confirm-button = Continua
confirm-password-wrong = Questa non è la tua password attuale.
confirm-code = Codice del secondo fattore
