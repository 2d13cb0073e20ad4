### Pages that say why something could not be shown or done.

# $wait: how long, for example "30 seconds".
error-try-again-in = Please try again in { $wait }.

## An app that an administrator keeps back

error-app-suspended = This app is suspended
# $app: the app's name.
error-app-suspended-text = An administrator of this server has suspended “{ $app }”. Nobody can authorise it, and it can use no account.
error-app-suspended-help = Nothing was given to the app. Ask the administrator if you need it.
error-app-waiting = This app waits for approval
error-app-waiting-text = An administrator of this server has not approved “{ $app }” yet. Until then only the person who registered it can authorise it.
error-app-waiting-help = Nothing was given to the app. Try again later, or ask the administrator.

## What every such page has

# $status: a number, such as 404.
error-status = Error { $status }
error-to-start = To the start page
error-try-again-soon = Please try again in a moment.

## Pages that cannot be shown

error-not-found = There is nothing here
error-not-found-text = This page does not exist, or it is not yours to see.
error-not-found-help = Check the address for a typing mistake.
error-method = This cannot be done here
error-method-text = The address is right, but it does not take this kind of request.
error-form = Nothing was changed
error-form-text = The form you sent was too old, or did not come from this site.
error-form-help = Open the page again and send the form once more. Cookies must be allowed for this site.
error-form-again = Open the page again
error-form-unreadable = The form could not be read
error-form-unreadable-text = What came is not what this form sends.
error-not-done = This could not be done
error-not-done-text = The server refused it.

## What an app asked for

error-request = This app’s request is not right
error-request-text = The app sent you here with a request that cannot be answered.
error-request-help = You have not done anything wrong and nothing was given to the app. If it is not yours, tell the people who make it.
error-consent-ended = This request has ended
error-consent-ended-text = It was answered already, or it waited too long. Nothing more was given to the app.
error-consent-ended-again = Start again
error-consent-ended-help = Go back to the app and start again from there.

## Links and accounts

error-setup-link = This set-up link has ended
error-setup-link-text = A set-up link works once, for one hour, and only until the first administrator exists.
# A command follows.
error-setup-link-help = If there is no administrator yet, make a new link on the server, or restart grantd:
error-password-link = This password link has ended
error-password-link-text = A password link works once, for one hour.
# A command follows.
error-password-link-help = Ask the administrator for a new one. On the server it is made with:
error-suspended = Your account is suspended
error-suspended-text = While it is, you cannot authorise or register apps, or change your profile.
error-suspended-help = You can still withdraw what you have authorised. Ask the administrator why.
error-register-closed = Accounts cannot be opened here
error-register-closed-text = On this server an administrator makes the accounts.

## The server

error-too-many = Too many attempts
error-too-many-text = To keep accounts safe, this is slowed down for a moment.
error-internal = Something went wrong here
error-internal-text = This is the server’s fault, not yours.
error-internal-help = Try again. If it stays like this, the administrator finds the cause in the server’s log.
error-upstream = The service did not answer
error-upstream-text = The service behind this address did not answer as it should.
error-upstream-help = Please try again in a moment; if it stays like this, tell whoever runs it.
error-read-only = Nothing can be stored just now
error-read-only-text = The server’s disk is full or does not answer. Nothing was changed, and apps that you have authorised go on.
error-read-only-help = Please try again later. The administrator finds the cause in the server’s log.
error-unavailable = Not available just now
error-unavailable-text = The server is starting, stopping, or very busy.
