### The second factor: at the sign-in, on the pages of the account, and before risky steps.

## At the sign-in

second-factor-login-title = Tweede factor
second-factor-login-ask = Je logt in als { $account }. Typ de zes cijfers die je authenticator-app toont, of een van je herstelcodes.
second-factor-login-ask-recovery = Je logt in als { $account }. Typ een van je herstelcodes.
# $account: the name of the account that is being signed in to.
second-factor-login-ask-passkey = Je logt in als { $account }. Gebruik je passkey of typ een code.
second-factor-code = Code
second-factor-code-wrong = Deze code is onjuist of al gebruikt. Wacht op de volgende.
second-factor-too-many = Te veel onjuiste codes. Wacht { $wait }, of gebruik een herstelcode.
second-factor-sealed = Codes van apps kunnen op dit moment niet worden gecontroleerd. Gebruik een herstelcode of vraag het de beheerder.
second-factor-login-lost = Alles kwijt? De beheerder van deze site kan de tweede factor uitzetten.
notice-sign-in-ended = Het inloggen duurde te lang. Begin opnieuw.

## On the profile: a link to the page of the second factor

second-factor-is-on = Aan
second-factor-is-off = Uit

## /profile/second-factor

second-factor-title = Tweede factor
second-factor-required = Deze server vereist een tweede factor. Stel er een in om verder te gaan.
second-factor-app = Authenticator-app
second-factor-app-about = Na je wachtwoord typ je een code die een app op je telefoon of computer toont. Wie alleen het wachtwoord kent, kan niet inloggen.
second-factor-since = Ingesteld
second-factor-used = Laatst gebruikt
second-factor-never-used = Nog niet
second-factor-app-add = Een app instellen
second-factor-app-replace = Een andere app instellen
recovery-codes = Herstelcodes
recovery-codes-about = Met elke code kun je één keer inloggen als je niets anders bij de hand hebt. Bewaar ze op papier of in een wachtwoordbeheerder.
recovery-codes-left = { $count ->
    [0] <strong>Er is er geen over.</strong> Maak nu nieuwe.
    [one] Er is er één over. Maak snel nieuwe.
   *[other] Er zijn er { $count } over.
}
recovery-codes-made = Gemaakt op { $when }
recovery-codes-renew = Nieuwe codes maken
second-factor-off = Uitzetten
second-factor-off-about = Dan log je in met alleen je wachtwoord.
second-factor-off-button = Tweede factor uitzetten
second-factor-off-title = De tweede factor uitzetten?
second-factor-off-what = Wie je wachtwoord kent, kan dan inloggen.
second-factor-off-codes = Je passkeys, je herstelcodes en wat de app bewaart, worden waardeloos.
notice-second-factor-off = De tweede factor is uitgezet.
notice-second-factor-app = De nieuwe app is ingesteld. De codes van de vorige werken niet meer.
passkeys = Passkeys
passkeys-about = Je apparaat bewaart een passkey en vraagt om je vingerafdruk, je gezicht of een pincode. Daarmee log je in zonder wachtwoord, of erna.
passkeys-not-here = Op deze server zijn nu geen passkeys mogelijk: met deze kun je niet inloggen. Stel een authenticator-app in of vraag het de beheerder.
passkey-add = Passkey toevoegen
# $when: day and time.
passkey-added = Toegevoegd op { $when }.
# $when: day and time.
passkey-used = Laatst gebruikt op { $when }.
passkey-never-used = Nog niet gebruikt.
# $name: what its owner calls it; for screen readers.
passkey-rename = Hernoemen<span class="vh">: { $name }</span>
# $name: what its owner calls it; for screen readers.
passkey-remove = Verwijderen<span class="vh">: { $name }</span>
# $name: what its owner calls it.
passkey-remove-title = Passkey { $name } verwijderen?
passkey-remove-what = Je kunt er hier niet meer mee inloggen. Verwijder hem ook van het apparaat: daar kan hij nog worden aangeboden.
passkey-remove-button = Passkey verwijderen
second-factor-app-remove = App verwijderen
second-factor-app-remove-title = Authenticator-app verwijderen?
second-factor-app-remove-what = De codes ervan werken dan niet meer. Je passkeys en herstelcodes blijven geldig.
notice-passkey-added = De passkey is toegevoegd.
notice-passkey-renamed = De passkey heet nu zo.
notice-second-factor-less = De verwijdering is klaar.

## /profile/second-factor/app

second-factor-app-title = Een authenticator-app instellen
second-factor-app-replaces = De codes van de app die je nu hebt, werken niet meer zodra je een code van de nieuwe hebt getypt.
second-factor-app-scan = Scan deze afbeelding met een authenticator-app:
second-factor-app-picture = QR-code met het geheim dat hieronder staat
second-factor-app-type = Of typ dit geheim in de app:
second-factor-app-code = Code die de app toont
second-factor-app-code-hint = Zes cijfers. Ze veranderen elke 30 seconden.
second-factor-app-button = Instellen
second-factor-app-code-wrong = Dit is niet de code die de app nu toont. Controleer ook de klok van het apparaat.
second-factor-set-up-ended = Dit duurde te lang. Hier is een nieuw geheim: scan de nieuwe afbeelding.
second-factor-cancel = Annuleren

## /profile/second-factor/passkey, and wherever a passkey is asked for

passkey-what = Je browser vraagt dit apparaat, je telefoon of een beveiligingssleutel er een te maken. Wat jou identificeert, blijft daar: deze server bewaart niets dat gestolen kan worden.
passkey-name = Naam
passkey-name-hint = Zodat je later weet welke het is.
passkey-add-button = Passkey maken
passkey-rename-title = Passkey hernoemen
passkey-rename-button = Opslaan
passkey-no-script = Hiervoor zijn JavaScript en een browser met passkeys nodig. Een authenticator-app werkt zonder beide.
passkey-use = Een passkey gebruiken
passkey-sign-in = Inloggen met een passkey
passkey-failed = Er kwam geen passkey terug: het is geannuleerd, duurde te lang, of er is er hier geen. Probeer het opnieuw.
passkey-refused = Deze passkey is hier niet bekend, of de vraag was te oud. Probeer het opnieuw of gebruik een andere manier.
passkey-there = Hier is al een passkey voor dit account. Gebruik een ander apparaat of een andere wachtwoordbeheerder.
passkey-not-added = De passkey is niet toegevoegd: deze pagina stond te lang open, of het apparaat gaf een ander antwoord dan verwacht. Probeer het opnieuw.
# $most: a number.
passkey-too-many = Er zijn { $most } passkeys, meer kan niet. Verwijder er eerst een.
passkey-unavailable = Op deze server zijn geen passkeys mogelijk.

## The recovery codes, shown once

recovery-codes-first = De app is ingesteld. Met deze codes kun je inloggen als je de app niet bij de hand hebt, met elke code één keer.
recovery-codes-first-passkey = De passkey is toegevoegd. Met deze codes kun je inloggen als je hem niet bij de hand hebt, met elke code één keer.
recovery-codes-new = Deze codes vervangen de vorige, die nu waardeloos zijn. Elke code werkt één keer.
recovery-codes-once = <strong>Bewaar ze nu: ze worden niet nog eens getoond.</strong> Druk de pagina af, sla het bestand op, of kopieer ze naar een wachtwoordbeheerder.
recovery-codes-download = Opslaan als bestand
recovery-codes-kept = Ik heb ze bewaard

## Before a risky step

confirm-title = Ben jij het?
confirm-why = Voor deze stap moet je nog een keer laten zien dat jij het bent. De komende minuten wordt het je niet opnieuw gevraagd.
confirm-password = Je wachtwoord
confirm-code-hint = De zes cijfers die je app toont, of een herstelcode.
confirm-user-name = Gebruikersnaam
confirm-button = Doorgaan
confirm-password-wrong = Dit is niet je huidige wachtwoord.
confirm-code = Code van je tweede factor
