### The second factor: at the sign-in, on the pages of the account, and before risky steps.

## At the sign-in

second-factor-login-title = Second facteur
second-factor-login-ask = Vous vous connectez au compte { $account }. Saisissez les six chiffres qu’affiche votre application d’authentification, ou l’un de vos codes de récupération.
second-factor-login-ask-recovery = Vous vous connectez au compte { $account }. Saisissez l’un de vos codes de récupération.
# $account: the name of the account that is being signed in to.
second-factor-login-ask-passkey = Vous vous connectez au compte { $account }. Utilisez votre clé d’accès, ou saisissez un code.
second-factor-code = Code
second-factor-code-wrong = Ce code est incorrect, ou a déjà été utilisé. Attendez le suivant.
second-factor-too-many = Trop de codes incorrects. Veuillez patienter { $wait }, ou utiliser un code de récupération.
second-factor-sealed = Les codes des applications ne peuvent pas être vérifiés pour l’instant. Utilisez un code de récupération, ou adressez-vous à l’administration.
second-factor-login-lost = Vous avez tout perdu ? L’administration de ce site peut désactiver le second facteur.
notice-sign-in-ended = Cette connexion a pris trop de temps. Veuillez recommencer.

## On the profile: a link to the page of the second factor

second-factor-is-on = Activé
second-factor-is-off = Désactivé

## /profile/second-factor

second-factor-title = Second facteur
second-factor-required = Ce serveur exige un second facteur. Configurez-en un pour pouvoir continuer.
second-factor-app = Application d’authentification
second-factor-app-about = Après votre mot de passe, vous saisissez un code affiché par une application de votre téléphone ou de votre ordinateur. Connaître le mot de passe ne suffit plus pour se connecter.
second-factor-since = Configurée le
second-factor-used = Dernière utilisation
second-factor-never-used = Pas encore
second-factor-app-add = Configurer une application
second-factor-app-replace = Configurer une autre application
recovery-codes = Codes de récupération
recovery-codes-about = Chacun vous permet de vous connecter une fois quand vous n’avez rien d’autre sous la main. Gardez-les sur papier ou dans un gestionnaire de mots de passe.
recovery-codes-left = { $count ->
    [0] <strong>Il n’en reste aucun.</strong> Créez-en de nouveaux maintenant.
    [one] Il en reste un. Créez-en bientôt de nouveaux.
   *[other] Il en reste { $count }.
}
recovery-codes-made = Créés le { $when }
recovery-codes-renew = Créer de nouveaux codes
second-factor-off = Désactivation
second-factor-off-about = Votre mot de passe suffira alors pour vous connecter.
second-factor-off-button = Désactiver le second facteur
second-factor-off-title = Désactiver le second facteur ?
second-factor-off-what = Toute personne qui connaît votre mot de passe pourra alors se connecter.
second-factor-off-codes = Vos clés d’accès, vos codes de récupération et ce que contient l’application ne serviront plus à rien.
notice-second-factor-off = Le second facteur est désactivé.
notice-second-factor-app = La nouvelle application est configurée. Les codes de la précédente ne fonctionnent plus.
passkeys = Clés d’accès
passkeys-about = Votre appareil conserve la clé et vous demande votre empreinte, votre visage ou un code PIN. Elle vous connecte sans votre mot de passe, ou après lui.
passkeys-not-here = Ce serveur n’accepte pas de clés d’accès actuellement : celles-ci ne connectent personne. Configurez une application d’authentification, ou demandez à l’administration.
passkey-add = Ajouter une clé d’accès
# $when: day and time.
passkey-added = Ajoutée le { $when }.
# $when: day and time.
passkey-used = Dernière utilisation le { $when }.
passkey-never-used = Pas encore utilisée.
# $name: what its owner calls it; for screen readers.
passkey-rename = Renommer<span class="vh"> { $name }</span>
# $name: what its owner calls it; for screen readers.
passkey-remove = Retirer<span class="vh"> { $name }</span>
# $name: what its owner calls it.
passkey-remove-title = Retirer la clé d’accès { $name } ?
passkey-remove-what = Elle ne permettra plus de se connecter ici. Retirez-la aussi de l’appareil : il pourrait continuer à la proposer.
passkey-remove-button = Retirer la clé d’accès
second-factor-app-remove = Retirer l’application
second-factor-app-remove-title = Retirer l’application d’authentification ?
second-factor-app-remove-what = Ses codes ne fonctionneront plus. Vos clés d’accès et vos codes de récupération restent valables.
notice-passkey-added = La clé d’accès a été ajoutée.
notice-passkey-renamed = La clé d’accès porte maintenant ce nom.
notice-second-factor-less = La suppression est faite.

## /profile/second-factor/app

second-factor-app-title = Configurer une application d’authentification
second-factor-app-replaces = Les codes de votre application actuelle cesseront de fonctionner dès que vous aurez saisi un code de la nouvelle.
second-factor-app-scan = Scannez cette image avec une application d’authentification :
second-factor-app-picture = QR code contenant le secret indiqué ci-dessous
second-factor-app-type = Ou saisissez ce secret dans l’application :
second-factor-app-code = Code affiché par l’application
second-factor-app-code-hint = Six chiffres. Ils changent toutes les trente secondes.
second-factor-app-button = Configurer
second-factor-app-code-wrong = Ce n’est pas le code que l’application affiche en ce moment. Vérifiez aussi l’heure de l’appareil.
second-factor-set-up-ended = L’opération a pris trop de temps. Voici un nouveau secret : scannez la nouvelle image.
second-factor-cancel = Annuler

## /profile/second-factor/passkey, and wherever a passkey is asked for

passkey-what = Votre navigateur demande à cet appareil, à votre téléphone ou à une clé de sécurité d’en créer une. Ce qui vous identifie y reste : ce serveur ne conserve rien qui puisse être volé.
passkey-name = Nom
passkey-name-hint = Pour savoir plus tard de laquelle il s’agit.
passkey-add-button = Créer la clé d’accès
passkey-rename-title = Renommer la clé d’accès
passkey-rename-button = Enregistrer
passkey-no-script = Il faut pour cela JavaScript et un navigateur qui connaît les clés d’accès. Une application d’authentification se passe des deux.
passkey-use = Utiliser une clé d’accès
passkey-sign-in = Se connecter avec une clé d’accès
passkey-failed = Aucune clé d’accès n’est arrivée : l’opération a été annulée, a duré trop longtemps, ou il n’y en a pas ici. Réessayez.
passkey-refused = Cette clé d’accès n’est pas connue ici, ou la demande était trop ancienne. Réessayez, ou choisissez un autre moyen.
passkey-there = Il y a déjà ici une clé d’accès pour ce compte. Utilisez un autre appareil, ou un autre gestionnaire de mots de passe.
passkey-not-added = La clé d’accès n’a pas été ajoutée : cette page est restée ouverte trop longtemps, ou l’appareil n’a pas donné la réponse attendue. Réessayez.
# $most: a number.
passkey-too-many = Il y a { $most } clés d’accès, le maximum possible. Retirez-en d’abord une.
passkey-unavailable = Ce serveur n’accepte pas les clés d’accès.

## The recovery codes, shown once

recovery-codes-first = L’application est configurée. Ces codes vous permettent de vous connecter quand vous ne l’avez pas sous la main, chacun une seule fois.
recovery-codes-first-passkey = La clé d’accès a été ajoutée. Ces codes vous permettent de vous connecter quand vous ne l’avez pas sous la main, chacun une seule fois.
recovery-codes-new = Ces codes remplacent ceux que vous aviez, qui ne servent plus à rien. Chacun fonctionne une seule fois.
recovery-codes-once = <strong>Conservez-les maintenant : ils ne seront plus affichés.</strong> Imprimez la page, enregistrez le fichier, ou copiez-les dans un gestionnaire de mots de passe.
recovery-codes-download = Enregistrer dans un fichier
recovery-codes-kept = Je les ai conservés

## Before a risky step

confirm-title = Est-ce bien vous ?
confirm-why = Pour cette action, vous devez prouver encore une fois que c’est bien vous. La question ne vous sera plus posée pendant quelques minutes.
confirm-password = Votre mot de passe
confirm-code-hint = Les six chiffres qu’affiche votre application, ou un code de récupération.
confirm-user-name = Nom d’utilisateur
confirm-button = Continuer
confirm-password-wrong = Ce n’est pas votre mot de passe actuel.
confirm-code = Code de votre second facteur
