### What happened with an account.

## /profile/events

events-title = Attività
events-about = Le operazioni sul tuo account, dalla più recente. Se non ne riconosci una, cambia la password nel <a href="/profile">Profilo</a> e <a href="/profile/sessions">chiudi tutte le altre sessioni</a>.
events-shown = Che cosa viene mostrato
events-everything = Tutto
events-unusual = Da controllare
events-sign-ins = Accessi
events-account = Il tuo account
events-apps = App
events-empty = Nessuna attività recente
events-empty-about = Gli accessi, le modifiche all’account e i permessi dati o tolti alle app restano elencati qui per un certo periodo.
events-empty-kind = Nessuna attività recente di questo tipo
events-see-everything = Mostra tutto
events-look-here = da controllare
events-address = Indirizzo { $address }

## Each event, to the person whom it happened to

event-not-you = Se l’operazione non è tua, cambia la password e chiudi tutte le altre sessioni.
event-times = { $title }, { $times } volte in un minuto
event-other = È successo qualcosa
event-by-administrator = Da { $name } (amministrazione)
event-by-app = Dall’app “{ $app }”
event-by-operator = Da chi gestisce questo server

event-signed-in = Hai effettuato l’accesso
event-signed-in-new-device = Hai effettuato l’accesso con un nuovo dispositivo
event-sign-in-failed = Un accesso al tuo account non è riuscito
event-sign-in-failed-advice = La password era sbagliata e chi ha provato non ha ottenuto nulla. Se il tentativo non è tuo, non devi fare nulla finché nessuno può indovinare la tua password.
event-second-factor-failed = Qualcuno ha inserito la tua password, ma non il tuo secondo fattore
event-second-factor-failed-advice = Chi ha provato non ha ottenuto nulla. Se il tentativo non è tuo, qualcuno conosce la tua password: cambiala subito.
event-second-factor-throttled = Alcuni codici del tuo secondo fattore sono stati rifiutati
event-second-factor-throttled-advice = Ce n’erano troppi sbagliati. Se i tentativi non sono tuoi, qualcuno conosce la tua password: cambiala subito. Con un codice di recupero puoi accedere in qualsiasi momento.
event-recovery-code-used = È stato usato un codice di recupero
event-recovery-codes-left = Codici rimasti: { $left }.
event-second-factor-added = Un’app di autenticazione è stata aggiunta al tuo account
event-second-factor-removed = Il secondo fattore del tuo account è stato disattivato
event-recovery-codes-made = Sono stati creati nuovi codici di recupero
event-session-ended = Hai chiuso una sessione
event-session-ended-by-server = Una tua sessione è stata chiusa
event-session-ended-by-server-advice = Le sessioni erano troppe: è stata chiusa quella inutilizzata da più tempo.
event-sessions-ended = Tutte le altre sessioni sono state chiuse
event-account-created = Il tuo account è stato creato
event-account-deleted = Il tuo account è stato eliminato
event-account-suspended = Il tuo account è stato sospeso
event-account-unsuspended = Il tuo account non è più sospeso
event-role-admin = Ora hai il ruolo di amministrazione
event-role-user = Non hai più il ruolo di amministrazione
event-email-changed = Il tuo indirizzo e-mail è stato cambiato
event-profile-changed = Il tuo profilo è stato modificato
event-attribute-changed = Una nota sul tuo account è stata modificata
event-attribute-changed-advice = Si chiama { $name }.
event-password-changed = La tua password è stata cambiata
event-password-change-failed = Un cambio della tua password è stato rifiutato
event-password-not-known = La richiesta veniva da una tua sessione, ma senza la password attuale.
event-email-change-failed = Un cambio del tuo indirizzo e-mail è stato rifiutato
event-deletion-failed = Un’eliminazione del tuo account è stata rifiutata
event-confirmation-failed = Un’operazione che richiede la tua password è stata rifiutata
event-not-confirmed = La richiesta veniva da una tua sessione, ma senza la tua password.
event-data-exported = I tuoi dati sono stati scaricati
event-password-link-made = È stato creato un link per impostare la tua password
event-password-link-used = La tua password è stata impostata con un link
event-password-link-used-advice = Se l’operazione non è tua, chiedi subito un nuovo link.
event-set-up = Hai configurato questo server
event-session-leaked = Una sessione o un link del tuo account è stato trovato dove non dovrebbe essere
event-session-leaked-advice = Qualcuno l’ha segnalato, e la sessione o il link è stato subito invalidato. Cerca altre tracce e cambia la password.

## The same about apps. $app: the app's name.

event-app-registered = L’app “{ $app }” è stata registrata
event-app-edited = La tua app “{ $app }” è stata modificata
event-app-secret-rotated = La tua app “{ $app }” ha un nuovo segreto
event-app-previous-secret-ended = Il segreto precedente della tua app “{ $app }” non è più valido
event-app-revoked = Tutti i token della tua app “{ $app }” sono stati revocati
event-app-suspended = La tua app “{ $app }” è stata sospesa
event-app-unsuspended = La tua app “{ $app }” non è più sospesa
event-app-approved = La tua app “{ $app }” è stata approvata
event-app-deleted = La tua app “{ $app }” è stata eliminata
event-authorised = Hai autorizzato “{ $app }”
event-authorised-advice = Può usare: { $scope }.
event-authorised-more = Hai dato altri permessi a “{ $app }”
event-authorised-more-advice = Ora può usare, e prima non poteva: { $scope }.
event-narrowed = Hai tolto dei permessi a “{ $app }”
event-narrowed-advice = Non può più usare: { $scope }.
event-token-leaked = Un token di “{ $app }” per il tuo account è stato trovato dove non dovrebbe essere
event-token-leaked-advice = Qualcuno l’ha segnalato e i token dell’app sono stati subito invalidati. Autorizza di nuovo l’app se ti fidi.
event-app-token-leaked = Un token dato alla tua app “{ $app }” è stato trovato dove non dovrebbe essere
event-app-token-leaked-advice = Qualcuno l’ha segnalato, e il token è stato subito invalidato. Controlla dove la tua app conserva i token: log, codice, chat.
event-app-secret-leaked = Il segreto della tua app “{ $app }” è stato trovato dove non dovrebbe essere
event-app-secret-leaked-advice = Qualcuno l’ha segnalato. Dai all’app un nuovo segreto, subito se puoi.
event-let-in-again = “{ $app }” ha di nuovo ottenuto l’accesso
event-let-in-again-advice = Avevi già autorizzato gli stessi permessi, quindi non ti è stato chiesto nulla.
event-refused = Hai rifiutato “{ $app }”
event-withdrawn = “{ $app }” non può più usare il tuo account
event-token-revoked = “{ $app }” ha rinunciato all’accesso
event-token-revoked-advice = I suoi token non sono più validi.
event-token-reused = Un token di “{ $app }” è stato usato una seconda volta
event-token-reused-advice = “{ $app }” aveva ricevuto da tempo un nuovo token al posto di questo, quindi potrebbero averlo in due: l’app e qualcuno che l’ha copiato. Per sicurezza tutti i token di questo accesso sono stati subito invalidati e ora non servono più a nulla. Se ti fidi dell’app, autorizzala di nuovo quando lo chiede. Se non ti fidi, o se succede ancora, revocale l’accesso in App autorizzate e avvisa chi la gestisce.
event-code-replayed = Un codice per “{ $app }” è stato usato una seconda volta
event-code-replayed-advice = Quando hai autorizzato “{ $app }”, l’app ha ricevuto un codice che funziona una sola volta. È arrivato due volte: qualcuno potrebbe averlo letto lungo il percorso. Tutti i token ottenuti con quel codice sono stati subito invalidati. Se ti fidi dell’app, autorizzala di nuovo quando lo chiede. Se succede ancora, revocale l’accesso in App autorizzate e avvisa chi la gestisce.
