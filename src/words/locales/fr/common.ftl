### What every page has around its content, and the parts that pages share: forms, lists, short notices.

## Around the content

layout-skip = Aller au contenu
layout-menu = Menu
layout-menu-label = Votre compte
layout-apps = Applications
layout-grants = Applications autorisées
layout-events = Activité
layout-profile = Profil
layout-signed-in-as = <span class="vh">Compte connecté : </span>{ $name }
layout-admin = admin
layout-sign-out = Se déconnecter
layout-language = Langue de ces pages

## Forms

form-title-wrong = Erreur : { $title }
form-look-again = Veuillez vérifier ces points
form-error-before = Erreur :
form-optional = (facultatif)
form-cancel = Annuler

## Lists

list-pages-label = Pages de cette liste
list-previous = Précédente
list-next = Suivante
list-page-of = Page { $page } sur { $pages }
copy-button = Copier
copy-done = Copié
copy-selected = Sélectionné : utilisez le raccourci clavier de copie

## Notices: what has just been done

notice-setup = Bienvenue. Votre compte administre ce serveur. Enregistrez une première application pour l’essayer.
notice-profile = Votre profil est enregistré.
notice-password = Votre mot de passe est changé. Toutes vos autres sessions sont fermées.
notice-password-set = Le nouveau mot de passe est défini. Vous pouvez maintenant l’utiliser pour vous connecter.
notice-email = Votre adresse e-mail est changée.
notice-account-deleted = Votre compte est supprimé.
notice-session = Cette session est fermée.
notice-sessions = Toutes les autres sessions sont fermées.
notice-signed-out = Votre session est fermée.
notice-edited = Les modifications sont enregistrées.
notice-revoked = Tous les tokens de cette application sont révoqués.
notice-deleted = L’application est supprimée.
notice-secret-ended = L’ancien secret n’est plus valable.
notice-withdrawn = L’application ne peut plus utiliser votre compte.
