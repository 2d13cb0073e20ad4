### The pages of who makes apps.

## The list

apps-none = Você ainda não registrou nenhum aplicativo
apps-none-about = Um aplicativo é um programa, seu ou de outra pessoa, que lê ou grava dados aqui em nome das pessoas que o permitem, sem nunca ver a senha delas. Ao ser registrado, ele recebe um client ID.
apps-none-grants = Procura os aplicativos que podem usar sua conta? Eles ficam em <a href="/profile/grants">Aplicativos autorizados</a>.
apps-about = Os aplicativos que você registrou. Os que podem usar sua própria conta ficam em <a href="/profile/grants">Aplicativos autorizados</a>.
apps-registered = Registrado em { $when }
apps-last-used = Último uso em { $when }
apps-never-used = Nunca usado
app-badge-public = público
app-badge-confidential = confidencial

## One app

app-try-it = Testar
app-edit-button = Editar
app-about = Sobre o aplicativo
app-description = Descrição
app-description-none = Nenhuma
app-website = Site
app-client-id = Client ID
app-client-secret = Segredo do cliente
app-kind = Tipo de aplicativo
app-kind-public = Público: usa PKCE, sem segredo
app-kind-confidential = Confidencial: tem um segredo
app-registered = Registrado
app-last-used = Último uso
app-last-used-never = Nunca
app-usage-link = Estatísticas
app-redirect-uri = Redirect URI
app-redirect-uris = Redirect URIs
app-redirect-uris-about = Para onde as pessoas voltam depois de decidir.
app-check-link = Verificar uma redirect URI
app-scopes = Escopos
app-scopes-about = O que ele pode pedir às pessoas.
app-endpoints = Endpoints
app-endpoints-about = O que a biblioteca cliente dele precisa saber.
app-endpoint-authorization = Endpoint de autorização
app-endpoint-token = Endpoint de token
app-endpoint-issuer = Emissor
app-endpoint-metadata = Metadados
app-danger = Zona de perigo
app-danger-about = Cada uma destas ações pede mais uma confirmação.
app-danger-secret = Novo segredo
app-danger-secret-about = Se o atual foi perdido ou visto por outras pessoas. O antigo pode continuar valendo por algum tempo.
app-danger-tokens = Todos os tokens
app-danger-tokens-about = Encerra na hora o acesso dele a todas as contas.
app-danger-app = O próprio aplicativo
app-danger-app-about = Encerra tudo o que ele tem. Não pode ser desfeito.

## Its secret

app-secret-reported = O vazamento do segredo deste aplicativo foi comunicado em { $when }. Ele ainda funciona: crie um novo para o aplicativo.
app-previous = Segredo anterior
app-previous-until = Ele funciona até { $when }.
app-previous-used = Foi usado pela última vez em { $when }.
app-previous-unused = Não foi usado desde que foi substituído.
app-previous-end = Invalidar agora
app-rotate-link = Criar um novo segredo
app-rotate-title = Um novo segredo para “{ $app }”
app-rotate-about = O novo segredo é mostrado uma única vez, na próxima página. O aplicativo precisa dele para obter e renovar tokens.
app-rotate-legend = Quando o segredo atual deixa de funcionar?
app-rotate-at-once = Imediatamente: se outras pessoas podem tê-lo visto
app-rotate-hours = { $hours ->
    [one] Daqui a uma hora
   *[other] Daqui a { $hours } horas
}
app-rotate-days = { $days ->
    [one] Daqui a um dia
   *[other] Daqui a { $days } dias
}
app-rotate-ends-older = O segredo anterior a ele, que ainda funciona, deixa de funcionar agora.
app-rotate-button = Criar um novo segredo

## Questions before a step

app-revoke-title = Revogar todos os tokens de “{ $app }”?
app-revoke-now = O aplicativo perde na hora o acesso a todas as contas, à sua e às das outras pessoas.
app-revoke-stays = Ele continua registrado. Cada pessoa precisa autorizá-lo de novo para que ele possa continuar.
app-revoke-button = Revogar todos os tokens
app-delete-title = Excluir “{ $app }”?
app-delete-now = O aplicativo perde na hora o acesso a todas as contas, e o client ID e o segredo dele deixam de funcionar.
app-delete-for-good = Isso não pode ser desfeito: um novo registro lhe dará um novo client ID.
app-delete-button = Excluir o aplicativo

## Registered, or with a new secret

app-created-title = Aplicativo registrado
app-created-done = { $app } está registrado
app-created-rotated = Novo segredo
app-created-rotated-for = Um novo segredo para { $app }
app-created-copy-now = <strong>Copie o segredo agora: ele não será mostrado de novo.</strong> Mantenha-o fora do código-fonte e de conversas.
app-created-previous-ended = O anterior deixou de funcionar.
app-created-previous-until = O anterior funciona até { $when }.
app-created-public = Um aplicativo público não tem segredo: ele se identifica com PKCE (<code>S256</code>) em cada pedido de autorização.
app-created-go = Ir para a página do aplicativo

## The form

app-new-title = Registrar um aplicativo
app-new-button = Registrar aplicativo
app-edit-title = Editar { $app }
app-edit-save = Salvar alterações
app-edit-kind-public = Público: usa PKCE, sem segredo. Isso não pode ser alterado.
app-edit-kind-confidential = Confidencial: roda em um servidor que consegue guardar um segredo. Isso não pode ser alterado.
app-form-name = Nome
app-form-name-hint = As pessoas o veem quando precisam decidir se autorizam o aplicativo.
app-form-website-hint = Onde as pessoas podem ler sobre ele, por exemplo https://app.example.com
app-form-description-hint = O que ele faz, em uma frase. No máximo 200 caracteres.
app-form-redirect-hint = Para onde as pessoas voltam depois de decidir. Uma por linha, no máximo dez; o pedido deve indicar exatamente uma delas.
app-form-redirect-web = <code>https://app.example.com/callback</code> para um site
app-form-redirect-local = <code>http://127.0.0.1/callback</code> para um programa no computador da pessoa; a porta pode ser outra
app-form-redirect-phone = <code>com.example.app:/callback</code> para um aplicativo de celular: um esquema com ponto
app-form-check = Verificar
app-form-confidential = Confidencial
app-form-confidential-hint = Roda em um servidor que consegue guardar um segredo.
app-form-public = Público
app-form-public-hint = Aplicativo de celular, de desktop ou que roda no navegador; usa PKCE, sem segredo.
app-form-scopes = O que ele pode pedir
app-form-scopes-hint = Marque apenas o que ele precisa. As pessoas podem desmarcar itens ao autorizá-lo.
app-form-no-scope = Marque pelo menos um.

## Trying it

app-try-title = Testar { $app }
app-try-ask = 1. Pedir um código
app-try-ask-about = Este é o link para o qual seu aplicativo envia as pessoas: um pedido de autorização com PKCE. Autorize o aplicativo para sua própria conta.
app-try-authorise = Autorizar o aplicativo
app-try-comes-back = Você volta a esta página com o código.
app-try-address-bar = Depois, seu navegador vai para a redirect URI. Se nada responder lá, tudo bem: o código está na barra de endereço.
app-try-add = Receber o código nesta página
app-try-change = Outros escopos ou outra redirect URI
app-try-update = Criar o link
app-try-code-came = O código chegou. Execute um destes comandos para trocá-lo por tokens.
app-try-refused = A resposta foi um erro em vez de um código: { $error }
app-try-tokens = 2. Obter tokens
app-try-tokens-about = { $seconds ->
    [one] Um código funciona uma única vez, por um segundo.
   *[other] Um código funciona uma única vez, por { $seconds } segundos.
}
app-try-code-here = Coloque-o no lugar de <code>CODE</code>.
app-try-secret-here = O segredo é lido do ambiente: antes, execute <code>export CLIENT_SECRET=…</code>.
app-try-again = Pedir outro código
app-try-own = Esta página é uma redirect URI do aplicativo, para testá-lo: { $uri }
app-try-remove = Remover
app-try-only = É a única: dê outra ao aplicativo antes de removê-la.

## Checking a redirect URI

app-check-title = Verificar uma redirect URI de { $app }
app-check-hint = Como seu aplicativo a envia.
app-check-button = Verificar
app-check-verdict = Resultado
app-check-same = Um pedido com ela é aceito: ela está registrada.
app-check-other-port = Um pedido com ela é aceito: no computador da própria pessoa, a porta pode ser outra.
app-check-ignored = Um pedido com ela é aceito, mas a URI é ignorada: este servidor está configurado para sempre levar à primeira registrada, { $uri }
app-check-not-accepted = Um pedido com ela é recusado: ela não está registrada.
app-check-registered = Registrada
app-check-yours = Esta
app-check-registrable = Ela poderia ser registrada.
app-check-not-registrable = Ela também não poderia ser registrada.
app-check-line = { $uri }: { $why }
app-check-none = Não há nenhuma: escreva pelo menos uma.
app-check-all-good = Todas podem ser registradas.
app-check-length = Ela deve ter de 1 a 2000 caracteres.
app-check-fragment = Ela não pode ter um fragmento: retire “#” e o que vem depois.
app-check-wildcard = Curingas não valem aqui: registre cada endereço.
app-check-character = Ela tem um caractere que uma URI não pode ter: codifique “{ $character }” com porcentagem (percent-encoding).
app-check-not-absolute = Não é um endereço completo: comece com https://
app-check-scheme-case = Escreva em minúsculas o que vem antes dos dois-pontos.
app-check-slashes = Depois do esquema deve haver duas barras.
app-check-user-info = Ela não pode ter nome de usuário nem senha.
app-check-no-host = Falta o host.
app-check-host-writing = Escreva o host de forma simples, como um nome ou um endereço comum.
app-check-plain-http = Use https. O http sem criptografia serve apenas para o computador da própria pessoa: 127.0.0.1, [::1] ou localhost.
app-check-harmful-scheme = Este esquema nunca é permitido.
app-check-other-scheme = Este esquema não é permitido. Use https ou um esquema próprio com ponto, como com.example.app
app-check-differs-slash = Uma delas termina com barra, a outra não.
app-check-differs-case = Elas diferem em maiúsculas e minúsculas.
app-check-differs-encoding = Elas diferem na codificação de caracteres com porcentagem (percent-encoding).
app-check-differs-loopback = localhost, 127.0.0.1 e [::1] são três nomes, embora indiquem o mesmo computador.
app-check-differs-query = A query, o que vem depois de “?”, é diferente.
app-check-differs-fragment = Ela tem um fragmento, “#” e o que vem depois. Uma URI de redirecionamento não pode ter.
app-check-differs-port = A porta é diferente.
app-check-differs-path = O caminho é diferente.
app-check-differs-scheme = O esquema é diferente: http não é https.
app-check-differs-host = O host é diferente.
app-check-differs-everything = Nenhuma das registradas se parece com ela.

## Figures

app-usage-title = Estatísticas de { $app }
app-usage-people = { $people ->
    [0] Ninguém o autorizou.
    [one] Uma pessoa o autorizou.
   *[other] { $people } pessoas o autorizaram.
}
app-usage-sum = Nos últimos 30 dias
app-usage-requests = { $count ->
    [one] { $count } requisição
   *[other] { $count } requisições
}
app-usage-refused = { $count ->
    [one] { $count } recusada
   *[other] { $count } recusadas
}
app-usage-authorised = { $count ->
    [one] { $count } autorização
   *[other] { $count } autorizações
}
app-usage-issued = { $count ->
    [one] { $count } token emitido
   *[other] { $count } tokens emitidos
}
app-usage-refreshed = { $count ->
    [one] { $count } token renovado
   *[other] { $count } tokens renovados
}
app-usage-days = Requisições por dia
app-usage-nothing = Ele não fez nada nos últimos 30 dias.
app-usage-about = Os dias são contados em UTC. Os últimos minutos podem faltar depois de uma falha. Nada é guardado sobre pessoas individuais.

## Leaked tokens

leaked-title = Encontrou um token?
leaked-link = Encontrou um token onde não deveria estar?
leaked-about = Cole o que você encontrou: será invalidado na hora. Não é preciso ter uma conta para isso.
leaked-label = O que você encontrou
leaked-hint = Tokens, segredos ou um texto que os contenha, como um log. Eles começam com gra_, grr_, grc_, grs_, gri_, grh_, grp_ ou grl_.
leaked-button = Invalidar
leaked-found = { $count ->
    [0] Não havia nada deste servidor no texto.
    [one] Um foi reconhecido. Se era válido, já foi tratado.
   *[other] { $count } foram reconhecidos. Os que eram válidos já foram tratados.
}
leaked-more = Não se examinam mais do que isso em um texto. Se houver outros, envie o restante de novo.
leaked-tokens-end = Tokens, códigos, sessões e links são invalidados, e a pessoa é avisada.
leaked-secrets-stay = O segredo de um aplicativo continua funcionando, e a pessoa responsável recebe um aviso para substituí-lo: sozinho, ele não abre nenhuma conta.
