### Before somebody is signed in: the start page, sign-in, set-up, the link that sets a password. And signing out.

## Start page

landing-title = Boas-vindas
landing-signed-in = Aqui você decide quais aplicativos podem usar sua conta, e para quê.
landing-signed-out = Entre para decidir quais aplicativos podem usar sua conta, e para quê. Nenhum aplicativo vê sua senha.
landing-developer = Você desenvolve um aplicativo? Depois de entrar, <a href="/profile/apps">registre-o aqui</a>.

## Sign-in

login-title = Entrar
login-to-continue = para continuar em <strong>{ $app }</strong>
login-name = E-mail ou nome de usuário
login-password = Senha
login-button = Entrar
login-forgotten = Esqueceu a senha? A administração deste site pode fornecer um link para definir uma nova.
login-wrong = Nome ou senha incorretos.
login-too-many = Muitas tentativas. Aguarde { $wait } e tente de novo.

## Sign-out

logout-title = Sair da conta?
logout-apps-go-on = Os aplicativos que você autorizou continuam com acesso.
logout-button = Sair

## /setup: the first account, through a link that the server's log shows

setup-title = Configuração inicial
setup-welcome = Boas-vindas. Vamos configurar o servidor
setup-about = Aqui é criada a primeira conta, que administra tudo neste servidor. Este link funciona uma única vez.
setup-user-name-hint = De 3 a 30 letras, dígitos ou sublinhados.
setup-button = Criar a conta de administração

## /login/password: a new password, through a one-time link

new-password-title = Nova senha
new-password-heading = Definir uma nova senha
new-password-about = Este link funciona uma única vez. Todas as outras sessões da conta serão encerradas.
new-password-account = Conta
new-password-button = Definir a nova senha
