### One's own account: profile, password, sessions, e-mail address, data, deletion.

## Fields that several forms have

account-user-name = Nom d’utilisateur
account-email = E-mail
account-current-password = Mot de passe actuel
account-new-password = Nouveau mot de passe
account-new-password-again = Confirmer le nouveau mot de passe
account-passwords-differ = Les deux mots de passe ne sont pas identiques.
account-password-length = Au moins { $length } caractères.
account-password-hint = Au moins { $length } caractères, et difficile à deviner : quelques mots peu courants conviennent, mais pas votre nom ni votre adresse.

## /profile

profile-title = Profil
profile-account = Compte
profile-role = Rôle
profile-role-admin = Admin
profile-role-user = Membre
profile-member-since = Membre depuis le
profile-about-you = À propos de vous
profile-about-you-seen = Les applications qui peuvent consulter votre profil voient ces informations.
profile-first-name = Prénom
profile-last-name = Nom
profile-location = Lieu
profile-bio = En quelques mots
profile-save = Enregistrer le profil
profile-password-about = Un nouveau mot de passe ferme toutes vos autres sessions.
profile-withdraw-too = Retirer aussi l’accès de toutes les applications
profile-password-button = Changer le mot de passe
profile-safety = Sécurité
profile-signed-in-places =
    { $count ->
        [one] Ici seulement
       *[other] À { $count } endroits
    }
profile-account-about = E-mail, vos données, suppression
profile-events-about = Connexions, changements et ce que les applications ont reçu

## /profile/account

account-title = Votre compte
account-address = Adresse e-mail
account-address-about = Elle peut vous servir à vous connecter, et les applications qui peuvent consulter votre profil la voient. Rien n’y est envoyé : vérifiez qu’elle est correcte.
account-address-button = Changer l’adresse
account-data = Vos données
account-data-about = Ce que ce serveur sait de vous, dans un seul fichier JSON : compte, sessions, applications, autorisations, activité. Il ne contient aucun mot de passe.
account-data-button = Télécharger vos données
account-end = Suppression
account-end-about = Un compte supprimé ne peut pas être rétabli.
account-end-button = Supprimer votre compte

## /profile/account/delete

account-delete-heading = Supprimer votre compte ?
account-delete-last-admin = Votre compte est le seul compte d’administration actif et ne peut donc pas être supprimé : personne ne pourrait plus administrer ce serveur. Donnez d’abord le rôle d’admin à quelqu’un d’autre.
account-delete-back = Retour
account-delete-what-goes = La suppression est immédiate et définitive. Disparaissent avec le compte :
account-delete-profile = votre profil, votre mot de passe et ce qui figure dans Activité
account-delete-sessions =
    { $count ->
        [one] cette session
       *[other] vos { $count } sessions, où qu’elles soient ouvertes
    }
account-delete-grants =
    { $count ->
        [0] aucun accès d’application : vous n’en avez autorisé aucune
        [one] l’accès de l’application que vous avez autorisée
       *[other] l’accès des { $count } applications que vous avez autorisées
    }
account-delete-app = votre application { $app }, pour toutes les personnes qui l’utilisent
account-delete-more =
    { $count ->
        [one] et { $count } autre de vos applications
       *[other] et { $count } autres de vos applications
    }
account-delete-what-stays = Les applications conservent ce qu’elles ont déjà lu. Votre nom reste dans le journal de l’administration jusqu’à ce que celui-ci soit effacé.
account-delete-download = <a href="/profile/account">Téléchargez d’abord vos données</a> si vous souhaitez les garder.
account-delete-name-hint = Saisissez { $name } pour confirmer qu’il s’agit bien de ce compte.
account-delete-button = Supprimer mon compte

## /profile/sessions

sessions-title = Vos sessions ouvertes
sessions-about = Si vous ne reconnaissez pas l’une d’elles, fermez-la et changez votre mot de passe dans <a href="/profile">Profil</a>. La page <a href="/profile/events">Activité</a> en dit plus. Les applications ne sont pas dans cette liste : elles se trouvent dans <a href="/profile/grants">Applications autorisées</a>.
sessions-this-one = celle-ci
sessions-since = Ouverte le { $when }
sessions-since-from = Ouverte le { $when } depuis { $address }
sessions-last-used = Dernière utilisation le { $when }
sessions-end-here = Se déconnecter<span class="vh"> ici</span>
sessions-end = Fermer la session<span class="vh"> { $device }, { $address }</span>
sessions-end-others = Fermer toutes les autres sessions

## Devices

device-on = { $program } sur { $system }
device-python = Un programme Python
device-python-on = Un programme Python sur { $system }
device-android-app = Une application Android
device-unknown-on = Un programme sur { $system }
device-unknown = Un programme inconnu

## Profile: the language of the pages

profile-language = Langue des pages
profile-language-browser = Celle que demande mon navigateur
