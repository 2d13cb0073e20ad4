### Before somebody is signed in: the start page, sign-in, set-up, the link that sets a password. And signing out.

## Start page

landing-title = Te damos la bienvenida
landing-signed-in = Aquí decides qué aplicaciones pueden usar tu cuenta y para qué.
landing-signed-out = Inicia sesión para decidir qué aplicaciones pueden usar tu cuenta y para qué. Las aplicaciones nunca ven tu contraseña.
landing-developer = ¿Desarrollas una aplicación? Después de iniciar sesión, <a href="/profile/apps">regístrala aquí</a>.

## Sign-in

login-title = Iniciar sesión
login-to-continue = para continuar en <strong>{ $app }</strong>
login-name = Correo electrónico o nombre de usuario
login-password = Contraseña
login-button = Iniciar sesión
login-forgotten = ¿Has olvidado tu contraseña? La administración de este sitio puede darte un enlace para crear una nueva.
login-wrong = El nombre o la contraseña no son correctos.
login-too-many = Demasiados intentos. Espera { $wait } y vuelve a intentarlo.

## Sign-out

logout-title = ¿Cerrar sesión?
logout-apps-go-on = Las aplicaciones que has autorizado conservan su acceso.
logout-button = Cerrar sesión

## /setup: the first account, through a link that the server's log shows

setup-title = Configuración inicial
setup-welcome = Te damos la bienvenida. Vamos a configurarlo todo
setup-about = Aquí se crea la primera cuenta, que lo administra todo. Este enlace funciona una sola vez.
setup-user-name-hint = De 3 a 30 letras, cifras o guiones bajos.
setup-button = Crear la cuenta de administración

## /login/password: a new password, through a one-time link

new-password-title = Nueva contraseña
new-password-heading = Crear una nueva contraseña
new-password-about = Este enlace funciona una sola vez. La sesión de la cuenta se cerrará en todos los demás lugares.
new-password-account = Cuenta
new-password-button = Guardar la nueva contraseña
