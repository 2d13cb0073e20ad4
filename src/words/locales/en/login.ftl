### Before somebody is signed in: the start page, sign-in, set-up, the link that sets a password. And signing out.

## Start page

landing-title = Welcome
landing-signed-in = Here you decide which apps may use your account, and for what.
landing-signed-out = Sign in to decide which apps may use your account, and for what. An app never sees your password.
landing-developer = Do you make an app? After signing in, <a href="/profile/apps">register it here</a>.

## Sign-in

login-title = Sign in
# $app: the name of the app that the person came from and goes back to.
login-to-continue = to continue to <strong>{ $app }</strong>
login-name = E-mail or user name
login-password = Password
login-button = Sign in
login-forgotten = Forgotten your password? The administrator of this site can give you a link that sets a new one.
login-wrong = The name or the password is wrong.
# $wait: how long, for example "30 seconds".
login-too-many = Too many attempts. Please wait { $wait }, then try again.

## Sign-out

logout-title = Sign out?
logout-apps-go-on = Apps that you have authorised keep their access.
logout-button = Sign out

## /setup: the first account, through a link that the server's log shows

setup-title = Set up
setup-welcome = Welcome. Let’s set this up
setup-about = This makes the first account, which administers everything here. This link works once.
setup-user-name-hint = 3 to 30 letters, digits or underscores.
setup-button = Create the administrator account

## /login/password: a new password, through a one-time link

new-password-title = New password
new-password-heading = Set a new password
new-password-about = This link works once. Everywhere else, the account is signed out.
new-password-account = Account
new-password-button = Set the new password
