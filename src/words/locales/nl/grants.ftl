### The consent page, and the apps that somebody has authorised.
###
### $app: the name of an app. $when: a day, or a day with a time. $scopes: scopes as they are written in requests, such as
### "workouts:write". $host, $website: hosts, such as "app.example".

## The consent page

consent-title = { $app } autoriseren
consent-heading = { $app } vraagt toegang tot je account
consent-registered = hier geregistreerd door { $owner } op { $when }
consent-registered-by-you = hier door jezelf geregistreerd op { $when }
consent-others =
    { $count ->
        [0] Niemand anders hier gebruikt deze app
        [one] { $count } andere persoon hier gebruikt deze app
       *[other] { $count } andere mensen hier gebruiken deze app
    }
consent-others-many = Meer dan { $count } andere mensen hier gebruiken deze app
consent-since = Je gebruikt deze app sinds { $when }
consent-warnings = Voordat je beslist
consent-asks = De app zou dit kunnen
consent-asks-more = Nieuw: de app zou ook dit kunnen
consent-asks-nothing-new = De app vraagt niets nieuws.
consent-untick = Vink uit wat je niet wilt toestaan.
consent-new = nieuw
consent-already =
    { $count ->
        [one] De app vraagt om { $count } machtiging die hij al heeft
       *[other] De app vraagt om { $count } machtigingen die hij al heeft
    }
consent-already-untick = Wat je hier uitvinkt, raakt de app meteen kwijt, op al je apparaten.
consent-keeps =
    { $count ->
        [one] De app houdt { $count } machtiging waar hij nu niet om vraagt
       *[other] De app houdt { $count } machtigingen waar hij nu niet om vraagt
    }
consent-keeps-where = Je kunt die intrekken onder <a href="/profile/grants">Geautoriseerde apps</a>.
consent-leave-one = Laat er minstens één aangevinkt, of annuleer.
consent-changed = De app is gewijzigd terwijl je dit las. Bekijk hem nog eens.
consent-remember = Vraag me niet opnieuw om hetzelfde
consent-remember-hint = Als de app meer wil of is gewijzigd, wordt het je toch gevraagd.
consent-as = Je beslist als <strong>{ $name }</strong>
consent-to-site = Daarna ga je naar <strong>{ $host }</strong>
consent-to-computer = Daarna ga je terug naar een programma op <strong>deze computer</strong>
consent-to-scheme = Daarna opent het programma op dit apparaat dat <strong>{ $scheme }:</strong> afhandelt
consent-undo = Je kunt dit op elk moment intrekken, onder <a href="/profile/grants">Geautoriseerde apps</a>
consent-authorize = Autoriseren
consent-cancel = Annuleren
consent-not-you = Ben je niet { $name }?
consent-other-account = Een ander account gebruiken

## Warnings on the consent page: what is unusual, and what to do

consent-warn-new =
    { $days ->
        [0] Deze app is hier vandaag geregistreerd. Ga alleen verder als je weet wie hem heeft gemaakt.
        [one] Deze app is hier { $days } dag geleden geregistreerd. Ga alleen verder als je weet wie hem heeft gemaakt.
       *[other] Deze app is hier { $days } dagen geleden geregistreerd. Ga alleen verder als je weet wie hem heeft gemaakt.
    }
consent-warn-new-unused =
    { $days ->
        [0] Deze app is hier vandaag geregistreerd en niemand anders gebruikt hem. Ga alleen verder als je weet wie hem heeft gemaakt.
        [one] Deze app is hier { $days } dag geleden geregistreerd en niemand anders gebruikt hem. Ga alleen verder als je weet wie hem heeft gemaakt.
       *[other] Deze app is hier { $days } dagen geleden geregistreerd en niemand anders gebruikt hem. Ga alleen verder als je weet wie hem heeft gemaakt.
    }
consent-warn-unused = Niemand anders hier gebruikt deze app. Ga alleen verder als je weet wie hem heeft gemaakt.
consent-warn-owner-alone = Alleen het account dat deze app heeft geregistreerd gebruikt hem hier. Ga alleen verder als je weet wie hem heeft gemaakt.
consent-warn-computer = Het antwoord gaat naar een programma op deze computer, en elk programma hier kan de vraag hebben gesteld. Ga alleen verder als je deze app hier net zelf hebt gestart.
consent-warn-scheme = Het antwoord gaat naar het programma op dit apparaat dat adressen met { $scheme }: afhandelt, en elk programma kan zeggen dat het dat doet. Ga alleen verder als je deze app hier net zelf hebt gestart.
consent-warn-elsewhere = Daarna ga je naar { $host }, en dat is niet de website van de app, { $website }. Ga alleen verder als je beide kent.
consent-warn-no-website = Daarna ga je naar { $host }, en de app noemt geen eigen website. Ga alleen verder als je weet wie hem heeft gemaakt.
consent-warn-administers = De app vraagt om deze server namens jou te beheren. Sta dat alleen toe aan een programma dat je alles hier zou toevertrouwen.
consent-warn-changed = Deze app hoefde het je niet opnieuw te vragen, maar sindsdien is er iets veranderd: de naam, de website, wie de app heeft geregistreerd of waar de app je heen stuurt. Ga alleen verder als je weet waarom.
consent-warn-suspended = Het account dat deze app heeft geregistreerd, is opgeschort. Ga alleen verder als je weet waarom.

## What scopes are about: titles of groups

scope-group-application = Deze server
scope-group-profile = Je profiel
scope-group-users = Accounts van deze server
scope-group-workouts = Je trainingen
scope-group-other = Toegang tot “{ $word }”

## The list of authorised apps

grants-title = Geautoriseerde apps
grants-empty = Geen enkele app mag je account gebruiken
grants-empty-text = Als je een app autoriseert, staat die hier met wat de app mag en wat daarvan is gebruikt. Je kunt dat op elk moment intrekken.
grants-lead = Deze apps mogen je account gebruiken. Ze krijgen je wachtwoord nooit te zien.
grants-search = Een app zoeken
grants-sort = Sorteren op
grants-sort-granted = laatst geautoriseerd
grants-sort-used = laatst gebruikt
grants-sort-name = naam
grants-show = Tonen
grants-none-found = Geen van de apps die je hebt geautoriseerd, heeft een naam als “{ $query }”
grants-all = Alle apps tonen
grants-by = van { $owner }
grants-authorised = Geautoriseerd op { $when }
grants-used = Laatst gebruikt op { $when }
grants-never-used = Nooit gebruikt
grants-suspended = Een beheerder heeft deze app opgeschort. Tot dat wordt opgeheven, kan de app niets doen.
grants-unused = Nooit gebruikt:
grants-unused-since = Niet gebruikt sinds { $when }:
grants-take-unused = Ongebruikte machtigingen intrekken
grants-more = en nog { $count }<span class="vh"> machtigingen van { $app }</span>
grants-more-unused = en nog { $count }
grants-details = Details<span class="vh"> van { $app }</span>
grants-withdraw = Intrekken<span class="vh"> van de toegang van { $app }</span>
grants-withdraw-all = De toegang van alle apps intrekken

## One authorised app

grant-website = Website
grant-owner = Hier geregistreerd door
grant-authorised = Geautoriseerd
grant-last-used = Laatst gebruikt
grant-first-used = Voor het eerst gebruikt
grant-never = Nooit
grant-scopes = Wat de app mag
grant-scopes-about = Wat je intrekt, is meteen weg, op al je apparaten. De app krijgt het alleen terug als je hem opnieuw autoriseert.
grant-scope-used = Laatst gebruikt op { $when }
grant-scope-told = Een API die zelf beslist, kreeg op { $when } te horen dat de app dit mag. Of de app het heeft gedaan, is niet bekend.
grant-scope-never = Nooit gebruikt
grant-scope-not-since = Niet gebruikt sinds { $when }, toen deze server dit begon bij te houden
grant-scope-unknown = Niet bekend of dit is gebruikt
grant-take = Intrekken<span class="vh"> van { $scope }</span>
grant-remembered = Het wordt je niet opnieuw gevraagd
grant-remembered-text = Vraagt deze app alleen hier opnieuw om, dan wordt het je niet gevraagd:
grant-remembered-all = Vraagt deze app alleen opnieuw om wat hij al mag, dan wordt het je niet gevraagd.
grant-ask-again = Vraag het me weer
grant-history = Gebeurtenissen
grant-history-empty = Niets dat nog wordt bewaard.
grant-history-more = <a href="/profile/events?kind=apps">Alle gebeurtenissen met apps</a>
grant-withdraw = Intrekken
grant-withdraw-about = Beëindigt alles wat de app mag. Je kunt de app later opnieuw autoriseren.

## Withdrawing

withdraw-title = De toegang van “{ $app }” intrekken?
withdraw-ends = Vanaf dat moment kan de app niets meer met je account doen, op geen van je apparaten.
withdraw-stays = Wat de app al heeft gelezen, houdt hij.
withdraw-undo = Om dit ongedaan te maken, open je de app en autoriseer je hem opnieuw:
withdraw-undo-there = Om dit ongedaan te maken, open je de app en autoriseer je hem opnieuw.
withdraw-button = Toegang intrekken
withdraw-all-title =
    { $count ->
        [one] De toegang van { $count } app intrekken?
       *[other] De toegang van { $count } apps intrekken?
    }
withdraw-all-ends = Vanaf dat moment kan geen van deze apps nog iets met je account doen, op geen van je apparaten:
withdraw-all-more = en nog { $count }
withdraw-all-stays = Wat ze al hebben gelezen, houden ze. Om dit ongedaan te maken, autoriseer je ze elk opnieuw.
withdraw-all-button = Alle toegang intrekken

## What has just been done

grants-notice-withdrawn = “{ $app }” kan je account niet meer gebruiken. Om dat ongedaan te maken, open je de app en autoriseer je hem opnieuw.
grants-notice-withdrawn-all = Geen enkele app kan je account nog gebruiken.
grants-notice-withdrawn-some =
    { $count ->
        [one] Wat je tot { $when } had geautoriseerd, kan je account niet meer gebruiken. { $count } app kan dat nog: die heb je daarna geautoriseerd.
       *[other] Wat je tot { $when } had geautoriseerd, kan je account niet meer gebruiken. { $count } apps kunnen dat nog: die heb je daarna geautoriseerd.
    }
grants-notice-narrowed = “{ $app }” kan { $scopes } niet meer gebruiken. De app krijgt dat alleen terug als je hem opnieuw autoriseert.
grants-notice-asked = Het wordt je weer gevraagd.
