### Pages that say why something could not be shown or done.

error-try-again-in = Tente de novo em { $wait }.

## An app that an administrator keeps back

error-app-suspended = Este aplicativo está suspenso
error-app-suspended-text = A administração deste servidor suspendeu “{ $app }”. Ninguém pode autorizá-lo, e ele não pode usar nenhuma conta.
error-app-suspended-help = Nada foi entregue ao aplicativo. Se precisar dele, fale com a administração.
error-app-waiting = Este aplicativo aguarda aprovação
error-app-waiting-text = A administração deste servidor ainda não aprovou “{ $app }”. Até lá, só quem o registrou pode autorizá-lo.
error-app-waiting-help = Nada foi entregue ao aplicativo. Tente de novo mais tarde ou fale com a administração.

## What every such page has

error-status = Erro { $status }
error-to-start = Ir para a página inicial
error-try-again-soon = Tente de novo daqui a pouco.

## Pages that cannot be shown

error-not-found = Não há nada aqui
error-not-found-text = Esta página não existe, ou você não tem permissão para vê-la.
error-not-found-help = Verifique se o endereço foi digitado corretamente.
error-method = Isso não pode ser feito aqui
error-method-text = O endereço está certo, mas não aceita este tipo de requisição.
error-form = Nada foi alterado
error-form-text = O formulário enviado era antigo demais ou não veio deste site.
error-form-help = Abra a página de novo e envie o formulário mais uma vez. É preciso permitir cookies para este site.
error-form-again = Abrir a página de novo
error-form-unreadable = Não foi possível ler o formulário
error-form-unreadable-text = O que chegou não é o que este formulário envia.
error-not-done = Não foi possível fazer isso
error-not-done-text = O servidor recusou a operação.

## What an app asked for

error-request = O pedido deste aplicativo não está correto
error-request-text = O aplicativo trouxe você até aqui com um pedido que não pode ser atendido.
error-request-help = Você não fez nada de errado, e nada foi entregue ao aplicativo. Se ele não for seu, avise quem o desenvolve.
error-consent-ended = Este pedido não vale mais
error-consent-ended-text = Ele já foi respondido ou esperou tempo demais. Nada mais foi entregue ao aplicativo.
error-consent-ended-again = Começar de novo
error-consent-ended-help = Volte ao aplicativo e comece de novo a partir dele.

## Links and accounts

error-setup-link = Este link de configuração não vale mais
error-setup-link-text = O link de configuração funciona uma única vez, por uma hora, e só enquanto não existir uma conta de administração.
error-setup-link-help = Se ainda não houver uma conta de administração, crie um novo link no servidor ou reinicie o grantd:
error-password-link = Este link de senha não vale mais
error-password-link-text = O link de senha funciona uma única vez, por uma hora.
error-password-link-help = Peça um novo à administração. No servidor, ele é criado com:
error-suspended = Sua conta está suspensa
error-suspended-text = Enquanto isso, você não pode autorizar nem registrar aplicativos, nem alterar seu perfil.
error-suspended-help = Você ainda pode retirar o acesso dos aplicativos que autorizou. Pergunte o motivo à administração.
error-register-closed = Aqui não é possível criar contas
error-register-closed-text = Neste servidor, quem cria as contas é a administração.

## The server

error-too-many = Muitas tentativas
error-too-many-text = Para proteger as contas, é preciso aguardar um momento.
error-internal = Algo deu errado aqui
error-internal-text = A falha é do servidor, não sua.
error-internal-help = Tente de novo. Se continuar assim, a administração encontra a causa no log do servidor.
error-upstream = O serviço não respondeu
error-upstream-text = O serviço que fica por trás deste endereço não respondeu como deveria.
error-upstream-help = Tente de novo daqui a pouco; se continuar assim, avise quem o mantém.
error-read-only = Não é possível gravar nada no momento
error-read-only-text = O disco do servidor está cheio ou não responde. Nada foi alterado, e os aplicativos que você autorizou continuam funcionando.
error-read-only-help = Tente de novo mais tarde. A administração encontra a causa no log do servidor.
error-unavailable = Indisponível no momento
error-unavailable-text = O servidor está iniciando, parando ou muito ocupado.
