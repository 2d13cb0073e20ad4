### The consent page, and the apps that somebody has authorised.
###
### $app: the name of an app. $when: a day, or a day with a time. $scopes: scopes as they are written in requests, such as
### "workouts:write". $host, $website: hosts, such as "app.example".

## The consent page

consent-title = Autoriser { $app }
consent-heading = { $app } demande à utiliser votre compte
consent-registered = application enregistrée ici par { $owner } le { $when }
consent-registered-by-you = application enregistrée ici par vous le { $when }
consent-others =
    { $count ->
        [0] Personne d’autre ne l’utilise ici
        [one] { $count } autre personne l’utilise ici
       *[other] { $count } autres personnes l’utilisent ici
    }
consent-others-many = Plus de { $count } autres personnes l’utilisent ici
consent-since = Vous l’utilisez depuis le { $when }
consent-warnings = Avant de décider
consent-asks = L’application pourrait
consent-asks-more = Ce qui est nouveau : l’application pourrait aussi
consent-asks-nothing-new = L’application ne demande rien de nouveau.
consent-untick = Décochez ce que vous ne voulez pas permettre.
consent-new = nouveau
consent-already =
    { $count ->
        [one] L’application demande { $count } permission qu’elle a déjà
       *[other] L’application demande { $count } permissions qu’elle a déjà
    }
consent-already-untick = Ce que vous décochez ici est immédiatement retiré à l’application, sur tous vos appareils.
consent-keeps =
    { $count ->
        [one] L’application garde { $count } permission qu’elle ne demande pas cette fois
       *[other] L’application garde { $count } permissions qu’elle ne demande pas cette fois
    }
consent-keeps-where = Vous pouvez les retirer dans <a href="/profile/grants">Applications autorisées</a>.
consent-leave-one = Laissez au moins une case cochée, ou annulez.
consent-changed = L’application a été modifiée pendant que vous lisiez cette page. Vérifiez-la de nouveau.
consent-remember = Ne plus me demander pour les mêmes permissions
consent-remember-hint = La question vous sera tout de même posée si l’application veut plus, ou si elle a changé.
consent-as = Vous décidez pour le compte <strong>{ $name }</strong>
consent-to-site = Vous irez ensuite sur <strong>{ $host }</strong>
consent-to-computer = Vous reviendrez ensuite à un programme sur <strong>cet ordinateur</strong>
consent-to-scheme = Le programme de cet appareil qui gère <strong>{ $scheme }:</strong> s’ouvrira ensuite
consent-undo = Vous pouvez retirer cet accès à tout moment, dans <a href="/profile/grants">Applications autorisées</a>
consent-authorize = Autoriser
consent-cancel = Annuler
consent-not-you = Vous n’êtes pas { $name } ?
consent-other-account = Utiliser un autre compte

## Warnings on the consent page: what is unusual, and what to do

consent-warn-new =
    { $days ->
        [0] Cette application a été enregistrée ici aujourd’hui. Ne continuez que si vous savez qui l’a créée.
        [one] Cette application a été enregistrée ici il y a { $days } jour. Ne continuez que si vous savez qui l’a créée.
       *[other] Cette application a été enregistrée ici il y a { $days } jours. Ne continuez que si vous savez qui l’a créée.
    }
consent-warn-new-unused =
    { $days ->
        [0] Cette application a été enregistrée ici aujourd’hui, et personne d’autre ne l’utilise. Ne continuez que si vous savez qui l’a créée.
        [one] Cette application a été enregistrée ici il y a { $days } jour, et personne d’autre ne l’utilise. Ne continuez que si vous savez qui l’a créée.
       *[other] Cette application a été enregistrée ici il y a { $days } jours, et personne d’autre ne l’utilise. Ne continuez que si vous savez qui l’a créée.
    }
consent-warn-unused = Personne d’autre n’utilise cette application ici. Ne continuez que si vous savez qui l’a créée.
consent-warn-owner-alone = Seul le compte qui a enregistré cette application l’utilise ici. Ne continuez que si vous savez qui l’a créée.
consent-warn-computer = La réponse ira à un programme de cet ordinateur, et n’importe quel programme de cet ordinateur a pu faire cette demande. Ne continuez que si vous venez de lancer cette application ici.
consent-warn-scheme = La réponse ira au programme de cet appareil qui gère les adresses « { $scheme }: », et n’importe quel programme peut prétendre le faire. Ne continuez que si vous venez de lancer cette application ici.
consent-warn-elsewhere = Vous irez ensuite sur { $host }, qui n’est pas le site web de l’application, { $website }. Ne continuez que si vous connaissez les deux.
consent-warn-no-website = Vous irez ensuite sur { $host }, et l’application n’indique aucun site web. Ne continuez que si vous savez qui l’a créée.
consent-warn-administers = L’application demande à administrer ce serveur en votre nom. Ne le permettez qu’à un outil auquel vous confieriez tout ce qui se trouve ici.
consent-warn-changed = Cette application n’avait plus à vous demander, mais elle a changé depuis : son nom, son site web, qui l’a enregistrée ou l’endroit où elle vous mène. Ne continuez que si vous savez pourquoi.
consent-warn-suspended = Le compte qui a enregistré cette application est suspendu. Ne continuez que si vous savez pourquoi.

## What scopes are about: titles of groups

scope-group-application = Ce serveur
scope-group-profile = Votre profil
scope-group-users = Comptes de ce serveur
scope-group-workouts = Vos entraînements
scope-group-other = Accès à « { $word } »

## The list of authorised apps

grants-title = Applications autorisées
grants-empty = Aucune application ne peut utiliser votre compte
grants-empty-text = Quand vous autorisez une application, elle apparaît ici avec ce qu’elle peut faire et ce qu’elle en a utilisé, et vous pouvez lui retirer l’accès à tout moment.
grants-lead = Ces applications peuvent utiliser votre compte. Elles ne voient jamais votre mot de passe.
grants-search = Chercher une application
grants-sort = Trier par
grants-sort-granted = autorisation la plus récente
grants-sort-used = utilisation la plus récente
grants-sort-name = nom
grants-show = Afficher
grants-none-found = Aucune application autorisée n’a un nom qui ressemble à « { $query } »
grants-all = Les afficher toutes
grants-by = par { $owner }
grants-authorised = Autorisée le { $when }
grants-used = Dernière utilisation le { $when }
grants-never-used = Jamais utilisée
grants-suspended = L’administration a suspendu cette application. Elle ne peut rien faire tant que la suspension n’est pas levée.
grants-unused = Elle n’a jamais utilisé :
grants-unused-since = Depuis le { $when }, elle n’a pas utilisé :
grants-take-unused = Retirer ce qui n’est pas utilisé
grants-more = et { $count } de plus<span class="vh"> pour « { $app } »</span>
grants-more-unused = et { $count } de plus
grants-details = Détails<span class="vh"> de « { $app } »</span>
grants-withdraw = Retirer l’accès<span class="vh"> de « { $app } »</span>
grants-withdraw-all = Retirer l’accès de toutes les applications

## One authorised app

grant-website = Site web
grant-owner = Enregistrée ici par
grant-authorised = Autorisée le
grant-last-used = Dernière utilisation
grant-first-used = Première utilisation
grant-never = Jamais
grant-scopes = Ce qu’elle peut faire
grant-scopes-about = Ce que vous retirez disparaît immédiatement, sur tous vos appareils. L’application ne le retrouve que si vous l’autorisez de nouveau.
grant-scope-used = Dernière utilisation le { $when }
grant-scope-told = Une API qui décide elle-même a été informée le { $when } que l’application a cette permission. On ne sait pas si elle s’en est servie.
grant-scope-never = Jamais utilisée
grant-scope-not-since = Pas utilisée depuis le { $when }, date à laquelle ce serveur a commencé à le noter
grant-scope-unknown = On ne sait pas si elle a été utilisée
grant-take = Retirer<span class="vh"> { $scope }</span>
grant-remembered = La question ne vous est plus posée
grant-remembered-text = Quand cette application ne redemande rien d’autre que ceci, la question ne vous est pas posée :
grant-remembered-all = Quand cette application ne redemande rien d’autre que ce qu’elle peut déjà faire, la question ne vous est pas posée.
grant-ask-again = Me demander de nouveau
grant-history = Activité
grant-history-empty = Rien qui soit encore conservé.
grant-history-more = <a href="/profile/events?kind=apps">Toute l’activité des applications</a>
grant-withdraw = Retirer l’accès
grant-withdraw-about = Met fin à tout ce que l’application peut faire. Vous pourrez l’autoriser de nouveau plus tard.

## Withdrawing

withdraw-title = Retirer l’accès de « { $app } » ?
withdraw-ends = À partir de ce moment, elle ne pourra plus rien faire avec votre compte, sur aucun de vos appareils.
withdraw-stays = Elle conserve ce qu’elle a déjà lu.
withdraw-undo = Pour annuler, ouvrez l’application et autorisez-la de nouveau :
withdraw-undo-there = Pour annuler, ouvrez l’application et autorisez-la de nouveau.
withdraw-button = Retirer l’accès
withdraw-all-title =
    { $count ->
        [one] Retirer l’accès de { $count } application ?
       *[other] Retirer l’accès de { $count } applications ?
    }
withdraw-all-ends = À partir de ce moment, aucune d’elles ne pourra plus rien faire avec votre compte, sur aucun de vos appareils :
withdraw-all-more = et { $count } de plus
withdraw-all-stays = Elles conservent ce qu’elles ont déjà lu. Pour annuler, autorisez de nouveau chacune d’elles.
withdraw-all-button = Retirer tous les accès

## What has just been done

grants-notice-withdrawn = « { $app } » ne peut plus utiliser votre compte. Pour annuler, ouvrez l’application et autorisez-la de nouveau.
grants-notice-withdrawn-all = Plus aucune application ne peut utiliser votre compte.
grants-notice-withdrawn-some =
    { $count ->
        [one] Ce que vous aviez autorisé jusqu’au { $when } ne peut plus utiliser votre compte. { $count } application le peut encore : vous l’avez autorisée depuis.
       *[other] Ce que vous aviez autorisé jusqu’au { $when } ne peut plus utiliser votre compte. { $count } applications le peuvent encore : vous les avez autorisées depuis.
    }
grants-notice-narrowed = « { $app } » ne peut plus utiliser { $scopes }. Elle ne retrouvera ce droit que si vous l’autorisez de nouveau.
grants-notice-asked = La question vous sera de nouveau posée.
