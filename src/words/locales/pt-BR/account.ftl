### One's own account: profile, password, sessions, e-mail address, data, deletion.

## Fields that several forms have

account-user-name = Nome de usuário
account-email = E-mail
account-current-password = Senha atual
account-new-password = Nova senha
account-new-password-again = Repita a nova senha
account-passwords-differ = As duas senhas não são iguais.
account-password-length = No mínimo { $length } caracteres.
account-password-hint = No mínimo { $length } caracteres, e difícil de adivinhar: algumas palavras incomuns são uma boa escolha; seu nome e seu endereço, não.

## /profile

profile-title = Perfil
profile-account = Conta
profile-role = Função
profile-role-admin = Administrador
profile-role-user = Usuário
profile-member-since = Conta criada em
profile-about-you = Sobre você
profile-about-you-seen = Os aplicativos que podem ler seu perfil veem estes dados.
profile-first-name = Nome
profile-last-name = Sobrenome
profile-location = Localização
profile-bio = Em suas palavras
profile-save = Salvar perfil
profile-password-about = Uma nova senha encerra todas as suas outras sessões.
profile-withdraw-too = Retirar também o acesso de todos os aplicativos
profile-password-button = Alterar senha
profile-safety = Segurança
profile-signed-in-places =
    { $count ->
        [one] Só aqui
       *[other] Em { $count } lugares
    }
profile-account-about = E-mail, seus dados, exclusão
profile-events-about = Logins, mudanças e o que os aplicativos receberam

## /profile/account

account-title = Sua conta
account-address = Endereço de e-mail
account-address-about = Você pode entrar com ele, e os aplicativos que podem ler seu perfil o veem. Nada é enviado a ele: confira se está correto.
account-address-button = Alterar o endereço
account-data = Seus dados
account-data-about = O que este servidor sabe sobre você, em um arquivo JSON: conta, sessões, aplicativos, o que você autorizou, o que aconteceu. Ele não contém nenhuma senha.
account-data-button = Baixar seus dados
account-end = Excluir a conta
account-end-about = Uma conta excluída não pode ser recuperada.
account-end-button = Excluir sua conta

## /profile/account/delete

account-delete-heading = Excluir sua conta?
account-delete-last-admin = Sua conta é a única conta de administração ativa e por isso não pode ser excluída: ninguém poderia administrar este servidor. Antes, dê a função de administrador a outra conta.
account-delete-back = Voltar
account-delete-what-goes = A exclusão é imediata e não pode ser desfeita. Com a conta, são perdidos:
account-delete-profile = seu perfil, sua senha e o que consta em “Eventos”
account-delete-sessions =
    { $count ->
        [one] esta sessão
       *[other] todas as suas { $count } sessões, onde quer que estejam abertas
    }
account-delete-grants =
    { $count ->
        [0] nenhum acesso de aplicativo: você não autorizou nenhum
        [one] o acesso do aplicativo que você autorizou
       *[other] o acesso de todos os { $count } aplicativos que você autorizou
    }
account-delete-app = seu aplicativo { $app }, para todas as pessoas que o usam
account-delete-more =
    { $count ->
        [one] e mais { $count } dos seus aplicativos
       *[other] e mais { $count } dos seus aplicativos
    }
account-delete-what-stays = O que os aplicativos já leram continua com eles. O log da administração mantém seu nome até ser limpo.
account-delete-download = Se quiser guardar seus dados, <a href="/profile/account">baixe-os</a> antes.
account-delete-name-hint = Digite { $name }, para confirmar que se trata desta conta.
account-delete-button = Excluir minha conta

## /profile/sessions

sessions-title = Sessões abertas
sessions-about = Se você não reconhecer alguma destas sessões, encerre-a e altere sua senha em <a href="/profile">Perfil</a>. A página <a href="/profile/events">Eventos</a> traz mais detalhes. Os aplicativos não aparecem nesta lista: eles ficam em <a href="/profile/grants">Aplicativos autorizados</a>.
sessions-this-one = esta sessão
sessions-since = Login em { $when }
sessions-since-from = Login em { $when }, a partir de { $address }
sessions-last-used = Último uso em { $when }
sessions-end-here = Sair<span class="vh"> aqui</span>
sessions-end = Encerrar<span class="vh"> a sessão { $device }, { $address }</span>
sessions-end-others = Encerrar todas as outras sessões

## Devices

device-on = { $program } em { $system }
device-python = Um programa em Python
device-python-on = Um programa em Python em { $system }
device-android-app = Um aplicativo Android
device-unknown-on = Um programa em { $system }
device-unknown = Um programa desconhecido

## Profile: the language of the pages

profile-language = Idioma das páginas
profile-language-browser = O que meu navegador pedir
