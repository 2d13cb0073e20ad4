### One's own account: profile, password, sessions, e-mail address, data, deletion.

## Fields that several forms have

account-user-name = Nombre de usuario
account-email = Correo electrónico
account-current-password = Contraseña actual
account-new-password = Nueva contraseña
account-new-password-again = Repite la nueva contraseña
account-passwords-differ = Las dos contraseñas no coinciden.
account-password-length = Al menos { $length } caracteres.
account-password-hint = Al menos { $length } caracteres, y difícil de adivinar: unas cuantas palabras poco comunes van bien; tu nombre y tu dirección, no.

## /profile

profile-title = Perfil
profile-account = Cuenta
profile-role = Rol
profile-role-admin = Administrador
profile-role-user = Usuario
profile-member-since = Miembro desde
profile-about-you = Sobre ti
profile-about-you-seen = Lo ven las aplicaciones que pueden leer tu perfil.
profile-first-name = Nombre
profile-last-name = Apellidos
profile-location = Ubicación
profile-bio = En tus propias palabras
profile-save = Guardar el perfil
profile-password-about = Al cambiar la contraseña, se cierra tu sesión en todos los demás lugares.
profile-withdraw-too = Retirar también el acceso de todas las aplicaciones
profile-password-button = Cambiar la contraseña
profile-safety = Seguridad
profile-signed-in-places =
    { $count ->
        [one] Solo aquí
       *[other] En { $count } lugares
    }
profile-account-about = Correo, tus datos, eliminación
profile-events-about = Inicios de sesión, cambios y lo que recibieron las aplicaciones

## /profile/account

account-title = Tu cuenta
account-address = Dirección de correo
account-address-about = Puedes iniciar sesión con ella, y la ven las aplicaciones que pueden leer tu perfil. No se le envía nada: comprueba que sea correcta.
account-address-button = Cambiar la dirección
account-data = Tus datos
account-data-about = Lo que este servidor sabe de ti, en un archivo JSON: cuenta, sesiones, aplicaciones, lo que has autorizado y lo que ha ocurrido. No contiene ninguna contraseña.
account-data-button = Descargar tus datos
account-end = Eliminar la cuenta
account-end-about = Una cuenta eliminada no se puede recuperar.
account-end-button = Eliminar tu cuenta

## /profile/account/delete

account-delete-heading = ¿Eliminar tu cuenta?
account-delete-last-admin = La tuya es la única cuenta de administración activa, así que no se puede eliminar: nadie podría administrar este servidor. Da antes el rol de administrador a otra cuenta.
account-delete-back = Volver
account-delete-what-goes = Tu cuenta se elimina de inmediato y no se puede deshacer. Con ella desaparecen:
account-delete-profile = tu perfil, tu contraseña y lo que figura en «Actividad»
account-delete-sessions =
    { $count ->
        [one] esta sesión
       *[other] las { $count } sesiones que tienes abiertas
    }
account-delete-grants =
    { $count ->
        [0] ningún acceso de aplicaciones: no has autorizado ninguna
        [one] el acceso de la aplicación que has autorizado
       *[other] el acceso de las { $count } aplicaciones que has autorizado
    }
account-delete-app = tu aplicación { $app }, para todas las personas que la usan
account-delete-more =
    { $count ->
        [one] y { $count } más de tus aplicaciones
       *[other] y { $count } más de tus aplicaciones
    }
account-delete-what-stays = Lo que las aplicaciones ya han leído se queda en ellas. El registro de administración conserva tu nombre hasta que se vacíe.
account-delete-download = <a href="/profile/account">Descarga antes tus datos</a> si quieres conservarlos.
account-delete-name-hint = Escribe { $name } para confirmar que se trata de esta cuenta.
account-delete-button = Eliminar mi cuenta

## /profile/sessions

sessions-title = Sesiones abiertas
sessions-about = Si no reconoces alguna de estas sesiones, ciérrala y cambia tu contraseña en <a href="/profile">Perfil</a>. En <a href="/profile/events">Actividad</a> hay más detalles. Las aplicaciones no aparecen en esta lista: están en <a href="/profile/grants">Aplicaciones autorizadas</a>.
sessions-this-one = esta sesión
sessions-since = Iniciada el { $when }
sessions-since-from = Iniciada el { $when } desde { $address }
sessions-last-used = Último uso: { $when }
sessions-end-here = Cerrar sesión<span class="vh"> aquí</span>
sessions-end = Cerrar sesión<span class="vh"> en { $device }, { $address }</span>
sessions-end-others = Cerrar todas las demás sesiones

## Devices

device-on = { $program } en { $system }
device-python = Un programa de Python
device-python-on = Un programa de Python en { $system }
device-android-app = Una aplicación de Android
device-unknown-on = Un programa en { $system }
device-unknown = Un programa desconocido

## Profile: the language of the pages

profile-language = Idioma de las páginas
profile-language-browser = El que pida mi navegador
