### One's own account: profile, password, sessions, e-mail address, data, deletion.

## Fields that several forms have

account-user-name = Gebruikersnaam
account-email = E-mailadres
account-current-password = Huidig wachtwoord
account-new-password = Nieuw wachtwoord
account-new-password-again = Nieuw wachtwoord herhalen
account-passwords-differ = De twee wachtwoorden zijn niet gelijk.
account-password-length = Minstens { $length } tekens.
account-password-hint = Minstens { $length } tekens en moeilijk te raden: een paar ongewone woorden is goed, je naam of adres niet.

## /profile

profile-title = Profiel
profile-account = Account
profile-role = Rol
profile-role-admin = Beheerder
profile-role-user = Gebruiker
profile-member-since = Lid sinds
profile-about-you = Over jou
profile-about-you-seen = Apps die je profiel mogen lezen, zien dit.
profile-first-name = Voornaam
profile-last-name = Achternaam
profile-location = Locatie
profile-bio = In je eigen woorden
profile-save = Profiel opslaan
profile-password-about = Met een nieuw wachtwoord word je op alle andere plekken uitgelogd.
profile-withdraw-too = Ook de toegang van alle apps intrekken
profile-password-button = Wachtwoord wijzigen
profile-safety = Beveiliging
profile-signed-in-places =
    { $count ->
        [one] Alleen hier
       *[other] Op { $count } plekken
    }
profile-account-about = E-mailadres, je gegevens, verwijderen
profile-events-about = Inlogpogingen, wijzigingen en wat apps hebben gekregen

## /profile/account

account-title = Je account
account-address = E-mailadres
account-address-about = Je kunt ermee inloggen, en apps die je profiel mogen lezen, zien het. Er wordt niets naartoe gestuurd: controleer of het klopt.
account-address-button = Adres wijzigen
account-data = Je gegevens
account-data-about = Wat deze server van je weet, als één JSON-bestand: account, sessies, apps, wat je hebt geautoriseerd, wat er is gebeurd. Er staat geen wachtwoord in.
account-data-button = Je gegevens downloaden
account-end = Account verwijderen
account-end-about = Een verwijderd account komt niet terug.
account-end-button = Je account verwijderen

## /profile/account/delete

account-delete-heading = Je account verwijderen?
account-delete-last-admin = Je bent de enige actieve beheerder, dus je account kan niet worden verwijderd: niemand zou deze server nog kunnen beheren. Maak eerst iemand anders beheerder.
account-delete-back = Terug
account-delete-what-goes = Je account wordt meteen verwijderd, en dit kan niet ongedaan worden gemaakt. Dit verdwijnt mee:
account-delete-profile = je profiel, je wachtwoord en wat onder Gebeurtenissen staat
account-delete-sessions =
    { $count ->
        [one] deze sessie
       *[other] alle { $count } sessies, waar je ook bent ingelogd
    }
account-delete-grants =
    { $count ->
        [0] geen enkele app verliest toegang: je hebt er geen geautoriseerd
        [one] de toegang van de app die je hebt geautoriseerd
       *[other] de toegang van alle { $count } apps die je hebt geautoriseerd
    }
account-delete-app = je app { $app }, voor iedereen die hem gebruikt
account-delete-more =
    { $count ->
        [one] en nog { $count } van je apps
       *[other] en nog { $count } van je apps
    }
account-delete-what-stays = Wat apps al hebben gelezen, houden ze. Het logboek van de beheerder bewaart je naam tot het wordt gewist.
account-delete-download = <a href="/profile/account">Download je gegevens</a> eerst als je ze wilt bewaren.
account-delete-name-hint = Typ { $name }, zodat zeker is dat dit account wordt bedoeld.
account-delete-button = Mijn account verwijderen

## /profile/sessions

sessions-title = Waar je bent ingelogd
sessions-about = Herken je een van deze sessies niet, log die dan uit en wijzig je wachtwoord onder <a href="/profile">Profiel</a>. Onder <a href="/profile/events">Gebeurtenissen</a> lees je meer. Apps staan niet in deze lijst: die vind je onder <a href="/profile/grants">Geautoriseerde apps</a>.
sessions-this-one = deze
sessions-since = Ingelogd op { $when }
sessions-since-from = Ingelogd op { $when } vanaf { $address }
sessions-last-used = Laatst gebruikt op { $when }
sessions-end-here = Uitloggen<span class="vh"> op dit apparaat</span>
sessions-end = Uitloggen<span class="vh"> op { $device }, { $address }</span>
sessions-end-others = Op alle andere plekken uitloggen

## Devices

device-on = { $program } op { $system }
device-python = Een Python-programma
device-python-on = Een Python-programma op { $system }
device-android-app = Een Android-app
device-unknown-on = Een programma op { $system }
device-unknown = Een onbekend programma

## Profile: the language of the pages

profile-language = Taal van de pagina’s
profile-language-browser = Zoals ingesteld in mijn browser
