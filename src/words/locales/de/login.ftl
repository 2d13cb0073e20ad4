### Before somebody is signed in: the start page, sign-in, set-up, the link that sets a password. And signing out.

## Start page

landing-title = Willkommen
landing-signed-in = Hier entscheiden Sie, welche Apps Ihr Konto verwenden dürfen und wofür.
landing-signed-out = Melden Sie sich an, um zu entscheiden, welche Apps Ihr Konto verwenden dürfen und wofür. Eine App sieht Ihr Passwort nie.
landing-developer = Entwickeln Sie eine App? Nach der Anmeldung können Sie sie <a href="/profile/apps">hier registrieren</a>.

## Sign-in

login-title = Anmelden
login-to-continue = und weiter zu <strong>{ $app }</strong>
login-name = E-Mail-Adresse oder Benutzername
login-password = Passwort
login-button = Anmelden
login-forgotten = Passwort vergessen? Die Administration dieser Website kann Ihnen einen Link geben, mit dem Sie ein neues festlegen.
login-wrong = Der Name oder das Passwort ist falsch.
login-too-many = Zu viele Versuche. Bitte warten Sie { $wait } und versuchen Sie es dann noch einmal.

## Sign-out

logout-title = Abmelden?
logout-apps-go-on = Apps, die Sie autorisiert haben, behalten ihren Zugriff.
logout-button = Abmelden

## /setup: the first account, through a link that the server's log shows

setup-title = Einrichten
setup-welcome = Willkommen. Richten wir den Server ein
setup-about = Hier entsteht das erste Konto, das alles auf diesem Server verwaltet. Dieser Link gilt nur einmal.
setup-user-name-hint = 3 bis 30 Buchstaben, Ziffern oder Unterstriche.
setup-button = Administratorkonto erstellen

## /login/password: a new password, through a one-time link

new-password-title = Neues Passwort
new-password-heading = Neues Passwort festlegen
new-password-about = Dieser Link gilt nur einmal. Überall sonst wird das Konto abgemeldet.
new-password-account = Konto
new-password-button = Neues Passwort festlegen
