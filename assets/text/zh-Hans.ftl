# Screen text in Simplified Chinese. Machine-made, to be reviewed by a speaker; docs/languages.md says how.
# What only the staff read stands in their own languages, ja.ftl and en.ftl.

adjust-languages = 选择语言
adjust-size = 文字
    .now = 文字大小：第{ $step }档，共{ $of }档
adjust-theme = 颜色
    .now = 屏幕颜色：第{ $step }种，共{ $of }种
adjust-height = 调低
    .back = 调高
adjust-voice = 收听
    .now = 再听一遍
still-there = 您还在吗？
    .lead = 如果无人触摸屏幕，将作为卡片遗忘处理并通知工作人员。
more-time = 需要更多时间
help-page = 详细说明
call-clerk = 呼叫工作人员
choose-pin = 使用密码
choose-face = 使用面部识别
back = 返回
erase = 删除
confirm = 确定
take-card = 请取走您的卡片
    .whose = 如果卡上的姓名不是就诊者本人，请告知窗口工作人员。
step-card = 卡片
step-identity = 身份确认
step-consent = 信息提供
step-done = 资格确认
step-of = 共{ $of }步，第{ $step }步：{ $name }

## Waiting
welcome-title = { $reader ->
   *[tray] 请放置个人编号卡（My Number Card）
    [slot] 请插入个人编号卡（My Number Card）
    [top] 请插入个人编号卡（My Number Card）
}
welcome-lead = { $reader ->
   *[tray] 请将有照片的一面朝上，放在读卡器上。我们将确认您的健康保险资格。
    [slot] 请将有照片的一面朝上，一直插到底。我们将确认您的健康保险资格。
    [top] 请将有照片的一面朝向自己，从上方插入。我们将确认您的健康保险资格。
}
welcome-privacy = 为确认您本人，摄像头会拍摄您的面部。影像不会保存。
welcome-without-card = 没有卡片的人，请到窗口咨询。

## Reading
reading-title = 正在读取卡片
reading-lead = 请不要移动卡片。

## The code on the card
code-title = 请输入卡片上的数字
code-birth = 出生日期
    .how = 请按日本年号输入6位出生日期。例如昭和32年4月5日为“320405”。
code-expiry = 有效期
    .how = 请输入卡片有效期的年份（公历4位）。例如2035年为“2035”。
code-security = 照片下方
    .how = 请输入照片下方的4位数字。
code-complete = 请按“确定”。
code-wrong = 数字不一致。请看着卡片再输入一次。
code-typed = 共{ $of }位，已输入{ $typed }位
code-lead = { $reader ->
   *[tray] 请不要拿起卡片，直接查看数字。
    [slot] 请不要取出卡片，直接查看数字。
    [top] 请不要取出卡片，直接查看数字。
}

## Face
face-lead = 将您的面部与卡内照片进行比对。
face-second-round = 再确认一次您的面部。
face-preparing = 摄像头准备中
face-preview = 摄像头中的您
guidance-no-face = 请看摄像头
guidance-come-closer = 请再靠近一点
guidance-step-back = 请稍微后退
guidance-move-left = 请稍微向左移动
guidance-move-right = 请稍微向右移动
guidance-move-up = 请将面部稍微抬高
guidance-move-down = 请将面部稍微放低
guidance-look-here = 请面向正前方
guidance-too-dark = 请移到亮一点的地方
guidance-too-bright = 请避开强光
guidance-light-behind = 请避开身后的强光
guidance-hold-still = 请不要动
guidance-one-person-only = 请只让本人入镜
guidance-take-mask-off = 请摘下口罩
guidance-show-eyes = 请露出双眼
guidance-turn-left = 请将头稍微转向左侧
guidance-turn-right = 请将头稍微转向右侧
guidance-comparing = 请保持不动

## PIN
pin-title = 请输入密码
pin-lead = 领取卡片时设置的4位数字。
pin-tries = 卡片还可以输入{ $tries }次。只剩1次时，本机将停止。
pin-wrong = 密码不一致。请再输入一次。
pin-signing = 正在确认。请稍候。
pin-privacy = 工作人员不会询问您的密码。
pin-typed = 共{ $of }位，已输入{ $typed }位

## A clerk decides
override-title = 工作人员马上过来
override-lead = 请保持卡片不动，稍候。

## Sharing
consent-title = 是否提供您以往的诊疗信息？
consent-what = 内容
    .value = 用药、诊疗、体检、手术信息
consent-whom = 提供给
    .value = 本医疗机构
consent-how-long = 期限
    .value = 从现在起24小时
consent-refusal = 即使不提供，也可以确认保险资格。
consent-all = 全部提供
consent-items = 逐项选择
consent-none = 不提供
consent-items-title = 请选择要提供的信息
consent-items-lead = 每按一次，在“提供”和“不提供”之间切换。
item-medicines = 用药
    .detail = 以往开具的药品
item-treatments = 诊疗
    .detail = 就诊日期和诊疗内容
item-checkups = 体检
    .detail = 特定健康检查等的结果
item-operations = 手术
    .detail = 以往接受的手术
item-on = 提供
item-off = 不提供

## Enrolment
enrolment-title = 此卡尚未登记为保险证。现在登记吗？
enrolment-what = 用途
    .value = 今后也可以用这张卡办理挂号
enrolment-cost = 次数和费用
    .value = 只需登记一次，免费
enrolment-undo = 取消
    .value = 这里不能取消。请向您加入的健康保险申请
enrolment-lead = 不登记也可以用资格确认书（資格確認書）等办理。是否提供诊疗信息，会另外询问。
enrolment-agree = 登记
enrolment-decline = 不登记
registering-title = 正在登记为保险证
enrolment-receipt = 登记凭据：{ $year }年{ $month }{ $day }日 { $hour }:{ $minute }，此卡已登记为健康保险证。
    .undo = 这里不能取消。可向您加入的健康保险申请取消。

## Prescription
prescription-title = 如果需要开药，您希望用哪种处方？
prescription-electronic = 电子处方
    .how = “电子处方”：药房通过数据接收。
prescription-paper = 纸质处方
    .how = “纸质处方”：您拿着纸去药房。
prescription-lead = 看诊时也可以告诉医生您想更改。

## Checking
checking-title = 正在确认保险资格
checking-lead = 请稍候。
checking-slow = 比平时需要更多时间。请再稍等片刻。

## While the line is down
outage-title = 线路不通。恢复后，可以为您确认保险吗？
outage-what = 保存内容
    .value = 姓名、性别、出生日期、住址
outage-where = 保存地点
    .value = 加锁保存在本机内
outage-how-long = 保存期限
    .value = 到确认为止，最长14天
outage-lead = 无法连接全国系统。无论如何都可以就诊。也请告知窗口工作人员。
outage-agree = 可以
outage-decline = 不可以
outage-keeping = 正在妥善保存
kept-title = 线路恢复后再确认您的保险
kept-next = 请告知窗口工作人员
kept-lead = 现在还没有确认保险。保存的内容在确认后删除。

## Done
done-title = 确认完成
done-shared = 您选择的诊疗信息将提供给本医疗机构。
done-not-shared = 未提供诊疗信息。
done-called = 请等候工作人员叫您。
done-called-number = 我们会按这个号码叫您。
call-number = 您的号码：{ $number }
done-message = 来自确认机构的通知
validity-valid = 请在座位上等候
    .lead = 已确认您的保险资格。
validity-lost = 请到窗口
    .lead = 如果您的保险有变更，请在窗口告知新的保险。
validity-replaced = 请到窗口
    .lead = 找到了新的保险。将在窗口与您一起确认。
validity-none = 请到窗口
    .lead = 保险信息似乎尚未送达。将在窗口与您一起确认。
validity-several = 请到窗口
    .lead = 有两项以上的保险信息。将在窗口与您一起确认。
period-valid = 卡片的电子证书在有效期内。
period-expires-soon = { $days ->
        [0] 卡片的电子证书今天到期。可在市区町村办事处更新。
       *[other] 卡片的电子证书还有{ $days }天到期。可在市区町村办事处更新。
    }
period-grace = 卡片的电子证书已过期。今天只确认了保险资格。请尽早到市区町村办事处更新。
period-dead = 卡片的电子证书已过期。可在市区町村办事处更新。
month-name = { $month }月
period-until = 此卡在这里可使用到{ $year }年{ $month }{ $day }日。

## Card left behind
card-left-title = 有卡片忘在这里
card-left-lead = 请持卡人取走。如您发现，请告知工作人员。

## Out of service
out-of-service-title = 目前无法使用
out-of-service-lead = 请带上卡片到窗口办理。
closed-title = 现在不在受理时间内
closed-until = { $month }{ $day }日 { $hour }:{ $minute } 起可以使用。
closed-lead = 如有急事，请告诉工作人员。

## Aloud
spoken-choice = { $name }：请按{ $key }。
spoken-item = { $name }，现在是：{ $state }
spoken-notice = 屏幕上有一条通知。请到窗口询问。
spoken-volume = 音量为{ $of }级中的第{ $step }级。
spoken-keys = 按星号键可再听一遍，按加号键声音变大，按减号键声音变小。
spoken-languages = 连按两次星号键，可选择其他语言。
key-enter = 回车键
key-point = 小数点键
key-slash = 斜线键

## When something did not work
fault-code = 编号 { $code }
fault-start-over = { $reader ->
   *[tray] 请重新放置卡片，或咨询窗口工作人员。
    [slot] 请重新插入卡片，或咨询窗口工作人员。
    [top] 请重新插入卡片，或咨询窗口工作人员。
}
fault-or-take-card = 如要中止，请取走卡片。
fault-take-phone = 请取走您的手机
fault-card-unreadable = 无法读取卡片
    .why = { $reader ->
       *[tray] 卡片位置可能偏移，或还在卡套里。
        [slot] 卡片可能没有插到底，或还在卡套里。
        [top] 卡片可能没有插到底，或还在卡套里。
    }
    .next = { $reader ->
       *[tray] 请从卡套中取出，重新放置。
        [slot] 请从卡套中取出，重新插入读卡器。
        [top] 请从卡套中取出，重新插入读卡器。
    }
fault-card-of-another-kind = 这似乎不是个人编号卡
    .why = { $reader ->
       *[tray] 放置的是其他卡片。
        [slot] 插入的是其他卡片。
        [top] 插入的是其他卡片。
    }
    .next = { $reader ->
       *[tray] 请放置个人编号卡。
        [slot] 请插入个人编号卡。
        [top] 请插入个人编号卡。
    }
fault-card-juki = 此卡在这里不能使用
    .why = { $reader ->
       *[tray] 放置的是住民基本台帐卡。
        [slot] 插入的是住民基本台帐卡。
        [top] 插入的是住民基本台帐卡。
    }
    .next = { $reader ->
       *[tray] 请放置个人编号卡，或咨询窗口工作人员。
        [slot] 请插入个人编号卡，或咨询窗口工作人员。
        [top] 请插入个人编号卡，或咨询窗口工作人员。
    }
fault-card-phone = { $reader ->
   *[tray] 这里不能放置手机
    [slot] 这里不能读取手机
    [top] 这里不能读取手机
}
    .why = { $reader ->
       *[tray] 这里是放置卡片的地方。
        [slot] 这里是插入卡片的地方。
        [top] 这里是插入卡片的地方。
    }
    .next = { $reader ->
       *[tray] 请放置个人编号卡，或咨询窗口工作人员。
        [slot] 请插入个人编号卡，或咨询窗口工作人员。
        [top] 请插入个人编号卡，或咨询窗口工作人员。
    }
fault-card-taken-early = 卡片中途被移开
    .why = 确认尚未完成，卡片移动了。
    .next = { $reader ->
       *[tray] 请重新放置卡片。
        [slot] 请重新插入卡片。
        [top] 请重新插入卡片。
    }
fault-card-not-genuine = 无法确认卡片内容
    .why = 未能正确读取芯片中的信息。
    .next = 请咨询窗口工作人员。
fault-card-unsupported = 这里还不能读取此卡
    .why = 似乎是新型的个人编号卡。
    .next = 请咨询窗口工作人员。
fault-certificate-dead = 卡片需要更新
    .why = 卡片中的电子证书已过期。
    .next = 今天请在窗口出示资格确认书（資格確認書）等。可在市区町村办事处更新。
fault-certificate-revoked = 此卡目前不能使用
    .why = 卡片中的电子证书已停用。申报遗失后，或更新后约一天内，会出现这种情况。
    .next = 今天请在窗口出示资格确认书（資格確認書）等。可在市区町村办事处恢复使用。
fault-code-wrong = 卡片上的数字不一致
    .why = 输入的数字与卡片不同。
    .next = 请使用密码继续，或呼叫工作人员。
fault-code-blocked = 不能使用面部识别
    .why = 数字多次输错，卡片已保护照片。
    .next = 请使用密码继续，或呼叫工作人员。
fault-photo-absent = 此卡没有照片
    .why = 幼儿的卡片没有照片。
    .next = 请监护人输入密码。
fault-photo-unusable = 卡内照片无法使用
    .why = 在卡内照片中找不到面部。
    .next = 请使用密码继续，或呼叫工作人员。
fault-face-not-matched = 未能确认您的面部
    .why = 光线或发型等可能影响确认。
    .next = 请使用密码继续，或呼叫工作人员。
fault-face-not-live = 未能确认您的面部
    .why = 摄像头没有清楚拍到面部。
    .next = 请使用密码继续，或呼叫工作人员。
fault-camera-lost = 摄像头无法使用
    .why = 摄像头似乎有故障。
    .next = 请使用密码继续，或呼叫工作人员。
fault-face-unavailable = 不能使用面部识别
    .why = 面部比对功能没有运行。
    .next = 请使用密码继续，或呼叫工作人员。
fault-pin-last-try = 为保护卡片，密码输入到此为止
    .why = 再输错1次，卡片将被锁定。
    .next = 请使用面部识别继续，或呼叫工作人员。
fault-pin-blocked = 密码已被锁定
    .why = 连续输错3次，卡片会自动锁定。
    .next = 请使用面部识别，或呼叫工作人员。可在市区町村办事处解锁。
fault-clerk-refused = 工作人员未能完成确认
    .why = 工作人员号码不一致。
    .next = 请在窗口等候。
fault-central-unreachable = 无法确认您的保险资格
    .why = 无法连接全国系统。
    .next = 请带上卡片到窗口办理。
fault-central-slow = 确认需要的时间较长
    .why = 全国系统没有回应。
    .next = 请带上卡片到窗口办理。
fault-central-refused-kiosk = 无法确认您的保险资格
    .why = 本机的登记似乎有问题。
    .next = 请带上卡片到窗口办理。
fault-central-refused-proof = 需要重新确认身份
    .why = 身份确认的结果未被接受。
    .next = 请咨询窗口工作人员。
fault-central-malformed = 无法确认您的保险资格
    .why = 无法读取收到的回复。
    .next = 请带上卡片到窗口办理。
fault-central-closed = 目前暂停确认
    .why = 全国系统正在维护。
    .next = 请带上卡片到窗口办理。
fault-consent-not-stored = 诊疗信息未提供
    .why = 未能登记您的选择。
    .next = 保险资格的确认将继续进行。
fault-not-enrolled = 此卡尚未登记为保险证
    .why = 此卡没有登记为健康保险证。
    .next = 请咨询窗口工作人员。我们会说明登记方法。
fault-enrolment-declined = 没有登记此卡
    .why = 卡片可照常使用。以后也可以登记。
    .next = 请在窗口出示资格确认书（資格確認書）等。
fault-enrolment-needs-proof = 登记前，请再确认一次身份
    .why = 仅由工作人员确认，不能登记。
    .next = 请使用面部识别或密码。
fault-enrolment-needs-pin = 登记需要密码
    .why = 儿童的卡片用密码登记。
    .next = 请监护人输入密码。
fault-only-pin-unusable = 密码无法使用
    .why = 此卡只能用密码确认。
    .next = 今天请咨询窗口。密码可在市区町村办事处重设。
fault-enrolment-closed = 需要先更新卡片
    .why = 卡片的电子证书已过期，不能登记。
    .next = 今天请在窗口出示资格确认书（資格確認書）等。可在市区町村办事处更新。
fault-enrolment-person-unknown = 未能登记此卡
    .why = 保险信息似乎尚未送达。
    .next = 请咨询窗口工作人员。我们与您一起确认。
fault-enrolment-unclear = 尚不清楚是否已登记
    .why = 全国系统没有回应。
    .next = { $reader ->
       *[tray] 再放一次卡片即可知道。赶时间的话，请到窗口。
        [slot] 再插入一次卡片即可知道。赶时间的话，请到窗口。
        [top] 再插入一次卡片即可知道。赶时间的话，请到窗口。
    }
fault-record-of-another = 需要在窗口确认
    .why = 保险登记内容与您的卡不一致。这不是您的错。
    .next = 请咨询窗口工作人员。
fault-enrolled-record-of-another = 需要在窗口确认
    .why = 卡已登记为健康保险证，但收到的保险内容与您的卡不一致。这不是您的错。
    .next = 请咨询窗口工作人员。
fault-hand-over-failed = 无法将结果发送到窗口
    .why = 确认已完成，但院内发送失败。
    .next = 请咨询窗口工作人员。
fault-hand-over-character = 无法将结果发送到窗口
    .why = 确认已完成，但院内发送失败。
    .next = 请咨询窗口工作人员。
fault-reader-lost = 读卡器无法使用
    .why = 无法连接读卡器。
    .next = 请带上卡片到窗口办理。
fault-journal-lost = 目前无法使用
    .why = 因无法留存记录，已停止受理。
    .next = 请带上卡片到窗口办理。
