### Administration: the pages below /admin, for administrators alone. The names of acts and states are those of the command
### line: suspend, unsuspend, approve, revoke, rotate.

layout-administration = Administration

admin-title = Administration
admin-menu-label = Administration
admin-overview = Vue d’ensemble
admin-users = Comptes
admin-apps = Applications
admin-servers = Serveurs de ressources
admin-settings = Paramètres
admin-audit = Journal d’audit
admin-store = Stockage

## On several pages

admin-any = Indifférent
admin-role = Rôle
admin-role-user = Membre
admin-role-admin = Admin
admin-state = État
admin-state-active = actif
admin-state-suspended = suspendu
admin-app-active = active
admin-app-suspended = suspendue
admin-state-waiting = en attente d’approbation
admin-no-password = pas encore de mot de passe
admin-never = Jamais
admin-not-yet = Pas encore
admin-number = Numéro
admin-created = Création
admin-owner = Propriétaire
admin-email = E-mail
admin-client-id = Client ID
admin-client-secret = Secret du client
admin-filter = Afficher
admin-filter-none = Tout afficher
admin-cancel = Annuler
admin-save = Enregistrer
admin-go-on = Continuer
admin-suspend = Suspendre
admin-unsuspend = Lever la suspension
admin-rotate = Créer un nouveau secret
admin-registered = Enregistrée le { $when }
admin-last-used = Dernière utilisation le { $when }
admin-never-used = Jamais utilisée
admin-added = Ajouté le { $when }

## Overview

admin-look = À vérifier
admin-look-about = Ce qui peut demander une décision de votre part.
admin-calm = Rien n’est à vérifier.
admin-refusing = Rien ne peut être enregistré pour l’instant.
admin-backup-failed = La dernière sauvegarde a échoué, ou la prochaine est en retard.
admin-waiting-count = { $count ->
    [one] { $count } application attend une approbation
   *[other] { $count } applications attendent une approbation
}
admin-suspended-apps = { $count ->
    [one] { $count } application est suspendue
   *[other] { $count } applications sont suspendues
}
admin-suspended-users = { $count ->
    [one] { $count } compte est suspendu
   *[other] { $count } comptes sont suspendus
}
admin-failed-sign-ins = { $count ->
    [one] { $count } connexion a échoué aujourd’hui
   *[other] { $count } connexions ont échoué aujourd’hui
}
admin-figures = Statistiques
admin-consents = Autorisations d’applications
admin-sessions = Sessions
admin-version = Version

## Accounts

admin-find-user = Nom ou e-mail
admin-never-signed-in = Seulement les comptes qui n’ont jamais servi à se connecter
admin-users-count = { $count ->
    [one] Un compte.
   *[other] { $count } comptes.
}
admin-users-none = Aucun compte ne correspond
admin-last-sign-in-was = Dernière connexion le { $when }
admin-never-signed-in-yet = Aucune connexion
admin-user-new = Nouveau compte
admin-user-new-text = Le compte n’a d’abord pas de mot de passe. La page suivante affiche un lien avec lequel la personne en définit un.
admin-user-name = Nom d’utilisateur
admin-user-name-hint = De 3 à 30 lettres, chiffres ou tirets bas.
admin-user-new-admin = Lui donner le rôle d’admin
admin-user-new-button = Créer le compte
admin-user-made = { $name } a maintenant un compte
admin-link = Lien de mot de passe
admin-link-text = Ce lien permet de définir un mot de passe. Il fonctionne une seule fois, pendant une heure, et ne sera plus affiché. Donnez-le à la personne et à personne d’autre.
admin-link-made = Un lien de mot de passe pour { $name }

## One account

admin-user-account = Compte
admin-last-sign-in = Dernière connexion
admin-password = Mot de passe
admin-password-set = Défini
admin-user-apps = Applications enregistrées
admin-user-grants = Applications autorisées
admin-user-events = Activité de ce compte
admin-app-events = Activité de cette application
admin-make-admin = Donner le rôle d’admin
admin-make-user = Donner le rôle de membre
admin-make-link = Créer un lien de mot de passe
admin-export = Télécharger ses données
admin-delete-user = Supprimer le compte
admin-user-own = C’est votre propre compte.
admin-user-last = C’est le dernier compte d’administration actif. Il ne peut être ni suspendu, ni supprimé, ni recevoir le rôle de membre tant qu’il n’y en a pas d’autre.
admin-email-about = Personne ne confirme une nouvelle adresse. La personne voit qu’elle a été changée.
admin-language-about = Ce que la personne choisit sous Profil. Sans choix, c’est la langue que demande le navigateur.
admin-language-browser = Celle que demande le navigateur
admin-sessions-about = Les sessions ouvertes du compte. Ce que les applications peuvent faire n’est pas concerné.
admin-sessions-none = Aucune session ouverte.
admin-session-started = Ouverte le { $when }
admin-session-end = Fermer la session
admin-session-end-which = Fermer la session { $device }
admin-sign-out = Fermer toutes les sessions
admin-notes = Notes
admin-notes-about = Ce que les gestionnaires du serveur notent sur le compte, comme son numéro dans un autre programme. Ces notes peuvent être transmises aux services en amont.
admin-note-key = Nom de la note
admin-note-value = Texte
admin-note-add = Enregistrer la note
admin-note-remove = Supprimer
admin-note-remove-which = Supprimer la note { $key }
admin-ask-suspend = Suspendre { $name } ?
admin-ask-suspend-text = Ses sessions prennent fin et ses tokens sont immédiatement inactifs. Rien n’est supprimé : ce qui n’a pas expiré entre-temps est de nouveau valable quand la suspension est levée.
admin-ask-admin = Donner à { $name } le rôle d’admin ?
admin-ask-admin-text = Les admins voient et modifient tous les comptes, toutes les applications et les paramètres de ce serveur.
admin-ask-user = Retirer à { $name } le rôle d’admin ?
admin-ask-user-text = Le compte garde ses applications et ce qu’il a autorisé.
admin-ask-sign-out = Fermer toutes les sessions du compte { $name } ?
admin-ask-sign-out-text = Toutes ses sessions prennent fin. Ce que les applications peuvent faire n’est pas concerné.
admin-ask-second-factor = Désactiver le second facteur de { $name } ?
admin-ask-second-factor-text = Le mot de passe suffira alors pour se connecter. Ne le faites que si vous savez avec certitude qui le demande.
admin-ask-delete = Supprimer { $name } ?
admin-ask-delete-text = Le compte disparaît avec toutes ses applications, autorisations et tokens. Cette action est irréversible.
admin-ask-own = C’est votre propre compte : vous perdez immédiatement l’accès à ces pages.

## Apps

admin-find-app = Nom ou client ID
admin-unused = Inutilisée depuis
admin-unused-30 = 30 jours
admin-unused-90 = 90 jours
admin-unused-365 = Un an
admin-apps-count = { $count ->
    [one] Une application.
   *[other] { $count } applications.
}
admin-apps-none-like = Aucune application ne correspond
admin-apps-none = Aucune application pour l’instant
admin-apps-none-text = Ce qui est enregistré apparaît ici, quel qu’en soit le propriétaire.
admin-app-owner = Propriétaire : { $owner }
admin-app-decision = État
admin-app-waits = Elle est en attente d’approbation depuis le { $when }. D’ici là, seule la personne à qui elle appartient peut l’autoriser.
admin-app-is-suspended = Elle est suspendue depuis le { $when }. Elle ne reçoit rien, et ce qu’elle a reçu est inactif.
admin-approve = Approuver
admin-revoke = Révoquer tous les tokens
admin-delete-app = Supprimer l’application
admin-app-facts = Application
admin-website = Site web
admin-description = Description
admin-client-type = Type
admin-public = Publique : elle n’a pas de secret
admin-confidential = Confidentielle : elle a un secret
admin-people = Personnes qui l’ont autorisée
admin-used = Dernière utilisation
admin-redirect-uris = Redirect URIs
admin-scopes = Scopes
admin-ask-app-suspend = Suspendre { $app } ?
admin-ask-app-suspend-text = Elle ne reçoit plus de tokens, et ceux qu’elle a sont immédiatement inactifs, pour tout le monde. Rien n’est supprimé : ce qui n’a pas expiré entre-temps est de nouveau valable quand la suspension est levée.
admin-ask-app-approve = Approuver { $app } ?
admin-ask-app-approve-text = Tout le monde pourra alors l’autoriser. Regardez d’abord son site web et ses redirect URIs.
admin-ask-app-revoke = Révoquer tous les tokens de « { $app } » ?
admin-ask-app-revoke-text = Tout ce qu’elle a reçu cesse d’être valable, pour tout le monde. Les personnes peuvent l’autoriser de nouveau.
admin-app-rotate-about = Le nouveau secret s’affiche une seule fois, sur la page suivante, et doit être remis à la personne à qui l’application appartient.
admin-ask-app-delete = Supprimer { $app } ?
admin-ask-app-delete-text = L’application et tout ce qu’elle a reçu sont supprimés. Cette action est irréversible.

## Secrets, shown once

admin-secret-made = Secret pour { $name }
admin-secret-app-text = Le secret ne sera plus affiché. Donnez-le à la personne à qui l’application appartient et à personne d’autre.
admin-secret-server-text = Le secret ne sera plus affiché. L’API utilise les deux avec HTTP Basic quand elle demande à quoi correspond un token.

## Resource servers

admin-servers-about = Les API qui demandent à grantd à quoi correspond un token ont leurs propres identifiants.
admin-servers-none = Aucun serveur de ressources pour l’instant
admin-servers-none-text = Une API en a besoin si elle demande à quoi correspond un token, mais pas si elle est derrière la passerelle.
admin-server-name = Nom du nouveau serveur
admin-server-name-hint = De 1 à 64 lettres, chiffres et signes . _ -
admin-server-add = Ajouter
admin-server-name-wrong = Écrivez de 1 à 64 lettres, chiffres et signes . _ -
admin-server-name-taken = Il y en a déjà un de ce nom. Choisissez un autre nom, ou créez un nouveau secret pour lui.
admin-delete-server = Supprimer
admin-rotate-which = Créer un nouveau secret pour { $name }
admin-delete-which = Supprimer { $name }
admin-ask-server-rotate = Créer un nouveau secret pour { $name } ?
admin-ask-server-rotate-text = Le secret actuel cesse immédiatement de fonctionner. Le nouveau s’affiche une seule fois, sur la page suivante.
admin-ask-server-delete = Supprimer { $name } ?
admin-ask-server-delete-text = Il ne pourra plus demander à quoi correspond un token.

## Settings

admin-instance = Ce serveur
admin-instance-about = Ces paramètres s’appliquent immédiatement.
admin-instance-name = Nom
admin-instance-name-hint = Si ce champ est vide, c’est { $name }.
admin-registration = Les personnes peuvent ouvrir elles-mêmes un compte
admin-contact = Contact
admin-contact-hint = Une adresse e-mail à laquelle on peut poser des questions.
admin-about = Ce qu’est ce serveur
admin-about-hint = Affiché sur la page d’accueil. Texte brut : une ligne vide commence un paragraphe, les adresses web deviennent des liens.
admin-privacy = Politique de confidentialité
admin-privacy-hint = Affichée sur une page à part, avec un lien en bas de chaque page. Texte brut, comme ci-dessus.
admin-configuration = Configuration
admin-configuration-about = Ce qui figure ici se modifie dans le fichier, et s’applique une fois que le démon l’a relu (SIGHUP) ou a été redémarré.
admin-configuration-file = Lue dans
admin-configuration-none = Il n’y a pas de fichier de configuration : ce sont les valeurs par défaut intégrées.
admin-routes = Routes et upstreams
admin-scopes-about = Ce que les applications peuvent demander. La configuration les a sous [[scope]].
admin-scope-admin = seuls les administrateurs l’accordent
admin-routes-none = Il n’y a pas de routes. Un proxy qui demande à grantd et la passerelle ne laissent rien passer d’autre que ce qui est à grantd.
admin-routes-count = { $count ->
    [one] Une route
   *[other] { $count } routes
}
admin-routes-about = Ce dont chaque requête a besoin.
admin-upstreams = Upstreams
admin-upstreams-about = Qui répond quand grantd est la passerelle. Le chemin le plus long l’emporte.
admin-upstream-closed = aucune route ne l’ouvre
admin-route-unserved = aucun upstream ne la sert
admin-route-all-methods = Toutes les méthodes
admin-needs-nothing = Elle ne demande rien.
admin-needs-scope = Elle demande un token avec { $scope }, ou la session du compte lui-même.
admin-needs-session = Elle demande la session du compte lui-même.
admin-needs-admin = Le compte doit être celui d’un administrateur.
admin-needs-optional = Qui ne montre pas d’identifiants n’a besoin de rien.
admin-explain = Ce que devient une requête
admin-explain-about = Sans token ; grantd route --token le dit aussi d’un token.
admin-explain-method = Méthode
admin-explain-path = Chemin
admin-explain-button = Expliquer
admin-explain-request = Requête
admin-explain-route = Route
admin-explain-no-route = Aucune
admin-explain-line = (ligne { $line })
admin-explain-needs = Demande
admin-explain-answered = Répond
admin-explain-verdict = Verdict
admin-answered-upstream = L’upstream { $path } à { $url }
admin-answered-reserved = grantd lui-même, quelles que soient les routes
admin-answered-itself = grantd lui-même : aucun upstream n’a ce chemin
admin-let-through = Laissée passer.
admin-refused = Refusée, { $status }.
admin-why-public = La route est publique.
admin-why-optional = La route laisse passer les requêtes sans identifiants.
admin-why-no-token = Elle ne montre pas de token.
admin-why-slash = Le chemin doit commencer par une barre oblique.
admin-why-bad-path = Le chemin pourrait se lire de deux façons.
admin-why-misspelt = Le chemin doit s’écrire comme dans { $path }.
admin-why-no-route = Aucune route ne permet cette requête.
admin-why-method = Aucune route ne permet ici cette méthode, seulement { $methods }.

## Audit log

admin-audit-user = Compte
admin-audit-app = Application
admin-audit-by = Par
admin-audit-address = Adresse
admin-audit-event = Événement
admin-audit-since = À partir du
admin-audit-until = Avant le
admin-audit-day-wrong = Écrivez un jour, par exemple 2026-11-23.
admin-audit-file = Télécharger en JSON Lines
admin-audit-newer = Plus récents
admin-audit-older = Plus anciens
admin-audit-empty = Rien de tel ne s’est passé
admin-audit-empty-text = Le journal remonte aussi loin que ses fichiers sont conservés.
admin-by-operator = gestionnaire du serveur
admin-by-system = grantd lui-même

## Store

admin-daemon = Démon
admin-running-since = En marche depuis le
admin-memory-used = Mémoire utilisée
admin-memory-limit = Mémoire permise
admin-commits = Modifications enregistrées depuis
admin-failures = Modifications qui ont échoué
admin-events-lost = Événements manquants dans le journal d’audit
admin-data = Données
admin-data-about = Combien il y a d’entrées de chaque sorte.
admin-on-disk = Sur le disque
admin-content = Contenu
admin-counting = Comptage en cours.
admin-format = Format
admin-record-instance = Réglages du serveur
admin-record-counter = Suites de numéros
admin-record-one-time-link = Liens à usage unique
admin-record-second-factor = Seconds facteurs
admin-record-pending-sign-in = Connexions en attente d’un second facteur
admin-record-remembered-consent = Autorisations non redemandées
admin-record-scope-use = Usages de permissions
admin-record-authorization-code = Codes d’autorisation
admin-record-family = Familles de tokens
admin-record-access-token = Tokens d’accès
admin-record-refresh-token = Tokens d’actualisation
admin-record-last-use = Derniers usages d’applications
admin-record-secret-state = Secrets remplacés ou signalés
admin-record-app-usage = Chiffres quotidiens d’applications
admin-record-decided-request = Demandes de consentement traitées
admin-record-user-event = Événements de comptes
admin-record-hold = Applications en attente ou suspendues
admin-record-last-sign-in = Dernières connexions
admin-sweep = Entrées expirées
admin-sweep-about = Ce qui a expiré est supprimé automatiquement de temps en temps.
admin-last-sweep = Dernière suppression
admin-oldest-due = En attente depuis le
admin-nothing-due = Rien n’est en attente
admin-older-than = Seulement ce qui a expiré depuis au moins
admin-older-than-hint = Par exemple 12h ou 7d. Si le champ est vide, tout ce qui a expiré part.
admin-older-than-wrong = Écrivez un nombre et s, m, h, d ou w, par exemple 12h ou 7d.
admin-sweep-now = Supprimer maintenant
admin-swept = Supprimé :
admin-swept-nothing = Rien n’avait expiré.
admin-backups = Sauvegardes
admin-backups-about = Une sauvegarde contient tous les comptes. Elle se fait sur la machine elle-même, et non par le web.
admin-backups-every = Fréquence
admin-backups-dir = Dossier
admin-backups-newest = La plus récente
admin-overdue = en retard
admin-backups-none = Aucune sauvegarde n’est faite automatiquement. Pour en demander, écrivez dans la configuration
admin-command-backup = Sauvegarder maintenant
admin-command-restore = Restaurer une sauvegarde
admin-command-move = Passer à un autre moteur ou à une autre version
admin-command-check = Vérifier toutes les données

## What was done

admin-done-user-deleted = Le compte a été supprimé.
admin-done-role = Le compte a maintenant un autre rôle.
admin-done-suspended = La suspension est en vigueur.
admin-done-unsuspended = La suspension a été levée.
admin-done-signed-out = Toutes les sessions du compte ont été fermées.
admin-done-session = La session a été fermée.
admin-done-email = L’adresse e-mail a été changée.
admin-done-language = La langue a été changée.
admin-done-note = La note a été enregistrée.
admin-done-note-removed = La note a été supprimée.
admin-done-app-approved = L’application a été approuvée.
admin-app-changed = Cette application a été modifiée après que vous l’avez regardée : elle n’est donc pas approuvée. Regardez-la de nouveau.
admin-done-app-revoked = Tout ce que l’application avait reçu a cessé d’être valable.
admin-done-app-deleted = L’application a été supprimée.
admin-done-server-deleted = Le serveur de ressources a été supprimé.
admin-done-settings = Les paramètres ont été enregistrés.

## What the owner of an app reads of it, on its page

admin-own-app-waiting = Cette application attend l’approbation de l’administration. D’ici là, personne d’autre que vous ne peut l’autoriser.
admin-own-app-suspended = L’administration a suspendu cette application. Elle ne reçoit rien, et ce qu’elle a reçu est inactif.
