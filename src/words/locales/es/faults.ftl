### What is wrong with what was typed into a form.

## Texts

fault-too-many-characters = Como máximo { $most } caracteres.
fault-too-many-bytes = Como máximo { $most } bytes. La mayoría de las letras ocupan un byte; otras, de dos a cuatro.
fault-control-characters = Contiene un carácter que no se puede mostrar. Escríbelo en lugar de pegarlo.

## Accounts

fault-name-length = Se necesitan de { $least } a { $most } caracteres.
fault-name-characters = Solo se pueden usar letras sin acentos ni eñe, cifras y el guion bajo «_».
fault-name-taken = Ese nombre de usuario ya está en uso.
fault-email = Esto no es una dirección de correo. Un ejemplo: sam@example.org.
fault-email-taken = Esa dirección de correo ya está en uso.
fault-language = Elige uno de los idiomas de la lista.
fault-attributes = Como máximo { $most } notas.
fault-attribute-name = El nombre de una nota tiene de 1 a { $most } letras, cifras y los signos «.», «_» y «-».
fault-attribute-value = { $name } debe ser una sola línea de { $most } bytes como máximo.
fault-other-name = Escribe { $name } para confirmar de qué cuenta se trata.

## Passwords

fault-current-password = Esta no es tu contraseña actual.
fault-password-length = Se necesitan al menos { $least } caracteres.
fault-password-weak = Demasiado fácil de adivinar.
fault-weak-keyboard-row = Las filas de teclas seguidas son fáciles de adivinar.
fault-weak-keyboard-pattern = Los patrones de teclado cortos son fáciles de adivinar.
fault-weak-repeat = Las repeticiones como «aaa» son fáciles de adivinar.
fault-weak-repeated-word = Las repeticiones como «abcabcabc» son apenas más difíciles de adivinar que «abc».
fault-weak-top-ten = Es una de las diez contraseñas más comunes.
fault-weak-top-hundred = Es una de las cien contraseñas más comunes.
fault-weak-common = Es una contraseña muy común.
fault-weak-similar = Se parece a una contraseña de uso común.
fault-weak-sequence = Las secuencias de caracteres como abc o 6543 son fáciles de adivinar.
fault-weak-recent-year = Los años recientes son fáciles de adivinar.
fault-weak-word = Una palabra sola es fácil de adivinar.
fault-weak-date = Las fechas suelen ser fáciles de adivinar.
fault-weak-name-alone = Los nombres y apellidos solos son fáciles de adivinar.
fault-weak-name = Los nombres y apellidos comunes son fáciles de adivinar.
fault-advice-few-words = Usa varias palabras y evita las frases comunes.
fault-advice-no-symbols = No hacen falta símbolos, cifras ni mayúsculas.
fault-advice-more-words = Añade una o dos palabras más.
fault-advice-uncommon-words = Añade una o dos palabras más. Mejor si son poco comunes.
fault-advice-capitals = Las mayúsculas no ayudan mucho.
fault-advice-all-capitals = Una contraseña toda en mayúsculas es casi tan fácil de adivinar como una toda en minúsculas.
fault-advice-reversed = Las palabras al revés no son mucho más difíciles de adivinar.
fault-advice-substitutions = Las sustituciones previsibles, como «@» en lugar de «a», no ayudan mucho.
fault-advice-keyboard = Usa un patrón de teclado más largo y con más giros.
fault-advice-repeats = Evita repetir palabras y caracteres.
fault-advice-sequences = Evita las secuencias de caracteres.
fault-advice-recent-years = Evita los años recientes.
fault-advice-own-years = Evita los años relacionados contigo.
fault-advice-own-dates = Evita las fechas y los años relacionados contigo.

## Apps

fault-app-no-name = El nombre no puede estar vacío.
fault-app-name-line = El nombre debe ser una sola línea de texto.
fault-app-no-website = La dirección no puede estar vacía.
fault-app-website-line = La dirección debe ser una sola línea de texto.
fault-app-website = Se necesita una dirección web, como https://example.org
fault-redirect-uris = Se necesitan de 1 a { $most } redirect URIs.
fault-redirect-uri-twice = { $uri } aparece dos veces.
fault-overlap = No es una duración que se pueda elegir.
fault-overlap-too-long = En este servidor, como máximo { $longest }.

## What is said on a page of its own: why something was not done

fault-credentials = El nombre y la contraseña no se corresponden.
fault-registration = En este servidor, las personas no pueden abrir una cuenta por sí mismas.
fault-last-admin = La tuya es la única cuenta de administración: nadie quedaría a cargo de este servidor. Da antes el rol de administrador a otra cuenta.
fault-last-active-admin = Es la última cuenta de administración activa. Da antes el rol de administrador a otra cuenta.
fault-second-factor-none = Esta cuenta no tiene segundo factor.
fault-sign-in-ended = Este inicio de sesión ha caducado. Vuelve a escribir la contraseña.
fault-set-up-ended = Esta configuración ha caducado. Empiézala de nuevo.
fault-link-ended = Este enlace ya no es válido: se ha usado, se ha sustituido o es demasiado antiguo.

## What a form was sent as

fault-body-large = Ocupa más de 64 KiB.
fault-body-type = Debe enviarse como { $type }.
fault-body-encoded = Debe enviarse tal cual, sin Content-Encoding.
