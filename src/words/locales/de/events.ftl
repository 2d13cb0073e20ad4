### What happened with an account.

## /profile/events

events-title = Ereignisse
events-about = Was mit Ihrem Konto geschehen ist, das Neueste zuerst. Wenn Sie etwas davon nicht kennen, ändern Sie Ihr Passwort unter <a href="/profile">Profil</a> und <a href="/profile/sessions">melden Sie sich überall sonst ab</a>.
events-shown = Was angezeigt wird
events-everything = Alles
events-unusual = Auffälliges
events-sign-ins = Anmeldungen
events-account = Ihr Konto
events-apps = Apps
events-empty = In letzter Zeit ist nichts geschehen
events-empty-about = Anmeldungen, Änderungen an Ihrem Konto und was Apps erhalten oder verloren haben, stehen hier eine Zeit lang.
events-empty-kind = In letzter Zeit ist nichts dergleichen geschehen
events-see-everything = Alles anzeigen
events-look-here = bitte prüfen
events-address = Adresse { $address }

## Each event, to the person whom it happened to

event-not-you = Wenn Sie das nicht waren, ändern Sie Ihr Passwort und melden Sie sich überall sonst ab.
event-times = { $title }, { $times }-mal innerhalb einer Minute
event-other = Etwas ist geschehen
event-by-administrator = Durch die Administration: { $name }
event-by-app = Durch die App „{ $app }“
event-by-operator = Durch den Betreiber dieses Servers

event-signed-in = Sie haben sich angemeldet
event-signed-in-new-device = Sie haben sich mit einem neuen Gerät angemeldet
event-sign-in-failed = Eine Anmeldung bei Ihrem Konto ist fehlgeschlagen
event-sign-in-failed-advice = Das Passwort war falsch, und es wurde nichts preisgegeben. Wenn Sie das nicht waren, ist nichts zu tun, solange niemand Ihr Passwort erraten kann.
event-second-factor-failed = Jemand hat Ihr Passwort eingegeben, aber nicht Ihren zweiten Faktor
event-second-factor-failed-advice = Es wurde nichts preisgegeben. Wenn Sie das nicht waren, kennt jemand Ihr Passwort: Ändern Sie es jetzt.
event-second-factor-throttled = Codes Ihres zweiten Faktors wurden abgelehnt
event-second-factor-throttled-advice = Zu viele waren falsch. Wenn Sie das nicht waren, kennt jemand Ihr Passwort: Ändern Sie es jetzt. Mit einem Wiederherstellungscode können Sie sich jederzeit anmelden.
event-recovery-code-used = Ein Wiederherstellungscode wurde verwendet
event-recovery-codes-left = Verbleibende Codes: { $left }.
event-second-factor-added = Eine Authenticator-App wurde zu Ihrem Konto hinzugefügt
event-second-factor-removed = Der zweite Faktor Ihres Kontos wurde ausgeschaltet
event-recovery-codes-made = Neue Wiederherstellungscodes wurden erstellt
event-session-ended = Sie haben sich abgemeldet
event-session-ended-by-server = Eine Ihrer Sitzungen wurde abgemeldet
event-session-ended-by-server-advice = Es gab zu viele Sitzungen; die am längsten nicht verwendete wurde beendet.
event-sessions-ended = Sie wurden überall sonst abgemeldet
event-account-created = Ihr Konto wurde eröffnet
event-account-deleted = Ihr Konto wurde gelöscht
event-account-suspended = Ihr Konto wurde gesperrt
event-account-unsuspended = Ihr Konto ist nicht mehr gesperrt
event-role-admin = Ihr Konto ist jetzt ein Administratorkonto
event-role-user = Ihr Konto ist kein Administratorkonto mehr
event-email-changed = Ihre E-Mail-Adresse wurde geändert
event-profile-changed = Ihr Profil wurde geändert
event-attribute-changed = Ein Vermerk zu Ihrem Konto wurde geändert
event-attribute-changed-advice = Er heißt { $name }.
event-password-changed = Ihr Passwort wurde geändert
event-password-change-failed = Eine Änderung Ihres Passworts wurde abgelehnt
event-password-not-known = Wer das wollte, war mit Ihrem Konto angemeldet, kannte aber das aktuelle Passwort nicht.
event-email-change-failed = Eine Änderung Ihrer E-Mail-Adresse wurde abgelehnt
event-deletion-failed = Eine Löschung Ihres Kontos wurde abgelehnt
event-confirmation-failed = Ein Schritt, für den Ihr Passwort nötig ist, wurde abgelehnt
event-not-confirmed = Wer das wollte, war mit Ihrem Konto angemeldet, kannte aber Ihr Passwort nicht.
event-data-exported = Ihre Daten wurden heruntergeladen
event-password-link-made = Ein Link zum Festlegen Ihres Passworts wurde erstellt
event-password-link-used = Ihr Passwort wurde über einen Link festgelegt
event-password-link-used-advice = Wenn Sie das nicht waren, bitten Sie sofort um einen neuen Link.
event-set-up = Sie haben diesen Server eingerichtet
event-session-leaked = Eine Sitzung oder ein Link Ihres Kontos wurde an falscher Stelle gefunden
event-session-leaked-advice = Jemand hat das gemeldet, und seitdem ist die Sitzung oder der Link ungültig. Suchen Sie nach weiteren Spuren und ändern Sie Ihr Passwort.

## The same about apps. $app: the app's name.

event-app-registered = Die App „{ $app }“ wurde registriert
event-app-edited = Ihre App „{ $app }“ wurde bearbeitet
event-app-secret-rotated = Ihre App „{ $app }“ hat ein neues Secret
event-app-previous-secret-ended = Das vorige Secret Ihrer App „{ $app }“ ist nicht mehr gültig
event-app-revoked = Alle Token Ihrer App „{ $app }“ wurden widerrufen
event-app-suspended = Ihre App „{ $app }“ wurde gesperrt
event-app-unsuspended = Ihre App „{ $app }“ ist nicht mehr gesperrt
event-app-approved = Ihre App „{ $app }“ wurde freigegeben
event-app-deleted = Ihre App „{ $app }“ wurde gelöscht
event-authorised = Sie haben „{ $app }“ autorisiert
event-authorised-advice = Die App darf verwenden: { $scope }.
event-authorised-more = Sie haben „{ $app }“ mehr erlaubt
event-authorised-more-advice = Die App darf jetzt zusätzlich verwenden: { $scope }.
event-narrowed = Sie haben „{ $app }“ etwas entzogen
event-narrowed-advice = Die App darf nicht mehr verwenden: { $scope }.
event-token-leaked = Ein Token von „{ $app }“ für Ihr Konto wurde an falscher Stelle gefunden
event-token-leaked-advice = Jemand hat das gemeldet, und die Token der App wurden sofort ungültig gemacht. Autorisieren Sie die App noch einmal, wenn Sie ihr vertrauen.
event-app-token-leaked = Ein Token Ihrer App „{ $app }“ wurde an falscher Stelle gefunden
event-app-token-leaked-advice = Jemand hat das gemeldet, und das Token wurde sofort ungültig gemacht. Sehen Sie nach, wo Ihre App ihre Token aufbewahrt: Protokolle, Code, Chats.
event-app-secret-leaked = Das Secret Ihrer App „{ $app }“ wurde an falscher Stelle gefunden
event-app-secret-leaked-advice = Jemand hat das gemeldet. Geben Sie der App ein neues Secret, wenn möglich sofort.
event-let-in-again = „{ $app }“ hat wieder Zugriff erhalten
event-let-in-again-advice = Sie hatten dasselbe schon einmal autorisiert und wurden deshalb nicht gefragt.
event-refused = Sie haben „{ $app }“ abgelehnt
event-withdrawn = „{ $app }“ kann Ihr Konto nicht mehr verwenden
event-token-revoked = „{ $app }“ hat den Zugriff zurückgegeben
event-token-revoked-advice = Die Token der App gelten nicht mehr.
event-token-reused = Ein Token von „{ $app }“ wurde ein zweites Mal verwendet
event-token-reused-advice = „{ $app }“ hatte lange zuvor ein neues Token anstelle von diesem erhalten. Es könnte also in zwei Händen sein: bei der App und bei jemandem, der es kopiert hat. Zur Sicherheit wurden alle Token dieser Anmeldung sofort ungültig gemacht; sie sind jetzt wertlos. Wenn Sie der App vertrauen, autorisieren Sie sie noch einmal, sobald sie fragt. Wenn nicht, oder wenn das wieder geschieht, entziehen Sie ihr unter „Autorisierte Apps“ den Zugriff und sagen Sie denen Bescheid, die sie betreiben.
event-code-replayed = Ein Code für „{ $app }“ wurde ein zweites Mal verwendet
event-code-replayed-advice = Als Sie „{ $app }“ autorisierten, erhielt die App einen Code, der nur einmal gilt. Er kam zweimal: Jemand könnte ihn unterwegs mitgelesen haben. Alle Token, die daraus entstanden, wurden sofort ungültig gemacht. Wenn Sie der App vertrauen, autorisieren Sie sie noch einmal, sobald sie fragt. Wenn das wieder geschieht, entziehen Sie ihr unter „Autorisierte Apps“ den Zugriff und sagen Sie denen Bescheid, die sie betreiben.
