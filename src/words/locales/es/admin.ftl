### Administration: the pages below /admin, for administrators alone. The names of acts and states are those of the command
### line: suspend, unsuspend, approve, revoke, rotate.

layout-administration = Administración

admin-title = Administración
admin-menu-label = Administración
admin-overview = Resumen
admin-users = Cuentas
admin-apps = Aplicaciones
admin-servers = Servidores de recursos
admin-settings = Ajustes
admin-audit = Registro de auditoría
admin-store = Almacenamiento

## On several pages

admin-any = Cualquiera
admin-role = Rol
admin-role-user = Usuario
admin-role-admin = Administrador
admin-state = Estado
admin-state-active = activa
admin-state-suspended = suspendida
admin-app-active = activa
admin-app-suspended = suspendida
admin-state-waiting = pendiente de aprobación
admin-no-password = aún sin contraseña
admin-never = Nunca
admin-not-yet = Aún no
admin-number = Número
admin-created = Creación
admin-owner = Registrada por
admin-email = Correo electrónico
admin-client-id = Client ID
admin-client-secret = Secreto del cliente
admin-filter = Mostrar
admin-filter-none = Mostrar todo
admin-cancel = Cancelar
admin-save = Guardar
admin-go-on = Continuar
admin-suspend = Suspender
admin-unsuspend = Levantar la suspensión
admin-rotate = Crear un nuevo secreto
admin-registered = Registrada el { $when }
admin-last-used = Último uso: { $when }
admin-never-used = Sin usar
admin-added = Añadido el { $when }

## Overview

admin-look = Por revisar
admin-look-about = Lo que puede necesitar una decisión tuya.
admin-calm = No hay nada que revisar.
admin-refusing = Ahora mismo no se puede guardar nada.
admin-backup-failed = La última copia de seguridad ha fallado o la siguiente lleva retraso.
admin-waiting-count = { $count ->
    [one] Una aplicación está pendiente de aprobación
   *[other] { $count } aplicaciones están pendientes de aprobación
}
admin-suspended-apps = { $count ->
    [one] Una aplicación está suspendida
   *[other] { $count } aplicaciones están suspendidas
}
admin-suspended-users = { $count ->
    [one] Una cuenta está suspendida
   *[other] { $count } cuentas están suspendidas
}
admin-failed-sign-ins = { $count ->
    [one] Hoy ha fallado un inicio de sesión
   *[other] Hoy han fallado { $count } inicios de sesión
}
admin-figures = Estadísticas
admin-consents = Autorizaciones de aplicaciones
admin-sessions = Sesiones
admin-version = Versión

## Accounts

admin-find-user = Nombre o correo electrónico
admin-never-signed-in = Solo cuentas en las que nadie ha iniciado sesión
admin-users-count = { $count ->
    [one] Una cuenta.
   *[other] { $count } cuentas.
}
admin-users-none = Ninguna cuenta cumple eso
admin-last-sign-in-was = Último inicio de sesión: { $when }
admin-never-signed-in-yet = Sin inicios de sesión
admin-user-new = Nueva cuenta
admin-user-new-text = Al principio la cuenta no tiene contraseña. La página siguiente muestra un enlace con el que la persona puede crear una.
admin-user-name = Nombre de usuario
admin-user-name-hint = De 3 a 30 letras, cifras o guiones bajos.
admin-user-new-admin = Darle el rol de administrador
admin-user-new-button = Crear la cuenta
admin-user-made = { $name } ya tiene una cuenta
admin-link = Enlace de contraseña
admin-link-text = Este enlace permite crear una contraseña. Funciona una sola vez, durante una hora, y no se volverá a mostrar. Dáselo a la persona y a nadie más.
admin-link-made = Un enlace de contraseña para { $name }

## One account

admin-user-account = Cuenta
admin-last-sign-in = Último inicio de sesión
admin-password = Contraseña
admin-password-set = Establecida
admin-user-apps = Aplicaciones registradas
admin-user-grants = Aplicaciones autorizadas
admin-user-events = Actividad de esta cuenta
admin-app-events = Actividad de esta aplicación
admin-make-admin = Dar el rol de administrador
admin-make-user = Dar el rol de usuario
admin-make-link = Crear un enlace de contraseña
admin-export = Descargar sus datos
admin-delete-user = Eliminar la cuenta
admin-user-own = Esta es tu propia cuenta.
admin-user-last = Es la última cuenta de administración activa. No se puede suspender ni eliminar, ni pasar al rol de usuario, mientras no haya otra.
admin-email-about = Nadie confirma la nueva dirección. La persona ve que se ha cambiado.
admin-language-about = Lo que la persona elige en Perfil. Si no elige nada, es el idioma que pide el navegador.
admin-language-browser = El que pida el navegador
admin-sessions-about = Dónde tiene la cuenta sesiones abiertas. Esto no afecta a lo que pueden hacer las aplicaciones.
admin-sessions-none = Ninguna sesión abierta.
admin-session-started = Iniciada el { $when }
admin-session-end = Cerrar sesión
admin-session-end-which = Cerrar la sesión de { $device }
admin-sign-out = Cerrar todas las sesiones
admin-notes = Notas
admin-notes-about = Lo que la administración anota sobre la cuenta, como su número en otro programa. Se puede comunicar a los servicios de destino.
admin-note-key = Nombre de la nota
admin-note-value = Texto
admin-note-add = Guardar la nota
admin-note-remove = Quitar
admin-note-remove-which = Quitar la nota { $key }
admin-ask-suspend = ¿Suspender { $name }?
admin-ask-suspend-text = Sus sesiones se cierran y sus tokens quedan inactivos de inmediato. No se elimina nada: lo que no haya caducado entretanto vuelve a ser válido cuando se levanta la suspensión.
admin-ask-admin = ¿Dar a { $name } el rol de administrador?
admin-ask-admin-text = Con este rol se ven y se cambian todas las cuentas, todas las aplicaciones y los ajustes de este servidor.
admin-ask-user = ¿Quitar a { $name } el rol de administrador?
admin-ask-user-text = La cuenta conserva sus aplicaciones y lo que ha autorizado.
admin-ask-sign-out = ¿Cerrar todas las sesiones de { $name }?
admin-ask-sign-out-text = Se cierran todas sus sesiones. No afecta a lo que pueden hacer las aplicaciones.
admin-ask-second-factor = ¿Desactivar el segundo factor de { $name }?
admin-ask-second-factor-text = Después bastará la contraseña para iniciar sesión. Hazlo solo si sabes con seguridad quién lo pide.
admin-ask-delete = ¿Eliminar { $name }?
admin-ask-delete-text = La cuenta desaparece con todas sus aplicaciones, autorizaciones y tokens. No se puede deshacer.
admin-ask-own = Esta es tu propia cuenta: pierdes de inmediato el acceso a estas páginas.

## Apps

admin-find-app = Nombre o client ID
admin-unused = Sin usar desde hace
admin-unused-30 = 30 días
admin-unused-90 = 90 días
admin-unused-365 = Un año
admin-apps-count = { $count ->
    [one] Una aplicación.
   *[other] { $count } aplicaciones.
}
admin-apps-none-like = Ninguna aplicación cumple eso
admin-apps-none = Aún no hay aplicaciones
admin-apps-none-text = Aquí aparece lo que se registra, sea de quien sea.
admin-app-owner = De { $owner }
admin-app-decision = Estado
admin-app-waits = Está pendiente de aprobación desde el { $when }. Hasta entonces, solo puede autorizarla quien la registró.
admin-app-is-suspended = Está suspendida desde el { $when }. No recibe nada, y lo que había recibido está inactivo.
admin-approve = Aprobar
admin-revoke = Revocar todos los tokens
admin-delete-app = Eliminar la aplicación
admin-app-facts = Aplicación
admin-website = Sitio web
admin-description = Descripción
admin-client-type = Tipo
admin-public = Pública: no tiene secreto
admin-confidential = Confidencial: tiene un secreto
admin-people = Personas que la han autorizado
admin-used = Último uso
admin-redirect-uris = Redirect URIs
admin-scopes = Scopes
admin-ask-app-suspend = ¿Suspender { $app }?
admin-ask-app-suspend-text = No recibe tokens, y los que tiene quedan inactivos de inmediato, para todo el mundo. No se elimina nada: lo que no haya caducado entretanto vuelve a ser válido cuando se levanta la suspensión.
admin-ask-app-approve = ¿Aprobar { $app }?
admin-ask-app-approve-text = A partir de entonces puede autorizarla cualquiera. Revisa antes su sitio web y sus redirect URIs.
admin-ask-app-revoke = ¿Revocar todos los tokens de { $app }?
admin-ask-app-revoke-text = Todo lo que había recibido deja de ser válido, para todo el mundo. Se puede volver a autorizar.
admin-app-rotate-about = El nuevo secreto se muestra una sola vez, en la página siguiente, y hay que dárselo a quien registró la aplicación.
admin-ask-app-delete = ¿Eliminar { $app }?
admin-ask-app-delete-text = Se eliminan la aplicación y todo lo que había recibido. No se puede deshacer.

## Secrets, shown once

admin-secret-made = El secreto de { $name }
admin-secret-app-text = El secreto no se volverá a mostrar. Dáselo a quien registró la aplicación y a nadie más.
admin-secret-server-text = El secreto no se volverá a mostrar. La API usa ambos con HTTP Basic cuando pregunta qué representa un token.

## Resource servers

admin-servers-about = Las API que preguntan a grantd qué representa un token tienen sus propias credenciales.
admin-servers-none = Aún no hay servidores de recursos
admin-servers-none-text = Una API necesita uno si pregunta qué representa un token, y ninguno si está detrás de la pasarela.
admin-server-name = Nombre del nuevo servidor
admin-server-name-hint = De 1 a 64 letras, cifras y los signos . _ -
admin-server-add = Añadir
admin-server-name-wrong = Escribe de 1 a 64 letras, cifras y los signos . _ -
admin-server-name-taken = Ya hay uno con este nombre. Elige otro nombre o crea un nuevo secreto para él.
admin-delete-server = Eliminar
admin-rotate-which = Crear un nuevo secreto para { $name }
admin-delete-which = Eliminar { $name }
admin-ask-server-rotate = ¿Crear un nuevo secreto para { $name }?
admin-ask-server-rotate-text = El secreto actual deja de funcionar de inmediato. El nuevo se muestra una sola vez, en la página siguiente.
admin-ask-server-delete = ¿Eliminar { $name }?
admin-ask-server-delete-text = Ya no podrá preguntar qué representa un token.

## Settings

admin-instance = Este servidor
admin-instance-about = Estos ajustes se aplican de inmediato.
admin-instance-name = Nombre
admin-instance-name-hint = Si se deja vacío, es { $name }.
admin-registration = Las personas pueden abrir una cuenta por sí mismas
admin-contact = Contacto
admin-contact-hint = Una dirección de correo a la que se puede preguntar.
admin-about = Qué es este servidor
admin-about-hint = Aparece en la página de inicio. Texto sin formato: una línea vacía empieza un párrafo y las direcciones web se convierten en enlaces.
admin-privacy = Política de privacidad
admin-privacy-hint = Aparece en una página propia, enlazada al pie de todas las páginas. Texto sin formato, como arriba.
admin-configuration = Configuración
admin-configuration-about = Lo que figura aquí se cambia en el archivo, y se aplica cuando el servicio lo vuelve a leer (SIGHUP) o se reinicia.
admin-configuration-file = Leída de
admin-configuration-none = No hay archivo de configuración: estos son los valores predeterminados.
admin-routes = Rutas y upstreams
admin-scopes-about = Lo que pueden pedir las aplicaciones. En la configuración están como [[scope]].
admin-scope-admin = solo lo conceden los administradores
admin-routes-none = No hay rutas. Un proxy que pregunta a grantd y la pasarela no dejan pasar nada que no sea del propio grantd.
admin-routes-count = { $count ->
    [one] Una ruta
   *[other] { $count } rutas
}
admin-routes-about = Qué necesita cada solicitud.
admin-upstreams = Upstreams
admin-upstreams-about = Quién responde cuando grantd es la pasarela. Gana la ruta de acceso más larga.
admin-upstream-closed = ninguna ruta lo abre
admin-route-unserved = ningún upstream la atiende
admin-route-all-methods = Todos los métodos
admin-needs-nothing = No necesita nada.
admin-needs-scope = Necesita un token con { $scope } o la sesión propia de la cuenta.
admin-needs-session = Necesita la sesión propia de la cuenta.
admin-needs-admin = La cuenta debe ser de un administrador.
admin-needs-optional = Quien no muestra credenciales no necesita nada.
admin-explain = Qué pasa con una solicitud
admin-explain-about = Sin token; grantd route --token lo dice también de un token.
admin-explain-method = Método
admin-explain-path = Ruta de acceso
admin-explain-button = Explicar
admin-explain-request = Solicitud
admin-explain-route = Ruta
admin-explain-no-route = Ninguna
admin-explain-line = (línea { $line })
admin-explain-needs = Necesita
admin-explain-answered = Responde
admin-explain-verdict = Veredicto
admin-answered-upstream = El upstream { $path } en { $url }
admin-answered-reserved = El propio grantd, haya las rutas que haya
admin-answered-itself = El propio grantd: ningún upstream tiene esta ruta de acceso
admin-let-through = Se deja pasar.
admin-refused = Rechazada, { $status }.
admin-why-public = La ruta es pública.
admin-why-optional = La ruta deja pasar solicitudes sin credenciales.
admin-why-no-token = No muestra ningún token.
admin-why-slash = La ruta de acceso debe empezar por una barra.
admin-why-bad-path = La ruta de acceso se podría leer de dos maneras.
admin-why-misspelt = La ruta de acceso debe escribirse como en { $path }.
admin-why-no-route = Ninguna ruta permite esta solicitud.
admin-why-method = Ninguna ruta permite aquí este método, solo { $methods }.

## Audit log

admin-audit-user = Cuenta
admin-audit-app = Aplicación
admin-audit-by = Por
admin-audit-address = Dirección
admin-audit-event = Evento
admin-audit-since = Desde
admin-audit-until = Antes de
admin-audit-day-wrong = Escribe un día, por ejemplo 2026-11-23.
admin-audit-file = Descargar como JSON Lines
admin-audit-newer = Más recientes
admin-audit-older = Más antiguos
admin-audit-empty = No ha ocurrido nada de eso
admin-audit-empty-text = El registro llega hasta donde se conservan sus archivos.
admin-by-operator = quien gestiona el servidor
admin-by-system = el propio grantd

## Store

admin-daemon = Servicio
admin-running-since = En marcha desde
admin-memory-used = Memoria en uso
admin-memory-limit = Memoria permitida
admin-commits = Cambios guardados desde entonces
admin-failures = Cambios fallidos
admin-events-lost = Eventos que faltan en el registro de auditoría
admin-data = Datos
admin-data-about = Cuántos registros hay de cada tipo.
admin-on-disk = En el disco
admin-content = Contenido
admin-counting = Se está contando.
admin-format = Formato
admin-record-instance = Ajustes del servidor
admin-record-counter = Secuencias de números
admin-record-one-time-link = Enlaces de un solo uso
admin-record-second-factor = Segundos factores
admin-record-pending-sign-in = Inicios de sesión a la espera del segundo factor
admin-record-remembered-consent = Autorizaciones que no se vuelven a pedir
admin-record-scope-use = Usos de permisos
admin-record-authorization-code = Códigos de autorización
admin-record-family = Familias de tokens
admin-record-access-token = Tokens de acceso
admin-record-refresh-token = Tokens de actualización
admin-record-last-use = Últimos usos de aplicaciones
admin-record-secret-state = Secretos sustituidos o denunciados
admin-record-app-usage = Cifras diarias de aplicaciones
admin-record-decided-request = Páginas de consentimiento respondidas
admin-record-user-event = Eventos de cuentas
admin-record-hold = Aplicaciones en espera o suspendidas
admin-record-last-sign-in = Últimos inicios de sesión
admin-sweep = Registros caducados
admin-sweep-about = Lo que ha caducado se elimina automáticamente cada cierto tiempo.
admin-last-sweep = Última limpieza
admin-oldest-due = En espera desde
admin-nothing-due = No hay nada en espera
admin-older-than = Solo lo que caducó hace al menos
admin-older-than-hint = Por ejemplo 12h o 7d. Si se deja vacío, se elimina todo lo caducado.
admin-older-than-wrong = Escribe un número y s, m, h, d o w, por ejemplo 12h o 7d.
admin-sweep-now = Eliminar ahora
admin-swept = Eliminados:
admin-swept-nothing = No había caducado nada.
admin-backups = Copias de seguridad
admin-backups-about = Una copia de seguridad contiene todas las cuentas. Se hace en la propia máquina y no por la web.
admin-backups-every = Cada
admin-backups-dir = En
admin-backups-newest = La más reciente
admin-overdue = con retraso
admin-backups-none = No se hacen copias de seguridad automáticas. Se activan en la configuración con
admin-command-backup = Hacer una copia ahora
admin-command-restore = Restaurar una copia
admin-command-move = Pasar a otro motor o versión
admin-command-check = Revisar todos los datos

## What was done

admin-done-user-deleted = La cuenta se ha eliminado.
admin-done-role = La cuenta tiene ahora otro rol.
admin-done-suspended = Se ha suspendido.
admin-done-unsuspended = Se ha levantado la suspensión.
admin-done-signed-out = Se han cerrado todas las sesiones de la cuenta.
admin-done-session = Esa sesión se ha cerrado.
admin-done-email = La dirección de correo se ha cambiado.
admin-done-language = El idioma se ha cambiado.
admin-done-note = La nota se ha guardado.
admin-done-note-removed = La nota se ha quitado.
admin-done-app-approved = La aplicación se ha aprobado.
admin-app-changed = Esta aplicación ha cambiado después de que la vieras, así que no se ha aprobado. Revísala de nuevo.
admin-done-app-revoked = Todo lo que había recibido la aplicación ha dejado de ser válido.
admin-done-app-deleted = La aplicación se ha eliminado.
admin-done-server-deleted = El servidor de recursos se ha eliminado.
admin-done-settings = Los ajustes se han guardado.

## What the owner of an app reads of it, on its page

admin-own-app-waiting = Esta aplicación está pendiente de aprobación por la administración. Hasta entonces, solo tú puedes autorizarla.
admin-own-app-suspended = La administración ha suspendido esta aplicación. No recibe nada, y lo que había recibido está inactivo.
