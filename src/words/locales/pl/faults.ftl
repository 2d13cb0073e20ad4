### What is wrong with what was typed into a form.

## Texts

fault-too-many-characters =
    { $most ->
        [one] Najwyżej { $most } znak.
        [few] Najwyżej { $most } znaki.
        [many] Najwyżej { $most } znaków.
       *[other] Najwyżej { $most } znaku.
    }
fault-too-many-bytes =
    { $most ->
        [one] Najwyżej { $most } bajt. Większość liter to jeden bajt, inne od dwóch do czterech.
        [few] Najwyżej { $most } bajty. Większość liter to jeden bajt, inne od dwóch do czterech.
        [many] Najwyżej { $most } bajtów. Większość liter to jeden bajt, inne od dwóch do czterech.
       *[other] Najwyżej { $most } bajta. Większość liter to jeden bajt, inne od dwóch do czterech.
    }
fault-control-characters = Jest tu znak, którego nie można wyświetlić. Wpisz tekst zamiast go wklejać.

## Accounts

fault-name-length = Potrzeba od { $least } do { $most } znaków.
fault-name-characters = Można używać tylko liter alfabetu angielskiego, cyfr i podkreślenia „_”.
fault-name-taken = Ta nazwa użytkownika jest już zajęta.
fault-email = To nie jest adres e-mail. Przykład: sam@example.org.
fault-email-taken = Ten adres e-mail jest już zajęty.
fault-language = Wybierz jeden z języków z listy.
fault-attributes =
    { $most ->
        [one] Najwyżej { $most } notatka.
        [few] Najwyżej { $most } notatki.
        [many] Najwyżej { $most } notatek.
       *[other] Najwyżej { $most } notatki.
    }
fault-attribute-name = Nazwa notatki ma od 1 do { $most } liter, cyfr i znaków „.”, „_” i „-”.
fault-attribute-value = { $name }: potrzebny jest jeden wiersz o długości najwyżej { $most } bajtów.
fault-other-name = Wpisz { $name }, aby było pewne, o które konto chodzi.

## Passwords

fault-current-password = To nie jest Twoje obecne hasło.
fault-password-length = Potrzeba co najmniej { $least } znaków.
fault-password-weak = Zbyt łatwe do odgadnięcia.
fault-weak-keyboard-row = Rzędy sąsiednich klawiszy łatwo odgadnąć.
fault-weak-keyboard-pattern = Krótkie wzory na klawiaturze łatwo odgadnąć.
fault-weak-repeat = Powtórzenia, takie jak „aaa”, łatwo odgadnąć.
fault-weak-repeated-word = Powtórzenia, takie jak „abcabcabc”, są tylko nieco trudniejsze do odgadnięcia niż „abc”.
fault-weak-top-ten = To jedno z dziesięciu najpopularniejszych haseł.
fault-weak-top-hundred = To jedno ze stu najpopularniejszych haseł.
fault-weak-common = To bardzo popularne hasło.
fault-weak-similar = Jest podobne do często używanego hasła.
fault-weak-sequence = Ciągi kolejnych znaków, takie jak abc lub 6543, łatwo odgadnąć.
fault-weak-recent-year = Lata z niedawnej przeszłości łatwo odgadnąć.
fault-weak-word = Pojedyncze słowo łatwo odgadnąć.
fault-weak-date = Daty często łatwo odgadnąć.
fault-weak-name-alone = Same imiona i nazwiska łatwo odgadnąć.
fault-weak-name = Popularne imiona i nazwiska łatwo odgadnąć.
fault-advice-few-words = Użyj kilku słów i unikaj popularnych zwrotów.
fault-advice-no-symbols = Symbole, cyfry i wielkie litery nie są potrzebne.
fault-advice-more-words = Dodaj jeszcze jedno lub dwa słowa.
fault-advice-uncommon-words = Dodaj jeszcze jedno lub dwa słowa. Lepsze są rzadkie słowa.
fault-advice-capitals = Wielkie litery niewiele pomagają.
fault-advice-all-capitals = Hasło z samych wielkich liter jest prawie tak łatwe do odgadnięcia jak z samych małych.
fault-advice-reversed = Słowa pisane wspak są niewiele trudniejsze do odgadnięcia.
fault-advice-substitutions = Przewidywalne zamiany, takie jak „@” zamiast „a”, niewiele pomagają.
fault-advice-keyboard = Użyj dłuższego wzoru na klawiaturze, z większą liczbą zmian kierunku.
fault-advice-repeats = Unikaj powtarzania słów i znaków.
fault-advice-sequences = Unikaj ciągów kolejnych znaków.
fault-advice-recent-years = Unikaj lat z niedawnej przeszłości.
fault-advice-own-years = Unikaj lat, które się z Tobą kojarzą.
fault-advice-own-dates = Unikaj dat i lat, które się z Tobą kojarzą.

## Apps

fault-app-no-name = Nazwa nie może być pusta.
fault-app-name-line = Nazwa musi być jednym wierszem tekstu.
fault-app-no-website = Adres nie może być pusty.
fault-app-website-line = Adres musi być jednym wierszem tekstu.
fault-app-website = Potrzebny jest adres internetowy, na przykład https://example.org
fault-redirect-uris = Potrzeba od 1 do { $most } redirect URI.
fault-redirect-uri-twice = { $uri } występuje dwa razy.
fault-overlap = Takiego czasu nie można wybrać.
fault-overlap-too-long = Na tym serwerze najwyżej { $longest }.

## What is said on a page of its own: why something was not done

fault-credentials = Nazwa i hasło do siebie nie pasują.
fault-registration = Nie można tu samodzielnie zakładać kont.
fault-last-admin = To jedyne konto administratora: nikt nie mógłby zajmować się tym serwerem. Najpierw nadaj rolę administratora innemu kontu.
fault-last-active-admin = To ostatnie aktywne konto administratora. Najpierw nadaj rolę administratora innemu kontu.
fault-second-factor-none = To konto nie ma drugiego składnika.
fault-sign-in-ended = To logowanie wygasło. Podaj hasło jeszcze raz.
fault-set-up-ended = Ta konfiguracja wygasła. Zacznij ją od nowa.
fault-link-ended = Ten odnośnik wygasł: został użyty, zastąpiony albo jest zbyt stary.

## What a form was sent as

fault-body-large = Rozmiar przekracza 64 KiB.
fault-body-type = Trzeba to wysłać jako { $type }.
fault-body-encoded = Trzeba to wysłać bez zmian, bez Content-Encoding.
