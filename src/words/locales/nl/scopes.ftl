### What the scopes that grantd has by itself allow.
### Each completes "The app may …" and stands alone in a list, like the label of a button.

scope-application-write = De instellingen van deze server wijzigen
scope-profile-read = Je profiel lezen
scope-profile-write = Je profiel wijzigen
scope-users-read = Zien wie hier een account heeft
scope-users-write = Accounts wijzigen of verwijderen, voor zover je dat zelf mag
scope-workouts-read = Je trainingen lezen
scope-workouts-write = Je trainingen toevoegen, wijzigen en verwijderen
