### The consent page, and the apps that somebody has authorised.
###
### $app: the name of an app. $when: a day, or a day with a time. $scopes: scopes as they are written in requests, such as
### "workouts:write". $host, $website: hosts, such as "app.example".

## The consent page

consent-title = Autorizza { $app }
consent-heading = { $app } chiede di usare il tuo account
consent-registered = app registrata qui da { $owner } ({ $when })
consent-registered-by-you = app registrata qui da te ({ $when })
consent-others =
    { $count ->
        [0] Qui non la usa nessun altro
        [one] Qui la usa { $count } altra persona
       *[other] Qui la usano altre { $count } persone
    }
consent-others-many = Qui la usano oltre { $count } altre persone
consent-since = Usi l’app dal giorno { $when }
consent-warnings = Prima di decidere
consent-asks = Se autorizzi l’app, potrà
consent-asks-more = Novità: l’app potrà anche
consent-asks-nothing-new = L’app non chiede nulla di nuovo.
consent-untick = Deseleziona ciò che non vuoi consentire.
consent-new = nuovo
consent-already =
    { $count ->
        [one] L’app chiede { $count } permesso che ha già
       *[other] L’app chiede { $count } permessi che ha già
    }
consent-already-untick = Ciò che deselezioni qui viene tolto subito all’app, su tutti i tuoi dispositivi.
consent-keeps =
    { $count ->
        [one] L’app mantiene { $count } permesso che ora non chiede
       *[other] L’app mantiene { $count } permessi che ora non chiede
    }
consent-keeps-where = Puoi toglierli in <a href="/profile/grants">App autorizzate</a>.
consent-leave-one = Lasciane selezionato almeno uno, oppure annulla.
consent-changed = L’app è stata modificata mentre leggevi questa pagina. Controllala di nuovo.
consent-remember = Non chiedermelo più per gli stessi permessi
consent-remember-hint = Ti verrà chiesto comunque se l’app vuole di più o se è cambiata.
consent-as = Stai decidendo come <strong>{ $name }</strong>
consent-to-site = Poi andrai su <strong>{ $host }</strong>
consent-to-computer = Poi tornerai a un programma su <strong>questo computer</strong>
consent-to-scheme = Poi si aprirà il programma di questo dispositivo che gestisce <strong>{ $scheme }:</strong>
consent-undo = Puoi revocare l’accesso in qualsiasi momento, in <a href="/profile/grants">App autorizzate</a>
consent-authorize = Autorizza
consent-cancel = Annulla
consent-not-you = Non sei { $name }?
consent-other-account = Usa un altro account

## Warnings on the consent page: what is unusual, and what to do

consent-warn-new =
    { $days ->
        [0] Questa app è stata registrata qui oggi. Continua solo se sai chi l’ha creata.
        [one] Questa app è stata registrata qui { $days } giorno fa. Continua solo se sai chi l’ha creata.
       *[other] Questa app è stata registrata qui { $days } giorni fa. Continua solo se sai chi l’ha creata.
    }
consent-warn-new-unused =
    { $days ->
        [0] Questa app è stata registrata qui oggi e nessun altro la usa. Continua solo se sai chi l’ha creata.
        [one] Questa app è stata registrata qui { $days } giorno fa e nessun altro la usa. Continua solo se sai chi l’ha creata.
       *[other] Questa app è stata registrata qui { $days } giorni fa e nessun altro la usa. Continua solo se sai chi l’ha creata.
    }
consent-warn-unused = Qui nessun altro usa questa app. Continua solo se sai chi l’ha creata.
consent-warn-owner-alone = Qui usa questa app solo l’account che l’ha registrata. Continua solo se sai chi l’ha creata.
consent-warn-computer = La risposta va a un programma su questo computer, e qualsiasi programma locale potrebbe averla chiesta. Continua solo se hai appena avviato questa app qui.
consent-warn-scheme = Gli indirizzi { $scheme }: vengono aperti da un programma di questo dispositivo, che riceverà la risposta; qualsiasi programma può dichiarare di gestirli. Continua solo se hai appena avviato questa app qui.
consent-warn-elsewhere = Poi andrai su { $host }, che non è il sito dell’app, { $website }. Continua solo se li conosci entrambi.
consent-warn-no-website = Poi andrai su { $host }, e l’app non indica alcun sito proprio. Continua solo se sai chi l’ha creata.
consent-warn-administers = L’app chiede di amministrare questo server per tuo conto. Consentilo solo a uno strumento a cui affideresti tutto ciò che c’è qui.
consent-warn-changed = Questa app non doveva chiedertelo di nuovo, ma da allora è cambiata: il suo nome, il suo sito web, chi l’ha registrata o dove ti porta. Continua solo se sai perché.
consent-warn-suspended = L’account che ha registrato questa app è sospeso. Continua solo se sai perché.

## What scopes are about: titles of groups

scope-group-application = Questo server
scope-group-profile = Il tuo profilo
scope-group-users = Account di questo server
scope-group-workouts = I tuoi allenamenti
scope-group-other = Accesso a “{ $word }”

## The list of authorised apps

grants-title = App autorizzate
grants-empty = Nessuna app può usare il tuo account
grants-empty-text = Quando autorizzi un’app, la trovi elencata qui con ciò che può fare e ciò che ha usato, e puoi revocarle l’accesso in qualsiasi momento.
grants-lead = Queste app possono usare il tuo account. Non vedono mai la tua password.
grants-search = Trova un’app
grants-sort = Ordina per
grants-sort-granted = autorizzazione più recente
grants-sort-used = uso più recente
grants-sort-name = nome
grants-show = Mostra
grants-none-found = Nessuna app autorizzata ha un nome simile a “{ $query }”
grants-all = Mostrale tutte
grants-by = di { $owner }
grants-authorised = Autorizzazione: { $when }
grants-used = Ultimo uso: { $when }
grants-never-used = Mai usata
grants-suspended = L’amministrazione ha sospeso questa app. Non può fare nulla finché la sospensione non viene revocata.
grants-unused = Non ha mai usato:
grants-unused-since = Permessi non usati dal giorno { $when }:
grants-take-unused = Togli i permessi non usati
grants-more = e altri { $count }<span class="vh"> permessi di { $app }</span>
grants-more-unused = e altri { $count }
grants-details = Dettagli<span class="vh"> di { $app }</span>
grants-withdraw = Revoca<span class="vh"> l’accesso di { $app }</span>
grants-withdraw-all = Revoca l’accesso di tutte le app

## One authorised app

grant-website = Sito web
grant-owner = Registrata qui da
grant-authorised = Autorizzazione
grant-last-used = Ultimo uso
grant-first-used = Primo uso
grant-never = Mai
grant-scopes = Che cosa può fare
grant-scopes-about = Ciò che togli viene tolto subito, su tutti i tuoi dispositivi. L’app lo riavrà solo se la autorizzi di nuovo.
grant-scope-used = Ultimo uso: { $when }
grant-scope-told = Un’API che decide da sé è stata informata che l’app ha questo permesso ({ $when }). Non è noto se sia stato usato.
grant-scope-never = Mai usato
grant-scope-not-since = Non usato dal giorno { $when }, quando questo server ha iniziato a tenerne traccia
grant-scope-unknown = Non è noto se sia stato usato
grant-take = Togli<span class="vh"> { $scope }</span>
grant-remembered = Non ti viene più chiesto
grant-remembered-text = Quando questa app chiede di nuovo soltanto questo, non ti viene chiesto nulla:
grant-remembered-all = Quando questa app chiede di nuovo soltanto ciò che può già fare, non ti viene chiesto nulla.
grant-ask-again = Chiedimelo di nuovo
grant-history = Attività
grant-history-empty = Non è più conservato nulla.
grant-history-more = <a href="/profile/events?kind=apps">Tutta l’attività delle app</a>
grant-withdraw = Revoca
grant-withdraw-about = Pone fine a tutto ciò che l’app può fare. Potrai autorizzarla di nuovo in seguito.

## Withdrawing

withdraw-title = Vuoi revocare l’accesso di “{ $app }”?
withdraw-ends = Da questo momento non potrà fare più nulla con il tuo account, su nessuno dei tuoi dispositivi.
withdraw-stays = Ciò che ha già letto resta in suo possesso.
withdraw-undo = Per ripristinare l’accesso, apri l’app e autorizzala di nuovo:
withdraw-undo-there = Per ripristinare l’accesso, apri l’app e autorizzala di nuovo.
withdraw-button = Revoca l’accesso
withdraw-all-title =
    { $count ->
        [one] Vuoi revocare l’accesso di { $count } app?
       *[other] Vuoi revocare l’accesso di { $count } app?
    }
withdraw-all-ends = Da questo momento nessuna di queste app potrà fare più nulla con il tuo account, su nessuno dei tuoi dispositivi:
withdraw-all-more = e altre { $count }
withdraw-all-stays = Ciò che hanno già letto resta in loro possesso. Per ripristinare l’accesso, autorizzale di nuovo una per una.
withdraw-all-button = Revoca tutti gli accessi

## What has just been done

grants-notice-withdrawn = “{ $app }” non può più usare il tuo account. Per ripristinare l’accesso, apri l’app e autorizzala di nuovo.
grants-notice-withdrawn-all = Nessuna app può più usare il tuo account.
grants-notice-withdrawn-some =
    { $count ->
        [one] Le app che avevi autorizzato fino al giorno { $when } non possono più usare il tuo account. { $count } app può ancora farlo: l’hai autorizzata dopo.
       *[other] Le app che avevi autorizzato fino al giorno { $when } non possono più usare il tuo account. { $count } app possono ancora farlo: le hai autorizzate dopo.
    }
grants-notice-narrowed = “{ $app }” non può più usare { $scopes }. Potrà farlo solo se la autorizzi di nuovo.
grants-notice-asked = Ti verrà chiesto di nuovo.
