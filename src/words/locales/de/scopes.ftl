### What the scopes that grantd has by itself allow.
### Each completes "The app may …" and stands alone in a list, like the label of a button.

scope-application-write = Die Einstellungen dieses Servers ändern
scope-profile-read = Ihr Profil lesen
scope-profile-write = Ihr Profil ändern
scope-users-read = Sehen, wer hier ein Konto hat
scope-users-write = Konten ändern oder löschen, soweit Sie das selbst dürfen
scope-workouts-read = Ihre Trainings lesen
scope-workouts-write = Ihre Trainings hinzufügen, ändern und löschen
