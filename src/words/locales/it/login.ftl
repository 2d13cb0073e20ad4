### Before somebody is signed in: the start page, sign-in, set-up, the link that sets a password. And signing out.

## Start page

landing-title = Ti diamo il benvenuto
landing-signed-in = Qui decidi quali app possono usare il tuo account, e per che cosa.
landing-signed-out = Accedi per decidere quali app possono usare il tuo account, e per che cosa. Le app non vedono mai la tua password.
landing-developer = Sviluppi un’app? Dopo l’accesso, <a href="/profile/apps">registrala qui</a>.

## Sign-in

login-title = Accedi
login-to-continue = per continuare su <strong>{ $app }</strong>
login-name = E-mail o nome utente
login-password = Password
login-button = Accedi
login-forgotten = Hai dimenticato la password? Chi amministra questo sito può darti un link per impostarne una nuova.
login-wrong = Il nome o la password non sono corretti.
login-too-many = Troppi tentativi. Attendi { $wait }, poi riprova.

## Sign-out

logout-title = Vuoi uscire?
logout-apps-go-on = Le app che hai autorizzato mantengono l’accesso.
logout-button = Esci

## /setup: the first account, through a link that the server's log shows

setup-title = Configurazione
setup-welcome = Ti diamo il benvenuto. Iniziamo la configurazione
setup-about = Qui si crea il primo account, che amministra tutto il server. Questo link funziona una sola volta.
setup-user-name-hint = Da 3 a 30 lettere, cifre o trattini bassi.
setup-button = Crea l’account di amministrazione

## /login/password: a new password, through a one-time link

new-password-title = Nuova password
new-password-heading = Imposta una nuova password
new-password-about = Questo link funziona una sola volta. Tutte le altre sessioni dell’account verranno chiuse.
new-password-account = Account
new-password-button = Imposta la nuova password
