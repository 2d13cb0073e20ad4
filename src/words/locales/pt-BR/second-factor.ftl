### The second factor: at the sign-in, on the pages of the account, and before risky steps.

## At the sign-in

second-factor-login-title = Segundo fator
second-factor-login-ask = Você está entrando como { $account }. Digite os seis dígitos que seu aplicativo autenticador mostra, ou um dos seus códigos de recuperação.
second-factor-login-ask-recovery = Você está entrando como { $account }. Digite um dos seus códigos de recuperação.
# $account: the name of the account that is being signed in to.
second-factor-login-ask-passkey = Você está entrando como { $account }. Use sua chave de acesso ou digite um código.
second-factor-code = Código
second-factor-code-wrong = Este código está errado ou já foi usado. Aguarde o próximo.
second-factor-too-many = Códigos errados demais. Aguarde { $wait } ou use um código de recuperação.
second-factor-sealed = Os códigos do aplicativo não podem ser verificados no momento. Use um código de recuperação ou fale com a administração.
second-factor-login-lost = Perdeu tudo isso? A administração deste site pode desativar o segundo fator.
notice-sign-in-ended = Este login demorou demais. Comece de novo.

## On the profile: a link to the page of the second factor

second-factor-is-on = Ativado
second-factor-is-off = Desativado

## /profile/second-factor

second-factor-title = Segundo fator
second-factor-required = Este servidor exige um segundo fator. Configure um para continuar.
second-factor-app = Aplicativo autenticador
second-factor-app-about = Depois da senha, você digita um código que um aplicativo mostra no seu celular ou computador. Quem sabe apenas a senha não consegue entrar.
second-factor-since = Configurado
second-factor-used = Último uso
second-factor-never-used = Ainda não
second-factor-app-add = Configurar um aplicativo
second-factor-app-replace = Configurar outro aplicativo
recovery-codes = Códigos de recuperação
recovery-codes-about = Com cada um, você pode entrar uma vez quando não houver outra coisa à mão. Guarde-os em papel ou em um gerenciador de senhas.
recovery-codes-left = { $count ->
    [0] <strong>Não resta nenhum.</strong> Crie novos agora.
    [one] Resta um. Crie novos em breve.
   *[other] Restam { $count }.
}
recovery-codes-made = Criados em { $when }
recovery-codes-renew = Criar novos códigos
second-factor-off = Desativar
second-factor-off-about = Depois disso, bastará sua senha para entrar.
second-factor-off-button = Desativar o segundo fator
second-factor-off-title = Desativar o segundo fator?
second-factor-off-what = Quem souber sua senha poderá entrar.
second-factor-off-codes = Suas chaves de acesso, seus códigos de recuperação e o que o aplicativo guarda deixam de valer.
notice-second-factor-off = O segundo fator foi desativado.
notice-second-factor-app = O novo aplicativo está configurado. Os códigos do anterior não funcionam mais.
passkeys = Chaves de acesso
passkeys-about = Seu dispositivo guarda a chave e pede sua digital, seu rosto ou um PIN. Com ela você entra sem a senha, ou depois dela.
passkeys-not-here = Neste servidor não pode haver chaves de acesso no momento: estas não servem para entrar. Configure um aplicativo autenticador ou pergunte à administração.
passkey-add = Adicionar uma chave de acesso
# $when: day and time.
passkey-added = Adicionada em { $when }.
# $when: day and time.
passkey-used = Usada pela última vez em { $when }.
passkey-never-used = Ainda não usada.
# $name: what its owner calls it; for screen readers.
passkey-rename = Renomear<span class="vh"> { $name }</span>
# $name: what its owner calls it; for screen readers.
passkey-remove = Remover<span class="vh"> { $name }</span>
# $name: what its owner calls it.
passkey-remove-title = Remover a chave de acesso { $name }?
passkey-remove-what = Ela não servirá mais para entrar aqui. Remova-a também do dispositivo: ele pode continuar a oferecê-la.
passkey-remove-button = Remover a chave de acesso
second-factor-app-remove = Remover o aplicativo
second-factor-app-remove-title = Remover o aplicativo autenticador?
second-factor-app-remove-what = Os códigos dele deixam de funcionar. Suas chaves de acesso e seus códigos de recuperação continuam valendo.
notice-passkey-added = A chave de acesso foi adicionada.
notice-passkey-renamed = A chave de acesso agora tem esse nome.
notice-second-factor-less = A remoção foi feita.

## /profile/second-factor/app

second-factor-app-title = Configurar um aplicativo autenticador
second-factor-app-replaces = Os códigos do aplicativo que você tem agora deixam de funcionar assim que você digitar um código do novo.
second-factor-app-scan = Escaneie esta imagem com um aplicativo autenticador:
second-factor-app-picture = QR code com o segredo que aparece abaixo
second-factor-app-type = Ou digite este segredo no aplicativo:
second-factor-app-code = Código que o aplicativo mostra
second-factor-app-code-hint = Seis dígitos. Eles mudam a cada 30 segundos.
second-factor-app-button = Configurar
second-factor-app-code-wrong = Este não é o código que o aplicativo mostra agora. Verifique também o relógio do dispositivo.
second-factor-set-up-ended = Demorou demais. Aqui está um novo segredo: escaneie a nova imagem.
second-factor-cancel = Cancelar

## /profile/second-factor/passkey, and wherever a passkey is asked for

passkey-what = Seu navegador pede a este dispositivo, ao seu celular ou a uma chave de segurança que crie uma. O que identifica você fica lá: este servidor não guarda nada que possa ser roubado.
passkey-name = Nome
passkey-name-hint = Para você saber depois qual é.
passkey-add-button = Criar a chave de acesso
passkey-rename-title = Renomear a chave de acesso
passkey-rename-button = Salvar
passkey-no-script = Isso precisa de JavaScript e de um navegador que aceite chaves de acesso. Um aplicativo autenticador funciona sem os dois.
passkey-use = Usar uma chave de acesso
passkey-sign-in = Entrar com uma chave de acesso
passkey-failed = Nenhuma chave de acesso chegou: foi cancelado, demorou demais ou não há nenhuma aqui. Tente de novo.
passkey-refused = Esta chave de acesso não é conhecida aqui, ou o pedido era antigo demais. Tente de novo ou use outro meio.
passkey-there = Já existe aqui uma chave de acesso para esta conta. Use outro dispositivo ou outro gerenciador de senhas.
passkey-not-added = A chave de acesso não foi adicionada: esta página ficou aberta tempo demais, ou o dispositivo não deu a resposta esperada. Tente de novo.
# $most: a number.
passkey-too-many = Há { $most } chaves de acesso, e não pode haver mais. Remova uma primeiro.
passkey-unavailable = Neste servidor não pode haver chaves de acesso.

## The recovery codes, shown once

recovery-codes-first = O aplicativo está configurado. Com estes códigos, você pode entrar quando ele não estiver à mão; cada um vale uma única vez.
recovery-codes-first-passkey = A chave de acesso foi adicionada. Com estes códigos, você pode entrar quando ela não estiver à mão; cada um vale uma única vez.
recovery-codes-new = Estes códigos substituem os que você tinha, que não valem mais. Cada um funciona uma única vez.
recovery-codes-once = <strong>Guarde-os agora: eles não serão mostrados de novo.</strong> Imprima a página, salve o arquivo ou copie-os para um gerenciador de senhas.
recovery-codes-download = Salvar como arquivo
recovery-codes-kept = Já guardei os códigos

## Before a risky step

confirm-title = Confirme que é você
confirm-why = Para esta etapa, é preciso mostrar mais uma vez que é você. A pergunta não se repete nos próximos minutos.
confirm-password = Sua senha
confirm-code-hint = Os seis dígitos que seu aplicativo mostra, ou um código de recuperação.
confirm-user-name = Nome de usuário
confirm-button = Continuar
confirm-password-wrong = Esta não é sua senha atual.
confirm-code = Código do seu segundo fator
