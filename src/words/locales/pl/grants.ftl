### The consent page, and the apps that somebody has authorised.
###
### $app: the name of an app. $when: a day, or a day with a time. $scopes: scopes as they are written in requests, such as
### "workouts:write". $host, $website: hosts, such as "app.example".

## The consent page

consent-title = Autoryzacja aplikacji { $app }
consent-heading = { $app } chce korzystać z Twojego konta
consent-registered = aplikacja zarejestrowana tutaj { $when } przez { $owner }
consent-registered-by-you = aplikacja zarejestrowana tutaj { $when } przez Ciebie
consent-others =
    { $count ->
        [0] Nikt inny tutaj jej nie używa
        [one] Używa jej tutaj { $count } inna osoba
        [few] Używają jej tutaj { $count } inne osoby
        [many] Używa jej tutaj { $count } innych osób
       *[other] Używa jej tutaj { $count } innej osoby
    }
consent-others-many = Używa jej tutaj ponad { $count } innych osób
consent-since = Używasz jej od { $when }
consent-warnings = Zanim zdecydujesz
consent-asks = Aplikacja będzie mogła
consent-asks-more = Nowe: aplikacja będzie mogła także
consent-asks-nothing-new = Aplikacja nie prosi o nic nowego.
consent-untick = Odznacz to, na co nie chcesz pozwolić.
consent-new = nowe
consent-already =
    { $count ->
        [one] Aplikacja prosi o { $count } uprawnienie, które już ma
        [few] Aplikacja prosi o { $count } uprawnienia, które już ma
        [many] Aplikacja prosi o { $count } uprawnień, które już ma
       *[other] Aplikacja prosi o { $count } uprawnienia, które już ma
    }
consent-already-untick = To, co tu odznaczysz, aplikacja straci natychmiast, na wszystkich Twoich urządzeniach.
consent-keeps =
    { $count ->
        [one] Aplikacja zachowa { $count } uprawnienie, o które teraz nie prosi
        [few] Aplikacja zachowa { $count } uprawnienia, o które teraz nie prosi
        [many] Aplikacja zachowa { $count } uprawnień, o które teraz nie prosi
       *[other] Aplikacja zachowa { $count } uprawnienia, o które teraz nie prosi
    }
consent-keeps-where = Można je odebrać na stronie <a href="/profile/grants">Autoryzowane aplikacje</a>.
consent-leave-one = Zostaw zaznaczone przynajmniej jedno uprawnienie albo anuluj.
consent-changed = Aplikacja została zmieniona podczas czytania tej strony. Warto obejrzeć ją jeszcze raz.
consent-remember = Nie pytaj mnie ponownie o to samo
consent-remember-hint = Pytanie i tak się pojawi, gdy aplikacja zechce więcej lub gdy się zmieni.
consent-as = Decydujesz jako <strong>{ $name }</strong>
consent-to-site = Następnie przejdziesz do <strong>{ $host }</strong>
consent-to-computer = Następnie wrócisz do programu na <strong>tym komputerze</strong>
consent-to-scheme = Następnie otworzy się program na tym urządzeniu, który obsługuje <strong>{ $scheme }:</strong>
consent-undo = Można to cofnąć w dowolnej chwili na stronie <a href="/profile/grants">Autoryzowane aplikacje</a>
consent-authorize = Autoryzuj
consent-cancel = Anuluj
consent-not-you = To nie Twoje konto ({ $name })?
consent-other-account = Użyj innego konta

## Warnings on the consent page: what is unusual, and what to do

consent-warn-new =
    { $days ->
        [0] Tę aplikację zarejestrowano tutaj dzisiaj. Kontynuuj tylko, jeśli wiesz, kto ją stworzył.
        [one] Tę aplikację zarejestrowano tutaj { $days } dzień temu. Kontynuuj tylko, jeśli wiesz, kto ją stworzył.
        [few] Tę aplikację zarejestrowano tutaj { $days } dni temu. Kontynuuj tylko, jeśli wiesz, kto ją stworzył.
        [many] Tę aplikację zarejestrowano tutaj { $days } dni temu. Kontynuuj tylko, jeśli wiesz, kto ją stworzył.
       *[other] Tę aplikację zarejestrowano tutaj { $days } dnia temu. Kontynuuj tylko, jeśli wiesz, kto ją stworzył.
    }
consent-warn-new-unused =
    { $days ->
        [0] Tę aplikację zarejestrowano tutaj dzisiaj i nikt inny jej nie używa. Kontynuuj tylko, jeśli wiesz, kto ją stworzył.
        [one] Tę aplikację zarejestrowano tutaj { $days } dzień temu i nikt inny jej nie używa. Kontynuuj tylko, jeśli wiesz, kto ją stworzył.
        [few] Tę aplikację zarejestrowano tutaj { $days } dni temu i nikt inny jej nie używa. Kontynuuj tylko, jeśli wiesz, kto ją stworzył.
        [many] Tę aplikację zarejestrowano tutaj { $days } dni temu i nikt inny jej nie używa. Kontynuuj tylko, jeśli wiesz, kto ją stworzył.
       *[other] Tę aplikację zarejestrowano tutaj { $days } dnia temu i nikt inny jej nie używa. Kontynuuj tylko, jeśli wiesz, kto ją stworzył.
    }
consent-warn-unused = Nikt inny tutaj nie używa tej aplikacji. Kontynuuj tylko, jeśli wiesz, kto ją stworzył.
consent-warn-owner-alone = Tej aplikacji używa tutaj tylko konto, które ją zarejestrowało. Kontynuuj tylko, jeśli wiesz, kto ją stworzył.
consent-warn-computer = Odpowiedź trafi do programu na tym komputerze, a poprosić o nią mógł tu dowolny program. Kontynuuj tylko, jeśli ta aplikacja została tu właśnie przez Ciebie uruchomiona.
consent-warn-scheme = Odpowiedź trafi do programu na tym urządzeniu, który obsługuje adresy { $scheme }:, a może to o sobie twierdzić dowolny program. Kontynuuj tylko, jeśli ta aplikacja została tu właśnie przez Ciebie uruchomiona.
consent-warn-elsewhere = Następnie przejdziesz do { $host }. To nie jest witryna aplikacji, którą jest { $website }. Kontynuuj tylko, jeśli znasz obie witryny.
consent-warn-no-website = Następnie przejdziesz do { $host }, a aplikacja nie podaje własnej witryny. Kontynuuj tylko, jeśli wiesz, kto ją stworzył.
consent-warn-administers = Aplikacja prosi o możliwość administrowania tym serwerem w Twoim imieniu. Pozwól na to tylko narzędziu, któremu można powierzyć tu wszystko.
consent-warn-changed = Ta aplikacja nie musiała pytać ponownie, ale od tego czasu się zmieniła: jej nazwa, witryna, konto, które ją zarejestrowało, lub adres, pod który prowadzi. Kontynuuj tylko, jeśli wiesz dlaczego.
consent-warn-suspended = Konto, które zarejestrowało tę aplikację, jest zawieszone. Kontynuuj tylko, jeśli wiesz dlaczego.

## What scopes are about: titles of groups

scope-group-application = Ten serwer
scope-group-profile = Twój profil
scope-group-users = Konta na tym serwerze
scope-group-workouts = Twoje treningi
scope-group-other = Dostęp do „{ $word }”

## The list of authorised apps

grants-title = Autoryzowane aplikacje
grants-empty = Żadna aplikacja nie może korzystać z Twojego konta
grants-empty-text = Każda autoryzowana aplikacja pojawi się tutaj wraz z tym, co może robić i z czego korzystała, a jej dostęp można cofnąć w dowolnej chwili.
grants-lead = Te aplikacje mogą korzystać z Twojego konta. Nigdy nie widzą hasła.
grants-search = Znajdź aplikację
grants-sort = Sortuj według
grants-sort-granted = ostatniej autoryzacji
grants-sort-used = ostatniego użycia
grants-sort-name = nazwy
grants-show = Pokaż
grants-none-found = Żadna autoryzowana aplikacja nie ma nazwy podobnej do „{ $query }”
grants-all = Pokaż wszystkie
grants-by = zarejestrowana przez { $owner }
grants-authorised = Autoryzowana { $when }
grants-used = Ostatnio używana { $when }
grants-never-used = Nigdy nieużywana
grants-suspended = Administrator zawiesił tę aplikację. Nie może nic zrobić, dopóki zawieszenie nie zostanie cofnięte.
grants-unused = Nigdy nieużyte:
grants-unused-since = Nieużyte od { $when }:
grants-take-unused = Odbierz nieużywane
grants-more = i jeszcze { $count }<span class="vh"> dla aplikacji { $app }</span>
grants-more-unused = i jeszcze { $count }
grants-details = Szczegóły<span class="vh"> aplikacji { $app }</span>
grants-withdraw = Cofnij<span class="vh"> dostęp aplikacji { $app }</span>
grants-withdraw-all = Cofnij dostęp wszystkich aplikacji

## One authorised app

grant-website = Witryna
grant-owner = Zarejestrowana tutaj przez
grant-authorised = Autoryzowana
grant-last-used = Ostatnie użycie
grant-first-used = Pierwsze użycie
grant-never = Nigdy
grant-scopes = Uprawnienia
grant-scopes-about = Odebrane uprawnienie znika natychmiast, na wszystkich Twoich urządzeniach. Aplikacja odzyska je tylko po ponownej autoryzacji.
grant-scope-used = Ostatnio użyte { $when }
grant-scope-told = API, które decyduje samo, dowiedziało się { $when }, że aplikacja ma to uprawnienie. Nie wiadomo, czy z niego skorzystała.
grant-scope-never = Nigdy nieużyte
grant-scope-not-since = Nieużyte od { $when }, gdy serwer zaczął to zapisywać
grant-scope-unknown = Nie wiadomo, czy było użyte
grant-take = Odbierz<span class="vh"> { $scope }</span>
grant-remembered = Bez ponownego pytania
grant-remembered-text = Gdy ta aplikacja znów poprosi tylko o to, pytanie się nie pojawi:
grant-remembered-all = Gdy ta aplikacja znów poprosi tylko o to, na co już ma zgodę, pytanie się nie pojawi.
grant-ask-again = Pytaj mnie ponownie
grant-history = Zdarzenia
grant-history-empty = Nie zachowały się żadne zdarzenia.
grant-history-more = <a href="/profile/events?kind=apps">Wszystkie zdarzenia związane z aplikacjami</a>
grant-withdraw = Cofnij dostęp
grant-withdraw-about = Kończy wszystko, co aplikacja może robić. Później można ją autoryzować ponownie.

## Withdrawing

withdraw-title = Cofnąć dostęp aplikacji „{ $app }”?
withdraw-ends = Od tej chwili nie będzie mogła nic zrobić z Twoim kontem, na żadnym z Twoich urządzeń.
withdraw-stays = To, co już odczytała, u niej zostanie.
withdraw-undo = Aby to odwrócić, otwórz aplikację i autoryzuj ją ponownie:
withdraw-undo-there = Aby to odwrócić, otwórz aplikację i autoryzuj ją ponownie.
withdraw-button = Cofnij dostęp
withdraw-all-title =
    { $count ->
        [one] Cofnąć dostęp { $count } aplikacji?
        [few] Cofnąć dostęp { $count } aplikacji?
        [many] Cofnąć dostęp { $count } aplikacji?
       *[other] Cofnąć dostęp { $count } aplikacji?
    }
withdraw-all-ends = Od tej chwili żadna z nich nie będzie mogła nic zrobić z Twoim kontem, na żadnym z Twoich urządzeń:
withdraw-all-more = i jeszcze { $count }
withdraw-all-stays = To, co już odczytały, u nich zostanie. Aby to odwrócić, autoryzuj ponownie każdą z nich.
withdraw-all-button = Cofnij dostęp wszystkich

## What has just been done

grants-notice-withdrawn = Aplikacja „{ $app }” nie może już korzystać z Twojego konta. Aby to odwrócić, otwórz ją i autoryzuj ponownie.
grants-notice-withdrawn-all = Żadna aplikacja nie może już korzystać z Twojego konta.
grants-notice-withdrawn-some =
    { $count ->
        [one] Aplikacje autoryzowane do { $when } nie mogą już korzystać z Twojego konta. Nadal może { $count } aplikacja, autoryzowana później.
        [few] Aplikacje autoryzowane do { $when } nie mogą już korzystać z Twojego konta. Nadal mogą { $count } aplikacje, autoryzowane później.
        [many] Aplikacje autoryzowane do { $when } nie mogą już korzystać z Twojego konta. Nadal może { $count } aplikacji, autoryzowanych później.
       *[other] Aplikacje autoryzowane do { $when } nie mogą już korzystać z Twojego konta. Nadal może { $count } aplikacji, autoryzowanych później.
    }
grants-notice-narrowed = Aplikacja „{ $app }” nie może już używać { $scopes }. Odzyska to tylko po ponownej autoryzacji.
grants-notice-asked = Pytanie będzie się znów pojawiać.
