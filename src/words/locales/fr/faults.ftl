### What is wrong with what was typed into a form.

## Texts

fault-too-many-characters = Au plus { $most } caractères.
fault-too-many-bytes = Au plus { $most } octets. La plupart des lettres font un octet, d’autres de deux à quatre.
fault-control-characters = Le texte contient un caractère qui ne peut pas être affiché. Saisissez-le au lieu de le coller.

## Accounts

fault-name-length = Il faut de { $least } à { $most } caractères.
fault-name-characters = N’utilisez que des lettres sans accent, des chiffres et le tiret bas « _ ».
fault-name-taken = Désolé, ce nom d’utilisateur est déjà pris.
fault-email = Ce n’est pas une adresse e-mail. Il faut une adresse comme sam@example.org.
fault-email-taken = Désolé, cette adresse e-mail est déjà prise.
fault-language = Choisissez l’une des langues de la liste.
fault-attributes = Au plus { $most } notes.
fault-attribute-name = Le nom d’une note comporte de 1 à { $most } lettres, chiffres et signes « . », « _ » et « - ».
fault-attribute-value = { $name } doit tenir sur une seule ligne d’au plus { $most } octets.
fault-other-name = Saisissez { $name }, pour confirmer de quel compte il s’agit.

## Passwords

fault-current-password = Ce n’est pas votre mot de passe actuel.
fault-password-length = Il faut au moins { $least } caractères.
fault-password-weak = Trop facile à deviner.
fault-weak-keyboard-row = Les touches qui se suivent sur une rangée sont faciles à deviner.
fault-weak-keyboard-pattern = Les motifs courts sur le clavier sont faciles à deviner.
fault-weak-repeat = Les répétitions comme « aaa » sont faciles à deviner.
fault-weak-repeated-word = Les répétitions comme « abcabcabc » sont à peine plus difficiles à deviner que « abc ».
fault-weak-top-ten = C’est l’un des dix mots de passe les plus courants.
fault-weak-top-hundred = C’est l’un des cent mots de passe les plus courants.
fault-weak-common = C’est un mot de passe très courant.
fault-weak-similar = Il ressemble à un mot de passe courant.
fault-weak-sequence = Les suites de caractères comme abc ou 6543 sont faciles à deviner.
fault-weak-recent-year = Les années récentes sont faciles à deviner.
fault-weak-word = Un mot seul est facile à deviner.
fault-weak-date = Les dates sont souvent faciles à deviner.
fault-weak-name-alone = Un nom ou un prénom seul est facile à deviner.
fault-weak-name = Les noms et prénoms courants sont faciles à deviner.
fault-advice-few-words = Utilisez quelques mots, et évitez les expressions courantes.
fault-advice-no-symbols = Les symboles, les chiffres et les majuscules ne sont pas nécessaires.
fault-advice-more-words = Ajoutez un ou deux mots.
fault-advice-uncommon-words = Ajoutez un ou deux mots, de préférence peu courants.
fault-advice-capitals = Les majuscules n’aident pas beaucoup.
fault-advice-all-capitals = Un mot de passe tout en majuscules est presque aussi facile à deviner que tout en minuscules.
fault-advice-reversed = Les mots à l’envers ne sont pas beaucoup plus difficiles à deviner.
fault-advice-substitutions = Les substitutions prévisibles comme « @ » pour « a » n’aident pas beaucoup.
fault-advice-keyboard = Utilisez un motif de clavier plus long, avec plus de changements de direction.
fault-advice-repeats = Évitez les mots et les caractères répétés.
fault-advice-sequences = Évitez les suites de caractères.
fault-advice-recent-years = Évitez les années récentes.
fault-advice-own-years = Évitez les années qui ont un lien avec vous.
fault-advice-own-dates = Évitez les dates et les années qui ont un lien avec vous.

## Apps

fault-app-no-name = Le nom ne doit pas être vide.
fault-app-name-line = Le nom doit tenir sur une seule ligne de texte.
fault-app-no-website = L’adresse ne doit pas être vide.
fault-app-website-line = L’adresse doit tenir sur une seule ligne de texte.
fault-app-website = Il faut une adresse web, comme https://example.org
fault-redirect-uris = Il faut de 1 à { $most } redirect URIs.
fault-redirect-uri-twice = { $uri } y figure deux fois.
fault-overlap = Cette durée ne fait pas partie des choix possibles.
fault-overlap-too-long = Au plus { $longest } sur ce serveur.

## What is said on a page of its own: why something was not done

fault-credentials = Le nom et le mot de passe ne correspondent pas.
fault-registration = Ici, il n’est pas possible d’ouvrir soi-même un compte.
fault-last-admin = Votre compte est le seul compte d’administration : personne ne pourrait plus s’occuper de ce serveur. Donnez d’abord le rôle d’admin à un autre compte.
fault-last-active-admin = C’est le dernier compte d’administration actif. Donnez d’abord le rôle d’admin à un autre compte.
fault-second-factor-none = Ce compte n’a pas de second facteur.
fault-sign-in-ended = Cette connexion n’est plus valable. Saisissez de nouveau le mot de passe.
fault-set-up-ended = Cette configuration n’est plus valable. Recommencez-la.
fault-link-ended = Ce lien n’est plus valable : il a été utilisé ou remplacé, ou il est trop ancien.

## What a form was sent as

fault-body-large = Le contenu dépasse 64 Kio.
fault-body-type = Le contenu doit être envoyé au format { $type }.
fault-body-encoded = Le contenu doit être envoyé tel quel, sans Content-Encoding.
