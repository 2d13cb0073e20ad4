### One's own account: profile, password, sessions, e-mail address, data, deletion.

## Fields that several forms have

account-user-name = Benutzername
account-email = E-Mail-Adresse
account-current-password = Aktuelles Passwort
account-new-password = Neues Passwort
account-new-password-again = Neues Passwort wiederholen
account-passwords-differ = Die beiden Passwörter stimmen nicht überein.
account-password-length = Mindestens { $length } Zeichen.
account-password-hint = Mindestens { $length } Zeichen und schwer zu erraten: Einige seltene Wörter sind gut, Ihr Name und Ihre Adresse nicht.

## /profile

profile-title = Profil
profile-account = Konto
profile-role = Rolle
profile-role-admin = Administratorkonto
profile-role-user = Benutzerkonto
profile-member-since = Dabei seit
profile-about-you = Über Sie
profile-about-you-seen = Apps, die Ihr Profil lesen dürfen, sehen diese Angaben.
profile-first-name = Vorname
profile-last-name = Nachname
profile-location = Ort
profile-bio = In Ihren eigenen Worten
profile-save = Profil speichern
profile-password-about = Mit einem neuen Passwort werden Sie überall sonst abgemeldet.
profile-withdraw-too = Auch allen Apps den Zugriff entziehen
profile-password-button = Passwort ändern
profile-safety = Sicherheit
profile-signed-in-places =
    { $count ->
        [one] Nur hier
       *[other] An { $count } Orten
    }
profile-account-about = E-Mail-Adresse, Ihre Daten, Löschen
profile-events-about = Anmeldungen, Änderungen und was Apps bekommen haben

## /profile/account

account-title = Ihr Konto
account-address = E-Mail-Adresse
account-address-about = Sie können sich mit ihr anmelden, und Apps, die Ihr Profil lesen dürfen, sehen sie. Es wird nichts an sie gesendet: Prüfen Sie, ob sie stimmt.
account-address-button = Adresse ändern
account-data = Ihre Daten
account-data-about = Was dieser Server über Sie weiß, in einer JSON-Datei: Konto, Sitzungen, Apps, was Sie autorisiert haben, was geschehen ist. Ein Passwort ist nicht darin.
account-data-button = Ihre Daten herunterladen
account-end = Konto löschen
account-end-about = Ein gelöschtes Konto lässt sich nicht wiederherstellen.
account-end-button = Ihr Konto löschen

## /profile/account/delete

account-delete-heading = Ihr Konto löschen?
account-delete-last-admin = Ihr Konto ist das einzige nutzbare Administratorkonto und kann deshalb nicht gelöscht werden: Niemand könnte diesen Server mehr verwalten. Machen Sie zuerst ein anderes Konto zum Administratorkonto.
account-delete-back = Zurück
account-delete-what-goes = Ihr Konto wird sofort gelöscht, und das lässt sich nicht rückgängig machen. Damit verschwinden:
account-delete-profile = Ihr Profil, Ihr Passwort und die Liste Ihrer Ereignisse
account-delete-sessions =
    { $count ->
        [one] diese Sitzung
       *[other] alle { $count } Sitzungen, wo immer Sie angemeldet sind
    }
account-delete-grants =
    { $count ->
        [0] kein Zugriff von Apps: Sie haben keine autorisiert
        [one] der Zugriff der App, die Sie autorisiert haben
       *[other] der Zugriff aller { $count } Apps, die Sie autorisiert haben
    }
account-delete-app = Ihre App { $app }, und zwar für alle, die sie verwenden
account-delete-more =
    { $count ->
        [one] und { $count } weitere Ihrer Apps
       *[other] und { $count } weitere Ihrer Apps
    }
account-delete-what-stays = Was Apps schon gelesen haben, bleibt bei ihnen. Im Protokoll der Administration steht Ihr Name, bis es geleert wird.
account-delete-download = <a href="/profile/account">Laden Sie Ihre Daten</a> vorher herunter, wenn Sie sie behalten möchten.
account-delete-name-hint = Geben Sie { $name } ein, damit sicher ist, dass dieses Konto gemeint ist.
account-delete-button = Mein Konto löschen

## /profile/sessions

sessions-title = Wo Sie angemeldet sind
sessions-about = Wenn Sie eine dieser Sitzungen nicht kennen, melden Sie sie ab und ändern Sie Ihr Passwort unter <a href="/profile">Profil</a>. Mehr dazu steht unter <a href="/profile/events">Ereignisse</a>. Apps sind nicht in dieser Liste: Sie stehen unter <a href="/profile/grants">Autorisierte Apps</a>.
sessions-this-one = diese Sitzung
sessions-since = Angemeldet am { $when }
sessions-since-from = Angemeldet am { $when } von { $address }
sessions-last-used = Zuletzt verwendet am { $when }
sessions-end-here = <span class="vh">Hier </span>Abmelden
sessions-end = Abmelden<span class="vh">: { $device }, { $address }</span>
sessions-end-others = Überall sonst abmelden

## Devices

device-on = { $program } unter { $system }
device-python = Ein Python-Programm
device-python-on = Ein Python-Programm unter { $system }
device-android-app = Eine Android-App
device-unknown-on = Ein Programm unter { $system }
device-unknown = Ein unbekanntes Programm

## Profile: the language of the pages

profile-language = Sprache der Seiten
profile-language-browser = Wie im Browser eingestellt
