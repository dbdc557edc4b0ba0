# Screen text in Traditional Chinese. Machine-made, to be reviewed by a speaker; docs/languages.md says how.
# What only the staff read stands in their own languages, ja.ftl and en.ftl.

adjust-languages = 選擇語言
adjust-size = 文字
    .now = 文字大小：第{ $step }段，共{ $of }段
adjust-theme = 顏色
    .now = 螢幕顏色：第{ $step }種，共{ $of }種
adjust-height = 調低
    .back = 調高
adjust-voice = 收聽
    .now = 再聽一次
still-there = 您還在嗎？
    .lead = 若無人觸碰螢幕，將視為卡片遺忘並通知工作人員。
more-time = 需要更多時間
help-page = 詳細說明
call-clerk = 呼叫工作人員
choose-pin = 使用密碼
choose-face = 使用臉部辨識
back = 返回
erase = 刪除
confirm = 確定
take-card = 請取走您的卡片
    .whose = 如果卡上的姓名不是就診者本人，請告知櫃檯人員。
step-card = 卡片
step-identity = 身分確認
step-consent = 資訊提供
step-done = 資格確認
step-of = 共{ $of }步，第{ $step }步：{ $name }

## Waiting
welcome-title = { $reader ->
   *[tray] 請放置個人編號卡（My Number Card）
    [slot] 請插入個人編號卡（My Number Card）
    [top] 請插入個人編號卡（My Number Card）
}
welcome-lead = { $reader ->
   *[tray] 請將有照片的一面朝上，放在讀卡機上。我們將確認您的健康保險資格。
    [slot] 請將有照片的一面朝上，一直插到底。我們將確認您的健康保險資格。
    [top] 請將有照片的一面朝向自己，從上方插入。我們將確認您的健康保險資格。
}
welcome-privacy = 為確認您本人，攝影機會拍攝您的臉部。影像不會保存。
welcome-without-card = 沒有卡片的人，請洽櫃檯人員。

## Reading
reading-title = 正在讀取卡片
reading-lead = 請不要移動卡片。

## The code on the card
code-title = 請輸入卡片上的數字
code-birth = 出生日期
    .how = 請以日本年號輸入6位出生日期。例如昭和32年4月5日為「320405」。
code-expiry = 有效期限
    .how = 請輸入卡片有效期限的年份（西元4位）。例如2035年為「2035」。
code-security = 照片下方
    .how = 請輸入照片下方的4位數字。
code-complete = 請按「確定」。
code-wrong = 數字不一致。請看著卡片再輸入一次。
code-typed = 共{ $of }位，已輸入{ $typed }位
code-lead = { $reader ->
   *[tray] 請不要拿起卡片，直接查看數字。
    [slot] 請不要取出卡片，直接查看數字。
    [top] 請不要取出卡片，直接查看數字。
}

## Face
face-lead = 將您的臉部與卡內照片進行比對。
face-second-round = 再確認一次您的臉部。
face-preparing = 攝影機準備中
face-preview = 攝影機中的您
guidance-no-face = 請看攝影機
guidance-come-closer = 請再靠近一點
guidance-step-back = 請稍微後退
guidance-move-left = 請稍微向左移動
guidance-move-right = 請稍微向右移動
guidance-move-up = 請將臉部稍微抬高
guidance-move-down = 請將臉部稍微放低
guidance-look-here = 請面向正前方
guidance-too-dark = 請移到亮一點的地方
guidance-too-bright = 請避開強光
guidance-light-behind = 請避開身後的強光
guidance-hold-still = 請不要動
guidance-one-person-only = 請只讓本人入鏡
guidance-take-mask-off = 請取下口罩
guidance-show-eyes = 請露出雙眼
guidance-turn-left = 請將頭稍微轉向左側
guidance-turn-right = 請將頭稍微轉向右側
guidance-comparing = 請保持不動

## PIN
pin-title = 請輸入密碼
pin-lead = 領取卡片時設定的4位數字。
pin-tries = 卡片還可以輸入{ $tries }次。只剩1次時，本機將停止。
pin-wrong = 密碼不一致。請再輸入一次。
pin-signing = 正在確認。請稍候。
pin-privacy = 工作人員不會詢問您的密碼。
pin-typed = 共{ $of }位，已輸入{ $typed }位

## A clerk decides
override-title = 工作人員馬上過來
override-lead = 請保持卡片不動，稍候。

## Sharing
consent-title = 是否提供您以往的診療資訊？
consent-what = 內容
    .value = 用藥、診療、健檢、手術資訊
consent-whom = 提供給
    .value = 本醫療機構
consent-how-long = 期限
    .value = 從現在起24小時
consent-refusal = 即使不提供，也可以確認保險資格。
consent-all = 全部提供
consent-items = 逐項選擇
consent-none = 不提供
consent-items-title = 請選擇要提供的資訊
consent-items-lead = 每按一次，在「提供」和「不提供」之間切換。
item-medicines = 用藥
    .detail = 以往開立的藥品
item-treatments = 診療
    .detail = 就診日期和診療內容
item-checkups = 健檢
    .detail = 特定健康檢查等的結果
item-operations = 手術
    .detail = 以往接受的手術
item-on = 提供
item-off = 不提供

## Enrolment
enrolment-title = 此卡尚未登記為保險證。現在登記嗎？
enrolment-what = 用途
    .value = 今後也可以用這張卡辦理掛號
enrolment-cost = 次數和費用
    .value = 只需登記一次，免費
enrolment-undo = 取消
    .value = 這裡不能取消。請向您加入的健康保險申請
enrolment-lead = 不登記也可以用資格確認書等辦理。是否提供診療資訊，會另外詢問。
enrolment-agree = 登記
enrolment-decline = 不登記
registering-title = 正在登記為保險證
enrolment-receipt = 登記憑據：{ $year }年{ $month }{ $day }日 { $hour }:{ $minute }，此卡已登記為健康保險證。
    .undo = 這裡不能取消。可向您加入的健康保險申請取消。

## Prescription
prescription-title = 如果需要開藥，您希望用哪種處方箋？
prescription-electronic = 電子處方箋
    .how = 「電子處方箋」：藥局以資料接收。
prescription-paper = 紙本處方箋
    .how = 「紙本處方箋」：您拿著紙到藥局。
prescription-lead = 看診時也可以告訴醫師您想更改。

## Checking
checking-title = 正在確認保險資格
checking-lead = 請稍候。
checking-slow = 比平時需要更多時間。請再稍等片刻。

## While the line is down
outage-title = 線路不通。恢復後，可以為您確認保險嗎？
outage-what = 保存內容
    .value = 姓名、性別、出生日期、住址
outage-where = 保存地點
    .value = 加鎖保存在本機內
outage-how-long = 保存期限
    .value = 到確認為止，最長14天
outage-lead = 無法連接全國系統。無論如何都可以就診。也請告知櫃檯人員。
outage-agree = 可以
outage-decline = 不可以
outage-keeping = 正在妥善保存
kept-title = 線路恢復後再確認您的保險
kept-next = 請告知櫃檯人員
kept-lead = 現在還沒有確認保險。保存的內容在確認後刪除。

## Done
done-title = 確認完成
done-shared = 您選擇的診療資訊將提供給本醫療機構。
done-not-shared = 未提供診療資訊。
done-called = 請等候工作人員叫您。
done-called-number = 我們會按這個號碼叫您。
call-number = 您的號碼：{ $number }
done-message = 來自確認機構的通知
validity-valid = 請在座位上等候
    .lead = 已確認您的保險資格。
validity-lost = 請到櫃檯
    .lead = 如果您的保險有變更，請在櫃檯告知新的保險。
validity-replaced = 請到櫃檯
    .lead = 找到了新的保險。將在櫃檯與您一起確認。
validity-none = 請到櫃檯
    .lead = 保險資訊似乎尚未送達。將在櫃檯與您一起確認。
validity-several = 請到櫃檯
    .lead = 有兩項以上的保險資訊。將在櫃檯與您一起確認。
period-valid = 卡片的電子憑證在有效期限內。
period-expires-soon = { $days ->
        [0] 卡片的電子憑證今天到期。可在市區町村公所更新。
       *[other] 卡片的電子憑證還有{ $days }天到期。可在市區町村公所更新。
    }
period-grace = 卡片的電子憑證已過期。今天只確認了保險資格。請儘早到市區町村公所更新。
period-dead = 卡片的電子憑證已過期。可在市區町村公所更新。
month-name = { $month }月
period-until = 此卡在這裡可使用到{ $year }年{ $month }{ $day }日。

## Card left behind
card-left-title = 有卡片忘在這裡
card-left-lead = 請持卡人取走。如您發現，請告知工作人員。

## Out of service
out-of-service-title = 目前無法使用
out-of-service-lead = 請帶著卡片到櫃檯辦理。
closed-title = 現在不在受理時間內
closed-until = { $month }{ $day }日 { $hour }:{ $minute } 起可以使用。
closed-lead = 如有急事，請告訴工作人員。

## Aloud
spoken-choice = { $name }：請按{ $key }。
spoken-item = { $name }，現在是：{ $state }
spoken-notice = 螢幕上有一則通知。請到櫃檯詢問。
spoken-volume = 音量為{ $of }級中的第{ $step }級。
spoken-keys = 按星號鍵可再聽一次，按加號鍵聲音變大，按減號鍵聲音變小。
spoken-languages = 連按兩次星號鍵，可選擇其他語言。
key-enter = Enter鍵
key-point = 小數點鍵
key-slash = 斜線鍵

## When something did not work
fault-code = 編號 { $code }
fault-start-over = { $reader ->
   *[tray] 請重新放置卡片，或洽詢櫃檯人員。
    [slot] 請重新插入卡片，或洽詢櫃檯人員。
    [top] 請重新插入卡片，或洽詢櫃檯人員。
}
fault-or-take-card = 如要中止，請取走卡片。
fault-take-phone = 請取走您的手機
fault-card-unreadable = 無法讀取卡片
    .why = { $reader ->
       *[tray] 卡片位置可能偏移，或還在卡套裡。
        [slot] 卡片可能沒有插到底，或還在卡套裡。
        [top] 卡片可能沒有插到底，或還在卡套裡。
    }
    .next = { $reader ->
       *[tray] 請從卡套中取出，重新放置。
        [slot] 請從卡套中取出，重新插入讀卡機。
        [top] 請從卡套中取出，重新插入讀卡機。
    }
fault-card-of-another-kind = 這似乎不是個人編號卡
    .why = { $reader ->
       *[tray] 放置的是其他卡片。
        [slot] 插入的是其他卡片。
        [top] 插入的是其他卡片。
    }
    .next = { $reader ->
       *[tray] 請放置個人編號卡。
        [slot] 請插入個人編號卡。
        [top] 請插入個人編號卡。
    }
fault-card-juki = 此卡在這裡不能使用
    .why = { $reader ->
       *[tray] 放置的是住民基本台帳卡。
        [slot] 插入的是住民基本台帳卡。
        [top] 插入的是住民基本台帳卡。
    }
    .next = { $reader ->
       *[tray] 請放置個人編號卡，或洽詢櫃檯人員。
        [slot] 請插入個人編號卡，或洽詢櫃檯人員。
        [top] 請插入個人編號卡，或洽詢櫃檯人員。
    }
fault-card-phone = { $reader ->
   *[tray] 這裡不能放置手機
    [slot] 這裡不能讀取手機
    [top] 這裡不能讀取手機
}
    .why = { $reader ->
       *[tray] 這裡是放置卡片的地方。
        [slot] 這裡是插入卡片的地方。
        [top] 這裡是插入卡片的地方。
    }
    .next = { $reader ->
       *[tray] 請放置個人編號卡，或洽詢櫃檯人員。
        [slot] 請插入個人編號卡，或洽詢櫃檯人員。
        [top] 請插入個人編號卡，或洽詢櫃檯人員。
    }
fault-card-taken-early = 卡片中途被移開
    .why = 確認尚未完成，卡片移動了。
    .next = { $reader ->
       *[tray] 請重新放置卡片。
        [slot] 請重新插入卡片。
        [top] 請重新插入卡片。
    }
fault-card-not-genuine = 無法確認卡片內容
    .why = 未能正確讀取晶片中的資訊。
    .next = 請洽詢櫃檯人員。
fault-card-unsupported = 這裡還不能讀取此卡
    .why = 似乎是新型的個人編號卡。
    .next = 請洽詢櫃檯人員。
fault-certificate-dead = 卡片需要更新
    .why = 卡片中的電子憑證已過期。
    .next = 今天請在櫃檯出示資格確認書等。可在市區町村公所更新。
fault-certificate-revoked = 此卡目前不能使用
    .why = 卡片中的電子憑證已停用。申報遺失後，或更新後約一天內，會出現這種情況。
    .next = 今天請在櫃檯出示資格確認書等。可在市區町村公所恢復使用。
fault-code-wrong = 卡片上的數字不一致
    .why = 輸入的數字與卡片不同。
    .next = 請使用密碼繼續，或呼叫工作人員。
fault-code-blocked = 不能使用臉部辨識
    .why = 數字多次輸錯，卡片已保護照片。
    .next = 請使用密碼繼續，或呼叫工作人員。
fault-photo-absent = 此卡沒有照片
    .why = 幼兒的卡片沒有照片。
    .next = 請監護人輸入密碼。
fault-photo-unusable = 卡內照片無法使用
    .why = 在卡內照片中找不到臉部。
    .next = 請使用密碼繼續，或呼叫工作人員。
fault-face-not-matched = 未能確認您的臉部
    .why = 光線或髮型等可能影響確認。
    .next = 請使用密碼繼續，或呼叫工作人員。
fault-face-not-live = 未能確認您的臉部
    .why = 攝影機沒有清楚拍到臉部。
    .next = 請使用密碼繼續，或呼叫工作人員。
fault-camera-lost = 攝影機無法使用
    .why = 攝影機似乎有故障。
    .next = 請使用密碼繼續，或呼叫工作人員。
fault-face-unavailable = 不能使用臉部辨識
    .why = 臉部比對功能沒有運作。
    .next = 請使用密碼繼續，或呼叫工作人員。
fault-pin-last-try = 為保護卡片，密碼輸入到此為止
    .why = 再輸錯1次，卡片將被鎖定。
    .next = 請使用臉部辨識繼續，或呼叫工作人員。
fault-pin-blocked = 密碼已被鎖定
    .why = 連續輸錯3次，卡片會自動鎖定。
    .next = 請使用臉部辨識，或呼叫工作人員。可在市區町村公所解鎖。
fault-clerk-refused = 工作人員未能完成確認
    .why = 工作人員號碼不一致。
    .next = 請在櫃檯等候。
fault-central-unreachable = 無法確認您的保險資格
    .why = 無法連接全國系統。
    .next = 請帶著卡片到櫃檯辦理。
fault-central-slow = 確認需要的時間較長
    .why = 全國系統沒有回應。
    .next = 請帶著卡片到櫃檯辦理。
fault-central-refused-kiosk = 無法確認您的保險資格
    .why = 本機的登記似乎有問題。
    .next = 請帶著卡片到櫃檯辦理。
fault-central-refused-proof = 需要重新確認身分
    .why = 身分確認的結果未被接受。
    .next = 請洽詢櫃檯人員。
fault-central-malformed = 無法確認您的保險資格
    .why = 無法讀取收到的回覆。
    .next = 請帶著卡片到櫃檯辦理。
fault-central-closed = 目前暫停確認
    .why = 全國系統正在維護。
    .next = 請帶著卡片到櫃檯辦理。
fault-consent-not-stored = 診療資訊未提供
    .why = 未能登記您的選擇。
    .next = 保險資格的確認將繼續進行。
fault-not-enrolled = 此卡尚未登記為保險證
    .why = 此卡沒有登記為健康保險證。
    .next = 請洽詢櫃檯人員。我們會說明登記方法。
fault-enrolment-declined = 沒有登記此卡
    .why = 卡片可照常使用。以後也可以登記。
    .next = 請在櫃檯出示資格確認書等。
fault-enrolment-needs-proof = 登記前，請再確認一次身分
    .why = 僅由工作人員確認，不能登記。
    .next = 請使用臉部辨識或密碼。
fault-enrolment-needs-pin = 登記需要密碼
    .why = 兒童的卡片用密碼登記。
    .next = 請監護人輸入密碼。
fault-only-pin-unusable = 密碼無法使用
    .why = 此卡只能用密碼確認。
    .next = 今天請洽詢櫃檯。密碼可在市區町村公所重設。
fault-enrolment-closed = 需要先更新卡片
    .why = 卡片的電子憑證已過期，不能登記。
    .next = 今天請在櫃檯出示資格確認書等。可在市區町村公所更新。
fault-enrolment-person-unknown = 未能登記此卡
    .why = 保險資訊似乎尚未送達。
    .next = 請洽詢櫃檯人員。我們與您一起確認。
fault-enrolment-unclear = 尚不清楚是否已登記
    .why = 全國系統沒有回應。
    .next = { $reader ->
       *[tray] 再放一次卡片即可知道。趕時間的話，請到櫃檯。
        [slot] 再插入一次卡片即可知道。趕時間的話，請到櫃檯。
        [top] 再插入一次卡片即可知道。趕時間的話，請到櫃檯。
    }
fault-record-of-another = 需要在櫃檯確認
    .why = 保險登記內容與您的卡不一致。這不是您的錯。
    .next = 請洽詢櫃檯人員。
fault-enrolled-record-of-another = 需要在櫃檯確認
    .why = 卡已登記為健康保險證，但收到的保險內容與您的卡不一致。這不是您的錯。
    .next = 請洽詢櫃檯人員。
fault-hand-over-failed = 無法將結果傳送到櫃檯
    .why = 確認已完成，但院內傳送失敗。
    .next = 請洽詢櫃檯人員。
fault-hand-over-character = 無法將結果傳送到櫃檯
    .why = 確認已完成，但院內傳送失敗。
    .next = 請洽詢櫃檯人員。
fault-reader-lost = 讀卡機無法使用
    .why = 無法連接讀卡機。
    .next = 請帶著卡片到櫃檯辦理。
fault-journal-lost = 目前無法使用
    .why = 因無法留存紀錄，已停止受理。
    .next = 請帶著卡片到櫃檯辦理。
