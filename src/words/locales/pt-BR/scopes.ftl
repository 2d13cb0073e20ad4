### What the scopes that grantd has by itself allow.
### Each completes "The app may …" and stands alone in a list, like the label of a button.

scope-application-write = Alterar as configurações deste servidor
scope-profile-read = Ler seu perfil
scope-profile-write = Alterar seu perfil
scope-users-read = Ver as pessoas que têm uma conta aqui
scope-users-write = Alterar ou excluir contas, dentro do que você pode fazer
scope-workouts-read = Ler seus treinos
scope-workouts-write = Adicionar, alterar e excluir seus treinos
