### The consent page, and the apps that somebody has authorised.
###
### $app: the name of an app. $when: a day, or a day with a time. $scopes: scopes as they are written in requests, such as
### "workouts:write". $host, $website: hosts, such as "app.example".

## The consent page

consent-title = Autorizar { $app }
consent-heading = { $app } pide usar tu cuenta
consent-registered = aplicación registrada aquí por { $owner } el { $when }
consent-registered-by-you = aplicación registrada aquí por ti el { $when }
consent-others =
    { $count ->
        [0] Nadie más la usa aquí
        [one] Aquí la usa { $count } persona más
       *[other] Aquí la usan { $count } personas más
    }
consent-others-many = Aquí la usan más de { $count } personas aparte de ti
consent-since = Usas la aplicación desde el { $when }
consent-warnings = Antes de decidir
consent-asks = La aplicación podría
consent-asks-more = Novedad: la aplicación también podría
consent-asks-nothing-new = La aplicación no pide nada nuevo.
consent-untick = Desmarca lo que no quieras permitir.
consent-new = nuevo
consent-already =
    { $count ->
        [one] La aplicación pide { $count } permiso que ya tiene
       *[other] La aplicación pide { $count } permisos que ya tiene
    }
consent-already-untick = Lo que desmarques aquí se le quita a la aplicación de inmediato, en todos tus dispositivos.
consent-keeps =
    { $count ->
        [one] La aplicación conserva { $count } permiso que ahora no pide
       *[other] La aplicación conserva { $count } permisos que ahora no pide
    }
consent-keeps-where = Puedes quitárselos en <a href="/profile/grants">Aplicaciones autorizadas</a>.
consent-leave-one = Deja al menos una casilla marcada, o cancela.
consent-changed = La aplicación se ha modificado mientras leías esto. Revísala de nuevo.
consent-remember = No volver a preguntarme por lo mismo
consent-remember-hint = Se te preguntará de todos modos si la aplicación pide más o si ha cambiado.
consent-as = Decides como <strong>{ $name }</strong>
consent-to-site = Después irás a <strong>{ $host }</strong>
consent-to-computer = Después volverás a un programa de <strong>este equipo</strong>
consent-to-scheme = Después se abrirá el programa de este dispositivo que gestiona <strong>{ $scheme }:</strong>
consent-undo = Puedes retirar este acceso en cualquier momento en <a href="/profile/grants">Aplicaciones autorizadas</a>
consent-authorize = Autorizar
consent-cancel = Cancelar
consent-not-you = ¿No eres { $name }?
consent-other-account = Usar otra cuenta

## Warnings on the consent page: what is unusual, and what to do

consent-warn-new =
    { $days ->
        [0] Esta aplicación se ha registrado aquí hoy. Continúa solo si sabes quién la ha hecho.
        [one] Esta aplicación se registró aquí hace { $days } día. Continúa solo si sabes quién la ha hecho.
       *[other] Esta aplicación se registró aquí hace { $days } días. Continúa solo si sabes quién la ha hecho.
    }
consent-warn-new-unused =
    { $days ->
        [0] Esta aplicación se ha registrado aquí hoy y nadie más la usa. Continúa solo si sabes quién la ha hecho.
        [one] Esta aplicación se registró aquí hace { $days } día y nadie más la usa. Continúa solo si sabes quién la ha hecho.
       *[other] Esta aplicación se registró aquí hace { $days } días y nadie más la usa. Continúa solo si sabes quién la ha hecho.
    }
consent-warn-unused = Nadie más usa aquí esta aplicación. Continúa solo si sabes quién la ha hecho.
consent-warn-owner-alone = Aquí solo usa esta aplicación la cuenta que la registró. Continúa solo si sabes quién la ha hecho.
consent-warn-computer = La respuesta se envía a un programa de este equipo, y cualquier programa de este equipo podría haberla pedido. Continúa solo si acabas de abrir aquí esta aplicación.
consent-warn-scheme = La respuesta se envía al programa de este dispositivo que gestiona las direcciones { $scheme }:, y cualquier programa podría decir que lo hace. Continúa solo si acabas de abrir aquí esta aplicación.
consent-warn-elsewhere = Después irás a { $host }, que no es el sitio web de la aplicación, { $website }. Continúa solo si conoces ambos.
consent-warn-no-website = Después irás a { $host }, y la aplicación no indica ningún sitio web propio. Continúa solo si sabes quién la ha hecho.
consent-warn-administers = La aplicación pide administrar este servidor en tu nombre. Permítelo solo a una herramienta a la que confiarías todo lo que hay aquí.
consent-warn-changed = Esta aplicación no tenía que volver a preguntarte, pero ha cambiado desde entonces: su nombre, su sitio web, quién la registró o adónde te lleva. Continúa solo si sabes por qué.
consent-warn-suspended = La cuenta que registró esta aplicación está suspendida. Continúa solo si sabes por qué.

## What scopes are about: titles of groups

scope-group-application = Este servidor
scope-group-profile = Tu perfil
scope-group-users = Cuentas de este servidor
scope-group-workouts = Tus entrenamientos
scope-group-other = Acceso a «{ $word }»

## The list of authorised apps

grants-title = Aplicaciones autorizadas
grants-empty = Ninguna aplicación puede usar tu cuenta
grants-empty-text = Cuando autorices una aplicación, aparecerá aquí con lo que puede hacer y lo que ha usado de ello, y podrás retirarle el acceso en cualquier momento.
grants-lead = Estas aplicaciones pueden usar tu cuenta. Nunca ven tu contraseña.
grants-search = Buscar una aplicación
grants-sort = Ordenar por
grants-sort-granted = autorización más reciente
grants-sort-used = uso más reciente
grants-sort-name = nombre
grants-show = Mostrar
grants-none-found = Ninguna aplicación que hayas autorizado tiene un nombre parecido a «{ $query }»
grants-all = Mostrarlas todas
grants-by = de { $owner }
grants-authorised = Autorizada el { $when }
grants-used = Último uso: { $when }
grants-never-used = Sin usar
grants-suspended = La administración ha suspendido esta aplicación. No puede hacer nada hasta que se levante la suspensión.
grants-unused = Nunca ha usado:
grants-unused-since = Desde el { $when } no ha usado:
grants-take-unused = Quitar lo que no se usa
grants-more = y { $count } más<span class="vh"> de { $app }</span>
grants-more-unused = y { $count } más
grants-details = Detalles<span class="vh"> de { $app }</span>
grants-withdraw = Retirar<span class="vh"> el acceso de { $app }</span>
grants-withdraw-all = Retirar el acceso de todas las aplicaciones

## One authorised app

grant-website = Sitio web
grant-owner = Registrada aquí por
grant-authorised = Autorizada
grant-last-used = Último uso
grant-first-used = Primer uso
grant-never = Nunca
grant-scopes = Qué puede hacer
grant-scopes-about = Lo que quites desaparece de inmediato, en todos tus dispositivos. La aplicación solo lo recupera si vuelves a autorizarla.
grant-scope-used = Último uso: { $when }
grant-scope-told = El { $when } se comunicó a una API que decide por sí misma que la aplicación puede hacer esto. No se sabe si lo hizo.
grant-scope-never = Sin usar
grant-scope-not-since = Sin usar desde el { $when }, cuando este servidor empezó a anotarlo
grant-scope-unknown = No se sabe si se ha usado
grant-take = Quitar<span class="vh"> { $scope }</span>
grant-remembered = No se te vuelve a preguntar
grant-remembered-text = Cuando esta aplicación vuelve a pedir solo esto, no se te pregunta:
grant-remembered-all = Cuando esta aplicación vuelve a pedir solo lo que ya puede hacer, no se te pregunta.
grant-ask-again = Volver a preguntarme
grant-history = Actividad
grant-history-empty = No queda nada guardado.
grant-history-more = <a href="/profile/events?kind=apps">Todo lo ocurrido con las aplicaciones</a>
grant-withdraw = Retirar
grant-withdraw-about = Pone fin a todo lo que la aplicación puede hacer. Puedes volver a autorizarla más adelante.

## Withdrawing

withdraw-title = ¿Retirar el acceso de «{ $app }»?
withdraw-ends = Desde este momento no podrá hacer nada con tu cuenta, en ninguno de tus dispositivos.
withdraw-stays = Lo que ya ha leído se queda en ella.
withdraw-undo = Para deshacerlo, abre la aplicación y vuelve a autorizarla:
withdraw-undo-there = Para deshacerlo, abre la aplicación y vuelve a autorizarla.
withdraw-button = Retirar el acceso
withdraw-all-title =
    { $count ->
        [one] ¿Retirar el acceso de { $count } aplicación?
       *[other] ¿Retirar el acceso de { $count } aplicaciones?
    }
withdraw-all-ends = Desde este momento ninguna de ellas podrá hacer nada con tu cuenta, en ninguno de tus dispositivos:
withdraw-all-more = y { $count } más
withdraw-all-stays = Lo que ya han leído se queda en ellas. Para deshacerlo, vuelve a autorizarlas una por una.
withdraw-all-button = Retirar todos los accesos

## What has just been done

grants-notice-withdrawn = «{ $app }» ya no puede usar tu cuenta. Para deshacerlo, abre la aplicación y vuelve a autorizarla.
grants-notice-withdrawn-all = Ninguna aplicación puede usar ya tu cuenta.
grants-notice-withdrawn-some =
    { $count ->
        [one] Lo que habías autorizado hasta el { $when } ya no puede usar tu cuenta. { $count } aplicación todavía puede: la has autorizado después.
       *[other] Lo que habías autorizado hasta el { $when } ya no puede usar tu cuenta. { $count } aplicaciones todavía pueden: las has autorizado después.
    }
grants-notice-narrowed = «{ $app }» ya no puede usar { $scopes }. Solo lo recupera si vuelves a autorizarla.
grants-notice-asked = Se te volverá a preguntar.
