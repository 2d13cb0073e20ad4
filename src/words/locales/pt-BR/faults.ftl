### What is wrong with what was typed into a form.

## Texts

fault-too-many-characters = No máximo { $most } caracteres.
fault-too-many-bytes = No máximo { $most } bytes. A maioria das letras ocupa um byte; as demais, de dois a quatro.
fault-control-characters = Há um caractere que não pode ser exibido. Digite o texto em vez de colá-lo.

## Accounts

fault-name-length = São necessários de { $least } a { $most } caracteres.
fault-name-characters = Use apenas letras sem acento nem cedilha, dígitos e o sublinhado “_”.
fault-name-taken = Esse nome de usuário já está em uso.
fault-email = Este não é um endereço de e-mail. Um exemplo: sam@example.org.
fault-email-taken = Esse endereço de e-mail já está em uso.
fault-language = Escolha um dos idiomas da lista.
fault-attributes = No máximo { $most } notas.
fault-attribute-name = O nome de uma nota tem de 1 a { $most } letras, dígitos e os sinais “.”, “_” e “-”.
fault-attribute-value = { $name } deve ser uma única linha de no máximo { $most } bytes.
fault-other-name = Digite { $name }, para confirmar de qual conta se trata.

## Passwords

fault-current-password = Esta não é sua senha atual.
fault-password-length = São necessários no mínimo { $least } caracteres.
fault-password-weak = Fácil demais de adivinhar.
fault-weak-keyboard-row = Teclas em sequência na mesma fileira são fáceis de adivinhar.
fault-weak-keyboard-pattern = Padrões curtos de teclado são fáceis de adivinhar.
fault-weak-repeat = Repetições como “aaa” são fáceis de adivinhar.
fault-weak-repeated-word = Repetições como “abcabcabc” são só um pouco mais difíceis de adivinhar do que “abc”.
fault-weak-top-ten = Esta é uma das dez senhas mais comuns.
fault-weak-top-hundred = Esta é uma das cem senhas mais comuns.
fault-weak-common = Esta é uma senha muito comum.
fault-weak-similar = Esta senha é parecida com uma muito usada.
fault-weak-sequence = Sequências de caracteres como abc ou 6543 são fáceis de adivinhar.
fault-weak-recent-year = Anos recentes são fáceis de adivinhar.
fault-weak-word = Uma palavra sozinha é fácil de adivinhar.
fault-weak-date = Datas costumam ser fáceis de adivinhar.
fault-weak-name-alone = Nomes e sobrenomes sozinhos são fáceis de adivinhar.
fault-weak-name = Nomes e sobrenomes comuns são fáceis de adivinhar.
fault-advice-few-words = Use algumas palavras e evite frases comuns.
fault-advice-no-symbols = Não é preciso usar símbolos, dígitos nem letras maiúsculas.
fault-advice-more-words = Acrescente mais uma ou duas palavras.
fault-advice-uncommon-words = Acrescente mais uma ou duas palavras. Palavras incomuns são melhores.
fault-advice-capitals = Letras maiúsculas não ajudam muito.
fault-advice-all-capitals = Uma senha toda em maiúsculas é quase tão fácil de adivinhar quanto uma toda em minúsculas.
fault-advice-reversed = Palavras invertidas não são muito mais difíceis de adivinhar.
fault-advice-substitutions = Substituições previsíveis, como “@” no lugar de “a”, não ajudam muito.
fault-advice-keyboard = Use um padrão de teclado mais longo, com mais mudanças de direção.
fault-advice-repeats = Evite palavras e caracteres repetidos.
fault-advice-sequences = Evite sequências de caracteres.
fault-advice-recent-years = Evite anos recentes.
fault-advice-own-years = Evite anos ligados a você.
fault-advice-own-dates = Evite datas e anos ligados a você.

## Apps

fault-app-no-name = O nome não pode ficar vazio.
fault-app-name-line = O nome deve ser uma única linha de texto.
fault-app-no-website = O endereço não pode ficar vazio.
fault-app-website-line = O endereço deve ser uma única linha de texto.
fault-app-website = É necessário um endereço da web, como https://example.org
fault-redirect-uris = São necessárias de 1 a { $most } redirect URIs.
fault-redirect-uri-twice = { $uri } aparece duas vezes.
fault-overlap = Essa duração não pode ser escolhida.
fault-overlap-too-long = No máximo { $longest } neste servidor.

## What is said on a page of its own: why something was not done

fault-credentials = O nome e a senha não correspondem.
fault-registration = Aqui as pessoas não podem criar contas por conta própria.
fault-last-admin = Sua conta é a única conta de administração: não sobraria ninguém para cuidar deste servidor. Antes, dê a função de administrador a outra conta.
fault-last-active-admin = Esta é a última conta de administração ativa. Antes, dê a função de administrador a outra conta.
fault-second-factor-none = Esta conta não tem um segundo fator.
fault-sign-in-ended = Este login expirou. Informe a senha de novo.
fault-set-up-ended = Esta configuração expirou. Comece de novo.
fault-link-ended = Este link não vale mais: foi usado, substituído ou é antigo demais.

## What a form was sent as

fault-body-large = É maior que 64 KiB.
fault-body-type = Deve ser enviado como { $type }.
fault-body-encoded = Deve ser enviado como está, sem Content-Encoding.
