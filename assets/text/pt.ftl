# Screen text in Portuguese. Machine-made, to be reviewed by a speaker; docs/languages.md says how.
# What only the staff read stands in their own languages, ja.ftl and en.ftl.

adjust-languages = Escolher o idioma
adjust-size = Letra
    .now = Tamanho da letra { $step } de { $of }
adjust-theme = Cor
    .now = Cores { $step } de { $of }
adjust-height = Baixar
    .back = Subir
adjust-voice = Ouvir
    .now = Ouvir de novo
still-there = Você ainda está aí?
    .lead = Se ninguém tocar na tela, o cartão será dado como esquecido.
more-time = Mais tempo
help-page = Mais informações
call-clerk = Chamar atendente
choose-pin = Usar a senha
choose-face = Usar o rosto
back = Voltar
erase = Apagar
confirm = OK
take-card = Retire o seu cartão
    .whose = Se o nome no cartão não for o do paciente, avise no balcão.
step-card = Cartão
step-identity = Identidade
step-consent = Dados
step-done = Seguro
step-of = Passo { $step } de { $of }: { $name }

## Waiting
welcome-title = { $reader ->
   *[tray] Coloque aqui o cartão My Number
    [slot] Insira aqui o cartão My Number
    [top] Insira aqui o cartão My Number
}
welcome-lead = { $reader ->
   *[tray] Ponha o cartão no leitor com a foto para cima. Vamos verificar o seu seguro de saúde.
    [slot] Empurre o cartão até o fim, com a foto para cima. Vamos verificar o seu seguro de saúde.
    [top] Insira o cartão por cima, com a foto virada para você. Vamos verificar o seu seguro de saúde.
}
welcome-privacy = A câmera olha o seu rosto para confirmar quem você é. A imagem não é guardada.
welcome-without-card = Sem cartão? Pergunte no balcão.

## Reading
reading-title = Lendo o cartão
reading-lead = Deixe o cartão onde está.

## The code on the card
code-title = Digite os números do cartão
code-birth = Nascimento
    .how = Digite a data em 6 números, no calendário japonês. 5 de abril de Showa 32 é “320405”.
code-expiry = Validade
    .how = Digite o ano de validade do cartão, 4 números, como “2035”.
code-security = Sob a foto
    .how = Digite os 4 números que estão sob a foto.
code-complete = Aperte “OK”.
code-wrong = Os números não conferem. Olhe o cartão e tente de novo.
code-typed = { $typed } de { $of } números digitados
code-lead = Deixe o cartão no lugar enquanto lê.

## Face
face-lead = Comparamos o seu rosto com a foto do cartão.
face-second-round = Vamos olhar mais uma vez.
face-preparing = Preparando a câmera
face-preview = Você, visto pela câmera
guidance-no-face = Olhe para a câmera
guidance-come-closer = Chegue um pouco mais perto
guidance-step-back = Afaste-se um pouco
guidance-move-left = Mova-se um pouco para a sua esquerda
guidance-move-right = Mova-se um pouco para a sua direita
guidance-move-up = Levante um pouco o rosto
guidance-move-down = Abaixe um pouco o rosto
guidance-look-here = Olhe para a frente
guidance-too-dark = Vá para um lugar mais claro
guidance-too-bright = Evite a luz forte
guidance-light-behind = Evite a luz atrás de você
guidance-hold-still = Fique parado, por favor
guidance-one-person-only = Só o dono do cartão, por favor
guidance-take-mask-off = Tire a máscara, por favor
guidance-show-eyes = Deixe ver os dois olhos
guidance-turn-left = Vire um pouco a cabeça para a sua esquerda, por favor
guidance-turn-right = Vire um pouco a cabeça para a sua direita, por favor
guidance-comparing = Fique assim, por favor

## PIN
pin-title = Digite a senha
pin-lead = Os 4 números que você escolheu ao receber o cartão.
pin-tries = { $tries ->
        [one] Resta { $tries } tentativa. Quando restar 1, esta máquina para.
       *[other] Restam { $tries } tentativas. Quando restar 1, esta máquina para.
    }
pin-wrong = A senha não confere. Tente de novo.
pin-signing = Verificando. Espere, por favor.
pin-privacy = Os atendentes nunca perguntam a sua senha.
pin-typed = { $typed } de { $of } números digitados

## A clerk decides
override-title = Um atendente já vem
override-lead = Deixe o cartão no lugar e espere.

## Sharing
consent-title = Compartilhar os seus dados médicos?
consent-what = O quê
    .value = Remédios, tratamentos, exames, cirurgias
consent-whom = Com quem
    .value = Este hospital ou clínica
consent-how-long = Até quando
    .value = 24 horas a partir de agora
consent-refusal = Sem compartilhar, o seguro é verificado do mesmo modo.
consent-all = Compartilhar tudo
consent-items = Escolher itens
consent-none = Não compartilhar
consent-items-title = Escolha o que compartilhar
consent-items-lead = Cada toque muda entre “Sim” e “Não”.
item-medicines = Remédios
    .detail = O que você recebeu
item-treatments = Tratamentos
    .detail = Consultas e o que foi feito
item-checkups = Exames
    .detail = Resultados dos check-ups
item-operations = Cirurgias
    .detail = Operações que você já fez
item-on = Sim
item-off = Não

## Enrolment
enrolment-title = O cartão ainda não vale para o seguro. Registrar agora?
enrolment-what = Para quê
    .value = Daqui em diante, basta este cartão na recepção
enrolment-cost = Vezes e custo
    .value = Uma só vez, sem custo
enrolment-undo = Cancelar
    .value = Aqui não é possível. Peça ao seu seguro de saúde
enrolment-lead = Sem registrar, serve um 資格確認書 ou outro documento. Sobre os dados médicos, perguntaremos à parte.
enrolment-agree = Registrar
enrolment-decline = Não registrar
registering-title = Registrando o cartão para o seguro
enrolment-receipt = Comprovante: em { $day } de { $month } de { $year }, às { $hour }:{ $minute }, este cartão foi registrado para o seguro de saúde.
    .undo = Aqui não se pode cancelar. O seu seguro de saúde pode.

## Prescription
prescription-title = Se houver receita médica, como prefere?
prescription-electronic = Eletrônica
    .how = “Eletrônica”: a farmácia recebe por dados.
prescription-paper = Em papel
    .how = “Em papel”: você leva o papel à farmácia.
prescription-lead = Na consulta, ainda pode pedir para mudar.

## Checking
checking-title = Verificando o seguro
checking-lead = Espere um momento, por favor.
checking-slow = Está demorando mais que o normal. Espere mais um pouco.

## While the line is down
outage-title = A linha caiu. Podemos verificar o seguro quando ela voltar?
outage-what = O que guardamos
    .value = Nome, sexo, data de nascimento e endereço
outage-where = Onde
    .value = Nesta máquina, com chave
outage-how-long = Por quanto tempo
    .value = Até verificar; no máximo 14 dias
outage-lead = Não há ligação com o sistema nacional. O atendimento segue de qualquer forma. Avise também no balcão.
outage-agree = Sim, depois
outage-decline = Não
outage-keeping = Guardando com segurança
kept-title = O seguro será verificado quando a linha voltar
kept-next = Avise no balcão
kept-lead = O seguro ainda não foi verificado. O que guardamos é apagado depois.

## Done
done-title = A verificação terminou
done-shared = O que você escolheu é compartilhado com este hospital ou clínica.
done-not-shared = Nenhum dado médico é compartilhado.
done-called = Espere até que um atendente o chame.
done-called-number = Você será chamado por este número.
call-number = O seu número: { $number }
done-message = Aviso do serviço de verificação
validity-valid = Sente-se e espere, por favor
    .lead = O seu seguro foi confirmado.
validity-lost = Venha ao balcão, por favor
    .lead = Se o seu seguro mudou, informe o novo no balcão.
validity-replaced = Venha ao balcão, por favor
    .lead = Há um seguro mais novo. Vamos ver isso com você.
validity-none = Venha ao balcão, por favor
    .lead = Os dados do seguro parecem não ter chegado ainda. Vamos ver isso com você.
validity-several = Venha ao balcão, por favor
    .lead = Há mais de um registro de seguro. Vamos ver isso com você.
period-valid = O certificado do cartão é válido.
period-expires-soon = { $days ->
        [0] O certificado do cartão vence hoje. A prefeitura pode renová-lo.
        [one] O certificado do cartão vence em { $days } dia. A prefeitura pode renová-lo.
       *[other] O certificado do cartão vence em { $days } dias. A prefeitura pode renová-lo.
    }
period-grace = O certificado do cartão venceu. Hoje só o seguro foi verificado. Renove-o logo na prefeitura.
period-dead = O certificado do cartão venceu. A prefeitura pode renová-lo.
month-name = { $month ->
        [1] janeiro
        [2] fevereiro
        [3] março
        [4] abril
        [5] maio
        [6] junho
        [7] julho
        [8] agosto
        [9] setembro
        [10] outubro
        [11] novembro
       *[12] dezembro
    }
period-until = Este cartão vale aqui até { $day } de { $month } de { $year }.

## Card left behind
card-left-title = Um cartão ficou aqui
card-left-lead = O dono do cartão, por favor, retire-o. Quem o vir, avise um atendente.

## Out of service
out-of-service-title = Não disponível agora
out-of-service-lead = Leve o cartão ao balcão, por favor.
closed-title = Fechado agora
closed-until = Abre em { $day } de { $month } às { $hour }:{ $minute }.
closed-lead = Se for urgente, fale com um atendente.

## Aloud
spoken-choice = { $name }: pressione { $key }.
spoken-item = { $name }, agora: { $state }
spoken-notice = Há um aviso na tela. Pergunte no balcão.
spoken-volume = O volume está em { $step } de { $of }.
spoken-keys = Pressione a tecla asterisco para ouvir de novo, mais para aumentar o volume e menos para diminuir.
spoken-languages = Para outros idiomas, pressione duas vezes a tecla asterisco.
key-enter = Enter
key-point = a tecla do ponto
key-slash = a tecla da barra

## When something did not work
fault-code = N.º { $code }
fault-start-over = { $reader ->
   *[tray] Coloque o cartão de novo ou pergunte no balcão.
    [slot] Insira o cartão de novo ou pergunte no balcão.
    [top] Insira o cartão de novo ou pergunte no balcão.
}
fault-or-take-card = Para parar aqui, retire o cartão.
fault-take-phone = Retire o seu celular
fault-card-unreadable = Não foi possível ler o cartão
    .why = Talvez esteja fora do lugar ou ainda na capa.
    .next = { $reader ->
       *[tray] Tire a capa e coloque o cartão de novo.
        [slot] Tire a capa e insira o cartão de novo.
        [top] Tire a capa e insira o cartão de novo.
    }
fault-card-of-another-kind = Este não é um cartão My Number
    .why = Há outro cartão no leitor.
    .next = { $reader ->
       *[tray] Coloque o cartão My Number.
        [slot] Insira o cartão My Number.
        [top] Insira o cartão My Number.
    }
fault-card-juki = Este cartão não serve aqui
    .why = É um cartão de registro de residente (住民基本台帳カード).
    .next = { $reader ->
       *[tray] Coloque o cartão My Number ou pergunte no balcão.
        [slot] Insira o cartão My Number ou pergunte no balcão.
        [top] Insira o cartão My Number ou pergunte no balcão.
    }
fault-card-phone = Celulares não são lidos aqui
    .why = Aqui é o lugar do cartão.
    .next = { $reader ->
       *[tray] Coloque o cartão My Number ou pergunte no balcão.
        [slot] Insira o cartão My Number ou pergunte no balcão.
        [top] Insira o cartão My Number ou pergunte no balcão.
    }
fault-card-taken-early = O cartão saiu cedo demais
    .why = A verificação não tinha terminado.
    .next = { $reader ->
       *[tray] Coloque o cartão de novo.
        [slot] Insira o cartão de novo.
        [top] Insira o cartão de novo.
    }
fault-card-not-genuine = Não foi possível confirmar o cartão
    .why = Os dados do chip não foram lidos corretamente.
    .next = Pergunte no balcão, por favor.
fault-card-unsupported = Este cartão ainda não é lido aqui
    .why = Parece um cartão My Number de um tipo novo.
    .next = Pergunte no balcão.
fault-certificate-dead = O cartão precisa de renovação
    .why = O certificado do cartão venceu.
    .next = Hoje, mostre no balcão um 資格確認書 ou outro documento. A prefeitura renova o cartão.
fault-certificate-revoked = O cartão não pode ser usado agora
    .why = O certificado do cartão está suspenso: foi comunicada a perda, ou a renovação tem menos de um dia.
    .next = Hoje, mostre no balcão um 資格確認書 ou outro documento. A prefeitura pode liberar o cartão.
fault-code-wrong = Os números não conferem
    .why = O que foi digitado é diferente do cartão.
    .next = Continue com a senha ou chame um atendente.
fault-code-blocked = O rosto não pode ser usado
    .why = Após muitos números errados, o cartão protege a foto.
    .next = Continue com a senha ou chame um atendente.
fault-photo-absent = Este cartão não tem foto
    .why = Cartões de crianças pequenas não têm foto.
    .next = Pai, mãe ou responsável: digite a senha.
fault-photo-unusable = A foto do cartão não serve
    .why = Nenhum rosto foi encontrado nela.
    .next = Continue com a senha ou chame um atendente.
fault-face-not-matched = Não foi possível confirmar o rosto
    .why = Pode ser a luz ou um penteado novo.
    .next = Continue com a senha ou chame um atendente.
fault-face-not-live = Não foi possível confirmar o rosto
    .why = A câmera não viu bem o seu rosto.
    .next = Continue com a senha ou chame um atendente.
fault-camera-lost = A câmera não funciona
    .why = Há um problema com a câmera.
    .next = Continue com a senha ou chame um atendente.
fault-face-unavailable = O rosto não pode ser usado
    .why = A parte que compara rostos não está funcionando.
    .next = Continue com a senha ou chame um atendente.
fault-pin-last-try = Paramos aqui para proteger o cartão
    .why = Mais um erro bloquearia o cartão.
    .next = Continue com o rosto ou chame um atendente.
fault-pin-blocked = A senha está bloqueada
    .why = O cartão bloqueia após 3 senhas erradas.
    .next = Continue com o rosto ou chame um atendente. A prefeitura pode desbloquear.
fault-clerk-refused = O atendente não pôde confirmar
    .why = O número do atendente não confere.
    .next = Espere no balcão, por favor.
fault-central-unreachable = Não foi possível verificar o seguro
    .why = Sem conexão com o sistema nacional.
    .next = Leve o cartão ao balcão, por favor.
fault-central-slow = A verificação está demorando
    .why = O sistema nacional não responde.
    .next = Leve o cartão ao balcão, por favor.
fault-central-refused-kiosk = Não foi possível verificar o seguro
    .why = Há um problema com o registro desta máquina.
    .next = Leve o cartão ao balcão, por favor.
fault-central-refused-proof = É preciso confirmar a identidade de novo
    .why = A confirmação não foi aceita.
    .next = Pergunte no balcão, por favor.
fault-central-malformed = Não foi possível verificar o seguro
    .why = Não foi possível entender a resposta.
    .next = Leve o cartão ao balcão, por favor.
fault-central-closed = A verificação está fechada agora
    .why = O sistema nacional está em manutenção.
    .next = Leve o cartão ao balcão, por favor.
fault-consent-not-stored = Seus dados não são compartilhados
    .why = Não foi possível registrar a sua escolha.
    .next = A verificação do seguro continua.
fault-not-enrolled = O cartão ainda não é cartão de seguro
    .why = Ele não está registrado para o seguro de saúde.
    .next = Pergunte no balcão. Mostraremos como registrar.
fault-enrolment-declined = O cartão não foi registrado
    .why = O cartão fica como está. Pode registrá-lo depois.
    .next = Mostre no balcão um 資格確認書 ou outro documento.
fault-enrolment-needs-proof = Para registrar, confirme quem é
    .why = A confirmação do atendente não basta para registrar.
    .next = Use o rosto ou a senha.
fault-enrolment-needs-pin = É preciso a senha para registrar
    .why = O cartão de criança é registrado com a senha.
    .next = Pai, mãe ou responsável: digite a senha.
fault-only-pin-unusable = A senha não pode ser usada
    .why = Este cartão só pode ser verificado com a senha.
    .next = Hoje, pergunte no balcão. A prefeitura pode refazer a senha.
fault-enrolment-closed = O cartão precisa antes de renovação
    .why = O certificado do cartão venceu; não é possível registrar.
    .next = Hoje, mostre no balcão um 資格確認書 ou outro documento. A prefeitura renova o cartão.
fault-enrolment-person-unknown = Não foi possível registrar o cartão
    .why = Os dados do seguro parecem não ter chegado ainda.
    .next = Pergunte no balcão. Vamos ver isso com você.
fault-enrolment-unclear = Ainda não se sabe se foi registrado
    .why = O sistema nacional não responde.
    .next = { $reader ->
       *[tray] Ponha o cartão outra vez para saber. Se tem pressa, venha ao balcão.
        [slot] Insira o cartão outra vez para saber. Se tem pressa, venha ao balcão.
        [top] Insira o cartão outra vez para saber. Se tem pressa, venha ao balcão.
    }
fault-record-of-another = É preciso verificar no balcão
    .why = O registro do seguro não corresponde ao seu cartão. O erro não é seu.
    .next = Pergunte no balcão.
fault-enrolled-record-of-another = É preciso verificar no balcão
    .why = O cartão foi registrado, mas o registro do seguro que chegou não corresponde a ele. O erro não é seu.
    .next = Pergunte no balcão.
fault-hand-over-failed = O resultado não pôde ser enviado
    .why = A verificação deu certo, mas o envio no hospital falhou.
    .next = Pergunte no balcão, por favor.
fault-hand-over-character = O resultado não pôde ser enviado
    .why = A verificação deu certo, mas o envio no hospital falhou.
    .next = Pergunte no balcão, por favor.
fault-reader-lost = O leitor de cartão não funciona
    .why = Sem conexão com o leitor.
    .next = Leve o cartão ao balcão, por favor.
fault-journal-lost = Não disponível agora
    .why = A máquina parou porque não pode guardar registros.
    .next = Leve o cartão ao balcão, por favor.
