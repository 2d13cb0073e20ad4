### What the scopes that grantd has by itself allow.
### Each completes "The app may …" and stands alone in a list, like the label of a button.

scope-application-write = Zmieniać ustawienia tego serwera
scope-profile-read = Odczytywać Twój profil
scope-profile-write = Zmieniać Twój profil
scope-users-read = Widzieć osoby, które mają tu konto
scope-users-write = Zmieniać i usuwać konta w granicach Twoich własnych uprawnień
scope-workouts-read = Odczytywać Twoje treningi
scope-workouts-write = Dodawać, zmieniać i usuwać Twoje treningi
