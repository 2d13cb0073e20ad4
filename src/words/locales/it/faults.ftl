### What is wrong with what was typed into a form.

## Texts

fault-too-many-characters = Al massimo { $most } caratteri.
fault-too-many-bytes = Al massimo { $most } byte. Quasi tutte le lettere occupano un byte, altre da due a quattro.
fault-control-characters = Contiene un carattere che non può essere mostrato. Digita il testo invece di incollarlo.

## Accounts

fault-name-length = Servono da { $least } a { $most } caratteri.
fault-name-characters = Si possono usare solo lettere dell’alfabeto inglese, cifre e il trattino basso “_”.
fault-name-taken = Questo nome utente è già in uso.
fault-email = Questo non è un indirizzo e-mail. Un esempio: sam@example.org.
fault-email-taken = Questo indirizzo e-mail è già in uso.
fault-language = Scegli una delle lingue dell’elenco.
fault-attributes = Al massimo { $most } note.
fault-attribute-name = Il nome di una nota è composto da 1 a { $most } lettere, cifre e segni “.”, “_” e “-”.
fault-attribute-value = { $name } deve essere una sola riga di al massimo { $most } byte.
fault-other-name = Scrivi { $name } per confermare di quale account si tratta.

## Passwords

fault-current-password = Questa non è la tua password attuale.
fault-password-length = Servono almeno { $least } caratteri.
fault-password-weak = Troppo facile da indovinare.
fault-weak-keyboard-row = Le file di tasti consecutivi sono facili da indovinare.
fault-weak-keyboard-pattern = Le sequenze brevi sulla tastiera sono facili da indovinare.
fault-weak-repeat = Le ripetizioni come “aaa” sono facili da indovinare.
fault-weak-repeated-word = Le ripetizioni come “abcabcabc” sono appena più difficili da indovinare di “abc”.
fault-weak-top-ten = Questa è una delle dieci password più comuni.
fault-weak-top-hundred = Questa è una delle cento password più comuni.
fault-weak-common = Questa è una password molto comune.
fault-weak-similar = Somiglia a una password molto usata.
fault-weak-sequence = Le sequenze di caratteri come abc o 6543 sono facili da indovinare.
fault-weak-recent-year = Gli anni recenti sono facili da indovinare.
fault-weak-word = Una parola da sola è facile da indovinare.
fault-weak-date = Le date sono spesso facili da indovinare.
fault-weak-name-alone = Nomi e cognomi da soli sono facili da indovinare.
fault-weak-name = Nomi e cognomi comuni sono facili da indovinare.
fault-advice-few-words = Usa alcune parole ed evita le frasi comuni.
fault-advice-no-symbols = Non servono simboli, cifre o lettere maiuscole.
fault-advice-more-words = Aggiungi un’altra parola o due.
fault-advice-uncommon-words = Aggiungi un’altra parola o due. Meglio se poco comuni.
fault-advice-capitals = Le maiuscole non aiutano molto.
fault-advice-all-capitals = Una password tutta in maiuscolo è facile da indovinare quasi quanto una tutta in minuscolo.
fault-advice-reversed = Le parole scritte al contrario non sono molto più difficili da indovinare.
fault-advice-substitutions = Le sostituzioni prevedibili, come “@” al posto di “a”, non aiutano molto.
fault-advice-keyboard = Usa una sequenza sulla tastiera più lunga e con più cambi di direzione.
fault-advice-repeats = Evita parole e caratteri ripetuti.
fault-advice-sequences = Evita le sequenze di caratteri.
fault-advice-recent-years = Evita gli anni recenti.
fault-advice-own-years = Evita gli anni che hanno a che fare con te.
fault-advice-own-dates = Evita le date e gli anni che hanno a che fare con te.

## Apps

fault-app-no-name = Il nome non può essere vuoto.
fault-app-name-line = Il nome deve essere una sola riga di testo.
fault-app-no-website = L’indirizzo non può essere vuoto.
fault-app-website-line = L’indirizzo deve essere una sola riga di testo.
fault-app-website = Serve un indirizzo web, per esempio https://example.org
fault-redirect-uris = Servono da 1 a { $most } redirect URI.
fault-redirect-uri-twice = { $uri } compare due volte.
fault-overlap = Questa durata non è tra quelle disponibili.
fault-overlap-too-long = Al massimo { $longest } su questo server.

## What is said on a page of its own: why something was not done

fault-credentials = Il nome e la password non corrispondono.
fault-registration = Qui non è possibile creare da sé un account.
fault-last-admin = Il tuo è l’unico account di amministrazione: nessuno potrebbe più occuparsi di questo server. Prima assegna questo ruolo a un altro account.
fault-last-active-admin = Questo è l’ultimo account di amministrazione attivo. Prima assegna questo ruolo a un altro account.
fault-second-factor-none = Questo account non ha un secondo fattore.
fault-sign-in-ended = Questo accesso è scaduto. Inserisci di nuovo la password.
fault-set-up-ended = Questa configurazione è scaduta. Ricominciala.
fault-link-ended = Questo link non è più valido: è stato usato o sostituito, oppure è troppo vecchio.

## What a form was sent as

fault-body-large = Supera i 64 KiB.
fault-body-type = Va inviato come { $type }.
fault-body-encoded = Va inviato così com’è, senza Content-Encoding.
