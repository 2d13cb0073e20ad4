### What every page has around its content, and the parts that pages share: forms, lists, short notices.
###
### The words: app: aplikacja (written before a name, which is not declined); permission: uprawnienie (scope: zakres, for
### developers); authorise: autoryzować; withdraw: cofnąć (dostęp); revoke, end a token or secret: unieważnić; sign in,
### out: zalogować się, wylogować się; second factor: drugi składnik; authenticator app: aplikacja uwierzytelniająca;
### recovery code: kod odzyskiwania; client secret: sekret; of an authenticator app: tajny klucz; link: odnośnik; suspend:
### zawiesić; approve: zatwierdzić; administrator: administrator; operator: operator; note: notatka.

## Around the content

layout-skip = Przejdź do treści
layout-menu = Menu
layout-menu-label = Twoje konto
layout-apps = Twoje aplikacje
layout-grants = Autoryzowane aplikacje
layout-events = Zdarzenia
layout-profile = Profil
layout-signed-in-as = <span class="vh">Zalogowano jako </span>{ $name }
layout-admin = administrator
layout-sign-out = Wyloguj się
layout-language = Język stron
layout-contact = Do administratora można napisać na adres { $contact }.

## Forms

form-title-wrong = Błąd: { $title }
form-look-again = Sprawdź to jeszcze raz
form-error-before = Błąd:
form-optional = (opcjonalnie)
form-cancel = Anuluj

## Lists

list-pages-label = Strony tej listy
list-previous = Poprzednia
list-next = Następna
list-page-of = Strona { $page } z { $pages }
list-beyond = Nie ma strony { $page }
list-first = Pierwsza strona
list-last = Ostatnia strona
size-bytes = { $bytes } B
size-kib = { $kib } KiB
size-mib = { $mib } MiB
size-gib = { $gib } GiB
short-scopes = { $scopes } i jeszcze { $count }
copy-button = Kopiuj
copy-done = Skopiowano
copy-selected = Zaznaczono: skopiuj skrótem klawiszowym

## Notices: what has just been done

notice-setup = Witamy. Twoje konto administruje tym serwerem. Zarejestruj pierwszą aplikację, aby go wypróbować.
notice-registered = Witamy. Twoje konto zostało założone.
notice-profile = Profil został zapisany.
notice-password = Hasło zostało zmienione. Wszędzie indziej nastąpiło wylogowanie.
notice-password-set = Nowe hasło zostało ustawione. Można się już nim zalogować.
notice-email = Adres e-mail został zmieniony.
notice-account-deleted = Konto zostało usunięte.
notice-session = Wybrana sesja została wylogowana.
notice-sessions = Wszystkie pozostałe sesje zostały wylogowane.
notice-signed-out = Wylogowano.
notice-edited = Zmiany zostały zapisane.
notice-registered-before = Ten formularz już wcześniej zarejestrował aplikację, więc nie powstała druga. Jeśli nie widać było jej sekretu, utwórz tutaj nowy.
notice-revoked = Wszystkie tokeny tej aplikacji zostały unieważnione.
notice-deleted = Aplikacja została usunięta.
notice-secret-ended = Poprzedni sekret już nie działa.
notice-withdrawn = Aplikacja nie może już korzystać z Twojego konta.
