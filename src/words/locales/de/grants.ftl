### The consent page, and the apps that somebody has authorised.
###
### $app: the name of an app. $when: a day, or a day with a time. $scopes: scopes as they are written in requests, such as
### "workouts:write". $host, $website: hosts, such as "app.example".

## The consent page

consent-title = { $app } autorisieren
consent-heading = { $app } möchte Ihr Konto verwenden
consent-registered = hier registriert von { $owner } am { $when }
consent-registered-by-you = hier am { $when } von Ihnen selbst registriert
consent-others =
    { $count ->
        [0] Niemand sonst verwendet die App hier
        [one] { $count } andere Person verwendet die App hier
       *[other] { $count } andere Personen verwenden die App hier
    }
consent-others-many = Mehr als { $count } andere Personen verwenden die App hier
consent-since = Sie verwenden die App seit dem { $when }
consent-warnings = Bevor Sie entscheiden
consent-asks = Die App dürfte dann
consent-asks-more = Neu ist: Die App dürfte dann auch
consent-asks-nothing-new = Die App verlangt nichts Neues.
consent-untick = Entfernen Sie das Häkchen bei allem, was Sie nicht erlauben möchten.
consent-new = neu
consent-already =
    { $count ->
        [one] Die App verlangt { $count } Berechtigung, die sie schon hat
       *[other] Die App verlangt { $count } Berechtigungen, die sie schon hat
    }
consent-already-untick = Wo Sie hier das Häkchen entfernen, verliert die App die Berechtigung sofort, auf allen Ihren Geräten.
consent-keeps =
    { $count ->
        [one] Die App behält { $count } Berechtigung, die sie jetzt nicht verlangt
       *[other] Die App behält { $count } Berechtigungen, die sie jetzt nicht verlangt
    }
consent-keeps-where = Unter <a href="/profile/grants">Autorisierte Apps</a> können Sie der App das entziehen.
consent-leave-one = Lassen Sie mindestens ein Häkchen stehen oder brechen Sie ab.
consent-changed = Die App wurde geändert, während Sie dies gelesen haben. Sehen Sie sie sich noch einmal an.
consent-remember = Für dasselbe nicht noch einmal fragen
consent-remember-hint = Sie werden trotzdem gefragt, wenn die App mehr möchte oder sich geändert hat.
consent-as = Sie entscheiden als <strong>{ $name }</strong>
consent-to-site = Danach geht es weiter zu <strong>{ $host }</strong>
consent-to-computer = Danach geht es zurück zu einem Programm auf <strong>diesem Computer</strong>
consent-to-scheme = Danach öffnet sich das Programm auf diesem Gerät, das für <strong>{ $scheme }:</strong> zuständig ist
consent-undo = Sie können den Zugriff jederzeit unter <a href="/profile/grants">Autorisierte Apps</a> entziehen
consent-authorize = Autorisieren
consent-cancel = Abbrechen
consent-not-you = Nicht { $name }?
consent-other-account = Anderes Konto verwenden

## Warnings on the consent page: what is unusual, and what to do

consent-warn-new =
    { $days ->
        [0] Diese App wurde hier heute registriert. Fahren Sie nur fort, wenn Sie wissen, von wem sie ist.
        [one] Diese App wurde hier vor { $days } Tag registriert. Fahren Sie nur fort, wenn Sie wissen, von wem sie ist.
       *[other] Diese App wurde hier vor { $days } Tagen registriert. Fahren Sie nur fort, wenn Sie wissen, von wem sie ist.
    }
consent-warn-new-unused =
    { $days ->
        [0] Diese App wurde hier heute registriert, und niemand sonst verwendet sie. Fahren Sie nur fort, wenn Sie wissen, von wem sie ist.
        [one] Diese App wurde hier vor { $days } Tag registriert, und niemand sonst verwendet sie. Fahren Sie nur fort, wenn Sie wissen, von wem sie ist.
       *[other] Diese App wurde hier vor { $days } Tagen registriert, und niemand sonst verwendet sie. Fahren Sie nur fort, wenn Sie wissen, von wem sie ist.
    }
consent-warn-unused = Niemand sonst verwendet diese App hier. Fahren Sie nur fort, wenn Sie wissen, von wem sie ist.
consent-warn-owner-alone = Niemand verwendet diese App hier außer dem Konto, das sie registriert hat. Fahren Sie nur fort, wenn Sie wissen, von wem sie ist.
consent-warn-computer = Die Antwort geht an ein Programm auf diesem Computer, und jedes Programm hier könnte gefragt haben. Fahren Sie nur fort, wenn Sie diese App gerade hier gestartet haben.
consent-warn-scheme = Die Antwort geht an das Programm auf diesem Gerät, das für Adressen mit { $scheme }: zuständig ist, und jedes Programm könnte das von sich behaupten. Fahren Sie nur fort, wenn Sie diese App gerade hier gestartet haben.
consent-warn-elsewhere = Danach geht es weiter zu { $host }. Das ist nicht die Website der App, { $website }. Fahren Sie nur fort, wenn Sie beide kennen.
consent-warn-no-website = Danach geht es weiter zu { $host }, und die App nennt keine eigene Website. Fahren Sie nur fort, wenn Sie wissen, von wem sie ist.
consent-warn-administers = Die App möchte diesen Server in Ihrem Namen verwalten. Erlauben Sie das nur einem Werkzeug, dem Sie hier alles anvertrauen würden.
consent-warn-changed = Diese App musste Sie nicht mehr fragen, hat sich seither aber geändert: ihr Name, ihre Website, wer sie registriert hat oder wohin sie Sie führt. Fahren Sie nur fort, wenn Sie wissen, warum.
consent-warn-suspended = Das Konto, das diese App registriert hat, ist gesperrt. Fahren Sie nur fort, wenn Sie den Grund kennen.

## What scopes are about: titles of groups

scope-group-application = Dieser Server
scope-group-profile = Ihr Profil
scope-group-users = Konten auf diesem Server
scope-group-workouts = Ihre Trainings
scope-group-other = Zugriff auf „{ $word }“

## The list of authorised apps

grants-title = Autorisierte Apps
grants-empty = Keine App darf Ihr Konto verwenden
grants-empty-text = Wenn Sie eine App autorisieren, steht hier, was sie darf und was sie davon verwendet hat, und Sie können ihr den Zugriff jederzeit entziehen.
grants-lead = Diese Apps dürfen Ihr Konto verwenden. Ihr Passwort sehen sie nie.
grants-search = App suchen
grants-sort = Sortieren nach
grants-sort-granted = zuletzt autorisiert
grants-sort-used = zuletzt verwendet
grants-sort-name = Name
grants-show = Anzeigen
grants-none-found = Keine App, die Sie autorisiert haben, heißt so ähnlich wie „{ $query }“
grants-all = Alle anzeigen
grants-by = von { $owner }
grants-authorised = Autorisiert am { $when }
grants-used = Zuletzt verwendet am { $when }
grants-never-used = Nie verwendet
grants-suspended = Die Administration hat diese App gesperrt. Bis die Sperre aufgehoben wird, kann sie nichts tun.
grants-unused = Davon hat die App nie verwendet:
grants-unused-since = Seit dem { $when } hat die App nicht verwendet:
grants-take-unused = Nicht Verwendetes entziehen
grants-more = und { $count } weitere<span class="vh"> Berechtigungen von { $app }</span>
grants-more-unused = und { $count } weitere
grants-details = Details<span class="vh"> zu { $app }</span>
grants-withdraw = Zugriff entziehen<span class="vh">: { $app }</span>
grants-withdraw-all = Allen Apps den Zugriff entziehen

## One authorised app

grant-website = Website
grant-owner = Hier registriert von
grant-authorised = Autorisiert
grant-last-used = Zuletzt verwendet
grant-first-used = Zuerst verwendet
grant-never = Nie
grant-scopes = Was die App darf
grant-scopes-about = Was Sie entziehen, ist sofort weg, auf allen Ihren Geräten. Die App erhält es nur zurück, wenn Sie sie noch einmal autorisieren.
grant-scope-used = Zuletzt verwendet am { $when }
grant-scope-told = Einer API, die selbst entscheidet, wurde am { $when } mitgeteilt, dass die App das darf. Ob sie es getan hat, ist nicht bekannt.
grant-scope-never = Nie verwendet
grant-scope-not-since = Nicht verwendet seit dem { $when }, als dieser Server begann, das festzuhalten
grant-scope-unknown = Ob es verwendet wurde, ist nicht bekannt
grant-take = Entziehen<span class="vh">: { $scope }</span>
grant-remembered = Sie werden nicht noch einmal gefragt
grant-remembered-text = Wenn diese App nichts als dies wieder verlangt, werden Sie nicht gefragt:
grant-remembered-all = Wenn diese App nichts als das verlangt, was sie schon darf, werden Sie nicht gefragt.
grant-ask-again = Wieder fragen
grant-history = Ereignisse
grant-history-empty = Nichts, was noch aufbewahrt wird.
grant-history-more = <a href="/profile/events?kind=apps">Alle Ereignisse mit Apps</a>
grant-withdraw = Zugriff entziehen
grant-withdraw-about = Beendet alles, was die App darf. Sie können sie später wieder autorisieren.

## Withdrawing

withdraw-title = „{ $app }“ den Zugriff entziehen?
withdraw-ends = Ab diesem Moment kann die App mit Ihrem Konto nichts mehr tun, auf keinem Ihrer Geräte.
withdraw-stays = Was sie schon gelesen hat, bleibt bei ihr.
withdraw-undo = Um das rückgängig zu machen, öffnen Sie die App und autorisieren Sie sie noch einmal:
withdraw-undo-there = Um das rückgängig zu machen, öffnen Sie die App und autorisieren Sie sie noch einmal.
withdraw-button = Zugriff entziehen
withdraw-all-title =
    { $count ->
        [one] { $count } App den Zugriff entziehen?
       *[other] { $count } Apps den Zugriff entziehen?
    }
withdraw-all-ends = Ab diesem Moment kann keine von ihnen mehr etwas mit Ihrem Konto tun, auf keinem Ihrer Geräte:
withdraw-all-more = und { $count } weitere
withdraw-all-stays = Was sie schon gelesen haben, bleibt bei ihnen. Um das rückgängig zu machen, autorisieren Sie jede von ihnen noch einmal.
withdraw-all-button = Allen den Zugriff entziehen

## What has just been done

grants-notice-withdrawn = „{ $app }“ kann Ihr Konto nicht mehr verwenden. Um das rückgängig zu machen, öffnen Sie die App und autorisieren Sie sie noch einmal.
grants-notice-withdrawn-all = Keine App kann Ihr Konto mehr verwenden.
grants-notice-withdrawn-some =
    { $count ->
        [one] Was Sie bis zum { $when } autorisiert hatten, kann Ihr Konto nicht mehr verwenden. { $count } App kann es noch: Sie haben sie seitdem autorisiert.
       *[other] Was Sie bis zum { $when } autorisiert hatten, kann Ihr Konto nicht mehr verwenden. { $count } Apps können es noch: Sie haben sie seitdem autorisiert.
    }
grants-notice-narrowed = „{ $app }“ kann { $scopes } nicht mehr verwenden. Die App erhält das nur zurück, wenn Sie sie noch einmal autorisieren.
grants-notice-asked = Sie werden wieder gefragt.
