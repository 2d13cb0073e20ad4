### Administration: the pages below /admin, for administrators alone. The names of acts and states are those of the command
### line: suspend, unsuspend, approve, revoke, rotate.

layout-administration = Beheer

admin-title = Beheer
admin-menu-label = Beheer
admin-overview = Overzicht
admin-users = Accounts
admin-apps = Apps
admin-servers = Resourceservers
admin-settings = Instellingen
admin-audit = Auditlogboek
admin-store = Opslag

## On several pages

admin-any = Alle
admin-role = Rol
admin-role-user = Gebruiker
admin-role-admin = Beheerder
admin-state = Status
admin-state-active = actief
admin-state-suspended = opgeschort
admin-app-active = actief
admin-app-suspended = opgeschort
admin-state-waiting = wacht op goedkeuring
admin-no-password = nog geen wachtwoord
admin-never = Nooit
admin-not-yet = Nog niet
admin-number = Nummer
admin-created = Aangemaakt
admin-owner = Eigenaar
admin-email = E-mailadres
admin-client-id = Client ID
admin-client-secret = Clientgeheim
admin-filter = Tonen
admin-filter-none = Alles tonen
admin-cancel = Annuleren
admin-save = Opslaan
admin-go-on = Doorgaan
admin-suspend = Opschorten
admin-unsuspend = Opschorting opheffen
admin-rotate = Nieuw geheim maken
admin-registered = Geregistreerd op { $when }
admin-last-used = Laatst gebruikt op { $when }
admin-never-used = Nooit gebruikt
admin-added = Toegevoegd op { $when }

## Overview

admin-look = Te controleren
admin-look-about = Waar misschien een beslissing van jou voor nodig is.
admin-calm = Er is niets te controleren.
admin-refusing = Er kan nu niets worden opgeslagen.
admin-backup-failed = De laatste back-up is mislukt, of de volgende is te laat.
admin-waiting-count = { $count ->
    [one] Eén app wacht op goedkeuring
   *[other] { $count } apps wachten op goedkeuring
}
admin-suspended-apps = { $count ->
    [one] Eén app is opgeschort
   *[other] { $count } apps zijn opgeschort
}
admin-suspended-users = { $count ->
    [one] Eén account is opgeschort
   *[other] { $count } accounts zijn opgeschort
}
admin-failed-sign-ins = { $count ->
    [one] Eén inlogpoging is vandaag mislukt
   *[other] { $count } inlogpogingen zijn vandaag mislukt
}
admin-figures = Statistieken
admin-consents = Autorisaties van apps
admin-sessions = Sessies
admin-version = Versie

## Accounts

admin-find-user = Naam of e-mailadres
admin-never-signed-in = Alleen accounts waarmee nog nooit is ingelogd
admin-users-count = { $count ->
    [one] Eén account.
   *[other] { $count } accounts.
}
admin-users-none = Geen enkel account voldoet daaraan
admin-last-sign-in-was = Laatst ingelogd op { $when }
admin-never-signed-in-yet = Nooit ingelogd
admin-user-new = Nieuw account
admin-user-new-text = Het account heeft eerst geen wachtwoord. De volgende pagina toont een link waarmee de persoon er zelf een instelt.
admin-user-name = Gebruikersnaam
admin-user-name-hint = 3 tot 30 letters, cijfers of onderstrepingstekens.
admin-user-new-admin = Beheerder maken
admin-user-new-button = Account aanmaken
admin-user-made = { $name } heeft nu een account
admin-link = Wachtwoordlink
admin-link-text = Met deze link wordt een wachtwoord ingesteld. De link werkt één keer, één uur lang, en wordt niet nog eens getoond. Geef hem aan de persoon en aan niemand anders.
admin-link-made = Een wachtwoordlink voor { $name }

## One account

admin-user-account = Account
admin-last-sign-in = Laatst ingelogd
admin-password = Wachtwoord
admin-password-set = Ingesteld
admin-user-apps = Geregistreerde apps
admin-user-grants = Geautoriseerde apps
admin-user-events = Gebeurtenissen van dit account
admin-app-events = Gebeurtenissen van deze app
admin-make-admin = Beheerder maken
admin-make-user = Gebruiker maken
admin-make-link = Wachtwoordlink maken
admin-export = Gegevens downloaden
admin-delete-user = Account verwijderen
admin-user-own = Dit is je eigen account.
admin-user-last = Dit is de laatste actieve beheerder. Het account kan niet worden opgeschort, verwijderd of gebruiker gemaakt zolang er geen andere beheerder is.
admin-email-about = Niemand bevestigt een nieuw adres. De persoon ziet dat het is gewijzigd.
admin-language-about = Wat iemand onder Profiel kiest. Zonder keuze is het de taal waar de browser om vraagt.
admin-language-browser = Zoals ingesteld in de browser
admin-sessions-about = Waar het account is ingelogd. Wat apps mogen, verandert hierdoor niet.
admin-sessions-none = Nergens ingelogd.
admin-session-started = Ingelogd op { $when }
admin-session-end = Uitloggen
admin-session-end-which = { $device } uitloggen
admin-sign-out = Overal uitloggen
admin-notes = Notities
admin-notes-about = Wat de serverbeheerder bij het account noteert, zoals het nummer in een ander programma. Upstreams kunnen dit te horen krijgen.
admin-note-key = Naam van de notitie
admin-note-value = Tekst
admin-note-add = Notitie opslaan
admin-note-remove = Verwijderen
admin-note-remove-which = De notitie { $key } verwijderen
admin-ask-suspend = { $name } opschorten?
admin-ask-suspend-text = De sessies worden meteen beëindigd en de tokens zijn meteen inactief. Er wordt niets verwijderd: wat intussen niet is verlopen, is weer geldig als de opschorting wordt opgeheven.
admin-ask-admin = { $name } beheerder maken?
admin-ask-admin-text = Beheerders kunnen elk account, elke app en de instellingen van deze server zien en wijzigen.
admin-ask-user = { $name } de rol van beheerder afnemen?
admin-ask-user-text = Het account houdt zijn apps en wat het heeft geautoriseerd.
admin-ask-sign-out = { $name } overal uitloggen?
admin-ask-sign-out-text = Alle sessies worden beëindigd. Wat apps mogen, verandert niet.
admin-ask-second-factor = De tweede factor van { $name } uitzetten?
admin-ask-second-factor-text = Dan is het wachtwoord genoeg om in te loggen. Doe dit alleen als je zeker weet wie erom vraagt.
admin-ask-delete = { $name } verwijderen?
admin-ask-delete-text = Het account verdwijnt met al zijn apps, autorisaties en tokens. Dit kan niet ongedaan worden gemaakt.
admin-ask-own = Dit is je eigen account: je verliest meteen de toegang tot deze pagina’s.

## Apps

admin-find-app = Naam of client ID
admin-unused = Niet gebruikt gedurende
admin-unused-30 = 30 dagen
admin-unused-90 = 90 dagen
admin-unused-365 = Een jaar
admin-apps-count = { $count ->
    [one] Eén app.
   *[other] { $count } apps.
}
admin-apps-none-like = Geen enkele app voldoet daaraan
admin-apps-none = Nog geen apps
admin-apps-none-text = Hier staat wat wordt geregistreerd, van wie het ook is.
admin-app-owner = Van { $owner }
admin-app-decision = Status
admin-app-waits = De app wacht sinds { $when } op goedkeuring. Tot die tijd kan alleen de eigenaar hem autoriseren.
admin-app-is-suspended = De app is sinds { $when } opgeschort. Hij krijgt niets, en wat hij had gekregen is inactief.
admin-approve = Goedkeuren
admin-revoke = Alle tokens intrekken
admin-delete-app = App verwijderen
admin-app-facts = App
admin-website = Website
admin-description = Beschrijving
admin-client-type = Type
admin-public = Openbaar: heeft geen geheim
admin-confidential = Vertrouwelijk: heeft een geheim
admin-people = Mensen die de app hebben geautoriseerd
admin-used = Laatst gebruikt
admin-redirect-uris = Redirect URI’s
admin-scopes = Scopes
admin-ask-app-suspend = { $app } opschorten?
admin-ask-app-suspend-text = De app krijgt geen tokens meer, en die hij heeft zijn meteen inactief, voor iedereen. Er wordt niets verwijderd: wat intussen niet is verlopen, is weer geldig als de opschorting wordt opgeheven.
admin-ask-app-approve = { $app } goedkeuren?
admin-ask-app-approve-text = Vanaf dat moment kan iedereen de app autoriseren. Bekijk eerst de website en de redirect URI’s.
admin-ask-app-revoke = Alle tokens van { $app } intrekken?
admin-ask-app-revoke-text = Alles wat de app heeft gekregen, wordt ongeldig, voor iedereen. Mensen kunnen de app opnieuw autoriseren.
admin-app-rotate-about = Het nieuwe geheim wordt één keer getoond, op de volgende pagina, en moet aan de eigenaar van de app worden gegeven.
admin-ask-app-delete = { $app } verwijderen?
admin-ask-app-delete-text = De app en alles wat hij heeft gekregen, worden verwijderd. Dit kan niet ongedaan worden gemaakt.

## Secrets, shown once

admin-secret-made = Het geheim van { $name }
admin-secret-app-text = Het geheim wordt niet nog eens getoond. Geef het aan de eigenaar van de app en aan niemand anders.
admin-secret-server-text = Het geheim wordt niet nog eens getoond. De API gebruikt beide met HTTP Basic als hij vraagt waar een token voor staat.

## Resource servers

admin-servers-about = API’s die grantd vragen waar een token voor staat, hebben eigen inloggegevens.
admin-servers-none = Nog geen resourceservers
admin-servers-none-text = Een API die vraagt waar een token voor staat, heeft er een nodig; een API achter de gateway niet.
admin-server-name = Naam van de nieuwe resourceserver
admin-server-name-hint = 1 tot 64 letters, cijfers en de tekens . _ -
admin-server-add = Toevoegen
admin-server-name-wrong = Gebruik 1 tot 64 letters, cijfers en de tekens . _ -
admin-server-name-taken = Er is er al een met deze naam. Kies een andere naam, of maak er een nieuw geheim voor.
admin-delete-server = Verwijderen
admin-rotate-which = Een nieuw geheim maken voor { $name }
admin-delete-which = { $name } verwijderen
admin-ask-server-rotate = Een nieuw geheim maken voor { $name }?
admin-ask-server-rotate-text = Het huidige geheim werkt meteen niet meer. Het nieuwe wordt één keer getoond, op de volgende pagina.
admin-ask-server-delete = { $name } verwijderen?
admin-ask-server-delete-text = De resourceserver kan dan niet meer vragen waar een token voor staat.

## Settings

admin-instance = Deze server
admin-instance-about = Deze instellingen gelden meteen.
admin-instance-name = Naam
admin-instance-name-hint = Indien leeg is de naam { $name }.
admin-registration = Mensen mogen zelf een account aanmaken
admin-contact = Contact
admin-contact-hint = Een e-mailadres waar mensen terechtkunnen met vragen.
admin-about = Wat deze server is
admin-about-hint = Staat op de startpagina. Platte tekst: een lege regel begint een alinea, webadressen worden links.
admin-privacy = Privacybeleid
admin-privacy-hint = Staat op een eigen pagina, met onderaan elke pagina een link ernaartoe. Platte tekst, zoals hierboven.
admin-configuration = Configuratie
admin-configuration-about = Wat hier staat, wijzig je in het bestand. Het geldt zodra de daemon het opnieuw heeft gelezen (SIGHUP) of opnieuw is gestart.
admin-configuration-file = Gelezen uit
admin-configuration-none = Er is geen configuratiebestand: dit zijn de ingebouwde standaardwaarden.
admin-routes = Routes en upstreams
admin-scopes-about = Waar apps om kunnen vragen. In de configuratie staan ze als [[scope]].
admin-scope-admin = alleen beheerders kunnen dit verlenen
admin-routes-none = Er zijn geen routes. Een proxy die grantd vraagt en de gateway laten niets door dan wat van grantd zelf is.
admin-routes-count = { $count ->
    [one] Eén route
   *[other] { $count } routes
}
admin-routes-about = Welk verzoek wat nodig heeft.
admin-upstreams = Upstreams
admin-upstreams-about = Wie verzoeken beantwoordt als grantd de gateway is. Het langste pad wint.
admin-upstream-closed = geen route opent deze
admin-route-unserved = geen upstream bedient deze
admin-route-all-methods = Alle methoden
admin-needs-nothing = Er is niets nodig.
admin-needs-scope = Er is een token met { $scope } nodig, of de eigen sessie van het account.
admin-needs-session = De eigen sessie van het account is nodig.
admin-needs-admin = Het account moet van een beheerder zijn.
admin-needs-optional = Wie geen inloggegevens toont, heeft niets nodig.
admin-explain = Wat er met een verzoek gebeurt
admin-explain-about = Zonder token; grantd route --token zegt het ook van een token.
admin-explain-method = Methode
admin-explain-path = Pad
admin-explain-button = Uitleggen
admin-explain-request = Verzoek
admin-explain-route = Route
admin-explain-no-route = Geen
admin-explain-line = (regel { $line })
admin-explain-needs = Nodig
admin-explain-answered = Beantwoord door
admin-explain-verdict = Oordeel
admin-answered-upstream = De upstream { $path } op { $url }
admin-answered-reserved = grantd zelf, welke routes er ook zijn
admin-answered-itself = grantd zelf: geen upstream heeft dit pad
admin-let-through = Doorgelaten.
admin-refused = Geweigerd, { $status }.
admin-why-public = De route is openbaar.
admin-why-optional = De route laat verzoeken zonder inloggegevens door.
admin-why-no-token = Het toont geen token.
admin-why-slash = Het pad moet met een schuine streep beginnen.
admin-why-bad-path = Het pad kan op twee manieren worden gelezen.
admin-why-misspelt = Het pad moet gespeld zijn zoals in { $path }.
admin-why-no-route = Geen route staat dit verzoek toe.
admin-why-method = Geen route staat hier deze methode toe, alleen { $methods }.

## Audit log

admin-audit-user = Account
admin-audit-app = App
admin-audit-by = Door
admin-audit-address = Adres
admin-audit-event = Gebeurtenis
admin-audit-since = Vanaf
admin-audit-until = Vóór
admin-audit-day-wrong = Schrijf een dag, bijvoorbeeld 2026-11-23.
admin-audit-file = Downloaden als JSON Lines
admin-audit-newer = Nieuwer
admin-audit-older = Ouder
admin-audit-empty = Niets van dien aard is gebeurd
admin-audit-empty-text = Het logboek gaat zo ver terug als de bestanden worden bewaard.
admin-by-operator = de serverbeheerder
admin-by-system = grantd zelf

## Store

admin-daemon = Daemon
admin-running-since = Draait sinds
admin-memory-used = Geheugen in gebruik
admin-memory-limit = Toegestaan geheugen
admin-commits = Sindsdien opgeslagen wijzigingen
admin-failures = Mislukte wijzigingen
admin-events-lost = Gebeurtenissen die in het auditlogboek ontbreken
admin-data = Gegevens
admin-data-about = Hoeveel records er van elke soort zijn.
admin-on-disk = Op de schijf
admin-content = Inhoud
admin-counting = Wordt geteld.
admin-format = Indeling
admin-record-instance = Instellingen van de server
admin-record-counter = Nummerreeksen
admin-record-one-time-link = Eenmalige links
admin-record-second-factor = Tweede factoren
admin-record-pending-sign-in = Aanmeldingen die op een tweede factor wachten
admin-record-remembered-consent = Autorisaties die niet opnieuw worden gevraagd
admin-record-scope-use = Gebruik van rechten
admin-record-authorization-code = Autorisatiecodes
admin-record-family = Tokenfamilies
admin-record-access-token = Toegangstokens
admin-record-refresh-token = Vernieuwingstokens
admin-record-last-use = Laatste keren dat apps zijn gebruikt
admin-record-secret-state = Vervangen of gemelde geheimen
admin-record-app-usage = Dagcijfers van apps
admin-record-decided-request = Beantwoorde toestemmingspagina’s
admin-record-user-event = Gebeurtenissen van accounts
admin-record-hold = Apps die wachten of zijn opgeschort
admin-record-last-sign-in = Laatste aanmeldingen
admin-sweep = Verlopen records
admin-sweep-about = Wat is verlopen, wordt af en toe vanzelf verwijderd.
admin-last-sweep = Laatst verwijderd
admin-oldest-due = Wacht sinds
admin-nothing-due = Er wacht niets
admin-older-than = Alleen wat minstens zo lang geleden is verlopen
admin-older-than-hint = Bijvoorbeeld 12h of 7d. Is het veld leeg, dan verdwijnt alles wat is verlopen.
admin-older-than-wrong = Schrijf een getal en s, m, h, d of w, bijvoorbeeld 12h of 7d.
admin-sweep-now = Nu verwijderen
admin-swept = Verwijderd:
admin-swept-nothing = Er was niets verlopen.
admin-backups = Back-ups
admin-backups-about = Een back-up bevat alle accounts. Hij wordt op de machine zelf gemaakt, niet via het web.
admin-backups-every = Elke
admin-backups-dir = In
admin-backups-newest = Nieuwste
admin-overdue = te laat
admin-backups-none = Er worden niet vanzelf back-ups gemaakt. In de configuratie zet je ze aan met
admin-command-backup = Nu een back-up maken
admin-command-restore = Een back-up terugzetten
admin-command-move = Overstappen op een andere engine of versie
admin-command-check = Alle gegevens controleren

## What was done

admin-done-user-deleted = Het account is verwijderd.
admin-done-role = Het account heeft nu een andere rol.
admin-done-suspended = De opschorting is ingegaan.
admin-done-unsuspended = De opschorting is opgeheven.
admin-done-signed-out = Het account is overal uitgelogd.
admin-done-session = Die sessie is beëindigd.
admin-done-email = Het e-mailadres is gewijzigd.
admin-done-language = De taal is gewijzigd.
admin-done-note = De notitie is opgeslagen.
admin-done-note-removed = De notitie is verwijderd.
admin-done-app-approved = De app is goedgekeurd.
admin-app-changed = Deze app is gewijzigd nadat je hem had bekeken en is daarom niet goedgekeurd. Bekijk hem opnieuw.
admin-done-app-revoked = Alles wat de app had gekregen, is ongeldig.
admin-done-app-deleted = De app is verwijderd.
admin-done-server-deleted = De resourceserver is verwijderd.
admin-done-settings = De instellingen zijn opgeslagen.

## What the owner of an app reads of it, on its page

admin-own-app-waiting = Deze app wacht op goedkeuring door een beheerder. Tot die tijd ben jij de enige die hem kan autoriseren.
admin-own-app-suspended = Een beheerder heeft deze app opgeschort. De app krijgt niets, en wat hij had gekregen is inactief.
