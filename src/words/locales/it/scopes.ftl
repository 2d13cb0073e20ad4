### What the scopes that grantd has by itself allow.
### Each completes "The app may …" and stands alone in a list, like the label of a button.

scope-application-write = Modificare le impostazioni di questo server
scope-profile-read = Leggere il tuo profilo
scope-profile-write = Modificare il tuo profilo
scope-users-read = Vedere chi ha un account qui
scope-users-write = Modificare o eliminare account, nei limiti di ciò che puoi fare tu
scope-workouts-read = Leggere i tuoi allenamenti
scope-workouts-write = Aggiungere, modificare ed eliminare i tuoi allenamenti
