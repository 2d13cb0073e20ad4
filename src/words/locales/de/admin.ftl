### Administration: the pages below /admin, for administrators alone. The names of acts and states are those of the command
### line: suspend, unsuspend, approve, revoke, rotate.

layout-administration = Administration

admin-title = Administration
admin-menu-label = Administration
admin-overview = Übersicht
admin-users = Konten
admin-apps = Apps
admin-servers = Ressourcenserver
admin-settings = Einstellungen
admin-audit = Audit-Protokoll
admin-store = Datenspeicher

## On several pages

admin-any = Alle
admin-role = Rolle
admin-role-user = Benutzerkonto
admin-role-admin = Administratorkonto
admin-state = Status
admin-state-active = aktiv
admin-state-suspended = gesperrt
admin-app-active = aktiv
admin-app-suspended = gesperrt
admin-state-waiting = wartet auf Freigabe
admin-no-password = noch kein Passwort
admin-never = Nie
admin-not-yet = Noch nicht
admin-number = Nummer
admin-created = Erstellt
admin-owner = Registriert von
admin-email = E-Mail-Adresse
admin-client-id = Client-ID
admin-client-secret = Client-Secret
admin-filter = Anzeigen
admin-filter-none = Alle anzeigen
admin-cancel = Abbrechen
admin-save = Speichern
admin-go-on = Weiter
admin-suspend = Sperren
admin-unsuspend = Entsperren
admin-rotate = Neues Secret erstellen
admin-registered = Registriert am { $when }
admin-last-used = Zuletzt verwendet am { $when }
admin-never-used = Nie verwendet
admin-added = Hinzugefügt am { $when }

## Overview

admin-look = Zu prüfen
admin-look-about = Was eine Entscheidung von Ihnen brauchen könnte.
admin-calm = Nichts muss geprüft werden.
admin-refusing = Im Moment kann nichts gespeichert werden.
admin-backup-failed = Die letzte Sicherung ist fehlgeschlagen, oder die nächste ist überfällig.
admin-waiting-count = { $count ->
    [one] Eine App wartet auf Freigabe
   *[other] { $count } Apps warten auf Freigabe
}
admin-suspended-apps = { $count ->
    [one] Eine App ist gesperrt
   *[other] { $count } Apps sind gesperrt
}
admin-suspended-users = { $count ->
    [one] Ein Konto ist gesperrt
   *[other] { $count } Konten sind gesperrt
}
admin-failed-sign-ins = { $count ->
    [one] Eine Anmeldung ist heute fehlgeschlagen
   *[other] { $count } Anmeldungen sind heute fehlgeschlagen
}
admin-figures = Statistik
admin-consents = Erteilte Autorisierungen
admin-sessions = Sitzungen
admin-version = Version

## Accounts

admin-find-user = Name oder E-Mail-Adresse
admin-never-signed-in = Nur Konten, bei denen sich nie jemand angemeldet hat
admin-users-count = { $count ->
    [one] Ein Konto.
   *[other] { $count } Konten.
}
admin-users-none = Kein Konto entspricht dem
admin-last-sign-in-was = Letzte Anmeldung am { $when }
admin-never-signed-in-yet = Nie angemeldet
admin-user-new = Neues Konto
admin-user-new-text = Das Konto hat zunächst kein Passwort. Die nächste Seite zeigt einen Link, mit dem die Person eines festlegt.
admin-user-name = Benutzername
admin-user-name-hint = 3 bis 30 Buchstaben, Ziffern oder Unterstriche.
admin-user-new-admin = Als Administratorkonto erstellen
admin-user-new-button = Konto erstellen
admin-user-made = { $name } hat jetzt ein Konto
admin-link = Passwortlink
admin-link-text = Mit diesem Link wird ein Passwort festgelegt. Er gilt einmal, eine Stunde lang, und wird nicht noch einmal angezeigt. Geben Sie ihn der Person und niemandem sonst.
admin-link-made = Passwortlink für { $name }

## One account

admin-user-account = Konto
admin-last-sign-in = Letzte Anmeldung
admin-password = Passwort
admin-password-set = Gesetzt
admin-user-apps = Registrierte Apps
admin-user-grants = Autorisierte Apps
admin-user-events = Ereignisse dieses Kontos
admin-app-events = Ereignisse dieser App
admin-make-admin = Zum Administratorkonto machen
admin-make-user = Zum Benutzerkonto machen
admin-make-link = Passwortlink erstellen
admin-export = Daten des Kontos herunterladen
admin-delete-user = Konto löschen
admin-user-own = Das ist Ihr eigenes Konto.
admin-user-last = Das ist das letzte nutzbare Administratorkonto. Es kann nicht gesperrt, gelöscht oder zum Benutzerkonto gemacht werden, bevor es ein weiteres gibt.
admin-email-about = Niemand bestätigt eine neue Adresse. Die Person sieht, dass sie geändert wurde.
admin-language-about = Was die Person unter Profil wählt. Ohne Wahl gilt die Sprache, um die der Browser bittet.
admin-language-browser = Wie im Browser eingestellt
admin-sessions-about = Wo das Konto angemeldet ist. Was Apps dürfen, bleibt davon unberührt.
admin-sessions-none = Nirgends angemeldet.
admin-session-started = Angemeldet am { $when }
admin-session-end = Abmelden
admin-session-end-which = { $device } abmelden
admin-sign-out = Überall abmelden
admin-notes = Vermerke
admin-notes-about = Was der Betreiber zum Konto vermerkt, etwa seine Nummer in einem anderen Programm. Upstreams kann es mitgeteilt werden.
admin-note-key = Name des Vermerks
admin-note-value = Text
admin-note-add = Vermerk speichern
admin-note-remove = Entfernen
admin-note-remove-which = Vermerk { $key } entfernen
admin-ask-suspend = { $name } sperren?
admin-ask-suspend-text = Die Sitzungen des Kontos enden, und seine Token sind sofort inaktiv. Es wird nichts gelöscht: Was inzwischen nicht abgelaufen ist, gilt nach dem Entsperren wieder.
admin-ask-admin = { $name } zum Administratorkonto machen?
admin-ask-admin-text = Administratorkonten sehen und ändern alle Konten, alle Apps und die Einstellungen dieses Servers.
admin-ask-user = { $name } zum Benutzerkonto machen?
admin-ask-user-text = Das Konto behält seine Apps und was es autorisiert hat.
admin-ask-sign-out = { $name } überall abmelden?
admin-ask-sign-out-text = Alle Sitzungen des Kontos enden. Was Apps dürfen, bleibt unberührt.
admin-ask-second-factor = Den zweiten Faktor von { $name } ausschalten?
admin-ask-second-factor-text = Dann genügt das Passwort zum Anmelden. Tun Sie das nur, wenn Sie sicher sind, wer darum bittet.
admin-ask-delete = { $name } löschen?
admin-ask-delete-text = Das Konto verschwindet mit allen seinen Apps, Autorisierungen und Token. Das lässt sich nicht rückgängig machen.
admin-ask-own = Das ist Ihr eigenes Konto: Sie verlieren sofort den Zugang zu diesen Seiten.

## Apps

admin-find-app = Name oder Client-ID
admin-unused = Nicht verwendet seit
admin-unused-30 = 30 Tagen
admin-unused-90 = 90 Tagen
admin-unused-365 = einem Jahr
admin-apps-count = { $count ->
    [one] Eine App.
   *[other] { $count } Apps.
}
admin-apps-none-like = Keine App entspricht dem
admin-apps-none = Noch keine Apps
admin-apps-none-text = Hier steht, was registriert wird, wem auch immer es gehört.
admin-app-owner = Von { $owner }
admin-app-decision = Status
admin-app-waits = Die App wartet seit dem { $when } auf Freigabe. Bis dahin kann sie nur autorisieren, wem sie gehört.
admin-app-is-suspended = Die App ist seit dem { $when } gesperrt. Sie erhält nichts, und was sie erhalten hat, ist inaktiv.
admin-approve = Freigeben
admin-revoke = Alle Token widerrufen
admin-delete-app = App löschen
admin-app-facts = App
admin-website = Website
admin-description = Beschreibung
admin-client-type = Art
admin-public = Öffentlich: hat kein Secret
admin-confidential = Vertraulich: hat ein Secret
admin-people = Personen, die sie autorisiert haben
admin-used = Zuletzt verwendet
admin-redirect-uris = Redirect-URIs
admin-scopes = Scopes
admin-ask-app-suspend = { $app } sperren?
admin-ask-app-suspend-text = Die App erhält keine Token mehr, und ihre bisherigen sind sofort inaktiv, für alle. Es wird nichts gelöscht: Was inzwischen nicht abgelaufen ist, gilt nach dem Entsperren wieder.
admin-ask-app-approve = { $app } freigeben?
admin-ask-app-approve-text = Von da an können alle die App autorisieren. Sehen Sie sich vorher ihre Website und ihre Redirect-URIs an.
admin-ask-app-revoke = Alle Token von { $app } widerrufen?
admin-ask-app-revoke-text = Alles, was die App erhalten hat, wird ungültig, für alle. Sie kann wieder autorisiert werden.
admin-app-rotate-about = Das neue Secret wird einmal angezeigt, auf der nächsten Seite, und muss der Person gegeben werden, der die App gehört.
admin-ask-app-delete = { $app } löschen?
admin-ask-app-delete-text = Die App und alles, was sie erhalten hat, werden entfernt. Das lässt sich nicht rückgängig machen.

## Secrets, shown once

admin-secret-made = Das Secret von { $name }
admin-secret-app-text = Das Secret wird nicht noch einmal angezeigt. Geben Sie es der Person, der die App gehört, und niemandem sonst.
admin-secret-server-text = Das Secret wird nicht noch einmal angezeigt. Die API verwendet beides mit HTTP Basic, wenn sie fragt, wofür ein Token steht.

## Resource servers

admin-servers-about = APIs, die grantd fragen, wofür ein Token steht, haben eigene Zugangsdaten.
admin-servers-none = Noch keine Ressourcenserver
admin-servers-none-text = Eine API braucht einen Eintrag, wenn sie fragt, wofür ein Token steht, und keinen, wenn sie hinter dem Gateway liegt.
admin-server-name = Name des neuen Ressourcenservers
admin-server-name-hint = 1 bis 64 Buchstaben, Ziffern und die Zeichen . _ -
admin-server-add = Hinzufügen
admin-server-name-wrong = Der Name muss aus 1 bis 64 Buchstaben, Ziffern oder den Zeichen . _ - bestehen.
admin-server-name-taken = Es gibt schon einen mit diesem Namen. Wählen Sie einen anderen Namen oder erstellen Sie ein neues Secret für ihn.
admin-delete-server = Löschen
admin-rotate-which = Neues Secret für { $name } erstellen
admin-delete-which = { $name } löschen
admin-ask-server-rotate = Neues Secret für { $name } erstellen?
admin-ask-server-rotate-text = Das jetzige Secret wird sofort ungültig. Das neue wird einmal angezeigt, auf der nächsten Seite.
admin-ask-server-delete = { $name } löschen?
admin-ask-server-delete-text = Er kann dann nicht mehr fragen, wofür ein Token steht.

## Settings

admin-instance = Dieser Server
admin-instance-about = Diese Einstellungen gelten sofort.
admin-instance-name = Name
admin-instance-name-hint = Bleibt das Feld leer, gilt { $name }.
admin-registration = Jede Person darf selbst ein Konto eröffnen
admin-contact = Kontakt
admin-contact-hint = Eine E-Mail-Adresse für Fragen.
admin-about = Was dieser Server ist
admin-about-hint = Steht auf der Startseite. Reiner Text: Eine Leerzeile beginnt einen Absatz, Webadressen werden zu Links.
admin-privacy = Datenschutzerklärung
admin-privacy-hint = Steht auf einer eigenen Seite, auf die jede Seite unten verweist. Reiner Text wie oben.
admin-configuration = Konfiguration
admin-configuration-about = Was hier steht, wird in der Datei geändert und gilt, sobald der Daemon sie neu gelesen hat (SIGHUP) oder neu gestartet wurde.
admin-configuration-file = Gelesen aus
admin-configuration-none = Es gibt keine Konfigurationsdatei: Das sind die eingebauten Vorgaben.
admin-routes = Routen und Upstreams
admin-scopes-about = Worum Apps bitten können. In der Konfiguration stehen sie als [[scope]].
admin-scope-admin = nur Administratoren können ihn erteilen
admin-routes-none = Es gibt keine Routen. Ein Proxy, der grantd fragt, und das Gateway lassen nichts durch als das, was grantd selbst gehört.
admin-routes-count = { $count ->
    [one] Eine Route
   *[other] { $count } Routen
}
admin-routes-about = Welche Anfrage was braucht.
admin-upstreams = Upstreams
admin-upstreams-about = Wer Anfragen beantwortet, wenn grantd das Gateway ist. Der längste Pfad gilt.
admin-upstream-closed = keine Route öffnet ihn
admin-route-unserved = kein Upstream bedient sie
admin-route-all-methods = Alle Methoden
admin-needs-nothing = Sie braucht nichts.
admin-needs-scope = Sie braucht ein Token mit { $scope } oder die eigene Sitzung des Kontos.
admin-needs-session = Sie braucht die eigene Sitzung des Kontos.
admin-needs-admin = Das Konto muss das eines Administrators sein.
admin-needs-optional = Wer keine Zugangsdaten zeigt, braucht nichts.
admin-explain = Was aus einer Anfrage wird
admin-explain-about = Ohne Token; grantd route --token sagt es auch von einem Token.
admin-explain-method = Methode
admin-explain-path = Pfad
admin-explain-button = Erklären
admin-explain-request = Anfrage
admin-explain-route = Route
admin-explain-no-route = Keine
admin-explain-line = (Zeile { $line })
admin-explain-needs = Braucht
admin-explain-answered = Beantwortet von
admin-explain-verdict = Urteil
admin-answered-upstream = Upstream { $path } unter { $url }
admin-answered-reserved = grantd selbst, welche Routen es auch gibt
admin-answered-itself = grantd selbst: kein Upstream hat diesen Pfad
admin-let-through = Durchgelassen.
admin-refused = Abgelehnt, { $status }.
admin-why-public = Die Route ist öffentlich.
admin-why-optional = Die Route lässt Anfragen ohne Zugangsdaten durch.
admin-why-no-token = Sie zeigt kein Token.
admin-why-slash = Der Pfad muss mit einem Schrägstrich beginnen.
admin-why-bad-path = Der Pfad lässt sich auf zwei Arten lesen.
admin-why-misspelt = Der Pfad muss geschrieben sein wie in { $path }.
admin-why-no-route = Keine Route erlaubt diese Anfrage.
admin-why-method = Keine Route erlaubt hier diese Methode, nur { $methods }.

## Audit log

admin-audit-user = Konto
admin-audit-app = App
admin-audit-by = Durch
admin-audit-address = Adresse
admin-audit-event = Ereignis
admin-audit-since = Ab
admin-audit-until = Vor
admin-audit-day-wrong = Schreiben Sie einen Tag, etwa 2026-11-23.
admin-audit-file = Als JSON Lines herunterladen
admin-audit-newer = Neuere
admin-audit-older = Ältere
admin-audit-empty = Nichts dergleichen ist geschehen
admin-audit-empty-text = Das Protokoll reicht so weit zurück, wie seine Dateien aufbewahrt werden.
admin-by-operator = Betreiber
admin-by-system = grantd selbst

## Store

admin-daemon = Daemon
admin-running-since = Läuft seit
admin-memory-used = Belegter Arbeitsspeicher
admin-memory-limit = Erlaubter Arbeitsspeicher
admin-commits = Seitdem gespeicherte Änderungen
admin-failures = Fehlgeschlagene Änderungen
admin-events-lost = Im Audit-Protokoll fehlende Ereignisse
admin-data = Daten
admin-data-about = Wie viele Datensätze jeder Art es gibt.
admin-on-disk = Auf dem Datenträger
admin-content = Inhalt
admin-counting = Wird gerade gezählt.
admin-format = Format
admin-record-instance = Einstellungen des Servers
admin-record-counter = Nummernfolgen
admin-record-one-time-link = Einmallinks
admin-record-second-factor = Zweite Faktoren
admin-record-pending-sign-in = Anmeldungen, die auf einen zweiten Faktor warten
admin-record-remembered-consent = Autorisierungen ohne erneute Frage
admin-record-scope-use = Nutzungen von Berechtigungen
admin-record-authorization-code = Autorisierungscodes
admin-record-family = Token-Familien
admin-record-access-token = Access-Tokens
admin-record-refresh-token = Refresh-Tokens
admin-record-last-use = Letzte Nutzungen von Apps
admin-record-secret-state = Ersetzte oder gemeldete Secrets
admin-record-app-usage = Tageszahlen von Apps
admin-record-decided-request = Beantwortete Zustimmungsseiten
admin-record-user-event = Ereignisse von Konten
admin-record-hold = Wartende oder gesperrte Apps
admin-record-last-sign-in = Letzte Anmeldungen
admin-sweep = Abgelaufene Datensätze
admin-sweep-about = Abgelaufenes wird von Zeit zu Zeit von selbst entfernt.
admin-last-sweep = Zuletzt entfernt
admin-oldest-due = Wartet seit
admin-nothing-due = Nichts wartet
admin-older-than = Nur was seit mindestens so langer Zeit abgelaufen ist
admin-older-than-hint = Etwa 12h oder 7d. Ist das Feld leer, wird alles entfernt, was abgelaufen ist.
admin-older-than-wrong = Schreiben Sie eine Zahl und s, m, h, d oder w, etwa 12h oder 7d.
admin-sweep-now = Jetzt entfernen
admin-swept = Entfernt:
admin-swept-nothing = Es war nichts abgelaufen.
admin-backups = Sicherungen
admin-backups-about = Eine Sicherung enthält alle Konten. Sie wird auf dem Rechner selbst erstellt und nicht über das Web.
admin-backups-every = Abstand
admin-backups-dir = Verzeichnis
admin-backups-newest = Neueste
admin-overdue = überfällig
admin-backups-none = Es werden keine Sicherungen von selbst geschrieben. In der Konfiguration schalten Sie sie ein mit
admin-command-backup = Jetzt sichern
admin-command-restore = Sicherung zurückspielen
admin-command-move = Zu anderer Engine oder Version wechseln
admin-command-check = Alle Daten durchsehen

## What was done

admin-done-user-deleted = Das Konto wurde gelöscht.
admin-done-role = Das Konto hat jetzt eine andere Rolle.
admin-done-suspended = Die Sperre ist gesetzt.
admin-done-unsuspended = Die Sperre ist aufgehoben.
admin-done-signed-out = Das Konto wurde überall abgemeldet.
admin-done-session = Die Sitzung ist beendet.
admin-done-email = Die E-Mail-Adresse wurde geändert.
admin-done-language = Die Sprache wurde geändert.
admin-done-note = Der Vermerk wurde gespeichert.
admin-done-note-removed = Der Vermerk wurde entfernt.
admin-done-app-approved = Die App ist freigegeben.
admin-app-changed = Diese App wurde geändert, nachdem Sie sie angesehen haben, und deshalb nicht freigegeben. Sehen Sie sie sich noch einmal an.
admin-done-app-revoked = Alles, was die App erhalten hatte, ist ungültig.
admin-done-app-deleted = Die App wurde gelöscht.
admin-done-server-deleted = Der Ressourcenserver wurde gelöscht.
admin-done-settings = Die Einstellungen wurden gespeichert.

## What the owner of an app reads of it, on its page

admin-own-app-waiting = Diese App wartet auf die Freigabe durch die Administration. Bis dahin können nur Sie sie autorisieren.
admin-own-app-suspended = Die Administration hat diese App gesperrt. Sie erhält nichts, und was sie erhalten hat, ist inaktiv.
