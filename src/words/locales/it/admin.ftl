### Administration: the pages below /admin, for administrators alone. The names of acts and states are those of the command
### line: suspend, unsuspend, approve, revoke, rotate.

layout-administration = Amministrazione

admin-title = Amministrazione
admin-menu-label = Amministrazione
admin-overview = Panoramica
admin-users = Account
admin-apps = App
admin-servers = Server di risorse
admin-settings = Impostazioni
admin-audit = Log di audit
admin-store = Archivio

## On several pages

admin-any = Qualsiasi
admin-role = Ruolo
admin-role-user = Utente
admin-role-admin = Amministrazione
admin-state = Stato
admin-state-active = attivo
admin-state-suspended = sospeso
admin-app-active = attiva
admin-app-suspended = sospesa
admin-state-waiting = in attesa di approvazione
admin-no-password = ancora senza password
admin-never = Mai
admin-not-yet = Non ancora
admin-number = Numero
admin-created = Creazione
admin-owner = Appartiene a
admin-email = E-mail
admin-client-id = Client ID
admin-client-secret = Segreto del client
admin-filter = Mostra
admin-filter-none = Mostra tutto
admin-cancel = Annulla
admin-save = Salva
admin-go-on = Continua
admin-suspend = Sospendi
admin-unsuspend = Annulla la sospensione
admin-rotate = Crea un nuovo segreto
admin-registered = Registrazione: { $when }
admin-last-used = Ultimo uso: { $when }
admin-never-used = Mai usata
admin-added = Aggiunta: { $when }

## Overview

admin-look = Da controllare
admin-look-about = Ciò che potrebbe richiedere una tua decisione.
admin-calm = Non c’è nulla da controllare.
admin-refusing = Al momento non è possibile salvare nulla.
admin-backup-failed = L’ultimo backup non è riuscito, o il prossimo è in ritardo.
admin-waiting-count = { $count ->
    [one] Un’app è in attesa di approvazione
   *[other] { $count } app sono in attesa di approvazione
}
admin-suspended-apps = { $count ->
    [one] Un’app è sospesa
   *[other] { $count } app sono sospese
}
admin-suspended-users = { $count ->
    [one] Un account è sospeso
   *[other] { $count } account sono sospesi
}
admin-failed-sign-ins = { $count ->
    [one] Oggi un accesso non è riuscito
   *[other] Oggi { $count } accessi non sono riusciti
}
admin-figures = Statistiche
admin-consents = App autorizzate dalle persone
admin-sessions = Sessioni
admin-version = Versione

## Accounts

admin-find-user = Nome o e-mail
admin-never-signed-in = Solo account con cui nessuno ha mai effettuato l’accesso
admin-users-count = { $count ->
    [one] Un account.
   *[other] { $count } account.
}
admin-users-none = Nessun account corrisponde
admin-last-sign-in-was = Ultimo accesso: { $when }
admin-never-signed-in-yet = Nessun accesso finora
admin-user-new = Nuovo account
admin-user-new-text = All’inizio l’account non ha una password. La pagina successiva mostra un link con cui la persona ne imposta una.
admin-user-name = Nome utente
admin-user-name-hint = Da 3 a 30 lettere, cifre o trattini bassi.
admin-user-new-admin = Assegna il ruolo di amministrazione
admin-user-new-button = Crea l’account
admin-user-made = { $name } ora ha un account
admin-link = Link per la password
admin-link-text = Questo link imposta una password. Funziona una sola volta, per un’ora, e non verrà più mostrato. Dallo alla persona interessata e a nessun altro.
admin-link-made = Un link per la password di { $name }

## One account

admin-user-account = Account
admin-last-sign-in = Ultimo accesso
admin-password = Password
admin-password-set = Impostata
admin-user-apps = App registrate
admin-user-grants = App autorizzate
admin-user-events = Attività di questo account
admin-app-events = Attività di questa app
admin-make-admin = Assegna il ruolo di amministrazione
admin-make-user = Assegna il ruolo di utente
admin-make-link = Crea un link per la password
admin-export = Scarica i suoi dati
admin-delete-user = Elimina l’account
admin-user-own = Questo è il tuo account.
admin-user-last = Questo è l’ultimo account di amministrazione attivo. Finché non ce n’è un altro, non è possibile sospenderlo, eliminarlo o dargli il ruolo di utente.
admin-email-about = Nessuno conferma un nuovo indirizzo. La persona vede che è stato cambiato.
admin-language-about = Ciò che la persona sceglie in Profilo. Senza scelta vale la lingua richiesta dal browser.
admin-language-browser = Quella richiesta dal browser
admin-sessions-about = Dove l’account ha effettuato l’accesso. I permessi delle app non ne risentono.
admin-sessions-none = Nessuna sessione attiva.
admin-session-started = Accesso: { $when }
admin-session-end = Chiudi
admin-session-end-which = Chiudi la sessione { $device }
admin-sign-out = Chiudi tutte le sessioni
admin-notes = Note
admin-notes-about = Ciò che chi gestisce il server annota sull’account, per esempio il suo numero in un altro programma. Può essere comunicato ai servizi upstream.
admin-note-key = Nome della nota
admin-note-value = Testo
admin-note-add = Salva la nota
admin-note-remove = Rimuovi
admin-note-remove-which = Rimuovi la nota { $key }
admin-ask-suspend = Vuoi sospendere { $name }?
admin-ask-suspend-text = Le sue sessioni vengono chiuse e i suoi token diventano subito inattivi. Non viene eliminato nulla: ciò che nel frattempo non è scaduto torna valido quando la sospensione viene annullata.
admin-ask-admin = Vuoi assegnare a { $name } il ruolo di amministrazione?
admin-ask-admin-text = Chi ha questo ruolo vede e modifica tutti gli account, tutte le app e le impostazioni di questo server.
admin-ask-user = Vuoi togliere a { $name } il ruolo di amministrazione?
admin-ask-user-text = L’account mantiene le sue app e ciò che ha autorizzato.
admin-ask-sign-out = Vuoi chiudere tutte le sessioni di { $name }?
admin-ask-sign-out-text = Tutte le sue sessioni vengono chiuse. I permessi delle app non ne risentono.
admin-ask-second-factor = Vuoi disattivare il secondo fattore di { $name }?
admin-ask-second-factor-text = Per accedere basterà la password. Fallo solo se sai con certezza chi lo chiede.
admin-ask-delete = Vuoi eliminare { $name }?
admin-ask-delete-text = L’account viene eliminato con tutte le sue app, autorizzazioni e token. Non si può annullare.
admin-ask-own = Questo è il tuo account: perderai subito l’accesso a queste pagine.

## Apps

admin-find-app = Nome o client ID
admin-unused = Non usata da
admin-unused-30 = 30 giorni
admin-unused-90 = 90 giorni
admin-unused-365 = Un anno
admin-apps-count = { $count ->
    [one] Un’app.
   *[other] { $count } app.
}
admin-apps-none-like = Nessuna app corrisponde
admin-apps-none = Ancora nessuna app
admin-apps-none-text = Qui compare ciò che viene registrato, a chiunque appartenga.
admin-app-owner = Di { $owner }
admin-app-decision = Stato
admin-app-waits = È in attesa di approvazione dal giorno { $when }. Fino ad allora può autorizzarla solo chi la possiede.
admin-app-is-suspended = È sospesa dal giorno { $when }. Non riceve nulla, e ciò che ha ricevuto è inattivo.
admin-approve = Approva
admin-revoke = Revoca tutti i token
admin-delete-app = Elimina l’app
admin-app-facts = App
admin-website = Sito web
admin-description = Descrizione
admin-client-type = Tipo
admin-public = Pubblica: non ha un segreto
admin-confidential = Riservata: ha un segreto
admin-people = Persone che l’hanno autorizzata
admin-used = Ultimo uso
admin-redirect-uris = Redirect URI
admin-scopes = Scope
admin-ask-app-suspend = Vuoi sospendere { $app }?
admin-ask-app-suspend-text = Non riceve token, e quelli che ha diventano subito inattivi, per tutti. Non viene eliminato nulla: ciò che nel frattempo non è scaduto torna valido quando la sospensione viene annullata.
admin-ask-app-approve = Vuoi approvare { $app }?
admin-ask-app-approve-text = Da quel momento chiunque potrà autorizzarla. Prima controlla il suo sito web e i suoi redirect URI.
admin-ask-app-revoke = Vuoi revocare tutti i token di { $app }?
admin-ask-app-revoke-text = Tutto ciò che ha ricevuto perde validità, per tutti. Le persone potranno autorizzarla di nuovo.
admin-app-rotate-about = Il nuovo segreto viene mostrato una sola volta, nella pagina successiva, e va consegnato a chi possiede l’app.
admin-ask-app-delete = Vuoi eliminare { $app }?
admin-ask-app-delete-text = L’app e tutto ciò che ha ricevuto vengono rimossi. Non si può annullare.

## Secrets, shown once

admin-secret-made = Il segreto di { $name }
admin-secret-app-text = Il segreto non verrà più mostrato. Consegnalo a chi possiede l’app e a nessun altro.
admin-secret-server-text = Il segreto non verrà più mostrato. L’API usa entrambi con HTTP Basic quando chiede che cosa rappresenta un token.

## Resource servers

admin-servers-about = Le API che chiedono a grantd che cosa rappresenta un token hanno credenziali proprie.
admin-servers-none = Ancora nessun server di risorse
admin-servers-none-text = Serve a un’API che chiede che cosa rappresenta un token; non serve a un’API dietro il gateway.
admin-server-name = Nome del nuovo server
admin-server-name-hint = Da 1 a 64 lettere, cifre e segni . _ -
admin-server-add = Aggiungi
admin-server-name-wrong = Scrivi da 1 a 64 lettere, cifre e segni . _ -
admin-server-name-taken = Ne esiste già uno con questo nome. Scegli un altro nome, o crea un nuovo segreto per quello esistente.
admin-delete-server = Elimina
admin-rotate-which = Crea un nuovo segreto per { $name }
admin-delete-which = Elimina { $name }
admin-ask-server-rotate = Vuoi creare un nuovo segreto per { $name }?
admin-ask-server-rotate-text = Il segreto attuale smette subito di funzionare. Quello nuovo viene mostrato una sola volta, nella pagina successiva.
admin-ask-server-delete = Vuoi eliminare { $name }?
admin-ask-server-delete-text = Non potrà più chiedere che cosa rappresenta un token.

## Settings

admin-instance = Questo server
admin-instance-about = Queste impostazioni hanno effetto immediato.
admin-instance-name = Nome
admin-instance-name-hint = Se lasciato vuoto, è { $name }.
admin-registration = Chiunque può creare da sé un account
admin-contact = Contatto
admin-contact-hint = Un indirizzo e-mail a cui le persone possono rivolgersi.
admin-about = Che cos’è questo server
admin-about-hint = Compare nella pagina iniziale. Testo semplice: una riga vuota inizia un paragrafo e gli indirizzi web diventano link.
admin-privacy = Informativa sulla privacy
admin-privacy-hint = Compare in una pagina a sé, con un link in fondo a ogni pagina. Testo semplice, come sopra.
admin-configuration = Configurazione
admin-configuration-about = Ciò che compare qui si modifica nel file, e ha effetto dopo che il daemon lo ha riletto (SIGHUP) o è stato riavviato.
admin-configuration-file = Letta da
admin-configuration-none = Non c’è un file di configurazione: questi sono i valori predefiniti.
admin-routes = Route e upstream
admin-scopes-about = Ciò che le app possono chiedere. Nella configurazione sono in [[scope]].
admin-scope-admin = solo gli amministratori lo concedono
admin-routes-none = Non ci sono route. Un proxy che chiede a grantd e il gateway lasciano passare solo ciò che è di grantd stesso.
admin-routes-count = { $count ->
    [one] Una route
   *[other] { $count } route
}
admin-routes-about = Che cosa serve a ogni richiesta.
admin-upstreams = Upstream
admin-upstreams-about = Chi risponde quando grantd è il gateway. Vince il percorso più lungo.
admin-upstream-closed = nessuna route lo apre
admin-route-unserved = nessun upstream la serve
admin-route-all-methods = Tutti i metodi
admin-needs-nothing = Non serve nulla.
admin-needs-scope = Serve un token con { $scope } o la sessione propria dell’account.
admin-needs-session = Serve la sessione propria dell’account.
admin-needs-admin = L’account deve essere di un amministratore.
admin-needs-optional = Chi non mostra credenziali non ha bisogno di nulla.
admin-explain = Che cosa succede a una richiesta
admin-explain-about = Senza token; grantd route --token lo dice anche di un token.
admin-explain-method = Metodo
admin-explain-path = Percorso
admin-explain-button = Spiega
admin-explain-request = Richiesta
admin-explain-route = Route
admin-explain-no-route = Nessuna
admin-explain-line = (riga { $line })
admin-explain-needs = Richiede
admin-explain-answered = Risponde
admin-explain-verdict = Esito
admin-answered-upstream = L’upstream { $path } su { $url }
admin-answered-reserved = grantd stesso, qualunque siano le route
admin-answered-itself = grantd stesso: nessun upstream ha questo percorso
admin-let-through = Lasciata passare.
admin-refused = Rifiutata, { $status }.
admin-why-public = La route è pubblica.
admin-why-optional = La route lascia passare le richieste senza credenziali.
admin-why-no-token = Non mostra alcun token.
admin-why-slash = Il percorso deve iniziare con una barra.
admin-why-bad-path = Il percorso si potrebbe leggere in due modi.
admin-why-misspelt = Il percorso va scritto come in { $path }.
admin-why-no-route = Nessuna route permette questa richiesta.
admin-why-method = Nessuna route permette qui questo metodo, solo { $methods }.

## Audit log

admin-audit-user = Account
admin-audit-app = App
admin-audit-by = Eseguito da
admin-audit-address = Indirizzo
admin-audit-event = Evento
admin-audit-since = Dal
admin-audit-until = Prima del
admin-audit-day-wrong = Scrivi un giorno, per esempio 2026-11-23.
admin-audit-file = Scarica come JSON Lines
admin-audit-newer = Più recenti
admin-audit-older = Meno recenti
admin-audit-empty = Nessun evento corrispondente
admin-audit-empty-text = Il log risale fin dove ne sono conservati i file.
admin-by-operator = chi gestisce il server
admin-by-system = grantd stesso

## Store

admin-daemon = Daemon
admin-running-since = Ultimo avvio
admin-memory-used = Memoria in uso
admin-memory-limit = Memoria consentita
admin-commits = Modifiche salvate da allora
admin-failures = Modifiche non riuscite
admin-events-lost = Eventi mancanti nel log di audit
admin-data = Dati
admin-data-about = Quanti record di ogni tipo ci sono.
admin-on-disk = Sul disco
admin-content = Contenuto
admin-counting = Conteggio in corso.
admin-format = Formato
admin-record-instance = Impostazioni del server
admin-record-counter = Sequenze di numeri
admin-record-one-time-link = Link monouso
admin-record-second-factor = Secondi fattori
admin-record-pending-sign-in = Accessi in attesa del secondo fattore
admin-record-remembered-consent = Autorizzazioni non più richieste
admin-record-scope-use = Usi dei permessi
admin-record-authorization-code = Codici di autorizzazione
admin-record-family = Famiglie di token
admin-record-access-token = Token di accesso
admin-record-refresh-token = Token di aggiornamento
admin-record-last-use = Ultimi usi delle app
admin-record-secret-state = Segreti sostituiti o segnalati
admin-record-app-usage = Dati giornalieri delle app
admin-record-decided-request = Pagine di consenso a cui si è risposto
admin-record-user-event = Eventi degli account
admin-record-hold = App in attesa o sospese
admin-record-last-sign-in = Ultimi accessi
admin-sweep = Record scaduti
admin-sweep-about = Ciò che è scaduto viene rimosso automaticamente di tanto in tanto.
admin-last-sweep = Ultima rimozione
admin-oldest-due = Il più vecchio in attesa
admin-nothing-due = Nulla in attesa
admin-older-than = Solo ciò che è scaduto da almeno
admin-older-than-hint = Per esempio 12h o 7d. Se è vuoto, si rimuove tutto ciò che è scaduto.
admin-older-than-wrong = Scrivi un numero e s, m, h, d o w, per esempio 12h o 7d.
admin-sweep-now = Rimuovi ora
admin-swept = Rimossi:
admin-swept-nothing = Non era scaduto nulla.
admin-backups = Backup
admin-backups-about = Un backup contiene tutti gli account. Si crea sulla macchina stessa e non via web.
admin-backups-every = Ogni
admin-backups-dir = In
admin-backups-newest = Più recente
admin-overdue = in ritardo
admin-backups-none = Non vengono creati backup automatici. Per averli, nella configurazione serve
admin-command-backup = Creare un backup ora
admin-command-restore = Ripristinare un backup
admin-command-move = Passare a un altro motore o a un’altra versione
admin-command-check = Controllare tutti i dati

## What was done

admin-done-user-deleted = L’account è stato eliminato.
admin-done-role = L’account ora ha un altro ruolo.
admin-done-suspended = La sospensione è attiva.
admin-done-unsuspended = La sospensione è stata annullata.
admin-done-signed-out = Tutte le sessioni dell’account sono state chiuse.
admin-done-session = La sessione è stata chiusa.
admin-done-email = L’indirizzo e-mail è stato cambiato.
admin-done-language = La lingua è stata cambiata.
admin-done-note = La nota è stata salvata.
admin-done-note-removed = La nota è stata rimossa.
admin-done-app-approved = L’app è stata approvata.
admin-app-changed = Questa app è stata modificata dopo che l’hai vista, quindi non è stata approvata. Controllala di nuovo.
admin-done-app-revoked = Tutto ciò che l’app aveva ricevuto non è più valido.
admin-done-app-deleted = L’app è stata eliminata.
admin-done-server-deleted = Il server di risorse è stato eliminato.
admin-done-settings = Le impostazioni sono state salvate.

## What the owner of an app reads of it, on its page

admin-own-app-waiting = Questa app è in attesa dell’approvazione dell’amministrazione. Fino ad allora puoi autorizzarla solo tu.
admin-own-app-suspended = L’amministrazione ha sospeso questa app. Non riceve nulla, e ciò che ha ricevuto è inattivo.
