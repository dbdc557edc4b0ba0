# Screen text in Korean. Machine-made, to be reviewed by a speaker; docs/languages.md says how.
# What only the staff read stands in their own languages, ja.ftl and en.ftl.

adjust-languages = 언어 선택
adjust-size = 글자
    .now = 글자 크기: { $of }단계 중 { $step }
adjust-theme = 색
    .now = 화면 색: { $of }가지 중 { $step }
adjust-height = 낮게
    .back = 높게
adjust-voice = 듣기
    .now = 다시 듣기
still-there = 아직 계신가요?
    .lead = 화면을 누르지 않으면, 카드를 두고 가신 것으로 알고 직원에게 알립니다.
more-time = 시간 더 쓰기
help-page = 자세한 설명
call-clerk = 직원 호출
choose-pin = 비밀번호로 확인
choose-face = 얼굴로 확인
back = 뒤로
erase = 지우기
confirm = 확인
take-card = 카드를 가져가 주세요
    .whose = 카드의 이름이 진료받으실 분과 다르면 창구에 알려 주세요.
step-card = 카드
step-identity = 본인 확인
step-consent = 정보 제공
step-done = 자격 확인
step-of = { $of }단계 중 { $step }단계: { $name }

## Waiting
welcome-title = { $reader ->
   *[tray] 마이넘버카드를 놓아 주세요
    [slot] 마이넘버카드를 넣어 주세요
    [top] 마이넘버카드를 넣어 주세요
}
welcome-lead = { $reader ->
   *[tray] 얼굴 사진이 위로 오도록 카드 리더에 놓아 주세요. 건강보험 자격을 확인합니다.
    [slot] 얼굴 사진이 위로 오도록 끝까지 넣어 주세요. 건강보험 자격을 확인합니다.
    [top] 얼굴 사진이 자신을 향하게 하여 위에서 넣어 주세요. 건강보험 자격을 확인합니다.
}
welcome-privacy = 본인 확인을 위해 카메라로 얼굴을 봅니다. 얼굴 사진은 저장하지 않습니다.
welcome-without-card = 카드가 없으신 분은 창구에 말씀해 주세요.

## Reading
reading-title = 카드를 읽고 있습니다
reading-lead = 카드를 그대로 두어 주세요.

## The code on the card
code-title = 카드의 숫자를 입력합니다
code-birth = 생년월일
    .how = 생년월일을 일본 연호로 6자리 입력해 주세요. 쇼와 32년 4월 5일은 “320405”입니다.
code-expiry = 유효기한
    .how = 카드 유효기한의 연도를 서기 4자리로 입력해 주세요. 2035년이면 “2035”입니다.
code-security = 사진 아래
    .how = 얼굴 사진 아래에 있는 4자리 숫자를 입력해 주세요.
code-complete = “확인”을 눌러 주세요.
code-wrong = 숫자가 맞지 않습니다. 카드를 보면서 다시 입력해 주세요.
code-typed = { $of }자리 중 { $typed }자리 입력했습니다
code-lead = { $reader ->
   *[tray] 카드를 놓아둔 채로 숫자를 봐 주세요.
    [slot] 카드를 넣은 채로 숫자를 봐 주세요.
    [top] 카드를 넣은 채로 숫자를 봐 주세요.
}

## Face
face-lead = 카드의 사진과 얼굴을 비교합니다.
face-second-round = 얼굴을 한 번 더 확인합니다.
face-preparing = 카메라를 준비하고 있습니다
face-preview = 카메라에 비친 모습
guidance-no-face = 카메라를 봐 주세요
guidance-come-closer = 조금 더 가까이 와 주세요
guidance-step-back = 조금 뒤로 가 주세요
guidance-move-left = 왼쪽으로 조금 움직여 주세요
guidance-move-right = 오른쪽으로 조금 움직여 주세요
guidance-move-up = 얼굴을 조금 올려 주세요
guidance-move-down = 얼굴을 조금 내려 주세요
guidance-look-here = 정면을 봐 주세요
guidance-too-dark = 조금 더 밝은 곳으로 가 주세요
guidance-too-bright = 눈부신 빛을 피해 주세요
guidance-light-behind = 등 뒤의 밝은 빛을 피해 주세요
guidance-hold-still = 움직이지 말아 주세요
guidance-one-person-only = 본인만 나오게 해 주세요
guidance-take-mask-off = 마스크를 벗어 주세요
guidance-show-eyes = 두 눈이 보이게 해 주세요
guidance-turn-left = 고개를 왼쪽으로 조금 돌려 주세요
guidance-turn-right = 고개를 오른쪽으로 조금 돌려 주세요
guidance-comparing = 그대로 기다려 주세요

## PIN
pin-title = 비밀번호를 입력해 주세요
pin-lead = 카드를 받을 때 정한 4자리 숫자입니다.
pin-tries = 앞으로 { $tries }번 입력할 수 있습니다. 1번 남으면 여기서 멈춥니다.
pin-wrong = 비밀번호가 맞지 않습니다. 다시 입력해 주세요.
pin-signing = 확인하고 있습니다. 그대로 기다려 주세요.
pin-privacy = 직원은 비밀번호를 묻지 않습니다.
pin-typed = { $of }자리 중 { $typed }자리 입력했습니다

## A clerk decides
override-title = 직원이 곧 옵니다
override-lead = { $reader ->
   *[tray] 카드를 놓아둔 채 기다려 주세요.
    [slot] 카드를 넣은 채 기다려 주세요.
    [top] 카드를 넣은 채 기다려 주세요.
}

## Sharing
consent-title = 지금까지의 진료 정보를 제공하시겠습니까?
consent-what = 내용
    .value = 약·진료·검진·수술 정보
consent-whom = 제공처
    .value = 이 의료기관
consent-how-long = 기간
    .value = 지금부터 24시간
consent-refusal = 제공하지 않아도 보험 자격은 확인할 수 있습니다.
consent-all = 모두 제공
consent-items = 따로 선택
consent-none = 제공 안 함
consent-items-title = 제공할 정보를 선택해 주세요
consent-items-lead = 누를 때마다 “제공”과 “제공 안 함”이 바뀝니다.
item-medicines = 약
    .detail = 지금까지 받은 약
item-treatments = 진료
    .detail = 진료받은 날과 내용
item-checkups = 검진
    .detail = 특정 건강검진 등의 결과
item-operations = 수술
    .detail = 지금까지 받은 수술
item-on = 제공
item-off = 제공 안 함

## Enrolment
enrolment-title = 아직 보험증으로 등록되지 않았습니다. 등록하시겠습니까?
enrolment-what = 할 수 있는 일
    .value = 앞으로 이 카드로 접수할 수 있습니다
enrolment-cost = 횟수와 비용
    .value = 등록은 한 번만, 무료입니다
enrolment-undo = 취소
    .value = 여기서는 안 됩니다. 가입한 건강보험에 신청합니다
enrolment-lead = 등록하지 않아도 자격확인서(資格確認書) 등으로 접수할 수 있습니다. 진료 정보 제공은 따로 여쭙니다.
enrolment-agree = 등록함
enrolment-decline = 등록 안 함
registering-title = 보험증으로 등록하고 있습니다
enrolment-receipt = 등록 확인: { $year }년 { $month } { $day }일 { $hour }시 { $minute }분에 이 카드를 건강보험증으로 등록했습니다.
    .undo = 여기서는 취소할 수 없습니다. 가입한 건강보험에 신청할 수 있습니다.

## Prescription
prescription-title = 약이 처방될 경우, 처방전을 어떻게 받으시겠습니까?
prescription-electronic = 전자 처방전
    .how = “전자 처방전”: 약국이 데이터로 받습니다.
prescription-paper = 종이 처방전
    .how = “종이 처방전”: 종이를 받아 약국에 냅니다.
prescription-lead = 진료 때 바꾸고 싶다고 말씀하셔도 됩니다.

## Checking
checking-title = 보험 자격을 확인하고 있습니다
checking-lead = 그대로 기다려 주세요.
checking-slow = 평소보다 시간이 걸리고 있습니다. 조금만 더 기다려 주세요.

## While the line is down
outage-title = 회선이 끊겼습니다. 복구되면 보험을 확인해도 될까요?
outage-what = 보관 내용
    .value = 이름, 성별, 생년월일, 주소
outage-where = 보관 장소
    .value = 이 기계 안에 잠가서
outage-how-long = 보관 기간
    .value = 확인될 때까지, 길어도 14일
outage-lead = 전국 시스템에 연결되지 않습니다. 어느 쪽이든 진료를 받을 수 있습니다. 창구에도 알려 주세요.
outage-agree = 나중에 확인
outage-decline = 하지 않음
outage-keeping = 안전하게 보관하고 있습니다
kept-title = 회선이 복구되면 보험을 확인합니다
kept-next = 창구에 알려 주세요
kept-lead = 지금은 보험이 확인되지 않았습니다. 보관한 내용은 확인 후 지워집니다.

## Done
done-title = 확인이 끝났습니다
done-shared = 선택하신 진료 정보를 이 의료기관에 제공합니다.
done-not-shared = 진료 정보는 제공하지 않았습니다.
done-called = 직원이 부를 때까지 기다려 주세요.
done-called-number = 이 번호로 불러 드립니다.
call-number = 대기 번호 { $number }
done-message = 확인처의 안내
validity-valid = 자리에서 기다려 주세요
    .lead = 보험 자격을 확인했습니다.
validity-lost = 창구로 와 주세요
    .lead = 보험이 바뀐 분은 새 보험을 창구에 알려 주세요.
validity-replaced = 창구로 와 주세요
    .lead = 새 보험이 있습니다. 창구에서 함께 확인하겠습니다.
validity-none = 창구로 와 주세요
    .lead = 보험 정보가 아직 오지 않은 것 같습니다. 창구에서 함께 확인하겠습니다.
validity-several = 창구로 와 주세요
    .lead = 보험 정보가 2개 이상 있습니다. 창구에서 함께 확인하겠습니다.
period-valid = 카드의 전자증명서는 유효합니다.
period-expires-soon = { $days ->
        [0] 카드의 전자증명서가 오늘 만료됩니다. 구청·시청에서 갱신할 수 있습니다.
       *[other] 카드의 전자증명서가 { $days }일 뒤에 만료됩니다. 구청·시청에서 갱신할 수 있습니다.
    }
period-grace = 카드의 전자증명서가 만료되었습니다. 오늘은 보험 자격만 확인했습니다. 되도록 빨리 구청·시청에서 갱신해 주세요.
period-dead = 카드의 전자증명서가 만료되었습니다. 구청·시청에서 갱신할 수 있습니다.
month-name = { $month }월
period-until = { $year }년 { $month } { $day }일까지 이 카드로 접수할 수 있습니다.

## Card left behind
card-left-title = 카드가 남아 있습니다
card-left-lead = 카드 주인은 가져가 주세요. 발견하신 분은 직원에게 알려 주세요.

## Out of service
out-of-service-title = 지금은 사용할 수 없습니다
out-of-service-lead = 카드를 가지고 창구로 와 주세요.
closed-title = 지금은 접수 시간이 아닙니다
closed-until = { $month } { $day }일 { $hour }시 { $minute }분부터 이용할 수 있습니다.
closed-lead = 급하신 분은 직원에게 말씀해 주세요.

## Aloud
spoken-choice = { $name }: { $key } 버튼을 눌러 주세요.
spoken-item = { $name }, 지금: { $state }
spoken-notice = 화면에 알림이 있습니다. 창구에 문의해 주세요.
spoken-volume = 목소리 크기는 { $of }단계 중 { $step }단계입니다.
spoken-keys = 다시 들으려면 별표 키를, 소리를 크게 하려면 더하기 키를, 작게 하려면 빼기 키를 눌러 주세요.
spoken-languages = 다른 언어를 고르려면 별표 키를 두 번 눌러 주세요.
key-enter = 엔터 키
key-point = 점 키
key-slash = 빗금 키

## When something did not work
fault-code = 번호 { $code }
fault-start-over = { $reader ->
   *[tray] 카드를 다시 놓거나 창구에 문의해 주세요.
    [slot] 카드를 다시 넣거나 창구에 문의해 주세요.
    [top] 카드를 다시 넣거나 창구에 문의해 주세요.
}
fault-or-take-card = 그만두실 분은 카드를 가져가 주세요.
fault-take-phone = 스마트폰을 가져가 주세요
fault-card-unreadable = 카드를 읽지 못했습니다
    .why = { $reader ->
       *[tray] 위치가 어긋났거나 케이스에 들어 있을 수 있습니다.
        [slot] 끝까지 들어가지 않았거나 케이스에 들어 있을 수 있습니다.
        [top] 끝까지 들어가지 않았거나 케이스에 들어 있을 수 있습니다.
    }
    .next = { $reader ->
       *[tray] 케이스에서 꺼내 다시 놓아 주세요.
        [slot] 케이스에서 꺼내 여기에 다시 넣어 주세요.
        [top] 케이스에서 꺼내 여기에 다시 넣어 주세요.
    }
fault-card-of-another-kind = 마이넘버카드가 아닌 것 같습니다
    .why = { $reader ->
       *[tray] 다른 카드가 놓여 있습니다.
        [slot] 다른 카드가 들어 있습니다.
        [top] 다른 카드가 들어 있습니다.
    }
    .next = { $reader ->
       *[tray] 마이넘버카드를 놓아 주세요.
        [slot] 마이넘버카드를 넣어 주세요.
        [top] 마이넘버카드를 넣어 주세요.
    }
fault-card-juki = 이 카드는 여기서 쓸 수 없습니다
    .why = { $reader ->
       *[tray] 주민기본대장카드가 놓여 있습니다.
        [slot] 주민기본대장카드가 들어 있습니다.
        [top] 주민기본대장카드가 들어 있습니다.
    }
    .next = { $reader ->
       *[tray] 마이넘버카드를 놓거나 창구에 문의해 주세요.
        [slot] 마이넘버카드를 넣거나 창구에 문의해 주세요.
        [top] 마이넘버카드를 넣거나 창구에 문의해 주세요.
    }
fault-card-phone = { $reader ->
   *[tray] 스마트폰은 여기에 놓을 수 없습니다
    [slot] 스마트폰은 읽을 수 없습니다
    [top] 스마트폰은 읽을 수 없습니다
}
    .why = { $reader ->
       *[tray] 여기는 카드를 놓는 곳입니다.
        [slot] 여기는 카드를 넣는 곳입니다.
        [top] 여기는 카드를 넣는 곳입니다.
    }
    .next = { $reader ->
       *[tray] 마이넘버카드를 놓거나 창구에 문의해 주세요.
        [slot] 마이넘버카드를 넣거나 창구에 문의해 주세요.
        [top] 마이넘버카드를 넣거나 창구에 문의해 주세요.
    }
fault-card-taken-early = 확인 도중에 카드가 움직였습니다
    .why = 확인이 끝나기 전에 카드가 리더에서 벗어났습니다.
    .next = { $reader ->
       *[tray] 카드를 다시 놓아 주세요.
        [slot] 카드를 다시 넣어 주세요.
        [top] 카드를 다시 넣어 주세요.
    }
fault-card-not-genuine = 카드 내용을 확인하지 못했습니다
    .why = IC칩의 정보를 바르게 읽지 못했습니다.
    .next = 창구에 문의해 주세요.
fault-card-unsupported = 이 카드는 아직 읽을 수 없습니다
    .why = 새로운 종류의 마이넘버카드인 것 같습니다.
    .next = 창구에 문의해 주세요.
fault-certificate-dead = 카드 갱신이 필요합니다
    .why = 카드의 전자증명서가 만료되었습니다.
    .next = 오늘은 자격확인서(資格確認書) 등을 창구에 보여 주세요. 구청·시청에서 갱신할 수 있습니다.
fault-certificate-revoked = 지금은 쓸 수 없는 카드입니다
    .why = 카드의 전자증명서가 정지되어 있습니다. 분실 신고를 했거나, 갱신한 지 하루가 지나지 않은 경우입니다.
    .next = 오늘은 자격확인서(資格確認書) 등을 창구에 보여 주세요. 구청·시청에서 다시 쓸 수 있게 해 줍니다.
fault-code-wrong = 카드의 숫자가 맞지 않습니다
    .why = 입력한 숫자가 카드와 다릅니다.
    .next = 비밀번호로 계속하거나 직원을 불러 주세요.
fault-code-blocked = 얼굴로 확인할 수 없습니다
    .why = 숫자가 여러 번 틀려 카드가 사진을 보호하고 있습니다.
    .next = 비밀번호로 계속하거나 직원을 불러 주세요.
fault-photo-absent = 얼굴 사진이 없는 카드입니다
    .why = 어린아이의 카드에는 사진이 없습니다.
    .next = 보호자께서 비밀번호를 입력해 주세요.
fault-photo-unusable = 카드의 사진을 쓸 수 없습니다
    .why = 카드의 사진에서 얼굴을 찾지 못했습니다.
    .next = 비밀번호로 계속하거나 직원을 불러 주세요.
fault-face-not-matched = 얼굴을 확인하지 못했습니다
    .why = 빛이나 머리 모양 때문일 수 있습니다.
    .next = 비밀번호로 계속하거나 직원을 불러 주세요.
fault-face-not-live = 얼굴을 확인하지 못했습니다
    .why = 카메라에 얼굴이 뚜렷이 비치지 않았습니다.
    .next = 비밀번호로 계속하거나 직원을 불러 주세요.
fault-camera-lost = 카메라를 쓸 수 없습니다
    .why = 카메라에 문제가 있는 것 같습니다.
    .next = 비밀번호로 계속하거나 직원을 불러 주세요.
fault-face-unavailable = 얼굴로 확인할 수 없습니다
    .why = 얼굴을 비교하는 기능이 작동하지 않습니다.
    .next = 비밀번호로 계속하거나 직원을 불러 주세요.
fault-pin-last-try = 비밀번호는 여기서 멈추었습니다
    .why = 한 번 더 틀리면 카드가 잠깁니다.
    .next = 얼굴로 계속하거나 직원을 불러 주세요.
fault-pin-blocked = 비밀번호가 잠겨 있습니다
    .why = 3번 틀리면 카드가 잠깁니다.
    .next = 얼굴로 계속하거나 직원을 불러 주세요. 구청·시청에서 풀 수 있습니다.
fault-clerk-refused = 직원 확인을 하지 못했습니다
    .why = 직원 번호가 맞지 않았습니다.
    .next = 창구에서 기다려 주세요.
fault-central-unreachable = 보험 자격을 확인할 수 없습니다
    .why = 전국 시스템에 연결되지 않습니다.
    .next = 카드를 가지고 창구로 와 주세요.
fault-central-slow = 확인에 시간이 걸리고 있습니다
    .why = 전국 시스템에서 답이 없습니다.
    .next = 카드를 가지고 창구로 와 주세요.
fault-central-refused-kiosk = 보험 자격을 확인할 수 없습니다
    .why = 이 기계의 등록에 문제가 있는 것 같습니다.
    .next = 카드를 가지고 창구로 와 주세요.
fault-central-refused-proof = 본인 확인을 다시 해야 합니다
    .why = 본인 확인 결과가 받아들여지지 않았습니다.
    .next = 창구에 문의해 주세요.
fault-central-malformed = 보험 자격을 확인할 수 없습니다
    .why = 받은 답을 읽지 못했습니다.
    .next = 카드를 가지고 창구로 와 주세요.
fault-central-closed = 지금은 확인을 쉽니다
    .why = 전국 시스템을 점검하고 있습니다.
    .next = 카드를 가지고 창구로 와 주세요.
fault-consent-not-stored = 진료 정보는 제공되지 않았습니다
    .why = 선택하신 내용을 등록하지 못했습니다.
    .next = 보험 자격 확인은 계속됩니다.
fault-not-enrolled = 아직 보험증으로 등록되지 않았습니다
    .why = 이 카드는 건강보험증으로 등록되어 있지 않습니다.
    .next = 창구에 문의해 주세요. 등록 방법을 안내합니다.
fault-enrolment-declined = 카드를 등록하지 않았습니다
    .why = 카드는 그대로 쓸 수 있습니다. 나중에도 등록할 수 있습니다.
    .next = 창구에 자격확인서(資格確認書) 등을 보여 주세요.
fault-enrolment-needs-proof = 등록하려면 본인 확인이 필요합니다
    .why = 직원의 확인으로는 등록할 수 없습니다.
    .next = 얼굴이나 비밀번호로 확인해 주세요.
fault-enrolment-needs-pin = 등록하려면 비밀번호가 필요합니다
    .why = 어린이의 카드는 비밀번호로 등록합니다.
    .next = 보호자께서 비밀번호를 입력해 주세요.
fault-only-pin-unusable = 비밀번호를 사용할 수 없습니다
    .why = 이 카드는 비밀번호로만 확인할 수 있습니다.
    .next = 오늘은 창구에 문의해 주세요. 비밀번호는 구청·시청에서 다시 정할 수 있습니다.
fault-enrolment-closed = 먼저 카드 갱신이 필요합니다
    .why = 카드의 전자증명서가 만료되어 등록할 수 없습니다.
    .next = 오늘은 자격확인서(資格確認書) 등을 창구에 보여 주세요. 구청·시청에서 갱신할 수 있습니다.
fault-enrolment-person-unknown = 카드를 등록하지 못했습니다
    .why = 보험 정보가 아직 오지 않은 것 같습니다.
    .next = 창구에 문의해 주세요. 함께 확인하겠습니다.
fault-enrolment-unclear = 등록되었는지 아직 모릅니다
    .why = 전국 시스템에서 답이 없습니다.
    .next = { $reader ->
       *[tray] 카드를 다시 놓으면 알 수 있습니다. 급하신 분은 창구로 와 주세요.
        [slot] 카드를 다시 넣으면 알 수 있습니다. 급하신 분은 창구로 와 주세요.
        [top] 카드를 다시 넣으면 알 수 있습니다. 급하신 분은 창구로 와 주세요.
    }
fault-record-of-another = 창구에서 확인이 필요합니다
    .why = 보험 등록 내용이 카드와 일치하지 않습니다. 본인의 잘못이 아닙니다.
    .next = 창구에 문의해 주세요.
fault-enrolled-record-of-another = 창구에서 확인이 필요합니다
    .why = 카드는 건강보험증으로 등록되었지만, 받은 보험 내용이 카드와 일치하지 않습니다. 본인의 잘못이 아닙니다.
    .next = 창구에 문의해 주세요.
fault-hand-over-failed = 결과를 창구로 보내지 못했습니다
    .why = 확인은 되었지만 병원 안에서 보내지 못했습니다.
    .next = 창구에 문의해 주세요.
fault-hand-over-character = 결과를 창구로 보내지 못했습니다
    .why = 확인은 되었지만 병원 안에서 보내지 못했습니다.
    .next = 창구에 문의해 주세요.
fault-reader-lost = 카드 리더를 쓸 수 없습니다
    .why = 카드 리더에 연결되지 않습니다.
    .next = 카드를 가지고 창구로 와 주세요.
fault-journal-lost = 지금은 사용할 수 없습니다
    .why = 기록을 남길 수 없어 접수를 멈추었습니다.
    .next = 카드를 가지고 창구로 와 주세요.
