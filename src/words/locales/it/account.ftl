### One's own account: profile, password, sessions, e-mail address, data, deletion.

## Fields that several forms have

account-user-name = Nome utente
account-email = E-mail
account-current-password = Password attuale
account-new-password = Nuova password
account-new-password-again = Ripeti la nuova password
account-passwords-differ = Le due password non coincidono.
account-password-length = Almeno { $length } caratteri.
account-password-hint = Almeno { $length } caratteri, e difficile da indovinare: vanno bene alcune parole poco comuni, non il tuo nome o il tuo indirizzo.

## /profile

profile-title = Profilo
profile-account = Account
profile-role = Ruolo
profile-role-admin = Amministrazione
profile-role-user = Utente
profile-member-since = Iscrizione
profile-about-you = Su di te
profile-about-you-seen = Le app che possono leggere il tuo profilo vedono questi dati.
profile-first-name = Nome
profile-last-name = Cognome
profile-location = Luogo
profile-bio = Con parole tue
profile-save = Salva il profilo
profile-password-about = Con una nuova password vengono chiuse tutte le altre sessioni.
profile-withdraw-too = Revoca anche l’accesso di tutte le app
profile-password-button = Cambia password
profile-safety = Sicurezza
profile-signed-in-places =
    { $count ->
        [one] Solo qui
       *[other] In { $count } posti
    }
profile-account-about = E-mail, i tuoi dati, eliminazione
profile-events-about = Accessi, modifiche e ciò che le app hanno ricevuto

## /profile/account

account-title = Il tuo account
account-address = Indirizzo e-mail
account-address-about = Puoi usarlo per accedere, e le app che possono leggere il tuo profilo lo vedono. A questo indirizzo non viene inviato alcun messaggio: controlla che sia corretto.
account-address-button = Cambia l’indirizzo
account-data = I tuoi dati
account-data-about = Ciò che questo server sa di te, in un unico file JSON: account, sessioni, app, autorizzazioni, attività. Non contiene password.
account-data-button = Scarica i tuoi dati
account-end = Eliminazione
account-end-about = Un account eliminato non si può recuperare.
account-end-button = Elimina l’account

## /profile/account/delete

account-delete-heading = Vuoi eliminare il tuo account?
account-delete-last-admin = Il tuo è l’unico account di amministrazione attivo e quindi non può essere eliminato: nessuno potrebbe più amministrare questo server. Prima assegna questo ruolo a un altro account.
account-delete-back = Indietro
account-delete-what-goes = L’eliminazione è immediata e non si può annullare. Ecco che cosa va perso:
account-delete-profile = il tuo profilo, la tua password e ciò che è elencato in Attività
account-delete-sessions =
    { $count ->
        [one] questa sessione
       *[other] tutte le { $count } sessioni, ovunque siano aperte
    }
account-delete-grants =
    { $count ->
        [0] nessun accesso di app, perché non ne hai autorizzate
        [one] l’accesso dell’app che hai autorizzato
       *[other] l’accesso di tutte le { $count } app che hai autorizzato
    }
account-delete-app = la tua app { $app }, per chiunque la usi
account-delete-more =
    { $count ->
        [one] e { $count } altra delle tue app
       *[other] e altre { $count } delle tue app
    }
account-delete-what-stays = Ciò che le app hanno già letto resta in loro possesso. Il log di amministrazione conserva il tuo nome finché non viene svuotato.
account-delete-download = Se vuoi conservarli, prima <a href="/profile/account">scarica i tuoi dati</a>.
account-delete-name-hint = Scrivi { $name } per confermare che si tratta di questo account.
account-delete-button = Elimina il mio account

## /profile/sessions

sessions-title = Sessioni attive
sessions-about = Se non riconosci una di queste sessioni, chiudila e cambia la password nel <a href="/profile">Profilo</a>. In <a href="/profile/events">Attività</a> trovi altri dettagli. Le app non sono in questo elenco: si trovano in <a href="/profile/grants">App autorizzate</a>.
sessions-this-one = questa
sessions-since = Accesso: { $when }
sessions-since-from = Accesso: { $when }, da { $address }
sessions-last-used = Ultimo uso: { $when }
sessions-end-here = Chiudi<span class="vh"> questa sessione</span>
sessions-end = Chiudi<span class="vh"> la sessione { $device }, { $address }</span>
sessions-end-others = Chiudi tutte le altre sessioni

## Devices

device-on = { $program } su { $system }
device-python = Un programma Python
device-python-on = Un programma Python su { $system }
device-android-app = Un’app Android
device-unknown-on = Un programma su { $system }
device-unknown = Un programma sconosciuto

## Profile: the language of the pages

profile-language = Lingua delle pagine
profile-language-browser = Quella richiesta dal browser
