### What every page has around its content, and the parts that pages share: forms, lists, short notices.
###
### The words: app: de app (hij); permission: machtiging (scope: scope, for developers); authorise: autoriseren; withdraw:
### (de toegang) intrekken; revoke: intrekken; end a token or secret: ongeldig maken; sign in, out: inloggen, uitloggen;
### second factor: tweede factor; authenticator app: authenticator-app; recovery code: herstelcode; client secret: geheim;
### suspend: opschorten; approve: goedkeuren; administrator: beheerder; operator: serverbeheerder; note: notitie.

## Around the content

layout-skip = Naar de inhoud
layout-menu = Menu
layout-menu-label = Je account
layout-apps = Je apps
layout-grants = Geautoriseerde apps
layout-events = Gebeurtenissen
layout-profile = Profiel
layout-signed-in-as = <span class="vh">Ingelogd als </span>{ $name }
layout-admin = beheerder
layout-sign-out = Uitloggen
layout-language = Taal van deze pagina’s
layout-contact = Je bereikt de beheerder via { $contact }.

## Forms

form-title-wrong = Fout: { $title }
form-look-again = Kijk hier nog eens naar
form-error-before = Fout:
form-optional = (optioneel)
form-cancel = Annuleren

## Lists

list-pages-label = Pagina’s van deze lijst
list-previous = Vorige
list-next = Volgende
list-page-of = Pagina { $page } van { $pages }
list-beyond = Er is geen pagina { $page }
list-first = Eerste pagina
list-last = Laatste pagina
size-bytes = { $bytes } bytes
size-kib = { $kib } KiB
size-mib = { $mib } MiB
size-gib = { $gib } GiB
short-scopes = { $scopes } en nog { $count }
copy-button = Kopiëren
copy-done = Gekopieerd
copy-selected = Geselecteerd: kopieer met de sneltoets

## Notices: what has just been done

notice-setup = Welkom. Je account beheert deze server. Registreer een eerste app om het uit te proberen.
notice-registered = Welkom. Je account is aangemaakt.
notice-profile = Je profiel is opgeslagen.
notice-password = Je wachtwoord is gewijzigd. Op alle andere plekken ben je uitgelogd.
notice-password-set = Het nieuwe wachtwoord is ingesteld. Je kunt er nu mee inloggen.
notice-email = Je e-mailadres is gewijzigd.
notice-account-deleted = Je account is verwijderd.
notice-session = Die sessie is uitgelogd.
notice-sessions = Alle andere sessies zijn uitgelogd.
notice-signed-out = Je bent uitgelogd.
notice-edited = De wijzigingen zijn opgeslagen.
notice-registered-before = Dit formulier had de app al geregistreerd, dus is dat geen tweede keer gebeurd. Heb je het geheim niet gezien, maak hier dan een nieuw.
notice-revoked = Alle tokens van deze app zijn ingetrokken.
notice-deleted = De app is verwijderd.
notice-secret-ended = Het vorige geheim is niet meer geldig.
notice-withdrawn = De app kan je account niet meer gebruiken.
