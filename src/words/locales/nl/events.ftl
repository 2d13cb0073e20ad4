### What happened with an account.

## /profile/events

events-title = Gebeurtenissen
events-about = Wat er met je account is gedaan, het nieuwste eerst. Herken je iets niet, wijzig dan je wachtwoord onder <a href="/profile">Profiel</a> en <a href="/profile/sessions">log op alle andere plekken uit</a>.
events-shown = Wat wordt getoond
events-everything = Alles
events-unusual = Te controleren
events-sign-ins = Inloggen
events-account = Je account
events-apps = Apps
events-empty = Er is de laatste tijd niets gebeurd
events-empty-about = Inlogpogingen, wijzigingen van je account en wat apps kregen of verloren, staan hier een tijdje.
events-empty-kind = Er is de laatste tijd niets van deze soort gebeurd
events-see-everything = Alles bekijken
events-look-here = controleer dit
events-address = Adres { $address }

## Each event, to the person whom it happened to

event-not-you = Was jij dit niet, wijzig dan je wachtwoord en log op alle andere plekken uit.
event-times = { $title }, { $times } keer binnen een minuut
event-other = Er is iets gebeurd
event-by-administrator = Door beheerder { $name }
event-by-app = Door de app “{ $app }”
event-by-operator = Door de serverbeheerder

event-signed-in = Je hebt ingelogd
event-signed-in-new-device = Je hebt ingelogd met een nieuw apparaat
event-sign-in-failed = Een inlogpoging op je account is mislukt
event-sign-in-failed-advice = Het wachtwoord was onjuist, en wie het probeerde heeft niets gekregen. Was jij het niet, dan hoef je niets te doen zolang niemand je wachtwoord kan raden.
event-second-factor-failed = Iemand gaf je wachtwoord op, maar niet je tweede factor
event-second-factor-failed-advice = Wie het probeerde, heeft niets gekregen. Was jij het niet, dan kent iemand je wachtwoord: wijzig het nu.
event-second-factor-throttled = Codes van je tweede factor zijn geweigerd
event-second-factor-throttled-advice = Te veel codes waren onjuist. Was jij het niet, dan kent iemand je wachtwoord: wijzig het nu. Met een herstelcode kun je altijd inloggen.
event-recovery-code-used = Er is een herstelcode gebruikt
event-recovery-codes-left = Codes die je nog hebt: { $left }.
event-second-factor-added = Er is een authenticator-app aan je account toegevoegd
event-second-factor-removed = De tweede factor van je account is uitgezet
event-recovery-codes-made = Er zijn nieuwe herstelcodes gemaakt
event-session-ended = Je hebt uitgelogd
event-session-ended-by-server = Je bent ergens uitgelogd
event-session-ended-by-server-advice = Er waren te veel sessies; de sessie die het langst ongebruikt was, is beëindigd.
event-sessions-ended = Je bent op alle andere plekken uitgelogd
event-account-created = Je account is aangemaakt
event-account-deleted = Je account is verwijderd
event-account-suspended = Je account is opgeschort
event-account-unsuspended = Je account is niet meer opgeschort
event-role-admin = Je bent nu beheerder
event-role-user = Je bent geen beheerder meer
event-email-changed = Je e-mailadres is gewijzigd
event-profile-changed = Je profiel is gewijzigd
event-attribute-changed = Een notitie bij je account is gewijzigd
event-attribute-changed-advice = De notitie heet { $name }.
event-password-changed = Je wachtwoord is gewijzigd
event-password-change-failed = Een wijziging van je wachtwoord is geweigerd
event-password-not-known = Wie het vroeg, was ingelogd als jij maar kende het huidige wachtwoord niet.
event-email-change-failed = Een wijziging van je e-mailadres is geweigerd
event-deletion-failed = Het verwijderen van je account is geweigerd
event-confirmation-failed = Een stap waarvoor je wachtwoord nodig is, is geweigerd
event-not-confirmed = Wie het vroeg, was ingelogd als jij maar kende je wachtwoord niet.
event-data-exported = Je gegevens zijn gedownload
event-password-link-made = Er is een link gemaakt om je wachtwoord in te stellen
event-password-link-used = Je wachtwoord is via een link ingesteld
event-password-link-used-advice = Was jij dit niet, vraag dan meteen een nieuwe link.
event-set-up = Je hebt deze server ingesteld
event-session-leaked = Een sessie of link van je account is gevonden waar die niet hoort
event-session-leaked-advice = Iemand heeft dit gemeld, en de sessie of link is meteen ongeldig gemaakt. Kijk of er meer sporen zijn en wijzig je wachtwoord.

## The same about apps. $app: the app's name.

event-app-registered = De app “{ $app }” is geregistreerd
event-app-edited = Je app “{ $app }” is bewerkt
event-app-secret-rotated = Je app “{ $app }” heeft een nieuw geheim
event-app-previous-secret-ended = Het vorige geheim van je app “{ $app }” is niet meer geldig
event-app-revoked = Alle tokens van je app “{ $app }” zijn ingetrokken
event-app-suspended = Je app “{ $app }” is opgeschort
event-app-unsuspended = Je app “{ $app }” is niet meer opgeschort
event-app-approved = Je app “{ $app }” is goedgekeurd
event-app-deleted = Je app “{ $app }” is verwijderd
event-authorised = Je hebt “{ $app }” geautoriseerd
event-authorised-advice = De app mag dit gebruiken: { $scope }.
event-authorised-more = Je hebt “{ $app }” meer toegestaan
event-authorised-more-advice = De app mag nu ook dit gebruiken: { $scope }.
event-narrowed = Je hebt machtigingen van “{ $app }” ingetrokken
event-narrowed-advice = De app mag dit niet meer gebruiken: { $scope }.
event-token-leaked = Een token van “{ $app }” voor je account is gevonden waar het niet hoort
event-token-leaked-advice = Iemand heeft dit gemeld, en de tokens van de app zijn meteen ongeldig gemaakt. Autoriseer de app opnieuw als je hem vertrouwt.
event-app-token-leaked = Een token dat je app “{ $app }” had gekregen, is gevonden waar het niet hoort
event-app-token-leaked-advice = Iemand heeft dit gemeld, en het token is meteen ongeldig gemaakt. Kijk waar je app zijn tokens bewaart: logboeken, code, chats.
event-app-secret-leaked = Het geheim van je app “{ $app }” is gevonden waar het niet hoort
event-app-secret-leaked-advice = Iemand heeft dit gemeld. Geef de app een nieuw geheim, als het kan meteen.
event-let-in-again = “{ $app }” heeft opnieuw toegang gekregen
event-let-in-again-advice = Je had hetzelfde al eerder geautoriseerd, dus het is je niet gevraagd.
event-refused = Je hebt “{ $app }” geweigerd
event-withdrawn = “{ $app }” kan je account niet meer gebruiken
event-token-revoked = “{ $app }” heeft zijn toegang teruggegeven
event-token-revoked-advice = De tokens van de app zijn niet meer geldig.
event-token-reused = Een token van “{ $app }” is een tweede keer gebruikt
event-token-reused-advice = “{ $app }” had lang daarvoor al een nieuw token in plaats van dit gekregen, dus misschien hebben twee partijen het: de app, en iemand die het heeft gekopieerd. Voor de zekerheid zijn alle tokens van deze inlogsessie meteen ongeldig gemaakt; ze zijn nu waardeloos. Vertrouw je de app, autoriseer hem dan opnieuw wanneer hij erom vraagt. Vertrouw je de app niet, of gebeurt dit weer, trek de toegang dan in onder Geautoriseerde apps en laat het weten aan wie de app beheert.
event-code-replayed = Een code voor “{ $app }” is een tweede keer gebruikt
event-code-replayed-advice = Toen je “{ $app }” autoriseerde, kreeg de app een code die één keer werkt. Die kwam twee keer binnen: misschien heeft iemand hem onderweg gelezen. Alle tokens die met de code zijn gegeven, zijn meteen ongeldig gemaakt. Vertrouw je de app, autoriseer hem dan opnieuw wanneer hij erom vraagt. Gebeurt dit weer, trek de toegang dan in onder Geautoriseerde apps en laat het weten aan wie de app beheert.
