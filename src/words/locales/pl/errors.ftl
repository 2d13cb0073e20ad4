### Pages that say why something could not be shown or done.

error-try-again-in = Spróbuj ponownie za { $wait }.

## An app that an administrator keeps back

error-app-suspended = Ta aplikacja jest zawieszona
error-app-suspended-text = Administrator tego serwera zawiesił aplikację „{ $app }”. Nikt nie może jej autoryzować, a ona nie może korzystać z żadnego konta.
error-app-suspended-help = Aplikacja niczego nie otrzymała. Jeśli jest potrzebna, zapytaj administratora.
error-app-waiting = Ta aplikacja czeka na zatwierdzenie
error-app-waiting-text = Administrator tego serwera nie zatwierdził jeszcze aplikacji „{ $app }”. Do tego czasu może ją autoryzować tylko osoba, która ją zarejestrowała.
error-app-waiting-help = Aplikacja niczego nie otrzymała. Spróbuj później lub zapytaj administratora.

## What every such page has

error-status = Błąd { $status }
error-to-start = Do strony startowej
error-try-again-soon = Spróbuj ponownie za chwilę.

## Pages that cannot be shown

error-not-found = Nic tu nie ma
error-not-found-text = Ta strona nie istnieje albo nie masz do niej dostępu.
error-not-found-help = Sprawdź, czy w adresie nie ma literówki.
error-method = Tutaj nie można tego zrobić
error-method-text = Adres jest prawidłowy, ale nie przyjmuje żądań tego rodzaju.
error-form = Niczego nie zmieniono
error-form-text = Wysłany formularz był zbyt stary albo nie pochodził z tej witryny.
error-form-help = Otwórz stronę ponownie i wyślij formularz jeszcze raz. Pliki cookie muszą być dozwolone dla tej witryny.
error-form-again = Otwórz stronę ponownie
error-form-unreadable = Nie udało się odczytać formularza
error-form-unreadable-text = Otrzymane dane nie są tym, co wysyła ten formularz.
error-not-done = Nie udało się tego zrobić
error-not-done-text = Serwer odmówił.

## What an app asked for

error-request = Żądanie tej aplikacji jest nieprawidłowe
error-request-text = Aplikacja skierowała Cię tutaj z żądaniem, na które nie można odpowiedzieć.
error-request-help = To nie Twój błąd, a aplikacja niczego nie otrzymała. Jeśli nie jest Twoja, powiadom jej twórców.
error-consent-ended = To żądanie wygasło
error-consent-ended-text = Odpowiedź została już udzielona albo żądanie czekało zbyt długo. Aplikacja nie otrzymała niczego więcej.
error-consent-ended-again = Zacznij od nowa
error-consent-ended-help = Wróć do aplikacji i zacznij stamtąd od nowa.

## Links and accounts

error-setup-link = Ten odnośnik do konfiguracji wygasł
error-setup-link-text = Odnośnik do konfiguracji działa raz, przez godzinę i tylko do czasu, gdy powstanie konto pierwszego administratora.
error-setup-link-help = Jeśli nie ma jeszcze administratora, utwórz nowy odnośnik na serwerze albo uruchom grantd ponownie:
error-password-link = Ten odnośnik do ustawienia hasła wygasł
error-password-link-text = Odnośnik do ustawienia hasła działa raz, przez godzinę.
error-password-link-help = Poproś administratora o nowy. Na serwerze tworzy go polecenie:
error-suspended = Twoje konto jest zawieszone
error-suspended-text = W tym czasie nie można autoryzować ani rejestrować aplikacji, ani zmieniać profilu.
error-suspended-help = Nadal można cofać udzielone autoryzacje. Zapytaj administratora o powód.
error-register-closed = Tutaj nie można zakładać kont
error-register-closed-text = Na tym serwerze konta zakłada administrator.

## The server

error-too-many = Zbyt wiele prób
error-too-many-text = Dla bezpieczeństwa kont trzeba chwilę poczekać.
error-internal = Coś poszło nie tak
error-internal-text = To wina serwera, nie Twoja.
error-internal-help = Spróbuj ponownie. Jeśli to się powtarza, administrator znajdzie przyczynę w dzienniku serwera.
error-upstream = Usługa nie odpowiedziała
error-upstream-text = Usługa pod tym adresem nie odpowiedziała tak, jak powinna.
error-upstream-help = Spróbuj ponownie za chwilę; jeśli to się powtarza, powiadom osobę, która ją prowadzi.
error-read-only = W tej chwili nie można niczego zapisać
error-read-only-text = Dysk serwera jest pełny lub nie odpowiada. Niczego nie zmieniono, a autoryzowane aplikacje działają dalej.
error-read-only-help = Spróbuj ponownie później. Administrator znajdzie przyczynę w dzienniku serwera.
error-unavailable = Chwilowo niedostępne
error-unavailable-text = Serwer uruchamia się, zatrzymuje lub jest bardzo obciążony.
