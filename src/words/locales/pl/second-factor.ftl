### The second factor: at the sign-in, on the pages of the account, and before risky steps.

## At the sign-in

second-factor-login-title = Drugi składnik
second-factor-login-ask = Logujesz się jako { $account }. Wpisz sześć cyfr z aplikacji uwierzytelniającej albo jeden z kodów odzyskiwania.
second-factor-login-ask-recovery = Logujesz się jako { $account }. Wpisz jeden z kodów odzyskiwania.
# $account: the name of the account that is being signed in to.
second-factor-login-ask-passkey = Logujesz się jako { $account }. Użyj klucza dostępu albo wpisz kod.
second-factor-code = Kod
second-factor-code-wrong = Ten kod jest nieprawidłowy albo został już użyty. Poczekaj na następny.
second-factor-too-many = Zbyt wiele nieprawidłowych kodów. Poczekaj { $wait } albo użyj kodu odzyskiwania.
second-factor-sealed = W tej chwili nie można sprawdzać kodów z aplikacji. Użyj kodu odzyskiwania albo zapytaj administratora.
second-factor-login-lost = Nie masz już żadnego z nich? Administrator tej witryny może wyłączyć drugi składnik.
notice-sign-in-ended = Logowanie trwało zbyt długo. Zacznij od nowa.

## On the profile: a link to the page of the second factor

second-factor-is-on = Włączony
second-factor-is-off = Wyłączony

## /profile/second-factor

second-factor-title = Drugi składnik
second-factor-required = Ten serwer wymaga drugiego składnika. Skonfiguruj go, aby przejść dalej.
second-factor-app = Aplikacja uwierzytelniająca
second-factor-app-about = Po haśle wpisuje się kod, który pokazuje aplikacja na telefonie lub komputerze. Samo hasło nie wystarczy do zalogowania.
second-factor-since = Skonfigurowano
second-factor-used = Ostatnie użycie
second-factor-never-used = Jeszcze nie
second-factor-app-add = Skonfiguruj aplikację
second-factor-app-replace = Skonfiguruj inną aplikację
recovery-codes = Kody odzyskiwania
recovery-codes-about = Każdy pozwala zalogować się raz, gdy niczego innego nie ma pod ręką. Przechowuj je na papierze lub w menedżerze haseł.
recovery-codes-left = { $count ->
    [0] <strong>Nie został żaden.</strong> Utwórz teraz nowe.
    [one] Został jeden. Wkrótce utwórz nowe.
    [few] Zostały { $count }.
    [many] Zostało { $count }.
   *[other] Zostało { $count }.
}
recovery-codes-made = Utworzono { $when }
recovery-codes-renew = Utwórz nowe kody
second-factor-off = Wyłączenie
second-factor-off-about = Do zalogowania wystarczy wtedy samo hasło.
second-factor-off-button = Wyłącz drugi składnik
second-factor-off-title = Wyłączyć drugi składnik?
second-factor-off-what = Każdy, kto zna hasło, będzie mógł się zalogować.
second-factor-off-codes = Klucze dostępu, kody odzyskiwania i dane w aplikacji stracą ważność.
notice-second-factor-off = Drugi składnik został wyłączony.
notice-second-factor-app = Nowa aplikacja została skonfigurowana. Kody z poprzedniej już nie działają.
passkeys = Klucze dostępu
passkeys-about = Klucz jest przechowywany na urządzeniu, które prosi o odcisk palca, twarz lub PIN. Pozwala zalogować się bez hasła albo po jego podaniu.
passkeys-not-here = Na tym serwerze nie można teraz używać kluczy dostępu: te nikogo nie zalogują. Skonfiguruj aplikację uwierzytelniającą albo zapytaj administratora.
passkey-add = Dodaj klucz dostępu
# $when: day and time.
passkey-added = Dodano: { $when }.
# $when: day and time.
passkey-used = Ostatnie użycie: { $when }.
passkey-never-used = Jeszcze nieużywany.
# $name: what its owner calls it; for screen readers.
passkey-rename = Zmień nazwę<span class="vh">: { $name }</span>
# $name: what its owner calls it; for screen readers.
passkey-remove = Usuń<span class="vh">: { $name }</span>
# $name: what its owner calls it.
passkey-remove-title = Usunąć klucz dostępu { $name }?
passkey-remove-what = Nie pozwoli już się tu zalogować. Usuń go też z urządzenia: może ono nadal go proponować.
passkey-remove-button = Usuń klucz dostępu
second-factor-app-remove = Usuń aplikację
second-factor-app-remove-title = Usunąć aplikację uwierzytelniającą?
second-factor-app-remove-what = Jej kody przestaną działać. Klucze dostępu i kody odzyskiwania pozostaną ważne.
notice-passkey-added = Klucz dostępu został dodany.
notice-passkey-renamed = Klucz dostępu ma teraz tę nazwę.
notice-second-factor-less = Usunięto.

## /profile/second-factor/app

second-factor-app-title = Konfiguracja aplikacji uwierzytelniającej
second-factor-app-replaces = Kody z obecnej aplikacji przestaną działać po wpisaniu kodu z nowej.
second-factor-app-scan = Zeskanuj ten obraz aplikacją uwierzytelniającą:
second-factor-app-picture = Kod QR z tajnym kluczem podanym poniżej
second-factor-app-type = Albo wpisz w aplikacji ten tajny klucz:
second-factor-app-code = Kod z aplikacji
second-factor-app-code-hint = Sześć cyfr. Zmieniają się co 30 sekund.
second-factor-app-button = Skonfiguruj
second-factor-app-code-wrong = To nie jest kod, który aplikacja teraz pokazuje. Sprawdź też zegar urządzenia.
second-factor-set-up-ended = Trwało to zbyt długo. Oto nowy tajny klucz: zeskanuj nowy obraz.
second-factor-cancel = Anuluj

## /profile/second-factor/passkey, and wherever a passkey is asked for

passkey-what = Przeglądarka poprosi to urządzenie, telefon lub klucz bezpieczeństwa o jego utworzenie. To, co potwierdza tożsamość, zostaje tam: ten serwer nie przechowuje niczego, co można by ukraść.
passkey-name = Nazwa
passkey-name-hint = Aby było później wiadomo, który to klucz.
passkey-add-button = Utwórz klucz dostępu
passkey-rename-title = Zmień nazwę klucza dostępu
passkey-rename-button = Zapisz
passkey-no-script = Wymaga to JavaScriptu i przeglądarki obsługującej klucze dostępu. Aplikacja uwierzytelniająca działa bez nich.
passkey-use = Użyj klucza dostępu
passkey-sign-in = Zaloguj się kluczem dostępu
passkey-failed = Nie otrzymano klucza dostępu: anulowano, trwało to zbyt długo albo nie ma go tutaj. Spróbuj ponownie.
passkey-refused = Ten klucz dostępu nie jest tu znany albo prośba była zbyt stara. Spróbuj ponownie lub wybierz inny sposób.
passkey-there = Jest tu już klucz dostępu do tego konta. Użyj innego urządzenia lub innego menedżera haseł.
passkey-not-added = Klucz dostępu nie został dodany: ta strona była otwarta zbyt długo albo urządzenie odpowiedziało inaczej, niż powinno. Spróbuj ponownie.
# $most: a number.
passkey-too-many = Liczba kluczy dostępu wynosi { $most } i nie może być większa. Najpierw usuń jeden.
passkey-unavailable = Na tym serwerze nie można używać kluczy dostępu.

## The recovery codes, shown once

recovery-codes-first = Aplikacja została skonfigurowana. Tymi kodami można się zalogować, gdy nie ma jej pod ręką, każdym raz.
recovery-codes-first-passkey = Klucz dostępu został dodany. Tymi kodami można się zalogować, gdy nie ma go pod ręką, każdym raz.
recovery-codes-new = Te kody zastępują poprzednie, które straciły ważność. Każdy działa raz.
recovery-codes-once = <strong>Zachowaj je teraz: nie będą pokazane ponownie.</strong> Wydrukuj stronę, zapisz plik albo skopiuj je do menedżera haseł.
recovery-codes-download = Zapisz jako plik
recovery-codes-kept = Kody są zachowane

## Before a risky step

confirm-title = Czy to Ty?
confirm-why = Ta czynność wymaga ponownego potwierdzenia, że to Ty. Przez kilka następnych minut pytanie się nie powtórzy.
confirm-password = Twoje hasło
confirm-code-hint = Sześć cyfr z aplikacji albo kod odzyskiwania.
confirm-user-name = Nazwa użytkownika
confirm-button = Kontynuuj
confirm-password-wrong = To nie jest Twoje obecne hasło.
confirm-code = Kod drugiego składnika
