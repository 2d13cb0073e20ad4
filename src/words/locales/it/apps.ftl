### The pages of who makes apps.

## The list

apps-none = Non hai ancora registrato nessuna app
apps-none-about = Un’app è un programma, tuo o di altri, che qui legge o scrive dati per conto di chi lo consente, senza mai vederne la password. Registrandola, le viene assegnato un client ID.
apps-none-grants = Cerchi le app che possono usare il tuo account? Si trovano in <a href="/profile/grants">App autorizzate</a>.
apps-about = Le app che hai registrato. Quelle che possono usare il tuo account si trovano in <a href="/profile/grants">App autorizzate</a>.
apps-registered = Registrazione: { $when }
apps-last-used = Ultimo uso: { $when }
apps-never-used = Mai usata
app-badge-public = pubblica
app-badge-confidential = riservata

## One app

app-try-it = Prova
app-edit-button = Modifica
app-about = Informazioni
app-description = Descrizione
app-description-none = Nessuna
app-website = Sito web
app-client-id = Client ID
app-client-secret = Segreto del client
app-kind = Tipo di app
app-kind-public = Pubblica: usa PKCE, nessun segreto
app-kind-confidential = Riservata: ha un segreto
app-registered = Registrazione
app-last-used = Ultimo uso
app-last-used-never = Mai
app-usage-link = Statistiche
app-redirect-uri = Redirect URI
app-redirect-uris = Redirect URI
app-redirect-uris-about = Dove tornano le persone dopo aver deciso.
app-check-link = Controlla un redirect URI
app-scopes = Scope
app-scopes-about = Che cosa può chiedere alle persone.
app-endpoints = Endpoint
app-endpoints-about = I dati richiesti dalla sua libreria client.
app-endpoint-authorization = Endpoint di autorizzazione
app-endpoint-token = Endpoint dei token
app-endpoint-issuer = Issuer
app-endpoint-metadata = Metadati
app-danger = Operazioni rischiose
app-danger-about = Ognuna chiede un’ulteriore conferma.
app-danger-secret = Nuovo segreto
app-danger-secret-about = Se quello attuale è stato perso o visto da altri. Quello vecchio può continuare a funzionare per un po’.
app-danger-tokens = Tutti i token
app-danger-tokens-about = Pone fine subito al suo accesso a tutti gli account.
app-danger-app = L’app stessa
app-danger-app-about = Pone fine a tutto ciò che ha. Non si può annullare.

## Its secret

app-secret-reported = Il segreto di questa app è stato segnalato come divulgato ({ $when }). Funziona ancora: dai all’app un nuovo segreto.
app-previous = Segreto precedente
app-previous-until = Scadenza: { $when }.
app-previous-used = Ultimo uso: { $when }.
app-previous-unused = Non è stato usato da quando è stato sostituito.
app-previous-end = Invalidalo ora
app-rotate-link = Crea un nuovo segreto
app-rotate-title = Un nuovo segreto per “{ $app }”
app-rotate-about = Il nuovo segreto viene mostrato una sola volta, nella pagina successiva. L’app ne ha bisogno per ottenere e rinnovare i token.
app-rotate-legend = Quando smette di funzionare il segreto attuale?
app-rotate-at-once = Subito: se altri potrebbero averlo visto
app-rotate-hours = { $hours ->
    [one] Tra un’ora
   *[other] Tra { $hours } ore
}
app-rotate-days = { $days ->
    [one] Tra un giorno
   *[other] Tra { $days } giorni
}
app-rotate-ends-older = Il segreto ancora precedente, che funziona tuttora, smette di funzionare ora.
app-rotate-button = Crea un nuovo segreto

## Questions before a step

app-revoke-title = Vuoi revocare tutti i token di “{ $app }”?
app-revoke-now = L’app perde subito l’accesso a tutti gli account, il tuo e quelli degli altri.
app-revoke-stays = Resta registrata. Per continuare a usarla, ogni persona dovrà autorizzarla di nuovo.
app-revoke-button = Revoca tutti i token
app-delete-title = Vuoi eliminare “{ $app }”?
app-delete-now = L’app perde subito l’accesso a tutti gli account, e il suo client ID e il suo segreto smettono di funzionare.
app-delete-for-good = Non si può annullare: se la registri di nuovo, avrà un nuovo client ID.
app-delete-button = Elimina l’app

## Registered, or with a new secret

app-created-title = App registrata
app-created-done = { $app } è registrata
app-created-rotated = Nuovo segreto
app-created-rotated-for = Un nuovo segreto per { $app }
app-created-copy-now = <strong>Copia il segreto ora: non verrà più mostrato.</strong> Non metterlo nel codice sorgente o nelle chat.
app-created-previous-ended = Quello precedente ha smesso di funzionare.
app-created-previous-until = Scadenza di quello precedente: { $when }.
app-created-public = Un’app pubblica non ha un segreto: si identifica con PKCE (<code>S256</code>) in ogni richiesta di autorizzazione.
app-created-go = Vai alla pagina dell’app

## The form

app-new-title = Registra un’app
app-new-button = Registra l’app
app-edit-title = Modifica { $app }
app-edit-save = Salva le modifiche
app-edit-kind-public = Pubblica: usa PKCE, nessun segreto. Non si può cambiare.
app-edit-kind-confidential = Riservata: gira su un server che può custodire un segreto. Non si può cambiare.
app-form-name = Nome
app-form-name-hint = Le persone lo vedono quando viene chiesto loro di autorizzare l’app.
app-form-website-hint = Dove le persone possono informarsi sull’app, per esempio https://app.example.com
app-form-description-hint = Che cosa fa, in una frase. Al massimo 200 caratteri.
app-form-redirect-hint = Dove tornano le persone dopo aver deciso. Uno per riga, al massimo dieci; una richiesta deve indicarne esattamente uno.
app-form-redirect-web = <code>https://app.example.com/callback</code> per un sito web
app-form-redirect-local = <code>http://127.0.0.1/callback</code> per un programma sul computer della persona; la porta può essere diversa
app-form-redirect-phone = <code>com.example.app:/callback</code> per un’app del telefono: uno schema con un punto
app-form-check = Controllali
app-form-confidential = Riservata
app-form-confidential-hint = Gira su un server che può custodire un segreto.
app-form-public = Pubblica
app-form-public-hint = App per telefono, desktop o browser; usa PKCE, nessun segreto.
app-form-scopes = Che cosa può chiedere
app-form-scopes-hint = Seleziona solo ciò che serve. Chi autorizza l’app può deselezionare singole voci.
app-form-no-scope = Selezionane almeno uno.

## Trying it

app-try-title = Prova { $app }
app-try-ask = 1. Chiedi un codice
app-try-ask-about = Questo link è quello a cui la tua app manda le persone: una richiesta di autorizzazione con PKCE. Autorizza l’app per il tuo account.
app-try-authorise = Autorizza l’app
app-try-comes-back = Tornerai a questa pagina, con il codice.
app-try-address-bar = Poi il browser andrà al redirect URI. Se lì non risponde nulla, non importa: il codice è nella barra degli indirizzi.
app-try-add = Fai arrivare il codice a questa pagina
app-try-change = Altri scope o un altro redirect URI
app-try-update = Crea il link
app-try-code-came = Il codice è arrivato. Esegui uno di questi comandi per ottenere i token.
app-try-refused = La risposta è stata un errore invece di un codice: { $error }
app-try-tokens = 2. Ottieni i token
app-try-tokens-about = { $seconds ->
    [one] Un codice funziona una sola volta, e per un secondo.
   *[other] Un codice funziona una sola volta, e per { $seconds } secondi.
}
app-try-code-here = Mettilo al posto di <code>CODE</code>.
app-try-secret-here = Il segreto viene letto dall’ambiente: prima esegui <code>export CLIENT_SECRET=…</code>.
app-try-again = Chiedi un altro codice
app-try-own = Questa pagina è un redirect URI dell’app, per provarla: { $uri }
app-try-remove = Rimuovilo
app-try-only = È l’unico: danne un altro all’app prima di toglierlo.

## Checking a redirect URI

app-check-title = Controlla un redirect URI di { $app }
app-check-hint = Così come lo invia la tua app.
app-check-button = Controlla
app-check-verdict = Esito
app-check-same = Una richiesta con questo URI viene accettata: è registrato.
app-check-other-port = Una richiesta con questo URI viene accettata: sul computer della persona la porta può essere diversa.
app-check-ignored = Una richiesta con questo URI viene accettata, ma l’URI viene ignorato: questo server è impostato per andare sempre al primo registrato, { $uri }
app-check-not-accepted = Una richiesta con questo URI viene rifiutata: non è registrato.
app-check-registered = Registrato
app-check-yours = Questo
app-check-registrable = Potrebbe essere registrato.
app-check-not-registrable = Non potrebbe nemmeno essere registrato.
app-check-line = { $uri }: { $why }
app-check-none = Non ce n’è nessuno: scrivine almeno uno.
app-check-all-good = Tutti possono essere registrati.
app-check-length = Deve avere da 1 a 2000 caratteri.
app-check-fragment = Non deve avere un frammento: togli “#” e ciò che segue.
app-check-wildcard = Qui i caratteri jolly non valgono: registra ogni indirizzo.
app-check-character = Ha un carattere non ammesso in un URI: applica la codifica percentuale a “{ $character }”.
app-check-not-absolute = Non è un indirizzo completo: inizia con https://
app-check-scheme-case = Scrivi in minuscolo ciò che precede i due punti.
app-check-slashes = Dopo lo schema devono esserci due barre.
app-check-user-info = Non deve contenere un nome utente o una password.
app-check-no-host = Non ha un host.
app-check-host-writing = Scrivi l’host in modo semplice, come nome o come indirizzo normale.
app-check-plain-http = Usa https. Il semplice http è ammesso solo per il computer della persona: 127.0.0.1, [::1] o localhost.
app-check-harmful-scheme = Questo schema non è mai consentito.
app-check-other-scheme = Questo schema non è consentito. Usa https, oppure uno schema tuo con un punto, per esempio com.example.app
app-check-differs-slash = Uno dei due finisce con una barra, l’altro no.
app-check-differs-case = Differiscono per maiuscole e minuscole.
app-check-differs-encoding = Differiscono nella codifica percentuale dei caratteri.
app-check-differs-loopback = localhost, 127.0.0.1 e [::1] sono tre nomi diversi, anche se indicano lo stesso computer.
app-check-differs-query = La query, cioè ciò che segue “?”, è diversa.
app-check-differs-fragment = Ha un frammento, “#” e ciò che segue. Un URI di reindirizzamento non deve averne.
app-check-differs-port = La porta è diversa.
app-check-differs-path = Il percorso è diverso.
app-check-differs-scheme = Lo schema è diverso: http non è https.
app-check-differs-host = L’host è diverso.
app-check-differs-everything = Nessuno di quelli registrati gli somiglia.

## Figures

app-usage-title = Statistiche di { $app }
app-usage-people = { $people ->
    [0] Nessuno l’ha autorizzata.
    [one] L’ha autorizzata una persona.
   *[other] L’hanno autorizzata { $people } persone.
}
app-usage-sum = Negli ultimi 30 giorni
app-usage-requests = { $count ->
    [one] { $count } richiesta
   *[other] { $count } richieste
}
app-usage-refused = { $count ->
    [one] { $count } rifiutata
   *[other] { $count } rifiutate
}
app-usage-authorised = { $count ->
    [one] { $count } autorizzazione
   *[other] { $count } autorizzazioni
}
app-usage-issued = { $count ->
    [one] { $count } token emesso
   *[other] { $count } token emessi
}
app-usage-refreshed = { $count ->
    [one] { $count } token rinnovato
   *[other] { $count } token rinnovati
}
app-usage-days = Richieste per giorno
app-usage-nothing = Negli ultimi 30 giorni non ha fatto nulla.
app-usage-about = I giorni sono in UTC. Dopo un arresto anomalo possono mancare gli ultimi minuti. Non si conserva nulla sulle singole persone.

## Leaked tokens

leaked-title = Hai trovato un token?
leaked-link = Hai trovato un token dove non dovrebbe essere?
leaked-about = Incolla ciò che hai trovato: viene invalidato subito. Non serve un account.
leaked-label = Che cosa hai trovato
leaked-hint = Token, segreti o un testo che li contiene, per esempio un log. Iniziano con gra_, grr_, grc_, grs_, gri_, grh_, grp_ o grl_.
leaked-button = Invalidali
leaked-found = { $count ->
    [0] Non conteneva nulla di questo server.
    [one] Ne è stato riconosciuto uno. Se era valido, si è già provveduto.
   *[other] Ne sono stati riconosciuti { $count }. Per quelli validi si è già provveduto.
}
leaked-more = In un testo non se ne esaminano di più. Se ce ne sono altri, invia di nuovo il resto.
leaked-tokens-end = Token, codici, sessioni e link vengono invalidati, e la persona interessata viene avvisata.
leaked-secrets-stay = Il segreto di un’app continua a funzionare, e chi la possiede viene avvisato di sostituirlo: da solo non dà accesso a nessun account.
