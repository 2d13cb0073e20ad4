### What happened with an account.

## /profile/events

events-title = Activité
events-about = Ce qui s’est passé avec votre compte, le plus récent d’abord. Si vous ne reconnaissez pas l’un de ces événements, changez votre mot de passe dans <a href="/profile">Profil</a> et <a href="/profile/sessions">fermez toutes les autres sessions</a>.
events-shown = Ce qui est affiché
events-everything = Tout
events-unusual = À vérifier
events-sign-ins = Connexions
events-account = Votre compte
events-apps = Applications
events-empty = Rien ne s’est passé récemment
events-empty-about = Les connexions, les changements de votre compte et ce que des applications ont reçu ou perdu restent affichés ici un certain temps.
events-empty-kind = Rien de ce genre ne s’est passé récemment
events-see-everything = Tout afficher
events-look-here = à vérifier
events-address = Adresse { $address }

## Each event, to the person whom it happened to

event-not-you = Si ce n’était pas vous, changez votre mot de passe et fermez toutes les autres sessions.
event-times = { $title }, { $times } fois en une minute
event-other = Un événement a eu lieu
event-by-administrator = Par { $name } (administration)
event-by-app = Par l’application « { $app } »
event-by-operator = Par les gestionnaires de ce serveur

event-signed-in = Vous avez ouvert une session
event-signed-in-new-device = Vous avez ouvert une session sur un nouvel appareil
event-sign-in-failed = Une connexion à votre compte a échoué
event-sign-in-failed-advice = Le mot de passe était incorrect, et la tentative n’a donné accès à rien. Si ce n’était pas vous, il n’y a rien à faire tant que personne ne peut deviner votre mot de passe.
event-second-factor-failed = Quelqu’un a donné votre mot de passe, mais pas votre second facteur
event-second-factor-failed-advice = La tentative n’a donné accès à rien. Si ce n’était pas vous, quelqu’un connaît votre mot de passe : changez-le maintenant.
event-second-factor-throttled = Des codes de votre second facteur ont été refusés
event-second-factor-throttled-advice = Trop d’entre eux étaient incorrects. Si ce n’était pas vous, quelqu’un connaît votre mot de passe : changez-le maintenant. Un code de récupération vous permet de vous connecter à tout moment.
event-recovery-code-used = Un code de récupération a été utilisé
event-recovery-codes-left = Codes restants : { $left }.
event-second-factor-added = Une application d’authentification a été ajoutée à votre compte
event-second-factor-removed = Le second facteur de votre compte a été désactivé
event-recovery-codes-made = De nouveaux codes de récupération ont été créés
event-session-ended = Vous avez fermé votre session
event-session-ended-by-server = L’une de vos sessions a été fermée
event-session-ended-by-server-advice = Il y avait trop de sessions ; celle qui était inutilisée depuis le plus longtemps a été fermée.
event-sessions-ended = Toutes vos autres sessions ont été fermées
event-account-created = Votre compte a été ouvert
event-account-deleted = Votre compte a été supprimé
event-account-suspended = Votre compte a été suspendu
event-account-unsuspended = Votre compte n’est plus suspendu
event-role-admin = Vous avez maintenant le rôle d’admin
event-role-user = Vous n’avez plus le rôle d’admin
event-email-changed = Votre adresse e-mail a été changée
event-profile-changed = Votre profil a été modifié
event-attribute-changed = Une note sur votre compte a été modifiée
event-attribute-changed-advice = Elle s’appelle { $name }.
event-password-changed = Votre mot de passe a été changé
event-password-change-failed = Un changement de votre mot de passe a été refusé
event-password-not-known = La demande venait d’une session ouverte à votre nom, mais sans le mot de passe actuel.
event-email-change-failed = Un changement de votre adresse e-mail a été refusé
event-deletion-failed = Une suppression de votre compte a été refusée
event-confirmation-failed = Une action qui exige votre mot de passe a été refusée
event-not-confirmed = La demande venait d’une session ouverte à votre nom, mais sans votre mot de passe.
event-data-exported = Vos données ont été téléchargées
event-password-link-made = Un lien pour définir votre mot de passe a été créé
event-password-link-used = Votre mot de passe a été défini au moyen d’un lien
event-password-link-used-advice = Si ce n’était pas vous, demandez immédiatement un nouveau lien.
event-set-up = Vous avez configuré ce serveur
event-session-leaked = Une session ou un lien de votre compte a été trouvé là où il ne devrait pas être
event-session-leaked-advice = Quelqu’un l’a signalé, et la session ou le lien a été immédiatement invalidé. Cherchez d’autres traces, et changez votre mot de passe.

## The same about apps. $app: the app's name.

event-app-registered = L’application « { $app } » a été enregistrée
event-app-edited = Votre application « { $app } » a été modifiée
event-app-secret-rotated = Votre application « { $app } » a un nouveau secret
event-app-previous-secret-ended = L’ancien secret de votre application « { $app } » n’est plus valable
event-app-revoked = Tous les tokens de votre application « { $app } » ont été révoqués
event-app-suspended = Votre application « { $app } » a été suspendue
event-app-unsuspended = Votre application « { $app } » n’est plus suspendue
event-app-approved = Votre application « { $app } » a été approuvée
event-app-deleted = Votre application « { $app } » a été supprimée
event-authorised = Vous avez autorisé « { $app } »
event-authorised-advice = Elle peut utiliser : { $scope }.
event-authorised-more = Vous avez donné plus de permissions à « { $app } »
event-authorised-more-advice = Elle peut désormais utiliser en plus : { $scope }.
event-narrowed = Vous avez retiré des permissions à « { $app } »
event-narrowed-advice = Elle ne peut plus utiliser : { $scope }.
event-token-leaked = Un token de « { $app } » pour votre compte a été trouvé là où il ne devrait pas être
event-token-leaked-advice = Quelqu’un l’a signalé, et les tokens de l’application ont été immédiatement invalidés. Autorisez de nouveau l’application si vous lui faites confiance.
event-app-token-leaked = Un token donné à votre application « { $app } » a été trouvé là où il ne devrait pas être
event-app-token-leaked-advice = Quelqu’un l’a signalé, et il a été immédiatement invalidé. Vérifiez où votre application garde ses tokens : journaux, code, messageries.
event-app-secret-leaked = Le secret de votre application « { $app } » a été trouvé là où il ne devrait pas être
event-app-secret-leaked-advice = Quelqu’un l’a signalé. Donnez un nouveau secret à l’application, immédiatement si possible.
event-let-in-again = « { $app } » a de nouveau obtenu l’accès
event-let-in-again-advice = Vous aviez déjà autorisé la même chose, la question ne vous a donc pas été posée.
event-refused = Vous avez refusé « { $app } »
event-withdrawn = « { $app } » ne peut plus utiliser votre compte
event-token-revoked = « { $app } » a rendu son accès
event-token-revoked-advice = Ses tokens ne sont plus valables.
event-token-reused = Un token de « { $app } » a été utilisé une deuxième fois
event-token-reused-advice = « { $app } » avait depuis longtemps reçu un nouveau token à la place de celui-ci ; deux parties peuvent donc le détenir : l’application, et quelqu’un qui l’a copié. Par sécurité, tous les tokens de cette connexion ont été immédiatement invalidés ; ils ne servent plus à rien. Si vous faites confiance à l’application, autorisez-la de nouveau quand elle le demande. Sinon, ou si cela se reproduit, retirez-lui l’accès dans Applications autorisées et prévenez les personnes qui la gèrent.
event-code-replayed = Un code pour « { $app } » a été utilisé une deuxième fois
event-code-replayed-advice = Quand vous avez autorisé « { $app } », elle a reçu un code qui ne fonctionne qu’une fois. Il est arrivé deux fois : quelqu’un a pu le lire en chemin. Tous les tokens qu’il a donnés ont été immédiatement invalidés. Si vous faites confiance à l’application, autorisez-la de nouveau quand elle le demande. Si cela se reproduit, retirez-lui l’accès dans Applications autorisées et prévenez les personnes qui la gèrent.
