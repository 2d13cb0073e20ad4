### What the scopes that grantd has by itself allow.
### Each completes "The app may …" and stands alone in a list, like the label of a button.

scope-application-write = Modifier les paramètres de ce serveur
scope-profile-read = Consulter votre profil
scope-profile-write = Modifier votre profil
scope-users-read = Voir les personnes qui ont un compte ici
scope-users-write = Modifier ou supprimer des comptes, dans la limite de vos propres droits
scope-workouts-read = Consulter vos entraînements
scope-workouts-write = Ajouter, modifier et supprimer vos entraînements
