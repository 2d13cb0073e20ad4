### The second factor: at the sign-in, on the pages of the account, and before risky steps.

## At the sign-in

second-factor-login-title = Second factor
# $account: the name of the account that is being signed in to.
second-factor-login-ask = You are signing in as { $account }. Type the six digits that your authenticator app shows, or one of your recovery codes.
# $account: the name of the account that is being signed in to.
second-factor-login-ask-recovery = You are signing in as { $account }. Type one of your recovery codes.
# $account: the name of the account that is being signed in to.
second-factor-login-ask-passkey = You are signing in as { $account }. Use your passkey, or type a code.
second-factor-code = Code
second-factor-code-wrong = This code is wrong, or it was used already. Wait for the next one.
# $wait: how long, for example "30 seconds".
second-factor-too-many = Too many wrong codes. Please wait { $wait }, or use a recovery code.
second-factor-sealed = Codes of apps cannot be checked at the moment. Use a recovery code, or ask the administrator.
second-factor-login-lost = Lost all of them? The administrator of this site can turn the second factor off.
notice-sign-in-ended = This sign-in took too long. Please begin again.

## On the profile: a link to the page of the second factor

second-factor-is-on = On
second-factor-is-off = Off

## /profile/second-factor

second-factor-title = Second factor
second-factor-required = This server requires a second factor. Set one up, and you can go on.
second-factor-app = Authenticator app
second-factor-app-about = After your password you type a code that an app on your phone or computer shows. The password alone is then not enough to sign in.
# A table of facts about the app: since when, when last used.
second-factor-since = Set up
second-factor-used = Last used
second-factor-never-used = Not yet
second-factor-app-add = Set up an app
second-factor-app-replace = Set up another app
recovery-codes = Recovery codes
recovery-codes-about = Each signs you in once when nothing else is at hand. Keep them on paper or in a password manager.
# $count: how many are not used yet.
recovery-codes-left = { $count ->
    [0] <strong>None is left.</strong> Make new ones now.
    [one] One is left. Make new ones soon.
   *[other] { $count } are left.
}
# $when: day and time.
recovery-codes-made = Made on { $when }
recovery-codes-renew = Make new codes
second-factor-off = Turn it off
second-factor-off-about = Then your password alone signs you in.
second-factor-off-button = Turn the second factor off
second-factor-off-title = Turn the second factor off?
second-factor-off-what = Whoever knows your password can sign in then.
second-factor-off-codes = Your passkeys, your recovery codes and what the app holds become worthless.
notice-second-factor-off = The second factor is turned off.
notice-second-factor-app = The new app is set up. The one before it shows nothing that works.
passkeys = Passkeys
passkeys-about = Your device keeps a passkey and asks for your fingerprint, your face or a PIN. It signs you in without your password, or after it.
passkeys-not-here = There can be no passkeys on this server now, so these sign nobody in. Set up an authenticator app, or ask the administrator.
passkey-add = Add a passkey
# $when: day and time.
passkey-added = Added on { $when }.
# $when: day and time.
passkey-used = Last used on { $when }.
passkey-never-used = Not used yet.
# $name: what its owner calls it; for screen readers.
passkey-rename = Rename<span class="vh"> { $name }</span>
# $name: what its owner calls it; for screen readers.
passkey-remove = Remove<span class="vh"> { $name }</span>
# $name: what its owner calls it.
passkey-remove-title = Remove the passkey { $name }?
passkey-remove-what = It signs nobody in here any more. Remove it from the device, too: there it may still be offered.
passkey-remove-button = Remove the passkey
second-factor-app-remove = Remove the app
second-factor-app-remove-title = Remove the authenticator app?
second-factor-app-remove-what = Its codes stop working. Your passkeys and recovery codes go on.
notice-passkey-added = The passkey is added.
notice-passkey-renamed = The passkey is called so now.
notice-second-factor-less = It is removed.

## /profile/second-factor/app

second-factor-app-title = Set up an authenticator app
second-factor-app-replaces = The codes of the app that you have now stop working when you have typed one of the new app.
second-factor-app-scan = Scan this picture with an authenticator app:
# What the picture is, for who does not see it.
second-factor-app-picture = QR code with the secret that stands below
second-factor-app-type = Or type this secret into the app:
second-factor-app-code = Code that the app shows
second-factor-app-code-hint = Six digits. They change every half minute.
second-factor-app-button = Set up
second-factor-app-code-wrong = This is not the code that the app shows now. Check the clock of the device, too.
second-factor-set-up-ended = This took too long. Here is a new secret: scan the new picture.
second-factor-cancel = Cancel

## /profile/second-factor/passkey, and wherever a passkey is asked for

passkey-what = Your browser asks this device, your phone or a security key to make one. What identifies you stays there: this server keeps nothing that could be stolen.
passkey-name = Name
passkey-name-hint = So that you know later which one it is.
passkey-add-button = Make the passkey
passkey-rename-title = Rename the passkey
passkey-rename-button = Save
passkey-no-script = This needs JavaScript and a browser that knows passkeys. An authenticator app works without either.
passkey-use = Use a passkey
passkey-sign-in = Sign in with a passkey
passkey-failed = No passkey came back: it was cancelled, took too long, or there is none here. Try again.
passkey-refused = This passkey is not known here, or the question was too old. Try again, or use another way.
passkey-there = There is a passkey for this account here already. Use another device, or another password manager.
passkey-not-added = The passkey was not added: this page was open for too long, or the device gave another answer than it should. Try again.
# $most: a number.
passkey-too-many = There are { $most } passkeys, and there can be no more. Remove one first.
passkey-unavailable = There can be no passkeys on this server.

## The recovery codes, shown once

recovery-codes-first = The app is set up. These codes sign you in when it is not at hand, each of them once.
recovery-codes-first-passkey = The passkey is added. These codes sign you in when it is not at hand, each of them once.
recovery-codes-new = These codes take the place of those you had, which are worthless now. Each works once.
recovery-codes-once = <strong>Keep them now: they are not shown again.</strong> Print the page, save the file, or copy them into a password manager.
recovery-codes-download = Save as a file
recovery-codes-kept = I have kept them

## Before a risky step

confirm-title = Is it you?
confirm-why = This step needs you to show once more that it is you. You are not asked again for the next few minutes.
confirm-password = Your password
confirm-code-hint = The six digits that your app shows, or a recovery code.
# What is filled in by password managers; only screen readers may meet it.
confirm-user-name = User name
confirm-button = Go on
confirm-password-wrong = This is not your current password.
# In forms that change the password or the address, or delete the account.
confirm-code = Code of your second factor
