### Before somebody is signed in: the start page, sign-in, set-up, the link that sets a password. And signing out.

## Start page

landing-title = Welkom
landing-signed-in = Hier bepaal je welke apps je account mogen gebruiken, en waarvoor.
landing-signed-out = Log in om te bepalen welke apps je account mogen gebruiken, en waarvoor. Een app krijgt je wachtwoord nooit te zien.
landing-developer = Maak je een app? Log in en <a href="/profile/apps">registreer hem hier</a>.

## Sign-in

login-title = Inloggen
login-to-continue = om verder te gaan naar <strong>{ $app }</strong>
login-name = E-mailadres of gebruikersnaam
login-password = Wachtwoord
login-button = Inloggen
login-forgotten = Wachtwoord vergeten? De beheerder van deze site kan je een link geven om een nieuw wachtwoord in te stellen.
login-wrong = De naam of het wachtwoord klopt niet.
login-too-many = Te veel pogingen. Wacht { $wait } en probeer het dan opnieuw.

## Sign-out

logout-title = Uitloggen?
logout-apps-go-on = Apps die je hebt geautoriseerd, houden hun toegang.
logout-button = Uitloggen

## /setup: the first account, through a link that the server's log shows

setup-title = Instellen
setup-welcome = Welkom. Laten we alles instellen
setup-about = Hiermee maak je het eerste account, dat hier alles beheert. Deze link werkt één keer.
setup-user-name-hint = 3 tot 30 letters, cijfers of onderstrepingstekens.
setup-button = Beheerdersaccount aanmaken

## /login/password: a new password, through a one-time link

new-password-title = Nieuw wachtwoord
new-password-heading = Stel een nieuw wachtwoord in
new-password-about = Deze link werkt één keer. Op alle andere plekken wordt het account uitgelogd.
new-password-account = Account
new-password-button = Nieuw wachtwoord instellen
