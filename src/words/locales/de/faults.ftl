### What is wrong with what was typed into a form.

## Texts

fault-too-many-characters = Höchstens { $most } Zeichen.
fault-too-many-bytes = Höchstens { $most } Byte. Die meisten Buchstaben sind ein Byte lang, andere zwei bis vier.
fault-control-characters = Darin ist ein Zeichen, das sich nicht anzeigen lässt. Tippen Sie den Text ein, statt ihn einzufügen.

## Accounts

fault-name-length = Es müssen { $least } bis { $most } Zeichen sein.
fault-name-characters = Möglich sind nur die Buchstaben A bis Z ohne Umlaute, Ziffern und der Unterstrich „_“.
fault-name-taken = Dieser Benutzername ist leider schon vergeben.
fault-email = Das ist keine E-Mail-Adresse. Eine sieht etwa so aus: sam@example.org.
fault-email-taken = Diese E-Mail-Adresse ist leider schon vergeben.
fault-language = Wählen Sie eine der Sprachen aus der Liste.
fault-attributes = Höchstens { $most } Vermerke.
fault-attribute-name = Der Name eines Vermerks besteht aus 1 bis { $most } Buchstaben, Ziffern und den Zeichen „.“, „_“ und „-“.
fault-attribute-value = { $name } muss eine einzelne Zeile von höchstens { $most } Byte sein.
fault-other-name = Geben Sie { $name } ein, damit sicher ist, welches Konto gemeint ist.

## Passwords

fault-current-password = Das ist nicht Ihr aktuelles Passwort.
fault-password-length = Es müssen mindestens { $least } Zeichen sein.
fault-password-weak = Zu leicht zu erraten.
fault-weak-keyboard-row = Gerade Tastenreihen sind leicht zu erraten.
fault-weak-keyboard-pattern = Kurze Tastaturmuster sind leicht zu erraten.
fault-weak-repeat = Wiederholungen wie „aaa“ sind leicht zu erraten.
fault-weak-repeated-word = Wiederholungen wie „abcabcabc“ sind nur wenig schwerer zu erraten als „abc“.
fault-weak-top-ten = Das ist eines der zehn häufigsten Passwörter.
fault-weak-top-hundred = Das ist eines der hundert häufigsten Passwörter.
fault-weak-common = Das ist ein sehr häufiges Passwort.
fault-weak-similar = Das ähnelt einem häufig verwendeten Passwort.
fault-weak-sequence = Fortlaufende Zeichenfolgen wie abc oder 6543 sind leicht zu erraten.
fault-weak-recent-year = Jahreszahlen aus jüngerer Zeit sind leicht zu erraten.
fault-weak-word = Ein einzelnes Wort ist leicht zu erraten.
fault-weak-date = Datumsangaben sind oft leicht zu erraten.
fault-weak-name-alone = Vor- und Nachnamen allein sind leicht zu erraten.
fault-weak-name = Häufige Vor- und Nachnamen sind leicht zu erraten.
fault-advice-few-words = Verwenden Sie einige Wörter und vermeiden Sie gängige Redewendungen.
fault-advice-no-symbols = Sonderzeichen, Ziffern oder Großbuchstaben sind nicht nötig.
fault-advice-more-words = Fügen Sie noch ein oder zwei Wörter hinzu.
fault-advice-uncommon-words = Fügen Sie noch ein oder zwei Wörter hinzu. Seltene Wörter sind besser.
fault-advice-capitals = Großbuchstaben helfen nicht viel.
fault-advice-all-capitals = Ein Passwort nur aus Großbuchstaben ist fast so leicht zu erraten wie eines nur aus Kleinbuchstaben.
fault-advice-reversed = Rückwärts geschriebene Wörter sind kaum schwerer zu erraten.
fault-advice-substitutions = Vorhersehbare Ersetzungen wie „@“ statt „a“ helfen nicht viel.
fault-advice-keyboard = Verwenden Sie ein längeres Tastaturmuster mit mehr Richtungswechseln.
fault-advice-repeats = Vermeiden Sie wiederholte Wörter und Zeichen.
fault-advice-sequences = Vermeiden Sie fortlaufende Zeichenfolgen.
fault-advice-recent-years = Vermeiden Sie Jahreszahlen aus jüngerer Zeit.
fault-advice-own-years = Vermeiden Sie Jahreszahlen, die mit Ihnen zu tun haben.
fault-advice-own-dates = Vermeiden Sie Datumsangaben und Jahreszahlen, die mit Ihnen zu tun haben.

## Apps

fault-app-no-name = Der Name darf nicht leer sein.
fault-app-name-line = Der Name muss eine einzelne Textzeile sein.
fault-app-no-website = Die Adresse darf nicht leer sein.
fault-app-website-line = Die Adresse muss eine einzelne Textzeile sein.
fault-app-website = Hier muss eine Webadresse stehen, etwa https://example.org
fault-redirect-uris = Es müssen 1 bis { $most } Redirect-URIs sein.
fault-redirect-uri-twice = { $uri } kommt zweimal vor.
fault-overlap = Diese Dauer steht nicht zur Wahl.
fault-overlap-too-long = Auf diesem Server höchstens { $longest }.

## What is said on a page of its own: why something was not done

fault-credentials = Der Name und das Passwort gehören nicht zusammen.
fault-registration = Hier kann man nicht selbst ein Konto eröffnen.
fault-last-admin = Ihr Konto ist das einzige Administratorkonto: Niemand könnte sich mehr um diesen Server kümmern. Machen Sie zuerst ein anderes Konto zum Administratorkonto.
fault-last-active-admin = Das ist das letzte nutzbare Administratorkonto. Machen Sie zuerst ein anderes Konto zum Administratorkonto.
fault-second-factor-none = Dieses Konto hat keinen zweiten Faktor.
fault-sign-in-ended = Diese Anmeldung ist abgelaufen. Geben Sie das Passwort noch einmal ein.
fault-set-up-ended = Diese Einrichtung ist abgelaufen. Beginnen Sie noch einmal.
fault-link-ended = Dieser Link ist nicht mehr gültig: Er wurde verwendet, ersetzt oder ist zu alt.

## What a form was sent as

fault-body-large = Es ist größer als 64 KiB.
fault-body-type = Es muss als { $type } gesendet werden.
fault-body-encoded = Es muss unverändert gesendet werden, ohne Content-Encoding.
