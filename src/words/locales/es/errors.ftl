### Pages that say why something could not be shown or done.

error-try-again-in = Vuelve a intentarlo dentro de { $wait }.

## An app that an administrator keeps back

error-app-suspended = Esta aplicación está suspendida
error-app-suspended-text = La administración de este servidor ha suspendido «{ $app }». Nadie puede autorizarla y no puede usar ninguna cuenta.
error-app-suspended-help = No se ha entregado nada a la aplicación. Si la necesitas, consulta a quien administra el servidor.
error-app-waiting = Esta aplicación está pendiente de aprobación
error-app-waiting-text = La administración de este servidor aún no ha aprobado «{ $app }». Hasta entonces, solo puede autorizarla quien la registró.
error-app-waiting-help = No se ha entregado nada a la aplicación. Vuelve a intentarlo más tarde o consulta a quien administra el servidor.

## What every such page has

error-status = Error { $status }
error-to-start = Ir a la página de inicio
error-try-again-soon = Vuelve a intentarlo dentro de un momento.

## Pages that cannot be shown

error-not-found = Aquí no hay nada
error-not-found-text = Esta página no existe o no tienes permiso para verla.
error-not-found-help = Comprueba que la dirección esté bien escrita.
error-method = Esto no se puede hacer aquí
error-method-text = La dirección es correcta, pero no admite este tipo de solicitud.
error-form = No se ha cambiado nada
error-form-text = El formulario que has enviado era demasiado antiguo o no procedía de este sitio.
error-form-help = Vuelve a abrir la página y envía el formulario otra vez. Este sitio necesita permiso para usar cookies.
error-form-again = Volver a abrir la página
error-form-unreadable = No se ha podido leer el formulario
error-form-unreadable-text = Lo recibido no es lo que envía este formulario.
error-not-done = No se ha podido hacer
error-not-done-text = El servidor lo ha rechazado.

## What an app asked for

error-request = La solicitud de esta aplicación no es correcta
error-request-text = La aplicación te ha enviado aquí con una solicitud a la que no se puede responder.
error-request-help = No has hecho nada mal y no se ha entregado nada a la aplicación. Si no es tuya, avisa a quienes la desarrollan.
error-consent-ended = Esta solicitud ha caducado
error-consent-ended-text = Ya se había respondido o ha esperado demasiado. No se ha entregado nada más a la aplicación.
error-consent-ended-again = Empezar de nuevo
error-consent-ended-help = Vuelve a la aplicación y empieza de nuevo desde allí.

## Links and accounts

error-setup-link = Este enlace de configuración ya no es válido
error-setup-link-text = Los enlaces de configuración funcionan una sola vez, durante una hora, y solo hasta que exista la primera cuenta de administración.
error-setup-link-help = Si aún no hay ninguna, crea un nuevo enlace en el servidor o reinicia grantd:
error-password-link = Este enlace de contraseña ya no es válido
error-password-link-text = Los enlaces de contraseña funcionan una sola vez, durante una hora.
error-password-link-help = Pide uno nuevo a quien administra el servidor. En el servidor se crea con:
error-suspended = Tu cuenta está suspendida
error-suspended-text = Mientras lo esté, no puedes autorizar ni registrar aplicaciones, ni cambiar tu perfil.
error-suspended-help = Aún puedes retirar las autorizaciones que has dado. Pregunta el motivo a quien administra el servidor.
error-register-closed = Aquí no se pueden abrir cuentas
error-register-closed-text = En este servidor, las cuentas las crea la administración.

## The server

error-too-many = Demasiados intentos
error-too-many-text = Para proteger las cuentas, hay que esperar un momento.
error-internal = Algo ha fallado aquí
error-internal-text = Es un fallo del servidor, no tuyo.
error-internal-help = Vuelve a intentarlo. Si sigue igual, quien administra el servidor encontrará la causa en el registro.
error-upstream = El servicio no ha respondido
error-upstream-text = El servicio que hay detrás de esta dirección no ha respondido como debería.
error-upstream-help = Vuelve a intentarlo dentro de un momento; si sigue igual, avisa a quien lo gestiona.
error-read-only = Ahora mismo no se puede guardar nada
error-read-only-text = El disco del servidor está lleno o no responde. No se ha cambiado nada, y las aplicaciones que has autorizado siguen funcionando.
error-read-only-help = Vuelve a intentarlo más tarde. Quien administra el servidor encontrará la causa en el registro.
error-unavailable = No disponible en este momento
error-unavailable-text = El servidor se está iniciando, se está deteniendo o está muy ocupado.
