### What is wrong with what was typed into a form.

## Texts

fault-too-many-characters = Hoogstens { $most } tekens.
fault-too-many-bytes = Hoogstens { $most } bytes. De meeste letters zijn één byte, andere twee tot vier.
fault-control-characters = Er staat een teken in dat niet kan worden getoond. Typ de tekst in plaats van hem te plakken.

## Accounts

fault-name-length = Er zijn { $least } tot { $most } tekens nodig.
fault-name-characters = Gebruik alleen letters zonder accenten, cijfers en het onderstrepingsteken “_”.
fault-name-taken = Die gebruikersnaam is helaas al in gebruik.
fault-email = Dit is geen e-mailadres. Een e-mailadres ziet eruit als sam@example.org.
fault-email-taken = Dat e-mailadres is helaas al in gebruik.
fault-language = Kies een van de talen uit de lijst.
fault-attributes = Hoogstens { $most } notities.
fault-attribute-name = De naam van een notitie heeft 1 tot { $most } letters, cijfers en de tekens “.”, “_” en “-”.
fault-attribute-value = { $name } moet één regel van hoogstens { $most } bytes zijn.
fault-other-name = Typ { $name }, zodat zeker is welk account wordt bedoeld.

## Passwords

fault-current-password = Dit is niet je huidige wachtwoord.
fault-password-length = Er zijn minstens { $least } tekens nodig.
fault-password-weak = Te makkelijk te raden.
fault-weak-keyboard-row = Rechte rijen toetsen zijn makkelijk te raden.
fault-weak-keyboard-pattern = Korte toetsenbordpatronen zijn makkelijk te raden.
fault-weak-repeat = Herhalingen als “aaa” zijn makkelijk te raden.
fault-weak-repeated-word = Herhalingen als “abcabcabc” zijn maar iets moeilijker te raden dan “abc”.
fault-weak-top-ten = Dit is een van de tien meest gebruikte wachtwoorden.
fault-weak-top-hundred = Dit is een van de honderd meest gebruikte wachtwoorden.
fault-weak-common = Dit is een veelgebruikt wachtwoord.
fault-weak-similar = Dit lijkt op een veelgebruikt wachtwoord.
fault-weak-sequence = Reeksen tekens als abc of 6543 zijn makkelijk te raden.
fault-weak-recent-year = Recente jaartallen zijn makkelijk te raden.
fault-weak-word = Een los woord is makkelijk te raden.
fault-weak-date = Datums zijn vaak makkelijk te raden.
fault-weak-name-alone = Losse voor- en achternamen zijn makkelijk te raden.
fault-weak-name = Veelvoorkomende voor- en achternamen zijn makkelijk te raden.
fault-advice-few-words = Gebruik een paar woorden en vermijd gangbare uitdrukkingen.
fault-advice-no-symbols = Symbolen, cijfers of hoofdletters zijn niet nodig.
fault-advice-more-words = Voeg nog een of twee woorden toe.
fault-advice-uncommon-words = Voeg nog een of twee woorden toe. Ongewone woorden zijn beter.
fault-advice-capitals = Hoofdletters helpen niet veel.
fault-advice-all-capitals = Een wachtwoord met alleen hoofdletters is bijna even makkelijk te raden als een met alleen kleine letters.
fault-advice-reversed = Omgekeerde woorden zijn niet veel moeilijker te raden.
fault-advice-substitutions = Voorspelbare vervangingen zoals “@” in plaats van “a” helpen niet veel.
fault-advice-keyboard = Gebruik een langer toetsenbordpatroon met meer bochten.
fault-advice-repeats = Vermijd herhaalde woorden en tekens.
fault-advice-sequences = Vermijd reeksen tekens als abc of 6543.
fault-advice-recent-years = Vermijd recente jaartallen.
fault-advice-own-years = Vermijd jaartallen die met jou te maken hebben.
fault-advice-own-dates = Vermijd datums en jaartallen die met jou te maken hebben.

## Apps

fault-app-no-name = De naam mag niet leeg zijn.
fault-app-name-line = De naam moet één regel tekst zijn.
fault-app-no-website = Het adres mag niet leeg zijn.
fault-app-website-line = Het adres moet één regel tekst zijn.
fault-app-website = Er is een webadres nodig, zoals https://example.org
fault-redirect-uris = Er zijn 1 tot { $most } redirect URI’s nodig.
fault-redirect-uri-twice = { $uri } staat er twee keer.
fault-overlap = Deze tijdsduur kan niet worden gekozen.
fault-overlap-too-long = Hoogstens { $longest } op deze server.

## What is said on a page of its own: why something was not done

fault-credentials = De naam en het wachtwoord horen niet bij elkaar.
fault-registration = Je kunt hier niet zelf een account aanmaken.
fault-last-admin = Je bent de enige beheerder: er zou niemand overblijven om voor deze server te zorgen. Maak eerst een ander account beheerder.
fault-last-active-admin = Dit is de laatste actieve beheerder. Maak eerst een ander account beheerder.
fault-second-factor-none = Dit account heeft geen tweede factor.
fault-sign-in-ended = Deze inlogpoging is verlopen. Geef het wachtwoord opnieuw op.
fault-set-up-ended = Het instellen is verlopen. Begin opnieuw.
fault-link-ended = Deze link is verlopen: hij is gebruikt, vervangen of te oud.

## What a form was sent as

fault-body-large = Het is groter dan 64 KiB.
fault-body-type = Het moet worden verstuurd als { $type }.
fault-body-encoded = Het moet ongewijzigd worden verstuurd, zonder Content-Encoding.
