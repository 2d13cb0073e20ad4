### Pages that say why something could not be shown or done.

error-try-again-in = Veuillez réessayer dans { $wait }.

## An app that an administrator keeps back

error-app-suspended = Cette application est suspendue
error-app-suspended-text = L’administration de ce serveur a suspendu « { $app } ». Personne ne peut l’autoriser, et elle ne peut utiliser aucun compte.
error-app-suspended-help = Rien n’a été transmis à l’application. Si vous en avez besoin, adressez-vous à l’administration.
error-app-waiting = Cette application attend une approbation
error-app-waiting-text = L’administration de ce serveur n’a pas encore approuvé « { $app } ». D’ici là, seule la personne qui l’a enregistrée peut l’autoriser.
error-app-waiting-help = Rien n’a été transmis à l’application. Réessayez plus tard, ou adressez-vous à l’administration.

## What every such page has

error-status = Erreur { $status }
error-to-start = Retour à l’accueil
error-try-again-soon = Veuillez réessayer dans un instant.

## Pages that cannot be shown

error-not-found = Il n’y a rien ici
error-not-found-text = Cette page n’existe pas, ou vous n’y avez pas accès.
error-not-found-help = Vérifiez que l’adresse ne contient pas de faute de frappe.
error-method = Cette action n’est pas possible ici
error-method-text = L’adresse est correcte, mais elle n’accepte pas ce type de requête.
error-form = Rien n’a été modifié
error-form-text = Le formulaire envoyé était trop ancien, ou ne venait pas de ce site.
error-form-help = Rouvrez la page et envoyez de nouveau le formulaire. Les cookies doivent être acceptés pour ce site.
error-form-again = Rouvrir la page
error-form-unreadable = Le formulaire n’a pas pu être lu
error-form-unreadable-text = Les données reçues ne sont pas celles que ce formulaire envoie.
error-not-done = L’action n’a pas pu être effectuée
error-not-done-text = Le serveur l’a refusée.

## What an app asked for

error-request = La demande de cette application est incorrecte
error-request-text = L’application vous envoie ici avec une demande à laquelle il est impossible de répondre.
error-request-help = Vous n’avez rien fait de mal et rien n’a été transmis à l’application. Si ce n’est pas la vôtre, signalez le problème aux personnes qui la développent.
error-consent-ended = Cette demande n’est plus valable
error-consent-ended-text = Elle a déjà reçu une réponse, ou elle a attendu trop longtemps. Rien de plus n’a été transmis à l’application.
error-consent-ended-again = Recommencer
error-consent-ended-help = Retournez dans l’application et recommencez à partir de là.

## Links and accounts

error-setup-link = Ce lien de configuration initiale n’est plus valable
error-setup-link-text = Un lien de configuration initiale fonctionne une seule fois, pendant une heure, et seulement tant qu’aucun compte d’administration n’existe.
error-setup-link-help = Si aucun compte d’administration n’existe encore, créez un nouveau lien sur le serveur, ou redémarrez grantd :
error-password-link = Ce lien de mot de passe n’est plus valable
error-password-link-text = Un lien de mot de passe fonctionne une seule fois, pendant une heure.
error-password-link-help = Demandez-en un nouveau à l’administration. Sur le serveur, la commande est :
error-suspended = Votre compte est suspendu
error-suspended-text = Pendant ce temps, vous ne pouvez ni autoriser ni enregistrer d’applications, ni modifier votre profil.
error-suspended-help = Vous pouvez toujours retirer les autorisations que vous avez données. Demandez la raison à l’administration.
error-register-closed = Il n’est pas possible d’ouvrir un compte ici
error-register-closed-text = Sur ce serveur, c’est l’administration qui crée les comptes.

## The server

error-too-many = Trop de tentatives
error-too-many-text = Pour protéger les comptes, il faut patienter un moment.
error-internal = Un problème est survenu ici
error-internal-text = C’est la faute du serveur, pas la vôtre.
error-internal-help = Réessayez. Si le problème persiste, l’administration en trouvera la cause dans le journal du serveur.
error-upstream = Le service n’a pas répondu
error-upstream-text = Le service situé derrière cette adresse n’a pas répondu comme il le devrait.
error-upstream-help = Veuillez réessayer dans un instant ; si le problème persiste, prévenez les personnes qui gèrent ce service.
error-read-only = Rien ne peut être enregistré pour l’instant
error-read-only-text = Le disque du serveur est plein ou ne répond pas. Rien n’a été modifié, et les applications que vous avez autorisées continuent de fonctionner.
error-read-only-help = Veuillez réessayer plus tard. L’administration trouvera la cause dans le journal du serveur.
error-unavailable = Indisponible pour l’instant
error-unavailable-text = Le serveur démarre, s’arrête ou est très occupé.
