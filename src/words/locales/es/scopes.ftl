### What the scopes that grantd has by itself allow.
### Each completes "The app may …" and stands alone in a list, like the label of a button.

scope-application-write = Cambiar los ajustes de este servidor
scope-profile-read = Leer tu perfil
scope-profile-write = Cambiar tu perfil
scope-users-read = Ver quién tiene una cuenta aquí
scope-users-write = Cambiar o eliminar cuentas, hasta donde puedas hacerlo tú
scope-workouts-read = Leer tus entrenamientos
scope-workouts-write = Añadir, cambiar y eliminar tus entrenamientos
