### What every page has around its content, and the parts that pages share: forms, lists, short notices.
###
### The words: app: app; permission: permesso (scope: scope, for developers); authorise: autorizzare; withdraw: revocare
### (l’accesso); revoke: revocare; end a token or secret: invalidare; sign in, out: accedere, uscire; of a session:
### chiudere; second factor: secondo fattore; authenticator app: app di autenticazione; recovery code: codice di recupero;
### client secret: segreto; suspend: sospendere; approve: approvare; administrator: l’amministrazione, chi amministra il
### server, ruolo di amministrazione; operator: chi gestisce il server; note: nota.

## Around the content

layout-skip = Vai al contenuto
layout-menu = Menu
layout-menu-label = Il tuo account
layout-apps = Le tue app
layout-grants = App autorizzate
layout-events = Attività
layout-profile = Profilo
layout-signed-in-as = <span class="vh">Accesso effettuato come </span>{ $name }
layout-admin = admin
layout-sign-out = Esci
layout-language = Lingua di queste pagine
layout-contact = Puoi scrivere a chi amministra il sito all’indirizzo { $contact }.

## Forms

form-title-wrong = Errore: { $title }
form-look-again = Controlla di nuovo questi dati
form-error-before = Errore:
form-optional = (facoltativo)
form-cancel = Annulla

## Lists

list-pages-label = Pagine di questo elenco
list-previous = Precedente
list-next = Successiva
list-page-of = Pagina { $page } di { $pages }
list-beyond = Non c’è nessuna pagina { $page }
list-first = Prima pagina
list-last = Ultima pagina
size-bytes = { $bytes } byte
size-kib = { $kib } KiB
size-mib = { $mib } MiB
size-gib = { $gib } GiB
short-scopes = { $scopes } e altri { $count }
copy-button = Copia
copy-done = Copiato
copy-selected = Testo selezionato: usa la scorciatoia da tastiera per copiarlo

## Notices: what has just been done

notice-setup = Ti diamo il benvenuto. Il tuo account amministra questo server. Registra una prima app per provarlo.
notice-registered = Ti diamo il benvenuto. Il tuo account è stato creato.
notice-profile = Il profilo è stato salvato.
notice-password = La password è stata cambiata. Tutte le altre sessioni sono state chiuse.
notice-password-set = La nuova password è stata impostata. Ora puoi usarla per accedere.
notice-email = L’indirizzo e-mail è stato cambiato.
notice-account-deleted = Il tuo account è stato eliminato.
notice-session = La sessione è stata chiusa.
notice-sessions = Tutte le altre sessioni sono state chiuse.
notice-signed-out = Hai chiuso la sessione.
notice-edited = Le modifiche sono state salvate.
notice-registered-before = Questo modulo aveva già registrato l’app, quindi non è stata registrata di nuovo. Se non hai visto il suo segreto, creane uno nuovo qui.
notice-revoked = Tutti i token di questa app sono stati revocati.
notice-deleted = L’app è stata eliminata.
notice-secret-ended = Il segreto precedente non è più valido.
notice-withdrawn = L’app non può più usare il tuo account.
