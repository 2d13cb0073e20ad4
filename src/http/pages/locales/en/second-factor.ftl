### The second factor and passkeys.
