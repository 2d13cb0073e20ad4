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
