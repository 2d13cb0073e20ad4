### The second factor: at the sign-in, on the pages of the account, and before risky steps.

## At the sign-in

second-factor-login-title = Segundo factor
second-factor-login-ask = Estás iniciando sesión como { $account }. Escribe los seis dígitos que muestra tu aplicación de autenticación o uno de tus códigos de recuperación.
second-factor-login-ask-recovery = Estás iniciando sesión como { $account }. Escribe uno de tus códigos de recuperación.
# $account: the name of the account that is being signed in to.
second-factor-login-ask-passkey = Estás iniciando sesión como { $account }. Usa tu llave de acceso o escribe un código.
second-factor-code = Código
second-factor-code-wrong = Este código no es correcto o ya se ha usado. Espera al siguiente.
second-factor-too-many = Demasiados códigos incorrectos. Espera { $wait } o usa un código de recuperación.
second-factor-sealed = En este momento no se pueden comprobar los códigos de las aplicaciones. Usa un código de recuperación o consulta a quien administra el servidor.
second-factor-login-lost = ¿Lo has perdido todo? La administración de este sitio puede desactivar el segundo factor.
notice-sign-in-ended = Este inicio de sesión ha tardado demasiado. Empieza de nuevo.

## On the profile: a link to the page of the second factor

second-factor-is-on = Activado
second-factor-is-off = Desactivado

## /profile/second-factor

second-factor-title = Segundo factor
second-factor-required = Este servidor exige un segundo factor. Configura uno para poder continuar.
second-factor-app = Aplicación de autenticación
second-factor-app-about = Después de tu contraseña, escribes un código que muestra una aplicación en tu teléfono o en tu equipo. La contraseña por sí sola no basta para iniciar sesión.
second-factor-since = Configurada
second-factor-used = Último uso
second-factor-never-used = Aún sin usar
second-factor-app-add = Configurar una aplicación
second-factor-app-replace = Configurar otra aplicación
recovery-codes = Códigos de recuperación
recovery-codes-about = Cada uno sirve para iniciar sesión una vez cuando no tienes nada más a mano. Guárdalos en papel o en un gestor de contraseñas.
recovery-codes-left = { $count ->
    [0] <strong>No queda ninguno.</strong> Crea códigos nuevos ahora.
    [one] Queda uno. Crea códigos nuevos pronto.
   *[other] Quedan { $count }.
}
recovery-codes-made = Creados el { $when }
recovery-codes-renew = Crear códigos nuevos
second-factor-off = Desactivarlo
second-factor-off-about = Después bastará tu contraseña para iniciar sesión.
second-factor-off-button = Desactivar el segundo factor
second-factor-off-title = ¿Desactivar el segundo factor?
second-factor-off-what = Después podrá iniciar sesión cualquiera que conozca tu contraseña.
second-factor-off-codes = Tus llaves de acceso, tus códigos de recuperación y lo que guarda la aplicación dejarán de servir.
notice-second-factor-off = El segundo factor se ha desactivado.
notice-second-factor-app = La nueva aplicación está configurada. Los códigos de la anterior ya no sirven.
passkeys = Llaves de acceso
passkeys-about = Tu dispositivo guarda la llave y te pide la huella, la cara o un PIN. Con ella inicias sesión sin tu contraseña, o después de ella.
passkeys-not-here = En este servidor no puede haber llaves de acceso ahora: estas no sirven para iniciar sesión. Configura una aplicación de autenticación o pregunta a la administración.
passkey-add = Añadir una llave de acceso
# $when: day and time.
passkey-added = Añadida el { $when }.
# $when: day and time.
passkey-used = Usada por última vez el { $when }.
passkey-never-used = Aún no se ha usado.
# $name: what its owner calls it; for screen readers.
passkey-rename = Cambiar el nombre<span class="vh"> de { $name }</span>
# $name: what its owner calls it; for screen readers.
passkey-remove = Quitar<span class="vh"> { $name }</span>
# $name: what its owner calls it.
passkey-remove-title = ¿Quitar la llave de acceso { $name }?
passkey-remove-what = Ya no servirá para iniciar sesión aquí. Quítala también del dispositivo: allí podría seguir ofreciéndose.
passkey-remove-button = Quitar la llave de acceso
second-factor-app-remove = Quitar la aplicación
second-factor-app-remove-title = ¿Quitar la aplicación de autenticación?
second-factor-app-remove-what = Sus códigos dejarán de funcionar. Tus llaves de acceso y códigos de recuperación seguirán sirviendo.
notice-passkey-added = La llave de acceso se ha añadido.
notice-passkey-renamed = La llave de acceso tiene ahora ese nombre.
notice-second-factor-less = Se ha quitado.

## /profile/second-factor/app

second-factor-app-title = Configurar una aplicación de autenticación
second-factor-app-replaces = Los códigos de la aplicación que tienes ahora dejarán de funcionar cuando escribas un código de la nueva.
second-factor-app-scan = Escanea esta imagen con una aplicación de autenticación:
second-factor-app-picture = Código QR con el secreto que figura debajo
second-factor-app-type = O escribe este secreto en la aplicación:
second-factor-app-code = Código que muestra la aplicación
second-factor-app-code-hint = Seis dígitos. Cambian cada 30 segundos.
second-factor-app-button = Configurar
second-factor-app-code-wrong = Este no es el código que muestra ahora la aplicación. Comprueba también el reloj del dispositivo.
second-factor-set-up-ended = Ha tardado demasiado. Aquí tienes un nuevo secreto: escanea la nueva imagen.
second-factor-cancel = Cancelar

## /profile/second-factor/passkey, and wherever a passkey is asked for

passkey-what = Tu navegador pide a este dispositivo, a tu teléfono o a una llave de seguridad que cree una. Lo que te identifica se queda allí: este servidor no guarda nada que se pueda robar.
passkey-name = Nombre
passkey-name-hint = Para que más adelante sepas cuál es.
passkey-add-button = Crear la llave de acceso
passkey-rename-title = Cambiar el nombre de la llave de acceso
passkey-rename-button = Guardar
passkey-no-script = Esto necesita JavaScript y un navegador que admita llaves de acceso. Una aplicación de autenticación funciona sin ninguno de los dos.
passkey-use = Usar una llave de acceso
passkey-sign-in = Iniciar sesión con una llave de acceso
passkey-failed = No se ha recibido ninguna llave de acceso: se canceló, tardó demasiado o no hay ninguna aquí. Inténtalo de nuevo.
passkey-refused = Esta llave de acceso no se conoce aquí, o la solicitud era demasiado antigua. Inténtalo de nuevo o usa otra forma.
passkey-there = Aquí ya hay una llave de acceso para esta cuenta. Usa otro dispositivo u otro gestor de contraseñas.
passkey-not-added = La llave de acceso no se ha añadido: esta página estuvo abierta demasiado tiempo o el dispositivo no dio la respuesta esperada. Inténtalo de nuevo.
# $most: a number.
passkey-too-many = Ya hay { $most } llaves de acceso y no puede haber más. Quita una primero.
passkey-unavailable = En este servidor no puede haber llaves de acceso.

## The recovery codes, shown once

recovery-codes-first = La aplicación está configurada. Estos códigos te permiten iniciar sesión cuando no la tienes a mano, una vez cada uno.
recovery-codes-first-passkey = La llave de acceso se ha añadido. Estos códigos te permiten iniciar sesión cuando no la tienes a mano, una vez cada uno.
recovery-codes-new = Estos códigos sustituyen a los que tenías, que ya no sirven. Cada uno funciona una sola vez.
recovery-codes-once = <strong>Guárdalos ahora: no se volverán a mostrar.</strong> Imprime la página, guarda el archivo o cópialos en un gestor de contraseñas.
recovery-codes-download = Guardar como archivo
recovery-codes-kept = Ya los he guardado

## Before a risky step

confirm-title = ¿Eres tú?
confirm-why = Para esta acción debes demostrar una vez más que eres tú. No se te volverá a preguntar durante los próximos minutos.
confirm-password = Tu contraseña
confirm-code-hint = Los seis dígitos que muestra tu aplicación o un código de recuperación.
confirm-user-name = Nombre de usuario
confirm-button = Continuar
confirm-password-wrong = Esta no es tu contraseña actual.
confirm-code = Código de tu segundo factor
