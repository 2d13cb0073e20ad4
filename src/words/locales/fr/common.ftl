### What every page has around its content, and the parts that pages share: forms, lists, short notices.
###
### The words: app: application; permission: permission (scope: scope, for developers); authorise: autoriser; withdraw:
### retirer (l’accès); revoke: révoquer; end a token or secret: invalider; sign in, out: se connecter, se déconnecter; of
### a session: ouvrir, fermer; second factor: second facteur; authenticator app: application d’authentification; recovery
### code: code de récupération; client secret: secret; suspend: suspendre; approve: approuver; administrator:
### l’administration, compte d’administration, rôle d’admin; operator: gestionnaire du serveur; note: note.

## Around the content

layout-skip = Aller au contenu
layout-menu = Menu
layout-menu-label = Votre compte
layout-apps = Vos applications
layout-grants = Applications autorisées
layout-events = Activité
layout-profile = Profil
layout-signed-in-as = <span class="vh">Compte connecté : </span>{ $name }
layout-admin = admin
layout-sign-out = Se déconnecter
layout-language = Langue de ces pages
layout-contact = Vous pouvez joindre l’administration à l’adresse { $contact }.

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
list-beyond = Il n’y a pas de page { $page }
list-first = Première page
list-last = Dernière page
size-bytes = { $bytes } octets
size-kib = { $kib } Kio
size-mib = { $mib } Mio
size-gib = { $gib } Gio
short-scopes = { $scopes } et { $count } de plus
copy-button = Copier
copy-done = Copié
copy-selected = Sélectionné : utilisez le raccourci clavier de copie

## Notices: what has just been done

notice-setup = Bienvenue. Votre compte administre ce serveur. Enregistrez une première application pour l’essayer.
notice-registered = Bienvenue. Votre compte est ouvert.
notice-profile = Votre profil a été enregistré.
notice-password = Votre mot de passe a été changé. Toutes vos autres sessions ont été fermées.
notice-password-set = Le nouveau mot de passe est défini. Vous pouvez maintenant l’utiliser pour vous connecter.
notice-email = Votre adresse e-mail a été changée.
notice-account-deleted = Votre compte a été supprimé.
notice-session = La session choisie a été fermée.
notice-sessions = Toutes les autres sessions ont été fermées.
notice-signed-out = Votre session a été fermée.
notice-edited = Les modifications ont été enregistrées.
notice-registered-before = Ce formulaire avait déjà enregistré l’application, elle ne l’a donc pas été une seconde fois. Si vous n’avez pas vu son secret, créez-en un nouveau ici.
notice-revoked = Tous les tokens de cette application ont été révoqués.
notice-deleted = L’application a été supprimée.
notice-secret-ended = L’ancien secret n’est plus valable.
notice-withdrawn = L’application ne peut plus utiliser votre compte.
