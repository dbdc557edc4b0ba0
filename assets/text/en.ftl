# Screen text in English. Short, plain, never scolding; Japanese names stand where a clerk will say them.
# Titles hold names together with no-break spaces (My Number Card).


adjust-languages = Choose a language
adjust-size = Text
    .now = Text size { $step } of { $of }
adjust-theme = Colour
    .now = Colours { $step } of { $of }
adjust-height = Lower
    .back = Higher
adjust-voice = Listen
    .now = Hear it again
still-there = Are you still there?
    .lead = If nobody touches the screen, the card will be taken for forgotten.
more-time = More time
help-page = More about this

call-clerk = Call staff
choose-pin = Use my PIN
choose-face = Use my face
back = Back
erase = Delete
confirm = OK
take-card = Please take your card
    .whose = If the name on the card is not the patient's, please tell the counter.

step-card = Card
step-identity = Identity
step-consent = Sharing
step-done = Insurance
step-of = Step { $step } of { $of }: { $name }

## Waiting
welcome-title = { $reader ->
   *[tray] Place your My Number Card here
    [slot] Insert your My Number Card here
    [top] Insert your My Number Card here
}
welcome-lead = { $reader ->
   *[tray] Put the card on the reader with the photo facing up. We will check your health insurance.
    [slot] Push the card in all the way, with the photo facing up. We will check your health insurance.
    [top] Put the card in from above, with the photo facing you. We will check your health insurance.
}
welcome-privacy = The camera looks at your face to confirm who you are. The picture is not kept.
welcome-without-card = No card? Please ask at the counter.

## Reading
reading-title = Reading your card
reading-lead = Please leave the card where it is.

## The code on the card
code-title = Enter the numbers on your card
code-birth = Birth date
    .how = Enter the birth date as 6 digits in the Japanese calendar. 5 April, Showa 32 is “320405”.
code-expiry = Expiry year
    .how = Enter the year in which the card expires, 4 digits, such as “2035”.
code-security = Below photo
    .how = Enter the 4 digits printed below the photo.
code-complete = Please press “OK”.
code-wrong = The numbers did not match. Please look at the card and try again.
code-typed = { $typed } of { $of } digits entered
code-lead = Leave the card where it is while you read it.

## Face
face-lead = We compare your face with the photo in the card.
face-second-round = Let us look once more.
face-preparing = Getting the camera ready
face-preview = You, as the camera sees you
guidance-no-face = Please look at the camera
guidance-come-closer = Please come a little closer
guidance-step-back = Please step back a little
guidance-move-left = Move a little to your left
guidance-move-right = Move a little to your right
guidance-move-up = Raise your face a little
guidance-move-down = Lower your face a little
guidance-look-here = Please face straight ahead
guidance-too-dark = Please move to a brighter place
guidance-too-bright = Please avoid the bright light
guidance-light-behind = Please move away from the light behind
guidance-hold-still = Please hold still
guidance-one-person-only = Only the card holder, please
guidance-take-mask-off = Please take off your mask
guidance-show-eyes = Please let both eyes be seen
guidance-turn-left = Please turn your head a little to your left
guidance-turn-right = Please turn your head a little to your right
guidance-comparing = Please stay as you are

## PIN
pin-title = Enter your PIN
pin-lead = The 4 digits you chose when you received the card.
pin-tries = { $tries ->
        [one] Your card allows { $tries } more try. With one try left, this machine stops.
       *[other] Your card allows { $tries } more tries. With one try left, this machine stops.
    }
pin-wrong = The PIN did not match. Please try again.
pin-signing = Checking. Please wait.
pin-privacy = Staff will never ask you for your PIN.
pin-typed = { $typed } of { $of } digits entered

## A clerk decides
override-title = Staff will be with you
override-lead = Please leave the card where it is.
staff-title = For staff: check by eye (目視)
staff-instruction = Compare the person with the photo on the card. If it is the same person, choose the reason.
staff-enter = Enter your staff number. To choose another reason, touch this one.
staff-wrong = That staff number is not right.
staff-typed = { $typed ->
        [one] { $typed } digit of the staff number entered
       *[other] { $typed } digits of the staff number entered
    }
reason-face-not-matched = Face not matched
reason-pin-unusable = PIN cannot be used
reason-accessibility = Machine hard to use
reason-equipment = Machine not working

## Sharing
consent-title = Share your medical records with us?
consent-what = What
    .value = Medicines, treatment, check-ups, surgery
consent-whom = With
    .value = This hospital or clinic
consent-how-long = How long
    .value = 24 hours from now
consent-refusal = If you do not share, your insurance is still checked.
consent-all = Share all
consent-items = Choose items
consent-none = Do not share
consent-items-title = Choose what to share
consent-items-lead = Each press switches between “Share” and “Do not share”.
item-medicines = Medicines
    .detail = What you were given
item-treatments = Treatment
    .detail = Visits and what was done
item-checkups = Check-ups
    .detail = Their results
item-operations = Surgery
    .detail = Operations you have had
item-on = Share
item-off = Do not share

## Enrolment
enrolment-title = Not yet registered for insurance. Register this card now?
enrolment-what = What it does
    .value = From now on, this card is enough at reception
enrolment-cost = How often
    .value = Once only, free of charge
enrolment-undo = To undo it
    .value = Not possible here. Ask your health insurer
enrolment-lead = If you do not register, a 資格確認書 or another document will do. Whether to share medical records is asked separately.
enrolment-agree = Register
enrolment-decline = Do not register
registering-title = Registering your card for insurance
enrolment-receipt = Your receipt: on { $day } { $month } { $year } at { $hour }:{ $minute }, this card was registered for health insurance.
    .undo = It cannot be undone here. Your health insurer can undo it.

## Prescription
prescription-title = If you are given a prescription, how would you like it?
prescription-electronic = Electronic
    .how = “Electronic”: the pharmacy receives it as data.
prescription-paper = On paper
    .how = “On paper”: you take the paper to the pharmacy.
prescription-lead = You can still ask the doctor to change it.

## Checking
checking-title = Checking your insurance
checking-lead = Please wait a moment.
checking-slow = This is taking longer than usual. Please wait a little more.

## While the line is down
outage-title = The line is down. May we check your insurance when it is back?
outage-what = What we keep
    .value = Name, sex, birth date and address
outage-where = Where
    .value = In this machine, locked
outage-how-long = How long
    .value = Until it is checked; 14 days at most
outage-lead = The national service cannot be reached. You will be treated either way. Please tell the counter too.
outage-agree = Yes, check later
outage-decline = No
outage-keeping = Keeping it safely
kept-title = Your insurance will be checked when the line is back
kept-next = Please tell the counter
kept-lead = Your insurance has not been checked yet. What we keep is deleted after the check.

## Done
done-title = The check is finished
done-shared = What you chose is shared with this hospital or clinic.
done-not-shared = No medical records are shared.
done-called = Please wait until staff call you.
done-called-number = We will call you by this number.
call-number = Your number: { $number }
done-message = Notice from the checking service
validity-valid = Please take a seat and wait
    .lead = Your insurance is confirmed.
validity-lost = Please come to the counter
    .lead = If your insurance has changed, please tell us about the new one.
validity-replaced = Please come to the counter
    .lead = A newer insurance was found. We will look at it with you.
validity-none = Please come to the counter
    .lead = Your insurance record does not seem to have arrived yet. We will look into it with you.
validity-several = Please come to the counter
    .lead = More than one insurance record was found. We will look at them with you.

period-valid = The certificate in your card is valid.
period-expires-soon = { $days ->
        [0] The certificate in your card expires today. Your city office can renew it.
        [one] The certificate in your card expires in { $days } day. Your city office can renew it.
       *[other] The certificate in your card expires in { $days } days. Your city office can renew it.
    }
period-grace = The certificate in your card has expired. Today only your insurance was checked. Please renew it soon at your city office.
period-dead = The certificate in your card has expired. Your city office can renew it.
month-name = { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
period-until = This card can be used here until { $day } { $month } { $year }.

## Card left behind
card-left-title = A card was left here
card-left-lead = If it is yours, please take it. If not, please tell the staff.

## Out of service
out-of-service-title = Not available now
out-of-service-lead = Please bring your card to the counter. We will help you there.
closed-title = We are closed now
closed-until = This kiosk opens on { $day } { $month } at { $hour }:{ $minute }.
closed-lead = If it is urgent, please speak to staff.

## Aloud
spoken-choice = { $name }: press { $key }.
spoken-item = { $name }, now: { $state }
spoken-notice = There is a notice on the screen. Please ask at the counter.
spoken-volume = The voice is at { $step } of { $of }.
spoken-keys = Press the star key to hear it again, plus for a louder voice, minus for a softer one.
spoken-languages = For other languages, press the star key twice.
key-enter = Enter
key-point = the point key
key-slash = the slash key

## When something did not work
fault-code = No. { $code }
staff-note = For staff
fault-start-over = { $reader ->
   *[tray] Place your card again, or ask at the counter.
    [slot] Insert your card again, or ask at the counter.
    [top] Insert your card again, or ask at the counter.
}
fault-or-take-card = To stop here, please take your card.
fault-take-phone = Please take your phone

owner-patient = Next move: the patient
owner-clerk = Next move: staff
owner-hospital-it = Next move: hospital IT
owner-municipality = Next move: the city office
owner-insurer = Next move: the insurer
owner-centre = Next move: the centre

fault-card-unreadable = The card could not be read
    .why = { $reader ->
       *[tray] It may lie off the mark, or still be in its case.
        [slot] It may be only partly in, or still be in its case.
        [top] It may be only partly in, or still be in its case.
    }
    .next = { $reader ->
       *[tray] Remove the case, and place the card again.
        [slot] Remove the case, and insert the card again.
        [top] Remove the case, and insert the card again.
    }
clerk-card-unreadable = Check position, case and dirt. If another card can be read, this card’s chip is faulty: use a 資格確認書 or another document.
fault-card-of-another-kind = This is not a My Number Card
    .why = { $reader ->
       *[tray] Another card lies on the reader.
        [slot] Another card is in the reader.
        [top] Another card is in the reader.
    }
    .next = { $reader ->
       *[tray] Place your My Number Card.
        [slot] Insert your My Number Card.
        [top] Insert your My Number Card.
    }
clerk-card-of-another-kind = Check for a transit card, patient card or licence. If it is the right card, its chip is faulty.
fault-card-juki = This card cannot be used here
    .why = It is a Basic Resident Register Card (住民基本台帳カード).
    .next = { $reader ->
       *[tray] Place a My Number Card, or ask at the counter.
        [slot] Insert a My Number Card, or ask at the counter.
        [top] Insert a My Number Card, or ask at the counter.
    }
clerk-card-juki = A 住民基本台帳カード cannot be checked. Ask for a 資格確認書.
fault-card-phone = Phones cannot be read here
    .why = This is the place for a card.
    .next = { $reader ->
       *[tray] Place your My Number Card, or ask at the counter.
        [slot] Insert your My Number Card, or ask at the counter.
        [top] Insert your My Number Card, or ask at the counter.
    }
clerk-card-phone = This machine does not read phones. Ask for the card or a 資格確認書.
fault-card-taken-early = The card moved away too early
    .why = The check was not finished.
    .next = { $reader ->
       *[tray] Please place the card again.
        [slot] Please insert the card again.
        [top] Please insert the card again.
    }
clerk-card-taken-early = { $reader ->
   *[tray] It can be started again. If it keeps happening, check that the card cannot slip.
    [slot] It can be started again. If it keeps happening, check that the card is fully in.
    [top] It can be started again. If it keeps happening, check that the card is fully in.
}
fault-card-not-genuine = The card could not be verified
    .why = What is in the chip could not be read correctly.
    .next = Please ask at the counter.
clerk-card-not-genuine = The signature over the card’s data failed. Do not accept this card; check identity and insurance by other documents, and tell the person in charge.
fault-card-unsupported = This card cannot be read here yet
    .why = It seems to be a new kind of My Number Card.
    .next = Please ask at the counter.
clerk-card-unsupported = A generation of card that this machine does not know yet; the card is not faulty. Use a 資格確認書 or another document, and ask IT for an update of the machine.
fault-certificate-dead = Your card needs to be renewed
    .why = The certificate in the card has expired.
    .next = Today, please show a 資格確認書 or another document at the counter. Your city office renews the card.
clerk-certificate-dead = The certificate expired more than three months ago. Use a 資格確認書 or another document, and point to the city office for renewal.
fault-certificate-revoked = This card cannot be used now
    .why = Its certificate is stopped. This happens after a card is reported as lost, and for a day after a renewal.
    .next = Today, please show a 資格確認書 or another document at the counter. Your city office can make it work again.
clerk-certificate-revoked = The certificate is revoked, or on hold after a report of loss; after a renewal it can take a day to work. Use a 資格確認書 or another document, and point to the city office.
fault-code-wrong = The numbers did not match
    .why = What was entered differs from the card.
    .next = Go on with your PIN, or call staff.
clerk-code-wrong = The printed numbers were mistyped. PIN or a check by eye can be used.
fault-code-blocked = Your face cannot be used with this card
    .why = After too many wrong numbers, the card protects its photo.
    .next = Go on with your PIN, or call staff.
clerk-code-blocked = The 照合番号 is blocked or about to be. The city office unblocks it. PIN or a check by eye can be used.
fault-photo-absent = This card has no photo
    .why = Cards for small children have no photo.
    .next = A parent or guardian, please enter the PIN.
clerk-photo-absent = Without a photo there is no check by eye. If the PIN is not known, use a 資格確認書 or 資格情報のお知らせ.
fault-photo-unusable = The card’s photo could not be used
    .why = No face was found in it.
    .next = Go on with your PIN, or call staff.
clerk-photo-unusable = The photo in the chip cannot be used. PIN, or a check by eye against the printed photo, can be used.
fault-face-not-matched = Your face could not be confirmed
    .why = Light or a new hairstyle can be the cause.
    .next = Go on with your PIN, or call staff.
clerk-face-not-matched = Two rounds without a match. Compare the person with the card’s photo; go on by PIN or by eye.
fault-face-not-live = Your face could not be confirmed
    .why = The camera did not see your face clearly.
    .next = Go on with your PIN, or call staff.
clerk-face-not-live = A poster or a screen can come into the picture. Make sure with your own eyes that the person is here, then go on by PIN or by eye.
fault-camera-lost = The camera is not working
    .why = There is trouble with the camera.
    .next = Go on with your PIN, or call staff.
clerk-camera-lost = Check the camera’s cable. PIN or a check by eye can be used. If it stays, call the hospital’s IT.
fault-face-unavailable = Face recognition is not working
    .why = The part that compares faces is not running.
    .next = Go on with your PIN, or call staff.
clerk-face-unavailable = Face recognition is not running. Use PIN or a check by eye, and call the hospital’s IT.
fault-pin-last-try = We stopped here to protect your card
    .why = One more wrong PIN would lock it.
    .next = Go on with your face, or call staff.
clerk-pin-last-try = One try is left, so the machine stopped. Use face or a check by eye. Do not ask for the PIN.
fault-pin-blocked = The PIN is locked
    .why = A card locks after three wrong PINs.
    .next = Go on with your face, or call staff. Your city office can unlock it.
clerk-pin-blocked = Face or a check by eye can be used. The city office resets the PIN.
fault-clerk-refused = Staff could not confirm
    .why = The staff number did not match.
    .next = Please wait at the counter.
clerk-clerk-refused = { $reader ->
   *[tray] Three wrong staff numbers. Place the card again to start over.
    [slot] Three wrong staff numbers. Insert the card again to start over.
    [top] Three wrong staff numbers. Insert the card again to start over.
}
fault-central-unreachable = Your insurance cannot be checked
    .why = The national service cannot be reached.
    .next = Please bring your card to the counter.
clerk-central-unreachable = Check the hospital’s line. Until it is back, use a 資格確認書 or 被保険者資格申立書, and note name, sex, birth date and address.
fault-central-slow = The check is taking too long
    .why = The national service does not answer.
    .next = Please bring your card to the counter.
clerk-central-slow = No answer in time; the question may have arrived. Ask again a little later, or use a 資格確認書 or another document.
fault-central-refused-kiosk = Your insurance cannot be checked
    .why = There is trouble with this machine’s registration.
    .next = Please bring your card to the counter.
clerk-central-refused-kiosk = This machine’s certificate is not accepted. Call the hospital’s IT, and use another terminal or documents.
fault-central-refused-proof = Your identity has to be shown again
    .why = The proof of identity was not accepted.
    .next = Please ask at the counter.
clerk-central-refused-proof = { $reader ->
   *[tray] The signature for identity was not accepted. If placing the card again does not help, use documents.
    [slot] The signature for identity was not accepted. If inserting the card again does not help, use documents.
    [top] The signature for identity was not accepted. If inserting the card again does not help, use documents.
}
fault-central-malformed = Your insurance cannot be checked
    .why = The answer could not be understood.
    .next = Please bring your card to the counter.
clerk-central-malformed = The answer is not well formed. Tell the number to the hospital’s IT, and use documents.
fault-central-closed = The check is closed now
    .why = The national service is under maintenance.
    .next = Please bring your card to the counter.
clerk-central-closed = The service is under maintenance. Until it reopens, use a 資格確認書 or another document.
fault-consent-not-stored = Your records are not shared
    .why = Your choice could not be registered.
    .next = The insurance check goes on.
clerk-consent-not-stored = The consent was not registered, so records cannot be seen. The insurance check is valid. Ask in person where needed.
fault-not-enrolled = The card is not yet an insurance card
    .why = It has not been registered for health insurance.
    .next = Please ask at the counter. We will show you how to register.
clerk-not-enrolled = The card is not registered for insurance. Help to register it, or use a 資格確認書.
fault-enrolment-declined = The card was not registered
    .why = The card stays as it is. You can still register it later.
    .next = Please show a 資格確認書 or another document at the counter.
clerk-enrolment-declined = The patient did not want to register. Use a 資格確認書 or another document. There is no need to persuade them.
fault-enrolment-needs-proof = To register, please confirm who you are
    .why = A check by staff is not enough to register.
    .next = Please use your face or your PIN.
clerk-enrolment-needs-proof = A check by eye enrols no card. Register by face or PIN, or use a 資格確認書 or another document.
fault-enrolment-needs-pin = The PIN is needed to register
    .why = A child’s card is registered with its PIN.
    .next = A parent or guardian, please enter the PIN.
clerk-enrolment-needs-pin = Under fifteen, or of unknown age. A guardian’s PIN registers the card. If it is not known, use a 資格確認書 or another document.
fault-only-pin-unusable = The PIN cannot be used
    .why = This card can be checked with its PIN only.
    .next = Today, please ask at the counter. Your city office can reset the PIN.
clerk-only-pin-unusable = The PIN is blocked or one try from it, and comparing by eye is not allowed. The city office resets it. Today, use a 資格確認書 or another document.
fault-enrolment-closed = Your card needs to be renewed first
    .why = Its certificate has expired, so it cannot be registered.
    .next = Today, please show a 資格確認書 or another document at the counter. Your city office renews the card.
clerk-enrolment-closed = The certificate expired less than three months ago, and enrols no card. Use a 資格確認書 or another document, and point to the city office.
fault-enrolment-person-unknown = The card could not be registered
    .why = Your insurance record does not seem to have arrived yet.
    .next = Please ask at the counter. We will look into it with you.
clerk-enrolment-person-unknown = No insurer has told of this person. Use a 資格確認書 or another document, and ask their insurer.
fault-enrolment-unclear = We do not know yet if it was registered
    .why = The national service does not answer.
    .next = { $reader ->
       *[tray] Place the card again to find out. If you are in a hurry, come to the counter.
        [slot] Insert the card again to find out. If you are in a hurry, come to the counter.
        [top] Insert the card again to find out. If you are in a hurry, come to the counter.
    }
clerk-enrolment-unclear = { $reader ->
   *[tray] No answer to the enrolment; it may be done. Place the card again to find out. It cannot be done twice.
    [slot] No answer to the enrolment; it may be done. Insert the card again to find out. It cannot be done twice.
    [top] No answer to the enrolment; it may be done. Insert the card again to find out. It cannot be done twice.
}
fault-record-of-another = This needs a check at the counter
    .why = The insurance record does not match your card. It is not your mistake.
    .next = Please ask at the counter.
clerk-record-of-another = The record may be another person’s: birth date or sex differ from the card. Nothing was passed on. Use a 資格確認書 or another document, and have the insurer check its registration.
fault-enrolled-record-of-another = This needs a check at the counter
    .why = The card is registered now, but the insurance record that came does not match it. It is not your mistake.
    .next = Please ask at the counter.
clerk-enrolled-record-of-another = The record may be another person’s: birth date or sex differ from the card. The card is enrolled at the centre. Nothing was passed on. Use a 資格確認書 or another document, and have the insurer check its registration.
fault-hand-over-failed = The result could not be passed on
    .why = The check worked, but the hospital’s system did not take it.
    .next = Please ask at the counter.
clerk-hand-over-failed = The check is done, but the レセコン folder cannot be written. Call the hospital’s IT, and ask again at the terminal.
fault-hand-over-character = The result could not be passed on
    .why = The hospital’s system cannot write one of the characters.
    .next = Please ask at the counter.
clerk-hand-over-character = A character of the result does not exist in Shift_JIS. Nothing was sent; the log names item and character. Enter the patient by hand, and ask IT to switch the レセコン to UTF-8.
fault-reader-lost = The card reader is not working
    .why = The reader cannot be reached.
    .next = Please bring your card to the counter.
clerk-reader-lost = Check the reader’s cable. Once it is back, the machine goes on by itself.
fault-journal-lost = Not available now
    .why = No record can be kept, so the machine has stopped.
    .next = Please bring your card to the counter.
clerk-journal-lost = The record cannot be written. Check the disk’s free space, and call the hospital’s IT.
