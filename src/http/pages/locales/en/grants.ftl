### The consent page, and the apps that somebody has authorised.
