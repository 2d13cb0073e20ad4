### What the scopes that grantd has by itself allow.
### Each completes "The app may …" and stands alone in a list, like the label of a button.

scope-application-write = Change the settings of this server
scope-profile-read = Read your profile
scope-profile-write = Change your profile
scope-users-read = See the people who have an account here
scope-users-write = Change or delete accounts, as far as you may yourself
scope-workouts-read = Read your workouts
scope-workouts-write = Add, change and delete your workouts
