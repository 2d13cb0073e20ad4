### What happened with an account.

## /profile/events

events-title = Actividad
events-about = Lo que se ha hecho con tu cuenta, de lo más reciente a lo más antiguo. Si no reconoces algo, cambia tu contraseña en <a href="/profile">Perfil</a> y <a href="/profile/sessions">cierra todas las demás sesiones</a>.
events-shown = Qué se muestra
events-everything = Todo
events-unusual = Por revisar
events-sign-ins = Inicios de sesión
events-account = Tu cuenta
events-apps = Aplicaciones
events-empty = No ha ocurrido nada últimamente
events-empty-about = Los inicios de sesión, los cambios de tu cuenta y lo que se ha dado o quitado a las aplicaciones aparecen aquí durante un tiempo.
events-empty-kind = No ha ocurrido nada de este tipo últimamente
events-see-everything = Verlo todo
events-look-here = revísalo
events-address = Dirección { $address }

## Each event, to the person whom it happened to

event-not-you = Si no has sido tú, cambia tu contraseña y cierra todas las demás sesiones.
event-times = { $title }, { $times } veces en un minuto
event-other = Ha ocurrido algo
event-by-administrator = Por la cuenta de administración { $name }
event-by-app = Por la aplicación «{ $app }»
event-by-operator = Por quien gestiona este servidor

event-signed-in = Has iniciado sesión
event-signed-in-new-device = Has iniciado sesión en un dispositivo nuevo
event-sign-in-failed = Ha fallado un inicio de sesión en tu cuenta
event-sign-in-failed-advice = La contraseña no era correcta y no se ha entregado nada a quien lo intentó. Si no has sido tú, no hay nada que hacer mientras nadie pueda adivinar tu contraseña.
event-second-factor-failed = Alguien ha dado tu contraseña, pero no tu segundo factor
event-second-factor-failed-advice = No se ha entregado nada a quien lo intentó. Si no has sido tú, alguien conoce tu contraseña: cámbiala ahora.
event-second-factor-throttled = Se han rechazado códigos de tu segundo factor
event-second-factor-throttled-advice = Demasiados eran incorrectos. Si no has sido tú, alguien conoce tu contraseña: cámbiala ahora. Con un código de recuperación puedes iniciar sesión en cualquier momento.
event-recovery-code-used = Se ha usado un código de recuperación
event-recovery-codes-left = Códigos que quedan: { $left }.
event-second-factor-added = Se ha añadido una aplicación de autenticación a tu cuenta
event-second-factor-removed = Se ha desactivado el segundo factor de tu cuenta
event-recovery-codes-made = Se han creado nuevos códigos de recuperación
event-session-ended = Has cerrado sesión
event-session-ended-by-server = Se ha cerrado una de tus sesiones
event-session-ended-by-server-advice = Había demasiadas sesiones; se ha cerrado la que llevaba más tiempo sin usarse.
event-sessions-ended = Se han cerrado todas tus demás sesiones
event-account-created = Se ha abierto tu cuenta
event-account-deleted = Se ha eliminado tu cuenta
event-account-suspended = Se ha suspendido tu cuenta
event-account-unsuspended = Tu cuenta ya no está suspendida
event-role-admin = Ahora tienes el rol de administrador
event-role-user = Ya no tienes el rol de administrador
event-email-changed = Se ha cambiado tu dirección de correo
event-profile-changed = Se ha cambiado tu perfil
event-attribute-changed = Se ha cambiado una nota sobre tu cuenta
event-attribute-changed-advice = Se llama { $name }.
event-password-changed = Se ha cambiado tu contraseña
event-password-change-failed = Se ha rechazado un cambio de tu contraseña
event-password-not-known = Quien lo pidió tenía una sesión iniciada con tu cuenta, pero no conocía la contraseña actual.
event-email-change-failed = Se ha rechazado un cambio de tu dirección de correo
event-deletion-failed = Se ha rechazado una eliminación de tu cuenta
event-confirmation-failed = Se ha rechazado una acción que requiere tu contraseña
event-not-confirmed = Quien lo pidió tenía una sesión iniciada con tu cuenta, pero no conocía tu contraseña.
event-data-exported = Se han descargado tus datos
event-password-link-made = Se ha creado un enlace para cambiar tu contraseña
event-password-link-used = Se ha cambiado tu contraseña mediante un enlace
event-password-link-used-advice = Si no has sido tú, pide un nuevo enlace de inmediato.
event-set-up = Has configurado este servidor
event-session-leaked = Se ha encontrado una sesión o un enlace de tu cuenta donde no debería estar
event-session-leaked-advice = Alguien ha avisado, y la sesión o el enlace se ha anulado de inmediato. Busca otros indicios y cambia tu contraseña.

## The same about apps. $app: the app's name.

event-app-registered = Se ha registrado la aplicación «{ $app }»
event-app-edited = Se ha editado tu aplicación «{ $app }»
event-app-secret-rotated = Tu aplicación «{ $app }» tiene un nuevo secreto
event-app-previous-secret-ended = El secreto anterior de tu aplicación «{ $app }» ya no es válido
event-app-revoked = Se han revocado todos los tokens de tu aplicación «{ $app }»
event-app-suspended = Se ha suspendido tu aplicación «{ $app }»
event-app-unsuspended = Tu aplicación «{ $app }» ya no está suspendida
event-app-approved = Se ha aprobado tu aplicación «{ $app }»
event-app-deleted = Se ha eliminado tu aplicación «{ $app }»
event-authorised = Has autorizado «{ $app }»
event-authorised-advice = Puede usar: { $scope }.
event-authorised-more = Has permitido que «{ $app }» haga más cosas
event-authorised-more-advice = Ahora puede usar, y antes no: { $scope }.
event-narrowed = Has quitado permisos a «{ $app }»
event-narrowed-advice = Ya no puede usar: { $scope }.
event-token-leaked = Se ha encontrado un token de «{ $app }» para tu cuenta donde no debería estar
event-token-leaked-advice = Alguien ha avisado y sus tokens se han anulado de inmediato. Vuelve a autorizar la aplicación si confías en ella.
event-app-token-leaked = Se ha encontrado un token entregado a tu aplicación «{ $app }» donde no debería estar
event-app-token-leaked-advice = Alguien ha avisado, y el token se ha anulado de inmediato. Revisa dónde guarda tu aplicación sus tokens: registros, código, chats.
event-app-secret-leaked = Se ha encontrado el secreto de tu aplicación «{ $app }» donde no debería estar
event-app-secret-leaked-advice = Alguien ha avisado. Da a la aplicación un nuevo secreto, de inmediato si puedes.
event-let-in-again = Se ha vuelto a dar acceso a «{ $app }»
event-let-in-again-advice = Ya habías autorizado lo mismo antes, así que no se te ha preguntado.
event-refused = Has rechazado «{ $app }»
event-withdrawn = «{ $app }» ya no puede usar tu cuenta
event-token-revoked = «{ $app }» ha devuelto su acceso
event-token-revoked-advice = Sus tokens ya no son válidos.
event-token-reused = Un token de «{ $app }» se ha usado por segunda vez
event-token-reused-advice = «{ $app }» había recibido mucho antes un nuevo token en lugar de este, así que puede que lo tengan dos partes: la aplicación y alguien que lo ha copiado. Por seguridad, todos los tokens de este inicio de sesión se han anulado de inmediato y ya no sirven para nada. Si confías en la aplicación, vuelve a autorizarla cuando lo pida. Si no, o si esto se repite, retírale el acceso en «Aplicaciones autorizadas» y avisa a quien la gestiona.
event-code-replayed = Un código para «{ $app }» se ha usado por segunda vez
event-code-replayed-advice = Cuando autorizaste «{ $app }», recibió un código que funciona una sola vez. Ha llegado dos veces: puede que alguien lo haya leído por el camino. Todos los tokens obtenidos con él se han anulado de inmediato. Si confías en la aplicación, vuelve a autorizarla cuando lo pida. Si esto se repite, retírale el acceso en «Aplicaciones autorizadas» y avisa a quien la gestiona.
