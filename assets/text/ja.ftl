# 日本語の画面のことば。短く、やさしく、責めない。ことばの単位は「けた」「回」「日」。


adjust-languages = ことばを選ぶ
adjust-size = 文字
    .now = 文字の大きさ：{ $step }／{ $of }
adjust-theme = 色
    .now = 画面の色：{ $step }／{ $of }
adjust-height = 低く
    .back = 高く
adjust-voice = 聞く
    .now = もう一度聞く
still-there = まだ、いらっしゃいますか
    .lead = 画面にふれないと、このあとカードの置き忘れとしてお知らせします。
more-time = もっと時間
help-page = くわしい説明

call-clerk = 職員を呼ぶ
choose-pin = 暗証番号で確認する
choose-face = 顔で確認する
back = もどる
erase = 1つ消す
confirm = 決定
take-card = カードをお取りください
    .whose = カードのお名前が受診する方とちがうときは、窓口へお声がけください。

step-card = カード
step-identity = 本人確認
step-consent = 情報の提供
step-done = 資格の確認
step-of = { $of }つのうち{ $step }つめ：{ $name }

## お待ちしています
welcome-title = { $reader ->
   *[tray] マイナンバーカードを置いてください
    [slot] マイナンバーカードを差し込んでください
    [top] マイナンバーカードを差し込んでください
}
welcome-lead = { $reader ->
   *[tray] 顔写真の面を上にして、カードリーダーに置いてください。健康保険の資格を確認します。
    [slot] 顔写真の面を上にして、奥まで差し込んでください。健康保険の資格を確認します。
    [top] 顔写真の面を手前に向けて、上から差し込んでください。健康保険の資格を確認します。
}
welcome-privacy = 本人確認のため、カメラでお顔を写します。写したお顔は保存しません。
welcome-without-card = カードをお持ちでない方は、窓口へお声がけください。

## 読み取り
reading-title = カードを読み取っています
reading-lead = カードは、そのままにしておいてください。

## 券面の数字
code-title = カードの数字を入力します
code-birth = 生年月日
    .how = 生年月日を、和暦の6けたで入力してください。昭和32年4月5日なら「320405」です。
code-expiry = 有効期限
    .how = カードの有効期限の年を、西暦4けたで入力してください。2035年なら「2035」です。
code-security = 写真の下
    .how = 顔写真の下にある、4けたの数字を入力してください。
code-complete = 「決定」を押してください。
code-wrong = 数字が合いませんでした。カードを見ながら、もう一度お願いします。
code-typed = { $of }けたのうち{ $typed }けた入力しました
code-lead = { $reader ->
   *[tray] カードは置いたまま、数字をご覧ください。
    [slot] カードは入れたまま、数字をご覧ください。
    [top] カードは入れたまま、数字をご覧ください。
}

## 顔認証
face-lead = カードの写真と、お顔を見くらべます。
face-second-round = もう一度、お顔を確認します。
face-preparing = カメラの準備をしています
face-preview = カメラに写っているあなた
guidance-no-face = カメラを見てください
guidance-come-closer = もう少し近づいてください
guidance-step-back = 少し下がってください
guidance-move-left = 少し左へ動いてください
guidance-move-right = 少し右へ動いてください
guidance-move-up = お顔を少し上げてください
guidance-move-down = お顔を少し下げてください
guidance-look-here = 正面を向いてください
guidance-too-dark = 明るいほうへ少し動いてください
guidance-too-bright = まぶしい光をさけてください
guidance-light-behind = 明るい光を背にしないでください
guidance-hold-still = 動かずにお待ちください
guidance-one-person-only = ご本人だけ写ってください
guidance-take-mask-off = マスクを外してください
guidance-show-eyes = 両目が見えるようにしてください
guidance-turn-left = 顔を少し左へ向けてください
guidance-turn-right = 顔を少し右へ向けてください
guidance-comparing = そのままお待ちください

## 暗証番号
pin-title = 暗証番号を入力してください
pin-lead = カードを受け取ったときに決めた、4けたの数字です。
pin-tries = 入力できる回数は、カードに残り{ $tries }回です。残り1回になったら、ここでは止めます。
pin-wrong = 暗証番号が合いませんでした。もう一度お願いします。
pin-signing = 確認しています。そのままお待ちください。
pin-privacy = 職員が暗証番号をお聞きすることはありません。
pin-typed = { $of }けたのうち{ $typed }けた入力しました

## 職員による確認
override-title = 職員が参ります
override-lead = { $reader ->
   *[tray] カードは置いたまま、お待ちください。
    [slot] カードは入れたまま、お待ちください。
    [top] カードは入れたまま、お待ちください。
}
staff-title = 職員の方へ：目視での確認
staff-instruction = ご本人とカードの顔写真を見くらべてください。同じ方でしたら、理由を選んでください。
staff-enter = 職員用の番号を入力してください。理由を押すと、選び直せます。
staff-wrong = 職員用の番号が違います。
staff-typed = 職員用の番号を{ $typed }けた入力しました
reason-face-not-matched = 顔認証が合わない
reason-pin-unusable = 暗証番号が使えない
reason-accessibility = 操作がむずかしい
reason-equipment = 機械の調子が悪い

## 情報の提供
consent-title = これまでの診療の情報を提供しますか
consent-what = 内容
    .value = お薬・診療・健診・手術の情報
consent-whom = 相手
    .value = この医療機関
consent-how-long = 期間
    .value = 今から24時間
consent-refusal = 提供しない場合も、保険の資格は確認できます。
consent-all = すべて提供する
consent-items = 個別に選ぶ
consent-none = 提供しない
consent-items-title = 提供する情報を選んでください
consent-items-lead = 押すたびに「提供する」と「提供しない」が切りかわります。
item-medicines = お薬
    .detail = これまでに出された薬
item-treatments = 診療
    .detail = 受診した日や診療の内容
item-checkups = 健診
    .detail = 特定健診などの結果
item-operations = 手術
    .detail = これまでに受けた手術
item-on = 提供する
item-off = 提供しない

## 利用登録
enrolment-title = このカードを、保険証として登録しますか
enrolment-what = できること
    .value = 次からも、このカードで受付できます
enrolment-cost = 回数と費用
    .value = 登録は1回だけ、お金はかかりません
enrolment-undo = 取り消し
    .value = ここではできません。加入先の健康保険に申し込みます
enrolment-lead = 健康保険証としての登録がまだです。登録しないときは、資格確認書などで受付できます。診療の情報のことは、別にお聞きします。
enrolment-agree = 登録する
enrolment-decline = 登録しない
registering-title = 保険証として登録しています
enrolment-receipt = 登録の控え：{ $year }年{ $month }{ $day }日 { $hour }時{ $minute }分に、このカードを健康保険証として登録しました。
    .undo = 取り消しは、ここではできません。加入先の健康保険に申し込めます。

## 処方箋
prescription-title = 処方箋が出るときは、どちらがよいですか
prescription-electronic = 電子処方箋
    .how = 「電子処方箋」は、薬局がデータで受け取ります。
prescription-paper = 紙の処方箋
    .how = 「紙の処方箋」は、ご自分で薬局に渡します。
prescription-lead = 診察のときに、変えたいと伝えることもできます。

## 資格の確認
checking-title = 保険の資格を確認しています
checking-lead = そのままお待ちください。
checking-slow = いつもより時間がかかっています。もう少しお待ちください。

## 回線の不通
outage-title = 回線が使えません。戻ったときに、こちらで確認してよいですか
outage-what = お預かりするもの
    .value = 氏名・性別・生年月日・住所
outage-where = 場所
    .value = この機械の中に、鍵をかけて
outage-how-long = 期間
    .value = 確認が終わるまで。長くても14日
outage-lead = 全国のしくみと、つながりません。診察は、どちらでも受けられます。窓口にも、お声がけください。
outage-agree = 確認してよい
outage-decline = しない
outage-keeping = 大切にお預かりしています
kept-title = 保険の資格は、回線が戻ってから確認します
kept-next = 窓口へお声がけください
kept-lead = いま、保険の資格は確認できていません。お預かりした内容は、確認が終わると消えます。

## 完了
done-title = 確認が終わりました
done-shared = 選ばれた診療の情報を、この医療機関に提供します。
done-not-shared = 診療の情報は、提供していません。
done-called = 職員がお呼びするまで、お待ちください。
done-called-number = この番号でお呼びします。
call-number = あなたの番号 { $number }
done-message = 確認先からのお知らせ
validity-valid = お席でお待ちください
    .lead = 保険の資格を確認できました。
validity-lost = 窓口へお声がけください
    .lead = 保険が変わった方は、新しい保険のことを窓口でお聞かせください。
validity-replaced = 窓口へお声がけください
    .lead = 新しい保険が見つかりました。窓口でいっしょに確認いたします。
validity-none = 窓口へお声がけください
    .lead = 保険の情報がまだ届いていないようです。窓口でいっしょに確認いたします。
validity-several = 窓口へお声がけください
    .lead = 保険の情報が2つ以上あります。窓口でいっしょに確認いたします。

period-valid = カードの電子証明書は、期限内です。
period-expires-soon = { $days ->
        [0] カードの電子証明書は、今日で期限が切れます。市区町村の窓口で更新できます。
       *[other] カードの電子証明書は、あと{ $days }日で期限が切れます。市区町村の窓口で更新できます。
    }
period-grace = カードの電子証明書は、期限が切れています。今日は保険の資格だけを確認しました。早めに市区町村の窓口で更新してください。
period-dead = カードの電子証明書は、期限が切れています。市区町村の窓口で更新できます。
month-name = { $month }月
period-until = 受付できるのは、{ $year }年{ $month }{ $day }日までです。

## カードの置き忘れ
card-left-title = カードが残っています
card-left-lead = カードの持ち主の方は、お取りください。お気づきの方は、職員にお知らせください。

## 休止
out-of-service-title = ただいま、お使いいただけません
out-of-service-lead = 受付は窓口でいたします。カードを持って、窓口へお越しください。
closed-title = ただいま、受付時間外です
closed-until = { $month }{ $day }日の{ $hour }時{ $minute }分から、お使いいただけます。
closed-lead = お急ぎの方は、職員へお声がけください。

## 声
spoken-choice = { $name }。{ $key }を押してください。
spoken-item = { $name }は、いま「{ $state }」です
spoken-notice = 画面に、お知らせが出ています。窓口でお尋ねください。
spoken-volume = 声の大きさは、{ $of }のうち{ $step }です。
spoken-keys = 星のキーで、もう一度お聞きになれます。足し算のキーで声が大きく、引き算のキーで小さくなります。
spoken-languages = 星のキーを続けて2回押すと、ほかのことばを選べます。
key-enter = 決定のキー
key-point = 点のキー
key-slash = 斜めの線のキー

## うまくいかなかったとき
fault-code = 番号 { $code }
staff-note = 職員の方へ
fault-start-over = { $reader ->
   *[tray] もう一度カードを置くか、窓口へお声がけください。
    [slot] もう一度カードを入れるか、窓口へお声がけください。
    [top] もう一度カードを入れるか、窓口へお声がけください。
}
fault-or-take-card = おやめになる方は、カードをお取りください。
fault-take-phone = スマートフォンをお取りください

owner-patient = 対応：ご本人
owner-clerk = 対応：職員
owner-hospital-it = 対応：院内の担当者
owner-municipality = 対応：市区町村の窓口
owner-insurer = 対応：加入先の保険者
owner-centre = 対応：全国のしくみ

fault-card-unreadable = カードを読み取れませんでした
    .why = { $reader ->
       *[tray] カードの位置がずれているか、ケースに入っているかもしれません。
        [slot] カードが奥まで届いていないか、ケースに入っているかもしれません。
        [top] カードが奥まで届いていないか、ケースに入っているかもしれません。
    }
    .next = { $reader ->
       *[tray] ケースから出して、もう一度置いてください。
        [slot] ケースから出して、もう一度差し込んでください。
        [top] ケースから出して、もう一度差し込んでください。
    }
clerk-card-unreadable = { $reader ->
   *[tray] 置き方とケース、汚れを確認してください。ほかのカードが読めれば、このカードのICチップの不具合です。資格確認書などで確認してください。
    [slot] 入れ方とケース、汚れを確認してください。ほかのカードが読めれば、このカードのICチップの不具合です。資格確認書などで確認してください。
    [top] 入れ方とケース、汚れを確認してください。ほかのカードが読めれば、このカードのICチップの不具合です。資格確認書などで確認してください。
}
fault-card-of-another-kind = マイナンバーカードではないようです
    .why = { $reader ->
       *[tray] ほかのカードが置かれています。
        [slot] ほかのカードが入っています。
        [top] ほかのカードが入っています。
    }
    .next = { $reader ->
       *[tray] マイナンバーカードを置いてください。
        [slot] マイナンバーカードを入れてください。
        [top] マイナンバーカードを入れてください。
    }
clerk-card-of-another-kind = 交通系カードや診察券、運転免許証でないか確認してください。正しいカードでこの表示になるときは、ICチップの不具合です。
fault-card-juki = このカードは、ここでは使えません
    .why = { $reader ->
       *[tray] 住民基本台帳カードが置かれています。
        [slot] 住民基本台帳カードが入っています。
        [top] 住民基本台帳カードが入っています。
    }
    .next = { $reader ->
       *[tray] マイナンバーカードを置くか、窓口へお声がけください。
        [slot] マイナンバーカードを入れるか、窓口へお声がけください。
        [top] マイナンバーカードを入れるか、窓口へお声がけください。
    }
clerk-card-juki = 住民基本台帳カードでは確認できません。資格確認書の有無をお尋ねください。
fault-card-phone = { $reader ->
   *[tray] スマートフォンは、ここには置けません
    [slot] スマートフォンは、読み取れません
    [top] スマートフォンは、読み取れません
}
    .why = { $reader ->
       *[tray] ここは、カードを置く場所です。
        [slot] ここは、カードを入れる場所です。
        [top] ここは、カードを入れる場所です。
    }
    .next = { $reader ->
       *[tray] マイナンバーカードを置くか、窓口へお声がけください。
        [slot] マイナンバーカードを入れるか、窓口へお声がけください。
        [top] マイナンバーカードを入れるか、窓口へお声がけください。
    }
clerk-card-phone = この機械はスマートフォンに対応していません。カードか資格確認書でご案内ください。
fault-card-taken-early = 途中でカードが離れました
    .why = 確認が終わる前に、カードが動きました。
    .next = { $reader ->
       *[tray] もう一度、カードを置いてください。
        [slot] もう一度、カードを入れてください。
        [top] もう一度、カードを入れてください。
    }
clerk-card-taken-early = { $reader ->
   *[tray] 最初からやり直せます。置き直しても続くときは、カードが滑る位置にないか確認してください。
    [slot] 最初からやり直せます。入れ直しても続くときは、カードが奥まで入っているか確認してください。
    [top] 最初からやり直せます。入れ直しても続くときは、カードが奥まで入っているか確認してください。
}
fault-card-not-genuine = カードの内容を確認できませんでした
    .why = ICチップの中の情報が、正しく読めませんでした。
    .next = 窓口へお声がけください。
clerk-card-not-genuine = カードの署名の検証に失敗しました。このカードでは受け付けず、ほかの書類で本人と資格を確認し、責任者に伝えてください。
fault-card-unsupported = このカードは、まだ読み取れません
    .why = 新しい種類のマイナンバーカードのようです。
    .next = 窓口へお声がけください。
clerk-card-unsupported = この機械がまだ知らない世代のカードで、カードの故障ではありません。資格確認書などで確認し、機械の更新を担当者に伝えてください。
fault-certificate-dead = カードの更新が必要です
    .why = カードの中の電子証明書の、期限が切れています。
    .next = 今日は、資格確認書などを窓口にお出しください。市区町村の窓口で更新できます。
clerk-certificate-dead = 電子証明書の期限切れから3か月を過ぎています。資格確認書などで確認し、市区町村での更新をご案内ください。
fault-certificate-revoked = このカードは、いま使えません
    .why = カードの中の電子証明書が、止まっています。紛失の届け出のあとや、更新の直後（1日ほど）に起こります。
    .next = 今日は、資格確認書などを窓口にお出しください。市区町村の窓口で、また使えるようにできます。
clerk-certificate-revoked = 電子証明書が失効しているか、紛失の届け出で一時停止されています。更新した直後なら、1日ほどで使えます。資格確認書などで確認し、市区町村の窓口をご案内ください。
fault-code-wrong = カードの数字が合いませんでした
    .why = 入力した数字が、カードのものと違いました。
    .next = 暗証番号で続けるか、職員をお呼びください。
clerk-code-wrong = 券面の数字の打ち間違いです。暗証番号か、目視で続けられます。
fault-code-blocked = 顔での確認が使えません
    .why = カードの数字の間違いが続き、カードが顔写真を守っています。
    .next = 暗証番号で続けるか、職員をお呼びください。
clerk-code-blocked = 照合番号がロックされたか、その手前です。解除は市区町村です。暗証番号か、目視で続けられます。
fault-photo-absent = 顔写真のないカードです
    .why = 小さなお子さまのカードには、顔写真がありません。
    .next = 保護者の方が、暗証番号を入力してください。
clerk-photo-absent = 顔写真がないため、目視では確認できません。暗証番号がわからないときは、資格確認書か資格情報のお知らせで確認してください。
fault-photo-unusable = カードの写真を使えませんでした
    .why = カードの顔写真から、お顔を見つけられませんでした。
    .next = 暗証番号で続けるか、職員をお呼びください。
clerk-photo-unusable = チップの中の写真が使えません。暗証番号か、券面の写真との目視で続けられます。
fault-face-not-matched = お顔を確認できませんでした
    .why = 光の具合や髪形などで、確認できないことがあります。
    .next = 暗証番号で続けるか、職員をお呼びください。
clerk-face-not-matched = 2回とも一致しませんでした。ご本人とカードの写真を見くらべ、暗証番号か目視で続けてください。
fault-face-not-live = お顔を確認できませんでした
    .why = カメラに、お顔がはっきり写りませんでした。
    .next = 暗証番号で続けるか、職員をお呼びください。
clerk-face-not-live = 写真や画面が写り込むこともあります。ご本人がその場にいることを目で確かめ、暗証番号か目視で続けてください。
fault-camera-lost = カメラが使えません
    .why = カメラの調子が悪いようです。
    .next = 暗証番号で続けるか、職員をお呼びください。
clerk-camera-lost = カメラの接続を確認してください。暗証番号か目視で続けられます。続くときは院内の担当者へ連絡してください。
fault-face-unavailable = 顔での確認が使えません
    .why = 顔を見くらべるしくみが、動いていません。
    .next = 暗証番号で続けるか、職員をお呼びください。
clerk-face-unavailable = 顔認証の部品が動いていません。暗証番号か目視で続け、院内の担当者へ連絡してください。
fault-pin-last-try = 暗証番号は、ここで止めました
    .why = あと1回まちがえると、カードがロックされます。
    .next = 顔で続けるか、職員をお呼びください。
clerk-pin-last-try = 残り1回のため、機械が止めました。顔認証か目視で続けてください。暗証番号はお尋ねにならないでください。
fault-pin-blocked = 暗証番号がロックされています
    .why = まちがいが3回続くと、カードが止まるしくみです。
    .next = 顔で続けるか、職員をお呼びください。解除は市区町村の窓口でできます。
clerk-pin-blocked = 顔認証か目視で続けられます。暗証番号の再設定は市区町村の窓口です。
fault-clerk-refused = 職員の確認ができませんでした
    .why = 職員用の番号が合いませんでした。
    .next = 窓口でお待ちください。
clerk-clerk-refused = { $reader ->
   *[tray] 職員用の番号を3回まちがえました。カードを置き直すと、最初からやり直せます。
    [slot] 職員用の番号を3回まちがえました。カードを入れ直すと、最初からやり直せます。
    [top] 職員用の番号を3回まちがえました。カードを入れ直すと、最初からやり直せます。
}
fault-central-unreachable = 保険の資格を確認できません
    .why = 全国のしくみと、つながりません。
    .next = カードを持って、窓口へお越しください。
clerk-central-unreachable = 院内の回線を確認してください。復旧するまでは、資格確認書か被保険者資格申立書で受け付け、氏名・性別・生年月日・住所を控えてください。
fault-central-slow = 確認に時間がかかっています
    .why = 全国のしくみから、返事がありません。
    .next = カードを持って、窓口へお越しください。
clerk-central-slow = 時間内に応答がありません。問い合わせは届いている場合があります。少しおいて照会し直し、だめなら資格確認書などで受け付けてください。
fault-central-refused-kiosk = 保険の資格を確認できません
    .why = この機械の登録に、問題があるようです。
    .next = カードを持って、窓口へお越しください。
clerk-central-refused-kiosk = この機械の証明書が受け付けられていません。院内の担当者へ連絡し、ほかの端末か書類で受け付けてください。
fault-central-refused-proof = 本人確認をやり直してください
    .why = 本人確認の結果が、受け付けられませんでした。
    .next = 窓口へお声がけください。
clerk-central-refused-proof = { $reader ->
   *[tray] 本人確認の署名が受け付けられませんでした。カードを置き直しても同じなら、書類で確認してください。
    [slot] 本人確認の署名が受け付けられませんでした。カードを入れ直しても同じなら、書類で確認してください。
    [top] 本人確認の署名が受け付けられませんでした。カードを入れ直しても同じなら、書類で確認してください。
}
fault-central-malformed = 保険の資格を確認できません
    .why = 届いた返事を、読み取れませんでした。
    .next = カードを持って、窓口へお越しください。
clerk-central-malformed = 応答の形式が正しくありません。番号を院内の担当者へ伝え、書類で受け付けてください。
fault-central-closed = ただいま、確認はお休みです
    .why = 全国のしくみが、点検中です。
    .next = カードを持って、窓口へお越しください。
clerk-central-closed = 確認先が点検中です。再開までは、資格確認書などで受け付けてください。
fault-consent-not-stored = 診療の情報は提供されませんでした
    .why = お選びの内容を、登録できませんでした。
    .next = 保険の資格の確認は、そのまま続きます。
clerk-consent-not-stored = 同意を登録できなかったため、診療の情報は見られません。資格の確認は有効です。必要なら、口頭でお尋ねください。
fault-not-enrolled = 保険証としての登録がまだです
    .why = このカードは、健康保険証として登録されていません。
    .next = 窓口へお声がけください。登録の方法をご案内します。
clerk-not-enrolled = 健康保険証としての利用登録がありません。登録をご案内するか、資格確認書で確認してください。
fault-enrolment-declined = カードは登録しませんでした
    .why = カードは、そのままお使いいただけます。登録は、あとからでもできます。
    .next = 窓口で、資格確認書などをお見せください。
clerk-enrolment-declined = ご本人が、登録を希望されませんでした。資格確認書などで確認してください。登録をすすめ直す必要はありません。
fault-enrolment-needs-proof = 登録には、もう一度の確認が必要です
    .why = 職員の確認では、登録できません。
    .next = お顔か、暗証番号で確認してください。
clerk-enrolment-needs-proof = 目視では利用登録できません。顔認証か暗証番号で登録するか、資格確認書などで確認してください。
fault-enrolment-needs-pin = 登録には、暗証番号が必要です
    .why = お子さまのカードは、暗証番号で登録します。
    .next = 保護者の方が、暗証番号を入力してください。
clerk-enrolment-needs-pin = 15歳未満か、年齢がわからない方です。保護者の方の暗証番号で登録できます。わからないときは、資格確認書などで確認してください。
fault-only-pin-unusable = 暗証番号を使えません
    .why = このカードは、暗証番号でだけ確認できます。
    .next = 今日は、窓口へお声がけください。暗証番号は、市区町村の窓口で直せます。
clerk-only-pin-unusable = 暗証番号がロックされたか、その手前で、目視もできません。再設定は市区町村です。今日は、資格確認書などで確認してください。
fault-enrolment-closed = 先に、カードの更新が必要です
    .why = カードの電子証明書の期限が切れているため、登録できません。
    .next = 今日は、資格確認書などを窓口にお出しください。市区町村の窓口で更新できます。
clerk-enrolment-closed = 電子証明書の期限切れから3か月以内です。利用登録はできません。資格確認書などで確認し、市区町村での更新をご案内ください。
fault-enrolment-person-unknown = カードを登録できませんでした
    .why = 保険の情報が、まだ届いていないようです。
    .next = 窓口へお声がけください。いっしょに確認いたします。
clerk-enrolment-person-unknown = どの保険者からも、この方の情報が届いていません。資格確認書などで確認し、加入先の保険者へお問い合わせください。
fault-enrolment-unclear = 登録できたか、まだわかりません
    .why = 全国のしくみから、返事がありません。
    .next = { $reader ->
       *[tray] もう一度カードを置くと、わかります。お急ぎの方は、窓口へお越しください。
        [slot] もう一度カードを入れると、わかります。お急ぎの方は、窓口へお越しください。
        [top] もう一度カードを入れると、わかります。お急ぎの方は、窓口へお越しください。
    }
clerk-enrolment-unclear = { $reader ->
   *[tray] 利用登録の応答がありません。登録が済んでいる場合があります。カードを置き直せばわかります。二重の登録にはなりません。
    [slot] 利用登録の応答がありません。登録が済んでいる場合があります。カードを入れ直せばわかります。二重の登録にはなりません。
    [top] 利用登録の応答がありません。登録が済んでいる場合があります。カードを入れ直せばわかります。二重の登録にはなりません。
}
fault-record-of-another = 窓口で確認が必要です
    .why = 保険の登録の内容が、カードと一致しませんでした。お客様の誤りではありません。
    .next = 窓口へお声がけください。
clerk-record-of-another = 別の人の資格情報が登録されている疑いがあります（生年月日か性別が、カードと違います）。結果は渡していません。資格確認書などで確認し、保険者に登録の確認を依頼してください。
fault-enrolled-record-of-another = 窓口で確認が必要です
    .why = カードは健康保険証として登録されましたが、届いた保険の内容が、カードと一致しませんでした。お客様の誤りではありません。
    .next = 窓口へお声がけください。
clerk-enrolled-record-of-another = 別の人の資格情報が登録されている疑いがあります（生年月日か性別が、カードと違います）。利用登録は済んでいます。結果は渡していません。資格確認書などで確認し、保険者に登録の確認を依頼してください。
fault-hand-over-failed = 確認の結果を、窓口へ送れません
    .why = 確認はできましたが、院内で送れませんでした。
    .next = 窓口へお声がけください。
clerk-hand-over-failed = 資格の確認は済みましたが、レセコンのフォルダーに書けません。院内の担当者へ連絡し、端末で照会し直してください。
fault-hand-over-character = 確認の結果を、窓口へ送れません
    .why = 院内の機械で表せない文字があります。
    .next = 窓口へお声がけください。
clerk-hand-over-character = 結果にShift_JISで表せない文字があり、送っていません。項目と文字はログにあります。手で入力し、レセコンをUTF-8にできるか担当者へ確認してください。
fault-reader-lost = カードリーダーが使えません
    .why = カードリーダーと、つながりません。
    .next = カードを持って、窓口へお越しください。
clerk-reader-lost = カードリーダーの接続を確認してください。つなぎ直すと、自動でもどります。
fault-journal-lost = ただいま、お使いいただけません
    .why = 記録を残せないため、受付を止めています。
    .next = カードを持って、窓口へお越しください。
clerk-journal-lost = 記録が書けません。ディスクの空きを確認し、院内の担当者へ連絡してください。
