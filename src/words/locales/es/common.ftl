### What every page has around its content, and the parts that pages share: forms, lists, short notices.
###
### The words: app: aplicación; permission: permiso (scope: scope, for developers); authorise: autorizar; withdraw:
### retirar (el acceso); revoke: revocar; end a token or secret: anular; sign in, out: iniciar sesión, cerrar sesión;
### second factor: segundo factor; authenticator app: aplicación de autenticación; recovery code: código de recuperación;
### client secret: secreto; suspend: suspender; approve: aprobar; administrator: la administración, quien administra el
### servidor, rol de administrador; operator: quien gestiona el servidor; note: nota.

## Around the content

layout-skip = Ir al contenido
layout-menu = Menú
layout-menu-label = Tu cuenta
layout-apps = Tus aplicaciones
layout-grants = Aplicaciones autorizadas
layout-events = Actividad
layout-profile = Perfil
layout-signed-in-as = <span class="vh">Sesión iniciada como </span>{ $name }
layout-admin = admin
layout-sign-out = Cerrar sesión
layout-language = Idioma de estas páginas
layout-contact = Puedes escribir a la administración a { $contact }.

## Forms

form-title-wrong = Error: { $title }
form-look-again = Revisa lo siguiente
form-error-before = Error:
form-optional = (opcional)
form-cancel = Cancelar

## Lists

list-pages-label = Páginas de esta lista
list-previous = Anterior
list-next = Siguiente
list-page-of = Página { $page } de { $pages }
list-beyond = No hay ninguna página { $page }
list-first = Primera página
list-last = Última página
size-bytes = { $bytes } bytes
size-kib = { $kib } KiB
size-mib = { $mib } MiB
size-gib = { $gib } GiB
short-scopes = { $scopes } y { $count } más
copy-button = Copiar
copy-done = Copiado
copy-selected = Texto seleccionado: usa el atajo de teclado para copiar

## Notices: what has just been done

notice-setup = Te damos la bienvenida. Tu cuenta administra este servidor. Registra una primera aplicación para probarlo.
notice-registered = Te damos la bienvenida. Tu cuenta está abierta.
notice-profile = Tu perfil se ha guardado.
notice-password = Tu contraseña se ha cambiado. Se ha cerrado tu sesión en todos los demás lugares.
notice-password-set = La nueva contraseña está lista. Ya puedes iniciar sesión con ella.
notice-email = Tu dirección de correo se ha cambiado.
notice-account-deleted = Tu cuenta se ha eliminado.
notice-session = Esa sesión se ha cerrado.
notice-sessions = Todas las demás sesiones se han cerrado.
notice-signed-out = Has cerrado sesión.
notice-edited = Los cambios se han guardado.
notice-registered-before = Este formulario ya había registrado la aplicación, así que no se ha registrado otra vez. Si no has visto su secreto, crea uno nuevo aquí.
notice-revoked = Todos los tokens de esta aplicación se han revocado.
notice-deleted = La aplicación se ha eliminado.
notice-secret-ended = El secreto anterior ya no es válido.
notice-withdrawn = La aplicación ya no puede usar tu cuenta.
