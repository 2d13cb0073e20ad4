### What the scopes that grantd has by itself allow.
