### Administration: the pages below /admin, for administrators alone. The names of acts and states are those of the command
### line: suspend, unsuspend, approve, revoke, rotate.

layout-administration = Administracja

admin-title = Administracja
admin-menu-label = Administracja
admin-overview = Przegląd
admin-users = Konta
admin-apps = Aplikacje
admin-servers = Serwery zasobów
admin-settings = Ustawienia
admin-audit = Dziennik audytu
admin-store = Magazyn danych

## On several pages

admin-any = Wszystkie
admin-role = Rola
admin-role-user = Użytkownik
admin-role-admin = Administrator
admin-state = Stan
admin-state-active = aktywne
admin-state-suspended = zawieszone
admin-app-active = aktywna
admin-app-suspended = zawieszona
admin-state-waiting = czeka na zatwierdzenie
admin-no-password = jeszcze bez hasła
admin-never = Nigdy
admin-not-yet = Jeszcze nie
admin-number = Numer
admin-created = Utworzono
admin-owner = Właściciel
admin-email = E-mail
admin-client-id = Client ID
admin-client-secret = Sekret klienta
admin-filter = Pokaż
admin-filter-none = Pokaż wszystko
admin-cancel = Anuluj
admin-save = Zapisz
admin-go-on = Kontynuuj
admin-suspend = Zawieś
admin-unsuspend = Cofnij zawieszenie
admin-rotate = Utwórz nowy sekret
admin-registered = Zarejestrowano { $when }
admin-last-used = Ostatnie użycie { $when }
admin-never-used = Nigdy nieużywana
admin-added = Dodano { $when }

## Overview

admin-look = Do sprawdzenia
admin-look-about = Co może wymagać Twojej decyzji.
admin-calm = Nic nie wymaga uwagi.
admin-refusing = W tej chwili nie można niczego zapisać.
admin-backup-failed = Ostatnia kopia zapasowa się nie udała albo następna jest spóźniona.
admin-waiting-count = { $count ->
    [one] Jedna aplikacja czeka na zatwierdzenie
    [few] { $count } aplikacje czekają na zatwierdzenie
    [many] { $count } aplikacji czeka na zatwierdzenie
   *[other] { $count } aplikacji czeka na zatwierdzenie
}
admin-suspended-apps = { $count ->
    [one] Jedna aplikacja jest zawieszona
    [few] { $count } aplikacje są zawieszone
    [many] { $count } aplikacji jest zawieszonych
   *[other] { $count } aplikacji jest zawieszone
}
admin-suspended-users = { $count ->
    [one] Jedno konto jest zawieszone
    [few] { $count } konta są zawieszone
    [many] { $count } kont jest zawieszonych
   *[other] { $count } konta jest zawieszone
}
admin-failed-sign-ins = { $count ->
    [one] Jedno nieudane logowanie dzisiaj
    [few] { $count } nieudane logowania dzisiaj
    [many] { $count } nieudanych logowań dzisiaj
   *[other] { $count } nieudanego logowania dzisiaj
}
admin-figures = Statystyki
admin-consents = Autoryzacje aplikacji
admin-sessions = Sesje
admin-version = Wersja

## Accounts

admin-find-user = Nazwa lub e-mail
admin-never-signed-in = Tylko konta, na które nikt się nigdy nie zalogował
admin-users-count = { $count ->
    [one] Jedno konto.
    [few] { $count } konta.
    [many] { $count } kont.
   *[other] { $count } konta.
}
admin-users-none = Żadne konto temu nie odpowiada
admin-last-sign-in-was = Ostatnie logowanie { $when }
admin-never-signed-in-yet = Brak logowań
admin-user-new = Nowe konto
admin-user-new-text = Konto nie ma na początku hasła. Następna strona pokaże odnośnik, przez który ustawi je właściciel konta.
admin-user-name = Nazwa użytkownika
admin-user-name-hint = Od 3 do 30 liter, cyfr lub podkreśleń.
admin-user-new-admin = Nadaj rolę administratora
admin-user-new-button = Utwórz konto
admin-user-made = Utworzono konto { $name }
admin-link = Odnośnik do ustawienia hasła
admin-link-text = Ten odnośnik ustawia hasło. Działa raz, przez godzinę, i nie będzie pokazany ponownie. Przekaż go właścicielowi konta i nikomu innemu.
admin-link-made = Odnośnik do ustawienia hasła do konta { $name }

## One account

admin-user-account = Konto
admin-last-sign-in = Ostatnie logowanie
admin-password = Hasło
admin-password-set = Ustawione
admin-user-apps = Zarejestrowane aplikacje
admin-user-grants = Autoryzowane aplikacje
admin-user-events = Zdarzenia na tym koncie
admin-app-events = Zdarzenia tej aplikacji
admin-make-admin = Nadaj rolę administratora
admin-make-user = Zmień rolę na użytkownika
admin-make-link = Utwórz odnośnik do ustawienia hasła
admin-export = Pobierz dane konta
admin-delete-user = Usuń konto
admin-user-own = To jest Twoje własne konto.
admin-user-last = To ostatnie aktywne konto administratora. Dopóki nie ma innego, nie można go zawiesić, usunąć ani zmienić jego roli.
admin-email-about = Nikt nie potwierdza nowego adresu. Właściciel konta zobaczy, że został zmieniony.
admin-language-about = To, co wybrano w zakładce Profil. Bez wyboru obowiązuje język, o który prosi przeglądarka.
admin-language-browser = Zgodnie z przeglądarką
admin-sessions-about = Gdzie konto jest zalogowane. Nie wpływa to na uprawnienia aplikacji.
admin-sessions-none = Nigdzie nie zalogowano.
admin-session-started = Zalogowano { $when }
admin-session-end = Wyloguj
admin-session-end-which = Wyloguj { $device }
admin-sign-out = Wyloguj wszędzie
admin-notes = Notatki
admin-notes-about = Co operatorzy notują o koncie, na przykład jego numer w innym programie. Notatki mogą być przekazywane usługom za bramą.
admin-note-key = Nazwa notatki
admin-note-value = Tekst
admin-note-add = Zapisz notatkę
admin-note-remove = Usuń
admin-note-remove-which = Usuń notatkę { $key }
admin-ask-suspend = Zawiesić konto { $name }?
admin-ask-suspend-text = Sesje natychmiast się zakończą, a tokeny będą nieaktywne. Nic nie zostanie usunięte: co do tego czasu nie wygaśnie, będzie znów ważne po cofnięciu zawieszenia.
admin-ask-admin = Nadać kontu { $name } rolę administratora?
admin-ask-admin-text = Administratorzy widzą i zmieniają wszystkie konta, wszystkie aplikacje i ustawienia tego serwera.
admin-ask-user = Odebrać kontu { $name } rolę administratora?
admin-ask-user-text = Konto zachowa swoje aplikacje i autoryzacje.
admin-ask-sign-out = Wylogować konto { $name } wszędzie?
admin-ask-sign-out-text = Wszystkie sesje się zakończą. Nie wpływa to na uprawnienia aplikacji.
admin-ask-second-factor = Wyłączyć drugi składnik konta { $name }?
admin-ask-second-factor-text = Do zalogowania wystarczy wtedy samo hasło. Zrób to tylko wtedy, gdy masz pewność, kto o to prosi.
admin-ask-delete = Usunąć konto { $name }?
admin-ask-delete-text = Konto zniknie ze wszystkimi aplikacjami, autoryzacjami i tokenami. Nie można tego cofnąć.
admin-ask-own = To jest Twoje własne konto: natychmiast stracisz dostęp do tych stron.

## Apps

admin-find-app = Nazwa lub client ID
admin-unused = Nieużywane od
admin-unused-30 = 30 dni
admin-unused-90 = 90 dni
admin-unused-365 = roku
admin-apps-count = { $count ->
    [one] Jedna aplikacja.
    [few] { $count } aplikacje.
    [many] { $count } aplikacji.
   *[other] { $count } aplikacji.
}
admin-apps-none-like = Żadna aplikacja temu nie odpowiada
admin-apps-none = Nie ma jeszcze aplikacji
admin-apps-none-text = Tu widać to, co zostanie zarejestrowane, niezależnie od właściciela.
admin-app-owner = Właściciel: { $owner }
admin-app-decision = Stan
admin-app-waits = Czeka na zatwierdzenie od { $when }. Do tego czasu może ją autoryzować tylko właściciel.
admin-app-is-suspended = Jest zawieszona od { $when }. Niczego nie otrzymuje, a to, co otrzymała, jest nieaktywne.
admin-approve = Zatwierdź
admin-revoke = Unieważnij wszystkie tokeny
admin-delete-app = Usuń aplikację
admin-app-facts = Aplikacja
admin-website = Witryna
admin-description = Opis
admin-client-type = Typ
admin-public = Publiczna: nie ma sekretu
admin-confidential = Poufna: ma sekret
admin-people = Osoby, które ją autoryzowały
admin-used = Ostatnie użycie
admin-redirect-uris = Redirect URI
admin-scopes = Zakresy
admin-ask-app-suspend = Zawiesić aplikację { $app }?
admin-ask-app-suspend-text = Nie otrzyma tokenów, a te, które ma, będą natychmiast nieaktywne dla wszystkich. Nic nie zostanie usunięte: co do tego czasu nie wygaśnie, będzie znów ważne po cofnięciu zawieszenia.
admin-ask-app-approve = Zatwierdzić aplikację { $app }?
admin-ask-app-approve-text = Odtąd każdy będzie mógł ją autoryzować. Najpierw sprawdź jej witrynę i redirect URI.
admin-ask-app-revoke = Unieważnić wszystkie tokeny aplikacji { $app }?
admin-ask-app-revoke-text = Wszystko, co otrzymała, przestanie działać dla wszystkich. Można ją autoryzować ponownie.
admin-app-rotate-about = Nowy sekret będzie pokazany raz, na następnej stronie, i trzeba go przekazać właścicielowi aplikacji.
admin-ask-app-delete = Usunąć aplikację { $app }?
admin-ask-app-delete-text = Aplikacja i wszystko, co otrzymała, zostaną usunięte. Nie można tego cofnąć.

## Secrets, shown once

admin-secret-made = Sekret: { $name }
admin-secret-app-text = Sekret nie będzie pokazany ponownie. Przekaż go właścicielowi aplikacji i nikomu innemu.
admin-secret-server-text = Sekret nie będzie pokazany ponownie. API używa obu wartości z HTTP Basic, gdy pyta, co oznacza token.

## Resource servers

admin-servers-about = API, które pytają grantd, co oznacza token, mają własne dane dostępowe.
admin-servers-none = Nie ma jeszcze serwerów zasobów
admin-servers-none-text = API potrzebuje takiego wpisu, jeśli pyta, co oznacza token; API za bramą go nie potrzebuje.
admin-server-name = Nazwa nowego serwera
admin-server-name-hint = Od 1 do 64 liter, cyfr i znaków . _ -
admin-server-add = Dodaj
admin-server-name-wrong = Wpisz od 1 do 64 liter, cyfr i znaków . _ -
admin-server-name-taken = Serwer o tej nazwie już istnieje. Wybierz inną nazwę albo utwórz dla niego nowy sekret.
admin-delete-server = Usuń
admin-rotate-which = Utwórz nowy sekret dla serwera { $name }
admin-delete-which = Usuń serwer { $name }
admin-ask-server-rotate = Utworzyć nowy sekret dla serwera { $name }?
admin-ask-server-rotate-text = Obecny sekret natychmiast przestanie działać. Nowy będzie pokazany raz, na następnej stronie.
admin-ask-server-delete = Usunąć serwer { $name }?
admin-ask-server-delete-text = Serwer nie będzie już mógł pytać, co oznacza token.

## Settings

admin-instance = Ten serwer
admin-instance-about = Te ustawienia obowiązują natychmiast.
admin-instance-name = Nazwa
admin-instance-name-hint = Gdy pole jest puste: { $name }.
admin-registration = Każdy może samodzielnie założyć konto
admin-contact = Kontakt
admin-contact-hint = Adres e-mail, na który można kierować pytania.
admin-about = Czym jest ten serwer
admin-about-hint = Widoczne na stronie startowej. Zwykły tekst: pusty wiersz zaczyna akapit, a adresy internetowe stają się odnośnikami.
admin-privacy = Polityka prywatności
admin-privacy-hint = Widoczna na osobnej stronie, do której prowadzi odnośnik u dołu każdej strony. Zwykły tekst, jak wyżej.
admin-configuration = Konfiguracja
admin-configuration-about = Te wartości zmienia się w pliku; obowiązują po ponownym odczytaniu go przez demona (SIGHUP) lub po jego ponownym uruchomieniu.
admin-configuration-file = Odczytano z
admin-configuration-none = Nie ma pliku konfiguracji: to wbudowane wartości domyślne.
admin-routes = Trasy i serwery nadrzędne
admin-scopes-about = To, o co mogą prosić aplikacje. W konfiguracji są jako [[scope]].
admin-scope-admin = przyznają go tylko administratorzy
admin-routes-none = Nie ma tras. Serwer proxy pytający grantd i brama przepuszczają tylko to, co należy do samego grantd.
admin-routes-count = { $count ->
    [one] Jedna trasa
    [few] { $count } trasy
    [many] { $count } tras
   *[other] { $count } trasy
}
admin-routes-about = Czego wymaga każde żądanie.
admin-upstreams = Serwery nadrzędne
admin-upstreams-about = Kto odpowiada, gdy grantd jest bramą. Wygrywa najdłuższa ścieżka.
admin-upstream-closed = nie otwiera go żadna trasa
admin-route-unserved = nie obsługuje jej żaden serwer nadrzędny
admin-route-all-methods = Wszystkie metody
admin-needs-nothing = Nie wymaga niczego.
admin-needs-scope = Wymaga tokenu z { $scope } albo własnej sesji konta.
admin-needs-session = Wymaga własnej sesji konta.
admin-needs-admin = Konto musi mieć rolę administratora.
admin-needs-optional = Kto nie pokazuje danych dostępowych, nie potrzebuje niczego.
admin-explain = Co stanie się z żądaniem
admin-explain-about = Bez tokenu; grantd route --token powie to także o tokenie.
admin-explain-method = Metoda
admin-explain-path = Ścieżka
admin-explain-button = Wyjaśnij
admin-explain-request = Żądanie
admin-explain-route = Trasa
admin-explain-no-route = Żadna
admin-explain-line = (wiersz { $line })
admin-explain-needs = Wymaga
admin-explain-answered = Odpowiada
admin-explain-verdict = Wynik
admin-answered-upstream = Serwer nadrzędny { $path } pod { $url }
admin-answered-reserved = Sam grantd, niezależnie od tras
admin-answered-itself = Sam grantd: żaden serwer nadrzędny nie ma tej ścieżki
admin-let-through = Przepuszczone.
admin-refused = Odrzucone, { $status }.
admin-why-public = Trasa jest publiczna.
admin-why-optional = Trasa przepuszcza żądania bez danych dostępowych.
admin-why-no-token = Nie pokazuje tokenu.
admin-why-slash = Ścieżka musi zaczynać się od ukośnika.
admin-why-bad-path = Ścieżkę można odczytać na dwa sposoby.
admin-why-misspelt = Ścieżka musi być zapisana jak w { $path }.
admin-why-no-route = Żadna trasa nie pozwala na to żądanie.
admin-why-method = Żadna trasa nie pozwala tu na tę metodę, tylko { $methods }.

## Audit log

admin-audit-user = Konto
admin-audit-app = Aplikacja
admin-audit-by = Kto
admin-audit-address = Adres
admin-audit-event = Zdarzenie
admin-audit-since = Od
admin-audit-until = Przed
admin-audit-day-wrong = Wpisz dzień, na przykład 2026-11-23.
admin-audit-file = Pobierz jako JSON Lines
admin-audit-newer = Nowsze
admin-audit-older = Starsze
admin-audit-empty = Nic takiego się nie wydarzyło
admin-audit-empty-text = Dziennik sięga tak daleko, jak przechowywane są jego pliki.
admin-by-operator = operator
admin-by-system = sam grantd

## Store

admin-daemon = Demon
admin-running-since = Działa od
admin-memory-used = Używana pamięć
admin-memory-limit = Dozwolona pamięć
admin-commits = Zmiany zapisane od tego czasu
admin-failures = Nieudane zmiany
admin-events-lost = Zdarzenia brakujące w dzienniku audytu
admin-data = Dane
admin-data-about = Ile jest rekordów każdego rodzaju.
admin-on-disk = Na dysku
admin-content = Zawartość
admin-counting = Trwa liczenie.
admin-format = Format
admin-record-instance = Ustawienia serwera
admin-record-counter = Ciągi numerów
admin-record-one-time-link = Linki jednorazowe
admin-record-second-factor = Drugie składniki
admin-record-pending-sign-in = Logowania czekające na drugi składnik
admin-record-remembered-consent = Autoryzacje bez ponownego pytania
admin-record-scope-use = Użycia uprawnień
admin-record-authorization-code = Kody autoryzacji
admin-record-family = Rodziny tokenów
admin-record-access-token = Tokeny dostępu
admin-record-refresh-token = Tokeny odświeżania
admin-record-last-use = Ostatnie użycia aplikacji
admin-record-secret-state = Zastąpione lub zgłoszone sekrety
admin-record-app-usage = Dzienne dane aplikacji
admin-record-decided-request = Strony zgody z odpowiedzią
admin-record-user-event = Zdarzenia kont
admin-record-hold = Aplikacje oczekujące lub zawieszone
admin-record-last-sign-in = Ostatnie logowania
admin-sweep = Wygasłe rekordy
admin-sweep-about = To, co wygasło, jest co pewien czas usuwane samoczynnie.
admin-last-sweep = Ostatnie usuwanie
admin-oldest-due = Czeka od
admin-nothing-due = Nic nie czeka
admin-older-than = Tylko to, co wygasło co najmniej tyle temu
admin-older-than-hint = Na przykład 12h lub 7d. Puste pole usuwa wszystko, co wygasło.
admin-older-than-wrong = Wpisz liczbę i s, m, h, d lub w, na przykład 12h lub 7d.
admin-sweep-now = Usuń teraz
admin-swept = Usunięto:
admin-swept-nothing = Nic nie wygasło.
admin-backups = Kopie zapasowe
admin-backups-about = Kopia zapasowa zawiera wszystkie konta. Tworzy się ją na samej maszynie, a nie przez sieć.
admin-backups-every = Co ile
admin-backups-dir = Katalog
admin-backups-newest = Najnowsza
admin-overdue = spóźniona
admin-backups-none = Kopie zapasowe nie są tworzone samoczynnie. W konfiguracji włącza je
admin-command-backup = Utworzenie kopii teraz
admin-command-restore = Przywrócenie kopii
admin-command-move = Przejście na inny silnik lub wersję
admin-command-check = Sprawdzenie wszystkich danych

## What was done

admin-done-user-deleted = Konto zostało usunięte.
admin-done-role = Konto ma teraz inną rolę.
admin-done-suspended = Zawieszono.
admin-done-unsuspended = Cofnięto zawieszenie.
admin-done-signed-out = Konto zostało wszędzie wylogowane.
admin-done-session = Sesja została zakończona.
admin-done-email = Adres e-mail został zmieniony.
admin-done-language = Język został zmieniony.
admin-done-note = Notatka została zapisana.
admin-done-note-removed = Notatka została usunięta.
admin-done-app-approved = Aplikacja została zatwierdzona.
admin-app-changed = Ta aplikacja zmieniła się po jej obejrzeniu, więc nie została zatwierdzona. Obejrzyj ją ponownie.
admin-done-app-revoked = Wszystko, co aplikacja otrzymała, przestało działać.
admin-done-app-deleted = Aplikacja została usunięta.
admin-done-server-deleted = Serwer zasobów został usunięty.
admin-done-settings = Ustawienia zostały zapisane.

## What the owner of an app reads of it, on its page

admin-own-app-waiting = Ta aplikacja czeka na zatwierdzenie przez administratora. Do tego czasu możesz ją autoryzować tylko Ty.
admin-own-app-suspended = Administrator zawiesił tę aplikację. Niczego nie otrzymuje, a to, co otrzymała, jest nieaktywne.
