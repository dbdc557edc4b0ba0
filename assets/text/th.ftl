# Screen text in Thai. Machine-made, to be reviewed by a speaker; docs/languages.md says how.
# What only the staff read stands in their own languages, ja.ftl and en.ftl.

adjust-languages = เลือกภาษา
adjust-size = อักษร
    .now = ขนาดอักษร { $step } จาก { $of }
adjust-theme = สี
    .now = สี { $step } จาก { $of }
adjust-height = ต่ำลง
    .back = สูงขึ้น
adjust-voice = ฟัง
    .now = ฟังอีกครั้ง
still-there = คุณยังอยู่ไหม
    .lead = ถ้าไม่มีใครแตะหน้าจอ เครื่องจะแจ้งเจ้าหน้าที่ว่าลืมบัตร
more-time = ขอเวลาเพิ่ม
help-page = คำอธิบายเพิ่มเติม
call-clerk = เรียกเจ้าหน้าที่
choose-pin = ใช้รหัส PIN
choose-face = ใช้ใบหน้า
back = กลับ
erase = ลบ
confirm = ตกลง
take-card = กรุณารับบัตรคืน
step-card = บัตร
step-identity = ยืนยันตัว
step-consent = ข้อมูล
step-done = ประกัน
step-of = ขั้นที่ { $step } จาก { $of }: { $name }

## Waiting
welcome-title = กรุณาวางบัตร My Number ที่นี่
welcome-lead = วางบัตรบนเครื่องอ่านโดยหงายด้านที่มีรูปขึ้น เราจะตรวจสอบประกันสุขภาพของคุณ
welcome-privacy = กล้องจะดูใบหน้าเพื่อยืนยันว่าเป็นคุณ ไม่มีการเก็บภาพไว้
welcome-without-card = ถ้าไม่มีบัตร กรุณาสอบถามที่เคาน์เตอร์

## Reading
reading-title = กำลังอ่านบัตร
reading-lead = กรุณาวางบัตรไว้อย่างนั้น

## The code on the card
code-title = กรุณาใส่ตัวเลขบนบัตร
code-birth = วันเกิด
    .how = ใส่วันเกิด 6 หลักตามปฏิทินญี่ปุ่น วันที่ 5 เมษายน ปีโชวะ 32 คือ “320405”
code-expiry = หมดอายุ
    .how = ใส่ปีที่บัตรหมดอายุเป็น ค.ศ. 4 หลัก เช่น “2035”
code-security = ใต้รูป
    .how = ใส่ตัวเลข 4 หลักที่อยู่ใต้รูป
code-complete = กรุณากด “ตกลง”
code-wrong = ตัวเลขไม่ตรง กรุณาดูบัตรแล้วใส่อีกครั้ง
code-typed = ใส่แล้ว { $typed } จาก { $of } หลัก
code-lead = กรุณาวางบัตรไว้อย่างนั้นขณะดูตัวเลข

## Face
face-lead = เราจะเทียบใบหน้าของคุณกับรูปในบัตร
face-second-round = ขอดูใบหน้าอีกครั้ง
face-preparing = กำลังเตรียมกล้อง
face-preview = ภาพของคุณจากกล้อง
guidance-no-face = กรุณามองกล้อง
guidance-come-closer = กรุณาเข้ามาใกล้อีกนิด
guidance-step-back = กรุณาถอยหลังนิดหนึ่ง
guidance-move-left = กรุณาขยับไปทางซ้ายเล็กน้อย
guidance-move-right = กรุณาขยับไปทางขวาเล็กน้อย
guidance-move-up = กรุณายกใบหน้าขึ้นเล็กน้อย
guidance-move-down = กรุณาลดใบหน้าลงเล็กน้อย
guidance-look-here = กรุณามองตรง
guidance-too-dark = กรุณาไปที่สว่างกว่านี้
guidance-too-bright = กรุณาหลบแสงจ้า
guidance-hold-still = กรุณาอยู่นิ่งๆ
guidance-one-person-only = ขอเฉพาะเจ้าของบัตร
guidance-take-mask-off = กรุณาถอดหน้ากาก
guidance-turn-left = กรุณาหันหน้าไปทางซ้ายเล็กน้อย
guidance-turn-right = กรุณาหันหน้าไปทางขวาเล็กน้อย
guidance-comparing = กรุณาอยู่อย่างนั้น

## PIN
pin-title = กรุณาใส่รหัส PIN
pin-lead = ตัวเลข 4 หลักที่คุณตั้งไว้ตอนรับบัตร
pin-tries = ใส่ได้อีก { $tries } ครั้ง เมื่อเหลือ 1 ครั้ง เครื่องนี้จะหยุด
pin-wrong = รหัส PIN ไม่ตรง กรุณาใส่อีกครั้ง
pin-signing = กำลังตรวจสอบ กรุณารอสักครู่
pin-privacy = เจ้าหน้าที่จะไม่ถามรหัส PIN ของคุณ
pin-typed = ใส่แล้ว { $typed } จาก { $of } หลัก

## A clerk decides
override-title = เจ้าหน้าที่กำลังมา
override-lead = กรุณาวางบัตรไว้อย่างนั้นและรอ

## Sharing
consent-title = จะให้ข้อมูลการรักษาที่ผ่านมาหรือไม่
consent-what = อะไร
    .value = ยา การรักษา การตรวจสุขภาพ การผ่าตัด
consent-whom = ให้ใคร
    .value = สถานพยาบาลนี้
consent-how-long = นานเท่าไร
    .value = 24 ชั่วโมงนับจากนี้
consent-refusal = แม้ไม่ให้ข้อมูล ก็ตรวจสอบประกันได้
consent-all = ให้ทั้งหมด
consent-items = เลือกทีละอย่าง
consent-none = ไม่ให้
consent-items-title = เลือกข้อมูลที่จะให้
consent-items-lead = กดแต่ละครั้งจะสลับ “ให้” กับ “ไม่ให้”
item-medicines = ยา
    .detail = ยาที่เคยได้รับ
item-treatments = การรักษา
    .detail = วันที่รักษาและรายละเอียด
item-checkups = ตรวจสุขภาพ
    .detail = ผลการตรวจสุขภาพ
item-operations = การผ่าตัด
    .detail = การผ่าตัดที่ผ่านมา
item-on = ให้
item-off = ไม่ให้

## Prescription
prescription-title = หากมีใบสั่งยา ต้องการรับแบบใด
prescription-electronic = แบบอิเล็กทรอนิกส์
    .how = “แบบอิเล็กทรอนิกส์” ร้านยารับเป็นข้อมูล
prescription-paper = แบบกระดาษ
    .how = “แบบกระดาษ” นำกระดาษไปที่ร้านยา
prescription-lead = ตอนพบแพทย์ยังขอเปลี่ยนได้

## Checking
checking-title = กำลังตรวจสอบประกัน
checking-lead = กรุณารอสักครู่
checking-slow = ใช้เวลานานกว่าปกติ กรุณารออีกสักครู่

## Done
done-title = ตรวจสอบเสร็จแล้ว
done-shared = ข้อมูลที่คุณเลือกจะให้แก่สถานพยาบาลนี้
done-not-shared = ไม่มีการให้ข้อมูลการรักษา
done-called = กรุณารอจนกว่าเจ้าหน้าที่จะเรียก
done-message = ประกาศจากหน่วยงานตรวจสอบ
validity-valid = กรุณานั่งรอ
    .lead = ยืนยันประกันของคุณแล้ว
validity-lost = กรุณามาที่เคาน์เตอร์
    .lead = ถ้าเปลี่ยนประกัน กรุณาแจ้งประกันใหม่ที่เคาน์เตอร์
validity-replaced = กรุณามาที่เคาน์เตอร์
    .lead = พบประกันใหม่ เราจะดูด้วยกันที่เคาน์เตอร์
validity-none = กรุณามาที่เคาน์เตอร์
    .lead = ข้อมูลประกันน่าจะยังมาไม่ถึง เราจะดูด้วยกันที่เคาน์เตอร์
validity-several = กรุณามาที่เคาน์เตอร์
    .lead = มีข้อมูลประกันมากกว่า 1 รายการ เราจะดูด้วยกันที่เคาน์เตอร์
period-valid = ใบรับรองในบัตรยังไม่หมดอายุ
period-expires-soon = { $days ->
        [0] ใบรับรองในบัตรหมดอายุวันนี้ ต่ออายุได้ที่สำนักงานเขตหรือเทศบาล
       *[other] ใบรับรองในบัตรจะหมดอายุในอีก { $days } วัน ต่ออายุได้ที่สำนักงานเขตหรือเทศบาล
    }
period-grace = ใบรับรองในบัตรหมดอายุแล้ว วันนี้ตรวจสอบเฉพาะประกัน กรุณาต่ออายุที่สำนักงานเขตหรือเทศบาลโดยเร็ว
period-dead = ใบรับรองในบัตรหมดอายุแล้ว ต่ออายุได้ที่สำนักงานเขตหรือเทศบาล

## Card left behind
card-left-title = มีบัตรลืมไว้
card-left-lead = เจ้าของบัตรกรุณารับคืน ผู้พบเห็นกรุณาแจ้งเจ้าหน้าที่

## Out of service
out-of-service-title = ขณะนี้ใช้งานไม่ได้
out-of-service-lead = กรุณานำบัตรมาที่เคาน์เตอร์

## Aloud
spoken-choice = { $name }: กด { $key }
spoken-item = { $name } ตอนนี้: { $state }
spoken-notice = มีประกาศบนหน้าจอ กรุณาสอบถามที่เคาน์เตอร์
spoken-volume = ระดับเสียงอยู่ที่ { $step } จาก { $of }
spoken-keys = กดปุ่มดอกจันเพื่อฟังอีกครั้ง กดปุ่มบวกเพื่อเพิ่มเสียง กดปุ่มลบเพื่อลดเสียง
key-enter = ปุ่ม Enter
key-point = ปุ่มจุด
key-slash = ปุ่มทับ

## When something did not work
fault-code = หมายเลข { $code }
fault-start-over = กรุณาวางบัตรอีกครั้ง หรือสอบถามที่เคาน์เตอร์
fault-or-take-card = ถ้าต้องการหยุด กรุณารับบัตรคืน
fault-card-unreadable = อ่านบัตรไม่ได้
    .why = บัตรอาจวางไม่ตรง หรือยังอยู่ในซอง
    .next = นำบัตรออกจากซองแล้ววางอีกครั้ง
fault-card-of-another-kind = ไม่ใช่บัตร My Number
    .why = มีบัตรอื่นวางอยู่
    .next = กรุณาวางบัตร My Number
fault-card-juki = บัตรนี้ใช้ที่นี่ไม่ได้
    .why = เป็นบัตรทะเบียนราษฎร (住民基本台帳カード)
    .next = กรุณาวางบัตร My Number หรือสอบถามที่เคาน์เตอร์
fault-card-phone = ที่นี่อ่านโทรศัพท์ไม่ได้
    .why = ที่นี่เป็นที่วางบัตร
    .next = กรุณาวางบัตร My Number หรือสอบถามที่เคาน์เตอร์
fault-card-taken-early = บัตรถูกยกออกก่อนเวลา
    .why = การตรวจสอบยังไม่เสร็จ
    .next = กรุณาวางบัตรอีกครั้ง
fault-card-not-genuine = ยืนยันข้อมูลในบัตรไม่ได้
    .why = อ่านข้อมูลในชิปได้ไม่ถูกต้อง
    .next = กรุณาสอบถามที่เคาน์เตอร์
fault-card-unsupported = ยังอ่านบัตรนี้ที่นี่ไม่ได้
    .why = ดูเหมือนเป็นบัตร My Number แบบใหม่
    .next = กรุณาสอบถามที่เคาน์เตอร์
fault-certificate-dead = ต้องต่ออายุบัตร
    .why = ใบรับรองในบัตรหมดอายุแล้ว
    .next = วันนี้กรุณาแสดง 資格確認書 หรือเอกสารอื่นที่เคาน์เตอร์ ต่ออายุได้ที่สำนักงานเขตหรือเทศบาล
fault-certificate-revoked = ขณะนี้ใช้บัตรไม่ได้
    .why = ใบรับรองในบัตรถูกระงับ
    .next = กรุณาสอบถามที่เคาน์เตอร์ บัตรที่เพิ่งต่ออายุอาจใช้เวลาหนึ่งวันจึงใช้ได้
fault-code-wrong = ตัวเลขบนบัตรไม่ตรง
    .why = ตัวเลขที่ใส่ต่างจากบนบัตร
    .next = กรุณาใช้รหัส PIN ต่อ หรือเรียกเจ้าหน้าที่
fault-code-blocked = ใช้ใบหน้าไม่ได้
    .why = ใส่ตัวเลขผิดหลายครั้ง บัตรจึงป้องกันรูปไว้
    .next = กรุณาใช้รหัส PIN ต่อ หรือเรียกเจ้าหน้าที่
fault-photo-absent = บัตรนี้ไม่มีรูป
    .why = บัตรของเด็กเล็กไม่มีรูป
    .next = ผู้ปกครองกรุณาใส่รหัส PIN
fault-photo-unusable = ใช้รูปในบัตรไม่ได้
    .why = ไม่พบใบหน้าในรูป
    .next = กรุณาใช้รหัส PIN ต่อ หรือเรียกเจ้าหน้าที่
fault-face-not-matched = ยืนยันใบหน้าไม่ได้
    .why = อาจเป็นเพราะแสงหรือทรงผม
    .next = กรุณาใช้รหัส PIN ต่อ หรือเรียกเจ้าหน้าที่
fault-face-not-live = ยืนยันใบหน้าไม่ได้
    .why = กล้องเห็นใบหน้าไม่ชัด
    .next = กรุณาใช้รหัส PIN ต่อ หรือเรียกเจ้าหน้าที่
fault-camera-lost = กล้องใช้งานไม่ได้
    .why = กล้องน่าจะขัดข้อง
    .next = กรุณาใช้รหัส PIN ต่อ หรือเรียกเจ้าหน้าที่
fault-face-unavailable = ใช้ใบหน้าไม่ได้
    .why = ส่วนเทียบใบหน้าไม่ทำงาน
    .next = กรุณาใช้รหัส PIN ต่อ หรือเรียกเจ้าหน้าที่
fault-pin-last-try = หยุดตรงนี้เพื่อรักษาบัตรของคุณ
    .why = ถ้าผิดอีกครั้ง บัตรจะถูกล็อก
    .next = กรุณาใช้ใบหน้าต่อ หรือเรียกเจ้าหน้าที่
fault-pin-blocked = รหัส PIN ถูกล็อก
    .why = บัตรจะล็อกเมื่อใส่ผิด 3 ครั้ง
    .next = กรุณาใช้ใบหน้าต่อ หรือเรียกเจ้าหน้าที่ ปลดล็อกได้ที่สำนักงานเขตหรือเทศบาล
fault-clerk-refused = เจ้าหน้าที่ยืนยันไม่ได้
    .why = หมายเลขเจ้าหน้าที่ไม่ตรง
    .next = กรุณารอที่เคาน์เตอร์
fault-central-unreachable = ตรวจสอบประกันไม่ได้
    .why = เชื่อมต่อระบบกลางไม่ได้
    .next = กรุณานำบัตรมาที่เคาน์เตอร์
fault-central-slow = การตรวจสอบใช้เวลานาน
    .why = ระบบกลางไม่ตอบ
    .next = กรุณานำบัตรมาที่เคาน์เตอร์
fault-central-refused-kiosk = ตรวจสอบประกันไม่ได้
    .why = การลงทะเบียนของเครื่องนี้มีปัญหา
    .next = กรุณานำบัตรมาที่เคาน์เตอร์
fault-central-refused-proof = ต้องยืนยันตัวอีกครั้ง
    .why = ผลการยืนยันไม่ได้รับการยอมรับ
    .next = กรุณาสอบถามที่เคาน์เตอร์
fault-central-malformed = ตรวจสอบประกันไม่ได้
    .why = อ่านคำตอบที่ได้รับไม่ได้
    .next = กรุณานำบัตรมาที่เคาน์เตอร์
fault-central-closed = ขณะนี้ปิดการตรวจสอบ
    .why = ระบบกลางกำลังบำรุงรักษา
    .next = กรุณานำบัตรมาที่เคาน์เตอร์
fault-consent-not-stored = ไม่ได้ให้ข้อมูลการรักษา
    .why = บันทึกสิ่งที่คุณเลือกไม่ได้
    .next = การตรวจสอบประกันยังดำเนินต่อไป
fault-not-enrolled = บัตรยังไม่ได้ลงทะเบียนเป็นบัตรประกัน
    .why = บัตรนี้ยังไม่ได้ลงทะเบียนประกันสุขภาพ
    .next = กรุณาสอบถามที่เคาน์เตอร์ เราจะแนะนำวิธีลงทะเบียน
fault-record-of-another = ต้องตรวจสอบที่เคาน์เตอร์
    .why = ข้อมูลประกันไม่ตรงกับบัตรของคุณ ไม่ใช่ความผิดของคุณ
    .next = กรุณาสอบถามที่เคาน์เตอร์
fault-hand-over-failed = ส่งผลไปที่เคาน์เตอร์ไม่ได้
    .why = ตรวจสอบแล้ว แต่ส่งภายในโรงพยาบาลไม่ได้
    .next = กรุณาสอบถามที่เคาน์เตอร์
fault-hand-over-character = ส่งผลไปที่เคาน์เตอร์ไม่ได้
    .why = ตรวจสอบแล้ว แต่ส่งภายในโรงพยาบาลไม่ได้
    .next = กรุณาสอบถามที่เคาน์เตอร์
fault-reader-lost = เครื่องอ่านบัตรใช้งานไม่ได้
    .why = เชื่อมต่อเครื่องอ่านไม่ได้
    .next = กรุณานำบัตรมาที่เคาน์เตอร์
fault-journal-lost = ขณะนี้ใช้งานไม่ได้
    .why = บันทึกไม่ได้ จึงหยุดรับบริการ
    .next = กรุณานำบัตรมาที่เคาน์เตอร์
