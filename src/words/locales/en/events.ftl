### What happened with an account.

## /profile/events

events-title = Activity
events-about = What was done with your account, the newest first. If you do not know one of these, change your password under <a href="/profile">Profile</a> and <a href="/profile/sessions">sign out everywhere else</a>.
# For screen readers: what the choices below are.
events-shown = What is shown
events-everything = Everything
events-unusual = To look at
events-sign-ins = Signing in
events-account = Your account
events-apps = Apps
events-empty = Nothing has happened lately
events-empty-about = Sign-ins, changes of your account, and what apps were given or lost are listed here for a while.
events-empty-kind = Nothing of this kind has happened lately
events-see-everything = See everything
# A mark before an event that somebody else may have had a hand in.
events-look-here = look here
# $address: an IP address.
events-address = Address { $address }

## Each event, to the person whom it happened to

# After other advice.
event-not-you = If this was not you, change your password and sign out everywhere else.
# $title: another sentence of this section, without a full stop. $times: a number, at least two.
event-times = { $title }, { $times } times within a minute
event-other = Something happened
# $name: the name of an account.
event-by-administrator = By the administrator { $name }
# $app: the name of an app.
event-by-app = By the app “{ $app }”
event-by-operator = By whoever runs this server

event-signed-in = You signed in
event-signed-in-new-device = You signed in with a new device
event-sign-in-failed = A sign-in to your account failed
event-sign-in-failed-advice = The password was wrong, and nothing was given to whoever tried. If it was not you, there is nothing to do as long as nobody can guess your password.
event-second-factor-asked = Your password was given, and your second factor was asked for
event-second-factor-asked-advice = If no sign-in follows and it was not you, somebody knows your password: change it now.
event-second-factor-failed = Somebody gave your password, but not your second factor
event-second-factor-failed-advice = Nothing was given to whoever tried. If it was not you, somebody knows your password: change it now.
event-second-factor-throttled = Codes of your second factor were refused
event-second-factor-throttled-advice = Too many were wrong. If it was not you, somebody knows your password: change it now. A recovery code signs you in at any time.
event-recovery-code-used = A recovery code was used
# $left: how many are left; may be 0.
event-recovery-codes-left = Codes that are left: { $left }.
event-second-factor-added = An authenticator app was added to your account
event-passkey-added = A passkey was added to your account
event-passkey-removed = A passkey was removed from your account
event-second-factor-app-removed = The authenticator app was removed from your account
event-second-factor-removed = The second factor of your account was turned off
event-recovery-codes-made = New recovery codes were made
event-session-ended = You signed out
event-session-ended-by-server = You were signed out somewhere
event-session-ended-by-server-advice = There were too many sessions; the one that lay unused longest ended.
event-sessions-ended = You were signed out everywhere else
event-account-created = Your account was opened
event-account-deleted = Your account was deleted
event-account-suspended = Your account was suspended
event-account-unsuspended = Your account is no longer suspended
event-role-admin = You are an administrator now
event-role-user = You are not an administrator any more
event-email-changed = Your e-mail address was changed
event-profile-changed = Your profile was changed
event-attribute-changed = A note on your account was changed
# $name: what the note is called.
event-attribute-changed-advice = It is called { $name }.
event-password-changed = Your password was changed
event-password-change-failed = A change of your password was refused
event-password-not-known = Whoever asked was signed in as you, but did not know the current one.
event-email-change-failed = A change of your e-mail address was refused
event-deletion-failed = A deletion of your account was refused
event-confirmation-failed = A step that needs your password was refused
event-confirmation-code-failed = A step that needs your second factor was refused
event-not-confirmed = Whoever asked was signed in as you, but did not know your password.
event-code-not-known = Whoever asked was signed in as you, but gave no right code.
event-data-exported = Your data was downloaded
event-password-link-made = A link that sets your password was made
event-password-link-used = Your password was set through a link
event-password-link-used-advice = If this was not you, ask for a new link at once.
event-set-up = You set up this server
event-session-leaked = A session or link of your account was found where it should not be
event-session-leaked-advice = Somebody reported it, and it was ended at once. Look for other traces, and change your password.

## The same about apps. $app: the app's name.

event-app-registered = The app “{ $app }” was registered
event-app-edited = Your app “{ $app }” was edited
event-app-secret-rotated = Your app “{ $app }” has a new secret
event-app-previous-secret-ended = The previous secret of your app “{ $app }” has ended
event-app-revoked = All tokens of your app “{ $app }” were revoked
event-app-suspended = Your app “{ $app }” was suspended
event-app-unsuspended = Your app “{ $app }” is no longer suspended
event-app-approved = Your app “{ $app }” was approved
event-app-deleted = Your app “{ $app }” was deleted
event-authorised = You authorised “{ $app }”
# $scope: scopes as apps ask for them, such as "profile:read workouts:read".
event-authorised-advice = It may use: { $scope }.
event-authorised-more = You allowed “{ $app }” to do more
event-authorised-more-advice = It may use now, and might not before: { $scope }.
event-narrowed = You took something from “{ $app }”
event-narrowed-advice = It may not use any more: { $scope }.
event-token-leaked = A token of “{ $app }” for your account was found where it should not be
event-token-leaked-advice = Somebody reported it, and its tokens were ended at once. Authorise the app again if you trust it.
event-app-token-leaked = A token that your app “{ $app }” was given was found where it should not be
event-app-token-leaked-advice = Somebody reported it, and it was ended at once. Look where your app keeps its tokens: logs, code, chats.
event-app-secret-leaked = The secret of your app “{ $app }” was found where it should not be
event-app-secret-leaked-advice = Somebody reported it. Give the app a new secret, at once if you can.
event-let-in-again = “{ $app }” was let in again
event-let-in-again-advice = You had authorised the same before, so you were not asked.
event-refused = You refused “{ $app }”
event-withdrawn = “{ $app }” can no longer use your account
event-token-revoked = “{ $app }” gave back its access
event-token-revoked-advice = Its tokens have ended.
event-token-reused = A token of “{ $app }” was used a second time
event-token-reused-advice = “{ $app }” was given a new token in place of this one long before, so two parties may hold it: the app, and somebody who copied it. To be safe all tokens of this sign-in were ended at once; they are good for nothing now. If you trust the app, authorise it again when it asks. If you do not, or if this happens again, withdraw it under Authorised apps and tell whoever runs it.
event-code-replayed = A code for “{ $app }” was used a second time
event-code-replayed-advice = When you authorised “{ $app }”, it was given a code that works once. It came twice: somebody may have read it on its way. All tokens that it gave were ended at once. If you trust the app, authorise it again when it asks. If this happens again, withdraw it under Authorised apps and tell whoever runs it.

## Each event as the audit log of the administration lists it, whoever it happened to; who and which app that was stands below it

log-signed-in = Signed in
log-signed-in-new-device = Signed in with a new device
log-sign-in-failed = Sign-in failed
log-sign-in-throttled = Sign-in refused after too many before it
log-second-factor-asked = Right password, second factor asked for
log-second-factor-failed = Right password, wrong second factor
log-second-factor-throttled = Second factor refused after too many wrong codes
log-recovery-code-used = Recovery code used
log-session-ended = Session ended
log-sessions-ended = Other sessions ended
log-account-created = Account opened
log-account-deleted = Account deleted
log-account-suspended = Account suspended
log-account-unsuspended = Account no longer suspended
log-role-admin = Made an administrator
log-role-user = No longer an administrator
# Where one chooses an event: either of the two before it.
log-role-changed = Role changed
log-email-changed = E-mail address changed
log-profile-changed = Profile changed
log-attribute-changed = Note on the account changed
log-password-changed = Password changed
log-password-change-failed = Change of password refused
log-confirmation-failed = Not confirmed when asked again
log-second-factor-added = Second factor set up
log-second-factor-part-removed = Passkey or authenticator app removed
log-second-factor-removed = Second factor turned off
log-recovery-codes-made = New recovery codes made
log-data-exported = Data of the account downloaded
log-password-link-made = Link that sets a password made
log-password-link-used = Password set through a link
log-set-up-link-made = Set-up link made
log-set-up-link-used = Server set up
log-instance-changed = Settings of the server changed
log-app-registered = App registered
log-app-edited = App edited
log-app-secret-rotated = New secret of an app
log-app-previous-secret-ended = Previous secret of an app ended
log-app-revoked = All tokens of an app revoked
log-app-suspended = App suspended
log-app-unsuspended = App no longer suspended
log-app-approved = App approved
log-app-deleted = App deleted
log-authorised = App authorised
log-authorised-more = App allowed to do more
log-let-in-again = App let in again without asking
log-refused = App refused
log-narrowed = Permissions taken from an app
log-withdrawn = Access of an app withdrawn
log-code-replayed = Authorization code used a second time
log-token-reused = Refresh token used a second time
log-token-revoked = Access given back by an app
log-token-leaked = Token found where it should not be
log-app-token-leaked = Token of an app found where it should not be
log-app-secret-leaked = Secret of an app found where it should not be
log-session-leaked = Session or link found where it should not be
log-server-secret-leaked = Secret of a resource server found where it should not be
log-server-added = Resource server added
log-server-deleted = Resource server deleted
log-server-secret-rotated = New secret of a resource server
log-started = Server started
log-stopped = Server stopped
log-configuration-reloaded = Configuration read again
log-events-lost = Events lost
# What else the audit log says of an event. What comes after most of these is a name or a number.
# Before the names of fields of a record, such as client_description.
log-fields = Changed
# Before the name of a note on an account.
log-key = Note
# Before how many recovery codes are left.
log-left = Codes left
log-factor-app = Authenticator app
log-factor-passkey = Passkey
log-step-email = To change the e-mail address
log-step-deletion = To delete the account
log-step-confirm = Before a step that could do harm
log-step-code = It was a code of the second factor
# $open: whether people may open accounts by themselves now.
log-registration = { $open ->
    [true] People may open accounts by themselves
   *[false] Accounts are opened by administrators alone
}
# Before a duration, such as 1d.
log-overlap = The one before works for
log-again = It had been authorised before
# Before scopes.
log-added = Added
# Before what tokens of one sign-in have in common, a number.
log-family = Token family
log-what-session = It was a session
log-what-link = It was a link
log-what-sign-in = It was a sign-in that waited for its second factor
# Before the name of one.
log-server = Resource server
# Before keys of the configuration.
log-restart = Needs a restart
# Before a number.
log-count = How many
