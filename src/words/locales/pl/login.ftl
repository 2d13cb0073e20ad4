### Before somebody is signed in: the start page, sign-in, set-up, the link that sets a password. And signing out.

## Start page

landing-title = Witamy
landing-signed-in = Tutaj decydujesz, które aplikacje mogą korzystać z Twojego konta i do czego.
landing-signed-out = Zaloguj się, aby zdecydować, które aplikacje mogą korzystać z Twojego konta i do czego. Aplikacja nigdy nie widzi hasła.
landing-developer = Tworzysz aplikację? Po zalogowaniu <a href="/profile/apps">zarejestruj ją tutaj</a>.

## Sign-in

login-title = Logowanie
login-to-continue = aby przejść do <strong>{ $app }</strong>
login-name = E-mail lub nazwa użytkownika
login-password = Hasło
login-button = Zaloguj się
login-forgotten = Nie pamiętasz hasła? Administrator tej witryny może dać Ci odnośnik do ustawienia nowego.
login-wrong = Nazwa lub hasło są nieprawidłowe.
login-too-many = Zbyt wiele prób. Poczekaj { $wait } i spróbuj ponownie.

## Sign-out

logout-title = Wylogować się?
logout-apps-go-on = Autoryzowane aplikacje zachowają dostęp.
logout-button = Wyloguj się

## /setup: the first account, through a link that the server's log shows

setup-title = Konfiguracja
setup-welcome = Witamy. Zacznijmy konfigurację
setup-about = Powstanie pierwsze konto, które administruje tu wszystkim. Ten odnośnik działa raz.
setup-user-name-hint = Od 3 do 30 liter, cyfr lub podkreśleń.
setup-button = Utwórz konto administratora

## /login/password: a new password, through a one-time link

new-password-title = Nowe hasło
new-password-heading = Ustaw nowe hasło
new-password-about = Ten odnośnik działa raz. Wszędzie indziej konto zostanie wylogowane.
new-password-account = Konto
new-password-button = Ustaw nowe hasło
