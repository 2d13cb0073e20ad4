### The second factor: at the sign-in, on the pages of the account, and before risky steps.

## At the sign-in

second-factor-login-title = Zweiter Faktor
second-factor-login-ask = Sie melden sich als { $account } an. Geben Sie die sechs Ziffern ein, die Ihre Authenticator-App zeigt, oder einen Ihrer Wiederherstellungscodes.
second-factor-login-ask-recovery = Sie melden sich als { $account } an. Geben Sie einen Ihrer Wiederherstellungscodes ein.
# $account: the name of the account that is being signed in to.
second-factor-login-ask-passkey = Sie melden sich als { $account } an. Verwenden Sie Ihren Passkey, oder geben Sie einen Code ein.
second-factor-code = Code
second-factor-code-wrong = Dieser Code ist falsch oder wurde schon verwendet. Warten Sie auf den nächsten.
second-factor-too-many = Zu viele falsche Codes. Bitte warten Sie { $wait } oder verwenden Sie einen Wiederherstellungscode.
second-factor-sealed = Codes von Apps können im Moment nicht geprüft werden. Verwenden Sie einen Wiederherstellungscode oder wenden Sie sich an die Administration.
second-factor-login-lost = Alles davon verloren? Die Administration dieser Website kann den zweiten Faktor ausschalten.
notice-sign-in-ended = Diese Anmeldung hat zu lange gedauert. Bitte beginnen Sie noch einmal.

## On the profile: a link to the page of the second factor

second-factor-is-on = Ein
second-factor-is-off = Aus

## /profile/second-factor

second-factor-title = Zweiter Faktor
second-factor-required = Dieser Server verlangt einen zweiten Faktor. Sobald Sie einen eingerichtet haben, geht es weiter.
second-factor-app = Authenticator-App
second-factor-app-about = Nach Ihrem Passwort geben Sie einen Code ein, den eine App auf Ihrem Telefon oder Computer zeigt. Das Passwort allein reicht dann nicht zur Anmeldung.
second-factor-since = Eingerichtet
second-factor-used = Zuletzt verwendet
second-factor-never-used = Noch nicht
second-factor-app-add = App einrichten
second-factor-app-replace = Andere App einrichten
recovery-codes = Wiederherstellungscodes
recovery-codes-about = Mit jedem können Sie sich einmal anmelden, wenn nichts anderes zur Hand ist. Bewahren Sie sie auf Papier oder in einem Passwortmanager auf.
recovery-codes-left = { $count ->
    [0] <strong>Keiner ist mehr übrig.</strong> Erstellen Sie jetzt neue.
    [one] Einer ist noch übrig. Erstellen Sie bald neue.
   *[other] { $count } sind noch übrig.
}
recovery-codes-made = Erstellt am { $when }
recovery-codes-renew = Neue Codes erstellen
second-factor-off = Ausschalten
second-factor-off-about = Zum Anmelden reicht dann Ihr Passwort allein.
second-factor-off-button = Zweiten Faktor ausschalten
second-factor-off-title = Den zweiten Faktor ausschalten?
second-factor-off-what = Wer Ihr Passwort kennt, kann sich dann anmelden.
second-factor-off-codes = Ihre Passkeys, Ihre Wiederherstellungscodes und der Eintrag in der App werden wertlos.
notice-second-factor-off = Der zweite Faktor ist ausgeschaltet.
notice-second-factor-app = Die neue App ist eingerichtet. Die Codes der vorigen gelten nicht mehr.
passkeys = Passkeys
passkeys-about = Ihr Gerät bewahrt einen Passkey auf und fragt nach Fingerabdruck, Gesicht oder PIN. Er meldet Sie ohne Ihr Passwort an, oder nach ihm.
passkeys-not-here = Auf diesem Server sind zurzeit keine Passkeys möglich: Diese melden niemanden an. Richten Sie eine Authenticator-App ein, oder fragen Sie die Administration.
passkey-add = Passkey hinzufügen
# $when: day and time.
passkey-added = Hinzugefügt: { $when }.
# $when: day and time.
passkey-used = Zuletzt verwendet: { $when }.
passkey-never-used = Noch nicht verwendet.
# $name: what its owner calls it; for screen readers.
passkey-rename = Umbenennen<span class="vh">: { $name }</span>
# $name: what its owner calls it; for screen readers.
passkey-remove = Entfernen<span class="vh">: { $name }</span>
# $name: what its owner calls it.
passkey-remove-title = Passkey { $name } entfernen?
passkey-remove-what = Er meldet hier niemanden mehr an. Entfernen Sie ihn auch auf dem Gerät: Dort wird er sonst weiter angeboten.
passkey-remove-button = Passkey entfernen
second-factor-app-remove = App entfernen
second-factor-app-remove-title = Authenticator-App entfernen?
second-factor-app-remove-what = Ihre Codes gelten dann nicht mehr. Passkeys und Wiederherstellungscodes bleiben gültig.
notice-passkey-added = Der Passkey ist hinzugefügt.
notice-passkey-renamed = Der Passkey heißt jetzt so.
notice-second-factor-less = Die Entfernung ist erledigt.

## /profile/second-factor/app

second-factor-app-title = Authenticator-App einrichten
second-factor-app-replaces = Die Codes Ihrer jetzigen App gelten nicht mehr, sobald Sie einen Code der neuen eingegeben haben.
second-factor-app-scan = Scannen Sie dieses Bild mit einer Authenticator-App:
second-factor-app-picture = QR-Code mit dem geheimen Schlüssel, der darunter steht
second-factor-app-type = Oder geben Sie diesen geheimen Schlüssel in die App ein:
second-factor-app-code = Code, den die App zeigt
second-factor-app-code-hint = Sechs Ziffern. Sie wechseln alle 30 Sekunden.
second-factor-app-button = Einrichten
second-factor-app-code-wrong = Das ist nicht der Code, den die App jetzt zeigt. Prüfen Sie auch die Uhr des Geräts.
second-factor-set-up-ended = Das hat zu lange gedauert. Hier ist ein neuer Schlüssel: Scannen Sie das Bild noch einmal.
second-factor-cancel = Abbrechen

## /profile/second-factor/passkey, and wherever a passkey is asked for

passkey-what = Ihr Browser lässt dieses Gerät, Ihr Telefon oder einen Sicherheitsschlüssel einen erstellen. Was Sie ausweist, bleibt dort: Dieser Server speichert nichts, was sich stehlen ließe.
passkey-name = Name
passkey-name-hint = Damit Sie später wissen, welcher es ist.
passkey-add-button = Passkey erstellen
passkey-rename-title = Passkey umbenennen
passkey-rename-button = Speichern
passkey-no-script = Dafür braucht es JavaScript und einen Browser, der Passkeys kennt. Eine Authenticator-App kommt ohne beides aus.
passkey-use = Passkey verwenden
passkey-sign-in = Mit Passkey anmelden
passkey-failed = Es kam kein Passkey zurück: Der Vorgang wurde abgebrochen, dauerte zu lange, oder es gibt hier keinen. Versuchen Sie es noch einmal.
passkey-refused = Dieser Passkey ist hier nicht bekannt, oder die Anfrage war zu alt. Versuchen Sie es noch einmal, oder nehmen Sie einen anderen Weg.
passkey-there = Hier gibt es schon einen Passkey für dieses Konto. Nehmen Sie ein anderes Gerät oder einen anderen Passwortmanager.
passkey-not-added = Der Passkey wurde nicht hinzugefügt: Diese Seite war zu lange offen, oder das Gerät gab eine andere Antwort als erwartet. Versuchen Sie es noch einmal.
# $most: a number.
passkey-too-many = Es gibt { $most } Passkeys, mehr sind nicht möglich. Entfernen Sie zuerst einen.
passkey-unavailable = Auf diesem Server sind keine Passkeys möglich.

## The recovery codes, shown once

recovery-codes-first = Die App ist eingerichtet. Wenn sie nicht zur Hand ist, können Sie sich mit diesen Codes anmelden, mit jedem einmal.
recovery-codes-first-passkey = Der Passkey ist hinzugefügt. Wenn er nicht zur Hand ist, können Sie sich mit diesen Codes anmelden, mit jedem einmal.
recovery-codes-new = Diese Codes ersetzen Ihre bisherigen, die jetzt wertlos sind. Jeder gilt einmal.
recovery-codes-once = <strong>Sichern Sie sie jetzt: Sie werden nicht noch einmal angezeigt.</strong> Drucken Sie die Seite, speichern Sie die Datei oder kopieren Sie die Codes in einen Passwortmanager.
recovery-codes-download = Als Datei speichern
recovery-codes-kept = Ich habe sie gesichert

## Before a risky step

confirm-title = Sind Sie es?
confirm-why = Für diesen Schritt müssen Sie noch einmal zeigen, dass Sie es sind. In den nächsten Minuten werden Sie nicht wieder gefragt.
confirm-password = Ihr Passwort
confirm-code-hint = Die sechs Ziffern, die Ihre App zeigt, oder ein Wiederherstellungscode.
confirm-user-name = Benutzername
confirm-button = Weiter
confirm-password-wrong = Das ist nicht Ihr aktuelles Passwort.
confirm-code = Code Ihres zweiten Faktors
