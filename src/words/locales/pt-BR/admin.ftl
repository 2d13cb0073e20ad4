### Administration: the pages below /admin, for administrators alone. The names of acts and states are those of the command
### line: suspend, unsuspend, approve, revoke, rotate.

layout-administration = Administração

admin-title = Administração
admin-menu-label = Administração
admin-overview = Visão geral
admin-users = Contas
admin-apps = Aplicativos
admin-servers = Servidores de recursos
admin-settings = Configurações
admin-audit = Log de auditoria
admin-store = Armazenamento

## On several pages

admin-any = Qualquer
admin-role = Função
admin-role-user = Usuário
admin-role-admin = Administrador
admin-state = Estado
admin-state-active = ativa
admin-state-suspended = suspensa
admin-app-active = ativo
admin-app-suspended = suspenso
admin-state-waiting = aguarda aprovação
admin-no-password = ainda sem senha
admin-never = Nunca
admin-not-yet = Ainda não
admin-number = Número
admin-created = Criação
admin-owner = Responsável
admin-email = E-mail
admin-client-id = Client ID
admin-client-secret = Segredo do cliente
admin-filter = Mostrar
admin-filter-none = Mostrar tudo
admin-cancel = Cancelar
admin-save = Salvar
admin-go-on = Continuar
admin-suspend = Suspender
admin-unsuspend = Remover a suspensão
admin-rotate = Criar um novo segredo
admin-registered = Registrado em { $when }
admin-last-used = Último uso em { $when }
admin-never-used = Sem uso até agora
admin-added = Adicionado em { $when }

## Overview

admin-look = A conferir
admin-look-about = O que pode exigir uma decisão sua.
admin-calm = Nada precisa da sua atenção.
admin-refusing = Não é possível gravar nada no momento.
admin-backup-failed = O último backup falhou, ou o próximo está atrasado.
admin-waiting-count = { $count ->
    [one] Um aplicativo aguarda aprovação
   *[other] { $count } aplicativos aguardam aprovação
}
admin-suspended-apps = { $count ->
    [one] Um aplicativo está suspenso
   *[other] { $count } aplicativos estão suspensos
}
admin-suspended-users = { $count ->
    [one] Uma conta está suspensa
   *[other] { $count } contas estão suspensas
}
admin-failed-sign-ins = { $count ->
    [one] Um login falhou hoje
   *[other] { $count } logins falharam hoje
}
admin-figures = Estatísticas
admin-consents = Autorizações de aplicativos
admin-sessions = Sessões
admin-version = Versão

## Accounts

admin-find-user = Nome ou e-mail
admin-never-signed-in = Somente contas em que ninguém entrou até hoje
admin-users-count = { $count ->
    [one] Uma conta.
   *[other] { $count } contas.
}
admin-users-none = Nenhuma conta corresponde
admin-last-sign-in-was = Último login em { $when }
admin-never-signed-in-yet = Ainda sem login
admin-user-new = Nova conta
admin-user-new-text = No início, a conta não tem senha. A próxima página mostra um link com o qual a pessoa define a sua.
admin-user-name = Nome de usuário
admin-user-name-hint = De 3 a 30 letras, dígitos ou sublinhados.
admin-user-new-admin = Dar a função de administrador
admin-user-new-button = Criar a conta
admin-user-made = { $name } agora tem uma conta
admin-link = Link de senha
admin-link-text = Este link define uma senha. Ele funciona uma única vez, por uma hora, e não será mostrado de novo. Entregue-o à própria pessoa e a mais ninguém.
admin-link-made = Um link de senha para { $name }

## One account

admin-user-account = Conta
admin-last-sign-in = Último login
admin-password = Senha
admin-password-set = Definida
admin-user-apps = Aplicativos registrados
admin-user-grants = Aplicativos autorizados
admin-user-events = Eventos desta conta
admin-app-events = Eventos deste aplicativo
admin-make-admin = Tornar administrador
admin-make-user = Tornar usuário
admin-make-link = Criar um link de senha
admin-export = Baixar os dados da conta
admin-delete-user = Excluir a conta
admin-user-own = Esta é sua própria conta.
admin-user-last = Esta é a última conta de administração ativa. Ela não pode ser suspensa, excluída nem passar a usuário antes de haver outra.
admin-email-about = Ninguém confirma um novo endereço. A pessoa vê que ele foi alterado.
admin-language-about = O que a pessoa escolhe em Perfil. Sem escolha, é o idioma que o navegador pede.
admin-language-browser = O que o navegador pedir
admin-sessions-about = Onde a conta está aberta. Isto não afeta o que os aplicativos podem fazer.
admin-sessions-none = Nenhuma sessão aberta.
admin-session-started = Login em { $when }
admin-session-end = Encerrar
admin-session-end-which = Encerrar a sessão { $device }
admin-sign-out = Encerrar todas as sessões
admin-notes = Notas
admin-notes-about = O que quem opera o servidor anota sobre a conta, como o número dela em outro programa. As notas podem ser informadas a upstreams.
admin-note-key = Nome da nota
admin-note-value = Texto
admin-note-add = Salvar a nota
admin-note-remove = Remover
admin-note-remove-which = Remover a nota { $key }
admin-ask-suspend = Suspender { $name }?
admin-ask-suspend-text = As sessões da conta são encerradas, e os tokens ficam inativos na hora. Nada é excluído: o que não tiver expirado até lá volta a valer quando a suspensão for removida.
admin-ask-admin = Dar a { $name } a função de administrador?
admin-ask-admin-text = Quem administra vê e altera todas as contas, todos os aplicativos e as configurações deste servidor.
admin-ask-user = Tirar de { $name } a função de administrador?
admin-ask-user-text = A conta mantém os aplicativos dela e o que ela autorizou.
admin-ask-sign-out = Encerrar todas as sessões de { $name }?
admin-ask-sign-out-text = Todas as sessões da conta são encerradas. O que os aplicativos podem fazer não é afetado.
admin-ask-second-factor = Desativar o segundo fator de { $name }?
admin-ask-second-factor-text = Depois disso, só a senha basta para entrar. Faça isso apenas se tiver certeza de quem está pedindo.
admin-ask-delete = Excluir { $name }?
admin-ask-delete-text = A conta é excluída com todos os seus aplicativos, autorizações e tokens. Isso não pode ser desfeito.
admin-ask-own = Esta é sua própria conta: você perde na hora o acesso a estas páginas.

## Apps

admin-find-app = Nome ou client ID
admin-unused = Sem uso há
admin-unused-30 = 30 dias
admin-unused-90 = 90 dias
admin-unused-365 = Um ano
admin-apps-count = { $count ->
    [one] Um aplicativo.
   *[other] { $count } aplicativos.
}
admin-apps-none-like = Nenhum aplicativo corresponde
admin-apps-none = Ainda não há aplicativos
admin-apps-none-text = Aqui aparece o que é registrado, seja de quem for.
admin-app-owner = De { $owner }
admin-app-decision = Estado
admin-app-waits = Ele aguarda aprovação desde { $when }. Até lá, só a pessoa responsável por ele pode autorizá-lo.
admin-app-is-suspended = Ele está suspenso desde { $when }. Não recebe nada, e o que recebeu está inativo.
admin-approve = Aprovar
admin-revoke = Revogar todos os tokens
admin-delete-app = Excluir o aplicativo
admin-app-facts = Aplicativo
admin-website = Site
admin-description = Descrição
admin-client-type = Tipo
admin-public = Público: não tem segredo
admin-confidential = Confidencial: tem um segredo
admin-people = Pessoas que o autorizaram
admin-used = Último uso
admin-redirect-uris = Redirect URIs
admin-scopes = Escopos
admin-ask-app-suspend = Suspender { $app }?
admin-ask-app-suspend-text = Ele não recebe mais tokens, e os que tem ficam inativos na hora, para todas as pessoas. Nada é excluído: o que não tiver expirado até lá volta a valer quando a suspensão for removida.
admin-ask-app-approve = Aprovar { $app }?
admin-ask-app-approve-text = A partir de então, qualquer pessoa pode autorizá-lo. Antes, confira o site e as redirect URIs dele.
admin-ask-app-revoke = Revogar todos os tokens de { $app }?
admin-ask-app-revoke-text = Tudo o que ele recebeu deixa de valer, para todas as pessoas. Elas podem autorizá-lo de novo.
admin-app-rotate-about = O novo segredo é mostrado uma única vez, na próxima página, e precisa ser entregue à pessoa responsável pelo aplicativo.
admin-ask-app-delete = Excluir { $app }?
admin-ask-app-delete-text = O aplicativo e tudo o que ele recebeu são removidos. Isso não pode ser desfeito.

## Secrets, shown once

admin-secret-made = O segredo de { $name }
admin-secret-app-text = O segredo não será mostrado de novo. Entregue-o à pessoa responsável pelo aplicativo e a mais ninguém.
admin-secret-server-text = O segredo não será mostrado de novo. A API usa os dois com HTTP Basic quando pergunta o que um token representa.

## Resource servers

admin-servers-about = As APIs que perguntam ao grantd o que um token representa têm suas próprias credenciais.
admin-servers-none = Ainda não há servidores de recursos
admin-servers-none-text = Uma API que pergunta o que um token representa precisa de um; uma API atrás do gateway não precisa.
admin-server-name = Nome do novo servidor
admin-server-name-hint = De 1 a 64 letras, dígitos e os sinais . _ -
admin-server-add = Adicionar
admin-server-name-wrong = Escreva de 1 a 64 letras, dígitos e os sinais . _ -
admin-server-name-taken = Já existe um com esse nome. Escolha outro nome ou crie um novo segredo para ele.
admin-delete-server = Excluir
admin-rotate-which = Criar um novo segredo para { $name }
admin-delete-which = Excluir { $name }
admin-ask-server-rotate = Criar um novo segredo para { $name }?
admin-ask-server-rotate-text = O segredo atual deixa de funcionar na hora. O novo é mostrado uma única vez, na próxima página.
admin-ask-server-delete = Excluir { $name }?
admin-ask-server-delete-text = Ele não poderá mais perguntar o que um token representa.

## Settings

admin-instance = Este servidor
admin-instance-about = Estas configurações valem imediatamente.
admin-instance-name = Nome
admin-instance-name-hint = Se ficar vazio, é { $name }.
admin-registration = As pessoas podem criar contas por conta própria
admin-contact = Contato
admin-contact-hint = Um endereço de e-mail para as dúvidas das pessoas.
admin-about = O que é este servidor
admin-about-hint = Aparece na página inicial. Texto simples: uma linha vazia começa um parágrafo, e endereços da web viram links.
admin-privacy = Política de privacidade
admin-privacy-hint = Aparece em uma página própria, com um link no rodapé de todas as páginas. Texto simples, como acima.
admin-configuration = Configuração
admin-configuration-about = O que consta aqui é alterado no arquivo e passa a valer depois que o daemon o lê de novo (SIGHUP) ou é reiniciado.
admin-configuration-file = Lida de
admin-configuration-none = Não há arquivo de configuração: estes são os valores padrão embutidos.
admin-routes = Rotas e upstreams
admin-scopes-about = O que os aplicativos podem pedir. Na configuração estão como [[scope]].
admin-scope-admin = só administradores podem concedê-lo
admin-routes-none = Não há rotas. Um proxy que pergunta ao grantd e o gateway só deixam passar o que é do próprio grantd.
admin-routes-count = { $count ->
    [one] Uma rota
   *[other] { $count } rotas
}
admin-routes-about = Do que cada requisição precisa.
admin-upstreams = Upstreams
admin-upstreams-about = Quem responde quando o grantd é o gateway. Vence o caminho mais longo.
admin-upstream-closed = nenhuma rota o abre
admin-route-unserved = nenhum upstream a atende
admin-route-all-methods = Todos os métodos
admin-needs-nothing = Não precisa de nada.
admin-needs-scope = Precisa de um token com { $scope } ou da sessão da própria conta.
admin-needs-session = Precisa da sessão da própria conta.
admin-needs-admin = A conta tem de ser de um administrador.
admin-needs-optional = Quem não mostra credenciais não precisa de nada.
admin-explain = O que acontece com uma requisição
admin-explain-about = Sem token; grantd route --token diz isso também de um token.
admin-explain-method = Método
admin-explain-path = Caminho
admin-explain-button = Explicar
admin-explain-request = Requisição
admin-explain-route = Rota
admin-explain-no-route = Nenhuma
admin-explain-line = (linha { $line })
admin-explain-needs = Precisa de
admin-explain-answered = Responde
admin-explain-verdict = Veredito
admin-answered-upstream = O upstream { $path } em { $url }
admin-answered-reserved = O próprio grantd, quaisquer que sejam as rotas
admin-answered-itself = O próprio grantd: nenhum upstream tem este caminho
admin-let-through = Deixada passar.
admin-refused = Recusada, { $status }.
admin-why-public = A rota é pública.
admin-why-optional = A rota deixa passar requisições sem credenciais.
admin-why-no-token = Ela não mostra token.
admin-why-slash = O caminho precisa começar com uma barra.
admin-why-bad-path = O caminho poderia ser lido de duas formas.
admin-why-misspelt = O caminho precisa ser escrito como em { $path }.
admin-why-no-route = Nenhuma rota permite esta requisição.
admin-why-method = Nenhuma rota permite aqui este método, só { $methods }.

## Audit log

admin-audit-user = Conta
admin-audit-app = Aplicativo
admin-audit-by = Por
admin-audit-address = Endereço
admin-audit-event = Evento
admin-audit-since = A partir de
admin-audit-until = Antes de
admin-audit-day-wrong = Escreva um dia, por exemplo 2026-11-23.
admin-audit-file = Baixar como JSON Lines
admin-audit-newer = Mais recentes
admin-audit-older = Mais antigos
admin-audit-empty = Nada desse tipo aconteceu
admin-audit-empty-text = O log vai até onde os arquivos dele são guardados.
admin-by-operator = quem opera o servidor
admin-by-system = o próprio grantd

## Store

admin-daemon = Daemon
admin-running-since = Em execução desde
admin-memory-used = Memória em uso
admin-memory-limit = Memória permitida
admin-commits = Alterações gravadas desde então
admin-failures = Alterações que falharam
admin-events-lost = Eventos que faltam no log de auditoria
admin-data = Dados
admin-data-about = Quantos registros há de cada tipo.
admin-on-disk = No disco
admin-content = Conteúdo
admin-counting = Contagem em andamento.
admin-format = Formato
admin-record-instance = Configurações do servidor
admin-record-counter = Sequências de números
admin-record-one-time-link = Links de uso único
admin-record-second-factor = Segundos fatores
admin-record-pending-sign-in = Logins à espera do segundo fator
admin-record-remembered-consent = Autorizações que não se pedem de novo
admin-record-scope-use = Usos de permissões
admin-record-authorization-code = Códigos de autorização
admin-record-family = Famílias de tokens
admin-record-access-token = Tokens de acesso
admin-record-refresh-token = Tokens de atualização
admin-record-last-use = Últimos usos de aplicativos
admin-record-secret-state = Segredos substituídos ou denunciados
admin-record-app-usage = Números diários de aplicativos
admin-record-decided-request = Páginas de consentimento respondidas
admin-record-user-event = Eventos de contas
admin-record-hold = Aplicativos à espera ou suspensos
admin-record-last-sign-in = Últimos logins
admin-sweep = Registros expirados
admin-sweep-about = O que expirou é removido automaticamente de tempos em tempos.
admin-last-sweep = Última remoção
admin-oldest-due = Aguardando desde
admin-nothing-due = Nada aguarda remoção
admin-older-than = Só o que expirou há pelo menos
admin-older-than-hint = Por exemplo 12h ou 7d. Vazio, remove tudo o que expirou.
admin-older-than-wrong = Escreva um número e s, m, h, d ou w, por exemplo 12h ou 7d.
admin-sweep-now = Remover agora
admin-swept = Removidos:
admin-swept-nothing = Nada havia expirado.
admin-backups = Backups
admin-backups-about = Um backup contém todas as contas. Ele é feito na própria máquina, e não pela web.
admin-backups-every = A cada
admin-backups-dir = Em
admin-backups-newest = Mais recente
admin-overdue = atrasado
admin-backups-none = Nenhum backup é gravado automaticamente. A configuração os ativa com
admin-command-backup = Fazer um backup agora
admin-command-restore = Restaurar um backup
admin-command-move = Mudar de mecanismo ou versão
admin-command-check = Verificar todos os dados

## What was done

admin-done-user-deleted = A conta foi excluída.
admin-done-role = A função da conta foi alterada.
admin-done-suspended = A suspensão está em vigor.
admin-done-unsuspended = A suspensão foi removida.
admin-done-signed-out = Todas as sessões da conta foram encerradas.
admin-done-session = Essa sessão foi encerrada.
admin-done-email = O endereço de e-mail foi alterado.
admin-done-language = O idioma foi alterado.
admin-done-note = A nota foi salva.
admin-done-note-removed = A nota foi removida.
admin-done-app-approved = O aplicativo foi aprovado.
admin-app-changed = Este aplicativo foi alterado depois que você o viu e, por isso, não foi aprovado. Confira-o de novo.
admin-done-app-revoked = Tudo o que o aplicativo recebeu deixou de valer.
admin-done-app-deleted = O aplicativo foi excluído.
admin-done-server-deleted = O servidor de recursos foi excluído.
admin-done-settings = As configurações foram salvas.

## What the owner of an app reads of it, on its page

admin-own-app-waiting = Este aplicativo aguarda a aprovação da administração. Até lá, só você pode autorizá-lo.
admin-own-app-suspended = A administração suspendeu este aplicativo. Ele não recebe nada, e o que recebeu está inativo.
