### Pages that say why something could not be shown or done.

error-try-again-in = Bitte versuchen Sie es in { $wait } noch einmal.

## An app that an administrator keeps back

error-app-suspended = Diese App ist gesperrt
error-app-suspended-text = Die Administration dieses Servers hat „{ $app }“ gesperrt. Niemand kann die App autorisieren, und sie kann kein Konto verwenden.
error-app-suspended-help = Die App hat nichts erhalten. Wenden Sie sich an die Administration, wenn Sie die App brauchen.
error-app-waiting = Diese App wartet auf Freigabe
error-app-waiting-text = Die Administration dieses Servers hat „{ $app }“ noch nicht freigegeben. Bis dahin kann sie nur autorisieren, wer sie registriert hat.
error-app-waiting-help = Die App hat nichts erhalten. Versuchen Sie es später noch einmal oder fragen Sie die Administration.

## What every such page has

error-status = Fehler { $status }
error-to-start = Zur Startseite
error-try-again-soon = Bitte versuchen Sie es gleich noch einmal.

## Pages that cannot be shown

error-not-found = Hier ist nichts
error-not-found-text = Diese Seite gibt es nicht, oder sie ist nicht für Sie bestimmt.
error-not-found-help = Prüfen Sie die Adresse auf Tippfehler.
error-method = Das geht hier nicht
error-method-text = Die Adresse stimmt, nimmt diese Art von Anfrage aber nicht an.
error-form = Es wurde nichts geändert
error-form-text = Das gesendete Formular war zu alt oder kam nicht von dieser Website.
error-form-help = Öffnen Sie die Seite neu und senden Sie das Formular noch einmal. Cookies müssen für diese Website erlaubt sein.
error-form-again = Seite neu öffnen
error-form-unreadable = Das Formular konnte nicht gelesen werden
error-form-unreadable-text = Was ankam, ist nicht das, was dieses Formular sendet.
error-not-done = Das war nicht möglich
error-not-done-text = Der Server hat es abgelehnt.

## What an app asked for

error-request = Die Anfrage dieser App ist fehlerhaft
error-request-text = Die App hat Sie mit einer Anfrage hierher geschickt, die sich nicht beantworten lässt.
error-request-help = Sie haben nichts falsch gemacht, und die App hat nichts erhalten. Wenn es nicht Ihre eigene ist, sagen Sie denen Bescheid, die sie entwickeln.
error-consent-ended = Diese Anfrage ist abgelaufen
error-consent-ended-text = Sie wurde schon beantwortet oder hat zu lange gewartet. Die App hat nichts weiter erhalten.
error-consent-ended-again = Neu beginnen
error-consent-ended-help = Gehen Sie zurück zur App und beginnen Sie dort noch einmal.

## Links and accounts

error-setup-link = Dieser Einrichtungslink ist nicht mehr gültig
error-setup-link-text = Ein Einrichtungslink gilt einmal, eine Stunde lang und nur, solange es noch kein Administratorkonto gibt.
error-setup-link-help = Wenn es noch kein Administratorkonto gibt, erstellen Sie auf dem Server einen neuen Link oder starten Sie grantd neu:
error-password-link = Dieser Passwortlink ist nicht mehr gültig
error-password-link-text = Ein Passwortlink gilt einmal und eine Stunde lang.
error-password-link-help = Bitten Sie die Administration um einen neuen. Auf dem Server wird er so erstellt:
error-suspended = Ihr Konto ist gesperrt
error-suspended-text = Solange das so ist, können Sie keine Apps autorisieren oder registrieren und Ihr Profil nicht ändern.
error-suspended-help = Sie können autorisierten Apps weiterhin den Zugriff entziehen. Fragen Sie die Administration nach dem Grund.
error-register-closed = Hier kann man kein Konto eröffnen
error-register-closed-text = Auf diesem Server legt die Administration die Konten an.

## The server

error-too-many = Zu viele Versuche
error-too-many-text = Zum Schutz der Konten müssen Sie einen Moment warten.
error-internal = Hier ist etwas schiefgegangen
error-internal-text = Der Fehler liegt beim Server, nicht bei Ihnen.
error-internal-help = Versuchen Sie es noch einmal. Wenn es dabei bleibt, findet die Administration die Ursache im Protokoll des Servers.
error-upstream = Der Dienst hat nicht geantwortet
error-upstream-text = Der Dienst hinter dieser Adresse hat nicht richtig geantwortet.
error-upstream-help = Bitte versuchen Sie es gleich noch einmal. Wenn es dabei bleibt, sagen Sie denen Bescheid, die ihn betreiben.
error-read-only = Im Moment kann nichts gespeichert werden
error-read-only-text = Der Datenträger des Servers ist voll oder antwortet nicht. Es wurde nichts geändert, und Apps, die Sie autorisiert haben, laufen weiter.
error-read-only-help = Bitte versuchen Sie es später noch einmal. Die Administration findet die Ursache im Protokoll des Servers.
error-unavailable = Im Moment nicht verfügbar
error-unavailable-text = Der Server startet gerade, wird beendet oder ist stark ausgelastet.
