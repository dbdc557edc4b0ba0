# Screen text in Filipino (Tagalog). Machine-made, to be reviewed by a speaker; docs/languages.md says how.
# What only the staff read stands in their own languages, ja.ftl and en.ftl.

adjust-languages = Pumili ng wika
adjust-size = Letra
    .now = Laki ng letra { $step } sa { $of }
adjust-theme = Kulay
    .now = Kulay { $step } sa { $of }
adjust-height = Ibaba
    .back = Itaas
adjust-voice = Dinig
    .now = Pakinggan muli
still-there = Nandiyan pa po ba kayo?
    .lead = Kung walang hihipo sa screen, ituturing na naiwan ang card.
more-time = Dagdag na oras
help-page = Iba pang paliwanag
call-clerk = Tumawag ng kawani
choose-pin = Gamitin ang PIN
choose-face = Gamitin ang mukha
back = Bumalik
erase = Burahin
confirm = OK
take-card = Kunin po ang inyong card
    .whose = Kung hindi sa pasyente ang pangalan sa card, sabihin po sa counter.
step-card = Card
step-identity = Pagkakakilanlan
step-consent = Pagbabahagi
step-done = Insurance
step-of = Hakbang { $step } sa { $of }: { $name }

## Waiting
welcome-title = { $reader ->
   *[tray] Ilagay dito ang My Number Card
    [slot] Ipasok dito ang My Number Card
    [top] Ipasok dito ang My Number Card
}
welcome-lead = { $reader ->
   *[tray] Ilagay ang card sa reader na nakaharap pataas ang litrato. Susuriin namin ang inyong health insurance.
    [slot] Ipasok ang card hanggang dulo na nakaharap pataas ang litrato. Susuriin namin ang inyong health insurance.
    [top] Ipasok ang card mula sa itaas na nakaharap sa inyo ang litrato. Susuriin namin ang inyong health insurance.
}
welcome-privacy = Tinitingnan ng camera ang mukha para matiyak na kayo ito. Hindi itinatago ang larawan.
welcome-without-card = Walang card? Magtanong po sa counter.

## Reading
reading-title = Binabasa ang card
reading-lead = Huwag po munang galawin ang card.

## The code on the card
code-title = Ilagay ang mga numero sa card
code-birth = Kapanganakan
    .how = Ilagay ang araw ng kapanganakan, 6 na numero sa kalendaryong Hapon. Ang Abril 5, Showa 32 ay “320405”.
code-expiry = Bisa hanggang
    .how = Ilagay ang taon ng pagkawala ng bisa ng card, 4 na numero, gaya ng “2035”.
code-security = Sa ilalim
    .how = Ilagay ang 4 na numero sa ilalim ng litrato.
code-complete = Pindutin po ang “OK”.
code-wrong = Hindi tugma ang mga numero. Tingnan ang card at subukan ulit.
code-typed = { $typed } sa { $of } numero ang nailagay
code-lead = Iwan ang card sa lugar habang binabasa.

## Face
face-lead = Ikinukumpara ang mukha ninyo sa litrato ng card.
face-second-round = Titingnan po ulit namin.
face-preparing = Inihahanda ang camera
face-preview = Kayo, sa tingin ng camera
guidance-no-face = Tumingin po sa camera
guidance-come-closer = Lumapit po nang kaunti
guidance-step-back = Umatras po nang kaunti
guidance-move-left = Gumalaw po nang kaunti pakaliwa
guidance-move-right = Gumalaw po nang kaunti pakanan
guidance-move-up = Itaas po nang kaunti ang mukha
guidance-move-down = Ibaba po nang kaunti ang mukha
guidance-look-here = Tumingin po nang diretso
guidance-too-dark = Lumipat po sa mas maliwanag
guidance-too-bright = Umiwas po sa nakasisilaw na ilaw
guidance-light-behind = Umiwas po sa ilaw sa likod
guidance-hold-still = Huwag po munang gumalaw
guidance-one-person-only = Ang may-ari lang ng card, pakiusap
guidance-take-mask-off = Alisin po ang mask
guidance-show-eyes = Ipakita po ang dalawang mata
guidance-turn-left = Ibaling po nang kaunti ang ulo sa kaliwa
guidance-turn-right = Ibaling po nang kaunti ang ulo sa kanan
guidance-comparing = Manatili po nang ganyan

## PIN
pin-title = Ilagay ang PIN
pin-lead = Ang 4 na numerong pinili ninyo nang tanggapin ang card.
pin-tries = { $tries ->
        [one] Puwede pang sumubok nang { $tries } beses. Kapag 1 na lang, titigil ang makinang ito.
       *[other] Puwede pang sumubok nang { $tries } beses. Kapag 1 na lang, titigil ang makinang ito.
    }
pin-wrong = Hindi tugma ang PIN. Subukan po ulit.
pin-signing = Sinusuri. Maghintay po.
pin-privacy = Hindi kailanman itatanong ng kawani ang PIN ninyo.
pin-typed = { $typed } sa { $of } numero ang nailagay

## A clerk decides
override-title = Parating na ang kawani
override-lead = Iwan ang card sa lugar at maghintay po.

## Sharing
consent-title = Ibabahagi ba ang inyong rekord medikal?
consent-what = Ano
    .value = Gamot, paggamot, check-up, operasyon
consent-whom = Kanino
    .value = Sa ospital o klinikang ito
consent-how-long = Hanggang kailan
    .value = 24 na oras mula ngayon
consent-refusal = Kahit hindi ibahagi, masusuri pa rin ang insurance.
consent-all = Ibahagi lahat
consent-items = Pumili isa-isa
consent-none = Huwag ibahagi
consent-items-title = Piliin ang ibabahagi
consent-items-lead = Bawat pindot ay nagpapalit sa “Oo” at “Hindi”.
item-medicines = Gamot
    .detail = Mga gamot na natanggap
item-treatments = Paggamot
    .detail = Mga pagbisita at ginawa
item-checkups = Check-up
    .detail = Ang mga resulta
item-operations = Operasyon
    .detail = Mga operasyong nagawa na
item-on = Oo
item-off = Hindi

## Enrolment
enrolment-title = Hindi pa insurance card ang card na ito. Irehistro ngayon?
enrolment-what = Para saan
    .value = Mula ngayon, sapat na ang card na ito sa reception
enrolment-cost = Ilang beses
    .value = Isang beses lang, walang bayad
enrolment-undo = Pag-urong
    .value = Hindi puwede rito. Sabihin sa inyong health insurance
enrolment-lead = Kung hindi irerehistro, puwede ang 資格確認書 o ibang dokumento. Itatanong nang hiwalay ang tungkol sa rekord medikal.
enrolment-agree = Irehistro
enrolment-decline = Huwag irehistro
registering-title = Inirerehistro ang card sa insurance
enrolment-receipt = Katibayan: noong { $month } { $day }, { $year }, { $hour }:{ $minute }, nairehistro ang card na ito para sa health insurance.
    .undo = Hindi ito mababawi rito. Kaya ito ng inyong health insurance.

## Prescription
prescription-title = Kung may reseta, paano po ninyo gustong matanggap?
prescription-electronic = Electronic
    .how = “Electronic”: matatanggap ito ng botika bilang data.
prescription-paper = Papel
    .how = “Papel”: dadalhin ninyo ang papel sa botika.
prescription-lead = Puwede pa rin ninyong ipabago sa doktor.

## Checking
checking-title = Sinusuri ang insurance
checking-lead = Maghintay po sandali.
checking-slow = Mas matagal ito kaysa karaniwan. Maghintay pa po nang kaunti.

## While the line is down
outage-title = Putol ang linya. Puwede ba naming suriin ang insurance pagbalik nito?
outage-what = Itatago namin
    .value = Pangalan, kasarian, kapanganakan, tirahan
outage-where = Saan
    .value = Sa makinang ito, nakakandado
outage-how-long = Gaano katagal
    .value = Hanggang masuri; 14 araw ang pinakamatagal
outage-lead = Hindi makakonekta sa pambansang sistema. Gagamutin kayo alinman ang piliin. Sabihin din sa counter.
outage-agree = Oo, mamaya
outage-decline = Hindi
outage-keeping = Itinatago nang ligtas
kept-title = Susuriin ang insurance pagbalik ng linya
kept-next = Sabihin po sa counter
kept-lead = Hindi pa nasusuri ang insurance. Buburahin ang itinago pagkatapos masuri.

## Done
done-title = Tapos na ang pagsusuri
done-shared = Ang pinili ninyo ay ibinabahagi sa ospital o klinikang ito.
done-not-shared = Walang rekord medikal na ibinabahagi.
done-called = Maghintay po hanggang tawagin kayo ng kawani.
done-called-number = Tatawagin po kayo sa numerong ito.
call-number = Numero ninyo: { $number }
done-message = Paunawa mula sa tagasuri
validity-valid = Maupo po at maghintay
    .lead = Natiyak na ang inyong insurance.
validity-lost = Pumunta po sa counter
    .lead = Kung nagbago ang insurance, sabihin po ang bago sa counter.
validity-replaced = Pumunta po sa counter
    .lead = May nakitang mas bagong insurance. Titingnan namin ito kasama ninyo.
validity-none = Pumunta po sa counter
    .lead = Mukhang hindi pa dumarating ang rekord ng insurance. Titingnan namin ito kasama ninyo.
validity-several = Pumunta po sa counter
    .lead = Higit sa isa ang rekord ng insurance. Titingnan namin ito kasama ninyo.
period-valid = May bisa ang sertipiko ng card.
period-expires-soon = { $days ->
        [0] Mawawalan ng bisa ngayon ang sertipiko ng card. Mare-renew ito sa city hall.
        [one] Mawawalan ng bisa ang sertipiko ng card sa loob ng { $days } araw. Mare-renew ito sa city hall.
       *[other] Mawawalan ng bisa ang sertipiko ng card sa loob ng { $days } na araw. Mare-renew ito sa city hall.
    }
period-grace = Wala nang bisa ang sertipiko ng card. Insurance lang ang nasuri ngayon. I-renew po agad sa city hall.
period-dead = Wala nang bisa ang sertipiko ng card. Mare-renew ito sa city hall.
month-name = { $month ->
        [1] Enero
        [2] Pebrero
        [3] Marso
        [4] Abril
        [5] Mayo
        [6] Hunyo
        [7] Hulyo
        [8] Agosto
        [9] Setyembre
        [10] Oktubre
        [11] Nobyembre
       *[12] Disyembre
    }
period-until = Magagamit ang card dito hanggang { $month } { $day }, { $year }.

## Card left behind
card-left-title = May naiwang card
card-left-lead = May-ari ng card, kunin po ito. Kung may nakakita, sabihin po sa kawani.

## Out of service
out-of-service-title = Hindi magagamit ngayon
out-of-service-lead = Dalhin po ang card sa counter.
closed-title = Sarado po ngayon
closed-until = Magbubukas sa { $month } { $day }, { $hour }:{ $minute }.
closed-lead = Kung apurado, lumapit po sa kawani.

## Aloud
spoken-choice = { $name }: pindutin ang { $key }.
spoken-item = { $name }, ngayon: { $state }
spoken-notice = May paunawa sa screen. Magtanong po sa counter.
spoken-volume = Ang lakas ng boses ay { $step } sa { $of }.
spoken-keys = Pindutin ang asterisk para marinig muli, ang plus para lumakas ang boses, at ang minus para humina.
spoken-languages = Para sa ibang wika, pindutin nang dalawang beses ang asterisk.
key-enter = Enter
key-point = ang tuldok
key-slash = ang slash

## When something did not work
fault-code = Blg. { $code }
fault-start-over = { $reader ->
   *[tray] Ilagay ulit ang card, o magtanong sa counter.
    [slot] Ipasok ulit ang card, o magtanong sa counter.
    [top] Ipasok ulit ang card, o magtanong sa counter.
}
fault-or-take-card = Kung hihinto na, kunin po ang card.
fault-take-phone = Kunin po ang inyong telepono
fault-card-unreadable = Hindi mabasa ang card
    .why = Baka wala sa tamang lugar o nasa lalagyan pa.
    .next = { $reader ->
       *[tray] Alisin sa lalagyan at ilagay ulit ang card.
        [slot] Alisin sa lalagyan at ipasok ulit ang card.
        [top] Alisin sa lalagyan at ipasok ulit ang card.
    }
fault-card-of-another-kind = Hindi ito My Number Card
    .why = Ibang card ang nasa reader.
    .next = { $reader ->
       *[tray] Ilagay ang My Number Card.
        [slot] Ipasok ang My Number Card.
        [top] Ipasok ang My Number Card.
    }
fault-card-juki = Hindi magagamit dito ang card na ito
    .why = Ito ay lumang card ng residente (住民基本台帳カード).
    .next = { $reader ->
       *[tray] Ilagay ang My Number Card, o magtanong sa counter.
        [slot] Ipasok ang My Number Card, o magtanong sa counter.
        [top] Ipasok ang My Number Card, o magtanong sa counter.
    }
fault-card-phone = Hindi mababasa rito ang telepono
    .why = Ito ay lugar para sa card.
    .next = { $reader ->
       *[tray] Ilagay ang My Number Card, o magtanong sa counter.
        [slot] Ipasok ang My Number Card, o magtanong sa counter.
        [top] Ipasok ang My Number Card, o magtanong sa counter.
    }
fault-card-taken-early = Masyadong maagang naalis ang card
    .why = Hindi pa tapos ang pagsusuri.
    .next = { $reader ->
       *[tray] Ilagay po ulit ang card.
        [slot] Ipasok po ulit ang card.
        [top] Ipasok po ulit ang card.
    }
fault-card-not-genuine = Hindi matiyak ang card
    .why = Hindi nabasa nang tama ang laman ng chip.
    .next = Magtanong po sa counter.
fault-card-unsupported = Hindi pa mababasa rito ang card na ito
    .why = Mukhang bagong uri ito ng My Number Card.
    .next = Magtanong sa counter.
fault-certificate-dead = Kailangang i-renew ang card
    .why = Wala nang bisa ang sertipiko ng card.
    .next = Ngayon, ipakita sa counter ang 資格確認書 o ibang dokumento. Nire-renew ang card sa city hall.
fault-certificate-revoked = Hindi magagamit ang card ngayon
    .why = Nakahinto ang sertipiko ng card: iniulat itong nawala, o wala pang isang araw mula nang i-renew.
    .next = Ngayon, ipakita sa counter ang 資格確認書 o ibang dokumento. Mapapagana ulit ito sa city hall.
fault-code-wrong = Hindi tugma ang mga numero
    .why = Iba ang nailagay sa nasa card.
    .next = Magpatuloy gamit ang PIN, o tumawag ng kawani.
fault-code-blocked = Hindi magagamit ang mukha
    .why = Matapos ang maraming maling numero, pinoprotektahan ng card ang litrato.
    .next = Magpatuloy gamit ang PIN, o tumawag ng kawani.
fault-photo-absent = Walang litrato ang card na ito
    .why = Walang litrato ang card ng maliliit na bata.
    .next = Magulang o tagapag-alaga, ilagay po ang PIN.
fault-photo-unusable = Hindi magamit ang litrato ng card
    .why = Walang nakitang mukha rito.
    .next = Magpatuloy gamit ang PIN, o tumawag ng kawani.
fault-face-not-matched = Hindi matiyak ang inyong mukha
    .why = Maaaring dahil sa ilaw o bagong ayos ng buhok.
    .next = Magpatuloy gamit ang PIN, o tumawag ng kawani.
fault-face-not-live = Hindi matiyak ang inyong mukha
    .why = Hindi malinaw na nakita ng camera ang mukha.
    .next = Magpatuloy gamit ang PIN, o tumawag ng kawani.
fault-camera-lost = Hindi gumagana ang camera
    .why = May problema ang camera.
    .next = Magpatuloy gamit ang PIN, o tumawag ng kawani.
fault-face-unavailable = Hindi magagamit ang mukha
    .why = Hindi tumatakbo ang paghahambing ng mukha.
    .next = Magpatuloy gamit ang PIN, o tumawag ng kawani.
fault-pin-last-try = Huminto rito para ingatan ang card
    .why = Isa pang maling PIN at mala-lock ang card.
    .next = Magpatuloy gamit ang mukha, o tumawag ng kawani.
fault-pin-blocked = Naka-lock ang PIN
    .why = Nala-lock ang card sa 3 maling PIN.
    .next = Magpatuloy gamit ang mukha, o tumawag ng kawani. Mabubuksan ito sa city hall.
fault-clerk-refused = Hindi natiyak ng kawani
    .why = Hindi tugma ang numero ng kawani.
    .next = Maghintay po sa counter.
fault-central-unreachable = Hindi masuri ang insurance
    .why = Hindi makakonekta sa pambansang sistema.
    .next = Dalhin po ang card sa counter.
fault-central-slow = Masyadong matagal ang pagsusuri
    .why = Hindi sumasagot ang pambansang sistema.
    .next = Dalhin po ang card sa counter.
fault-central-refused-kiosk = Hindi masuri ang insurance
    .why = May problema sa rehistro ng makinang ito.
    .next = Dalhin po ang card sa counter.
fault-central-refused-proof = Kailangang tiyakin ulit kung sino kayo
    .why = Hindi tinanggap ang pagtiyak.
    .next = Magtanong po sa counter.
fault-central-malformed = Hindi masuri ang insurance
    .why = Hindi maunawaan ang sagot.
    .next = Dalhin po ang card sa counter.
fault-central-closed = Sarado ngayon ang pagsusuri
    .why = Inaayos ang pambansang sistema.
    .next = Dalhin po ang card sa counter.
fault-consent-not-stored = Hindi ibinahagi ang rekord
    .why = Hindi nairehistro ang inyong pinili.
    .next = Tuloy ang pagsusuri ng insurance.
fault-not-enrolled = Hindi pa insurance card ang card na ito
    .why = Hindi pa ito nakarehistro para sa health insurance.
    .next = Magtanong po sa counter. Ituturo namin ang pagrehistro.
fault-enrolment-declined = Hindi nairehistro ang card
    .why = Walang nagbago sa card. Puwede pa itong irehistro mamaya.
    .next = Ipakita po sa counter ang 資格確認書 o ibang dokumento.
fault-enrolment-needs-proof = Para magrehistro, tiyakin kung sino kayo
    .why = Hindi sapat ang pagtiyak ng kawani.
    .next = Gamitin po ang mukha o PIN.
fault-enrolment-needs-pin = Kailangan ang PIN para magrehistro
    .why = Inirerehistro ang card ng bata gamit ang PIN.
    .next = Magulang o tagapag-alaga, ilagay po ang PIN.
fault-only-pin-unusable = Hindi magamit ang PIN
    .why = PIN lang ang puwede sa pagsuri ng card na ito.
    .next = Ngayon, magtanong po sa counter. Mapapalitan ang PIN sa city hall.
fault-enrolment-closed = Kailangan munang i-renew ang card
    .why = Wala nang bisa ang sertipiko ng card kaya hindi mairehistro.
    .next = Ngayon, ipakita sa counter ang 資格確認書 o ibang dokumento. Nire-renew ang card sa city hall.
fault-enrolment-person-unknown = Hindi nairehistro ang card
    .why = Mukhang hindi pa dumarating ang rekord ng insurance.
    .next = Magtanong po sa counter. Titingnan namin ito kasama ninyo.
fault-enrolment-unclear = Hindi pa alam kung nairehistro na
    .why = Hindi sumasagot ang pambansang sistema.
    .next = { $reader ->
       *[tray] Ilagay muli ang card para malaman. Kung nagmamadali, pumunta po sa counter.
        [slot] Ipasok muli ang card para malaman. Kung nagmamadali, pumunta po sa counter.
        [top] Ipasok muli ang card para malaman. Kung nagmamadali, pumunta po sa counter.
    }
fault-record-of-another = Kailangang suriin ito sa counter
    .why = Hindi tugma sa card ninyo ang rekord ng insurance. Hindi ninyo ito pagkakamali.
    .next = Magtanong sa counter.
fault-enrolled-record-of-another = Kailangang suriin ito sa counter
    .why = Nairehistro na ang card, pero hindi tugma rito ang dumating na rekord ng insurance. Hindi ninyo ito pagkakamali.
    .next = Magtanong sa counter.
fault-hand-over-failed = Hindi naipadala ang resulta
    .why = Maayos ang pagsusuri, pero hindi naipadala sa loob ng ospital.
    .next = Magtanong po sa counter.
fault-hand-over-character = Hindi naipadala ang resulta
    .why = Maayos ang pagsusuri, pero hindi naipadala sa loob ng ospital.
    .next = Magtanong po sa counter.
fault-reader-lost = Hindi gumagana ang card reader
    .why = Hindi makakonekta sa reader.
    .next = Dalhin po ang card sa counter.
fault-journal-lost = Hindi magagamit ngayon
    .why = Huminto ang makina dahil hindi makapagtala.
    .next = Dalhin po ang card sa counter.
