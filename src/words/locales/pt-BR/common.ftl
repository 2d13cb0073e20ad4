### What every page has around its content, and the parts that pages share: forms, lists, short notices.
###
### The words: app: aplicativo; permission: permissão (scope: escopo, for developers); authorise: autorizar; withdraw:
### retirar (o acesso); revoke: revogar; end a token or secret: invalidar; sign in, out: entrar, sair; of a session:
### encerrar; second factor: segundo fator; authenticator app: aplicativo autenticador; recovery code: código de
### recuperação; client secret: segredo; suspend: suspender; approve: aprovar; administrator: a administração, conta de
### administração, função de administrador; operator: quem opera o servidor; note: nota.

## Around the content

layout-skip = Ir para o conteúdo
layout-menu = Menu
layout-menu-label = Sua conta
layout-apps = Seus aplicativos
layout-grants = Aplicativos autorizados
layout-events = Eventos
layout-profile = Perfil
layout-signed-in-as = <span class="vh">Sessão iniciada como </span>{ $name }
layout-admin = admin
layout-sign-out = Sair
layout-language = Idioma destas páginas
layout-contact = Você pode escrever à administração em { $contact }.

## Forms

form-title-wrong = Erro: { $title }
form-look-again = Confira estes dados
form-error-before = Erro:
form-optional = (opcional)
form-cancel = Cancelar

## Lists

list-pages-label = Páginas desta lista
list-previous = Anterior
list-next = Próxima
list-page-of = Página { $page } de { $pages }
list-beyond = Não há página { $page }
list-first = Primeira página
list-last = Última página
size-bytes = { $bytes } bytes
size-kib = { $kib } KiB
size-mib = { $mib } MiB
size-gib = { $gib } GiB
short-scopes = { $scopes } e mais { $count }
copy-button = Copiar
copy-done = Copiado
copy-selected = Texto selecionado: use o atalho do teclado para copiar

## Notices: what has just been done

notice-setup = Boas-vindas. Sua conta administra este servidor. Registre um primeiro aplicativo para experimentar.
notice-registered = Boas-vindas. Sua conta foi criada.
notice-profile = Seu perfil foi salvo.
notice-password = Sua senha foi alterada. Todas as suas outras sessões foram encerradas.
notice-password-set = A nova senha foi definida. Você já pode entrar com ela.
notice-email = Seu endereço de e-mail foi alterado.
notice-account-deleted = Sua conta foi excluída.
notice-session = Essa sessão foi encerrada.
notice-sessions = Todas as outras sessões foram encerradas.
notice-signed-out = Você saiu da conta.
notice-edited = As alterações foram salvas.
notice-registered-before = Este formulário já tinha registrado o aplicativo, por isso ele não foi registrado outra vez. Se você não viu o segredo, crie um novo aqui.
notice-revoked = Todos os tokens deste aplicativo foram revogados.
notice-deleted = O aplicativo foi excluído.
notice-secret-ended = O segredo anterior deixou de valer.
notice-withdrawn = O aplicativo não pode mais usar sua conta.
