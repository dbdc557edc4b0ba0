# Screen text in Easy Japanese (やさしい日本語). Machine-made, to be reviewed by a speaker; docs/languages.md says how.
# What only the staff read stands in their own languages, ja.ftl and en.ftl.

adjust-languages = ことばを えらぶ
adjust-size = もじ
    .now = もじの 大（おお）きさ：{ $step }／{ $of }
adjust-theme = いろ
    .now = 画面（がめん）の いろ：{ $step }／{ $of }
adjust-height = した
    .back = うえ
adjust-voice = きく
    .now = もう 一度（いちど） 聞（き）く
still-there = まだ ここに いますか
    .lead = さわらないと、 カードの わすれものとして 病院（びょういん）の 人に 知（し）らせます。
more-time = もっと 時間（じかん）
help-page = もっと くわしく
call-clerk = 病院の 人を よぶ
choose-pin = 暗証番号を つかう
choose-face = 顔（かお）を つかう
back = もどる
erase = 1つ けす
confirm = はい、これで
take-card = カードを とって ください
    .whose = カードの 名前（なまえ）が ちがうときは、 窓口（まどぐち）で 言（い）って ください。
step-card = カード
step-identity = 本人（ほんにん）
step-consent = 情報（じょうほう）
step-done = 保険（ほけん）
step-of = { $of }の うち { $step }ばんめ：{ $name }

## Waiting
welcome-title = { $reader ->
   *[tray] マイナンバーカードを おいて ください
    [slot] マイナンバーカードを 入（い）れて ください
    [top] マイナンバーカードを 入（い）れて ください
}
welcome-lead = { $reader ->
   *[tray] 写真（しゃしん）が 上（うえ）に なるように おいて ください。 健康保険（けんこうほけん）を たしかめます。
    [slot] 写真（しゃしん）を 上（うえ）に して、 おくまで 入（い）れて ください。 健康保険（けんこうほけん）を たしかめます。
    [top] 写真（しゃしん）を あなたの ほうに むけて、 上（うえ）から 入（い）れて ください。 健康保険（けんこうほけん）を たしかめます。
}
welcome-privacy = 本人（ほんにん）か たしかめるため、 カメラで 顔（かお）を 見（み）ます。 写真（しゃしん）は のこしません。
welcome-without-card = カードが ない人は、 窓口（まどぐち）で 聞（き）いて ください。

## Reading
reading-title = カードを 読（よ）んで います
reading-lead = カードは、 そのままに して ください。

## The code on the card
code-title = カードの 数字（すうじ）を 入（い）れます
code-birth = 生年月日
    .how = 生まれた日を、 日本の 年（ねん）で、 6つの 数字（すうじ）で 入（い）れて ください。 昭和（しょうわ）32年4月5日は 「320405」です。
code-expiry = 有効期限
    .how = カードが つかえる さいごの 年（ねん）です。 4つの 数字（すうじ）です。 2035年は 「2035」です。
code-security = 写真の下
    .how = 写真（しゃしん）の 下（した）に ある、 4つの 数字（すうじ）です。
code-complete = 「はい、これで」を おして ください。
code-wrong = 数字が ちがいました。 カードを 見て、 もう一度 おねがいします。
code-typed = { $of }の うち { $typed } 入（い）れました
code-lead = カードは おいたまま、 見（み）て ください。

## Face
face-lead = カードの 写真（しゃしん）と、 あなたの 顔（かお）を くらべます。
face-second-round = もう一度（いちど）、 顔（かお）を 見（み）ます。
face-preparing = カメラの じゅんびを して います
face-preview = カメラに うつっている あなた
guidance-no-face = カメラを 見（み）て ください
guidance-come-closer = もう少（すこ）し 近（ちか）くに 来（き）て ください
guidance-step-back = 少（すこ）し 後（うし）ろに 行（い）って ください
guidance-move-left = すこし 左（ひだり）に うごいて ください
guidance-move-right = すこし 右（みぎ）に うごいて ください
guidance-move-up = 顔（かお）を すこし 上（うえ）に して ください
guidance-move-down = 顔（かお）を すこし 下（した）に して ください
guidance-look-here = 前（まえ）を 見（み）て ください
guidance-too-dark = 明（あか）るい ところに 動（うご）いて ください
guidance-too-bright = まぶしい 光（ひかり）を さけて ください
guidance-light-behind = 明（あか）るい 光（ひかり）に 背中（せなか）を むけないで ください
guidance-hold-still = 動（うご）かないで ください
guidance-one-person-only = 一人（ひとり）だけで うつって ください
guidance-take-mask-off = マスクを とって ください
guidance-show-eyes = 両方（りょうほう）の 目（め）を 見（み）せて ください
guidance-turn-left = かおを すこし ひだりに むけて ください
guidance-turn-right = かおを すこし みぎに むけて ください
guidance-comparing = そのまま 待（ま）って ください

## PIN
pin-title = 暗証番号（あんしょうばんごう）を 入（い）れて ください
pin-lead = カードを もらったときに きめた、 4つの 数字（すうじ）です。
pin-tries = あと { $tries }回（かい） 入（い）れることが できます。 あと 1回に なったら、 ここで とめます。
pin-wrong = 番号（ばんごう）が ちがいました。 もう一度（いちど） おねがいします。
pin-signing = たしかめて います。 そのまま 待（ま）って ください。
pin-privacy = 病院の 人は、 暗証番号を 聞（き）きません。
pin-typed = { $of }の うち { $typed } 入（い）れました

## A clerk decides
override-title = 病院の 人が 来（き）ます
override-lead = カードは おいたまま、 待（ま）って ください。

## Sharing
consent-title = 病院（びょういん）に あなたの 情報（じょうほう）を 見（み）せますか
consent-what = なにを
    .value = くすり・治療（ちりょう）・検査（けんさ）など
consent-whom = だれに
    .value = この 病院（びょういん）
consent-how-long = いつまで
    .value = 今（いま）から 24時間（じかん）
consent-refusal = 見（み）せなくても、 保険（ほけん）は たしかめることが できます。
consent-all = ぜんぶ 見せる
consent-items = えらぶ
consent-none = 見せない
consent-items-title = 見（み）せる ものを えらんで ください
consent-items-lead = おすと、 「見せる」と 「見せない」が かわります。
item-medicines = くすり
    .detail = 今（いま）までに もらった くすり
item-treatments = 治療（ちりょう）
    .detail = 病院（びょういん）に 行（い）った日や、 したこと
item-checkups = 健診（けんしん）
    .detail = 健康診断（けんこうしんだん）の 結果（けっか）
item-operations = 手術（しゅじゅつ）
    .detail = 今（いま）までに した 手術（しゅじゅつ）
item-on = 見せる
item-off = 見せない

## Enrolment
enrolment-title = まだ 保険証（ほけんしょう）では ありません。 登録（とうろく）しますか
enrolment-what = できること
    .value = この カードで 受付（うけつけ）できます
enrolment-cost = お金（かね）
    .value = いりません。 1回（かい）だけです
enrolment-undo = やめる とき
    .value = ここでは できません。 保険（ほけん）に 言（い）います
enrolment-lead = 登録しない ときは、 資格確認書（しかくかくにんしょ）などを 使（つか）えます。 病気（びょうき）の 情報（じょうほう）の ことは、 べつに 聞（き）きます。
enrolment-agree = 登録する
enrolment-decline = 登録しない
registering-title = 保険証（ほけんしょう）に して います
enrolment-receipt = { $year }年{ $month }{ $day }日 { $hour }時{ $minute }分に、 この カードを 保険証（ほけんしょう）として 登録（とうろく）しました。
    .undo = やめる ときは、 入（はい）っている 保険（ほけん）に 言（い）って ください。

## Prescription
prescription-title = くすりの 紙（かみ）は どちらが いいですか
prescription-electronic = 紙なし（電子）
    .how = 「紙なし」：薬局（やっきょく）が コンピューターで うけとります。
prescription-paper = 紙
    .how = 「紙」：紙を もらって、 薬局に わたします。
prescription-lead = あとで 医者（いしゃ）に 「かえたい」と 言（い）っても いいです。

## Checking
checking-title = 保険（ほけん）を たしかめて います
checking-lead = そのまま 待（ま）って ください。
checking-slow = いつもより 時間（じかん）が かかって います。 もう少（すこ）し 待（ま）って ください。

## While the line is down
outage-title = 今（いま）、 つながりません。 保険（ほけん）は、 あとで いいですか
outage-what = あずかるもの
    .value = カードの 名前（なまえ）や 住所（じゅうしょ）など 4つ
outage-where = どこに
    .value = この 機械（きかい）の 中（なか）に、 かぎを かけて
outage-how-long = いつまで
    .value = たしかめるまで。 長（なが）くても 14日（じゅうよっか）
outage-lead = どちらでも、 医者（いしゃ）に 見（み）て もらえます。 窓口（まどぐち）にも、 言（い）って ください。
outage-agree = いいです
outage-decline = いやです
outage-keeping = あずかって います
kept-title = つながったら、 保険（ほけん）を たしかめます
kept-next = 窓口（まどぐち）で 言（い）って ください
kept-lead = 保険（ほけん）は、 まだ たしかめて いません。 あずかったものは、 たしかめたら 消（き）えます。

## Done
done-title = おわりました
done-shared = あなたが えらんだ 情報（じょうほう）を、 この 病院（びょういん）に 見（み）せます。
done-not-shared = 情報（じょうほう）は 見（み）せません。
done-called = 病院（びょういん）の 人が よぶまで、 待（ま）って ください。
done-called-number = この 番号（ばんごう）で よびます。
call-number = 番号（ばんごう） { $number }
done-message = お知（し）らせ
validity-valid = いすに すわって 待（ま）って ください
    .lead = 保険（ほけん）を たしかめました。
validity-lost = 窓口（まどぐち）に 来（き）て ください
    .lead = 保険（ほけん）が かわった人は、 新（あたら）しい 保険を 教（おし）えて ください。
validity-replaced = 窓口（まどぐち）に 来（き）て ください
    .lead = 新（あたら）しい 保険（ほけん）が あります。 窓口（まどぐち）で いっしょに 見（み）ます。
validity-none = 窓口（まどぐち）に 来（き）て ください
    .lead = 保険（ほけん）の 情報（じょうほう）が まだ ありません。 窓口（まどぐち）で いっしょに 見（み）ます。
validity-several = 窓口（まどぐち）に 来（き）て ください
    .lead = 保険（ほけん）の 情報（じょうほう）が 2つ以上（いじょう） あります。 窓口（まどぐち）で いっしょに 見（み）ます。
period-valid = カードの 電子証明書（でんししょうめいしょ）は、 つかえます。
period-expires-soon = { $days ->
        [0] カードの 電子証明書（でんししょうめいしょ）は、 今日（きょう）で おわります。 市役所（しやくしょ）で 新（あたら）しく できます。
       *[other] カードの 電子証明書（でんししょうめいしょ）は、 あと { $days }日で おわります。 市役所（しやくしょ）で 新（あたら）しく できます。
    }
period-grace = カードの 電子証明書（でんししょうめいしょ）は、 おわって います。 今日は 保険だけ たしかめました。 早く 市役所に 行って ください。
period-dead = カードの 電子証明書（でんししょうめいしょ）は、 おわって います。 市役所（しやくしょ）で 新（あたら）しく できます。
month-name = { $month }月
period-until = { $year }年{ $month }{ $day }日までは、 この カードで 受付（うけつけ）できます。

## Card left behind
card-left-title = カードが のこって います
card-left-lead = カードの 人は、 カードを とって ください。 気（き）が ついた人は、 病院（びょういん）の 人に 言（い）って ください。

## Out of service
out-of-service-title = 今（いま）は つかえません
out-of-service-lead = カードを 持（も）って、 窓口（まどぐち）に 来（き）て ください。
closed-title = いまは 受付（うけつけ）の 時間（じかん）では ありません
closed-until = { $month }{ $day }日の { $hour }時{ $minute }分から つかえます。
closed-lead = 急（いそ）ぐ 人は、病院（びょういん）の 人に 言（い）って ください。

## Aloud
spoken-choice = { $name }。{ $key }を おして ください。
spoken-item = { $name }は、いま 「{ $state }」です
spoken-notice = 画面に お知らせが あります。窓口で 聞いて ください。
spoken-volume = 声（こえ）の 大（おお）きさは { $of }の うち { $step }です。
spoken-keys = 星（ほし）の キーを おすと、もう 一度（いちど） 聞（き）けます。たし算（ざん）の キーで 声（こえ）が 大（おお）きく、ひき算（ざん）の キーで 小（ちい）さく なります。
spoken-languages = 星（ほし）の キーを つづけて 2回（かい） おすと、ほかの ことばを えらべます。
key-enter = Enter（エンター）の キー
key-point = 点の キー
key-slash = ななめの 線の キー

## When something did not work
fault-code = 番号（ばんごう） { $code }
fault-start-over = もう一度（いちど） カードを おくか、 窓口（まどぐち）で 聞（き）いて ください。
fault-or-take-card = やめる人は、 カードを とって ください。
fault-card-unreadable = カードを 読（よ）むことが できませんでした
    .why = おく ところが ちがうか、 ケースに 入（はい）って いるかも しれません。
    .next = ケースから 出（だ）して、 もう一度（いちど） おいて ください。
fault-card-of-another-kind = マイナンバーカードでは ありません
    .why = ほかの カードが あります。
    .next = マイナンバーカードを おいて ください。
fault-card-juki = この カードは、 ここでは つかえません
    .why = 住民基本台帳（じゅうみんきほんだいちょう）カードです。
    .next = マイナンバーカードを おくか、 窓口（まどぐち）で 聞（き）いて ください。
fault-card-phone = スマートフォンは、 つかえません
    .why = ここは、 カードを おく ところです。
    .next = マイナンバーカードを おくか、 窓口（まどぐち）で 聞（き）いて ください。
fault-card-taken-early = カードが はなれました
    .why = まだ おわって いませんでした。
    .next = もう一度（いちど）、 カードを おいて ください。
fault-card-not-genuine = カードを たしかめることが できませんでした
    .why = カードの 中（なか）の 情報（じょうほう）を、 正（ただ）しく 読（よ）めませんでした。
    .next = 窓口（まどぐち）で 聞（き）いて ください。
fault-card-unsupported = この カードは、 まだ 読（よ）めません
    .why = 新（あたら）しい マイナンバーカードの ようです。
    .next = 窓口（まどぐち）で 聞（き）いて ください。
fault-certificate-dead = カードを 新（あたら）しく する ときです
    .why = カードの 電子証明書（でんししょうめいしょ）が、 おわって います。
    .next = 今日（きょう）は、 資格確認書（しかくかくにんしょ）などを 窓口（まどぐち）に 出（だ）して ください。 市役所（しやくしょ）で 新しく できます。
fault-certificate-revoked = 今（いま）、 この カードは つかえません
    .why = カードの 電子証明書（でんししょうめいしょ）が、 とまって います。 カードを なくしたと 言（い）った あとや、 新（あたら）しく した あと 1日（いちにち）くらいは、 つかえません。
    .next = 今日（きょう）は、 資格確認書（しかくかくにんしょ）などを 窓口（まどぐち）に 出（だ）して ください。 市役所（しやくしょ）で また つかえるように できます。
fault-code-wrong = 数字（すうじ）が ちがいました
    .why = 入（い）れた 数字（すうじ）が、 カードと ちがいました。
    .next = 暗証番号（あんしょうばんごう）で つづけるか、 病院（びょういん）の 人を よんで ください。
fault-code-blocked = 顔（かお）を つかうことが できません
    .why = 数字（すうじ）を 何回（なんかい）も まちがえたので、 カードが 写真（しゃしん）を 守（まも）って います。
    .next = 暗証番号（あんしょうばんごう）で つづけるか、 病院（びょういん）の 人を よんで ください。
fault-photo-absent = 写真（しゃしん）が ない カードです
    .why = 小（ちい）さい 子（こ）どもの カードには、 写真（しゃしん）が ありません。
    .next = お父（とう）さんか お母（かあ）さんが、 暗証番号（あんしょうばんごう）を 入（い）れて ください。
fault-photo-unusable = カードの 写真（しゃしん）を つかえませんでした
    .why = カードの 写真（しゃしん）に、 顔（かお）が 見（み）つかりませんでした。
    .next = 暗証番号（あんしょうばんごう）で つづけるか、 病院（びょういん）の 人を よんで ください。
fault-face-not-matched = 顔（かお）を たしかめることが できませんでした
    .why = 光（ひかり）や 髪（かみ）で、 できないことが あります。
    .next = 暗証番号（あんしょうばんごう）で つづけるか、 病院（びょういん）の 人を よんで ください。
fault-face-not-live = 顔（かお）を たしかめることが できませんでした
    .why = カメラに、 顔（かお）が よく うつりませんでした。
    .next = 暗証番号（あんしょうばんごう）で つづけるか、 病院（びょういん）の 人を よんで ください。
fault-camera-lost = カメラが つかえません
    .why = カメラの 調子（ちょうし）が 悪（わる）いです。
    .next = 暗証番号（あんしょうばんごう）で つづけるか、 病院（びょういん）の 人を よんで ください。
fault-face-unavailable = 顔（かお）を つかうことが できません
    .why = 顔（かお）を くらべる しくみが、 動（うご）いて いません。
    .next = 暗証番号（あんしょうばんごう）で つづけるか、 病院（びょういん）の 人を よんで ください。
fault-pin-last-try = 暗証番号（あんしょうばんごう）は、 ここで とめました
    .why = あと 1回（かい） まちがえると、 カードが ロックされます。
    .next = 顔（かお）で つづけるか、 病院（びょういん）の 人を よんで ください。
fault-pin-blocked = 暗証番号（あんしょうばんごう）が ロックされて います
    .why = 3回（かい） まちがえると、 カードは とまります。
    .next = 顔（かお）で つづけるか、 病院（びょういん）の 人を よんで ください。 市役所（しやくしょ）で なおせます。
fault-clerk-refused = 病院（びょういん）の 人の かくにんが できませんでした
    .why = 病院（びょういん）の 人の 番号（ばんごう）が ちがいました。
    .next = 窓口（まどぐち）で 待（ま）って ください。
fault-central-unreachable = 保険（ほけん）を たしかめることが できません
    .why = 国（くに）の しくみと、 つながりません。
    .next = カードを 持（も）って、 窓口（まどぐち）に 来（き）て ください。
fault-central-slow = 時間（じかん）が かかって います
    .why = 国（くに）の しくみから、 返事（へんじ）が ありません。
    .next = カードを 持（も）って、 窓口（まどぐち）に 来（き）て ください。
fault-central-refused-kiosk = 保険（ほけん）を たしかめることが できません
    .why = この 機械（きかい）の 登録（とうろく）に、 問題（もんだい）が あります。
    .next = カードを 持（も）って、 窓口（まどぐち）に 来（き）て ください。
fault-central-refused-proof = もう一度（いちど）、 本人（ほんにん）か たしかめます
    .why = うまく たしかめることが できませんでした。
    .next = 窓口（まどぐち）で 聞（き）いて ください。
fault-central-malformed = 保険（ほけん）を たしかめることが できません
    .why = 返事（へんじ）を、 読（よ）めませんでした。
    .next = カードを 持（も）って、 窓口（まどぐち）に 来（き）て ください。
fault-central-closed = 今（いま）、 国（くに）の しくみは お休（やす）みです
    .why = 点検（てんけん）を して います。
    .next = カードを 持（も）って、 窓口（まどぐち）に 来（き）て ください。
fault-consent-not-stored = 情報（じょうほう）は 見（み）せて いません
    .why = えらんだことを、 登録（とうろく）できませんでした。
    .next = 保険（ほけん）の かくにんは、 つづきます。
fault-not-enrolled = まだ 保険証（ほけんしょう）に なって いません
    .why = この カードは、 保険証（ほけんしょう）として 登録（とうろく）されて いません。
    .next = 窓口（まどぐち）で 聞（き）いて ください。 やり方（かた）を 教（おし）えます。
fault-enrolment-declined = 登録（とうろく）しませんでした
    .why = カードは そのままです。 あとで 登録できます。
    .next = 窓口（まどぐち）で 資格確認書（しかくかくにんしょ）などを 見（み）せて ください。
fault-enrolment-needs-proof = もう一度（いちど） たしかめます
    .why = 病院（びょういん）の 人が 見（み）るだけでは、 登録（とうろく）できません。
    .next = 顔（かお）か 暗証番号（あんしょうばんごう）を 使（つか）って ください。
fault-enrolment-needs-pin = 暗証番号（あんしょうばんごう）が いります
    .why = 子（こ）どもの カードは、 暗証番号で 登録（とうろく）します。
    .next = お父（とう）さんか お母（かあ）さんが、 暗証番号を 入（い）れて ください。
fault-only-pin-unusable = 暗証番号（あんしょうばんごう）が 使（つか）えません
    .why = この カードは、 暗証番号で たしかめます。
    .next = 今日（きょう）は 窓口（まどぐち）で 聞（き）いて ください。 暗証番号は 市役所（しやくしょ）で なおせます。
fault-enrolment-closed = 先（さき）に カードを 新（あたら）しく します
    .why = 電子証明書（でんししょうめいしょ）が おわって いるので、 登録（とうろく）できません。
    .next = 今日（きょう）は 資格確認書（しかくかくにんしょ）などを 窓口（まどぐち）に 出（だ）して ください。 市役所（しやくしょ）で 新しく できます。
fault-enrolment-person-unknown = 登録（とうろく）できませんでした
    .why = 保険（ほけん）の 情報（じょうほう）が、 まだ ありません。
    .next = 窓口（まどぐち）で 聞（き）いて ください。 いっしょに 見（み）ます。
fault-enrolment-unclear = 登録（とうろく）できたか、 まだ わかりません
    .why = 国（くに）の しくみから、 返事（へんじ）が ありません。
    .next = もう一度（いちど） カードを おくと、 わかります。 急（いそ）ぐ 人（ひと）は 窓口（まどぐち）に 来（き）て ください。
fault-record-of-another = 窓口（まどぐち）で 確認（かくにん）します
    .why = 保険（ほけん）の 情報（じょうほう）が、 カードと ちがいました。 あなたの まちがいでは ありません。
    .next = 窓口（まどぐち）で 聞（き）いて ください。
fault-enrolled-record-of-another = 窓口（まどぐち）で 確認（かくにん）します
    .why = カードは 登録（とうろく）しました。 でも、 保険（ほけん）の 情報（じょうほう）が、 カードと ちがいました。 あなたの まちがいでは ありません。
    .next = 窓口（まどぐち）で 聞（き）いて ください。
fault-hand-over-failed = 結果（けっか）を 送（おく）れませんでした
    .why = たしかめましたが、 病院（びょういん）の 中（なか）で 送（おく）れませんでした。
    .next = 窓口（まどぐち）で 聞（き）いて ください。
fault-hand-over-character = 結果（けっか）を 送（おく）れませんでした
    .why = たしかめましたが、 病院（びょういん）の 中（なか）で 送（おく）れませんでした。
    .next = 窓口（まどぐち）で 聞（き）いて ください。
fault-reader-lost = カードを 読（よ）む 機械（きかい）が つかえません
    .why = カードを 読（よ）む 機械（きかい）と、 つながりません。
    .next = カードを 持（も）って、 窓口（まどぐち）に 来（き）て ください。
fault-journal-lost = 今（いま）は つかえません
    .why = 記録（きろく）が できないので、 とめて います。
    .next = カードを 持（も）って、 窓口（まどぐち）に 来（き）て ください。
