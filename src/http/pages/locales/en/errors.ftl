### Pages that say why something could not be shown or done.

# $wait: how long, for example "30 seconds".
error-try-again-in = Please try again in { $wait }.
