### The pages of who makes apps.

## The list

apps-none = Aún no has registrado ninguna aplicación
apps-none-about = Una aplicación es un programa, tuyo o de otra persona, que lee o escribe datos aquí en nombre de quienes lo permiten, sin ver nunca su contraseña. Al registrarla, recibe un client ID.
apps-none-grants = ¿Buscas las aplicaciones que pueden usar tu cuenta? Están en <a href="/profile/grants">Aplicaciones autorizadas</a>.
apps-about = Las aplicaciones que has registrado. Las que pueden usar tu propia cuenta están en <a href="/profile/grants">Aplicaciones autorizadas</a>.
apps-registered = Registrada el { $when }
apps-last-used = Último uso: { $when }
apps-never-used = Sin usar
app-badge-public = pública
app-badge-confidential = confidencial

## One app

app-try-it = Probarla
app-edit-button = Editar
app-about = Acerca de
app-description = Descripción
app-description-none = Ninguna
app-website = Sitio web
app-client-id = Client ID
app-client-secret = Secreto del cliente
app-kind = Tipo de aplicación
app-kind-public = Pública: usa PKCE, sin secreto
app-kind-confidential = Confidencial: tiene un secreto
app-registered = Registrada
app-last-used = Último uso
app-last-used-never = Nunca
app-usage-link = Estadísticas
app-redirect-uri = Redirect URI
app-redirect-uris = Redirect URIs
app-redirect-uris-about = Adónde vuelven las personas después de decidir.
app-check-link = Comprobar una redirect URI
app-scopes = Scopes
app-scopes-about = Lo que puede pedir a las personas.
app-endpoints = Endpoints
app-endpoints-about = Lo que pide su biblioteca cliente.
app-endpoint-authorization = Endpoint de autorización
app-endpoint-token = Endpoint de tokens
app-endpoint-issuer = Emisor
app-endpoint-metadata = Metadatos
app-danger = Zona de peligro
app-danger-about = Cada una de estas acciones pide confirmación.
app-danger-secret = Nuevo secreto
app-danger-secret-about = Si el actual se ha perdido o lo han visto otras personas. El antiguo puede seguir funcionando un tiempo.
app-danger-tokens = Todos los tokens
app-danger-tokens-about = Pone fin a su acceso a todas las cuentas, de inmediato.
app-danger-app = La propia aplicación
app-danger-app-about = Pone fin a todo lo que tiene. No se puede deshacer.

## Its secret

app-secret-reported = El { $when } se avisó de que el secreto de esta aplicación se había filtrado. Sigue funcionando: da a la aplicación uno nuevo.
app-previous = Secreto anterior
app-previous-until = Funciona hasta el { $when }.
app-previous-used = Se usó por última vez el { $when }.
app-previous-unused = No se ha usado desde que se sustituyó.
app-previous-end = Anularlo ahora
app-rotate-link = Crear un nuevo secreto
app-rotate-title = Un nuevo secreto para «{ $app }»
app-rotate-about = El nuevo secreto se muestra una sola vez, en la página siguiente. La aplicación lo necesita para obtener y renovar tokens.
app-rotate-legend = ¿Cuándo deja de funcionar el secreto actual?
app-rotate-at-once = De inmediato: si pueden haberlo visto otras personas
app-rotate-hours = { $hours ->
    [one] Dentro de una hora
   *[other] Dentro de { $hours } horas
}
app-rotate-days = { $days ->
    [one] Dentro de un día
   *[other] Dentro de { $days } días
}
app-rotate-ends-older = El secreto anterior a este, que aún funciona, deja de hacerlo ahora.
app-rotate-button = Crear un nuevo secreto

## Questions before a step

app-revoke-title = ¿Revocar todos los tokens de «{ $app }»?
app-revoke-now = La aplicación pierde de inmediato el acceso a todas las cuentas, la tuya y las de los demás.
app-revoke-stays = Sigue registrada. Cada persona tiene que volver a autorizarla para que pueda continuar.
app-revoke-button = Revocar todos los tokens
app-delete-title = ¿Eliminar «{ $app }»?
app-delete-now = La aplicación pierde de inmediato el acceso a todas las cuentas, y su client ID y su secreto dejan de funcionar.
app-delete-for-good = No se puede deshacer: si la registras otra vez, recibirá un nuevo client ID.
app-delete-button = Eliminar la aplicación

## Registered, or with a new secret

app-created-title = Aplicación registrada
app-created-done = { $app } está registrada
app-created-rotated = Nuevo secreto
app-created-rotated-for = Un nuevo secreto para { $app }
app-created-copy-now = <strong>Copia el secreto ahora: no se volverá a mostrar.</strong> No lo pongas en el código fuente ni en chats.
app-created-previous-ended = El anterior ha dejado de funcionar.
app-created-previous-until = El anterior funciona hasta el { $when }.
app-created-public = Una aplicación pública no tiene secreto: se identifica con PKCE (<code>S256</code>) en cada solicitud de autorización.
app-created-go = Ir a la página de la aplicación

## The form

app-new-title = Registrar una aplicación
app-new-button = Registrar la aplicación
app-edit-title = Editar { $app }
app-edit-save = Guardar los cambios
app-edit-kind-public = Pública: usa PKCE, sin secreto. Esto no se puede cambiar.
app-edit-kind-confidential = Confidencial: se ejecuta en un servidor que puede guardar un secreto. Esto no se puede cambiar.
app-form-name = Nombre
app-form-name-hint = Se muestra a las personas cuando se les pide que autoricen la aplicación.
app-form-website-hint = Dónde se puede leer sobre ella, como https://app.example.com
app-form-description-hint = Qué hace, en una frase. Como máximo 200 caracteres.
app-form-redirect-hint = Adónde vuelven las personas después de decidir. Una por línea, diez como máximo; las solicitudes deben indicar una de ellas exactamente.
app-form-redirect-web = <code>https://app.example.com/callback</code> para un sitio web
app-form-redirect-local = <code>http://127.0.0.1/callback</code> para un programa en el equipo de la persona; el puerto puede variar
app-form-redirect-phone = <code>com.example.app:/callback</code> para una aplicación de teléfono: un esquema con un punto
app-form-check = Comprobarlas
app-form-confidential = Confidencial
app-form-confidential-hint = Se ejecuta en un servidor que puede guardar un secreto.
app-form-public = Pública
app-form-public-hint = Aplicación de teléfono, de escritorio o de navegador; usa PKCE, sin secreto.
app-form-scopes = Qué puede pedir
app-form-scopes-hint = Marca solo lo que necesita. Al autorizarla, se puede desmarcar cada permiso por separado.
app-form-no-scope = Marca al menos una casilla.

## Trying it

app-try-title = Probar { $app }
app-try-ask = 1. Pedir un código
app-try-ask-about = Este enlace es adonde tu aplicación envía a las personas: una solicitud de autorización con PKCE. Autoriza la aplicación para tu propia cuenta.
app-try-authorise = Autorizar la aplicación
app-try-comes-back = Volverás a esta página, con el código.
app-try-address-bar = Después, tu navegador irá a la redirect URI. Si allí no hay respuesta, no importa: el código está en la barra de direcciones.
app-try-add = Recibir el código en esta página
app-try-change = Otros scopes u otra redirect URI
app-try-update = Crear el enlace
app-try-code-came = Ha llegado el código. Ejecuta uno de estos comandos para obtener tokens con él.
app-try-refused = La respuesta ha sido un error en lugar de un código: { $error }
app-try-tokens = 2. Obtener tokens
app-try-tokens-about = { $seconds ->
    [one] Un código funciona una sola vez y durante un segundo.
   *[other] Un código funciona una sola vez y durante { $seconds } segundos.
}
app-try-code-here = Ponlo en lugar de <code>CODE</code>.
app-try-secret-here = El secreto se toma del entorno: ejecuta antes <code>export CLIENT_SECRET=…</code>.
app-try-again = Pedir otro código
app-try-own = Esta página es una redirect URI de la aplicación, para probarla: { $uri }
app-try-remove = Volver a quitarla
app-try-only = Es la única: dale otra a la aplicación antes de quitarla.

## Checking a redirect URI

app-check-title = Comprobar una redirect URI de { $app }
app-check-hint = Tal como la envía tu aplicación.
app-check-button = Comprobar
app-check-verdict = Resultado
app-check-same = Una solicitud con ella se acepta: está registrada.
app-check-other-port = Una solicitud con ella se acepta: en el propio equipo de la persona, el puerto puede variar.
app-check-ignored = Una solicitud con ella se acepta, pero la URI no se tiene en cuenta: este servidor está configurado para llevar siempre a la primera registrada, { $uri }
app-check-not-accepted = Una solicitud con ella se rechaza: no está registrada.
app-check-registered = Registrada
app-check-yours = Esta
app-check-registrable = Se podría registrar.
app-check-not-registrable = Tampoco se podría registrar.
app-check-line = { $uri }: { $why }
app-check-none = No hay ninguna: escribe al menos una.
app-check-all-good = Todas se pueden registrar.
app-check-length = Debe tener de 1 a 2000 caracteres.
app-check-fragment = No debe tener fragmento: quita «#» y lo que sigue.
app-check-wildcard = Los comodines no valen aquí: registra cada dirección.
app-check-character = Tiene un carácter que no puede aparecer en una URI: usa la codificación por ciento para «{ $character }».
app-check-not-absolute = No es una dirección completa: empieza por https://
app-check-scheme-case = Escribe en minúsculas lo que va antes de los dos puntos.
app-check-slashes = Después del esquema debe haber dos barras.
app-check-user-info = No debe tener nombre de usuario ni contraseña.
app-check-no-host = No tiene host.
app-check-host-writing = Escribe el host de forma sencilla, como un nombre o una dirección normal.
app-check-plain-http = Usa https. El http sin cifrar es solo para el propio equipo de la persona: 127.0.0.1, [::1] o localhost.
app-check-harmful-scheme = Este esquema no se permite nunca.
app-check-other-scheme = Este esquema no está permitido. Usa https o un esquema propio con un punto, como com.example.app
app-check-differs-slash = Una de ellas termina en barra y la otra no.
app-check-differs-case = Difieren en mayúsculas y minúsculas.
app-check-differs-encoding = Difieren en la codificación por ciento de los caracteres.
app-check-differs-loopback = localhost, 127.0.0.1 y [::1] son tres nombres distintos, aunque se refieren al mismo equipo.
app-check-differs-query = La consulta, lo que sigue a «?», es distinta.
app-check-differs-fragment = Tiene un fragmento, «#» y lo que sigue. Una URI de redirección no puede tenerlo.
app-check-differs-port = El puerto es distinto.
app-check-differs-path = La ruta es distinta.
app-check-differs-scheme = El esquema es distinto: http no es https.
app-check-differs-host = El host es distinto.
app-check-differs-everything = Ninguna de las registradas se le parece.

## Figures

app-usage-title = Estadísticas de { $app }
app-usage-people = { $people ->
    [0] Nadie la ha autorizado.
    [one] La ha autorizado una persona.
   *[other] La han autorizado { $people } personas.
}
app-usage-sum = En los últimos 30 días
app-usage-requests = { $count ->
    [one] { $count } solicitud
   *[other] { $count } solicitudes
}
app-usage-refused = { $count ->
    [one] { $count } rechazada
   *[other] { $count } rechazadas
}
app-usage-authorised = { $count ->
    [one] { $count } autorización
   *[other] { $count } autorizaciones
}
app-usage-issued = { $count ->
    [one] { $count } token emitido
   *[other] { $count } tokens emitidos
}
app-usage-refreshed = { $count ->
    [one] { $count } token renovado
   *[other] { $count } tokens renovados
}
app-usage-days = Solicitudes por día
app-usage-nothing = No ha hecho nada en los últimos 30 días.
app-usage-about = Los días son los de UTC. Tras una caída del servidor pueden faltar los últimos minutos. No se guarda nada sobre personas concretas.

## Leaked tokens

leaked-title = ¿Has encontrado un token?
leaked-link = ¿Has encontrado un token donde no debería estar?
leaked-about = Pega lo que has encontrado: se anula de inmediato. No necesitas una cuenta para esto.
leaked-label = Lo que has encontrado
leaked-hint = Tokens, secretos o un texto que los contenga, como un registro. Empiezan por gra_, grr_, grc_, grs_, gri_, grh_, grp_ o grl_.
leaked-button = Anularlos
leaked-found = { $count ->
    [0] No contenía nada de este servidor.
    [one] Se ha reconocido uno. Si era válido, ya se han tomado medidas.
   *[other] Se han reconocido { $count }. Para los que eran válidos, ya se han tomado medidas.
}
leaked-more = En un texto no se examinan más. Si hay otros, envía el resto de nuevo.
leaked-tokens-end = Los tokens, códigos, sesiones y enlaces se anulan, y se avisa a la persona.
leaked-secrets-stay = El secreto de una aplicación sigue funcionando, y se avisa a quien la registró para que lo sustituya: por sí solo no abre ninguna cuenta.
