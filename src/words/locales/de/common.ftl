### What every page has around its content, and the parts that pages share: forms, lists, short notices.
###
### The words: app: App; permission: Berechtigung (scope: Scope, for developers); authorise: autorisieren; withdraw: (den
### Zugriff) entziehen; revoke: widerrufen; end a token or secret: ungültig machen; sign in, out: anmelden, abmelden;
### second factor: zweiter Faktor; authenticator app: Authenticator-App; recovery code: Wiederherstellungscode; client
### secret: das Secret; token: das Token; suspend: sperren; approve: freigeben; administrator: die Administration,
### Administratorkonto; operator: Betreiber; note: Vermerk.

## Around the content

layout-skip = Zum Inhalt springen
layout-menu = Menü
layout-menu-label = Ihr Konto
layout-apps = Ihre Apps
layout-grants = Autorisierte Apps
layout-events = Ereignisse
layout-profile = Profil
layout-signed-in-as = <span class="vh">Angemeldet als </span>{ $name }
layout-admin = Admin
layout-sign-out = Abmelden
layout-language = Sprache dieser Seiten
layout-contact = Die Administration erreichen Sie unter { $contact }.

## Forms

form-title-wrong = Fehler: { $title }
form-look-again = Bitte prüfen Sie Ihre Eingaben
form-error-before = Fehler:
form-optional = (optional)
form-cancel = Abbrechen

## Lists

list-pages-label = Seiten dieser Liste
list-previous = Zurück
list-next = Weiter
list-page-of = Seite { $page } von { $pages }
list-beyond = Es gibt keine Seite { $page }
list-first = Erste Seite
list-last = Letzte Seite
size-bytes = { $bytes } Bytes
size-kib = { $kib } KiB
size-mib = { $mib } MiB
size-gib = { $gib } GiB
short-scopes = { $scopes } und { $count } weitere
copy-button = Kopieren
copy-done = Kopiert
copy-selected = Markiert: Jetzt mit der Tastatur kopieren

## Notices: what has just been done

notice-setup = Willkommen. Ihr Konto verwaltet diesen Server. Registrieren Sie eine erste App, um ihn auszuprobieren.
notice-registered = Willkommen. Ihr Konto ist eröffnet.
notice-profile = Ihr Profil wurde gespeichert.
notice-password = Ihr Passwort wurde geändert. Überall sonst sind Sie abgemeldet.
notice-password-set = Das neue Passwort ist festgelegt. Sie können sich jetzt damit anmelden.
notice-email = Ihre E-Mail-Adresse wurde geändert.
notice-account-deleted = Ihr Konto wurde gelöscht.
notice-session = Die gewählte Sitzung wurde abgemeldet.
notice-sessions = Alle anderen Sitzungen wurden abgemeldet.
notice-signed-out = Sie sind abgemeldet.
notice-edited = Die Änderungen wurden gespeichert.
notice-registered-before = Dieses Formular hat die App schon registriert; sie wurde kein zweites Mal angelegt. Wenn Sie das Secret nicht gesehen haben, erzeugen Sie hier ein neues.
notice-revoked = Alle Token dieser App wurden widerrufen.
notice-deleted = Die App wurde gelöscht.
notice-secret-ended = Das vorige Secret ist nicht mehr gültig.
notice-withdrawn = Die App kann Ihr Konto nicht mehr verwenden.
