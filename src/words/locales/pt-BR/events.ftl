### What happened with an account.

## /profile/events

events-title = Eventos
events-about = O que foi feito com sua conta, do mais recente ao mais antigo. Se você não reconhecer algum destes eventos, altere sua senha em <a href="/profile">Perfil</a> e <a href="/profile/sessions">encerre todas as outras sessões</a>.
events-shown = O que é mostrado
events-everything = Tudo
events-unusual = A conferir
events-sign-ins = Login
events-account = Sua conta
events-apps = Aplicativos
events-empty = Nada aconteceu recentemente
events-empty-about = Logins, alterações da sua conta e o que os aplicativos receberam ou perderam ficam listados aqui por algum tempo.
events-empty-kind = Nada desse tipo aconteceu recentemente
events-see-everything = Ver tudo
events-look-here = confira
events-address = Endereço { $address }

## Each event, to the person whom it happened to

event-not-you = Se não foi você, altere sua senha e encerre todas as outras sessões.
event-times = { $title }, { $times } vezes em um minuto
event-other = Algo aconteceu
event-by-administrator = Por { $name }, da administração
event-by-app = Pelo aplicativo “{ $app }”
event-by-operator = Por quem opera este servidor

event-signed-in = Você entrou na conta
event-signed-in-new-device = Você entrou com um novo dispositivo
event-sign-in-failed = Uma tentativa de entrar na sua conta falhou
event-sign-in-failed-advice = A senha estava errada, e nada foi entregue a quem tentou. Se não foi você, não há nada a fazer enquanto ninguém puder adivinhar sua senha.
event-second-factor-failed = Alguém informou sua senha, mas não seu segundo fator
event-second-factor-failed-advice = Nada foi entregue a quem tentou. Se não foi você, alguém sabe sua senha: altere-a agora.
event-second-factor-throttled = Códigos do seu segundo fator foram recusados
event-second-factor-throttled-advice = Houve códigos errados demais. Se não foi você, alguém sabe sua senha: altere-a agora. Com um código de recuperação, você pode entrar a qualquer momento.
event-recovery-code-used = Um código de recuperação foi usado
event-recovery-codes-left = Códigos restantes: { $left }.
event-second-factor-added = Um aplicativo autenticador foi adicionado à sua conta
event-second-factor-removed = O segundo fator da sua conta foi desativado
event-recovery-codes-made = Novos códigos de recuperação foram criados
event-session-ended = Você saiu da conta
event-session-ended-by-server = Uma das suas sessões foi encerrada
event-session-ended-by-server-advice = Havia sessões demais; foi encerrada a que estava sem uso há mais tempo.
event-sessions-ended = Todas as suas outras sessões foram encerradas
event-account-created = Sua conta foi criada
event-account-deleted = Sua conta foi excluída
event-account-suspended = Sua conta foi suspensa
event-account-unsuspended = Sua conta não está mais suspensa
event-role-admin = Você agora administra este servidor
event-role-user = Você não administra mais este servidor
event-email-changed = Seu endereço de e-mail foi alterado
event-profile-changed = Seu perfil foi alterado
event-attribute-changed = Uma nota da sua conta foi alterada
event-attribute-changed-advice = Ela se chama { $name }.
event-password-changed = Sua senha foi alterada
event-password-change-failed = Uma alteração da sua senha foi recusada
event-password-not-known = Quem pediu estava na sua conta, mas não sabia a senha atual.
event-email-change-failed = Uma alteração do seu endereço de e-mail foi recusada
event-deletion-failed = Uma exclusão da sua conta foi recusada
event-confirmation-failed = Uma etapa que exige sua senha foi recusada
event-not-confirmed = Quem pediu estava na sua conta, mas não sabia sua senha.
event-data-exported = Seus dados foram baixados
event-password-link-made = Um link para definir sua senha foi criado
event-password-link-used = Sua senha foi definida por meio de um link
event-password-link-used-advice = Se não foi você, peça um novo link imediatamente.
event-set-up = Você configurou este servidor
event-session-leaked = Uma sessão ou um link da sua conta foi encontrado onde não deveria estar
event-session-leaked-advice = Alguém avisou, e a sessão ou o link foi invalidado na hora. Procure outros vestígios e altere sua senha.

## The same about apps. $app: the app's name.

event-app-registered = O aplicativo “{ $app }” foi registrado
event-app-edited = Seu aplicativo “{ $app }” foi editado
event-app-secret-rotated = Seu aplicativo “{ $app }” tem um novo segredo
event-app-previous-secret-ended = O segredo anterior do seu aplicativo “{ $app }” deixou de valer
event-app-revoked = Todos os tokens do seu aplicativo “{ $app }” foram revogados
event-app-suspended = Seu aplicativo “{ $app }” foi suspenso
event-app-unsuspended = Seu aplicativo “{ $app }” não está mais suspenso
event-app-approved = Seu aplicativo “{ $app }” foi aprovado
event-app-deleted = Seu aplicativo “{ $app }” foi excluído
event-authorised = Você autorizou “{ $app }”
event-authorised-advice = Ele pode usar: { $scope }.
event-authorised-more = Você deu mais permissões a “{ $app }”
event-authorised-more-advice = Ele agora pode usar, e antes não podia: { $scope }.
event-narrowed = Você removeu permissões de “{ $app }”
event-narrowed-advice = Ele não pode mais usar: { $scope }.
event-token-leaked = Um token de “{ $app }” para sua conta foi encontrado onde não deveria estar
event-token-leaked-advice = Alguém avisou, e os tokens do aplicativo foram invalidados na hora. Autorize o aplicativo de novo se confiar nele.
event-app-token-leaked = Um token entregue ao seu aplicativo “{ $app }” foi encontrado onde não deveria estar
event-app-token-leaked-advice = Alguém avisou, e o token foi invalidado na hora. Verifique onde seu aplicativo guarda os tokens: logs, código, conversas.
event-app-secret-leaked = O segredo do seu aplicativo “{ $app }” foi encontrado onde não deveria estar
event-app-secret-leaked-advice = Alguém avisou. Crie um novo segredo para o aplicativo, imediatamente se puder.
event-let-in-again = “{ $app }” recebeu acesso de novo
event-let-in-again-advice = Você já havia autorizado o mesmo antes, por isso não houve pergunta.
event-refused = Você recusou “{ $app }”
event-withdrawn = “{ $app }” não pode mais usar sua conta
event-token-revoked = “{ $app }” devolveu o acesso
event-token-revoked-advice = Os tokens dele não valem mais.
event-token-reused = Um token de “{ $app }” foi usado pela segunda vez
event-token-reused-advice = Muito antes disso, “{ $app }” recebeu um novo token no lugar deste; portanto, é possível que duas partes o tenham: o aplicativo e alguém que o copiou. Por segurança, todos os tokens deste login foram invalidados na hora; agora não servem para nada. Se você confia no aplicativo, autorize-o de novo quando ele pedir. Se não confia, ou se isso acontecer de novo, retire o acesso dele em Aplicativos autorizados e avise quem mantém o aplicativo.
event-code-replayed = Um código para “{ $app }” foi usado pela segunda vez
event-code-replayed-advice = Quando você autorizou “{ $app }”, ele recebeu um código que funciona uma única vez. O código chegou duas vezes: alguém pode tê-lo lido no caminho. Todos os tokens obtidos com ele foram invalidados na hora. Se você confia no aplicativo, autorize-o de novo quando ele pedir. Se isso acontecer de novo, retire o acesso dele em Aplicativos autorizados e avise quem mantém o aplicativo.
