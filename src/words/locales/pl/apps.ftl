### The pages of who makes apps.

## The list

apps-none = Nie masz jeszcze zarejestrowanych aplikacji
apps-none-about = Aplikacja to program, Twój lub cudzy, który odczytuje lub zapisuje tu dane w imieniu osób, które na to pozwalają, nigdy nie widząc ich hasła. Po rejestracji otrzymuje client ID.
apps-none-grants = Szukasz aplikacji, które mogą korzystać z Twojego konta? Są na stronie <a href="/profile/grants">Autoryzowane aplikacje</a>.
apps-about = Aplikacje zarejestrowane przez Ciebie. Te, które mogą korzystać z Twojego konta, są na stronie <a href="/profile/grants">Autoryzowane aplikacje</a>.
apps-registered = Zarejestrowana { $when }
apps-last-used = Ostatnio używana { $when }
apps-never-used = Nigdy nieużywana
app-badge-public = publiczna
app-badge-confidential = poufna

## One app

app-try-it = Wypróbuj
app-edit-button = Edytuj
app-about = Informacje
app-description = Opis
app-description-none = Brak
app-website = Witryna
app-client-id = Client ID
app-client-secret = Sekret klienta
app-kind = Rodzaj aplikacji
app-kind-public = Publiczna: używa PKCE, bez sekretu
app-kind-confidential = Poufna: ma sekret
app-registered = Zarejestrowana
app-last-used = Ostatnie użycie
app-last-used-never = Nigdy
app-usage-link = Statystyki
app-redirect-uri = Redirect URI
app-redirect-uris = Redirect URI
app-redirect-uris-about = Dokąd użytkownicy wracają po podjęciu decyzji.
app-check-link = Sprawdź redirect URI
app-scopes = Zakresy
app-scopes-about = O co może prosić użytkowników.
app-endpoints = Punkty końcowe
app-endpoints-about = O co pyta biblioteka kliencka.
app-endpoint-authorization = Punkt końcowy autoryzacji
app-endpoint-token = Punkt końcowy tokenów
app-endpoint-issuer = Wystawca
app-endpoint-metadata = Metadane
app-danger = Strefa zagrożenia
app-danger-about = Każda z tych czynności wymaga potwierdzenia.
app-danger-secret = Nowy sekret
app-danger-secret-about = Jeśli obecny został zgubiony lub widział go ktoś inny. Stary może jeszcze przez jakiś czas działać.
app-danger-tokens = Wszystkie tokeny
app-danger-tokens-about = Natychmiast kończy dostęp do wszystkich kont.
app-danger-app = Sama aplikacja
app-danger-app-about = Usuwa wszystko, co ma. Nie można tego cofnąć.

## Its secret

app-secret-reported = Wyciek sekretu tej aplikacji zgłoszono { $when }. Sekret nadal działa: nadaj aplikacji nowy.
app-previous = Poprzedni sekret
app-previous-until = Działa do { $when }.
app-previous-used = Ostatnio użyty { $when }.
app-previous-unused = Od zastąpienia nie był używany.
app-previous-end = Unieważnij teraz
app-rotate-link = Utwórz nowy sekret
app-rotate-title = Nowy sekret aplikacji „{ $app }”
app-rotate-about = Nowy sekret będzie pokazany raz, na następnej stronie. Aplikacja potrzebuje go, aby otrzymywać i odświeżać tokeny.
app-rotate-legend = Kiedy obecny sekret ma przestać działać?
app-rotate-at-once = Natychmiast: jeśli ktoś inny mógł go widzieć
app-rotate-hours = { $hours ->
    [one] Za godzinę
    [few] Za { $hours } godziny
    [many] Za { $hours } godzin
   *[other] Za { $hours } godziny
}
app-rotate-days = { $days ->
    [one] Za jeden dzień
    [few] Za { $days } dni
    [many] Za { $days } dni
   *[other] Za { $days } dnia
}
app-rotate-ends-older = Wcześniejszy sekret, który jeszcze działa, przestanie teraz działać.
app-rotate-button = Utwórz nowy sekret

## Questions before a step

app-revoke-title = Unieważnić wszystkie tokeny aplikacji „{ $app }”?
app-revoke-now = Aplikacja natychmiast straci dostęp do wszystkich kont, Twojego i cudzych.
app-revoke-stays = Pozostanie zarejestrowana. Każda osoba musi ją ponownie autoryzować, aby mogła dalej działać.
app-revoke-button = Unieważnij wszystkie tokeny
app-delete-title = Usunąć aplikację „{ $app }”?
app-delete-now = Aplikacja natychmiast straci dostęp do wszystkich kont, a jej client ID i sekret przestaną działać.
app-delete-for-good = Nie można tego cofnąć: po ponownej rejestracji otrzyma nowy client ID.
app-delete-button = Usuń aplikację

## Registered, or with a new secret

app-created-title = Zarejestrowano aplikację
app-created-done = Zarejestrowano aplikację { $app }
app-created-rotated = Nowy sekret
app-created-rotated-for = Nowy sekret aplikacji { $app }
app-created-copy-now = <strong>Skopiuj sekret teraz: nie będzie pokazany ponownie.</strong> Nie umieszczaj go w kodzie źródłowym ani na czatach.
app-created-previous-ended = Poprzedni przestał działać.
app-created-previous-until = Poprzedni działa do { $when }.
app-created-public = Aplikacja publiczna nie ma sekretu: uwierzytelnia się przez PKCE (<code>S256</code>) w każdym żądaniu autoryzacji.
app-created-go = Przejdź do strony aplikacji

## The form

app-new-title = Rejestracja aplikacji
app-new-button = Zarejestruj aplikację
app-edit-title = Edycja aplikacji { $app }
app-edit-save = Zapisz zmiany
app-edit-kind-public = Publiczna: używa PKCE, bez sekretu. Nie można tego zmienić.
app-edit-kind-confidential = Poufna: działa na serwerze, który może przechować sekret. Nie można tego zmienić.
app-form-name = Nazwa
app-form-name-hint = Widać ją przy pytaniu o autoryzację aplikacji.
app-form-website-hint = Gdzie można o niej przeczytać, na przykład https://app.example.com
app-form-description-hint = Co robi, w jednym zdaniu. Najwyżej 200 znaków.
app-form-redirect-hint = Dokąd użytkownicy wracają po podjęciu decyzji. Po jednym w wierszu, najwyżej dziesięć; żądanie musi dokładnie podać jeden z nich.
app-form-redirect-web = <code>https://app.example.com/callback</code> dla witryny
app-form-redirect-local = <code>http://127.0.0.1/callback</code> dla programu na komputerze użytkownika; port może być inny
app-form-redirect-phone = <code>com.example.app:/callback</code> dla aplikacji na telefon: schemat z kropką
app-form-check = Sprawdź je
app-form-confidential = Poufna
app-form-confidential-hint = Działa na serwerze, który może przechować sekret.
app-form-public = Publiczna
app-form-public-hint = Aplikacja na telefon, komputer lub w przeglądarce; używa PKCE, bez sekretu.
app-form-scopes = O co może prosić
app-form-scopes-hint = Zaznacz tylko to, czego potrzebuje. Przy autoryzacji można odznaczać pojedyncze zakresy.
app-form-no-scope = Zaznacz przynajmniej jeden.

## Trying it

app-try-title = Wypróbuj aplikację { $app }
app-try-ask = 1. Poproś o kod
app-try-ask-about = Pod ten odnośnik aplikacja kieruje użytkowników: to żądanie autoryzacji z PKCE. Autoryzuj aplikację dla własnego konta.
app-try-authorise = Autoryzuj aplikację
app-try-comes-back = Wrócisz na tę stronę z kodem.
app-try-address-bar = Następnie przeglądarka przejdzie do redirect URI. Jeśli nic tam nie odpowiada, to nic złego: kod jest na pasku adresu.
app-try-add = Niech kod trafi na tę stronę
app-try-change = Inne zakresy lub inny redirect URI
app-try-update = Utwórz odnośnik
app-try-code-came = Kod nadszedł. Uruchom jedno z tych poleceń, aby otrzymać za niego tokeny.
app-try-refused = Zamiast kodu nadszedł błąd: { $error }
app-try-tokens = 2. Pobierz tokeny
app-try-tokens-about = { $seconds ->
    [one] Kod działa raz, przez jedną sekundę.
    [few] Kod działa raz, przez { $seconds } sekundy.
    [many] Kod działa raz, przez { $seconds } sekund.
   *[other] Kod działa raz, przez { $seconds } sekundy.
}
app-try-code-here = Wstaw go w miejsce <code>CODE</code>.
app-try-secret-here = Sekret jest pobierany ze środowiska: najpierw <code>export CLIENT_SECRET=…</code>.
app-try-again = Poproś o inny kod
app-try-own = Ta strona jest, na potrzeby prób, redirect URI aplikacji: { $uri }
app-try-remove = Usuń go
app-try-only = Jest jedyny: przed usunięciem trzeba dodać inny.

## Checking a redirect URI

app-check-title = Sprawdzanie redirect URI aplikacji { $app }
app-check-hint = Tak, jak wysyła go aplikacja.
app-check-button = Sprawdź
app-check-verdict = Wynik
app-check-same = Żądanie z nim jest przyjmowane: jest zarejestrowany.
app-check-other-port = Żądanie z nim jest przyjmowane: na komputerze użytkownika port może być inny.
app-check-ignored = Żądanie z nim jest przyjmowane, ale sam URI jest pomijany: ten serwer jest ustawiony tak, że zawsze prowadzi do pierwszego zarejestrowanego, { $uri }
app-check-not-accepted = Żądanie z nim jest odrzucane: nie jest zarejestrowany.
app-check-registered = Zarejestrowany
app-check-yours = Ten
app-check-registrable = Można go zarejestrować.
app-check-not-registrable = Nie można go też zarejestrować.
app-check-line = { $uri }: { $why }
app-check-none = Brak adresów: wpisz przynajmniej jeden.
app-check-all-good = Wszystkie można zarejestrować.
app-check-length = Musi mieć od 1 do 2000 znaków.
app-check-fragment = Nie może mieć fragmentu: pomiń „#” i to, co po nim następuje.
app-check-wildcard = Symbol wieloznaczny nic tu nie zastępuje: zarejestruj każdy adres.
app-check-character = Zawiera znak niedozwolony w URI: zakoduj „{ $character }” procentowo.
app-check-not-absolute = To nie jest pełny adres: zacznij od https://
app-check-scheme-case = Część przed dwukropkiem zapisz małymi literami.
app-check-slashes = Po schemacie muszą być dwa ukośniki.
app-check-user-info = Nie może zawierać nazwy użytkownika ani hasła.
app-check-no-host = Brak hosta.
app-check-host-writing = Zapisz host zwyczajnie, jako nazwę lub zwykły adres.
app-check-plain-http = Użyj https. Zwykłe http jest tylko dla komputera użytkownika: 127.0.0.1, [::1] lub localhost.
app-check-harmful-scheme = Ten schemat nigdy nie jest dozwolony.
app-check-other-scheme = Ten schemat nie jest dozwolony. Użyj https albo własnego schematu z kropką, na przykład com.example.app
app-check-differs-slash = Jeden kończy się ukośnikiem, a drugi nie.
app-check-differs-case = Różnią się wielkością liter.
app-check-differs-encoding = Różnią się kodowaniem procentowym znaków.
app-check-differs-loopback = localhost, 127.0.0.1 i [::1] to trzy nazwy, choć oznaczają ten sam komputer.
app-check-differs-query = Różni się zapytanie, czyli część po „?”.
app-check-differs-fragment = Ma fragment, czyli „#” i to, co po nim. URI przekierowania nie może go mieć.
app-check-differs-port = Różni się port.
app-check-differs-path = Różni się ścieżka.
app-check-differs-scheme = Różni się schemat: http to nie https.
app-check-differs-host = Różni się host.
app-check-differs-everything = Żaden z zarejestrowanych nie jest podobny.

## Figures

app-usage-title = Statystyki aplikacji { $app }
app-usage-people = { $people ->
    [0] Nikt jej nie autoryzował.
    [one] Autoryzowała ją jedna osoba.
    [few] Autoryzowały ją { $people } osoby.
    [many] Autoryzowało ją { $people } osób.
   *[other] Autoryzowało ją { $people } osoby.
}
app-usage-sum = W ostatnich 30 dniach
app-usage-requests = { $count ->
    [one] { $count } żądanie
    [few] { $count } żądania
    [many] { $count } żądań
   *[other] { $count } żądania
}
app-usage-refused = { $count ->
    [one] { $count } odrzucone
    [few] { $count } odrzucone
    [many] { $count } odrzuconych
   *[other] { $count } odrzuconego
}
app-usage-authorised = { $count ->
    [one] { $count } autoryzacja
    [few] { $count } autoryzacje
    [many] { $count } autoryzacji
   *[other] { $count } autoryzacji
}
app-usage-issued = { $count ->
    [one] { $count } wydany token
    [few] { $count } wydane tokeny
    [many] { $count } wydanych tokenów
   *[other] { $count } wydanego tokenu
}
app-usage-refreshed = { $count ->
    [one] { $count } odświeżony token
    [few] { $count } odświeżone tokeny
    [many] { $count } odświeżonych tokenów
   *[other] { $count } odświeżonego tokenu
}
app-usage-days = Żądania według dni
app-usage-nothing = W ostatnich 30 dniach nic nie robiła.
app-usage-about = Dni są liczone w UTC. Po awarii może brakować ostatnich minut. Nie są przechowywane dane o pojedynczych osobach.

## Leaked tokens

leaked-title = Znaleziony token?
leaked-link = Token znaleziony tam, gdzie nie powinno go być?
leaked-about = Wklej to, co udało się znaleźć: zostanie natychmiast unieważnione. Konto nie jest do tego potrzebne.
leaked-label = Znaleziony tekst
leaked-hint = Tokeny, sekrety lub tekst, który je zawiera, na przykład dziennik. Zaczynają się od gra_, grr_, grc_, grs_, gri_, grh_, grp_ lub grl_.
leaked-button = Unieważnij
leaked-found = { $count ->
    [0] Nie było w nim niczego z tego serwera.
    [one] Rozpoznano jeden. Jeśli był ważny, już się tym zajęto.
    [few] Rozpoznano { $count }. Ważnymi już się zajęto.
    [many] Rozpoznano { $count }. Ważnymi już się zajęto.
   *[other] Rozpoznano { $count }. Ważnymi już się zajęto.
}
leaked-more = W jednym tekście nie sprawdza się ich więcej. Jeśli są kolejne, wyślij resztę ponownie.
leaked-tokens-end = Tokeny, kody, sesje i odnośniki przestają działać, a ich właściciel jest powiadamiany.
leaked-secrets-stay = Sekret aplikacji działa dalej, a jej właściciel jest proszony o wymianę: sam sekret nie otwiera żadnego konta.
