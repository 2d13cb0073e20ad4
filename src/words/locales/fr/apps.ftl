### The pages of who makes apps.

## The list

apps-none = Vous n’avez pas encore enregistré d’application
apps-none-about = Une application est un programme, le vôtre ou celui de quelqu’un d’autre, qui lit ou écrit des données ici au nom des personnes qui le permettent, sans jamais voir leur mot de passe. L’enregistrer lui donne un client ID.
apps-none-grants = Vous cherchez les applications qui peuvent utiliser votre compte ? Elles sont dans <a href="/profile/grants">Applications autorisées</a>.
apps-about = Les applications que vous avez enregistrées. Celles qui peuvent utiliser votre propre compte sont dans <a href="/profile/grants">Applications autorisées</a>.
apps-registered = Enregistrée le { $when }
apps-last-used = Dernière utilisation le { $when }
apps-never-used = Jamais utilisée
app-badge-public = publique
app-badge-confidential = confidentielle

## One app

app-try-it = Essayer
app-edit-button = Modifier
app-about = À propos
app-description = Description
app-description-none = Aucune
app-website = Site web
app-client-id = Client ID
app-client-secret = Secret du client
app-kind = Type d’application
app-kind-public = Publique : utilise PKCE, sans secret
app-kind-confidential = Confidentielle : a un secret
app-registered = Enregistrée le
app-last-used = Dernière utilisation
app-last-used-never = Jamais
app-usage-link = Statistiques
app-redirect-uri = Redirect URI
app-redirect-uris = Redirect URIs
app-redirect-uris-about = Là où les personnes retournent après avoir décidé.
app-check-link = Vérifier une redirect URI
app-scopes = Scopes
app-scopes-about = Ce qu’elle peut demander aux personnes.
app-endpoints = Points de terminaison
app-endpoints-about = Ce dont sa bibliothèque cliente a besoin.
app-endpoint-authorization = Point de terminaison d’autorisation
app-endpoint-token = Point de terminaison des tokens
app-endpoint-issuer = Émetteur
app-endpoint-metadata = Métadonnées
app-danger = Zone de danger
app-danger-about = Chacune de ces actions demande une confirmation.
app-danger-secret = Nouveau secret
app-danger-secret-about = Si le secret actuel a été perdu, ou vu par d’autres. L’ancien peut fonctionner encore un moment.
app-danger-tokens = Tous les tokens
app-danger-tokens-about = Met fin immédiatement à son accès à tous les comptes.
app-danger-app = L’application elle-même
app-danger-app-about = Met fin à tout ce qu’elle a. Irréversible.

## Its secret

app-secret-reported = Une fuite du secret de cette application a été signalée le { $when }. Il fonctionne encore : donnez un nouveau secret à l’application.
app-previous = Ancien secret
app-previous-until = Il fonctionne jusqu’au { $when }.
app-previous-used = Il a été utilisé pour la dernière fois le { $when }.
app-previous-unused = Il n’a pas été utilisé depuis son remplacement.
app-previous-end = L’invalider maintenant
app-rotate-link = Créer un nouveau secret
app-rotate-title = Un nouveau secret pour « { $app } »
app-rotate-about = Le nouveau secret s’affiche une seule fois, sur la page suivante. L’application en a besoin pour obtenir et renouveler des tokens.
app-rotate-legend = Quand le secret actuel cesse-t-il de fonctionner ?
app-rotate-at-once = Immédiatement : si d’autres ont pu le voir
app-rotate-hours = { $hours ->
    [one] Dans { $hours } heure
   *[other] Dans { $hours } heures
}
app-rotate-days = { $days ->
    [one] Dans { $days } jour
   *[other] Dans { $days } jours
}
app-rotate-ends-older = Le secret d’avant, qui fonctionne encore, cesse de fonctionner maintenant.
app-rotate-button = Créer un nouveau secret

## Questions before a step

app-revoke-title = Révoquer tous les tokens de « { $app } » ?
app-revoke-now = L’application perd immédiatement son accès à tous les comptes, le vôtre et celui de toutes les autres personnes.
app-revoke-stays = Elle reste enregistrée. Chaque personne doit l’autoriser de nouveau pour qu’elle puisse continuer.
app-revoke-button = Révoquer tous les tokens
app-delete-title = Supprimer « { $app } » ?
app-delete-now = L’application perd immédiatement son accès à tous les comptes, et son client ID et son secret cessent de fonctionner.
app-delete-for-good = Cette action est irréversible : si vous l’enregistrez de nouveau, elle recevra un nouveau client ID.
app-delete-button = Supprimer l’application

## Registered, or with a new secret

app-created-title = Application enregistrée
app-created-done = { $app } est enregistrée
app-created-rotated = Nouveau secret
app-created-rotated-for = Un nouveau secret pour { $app }
app-created-copy-now = <strong>Copiez le secret maintenant : il ne sera plus affiché.</strong> Ne le mettez ni dans le code source ni dans une messagerie.
app-created-previous-ended = Le précédent a cessé de fonctionner.
app-created-previous-until = Le précédent fonctionne jusqu’au { $when }.
app-created-public = Une application publique n’a pas de secret : elle s’identifie avec PKCE (<code>S256</code>) dans chaque requête d’autorisation.
app-created-go = Aller à la page de l’application

## The form

app-new-title = Enregistrer une application
app-new-button = Enregistrer l’application
app-edit-title = Modifier { $app }
app-edit-save = Enregistrer les modifications
app-edit-kind-public = Publique : utilise PKCE, sans secret. Ce choix est définitif.
app-edit-kind-confidential = Confidentielle : tourne sur un serveur capable de garder un secret. Ce choix est définitif.
app-form-name = Nom
app-form-name-hint = Les personnes le voient quand on leur demande d’autoriser l’application.
app-form-website-hint = Là où l’on peut s’informer sur elle, comme https://app.example.com
app-form-description-hint = Ce qu’elle fait, en une phrase. Au plus 200 caractères.
app-form-redirect-hint = Là où les personnes retournent après avoir décidé. Une par ligne, au plus dix ; une requête doit en indiquer une à l’identique.
app-form-redirect-web = <code>https://app.example.com/callback</code> pour un site web
app-form-redirect-local = <code>http://127.0.0.1/callback</code> pour un programme sur l’ordinateur de la personne ; le port peut différer
app-form-redirect-phone = <code>com.example.app:/callback</code> pour une application de téléphone : un schéma contenant un point
app-form-check = Les vérifier
app-form-confidential = Confidentielle
app-form-confidential-hint = Tourne sur un serveur capable de garder un secret.
app-form-public = Publique
app-form-public-hint = Application de téléphone, de bureau ou dans le navigateur ; utilise PKCE, sans secret.
app-form-scopes = Ce qu’elle peut demander
app-form-scopes-hint = Ne cochez que ce dont elle a besoin. Les personnes peuvent en décocher une partie quand elles l’autorisent.
app-form-no-scope = Cochez au moins une case.

## Trying it

app-try-title = Essayer { $app }
app-try-ask = 1. Demander un code
app-try-ask-about = Ce lien est celui vers lequel votre application envoie les personnes : une requête d’autorisation avec PKCE. Autorisez l’application pour votre propre compte.
app-try-authorise = Autoriser l’application
app-try-comes-back = Vous revenez à cette page, avec le code.
app-try-address-bar = Votre navigateur va ensuite à la redirect URI. Si rien n’y répond, ce n’est pas grave : le code se trouve dans sa barre d’adresse.
app-try-add = Faire arriver le code sur cette page
app-try-change = D’autres scopes ou une autre redirect URI
app-try-update = Créer le lien
app-try-code-came = Le code est arrivé. Exécutez l’une de ces commandes pour obtenir des tokens en échange.
app-try-refused = La réponse a été une erreur au lieu d’un code : { $error }
app-try-tokens = 2. Obtenir des tokens
app-try-tokens-about = { $seconds ->
    [one] Un code fonctionne une seule fois, et pendant { $seconds } seconde.
   *[other] Un code fonctionne une seule fois, et pendant { $seconds } secondes.
}
app-try-code-here = Mettez-le à la place de <code>CODE</code>.
app-try-secret-here = Le secret est lu dans l’environnement : exécutez d’abord <code>export CLIENT_SECRET=…</code>.
app-try-again = Demander un autre code
app-try-own = Cette page est une redirect URI de l’application, pour l’essayer : { $uri }
app-try-remove = La retirer
app-try-only = C’est la seule : donnez-en une autre à l’application avant de la retirer.

## Checking a redirect URI

app-check-title = Vérifier une redirect URI de « { $app } »
app-check-hint = Telle que votre application l’envoie.
app-check-button = Vérifier
app-check-verdict = Résultat
app-check-same = Une requête avec cette URI est acceptée : elle est enregistrée.
app-check-other-port = Une requête avec cette URI est acceptée : sur l’ordinateur de la personne, le port peut différer.
app-check-ignored = Une requête avec cette URI est acceptée, mais l’URI est ignorée : ce serveur est réglé pour toujours mener à la première enregistrée, { $uri }
app-check-not-accepted = Une requête avec cette URI est refusée : elle n’est pas enregistrée.
app-check-registered = Enregistrée
app-check-yours = Celle-ci
app-check-registrable = Elle pourrait être enregistrée.
app-check-not-registrable = Elle ne pourrait pas non plus être enregistrée.
app-check-line = { $uri } : { $why }
app-check-none = Il n’y en a aucune : écrivez-en au moins une.
app-check-all-good = Toutes peuvent être enregistrées.
app-check-length = Elle doit comporter de 1 à 2 000 caractères.
app-check-fragment = Elle ne doit pas avoir de fragment : enlevez « # » et ce qui suit.
app-check-wildcard = Un caractère générique n’a aucun effet ici : enregistrez chaque adresse.
app-check-character = Elle contient un caractère interdit dans une URI : encodez « { $character } » avec « % ».
app-check-not-absolute = Ce n’est pas une adresse complète : commencez par https://
app-check-scheme-case = Écrivez en minuscules ce qui précède le deux-points.
app-check-slashes = Après le schéma, il faut deux barres obliques.
app-check-user-info = Elle ne doit contenir ni nom d’utilisateur ni mot de passe.
app-check-no-host = Elle n’a pas d’hôte.
app-check-host-writing = Écrivez l’hôte simplement, comme un nom ou une adresse ordinaire.
app-check-plain-http = Utilisez https. Le simple http est réservé à l’ordinateur de la personne : 127.0.0.1, [::1] ou localhost.
app-check-harmful-scheme = Ce schéma n’est jamais autorisé.
app-check-other-scheme = Ce schéma n’est pas autorisé. Utilisez https, ou un schéma à vous contenant un point, comme com.example.app
app-check-differs-slash = L’une finit par une barre oblique, l’autre non.
app-check-differs-case = Elles diffèrent par les majuscules et les minuscules.
app-check-differs-encoding = Elles diffèrent par l’encodage des caractères avec « % ».
app-check-differs-loopback = localhost, 127.0.0.1 et [::1] sont trois noms, même s’ils désignent le même ordinateur.
app-check-differs-query = Les paramètres, ce qui suit « ? », diffèrent.
app-check-differs-fragment = Elle a un fragment, « # » et ce qui suit. Une URI de redirection ne doit pas en avoir.
app-check-differs-port = Le port diffère.
app-check-differs-path = Le chemin diffère.
app-check-differs-scheme = Le schéma diffère : http n’est pas https.
app-check-differs-host = L’hôte diffère.
app-check-differs-everything = Aucune de celles qui sont enregistrées ne lui ressemble.

## Figures

app-usage-title = Statistiques de { $app }
app-usage-people = { $people ->
    [0] Personne ne l’a autorisée.
    [one] Une personne l’a autorisée.
   *[other] { $people } personnes l’ont autorisée.
}
app-usage-sum = Ces 30 derniers jours
app-usage-requests = { $count ->
    [one] { $count } requête
   *[other] { $count } requêtes
}
app-usage-refused = { $count ->
    [one] { $count } refusée
   *[other] { $count } refusées
}
app-usage-authorised = { $count ->
    [one] { $count } autorisation
   *[other] { $count } autorisations
}
app-usage-issued = { $count ->
    [one] { $count } token émis
   *[other] { $count } tokens émis
}
app-usage-refreshed = { $count ->
    [one] { $count } token renouvelé
   *[other] { $count } tokens renouvelés
}
app-usage-days = Requêtes par jour
app-usage-nothing = Elle n’a rien fait ces 30 derniers jours.
app-usage-about = Les jours sont comptés en UTC. Les dernières minutes peuvent manquer après un plantage. Rien n’est conservé sur les personnes.

## Leaked tokens

leaked-title = Vous avez trouvé un token ?
leaked-link = Vous avez trouvé un token là où il ne devrait pas être ?
leaked-about = Collez ce que vous avez trouvé : ce sera immédiatement invalidé. Aucun compte n’est nécessaire.
leaked-label = Ce que vous avez trouvé
leaked-hint = Des tokens, des secrets ou un texte qui en contient, comme un journal. Ils commencent par gra_, grr_, grc_, grs_, gri_, grh_, grp_ ou grl_.
leaked-button = Invalider
leaked-found = { $count ->
    [0] Le texte ne contenait rien de ce serveur.
    [one] Un secret a été reconnu. S’il était valable, le nécessaire est fait.
   *[other] { $count } secrets ont été reconnus. Pour ceux qui étaient valables, le nécessaire est fait.
}
leaked-more = Un texte n’est pas examiné au-delà. S’il en reste, envoyez la suite.
leaked-tokens-end = Les tokens, codes, sessions et liens sont invalidés, et la personne concernée en est informée.
leaked-secrets-stay = Le secret d’une application continue de fonctionner, et la personne à qui elle appartient est avertie qu’il faut le remplacer : à lui seul, il n’ouvre aucun compte.
