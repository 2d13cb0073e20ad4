### The pages of who makes apps.

## The list

apps-none = Sie haben noch keine App registriert
apps-none-about = Eine App ist ein Programm, von Ihnen oder von anderen, das hier im Auftrag der Personen, die es ihm erlauben, Daten liest oder schreibt, ohne je ihr Passwort zu sehen. Mit der Registrierung erhält sie eine Client-ID.
apps-none-grants = Suchen Sie die Apps, die Ihr Konto verwenden dürfen? Sie stehen unter <a href="/profile/grants">Autorisierte Apps</a>.
apps-about = Die Apps, die Sie registriert haben. Welche Apps Ihr eigenes Konto verwenden dürfen, steht unter <a href="/profile/grants">Autorisierte Apps</a>.
apps-registered = Registriert am { $when }
apps-last-used = Zuletzt verwendet am { $when }
apps-never-used = Nie verwendet
app-badge-public = öffentlich
app-badge-confidential = vertraulich

## One app

app-try-it = Ausprobieren
app-edit-button = Bearbeiten
app-about = Über die App
app-description = Beschreibung
app-description-none = Keine
app-website = Website
app-client-id = Client-ID
app-client-secret = Client-Secret
app-kind = Art der App
app-kind-public = Öffentlich: verwendet PKCE, kein Secret
app-kind-confidential = Vertraulich: hat ein Secret
app-registered = Registriert
app-last-used = Zuletzt verwendet
app-last-used-never = Nie
app-usage-link = Statistik
app-redirect-uri = Redirect-URI
app-redirect-uris = Redirect-URIs
app-redirect-uris-about = Wohin es nach der Entscheidung zurückgeht.
app-check-link = Redirect-URI prüfen
app-scopes = Scopes
app-scopes-about = Was die App verlangen darf.
app-endpoints = Endpunkte
app-endpoints-about = Wonach ihre Client-Bibliothek fragt.
app-endpoint-authorization = Autorisierungsendpunkt
app-endpoint-token = Token-Endpunkt
app-endpoint-issuer = Issuer
app-endpoint-metadata = Metadaten
app-danger = Gefahrenbereich
app-danger-about = Vor jedem dieser Schritte wird noch einmal gefragt.
app-danger-secret = Neues Secret
app-danger-secret-about = Wenn das jetzige verloren ging oder andere es gesehen haben. Das alte kann noch eine Weile gelten.
app-danger-tokens = Alle Token
app-danger-tokens-about = Beendet ihren Zugriff auf alle Konten, sofort.
app-danger-app = Die App selbst
app-danger-app-about = Beendet alles, was sie hat. Lässt sich nicht rückgängig machen.

## Its secret

app-secret-reported = Am { $when } wurde gemeldet, dass das Secret dieser App nicht mehr geheim ist. Es gilt noch: Geben Sie der App ein neues.
app-previous = Voriges Secret
app-previous-until = Es gilt bis zum { $when }.
app-previous-used = Es wurde zuletzt am { $when } verwendet.
app-previous-unused = Es wurde nicht mehr verwendet, seit es ersetzt wurde.
app-previous-end = Jetzt ungültig machen
app-rotate-link = Neues Secret erstellen
app-rotate-title = Neues Secret für „{ $app }“
app-rotate-about = Das neue Secret wird einmal angezeigt, auf der nächsten Seite. Die App braucht es, um Token zu erhalten und zu erneuern.
app-rotate-legend = Wann soll das jetzige Secret ungültig werden?
app-rotate-at-once = Sofort: wenn andere es gesehen haben könnten
app-rotate-hours = { $hours ->
    [one] In einer Stunde
   *[other] In { $hours } Stunden
}
app-rotate-days = { $days ->
    [one] In einem Tag
   *[other] In { $days } Tagen
}
app-rotate-ends-older = Das Secret davor, das noch gilt, wird jetzt ungültig.
app-rotate-button = Neues Secret erstellen

## Questions before a step

app-revoke-title = Alle Token von „{ $app }“ widerrufen?
app-revoke-now = Die App verliert sofort den Zugriff auf alle Konten, Ihres und alle anderen.
app-revoke-stays = Sie bleibt registriert. Jede Person muss sie noch einmal autorisieren, bevor sie weiterarbeiten kann.
app-revoke-button = Alle Token widerrufen
app-delete-title = „{ $app }“ löschen?
app-delete-now = Die App verliert sofort den Zugriff auf alle Konten, und ihre Client-ID und ihr Secret werden ungültig.
app-delete-for-good = Das lässt sich nicht rückgängig machen: Wenn Sie die App noch einmal registrieren, erhält sie eine neue Client-ID.
app-delete-button = App löschen

## Registered, or with a new secret

app-created-title = App registriert
app-created-done = { $app } ist registriert
app-created-rotated = Neues Secret
app-created-rotated-for = Neues Secret für { $app }
app-created-copy-now = <strong>Kopieren Sie das Secret jetzt: Es wird nicht noch einmal angezeigt.</strong> Halten Sie es aus Quellcode und Chats heraus.
app-created-previous-ended = Das vorige gilt nicht mehr.
app-created-previous-until = Das vorige gilt bis zum { $when }.
app-created-public = Eine öffentliche App hat kein Secret: Sie weist sich in jeder Autorisierungsanfrage mit PKCE (<code>S256</code>) aus.
app-created-go = Zur Seite der App

## The form

app-new-title = App registrieren
app-new-button = App registrieren
app-edit-title = { $app } bearbeiten
app-edit-save = Änderungen speichern
app-edit-kind-public = Öffentlich: verwendet PKCE, kein Secret. Das lässt sich nicht ändern.
app-edit-kind-confidential = Vertraulich: läuft auf einem Server, der ein Secret geheim halten kann. Das lässt sich nicht ändern.
app-form-name = Name
app-form-name-hint = Wer die App autorisieren soll, sieht diesen Namen.
app-form-website-hint = Wo man etwas über die App lesen kann, etwa https://app.example.com
app-form-description-hint = Was sie tut, in einem Satz. Höchstens 200 Zeichen.
app-form-redirect-hint = Wohin es nach der Entscheidung zurückgeht. Eine je Zeile, höchstens zehn; eine Anfrage muss eine davon genau nennen.
app-form-redirect-web = <code>https://app.example.com/callback</code> für eine Website
app-form-redirect-local = <code>http://127.0.0.1/callback</code> für ein Programm auf dem eigenen Computer; der Port darf abweichen
app-form-redirect-phone = <code>com.example.app:/callback</code> für eine Smartphone-App: ein Schema mit einem Punkt
app-form-check = Prüfen
app-form-confidential = Vertraulich
app-form-confidential-hint = Läuft auf einem Server, der ein Secret geheim halten kann.
app-form-public = Öffentlich
app-form-public-hint = App auf dem Smartphone, dem Desktop oder im Browser; verwendet PKCE, kein Secret.
app-form-scopes = Was sie verlangen darf
app-form-scopes-hint = Wählen Sie nur, was die App braucht. Beim Autorisieren kann man einzelne Berechtigungen abwählen.
app-form-no-scope = Wählen Sie mindestens eine.

## Trying it

app-try-title = { $app } ausprobieren
app-try-ask = 1. Einen Code anfordern
app-try-ask-about = Über diesen Link leitet Ihre App zur Autorisierung weiter: eine Autorisierungsanfrage mit PKCE. Autorisieren Sie die App für Ihr eigenes Konto.
app-try-authorise = App autorisieren
app-try-comes-back = Sie kommen mit dem Code auf diese Seite zurück.
app-try-address-bar = Danach geht Ihr Browser zur Redirect-URI. Wenn dort nichts antwortet, macht das nichts: Der Code steht in der Adressleiste.
app-try-add = Den Code auf diese Seite kommen lassen
app-try-change = Andere Scopes oder eine andere Redirect-URI
app-try-update = Link erstellen
app-try-code-came = Der Code ist da. Führen Sie einen dieser Befehle aus, um Token dafür zu erhalten.
app-try-refused = Statt eines Codes kam ein Fehler: { $error }
app-try-tokens = 2. Token abrufen
app-try-tokens-about = { $seconds ->
    [one] Ein Code gilt einmal und eine Sekunde lang.
   *[other] Ein Code gilt einmal und { $seconds } Sekunden lang.
}
app-try-code-here = Setzen Sie ihn an die Stelle von <code>CODE</code>.
app-try-secret-here = Das Secret kommt aus der Umgebung: zuerst <code>export CLIENT_SECRET=…</code>.
app-try-again = Weiteren Code anfordern
app-try-own = Diese Seite ist zum Ausprobieren eine Redirect-URI der App: { $uri }
app-try-remove = Wieder entfernen
app-try-only = Sie ist die einzige: Geben Sie der App eine andere, bevor Sie sie entfernen.

## Checking a redirect URI

app-check-title = Redirect-URI von { $app } prüfen
app-check-hint = So, wie Ihre App sie sendet.
app-check-button = Prüfen
app-check-verdict = Was damit geschieht
app-check-same = Eine Anfrage damit wird angenommen: Die URI ist registriert.
app-check-other-port = Eine Anfrage damit wird angenommen: Auf dem eigenen Computer darf der Port abweichen.
app-check-ignored = Eine Anfrage damit wird angenommen, aber die URI wird nicht beachtet: Dieser Server ist so eingestellt, dass es immer zur ersten registrierten geht, { $uri }
app-check-not-accepted = Eine Anfrage damit wird abgelehnt: Die URI ist nicht registriert.
app-check-registered = Registriert
app-check-yours = Diese
app-check-registrable = Sie könnte registriert werden.
app-check-not-registrable = Sie könnte auch nicht registriert werden.
app-check-line = { $uri }: { $why }
app-check-none = Es gibt keine: Geben Sie mindestens eine an.
app-check-all-good = Alle können registriert werden.
app-check-length = Sie muss 1 bis 2000 Zeichen lang sein.
app-check-fragment = Sie darf kein Fragment haben: Lassen Sie „#“ und alles danach weg.
app-check-wildcard = Platzhalter haben hier keine Wirkung: Registrieren Sie jede Adresse.
app-check-character = Sie enthält ein Zeichen, das in einer URI nicht vorkommen darf: Schreiben Sie „{ $character }“ in Prozentkodierung.
app-check-not-absolute = Das ist keine vollständige Adresse: Beginnen Sie mit https://
app-check-scheme-case = Schreiben Sie den Teil vor dem Doppelpunkt in Kleinbuchstaben.
app-check-slashes = Nach dem Schema müssen zwei Schrägstriche stehen.
app-check-user-info = Sie darf weder Benutzernamen noch Passwort enthalten.
app-check-no-host = Sie hat keinen Host.
app-check-host-writing = Schreiben Sie den Host einfach als Namen oder gewöhnliche Adresse.
app-check-plain-http = Verwenden Sie https. Einfaches http ist nur für den eigenen Computer da: 127.0.0.1, [::1] oder localhost.
app-check-harmful-scheme = Dieses Schema ist nie erlaubt.
app-check-other-scheme = Dieses Schema ist nicht erlaubt. Verwenden Sie https oder ein eigenes Schema mit einem Punkt, etwa com.example.app
app-check-differs-slash = Eine der beiden endet mit einem Schrägstrich, die andere nicht.
app-check-differs-case = Sie unterscheiden sich in der Groß- und Kleinschreibung.
app-check-differs-encoding = Sie unterscheiden sich in der Prozentkodierung von Zeichen.
app-check-differs-loopback = localhost, 127.0.0.1 und [::1] sind drei Namen, obwohl sie denselben Computer meinen.
app-check-differs-query = Die Query, der Teil nach „?“, ist anders.
app-check-differs-fragment = Sie hat ein Fragment, „#“ und was darauf folgt. Eine Redirect-URI darf keines haben.
app-check-differs-port = Der Port ist anders.
app-check-differs-path = Der Pfad ist anders.
app-check-differs-scheme = Das Schema ist anders: http ist nicht https.
app-check-differs-host = Der Host ist anders.
app-check-differs-everything = Keine der registrierten ähnelt ihr.

## Figures

app-usage-title = Statistik von { $app }
app-usage-people = { $people ->
    [0] Niemand hat die App autorisiert.
    [one] Eine Person hat die App autorisiert.
   *[other] { $people } Personen haben die App autorisiert.
}
app-usage-sum = In den letzten 30 Tagen
app-usage-requests = { $count ->
    [one] { $count } Anfrage
   *[other] { $count } Anfragen
}
app-usage-refused = { $count } abgelehnt
app-usage-authorised = { $count ->
    [one] { $count } Autorisierung
   *[other] { $count } Autorisierungen
}
app-usage-issued = { $count ->
    [one] { $count } Token ausgestellt
   *[other] { $count } Token ausgestellt
}
app-usage-refreshed = { $count ->
    [one] { $count } Token erneuert
   *[other] { $count } Token erneuert
}
app-usage-days = Anfragen pro Tag
app-usage-nothing = In den letzten 30 Tagen hat die App nichts getan.
app-usage-about = Die Tage richten sich nach UTC. Nach einem Absturz können die letzten Minuten fehlen. Über einzelne Personen wird nichts festgehalten.

## Leaked tokens

leaked-title = Token gefunden?
leaked-link = Token an falscher Stelle gefunden?
leaked-about = Fügen Sie ein, was Sie gefunden haben: Es wird sofort ungültig gemacht. Dafür brauchen Sie kein Konto.
leaked-label = Was Sie gefunden haben
leaked-hint = Token, Secrets oder ein Text, in dem sie stehen, etwa ein Protokoll. Sie beginnen mit gra_, grr_, grc_, grs_, gri_, grh_, grp_ oder grl_.
leaked-button = Ungültig machen
leaked-found = { $count ->
    [0] Darin war nichts von diesem Server.
    [one] Eines wurde erkannt. Falls es gültig war, wurde das Nötige jetzt veranlasst.
   *[other] { $count } wurden erkannt. Für die gültigen wurde das Nötige jetzt veranlasst.
}
leaked-more = Mehr werden in einem Text nicht geprüft. Wenn es noch mehr sind, senden Sie den Rest noch einmal.
leaked-tokens-end = Token, Codes, Sitzungen und Links werden ungültig, und die betroffene Person erfährt davon.
leaked-secrets-stay = Das Secret einer App gilt weiter, und die Person, der sie gehört, wird gebeten, es zu ersetzen: Allein öffnet es kein Konto.
