### The consent page, and the apps that somebody has authorised.
###
### $app: the name of an app. $when: a day, or a day with a time. $scopes: scopes as they are written in requests, such as
### "workouts:write". $host, $website: hosts, such as "app.example".

## The consent page

consent-title = Autorizar { $app }
consent-heading = { $app } pede para usar sua conta
consent-registered = aplicativo registrado aqui por { $owner } em { $when }
consent-registered-by-you = aplicativo registrado aqui por você em { $when }
consent-others =
    { $count ->
        [0] Ninguém mais usa este aplicativo aqui
        [one] { $count } outra pessoa usa este aplicativo aqui
       *[other] { $count } outras pessoas usam este aplicativo aqui
    }
consent-others-many = Mais de { $count } outras pessoas usam este aplicativo aqui
consent-since = Você usa este aplicativo desde { $when }
consent-warnings = Antes de decidir
consent-asks = Com sua autorização, o aplicativo poderá
consent-asks-more = Novidade: o aplicativo também poderá
consent-asks-nothing-new = O aplicativo não pede nada de novo.
consent-untick = Desmarque o que você não quiser permitir.
consent-new = novo
consent-already =
    { $count ->
        [one] O aplicativo pede { $count } permissão que já tem
       *[other] O aplicativo pede { $count } permissões que já tem
    }
consent-already-untick = O que você desmarcar aqui é removido do aplicativo na hora, em todos os seus dispositivos.
consent-keeps =
    { $count ->
        [one] O aplicativo mantém { $count } permissão que não está pedindo agora
       *[other] O aplicativo mantém { $count } permissões que não está pedindo agora
    }
consent-keeps-where = Você pode removê-las em <a href="/profile/grants">Aplicativos autorizados</a>.
consent-leave-one = Deixe pelo menos um item marcado, ou cancele.
consent-changed = O aplicativo foi alterado enquanto você lia esta página. Confira-o de novo.
consent-remember = Não me perguntar de novo sobre as mesmas permissões
consent-remember-hint = Mesmo assim, haverá uma pergunta se o aplicativo quiser mais ou tiver mudado.
consent-as = Você decide como <strong>{ $name }</strong>
consent-to-site = Depois, você vai para <strong>{ $host }</strong>
consent-to-computer = Depois, você volta para um programa <strong>neste computador</strong>
consent-to-scheme = Depois, será aberto o programa deste dispositivo associado a <strong>{ $scheme }:</strong>
consent-undo = Você pode retirar esta autorização a qualquer momento em <a href="/profile/grants">Aplicativos autorizados</a>
consent-authorize = Autorizar
consent-cancel = Cancelar
consent-not-you = Você não é { $name }?
consent-other-account = Usar outra conta

## Warnings on the consent page: what is unusual, and what to do

consent-warn-new =
    { $days ->
        [0] Este aplicativo foi registrado aqui hoje. Continue apenas se souber quem o fez.
        [one] Este aplicativo foi registrado aqui há { $days } dia. Continue apenas se souber quem o fez.
       *[other] Este aplicativo foi registrado aqui há { $days } dias. Continue apenas se souber quem o fez.
    }
consent-warn-new-unused =
    { $days ->
        [0] Este aplicativo foi registrado aqui hoje, e ninguém mais o usa. Continue apenas se souber quem o fez.
        [one] Este aplicativo foi registrado aqui há { $days } dia, e ninguém mais o usa. Continue apenas se souber quem o fez.
       *[other] Este aplicativo foi registrado aqui há { $days } dias, e ninguém mais o usa. Continue apenas se souber quem o fez.
    }
consent-warn-unused = Ninguém mais usa este aplicativo aqui. Continue apenas se souber quem o fez.
consent-warn-owner-alone = Aqui, só a conta que registrou este aplicativo o usa. Continue apenas se souber quem o fez.
consent-warn-computer = A resposta vai para um programa neste computador, e qualquer programa deste computador poderia ter feito o pedido. Continue apenas se você acabou de abrir este aplicativo aqui.
consent-warn-scheme = A resposta vai para o programa deste dispositivo associado a endereços { $scheme }:, e qualquer programa poderia se associar a eles. Continue apenas se você acabou de abrir este aplicativo aqui.
consent-warn-elsewhere = Depois, você vai para { $host }, que não é o site do aplicativo, { $website }. Continue apenas se conhecer os dois.
consent-warn-no-website = Depois, você vai para { $host }, e o aplicativo não indica nenhum site próprio. Continue apenas se souber quem o fez.
consent-warn-administers = O aplicativo pede para administrar este servidor em seu nome. Permita isso apenas a uma ferramenta a que você confiaria tudo o que há aqui.
consent-warn-changed = Este aplicativo não precisava perguntar a você de novo, mas mudou desde então: o nome, o site, quem o registrou ou para onde ele leva você. Continue apenas se souber por quê.
consent-warn-suspended = A conta que registrou este aplicativo está suspensa. Continue apenas se souber o motivo.

## What scopes are about: titles of groups

scope-group-application = Este servidor
scope-group-profile = Seu perfil
scope-group-users = Contas deste servidor
scope-group-workouts = Seus treinos
scope-group-other = Acesso a “{ $word }”

## The list of authorised apps

grants-title = Aplicativos autorizados
grants-empty = Nenhum aplicativo pode usar sua conta
grants-empty-text = Quando você autoriza um aplicativo, ele aparece aqui com o que pode fazer e o que já usou disso, e você pode retirar o acesso a qualquer momento.
grants-lead = Estes aplicativos podem usar sua conta. Eles nunca veem sua senha.
grants-search = Encontrar um aplicativo
grants-sort = Ordenar por
grants-sort-granted = autorização mais recente
grants-sort-used = uso mais recente
grants-sort-name = nome
grants-show = Mostrar
grants-none-found = Nenhum aplicativo que você autorizou tem um nome parecido com “{ $query }”
grants-all = Mostrar todos
grants-by = de { $owner }
grants-authorised = Autorizado em { $when }
grants-used = Último uso em { $when }
grants-never-used = Nunca usado
grants-suspended = A administração suspendeu este aplicativo. Ele não pode fazer nada até que a suspensão seja retirada.
grants-unused = Ele nunca usou:
grants-unused-since = Desde { $when }, ele não usou:
grants-take-unused = Remover o que não é usado
grants-more = e mais { $count }<span class="vh"> de { $app }</span>
grants-more-unused = e mais { $count }
grants-details = Detalhes<span class="vh"> de { $app }</span>
grants-withdraw = Retirar<span class="vh"> o acesso de { $app }</span>
grants-withdraw-all = Retirar o acesso de todos os aplicativos

## One authorised app

grant-website = Site
grant-owner = Registrado aqui por
grant-authorised = Autorizado
grant-last-used = Último uso
grant-first-used = Primeiro uso
grant-never = Nunca
grant-scopes = O que ele pode fazer
grant-scopes-about = O que você remover deixa de valer na hora, em todos os seus dispositivos. O aplicativo só o recebe de volta se você o autorizar de novo.
grant-scope-used = Último uso em { $when }
grant-scope-told = Uma API que decide por si mesma foi informada em { $when } de que o aplicativo pode fazer isso. Não se sabe se ele o fez.
grant-scope-never = Nunca usada
grant-scope-not-since = Sem uso desde { $when }, quando este servidor começou a registrar isso
grant-scope-unknown = Não se sabe se foi usada
grant-take = Remover<span class="vh"> { $scope }</span>
grant-remembered = Sem nova pergunta
grant-remembered-text = Quando este aplicativo pede de novo apenas isto, nada é perguntado a você:
grant-remembered-all = Quando este aplicativo pede de novo apenas o que já pode fazer, nada é perguntado a você.
grant-ask-again = Voltar a perguntar
grant-history = Eventos
grant-history-empty = Nada que ainda esteja guardado.
grant-history-more = <a href="/profile/events?kind=apps">Todos os eventos de aplicativos</a>
grant-withdraw = Retirar
grant-withdraw-about = Encerra tudo o que o aplicativo pode fazer. Você pode autorizá-lo de novo mais tarde.

## Withdrawing

withdraw-title = Retirar o acesso de “{ $app }”?
withdraw-ends = A partir deste momento, ele não pode fazer nada com sua conta, em nenhum dos seus dispositivos.
withdraw-stays = O que ele já leu continua com ele.
withdraw-undo = Para desfazer, abra o aplicativo e autorize-o de novo:
withdraw-undo-there = Para desfazer, abra o aplicativo e autorize-o de novo.
withdraw-button = Retirar acesso
withdraw-all-title =
    { $count ->
        [one] Retirar o acesso de { $count } aplicativo?
       *[other] Retirar o acesso de { $count } aplicativos?
    }
withdraw-all-ends = A partir deste momento, nenhum deles pode fazer nada com sua conta, em nenhum dos seus dispositivos:
withdraw-all-more = e mais { $count }
withdraw-all-stays = O que eles já leram continua com eles. Para desfazer, autorize cada um deles de novo.
withdraw-all-button = Retirar todos os acessos

## What has just been done

grants-notice-withdrawn = “{ $app }” não pode mais usar sua conta. Para desfazer, abra o aplicativo e autorize-o de novo.
grants-notice-withdrawn-all = Nenhum aplicativo pode mais usar sua conta.
grants-notice-withdrawn-some =
    { $count ->
        [one] O que você tinha autorizado até { $when } não pode mais usar sua conta. { $count } aplicativo ainda pode: você o autorizou depois disso.
       *[other] O que você tinha autorizado até { $when } não pode mais usar sua conta. { $count } aplicativos ainda podem: você os autorizou depois disso.
    }
grants-notice-narrowed = “{ $app }” não pode mais usar { $scopes }. Ele só recebe isso de volta se você o autorizar de novo.
grants-notice-asked = A pergunta será feita de novo.
