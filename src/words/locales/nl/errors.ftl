### Pages that say why something could not be shown or done.

error-try-again-in = Probeer het over { $wait } opnieuw.

## An app that an administrator keeps back

error-app-suspended = Deze app is opgeschort
error-app-suspended-text = Een beheerder van deze server heeft “{ $app }” opgeschort. Niemand kan de app autoriseren en de app kan geen enkel account gebruiken.
error-app-suspended-help = De app heeft niets gekregen. Vraag de beheerder om hulp als je de app nodig hebt.
error-app-waiting = Deze app wacht op goedkeuring
error-app-waiting-text = Een beheerder van deze server heeft “{ $app }” nog niet goedgekeurd. Tot die tijd kan alleen degene die de app heeft geregistreerd hem autoriseren.
error-app-waiting-help = De app heeft niets gekregen. Probeer het later opnieuw of vraag het de beheerder.

## What every such page has

error-status = Fout { $status }
error-to-start = Naar de startpagina
error-try-again-soon = Probeer het zo meteen opnieuw.

## Pages that cannot be shown

error-not-found = Hier is niets
error-not-found-text = Deze pagina bestaat niet, of je mag hem niet bekijken.
error-not-found-help = Controleer het adres op typefouten.
error-method = Dit kan hier niet
error-method-text = Het adres klopt, maar accepteert dit soort verzoeken niet.
error-form = Er is niets gewijzigd
error-form-text = Het formulier dat je hebt verstuurd was te oud, of kwam niet van deze site.
error-form-help = Open de pagina opnieuw en verstuur het formulier nog een keer. Cookies moeten voor deze site zijn toegestaan.
error-form-again = De pagina opnieuw openen
error-form-unreadable = Het formulier kon niet worden gelezen
error-form-unreadable-text = Wat binnenkwam, is niet wat dit formulier verstuurt.
error-not-done = Dit kon niet worden uitgevoerd
error-not-done-text = De server heeft het geweigerd.

## What an app asked for

error-request = Het verzoek van deze app klopt niet
error-request-text = De app heeft je hierheen gestuurd met een verzoek dat niet kan worden beantwoord.
error-request-help = Je hebt niets verkeerd gedaan en de app heeft niets gekregen. Is het niet je eigen app, laat het dan de makers weten.
error-consent-ended = Dit verzoek is verlopen
error-consent-ended-text = Het is al beantwoord, of het heeft te lang gewacht. De app heeft verder niets gekregen.
error-consent-ended-again = Opnieuw beginnen
error-consent-ended-help = Ga terug naar de app en begin daar opnieuw.

## Links and accounts

error-setup-link = Deze installatielink is verlopen
error-setup-link-text = Een installatielink werkt één keer, één uur lang, en alleen zolang er nog geen beheerder is.
error-setup-link-help = Is er nog geen beheerder? Maak op de server een nieuwe link of herstart grantd:
error-password-link = Deze wachtwoordlink is verlopen
error-password-link-text = Een wachtwoordlink werkt één keer, één uur lang.
error-password-link-help = Vraag de beheerder om een nieuwe. Op de server maak je die met:
error-suspended = Je account is opgeschort
error-suspended-text = Zolang dat zo is, kun je geen apps autoriseren of registreren en je profiel niet wijzigen.
error-suspended-help = Wat je hebt geautoriseerd, kun je nog wel intrekken. Vraag de beheerder naar de reden.
error-register-closed = Hier kun je geen account aanmaken
error-register-closed-text = Op deze server maakt de beheerder de accounts aan.

## The server

error-too-many = Te veel pogingen
error-too-many-text = Om accounts veilig te houden, moet je even wachten.
error-internal = Hier ging iets mis
error-internal-text = Dit ligt aan de server, niet aan jou.
error-internal-help = Probeer het opnieuw. Blijft het zo, dan vindt de beheerder de oorzaak in het logboek van de server.
error-upstream = De dienst antwoordde niet
error-upstream-text = De dienst achter dit adres gaf geen goed antwoord.
error-upstream-help = Probeer het zo meteen opnieuw. Blijft het zo, laat het dan weten aan wie de dienst beheert.
error-read-only = Er kan nu niets worden opgeslagen
error-read-only-text = De schijf van de server is vol of reageert niet. Er is niets gewijzigd, en apps die je hebt geautoriseerd blijven werken.
error-read-only-help = Probeer het later opnieuw. De beheerder vindt de oorzaak in het logboek van de server.
error-unavailable = Nu niet beschikbaar
error-unavailable-text = De server is aan het starten of stoppen, of heeft het erg druk.
