### What happened with an account.

## /profile/events

events-title = Zdarzenia
events-about = Zdarzenia na Twoim koncie, od najnowszych. Jeśli któregoś nie rozpoznajesz, zmień hasło na stronie <a href="/profile">Profil</a> i <a href="/profile/sessions">wyloguj się wszędzie indziej</a>.
events-shown = Co jest pokazane
events-everything = Wszystko
events-unusual = Do sprawdzenia
events-sign-ins = Logowanie
events-account = Twoje konto
events-apps = Aplikacje
events-empty = Ostatnio nic się nie wydarzyło
events-empty-about = Przez pewien czas widać tu logowania, zmiany konta oraz to, co aplikacje otrzymały lub straciły.
events-empty-kind = Ostatnio nie było takich zdarzeń
events-see-everything = Zobacz wszystko
events-look-here = sprawdź
events-address = Adres { $address }

## Each event, to the person whom it happened to

event-not-you = Jeśli to nie Ty, zmień hasło i wyloguj się wszędzie indziej.
event-times = { $title }, { $times } razy w ciągu minuty
event-other = Coś się wydarzyło
event-by-administrator = Przez administratora { $name }
event-by-app = Przez aplikację „{ $app }”
event-by-operator = Przez osobę prowadzącą ten serwer

event-signed-in = Zalogowano się na Twoje konto
event-signed-in-new-device = Zalogowano się na Twoje konto na nowym urządzeniu
event-sign-in-failed = Nieudane logowanie na Twoje konto
event-sign-in-failed-advice = Hasło było nieprawidłowe, a próbująca osoba niczego nie otrzymała. Jeśli to nie Ty, nie trzeba nic robić, o ile nikt nie może odgadnąć Twojego hasła.
event-second-factor-failed = Ktoś podał Twoje hasło, ale nie drugi składnik
event-second-factor-failed-advice = Próbująca osoba niczego nie otrzymała. Jeśli to nie Ty, ktoś zna Twoje hasło: zmień je teraz.
event-second-factor-throttled = Odrzucono kody drugiego składnika
event-second-factor-throttled-advice = Zbyt wiele było nieprawidłowych. Jeśli to nie Ty, ktoś zna Twoje hasło: zmień je teraz. Kodem odzyskiwania można się zalogować w każdej chwili.
event-recovery-code-used = Użyto kodu odzyskiwania
event-recovery-codes-left = Pozostałe kody: { $left }.
event-second-factor-added = Do konta dodano aplikację uwierzytelniającą
event-second-factor-removed = Wyłączono drugi składnik konta
event-recovery-codes-made = Utworzono nowe kody odzyskiwania
event-session-ended = Wylogowano się
event-session-ended-by-server = Jedna z sesji została wylogowana
event-session-ended-by-server-advice = Sesji było zbyt wiele; zakończono najdłużej nieużywaną.
event-sessions-ended = Wylogowano wszędzie indziej
event-account-created = Konto zostało utworzone
event-account-deleted = Konto zostało usunięte
event-account-suspended = Konto zostało zawieszone
event-account-unsuspended = Konto nie jest już zawieszone
event-role-admin = Masz teraz rolę administratora
event-role-user = Nie masz już roli administratora
event-email-changed = Zmieniono adres e-mail
event-profile-changed = Zmieniono profil
event-attribute-changed = Zmieniono notatkę do konta
event-attribute-changed-advice = Nazwa notatki: { $name }.
event-password-changed = Zmieniono hasło
event-password-change-failed = Odmówiono zmiany hasła
event-password-not-known = Osoba, która o to prosiła, była zalogowana na Twoje konto, ale nie znała obecnego hasła.
event-email-change-failed = Odmówiono zmiany adresu e-mail
event-deletion-failed = Odmówiono usunięcia konta
event-confirmation-failed = Odmówiono czynności, która wymaga hasła
event-not-confirmed = Osoba, która o to prosiła, była zalogowana na Twoje konto, ale nie znała hasła.
event-data-exported = Pobrano Twoje dane
event-password-link-made = Utworzono odnośnik do ustawienia hasła
event-password-link-used = Hasło ustawiono przez odnośnik
event-password-link-used-advice = Jeśli to nie Ty, natychmiast poproś o nowy odnośnik.
event-set-up = Skonfigurowano ten serwer
event-session-leaked = Sesję lub odnośnik Twojego konta znaleziono tam, gdzie nie powinno ich być
event-session-leaked-advice = Ktoś to zgłosił, a sesję lub odnośnik natychmiast unieważniono. Poszukaj innych śladów i zmień hasło.

## The same about apps. $app: the app's name.

event-app-registered = Zarejestrowano aplikację „{ $app }”
event-app-edited = Zmieniono Twoją aplikację „{ $app }”
event-app-secret-rotated = Twoja aplikacja „{ $app }” ma nowy sekret
event-app-previous-secret-ended = Poprzedni sekret Twojej aplikacji „{ $app }” już nie działa
event-app-revoked = Unieważniono wszystkie tokeny Twojej aplikacji „{ $app }”
event-app-suspended = Zawieszono Twoją aplikację „{ $app }”
event-app-unsuspended = Twoja aplikacja „{ $app }” nie jest już zawieszona
event-app-approved = Zatwierdzono Twoją aplikację „{ $app }”
event-app-deleted = Usunięto Twoją aplikację „{ $app }”
event-authorised = Autoryzowano aplikację „{ $app }”
event-authorised-advice = Może używać: { $scope }.
event-authorised-more = Pozwolono aplikacji „{ $app }” na więcej
event-authorised-more-advice = Może teraz używać, a wcześniej nie mogła: { $scope }.
event-narrowed = Odebrano uprawnienia aplikacji „{ $app }”
event-narrowed-advice = Nie może już używać: { $scope }.
event-token-leaked = Token aplikacji „{ $app }” do Twojego konta znaleziono tam, gdzie nie powinno go być
event-token-leaked-advice = Ktoś to zgłosił i natychmiast unieważniono jej tokeny. Autoryzuj aplikację ponownie, jeśli jej ufasz.
event-app-token-leaked = Token wydany Twojej aplikacji „{ $app }” znaleziono tam, gdzie nie powinno go być
event-app-token-leaked-advice = Ktoś to zgłosił i token natychmiast unieważniono. Sprawdź, gdzie aplikacja trzyma tokeny: dzienniki, kod, czaty.
event-app-secret-leaked = Sekret Twojej aplikacji „{ $app }” znaleziono tam, gdzie nie powinno go być
event-app-secret-leaked-advice = Ktoś to zgłosił. Nadaj aplikacji nowy sekret, w miarę możliwości od razu.
event-let-in-again = Aplikacja „{ $app }” ponownie otrzymała dostęp
event-let-in-again-advice = To samo było już autoryzowane, więc pytanie się nie pojawiło.
event-refused = Odmówiono aplikacji „{ $app }”
event-withdrawn = Aplikacja „{ $app }” nie może już korzystać z Twojego konta
event-token-revoked = Aplikacja „{ $app }” zrzekła się dostępu
event-token-revoked-advice = Jej tokeny już nie działają.
event-token-reused = Token aplikacji „{ $app }” został użyty drugi raz
event-token-reused-advice = Aplikacja „{ $app }” już dawno otrzymała nowy token w miejsce tego, więc mogą go mieć dwie strony: aplikacja i ktoś, kto go skopiował. Dla bezpieczeństwa natychmiast unieważniono wszystkie tokeny z tego logowania; są już bezużyteczne. Jeśli ufasz aplikacji, autoryzuj ją ponownie, gdy poprosi. Jeśli nie albo jeśli to się powtórzy, cofnij jej dostęp na stronie Autoryzowane aplikacje i powiadom osobę, która ją prowadzi.
event-code-replayed = Kod dla aplikacji „{ $app }” został użyty drugi raz
event-code-replayed-advice = Podczas autoryzacji aplikacja „{ $app }” otrzymała kod, który działa raz. Nadszedł dwa razy: ktoś mógł go odczytać po drodze. Natychmiast unieważniono wszystkie tokeny uzyskane za ten kod. Jeśli ufasz aplikacji, autoryzuj ją ponownie, gdy poprosi. Jeśli to się powtórzy, cofnij jej dostęp na stronie Autoryzowane aplikacje i powiadom osobę, która ją prowadzi.
