# Screen text in Vietnamese. Machine-made, to be reviewed by a speaker; docs/languages.md says how.
# What only the staff read stands in their own languages, ja.ftl and en.ftl.

adjust-languages = Chọn ngôn ngữ
adjust-size = Chữ
    .now = Cỡ chữ { $step } trên { $of }
adjust-theme = Màu
    .now = Màu { $step } trên { $of }
adjust-height = Thấp
    .back = Cao
adjust-voice = Nghe
    .now = Nghe lại
still-there = Quý vị còn ở đó không?
    .lead = Nếu không ai chạm màn hình, máy sẽ báo là thẻ bị bỏ quên.
more-time = Thêm thời gian
help-page = Giải thích thêm
call-clerk = Gọi nhân viên
choose-pin = Dùng mã PIN
choose-face = Dùng khuôn mặt
back = Quay lại
erase = Xóa
confirm = Đồng ý
take-card = Xin lấy lại thẻ
    .whose = Nếu tên trên thẻ không phải của người khám, xin báo với quầy.
step-card = Thẻ
step-identity = Xác nhận
step-consent = Chia sẻ
step-done = Bảo hiểm
step-of = Bước { $step } trên { $of }: { $name }

## Waiting
welcome-title = { $reader ->
   *[tray] Xin đặt thẻ My Number vào đây
    [slot] Xin đưa thẻ My Number vào đây
    [top] Xin đưa thẻ My Number vào đây
}
welcome-lead = { $reader ->
   *[tray] Đặt thẻ lên máy đọc, mặt có ảnh hướng lên trên. Chúng tôi sẽ kiểm tra bảo hiểm y tế của quý vị.
    [slot] Đẩy thẻ vào hết, mặt có ảnh hướng lên trên. Chúng tôi sẽ kiểm tra bảo hiểm y tế của quý vị.
    [top] Đưa thẻ vào từ phía trên, mặt có ảnh hướng về quý vị. Chúng tôi sẽ kiểm tra bảo hiểm y tế của quý vị.
}
welcome-privacy = Máy ảnh nhìn khuôn mặt để xác nhận đúng là quý vị. Hình ảnh không được lưu lại.
welcome-without-card = Nếu không có thẻ, xin hỏi tại quầy.

## Reading
reading-title = Đang đọc thẻ
reading-lead = Xin để yên thẻ.

## The code on the card
code-title = Nhập các số trên thẻ
code-birth = Ngày sinh
    .how = Nhập ngày sinh 6 chữ số theo lịch Nhật. Ngày 5 tháng 4 năm Showa 32 là “320405”.
code-expiry = Hết hạn
    .how = Nhập năm hết hạn của thẻ, 4 chữ số, ví dụ “2035”.
code-security = Dưới ảnh
    .how = Nhập 4 chữ số ở dưới ảnh.
code-complete = Xin bấm “Đồng ý”.
code-wrong = Các số không khớp. Xin nhìn thẻ và nhập lại.
code-typed = Đã nhập { $typed } trên { $of } chữ số
code-lead = Xin để yên thẻ khi xem các số.

## Face
face-lead = Chúng tôi so khuôn mặt quý vị với ảnh trong thẻ.
face-second-round = Xin nhìn lại một lần nữa.
face-preparing = Đang chuẩn bị máy ảnh
face-preview = Hình của quý vị trong máy ảnh
guidance-no-face = Xin nhìn vào máy ảnh
guidance-come-closer = Xin lại gần hơn một chút
guidance-step-back = Xin lùi lại một chút
guidance-move-left = Xin di chuyển sang trái một chút
guidance-move-right = Xin di chuyển sang phải một chút
guidance-move-up = Xin nâng mặt lên một chút
guidance-move-down = Xin hạ mặt xuống một chút
guidance-look-here = Xin nhìn thẳng phía trước
guidance-too-dark = Xin đến chỗ sáng hơn
guidance-too-bright = Xin tránh ánh sáng chói
guidance-light-behind = Xin tránh ánh sáng phía sau
guidance-hold-still = Xin đứng yên
guidance-one-person-only = Chỉ một mình chủ thẻ thôi
guidance-take-mask-off = Xin bỏ khẩu trang
guidance-show-eyes = Xin để lộ hai mắt
guidance-turn-left = Xin quay đầu sang trái một chút
guidance-turn-right = Xin quay đầu sang phải một chút
guidance-comparing = Xin giữ nguyên như vậy

## PIN
pin-title = Nhập mã PIN
pin-lead = Là 4 chữ số quý vị đã chọn khi nhận thẻ.
pin-tries = Còn được nhập { $tries } lần. Khi chỉ còn 1 lần, máy sẽ dừng lại.
pin-wrong = Mã PIN không khớp. Xin nhập lại.
pin-signing = Đang kiểm tra. Xin chờ.
pin-privacy = Nhân viên không bao giờ hỏi mã PIN của quý vị.
pin-typed = Đã nhập { $typed } trên { $of } chữ số

## A clerk decides
override-title = Nhân viên sẽ đến ngay
override-lead = Xin để yên thẻ và chờ.

## Sharing
consent-title = Quý vị có chia sẻ hồ sơ khám chữa bệnh không?
consent-what = Nội dung
    .value = Thuốc, điều trị, khám sức khỏe, phẫu thuật
consent-whom = Với ai
    .value = Cơ sở y tế này
consent-how-long = Bao lâu
    .value = 24 giờ kể từ bây giờ
consent-refusal = Không chia sẻ thì bảo hiểm vẫn được kiểm tra.
consent-all = Chia sẻ tất cả
consent-items = Chọn từng mục
consent-none = Không chia sẻ
consent-items-title = Chọn nội dung chia sẻ
consent-items-lead = Mỗi lần bấm sẽ đổi giữa “Chia sẻ” và “Không”.
item-medicines = Thuốc
    .detail = Thuốc đã được cấp
item-treatments = Điều trị
    .detail = Ngày khám và nội dung
item-checkups = Khám sức khỏe
    .detail = Kết quả khám
item-operations = Phẫu thuật
    .detail = Các lần phẫu thuật trước đây
item-on = Chia sẻ
item-off = Không

## Enrolment
enrolment-title = Thẻ chưa đăng ký làm thẻ bảo hiểm. Đăng ký bây giờ?
enrolment-what = Để làm gì
    .value = Từ nay chỉ cần thẻ này khi đến khám
enrolment-cost = Số lần
    .value = Chỉ một lần, miễn phí
enrolment-undo = Hủy
    .value = Không hủy được ở đây. Xin hỏi nơi quý vị đóng bảo hiểm
enrolment-lead = Không đăng ký thì dùng giấy 資格確認書 hoặc giấy khác. Việc chia sẻ hồ sơ khám chữa bệnh sẽ được hỏi riêng.
enrolment-agree = Đăng ký
enrolment-decline = Không đăng ký
registering-title = Đang đăng ký làm thẻ bảo hiểm
enrolment-receipt = Biên nhận: lúc { $hour } giờ { $minute }, ngày { $day } { $month } năm { $year }, thẻ này đã được đăng ký làm thẻ bảo hiểm y tế.
    .undo = Không hủy được ở đây. Nơi quý vị đóng bảo hiểm có thể hủy.

## Prescription
prescription-title = Nếu có đơn thuốc, quý vị muốn nhận đơn thế nào?
prescription-electronic = Đơn điện tử
    .how = “Đơn điện tử”: nhà thuốc nhận bằng dữ liệu.
prescription-paper = Đơn giấy
    .how = “Đơn giấy”: quý vị mang giấy đến nhà thuốc.
prescription-lead = Khi khám, quý vị vẫn có thể xin bác sĩ đổi.

## Checking
checking-title = Đang kiểm tra bảo hiểm
checking-lead = Xin chờ một chút.
checking-slow = Lâu hơn bình thường. Xin chờ thêm một chút.

## While the line is down
outage-title = Mất đường truyền. Khi có lại, chúng tôi kiểm tra bảo hiểm được không?
outage-what = Lưu gì
    .value = Họ tên, giới tính, ngày sinh, địa chỉ
outage-where = Ở đâu
    .value = Trong máy này, có khóa
outage-how-long = Bao lâu
    .value = Đến khi kiểm tra xong, lâu nhất 14 ngày
outage-lead = Không kết nối được với hệ thống toàn quốc. Quý vị vẫn được khám trong mọi trường hợp. Xin báo cả quầy.
outage-agree = Được
outage-decline = Không
outage-keeping = Đang cất giữ an toàn
kept-title = Bảo hiểm sẽ được kiểm tra khi có lại đường truyền
kept-next = Xin báo với quầy
kept-lead = Bảo hiểm chưa được kiểm tra. Những gì đã lưu sẽ bị xóa sau khi kiểm tra.

## Done
done-title = Đã kiểm tra xong
done-shared = Nội dung quý vị chọn được chia sẻ với cơ sở y tế này.
done-not-shared = Hồ sơ khám chữa bệnh không được chia sẻ.
done-called = Xin chờ đến khi nhân viên gọi quý vị.
done-called-number = Chúng tôi sẽ gọi quý vị theo số này.
call-number = Số của quý vị: { $number }
done-message = Thông báo từ nơi kiểm tra
validity-valid = Xin ngồi chờ
    .lead = Bảo hiểm đã được xác nhận.
validity-lost = Xin đến quầy
    .lead = Nếu bảo hiểm đã thay đổi, xin cho quầy biết bảo hiểm mới.
validity-replaced = Xin đến quầy
    .lead = Đã tìm thấy bảo hiểm mới. Chúng tôi sẽ xem cùng quý vị.
validity-none = Xin đến quầy
    .lead = Có vẻ thông tin bảo hiểm chưa đến. Chúng tôi sẽ xem cùng quý vị.
validity-several = Xin đến quầy
    .lead = Có từ 2 thông tin bảo hiểm trở lên. Chúng tôi sẽ xem cùng quý vị.
period-valid = Chứng thư điện tử trong thẻ còn hạn.
period-expires-soon = { $days ->
        [0] Chứng thư điện tử trong thẻ hết hạn hôm nay. Quý vị có thể gia hạn tại ủy ban thành phố.
       *[other] Chứng thư điện tử trong thẻ còn { $days } ngày. Quý vị có thể gia hạn tại ủy ban thành phố.
    }
period-grace = Chứng thư điện tử trong thẻ đã hết hạn. Hôm nay chỉ kiểm tra bảo hiểm. Xin sớm gia hạn tại ủy ban thành phố.
period-dead = Chứng thư điện tử trong thẻ đã hết hạn. Quý vị có thể gia hạn tại ủy ban thành phố.
month-name = tháng { $month }
period-until = Thẻ này dùng được ở đây đến ngày { $day } { $month } năm { $year }.

## Card left behind
card-left-title = Còn một tấm thẻ ở đây
card-left-lead = Xin chủ thẻ lấy lại thẻ. Ai nhìn thấy, xin báo cho nhân viên.

## Out of service
out-of-service-title = Hiện không dùng được
out-of-service-lead = Xin mang thẻ đến quầy.
closed-title = Hiện đang đóng cửa
closed-until = Mở lại lúc { $hour } giờ { $minute }, ngày { $day } { $month }.
closed-lead = Nếu gấp, xin nói với nhân viên.

## Aloud
spoken-choice = { $name }: hãy nhấn { $key }.
spoken-item = { $name }, hiện tại: { $state }
spoken-notice = Có một thông báo trên màn hình. Vui lòng hỏi tại quầy.
spoken-volume = Âm lượng ở mức { $step } trên { $of }.
spoken-keys = Nhấn phím sao để nghe lại, phím cộng để tăng âm lượng, phím trừ để giảm âm lượng.
spoken-languages = Để chọn ngôn ngữ khác, nhấn phím sao hai lần.
key-enter = phím Enter
key-point = phím dấu chấm
key-slash = phím gạch chéo

## When something did not work
fault-code = Số { $code }
fault-start-over = { $reader ->
   *[tray] Xin đặt lại thẻ hoặc hỏi tại quầy.
    [slot] Xin đưa thẻ vào lại hoặc hỏi tại quầy.
    [top] Xin đưa thẻ vào lại hoặc hỏi tại quầy.
}
fault-or-take-card = Nếu muốn dừng, xin lấy lại thẻ.
fault-take-phone = Xin lấy lại điện thoại
fault-card-unreadable = Không đọc được thẻ
    .why = Có thể thẻ bị lệch hoặc còn trong bao.
    .next = { $reader ->
       *[tray] Lấy thẻ ra khỏi bao và đặt lại.
        [slot] Lấy thẻ ra khỏi bao và đưa lại vào máy.
        [top] Lấy thẻ ra khỏi bao và đưa lại vào máy.
    }
fault-card-of-another-kind = Đây không phải thẻ My Number
    .why = { $reader ->
       *[tray] Một thẻ khác đang nằm trên máy.
        [slot] Một thẻ khác đang nằm trong máy.
        [top] Một thẻ khác đang nằm trong máy.
    }
    .next = { $reader ->
       *[tray] Xin đặt thẻ My Number.
        [slot] Xin đưa thẻ My Number vào.
        [top] Xin đưa thẻ My Number vào.
    }
fault-card-juki = Thẻ này không dùng được ở đây
    .why = Đây là thẻ đăng ký cư trú cũ (住民基本台帳カード).
    .next = { $reader ->
       *[tray] Xin đặt thẻ My Number hoặc hỏi tại quầy.
        [slot] Xin đưa thẻ My Number vào hoặc hỏi tại quầy.
        [top] Xin đưa thẻ My Number vào hoặc hỏi tại quầy.
    }
fault-card-phone = Không đọc được điện thoại ở đây
    .why = { $reader ->
       *[tray] Đây là chỗ đặt thẻ.
        [slot] Đây là chỗ đưa thẻ vào.
        [top] Đây là chỗ đưa thẻ vào.
    }
    .next = { $reader ->
       *[tray] Xin đặt thẻ My Number hoặc hỏi tại quầy.
        [slot] Xin đưa thẻ My Number vào hoặc hỏi tại quầy.
        [top] Xin đưa thẻ My Number vào hoặc hỏi tại quầy.
    }
fault-card-taken-early = { $reader ->
   *[tray] Thẻ bị nhấc ra quá sớm
    [slot] Thẻ bị rút ra quá sớm
    [top] Thẻ bị rút ra quá sớm
}
    .why = Việc kiểm tra chưa xong.
    .next = { $reader ->
       *[tray] Xin đặt lại thẻ.
        [slot] Xin đưa thẻ vào lại.
        [top] Xin đưa thẻ vào lại.
    }
fault-card-not-genuine = Không xác nhận được nội dung thẻ
    .why = Thông tin trong chip không đọc được đúng.
    .next = Xin hỏi tại quầy.
fault-card-unsupported = Chưa đọc được thẻ này ở đây
    .why = Có vẻ đây là thẻ My Number loại mới.
    .next = Xin hỏi tại quầy.
fault-certificate-dead = Thẻ cần được gia hạn
    .why = Chứng thư điện tử trong thẻ đã hết hạn.
    .next = Hôm nay, xin đưa giấy 資格確認書 hoặc giấy khác tại quầy. Gia hạn tại ủy ban thành phố.
fault-certificate-revoked = Hiện thẻ không dùng được
    .why = Chứng thư điện tử trong thẻ đã bị dừng, vì thẻ được báo mất hoặc vừa gia hạn chưa đến một ngày.
    .next = Hôm nay, xin đưa giấy 資格確認書 hoặc giấy khác tại quầy. Ủy ban thành phố có thể cho thẻ dùng lại.
fault-code-wrong = Các số không khớp
    .why = Số đã nhập khác với số trên thẻ.
    .next = Hãy tiếp tục bằng mã PIN hoặc gọi nhân viên.
fault-code-blocked = Không dùng được khuôn mặt
    .why = Sau nhiều lần nhập sai, thẻ bảo vệ ảnh của mình.
    .next = Hãy tiếp tục bằng mã PIN hoặc gọi nhân viên.
fault-photo-absent = Thẻ này không có ảnh
    .why = Thẻ của trẻ nhỏ không có ảnh.
    .next = Xin cha mẹ hoặc người giám hộ nhập mã PIN.
fault-photo-unusable = Không dùng được ảnh trong thẻ
    .why = Không tìm thấy khuôn mặt trong ảnh.
    .next = Hãy tiếp tục bằng mã PIN hoặc gọi nhân viên.
fault-face-not-matched = Không xác nhận được khuôn mặt
    .why = Có thể do ánh sáng hoặc kiểu tóc.
    .next = Hãy tiếp tục bằng mã PIN hoặc gọi nhân viên.
fault-face-not-live = Không xác nhận được khuôn mặt
    .why = Máy ảnh không thấy rõ khuôn mặt.
    .next = Hãy tiếp tục bằng mã PIN hoặc gọi nhân viên.
fault-camera-lost = Máy ảnh không hoạt động
    .why = Máy ảnh đang có trục trặc.
    .next = Hãy tiếp tục bằng mã PIN hoặc gọi nhân viên.
fault-face-unavailable = Không dùng được khuôn mặt
    .why = Phần so sánh khuôn mặt không chạy.
    .next = Hãy tiếp tục bằng mã PIN hoặc gọi nhân viên.
fault-pin-last-try = Máy dừng ở đây để giữ thẻ
    .why = Sai thêm một lần nữa, thẻ sẽ bị khóa.
    .next = Hãy tiếp tục bằng khuôn mặt hoặc gọi nhân viên.
fault-pin-blocked = Mã PIN đã bị khóa
    .why = Thẻ bị khóa sau 3 lần nhập sai.
    .next = Hãy tiếp tục bằng khuôn mặt hoặc gọi nhân viên. Ủy ban thành phố có thể mở khóa.
fault-clerk-refused = Nhân viên chưa xác nhận được
    .why = Số của nhân viên không khớp.
    .next = Xin chờ tại quầy.
fault-central-unreachable = Không kiểm tra được bảo hiểm
    .why = Không kết nối được hệ thống toàn quốc.
    .next = Xin mang thẻ đến quầy.
fault-central-slow = Kiểm tra mất nhiều thời gian
    .why = Hệ thống toàn quốc không trả lời.
    .next = Xin mang thẻ đến quầy.
fault-central-refused-kiosk = Không kiểm tra được bảo hiểm
    .why = Việc đăng ký của máy này có trục trặc.
    .next = Xin mang thẻ đến quầy.
fault-central-refused-proof = Cần xác nhận lại đúng người
    .why = Kết quả xác nhận không được chấp nhận.
    .next = Xin hỏi tại quầy.
fault-central-malformed = Không kiểm tra được bảo hiểm
    .why = Không đọc được câu trả lời.
    .next = Xin mang thẻ đến quầy.
fault-central-closed = Hiện đang tạm nghỉ kiểm tra
    .why = Hệ thống toàn quốc đang bảo trì.
    .next = Xin mang thẻ đến quầy.
fault-consent-not-stored = Hồ sơ không được chia sẻ
    .why = Không đăng ký được lựa chọn của quý vị.
    .next = Việc kiểm tra bảo hiểm vẫn tiếp tục.
fault-not-enrolled = Thẻ chưa đăng ký làm thẻ bảo hiểm
    .why = Thẻ này chưa được đăng ký làm thẻ bảo hiểm y tế.
    .next = Xin hỏi tại quầy. Chúng tôi sẽ chỉ cách đăng ký.
fault-enrolment-declined = Thẻ không được đăng ký
    .why = Thẻ vẫn như cũ. Quý vị có thể đăng ký sau.
    .next = Xin đưa giấy 資格確認書 hoặc giấy khác tại quầy.
fault-enrolment-needs-proof = Cần xác nhận lại để đăng ký
    .why = Nhân viên xác nhận thì chưa đủ để đăng ký.
    .next = Xin dùng khuôn mặt hoặc mã PIN.
fault-enrolment-needs-pin = Cần mã PIN để đăng ký
    .why = Thẻ của trẻ em được đăng ký bằng mã PIN.
    .next = Xin cha mẹ hoặc người giám hộ nhập mã PIN.
fault-only-pin-unusable = Không dùng được mã PIN
    .why = Thẻ này chỉ kiểm tra được bằng mã PIN.
    .next = Hôm nay xin hỏi tại quầy. Ủy ban thành phố có thể đặt lại mã PIN.
fault-enrolment-closed = Cần gia hạn thẻ trước
    .why = Chứng thư điện tử trong thẻ đã hết hạn nên không đăng ký được.
    .next = Hôm nay, xin đưa giấy 資格確認書 hoặc giấy khác tại quầy. Gia hạn tại ủy ban thành phố.
fault-enrolment-person-unknown = Không đăng ký được thẻ
    .why = Có vẻ thông tin bảo hiểm chưa đến.
    .next = Xin hỏi tại quầy. Chúng tôi sẽ xem cùng quý vị.
fault-enrolment-unclear = Chưa biết đã đăng ký được chưa
    .why = Hệ thống toàn quốc không trả lời.
    .next = { $reader ->
       *[tray] Đặt thẻ lại để biết. Nếu vội, xin đến quầy.
        [slot] Đưa thẻ vào lại để biết. Nếu vội, xin đến quầy.
        [top] Đưa thẻ vào lại để biết. Nếu vội, xin đến quầy.
    }
fault-record-of-another = Cần kiểm tra tại quầy
    .why = Hồ sơ bảo hiểm không khớp với thẻ của quý vị. Đây không phải lỗi của quý vị.
    .next = Xin hỏi tại quầy.
fault-enrolled-record-of-another = Cần kiểm tra tại quầy
    .why = Thẻ đã được đăng ký, nhưng hồ sơ bảo hiểm nhận được không khớp với thẻ. Đây không phải lỗi của quý vị.
    .next = Xin hỏi tại quầy.
fault-hand-over-failed = Không gửi được kết quả
    .why = Đã kiểm tra xong nhưng không gửi được trong bệnh viện.
    .next = Xin hỏi tại quầy.
fault-hand-over-character = Không gửi được kết quả
    .why = Đã kiểm tra xong nhưng không gửi được trong bệnh viện.
    .next = Xin hỏi tại quầy.
fault-reader-lost = Máy đọc thẻ không hoạt động
    .why = Không kết nối được máy đọc thẻ.
    .next = Xin mang thẻ đến quầy.
fault-journal-lost = Hiện không dùng được
    .why = Máy không ghi lại được nên đã dừng.
    .next = Xin mang thẻ đến quầy.
