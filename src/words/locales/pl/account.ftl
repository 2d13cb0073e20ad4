### One's own account: profile, password, sessions, e-mail address, data, deletion.

## Fields that several forms have

account-user-name = Nazwa użytkownika
account-email = E-mail
account-current-password = Obecne hasło
account-new-password = Nowe hasło
account-new-password-again = Nowe hasło jeszcze raz
account-passwords-differ = Hasła nie są takie same.
account-password-length =
    { $length ->
        [one] Co najmniej { $length } znak.
        [few] Co najmniej { $length } znaki.
        [many] Co najmniej { $length } znaków.
       *[other] Co najmniej { $length } znaku.
    }
account-password-hint =
    { $length ->
        [one] Co najmniej { $length } znak, hasło trudne do odgadnięcia: dobre będzie kilka rzadko używanych słów, ale nie Twoje imię ani adres.
        [few] Co najmniej { $length } znaki, hasło trudne do odgadnięcia: dobre będzie kilka rzadko używanych słów, ale nie Twoje imię ani adres.
        [many] Co najmniej { $length } znaków, hasło trudne do odgadnięcia: dobre będzie kilka rzadko używanych słów, ale nie Twoje imię ani adres.
       *[other] Co najmniej { $length } znaku, hasło trudne do odgadnięcia: dobre będzie kilka rzadko używanych słów, ale nie Twoje imię ani adres.
    }

## /profile

profile-title = Profil
profile-account = Konto
profile-role = Rola
profile-role-admin = Administrator
profile-role-user = Użytkownik
profile-member-since = Konto od
profile-about-you = O Tobie
profile-about-you-seen = Widzą to aplikacje, które mogą odczytywać Twój profil.
profile-first-name = Imię
profile-last-name = Nazwisko
profile-location = Miejsce
profile-bio = Własnymi słowami
profile-save = Zapisz profil
profile-password-about = Po zmianie hasła nastąpi wylogowanie wszędzie indziej.
profile-withdraw-too = Cofnij też dostęp wszystkich aplikacji
profile-password-button = Zmień hasło
profile-safety = Bezpieczeństwo
profile-signed-in-places =
    { $count ->
        [one] Tylko tutaj
        [few] W { $count } miejscach
        [many] W { $count } miejscach
       *[other] W { $count } miejscach
    }
profile-account-about = E-mail, Twoje dane, usunięcie konta
profile-events-about = Logowania, zmiany i to, co otrzymały aplikacje

## /profile/account

account-title = Twoje konto
account-address = Adres e-mail
account-address-about = Można się nim logować i widzą go aplikacje, które mogą odczytywać Twój profil. Nic nie jest na niego wysyłane: sprawdź, czy jest prawidłowy.
account-address-button = Zmień adres
account-data = Twoje dane
account-data-about = Co ten serwer o Tobie wie, w jednym pliku JSON: konto, sesje, aplikacje, autoryzacje i zdarzenia. Nie ma w nim hasła.
account-data-button = Pobierz swoje dane
account-end = Usunięcie konta
account-end-about = Usuniętego konta nie można przywrócić.
account-end-button = Usuń konto

## /profile/account/delete

account-delete-heading = Usunąć konto?
account-delete-last-admin = To jedyne aktywne konto administratora, więc nie można go usunąć: nikt nie mógłby administrować tym serwerem. Najpierw nadaj komuś innemu rolę administratora.
account-delete-back = Wróć
account-delete-what-goes = Konto zostanie natychmiast usunięte i nie można tego cofnąć. Razem z nim znikną:
account-delete-profile = Twój profil, hasło i lista na stronie Zdarzenia
account-delete-sessions =
    { $count ->
        [one] ta sesja
        [few] wszystkie { $count } sesje, gdziekolwiek trwają
        [many] wszystkie sesje ({ $count }), gdziekolwiek trwają
       *[other] wszystkie sesje ({ $count }), gdziekolwiek trwają
    }
account-delete-grants =
    { $count ->
        [0] żadna aplikacja nie straci dostępu: nie ma autoryzowanych aplikacji
        [one] dostęp autoryzowanej aplikacji
        [few] dostęp wszystkich { $count } autoryzowanych aplikacji
        [many] dostęp wszystkich { $count } autoryzowanych aplikacji
       *[other] dostęp wszystkich { $count } autoryzowanych aplikacji
    }
account-delete-app = Twoja aplikacja { $app }, dla wszystkich jej użytkowników
account-delete-more =
    { $count ->
        [one] i jeszcze { $count } Twoja aplikacja
        [few] i jeszcze { $count } Twoje aplikacje
        [many] i jeszcze { $count } Twoich aplikacji
       *[other] i jeszcze { $count } Twojej aplikacji
    }
account-delete-what-stays = To, co aplikacje już odczytały, u nich zostanie. Dziennik administratora zachowa Twoją nazwę do czasu wyczyszczenia.
account-delete-download = Najpierw <a href="/profile/account">pobierz swoje dane</a>, jeśli chcesz je zachować.
account-delete-name-hint = Wpisz { $name }, aby potwierdzić, że chodzi o to konto.
account-delete-button = Usuń moje konto

## /profile/sessions

sessions-title = Zalogowane urządzenia
sessions-about = Jeśli któregoś nie rozpoznajesz, wyloguj je i zmień hasło na stronie <a href="/profile">Profil</a>. Więcej mówi strona <a href="/profile/events">Zdarzenia</a>. Nie ma na tej liście aplikacji: są na stronie <a href="/profile/grants">Autoryzowane aplikacje</a>.
sessions-this-one = to urządzenie
sessions-since = Zalogowano { $when }
sessions-since-from = Zalogowano { $when } z adresu { $address }
sessions-last-used = Ostatnio używane { $when }
sessions-end-here = Wyloguj<span class="vh"> tutaj</span>
sessions-end = Wyloguj<span class="vh"> { $device }, { $address }</span>
sessions-end-others = Wyloguj wszędzie indziej

## Devices

device-on = { $program }, { $system }
device-python = Program w Pythonie
device-python-on = Program w Pythonie, { $system }
device-android-app = Aplikacja na Androida
device-unknown-on = Nieznany program, { $system }
device-unknown = Nieznany program

## Profile: the language of the pages

profile-language = Język stron
profile-language-browser = Zgodnie z przeglądarką
