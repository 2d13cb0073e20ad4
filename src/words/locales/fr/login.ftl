### Before somebody is signed in: the start page, sign-in, set-up, the link that sets a password. And signing out.

## Start page

landing-title = Bienvenue
landing-signed-in = Décidez ici quelles applications peuvent utiliser votre compte, et pour quoi faire.
landing-signed-out = Connectez-vous pour décider quelles applications peuvent utiliser votre compte, et pour quoi faire. Une application ne voit jamais votre mot de passe.
landing-developer = Vous développez une application ? Une fois votre session ouverte, <a href="/profile/apps">enregistrez-la ici</a>.

## Sign-in

login-title = Se connecter
login-to-continue = pour continuer vers <strong>{ $app }</strong>
login-name = E-mail ou nom d’utilisateur
login-password = Mot de passe
login-button = Se connecter
login-forgotten = Mot de passe oublié ? L’administration de ce site peut vous donner un lien pour en définir un nouveau.
login-wrong = Le nom ou le mot de passe est incorrect.
login-too-many = Trop de tentatives. Veuillez patienter { $wait }, puis réessayer.

## Sign-out

logout-title = Se déconnecter ?
logout-apps-go-on = Les applications que vous avez autorisées gardent leur accès.
logout-button = Se déconnecter

## /setup: the first account, through a link that the server's log shows

setup-title = Configuration initiale
setup-welcome = Bienvenue. Configurons ce serveur
setup-about = Vous allez créer le premier compte, qui administre tout ici. Ce lien ne fonctionne qu’une fois.
setup-user-name-hint = De 3 à 30 lettres, chiffres ou tirets bas.
setup-button = Créer le compte d’administration

## /login/password: a new password, through a one-time link

new-password-title = Nouveau mot de passe
new-password-heading = Définir un nouveau mot de passe
new-password-about = Ce lien ne fonctionne qu’une fois. Toutes les autres sessions du compte seront fermées.
new-password-account = Compte
new-password-button = Définir le nouveau mot de passe
