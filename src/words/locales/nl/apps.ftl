### The pages of who makes apps.

## The list

apps-none = Je hebt nog geen app geregistreerd
apps-none-about = Een app is een programma, van jou of van iemand anders, dat hier gegevens leest of schrijft namens mensen die dat toestaan, zonder ooit hun wachtwoord te zien. Bij het registreren krijgt de app een client ID.
apps-none-grants = Zoek je de apps die je account mogen gebruiken? Die staan onder <a href="/profile/grants">Geautoriseerde apps</a>.
apps-about = De apps die je hebt geregistreerd. Welke apps je eigen account mogen gebruiken, zie je onder <a href="/profile/grants">Geautoriseerde apps</a>.
apps-registered = Geregistreerd op { $when }
apps-last-used = Laatst gebruikt op { $when }
apps-never-used = Nooit gebruikt
app-badge-public = openbaar
app-badge-confidential = vertrouwelijk

## One app

app-try-it = Uitproberen
app-edit-button = Bewerken
app-about = Over deze app
app-description = Beschrijving
app-description-none = Geen
app-website = Website
app-client-id = Client ID
app-client-secret = Clientgeheim
app-kind = Soort app
app-kind-public = Openbaar: gebruikt PKCE, geen geheim
app-kind-confidential = Vertrouwelijk: heeft een geheim
app-registered = Geregistreerd
app-last-used = Laatst gebruikt
app-last-used-never = Nooit
app-usage-link = Statistieken
app-redirect-uri = Redirect URI
app-redirect-uris = Redirect URI’s
app-redirect-uris-about = Waar mensen naar teruggaan nadat ze hebben beslist.
app-check-link = Een redirect URI controleren
app-scopes = Scopes
app-scopes-about = Wat de app mensen mag vragen.
app-endpoints = Endpoints
app-endpoints-about = Waar de clientbibliotheek om vraagt.
app-endpoint-authorization = Autorisatie-endpoint
app-endpoint-token = Token-endpoint
app-endpoint-issuer = Issuer
app-endpoint-metadata = Metadata
app-danger = Gevarenzone
app-danger-about = Bij elk van deze stappen wordt om bevestiging gevraagd.
app-danger-secret = Nieuw geheim
app-danger-secret-about = Als het huidige kwijt is of door anderen is gezien. Het oude kan nog een tijdje blijven werken.
app-danger-tokens = Alle tokens
app-danger-tokens-about = Beëindigt meteen de toegang tot alle accounts.
app-danger-app = De app zelf
app-danger-app-about = Beëindigt alles wat de app heeft. Kan niet ongedaan worden gemaakt.

## Its secret

app-secret-reported = Het geheim van deze app is op { $when } als gelekt gemeld. Het werkt nog: geef de app een nieuw geheim.
app-previous = Vorig geheim
app-previous-until = Werkt tot { $when }.
app-previous-used = Laatst gebruikt op { $when }.
app-previous-unused = Niet meer gebruikt sinds het is vervangen.
app-previous-end = Nu ongeldig maken
app-rotate-link = Een nieuw geheim maken
app-rotate-title = Een nieuw geheim voor “{ $app }”
app-rotate-about = Het nieuwe geheim wordt één keer getoond, op de volgende pagina. De app heeft het nodig om tokens op te halen en te vernieuwen.
app-rotate-legend = Wanneer stopt het huidige geheim met werken?
app-rotate-at-once = Meteen: als anderen het misschien hebben gezien
app-rotate-hours = { $hours ->
    [one] Over een uur
   *[other] Over { $hours } uur
}
app-rotate-days = { $days ->
    [one] Over een dag
   *[other] Over { $days } dagen
}
app-rotate-ends-older = Het geheim daarvoor, dat nog werkt, wordt nu ongeldig.
app-rotate-button = Nieuw geheim maken

## Questions before a step

app-revoke-title = Alle tokens van “{ $app }” intrekken?
app-revoke-now = De app verliest meteen de toegang tot alle accounts, dat van jou en dat van alle anderen.
app-revoke-stays = De app blijft geregistreerd. Iedereen moet hem opnieuw autoriseren voordat hij verder kan.
app-revoke-button = Alle tokens intrekken
app-delete-title = “{ $app }” verwijderen?
app-delete-now = De app verliest meteen de toegang tot alle accounts, en het client ID en het geheim werken niet meer.
app-delete-for-good = Dit kan niet ongedaan worden gemaakt: als je de app opnieuw registreert, krijgt hij een nieuw client ID.
app-delete-button = App verwijderen

## Registered, or with a new secret

app-created-title = App geregistreerd
app-created-done = { $app } is geregistreerd
app-created-rotated = Nieuw geheim
app-created-rotated-for = Een nieuw geheim voor { $app }
app-created-copy-now = <strong>Kopieer het geheim nu: het wordt niet nog eens getoond.</strong> Houd het buiten broncode en chats.
app-created-previous-ended = Het vorige werkt niet meer.
app-created-previous-until = Het vorige werkt tot { $when }.
app-created-public = Een openbare app heeft geen geheim: de app identificeert zich met PKCE (<code>S256</code>) in elk autorisatieverzoek.
app-created-go = Naar de pagina van de app

## The form

app-new-title = Een app registreren
app-new-button = App registreren
app-edit-title = { $app } bewerken
app-edit-save = Wijzigingen opslaan
app-edit-kind-public = Openbaar: gebruikt PKCE, geen geheim. Dit kan niet worden gewijzigd.
app-edit-kind-confidential = Vertrouwelijk: draait op een server die een geheim kan bewaren. Dit kan niet worden gewijzigd.
app-form-name = Naam
app-form-name-hint = Mensen zien deze naam als hun wordt gevraagd de app te autoriseren.
app-form-website-hint = Waar mensen erover kunnen lezen, zoals https://app.example.com
app-form-description-hint = Wat de app doet, in één zin. Hoogstens 200 tekens.
app-form-redirect-hint = Waar mensen naar teruggaan nadat ze hebben beslist. Eén per regel, hoogstens tien; een verzoek moet er een van exact noemen.
app-form-redirect-web = <code>https://app.example.com/callback</code> voor een website
app-form-redirect-local = <code>http://127.0.0.1/callback</code> voor een programma op de computer van de gebruiker; de poort mag verschillen
app-form-redirect-phone = <code>com.example.app:/callback</code> voor een telefoonapp: een schema met een punt
app-form-check = Controleren
app-form-confidential = Vertrouwelijk
app-form-confidential-hint = Draait op een server die een geheim kan bewaren.
app-form-public = Openbaar
app-form-public-hint = App voor telefoon, desktop of in de browser; gebruikt PKCE, geen geheim.
app-form-scopes = Wat de app mag vragen
app-form-scopes-hint = Vink alleen aan wat nodig is. Mensen kunnen bij het autoriseren losse onderdelen uitvinken.
app-form-no-scope = Vink er minstens één aan.

## Trying it

app-try-title = { $app } uitproberen
app-try-ask = 1. Een code vragen
app-try-ask-about = Naar deze link stuurt je app mensen: een autorisatieverzoek met PKCE. Autoriseer de app voor je eigen account.
app-try-authorise = De app autoriseren
app-try-comes-back = Je komt terug op deze pagina, met de code.
app-try-address-bar = Daarna gaat je browser naar de redirect URI. Als daar niets antwoordt, is dat niet erg: de code staat in de adresbalk.
app-try-add = De code naar deze pagina laten komen
app-try-change = Andere scopes of een andere redirect URI
app-try-update = Link maken
app-try-code-came = De code is er. Voer een van deze opdrachten uit om er tokens voor te krijgen.
app-try-refused = Het antwoord was een fout in plaats van een code: { $error }
app-try-tokens = 2. Tokens ophalen
app-try-tokens-about = { $seconds ->
    [one] Een code werkt één keer, en één seconde lang.
   *[other] Een code werkt één keer, en { $seconds } seconden lang.
}
app-try-code-here = Zet hem op de plek van <code>CODE</code>.
app-try-secret-here = Het geheim komt uit de omgeving: voer eerst <code>export CLIENT_SECRET=…</code> uit.
app-try-again = Nog een code vragen
app-try-own = Deze pagina is een redirect URI van de app, om hem uit te proberen: { $uri }
app-try-remove = Weer weghalen
app-try-only = Het is de enige: geef de app een andere voordat je deze weghaalt.

## Checking a redirect URI

app-check-title = Een redirect URI van { $app } controleren
app-check-hint = Zoals je app hem verstuurt.
app-check-button = Controleren
app-check-verdict = Wat ermee gebeurt
app-check-same = Een verzoek hiermee wordt geaccepteerd: de URI is geregistreerd.
app-check-other-port = Een verzoek hiermee wordt geaccepteerd: op de eigen computer van de gebruiker mag de poort verschillen.
app-check-ignored = Een verzoek hiermee wordt geaccepteerd, maar de URI wordt genegeerd: deze server is zo ingesteld dat men altijd naar de eerst geregistreerde gaat, { $uri }
app-check-not-accepted = Een verzoek hiermee wordt geweigerd: de URI is niet geregistreerd.
app-check-registered = Geregistreerd
app-check-yours = Deze
app-check-registrable = Deze URI zou kunnen worden geregistreerd.
app-check-not-registrable = Deze URI zou ook niet kunnen worden geregistreerd.
app-check-line = { $uri }: { $why }
app-check-none = Er is er geen: vul er minstens één in.
app-check-all-good = Ze kunnen allemaal worden geregistreerd.
app-check-length = De URI moet 1 tot 2000 tekens hebben.
app-check-fragment = De URI mag geen fragment hebben: laat “#” en wat erop volgt weg.
app-check-wildcard = Een jokerteken heeft hier geen betekenis: registreer elk adres apart.
app-check-character = Er staat een teken in dat een URI niet kan hebben: gebruik percent-encoding voor “{ $character }”.
app-check-not-absolute = Dit is geen volledig adres: begin met https://
app-check-scheme-case = Schrijf wat vóór de dubbele punt staat in kleine letters.
app-check-slashes = Na het schema moeten twee schuine strepen staan.
app-check-user-info = De URI mag geen gebruikersnaam of wachtwoord bevatten.
app-check-no-host = De URI heeft geen host.
app-check-host-writing = Schrijf de host gewoon, als naam of als gangbaar adres.
app-check-plain-http = Gebruik https. Onversleuteld http is er alleen voor de eigen computer van de gebruiker: 127.0.0.1, [::1] of localhost.
app-check-harmful-scheme = Dit schema is nooit toegestaan.
app-check-other-scheme = Dit schema is niet toegestaan. Gebruik https, of een eigen schema met een punt, zoals com.example.app
app-check-differs-slash = De ene eindigt met een schuine streep, de andere niet.
app-check-differs-case = Ze verschillen in hoofdletters en kleine letters.
app-check-differs-encoding = Ze verschillen in de percent-encoding van tekens.
app-check-differs-loopback = localhost, 127.0.0.1 en [::1] zijn drie namen, ook al staan ze voor dezelfde computer.
app-check-differs-query = De query, wat op “?” volgt, verschilt.
app-check-differs-fragment = Hij heeft een fragment, “#” en wat erop volgt. Een redirect-URI mag er geen hebben.
app-check-differs-port = De poort verschilt.
app-check-differs-path = Het pad verschilt.
app-check-differs-scheme = Het schema verschilt: http is niet https.
app-check-differs-host = De host verschilt.
app-check-differs-everything = Geen van de geregistreerde lijkt erop.

## Figures

app-usage-title = Statistieken van { $app }
app-usage-people = { $people ->
    [0] Niemand heeft de app geautoriseerd.
    [one] Eén persoon heeft de app geautoriseerd.
   *[other] { $people } mensen hebben de app geautoriseerd.
}
app-usage-sum = In de afgelopen 30 dagen
app-usage-requests = { $count ->
    [one] { $count } verzoek
   *[other] { $count } verzoeken
}
app-usage-refused = { $count } geweigerd
app-usage-authorised = { $count ->
    [one] { $count } autorisatie
   *[other] { $count } autorisaties
}
app-usage-issued = { $count ->
    [one] { $count } token uitgegeven
   *[other] { $count } tokens uitgegeven
}
app-usage-refreshed = { $count ->
    [one] { $count } token vernieuwd
   *[other] { $count } tokens vernieuwd
}
app-usage-days = Verzoeken per dag
app-usage-nothing = De app heeft de afgelopen 30 dagen niets gedaan.
app-usage-about = De dagen zijn in UTC. Na een crash kunnen de laatste minuten ontbreken. Van afzonderlijke mensen wordt niets bewaard.

## Leaked tokens

leaked-title = Een token gevonden?
leaked-link = Een token gevonden waar het niet hoort?
leaked-about = Plak wat je hebt gevonden: het wordt meteen ongeldig gemaakt. Je hebt hiervoor geen account nodig.
leaked-label = Wat je hebt gevonden
leaked-hint = Tokens, geheimen, of een tekst waar ze in staan, zoals een logboek. Ze beginnen met gra_, grr_, grc_, grs_, gri_, grh_, grp_ of grl_.
leaked-button = Ongeldig maken
leaked-found = { $count ->
    [0] Er stond niets van deze server in.
    [one] Er is er één herkend. Als die geldig was, is die nu afgehandeld.
   *[other] Er zijn er { $count } herkend. Wat geldig was, is nu afgehandeld.
}
leaked-more = Meer worden er in één tekst niet bekeken. Zijn er meer, stuur de rest dan opnieuw.
leaked-tokens-end = Tokens, codes, sessies en links worden ongeldig, en de persoon krijgt bericht.
leaked-secrets-stay = Het geheim van een app blijft werken, en de eigenaar krijgt het bericht het te vervangen: op zichzelf opent het geen account.
