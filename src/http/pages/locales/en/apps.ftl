### The pages of who makes apps.
