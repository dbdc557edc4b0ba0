# Screen text in Nepali. Machine-made, to be reviewed by a speaker; docs/languages.md says how.
# What only the staff read stands in their own languages, ja.ftl and en.ftl.

adjust-languages = भाषा छान्नुहोस्
adjust-size = अक्षर
    .now = अक्षरको आकार { $of } मध्ये { $step }
adjust-theme = रङ
    .now = रङ { $of } मध्ये { $step }
adjust-height = तल
    .back = माथि
adjust-voice = सुन्ने
    .now = फेरि सुन्ने
still-there = तपाईं अझै यहाँ हुनुहुन्छ?
    .lead = कसैले स्क्रिन नछोए, कार्ड छुटेको मानेर कर्मचारीलाई खबर हुन्छ।
more-time = थप समय
help-page = थप जानकारी
call-clerk = कर्मचारी बोलाउने
choose-pin = PIN प्रयोग
choose-face = अनुहार प्रयोग
back = फिर्ता
erase = मेटाउने
confirm = ठीक छ
take-card = कृपया कार्ड लिनुहोस्
step-card = कार्ड
step-identity = पहिचान
step-consent = जानकारी
step-done = बीमा
step-of = { $of } मध्ये चरण { $step }: { $name }

## Waiting
welcome-title = माइ नम्बर कार्ड यहाँ राख्नुहोस्
welcome-lead = फोटो माथि पारेर कार्ड रिडरमा राख्नुहोस्। तपाईंको स्वास्थ्य बीमा जाँच गर्छौं।
welcome-privacy = तपाईं नै हो भनी जाँच्न क्यामेराले अनुहार हेर्छ। तस्बिर राखिँदैन।
welcome-without-card = कार्ड नभए, काउन्टरमा सोध्नुहोस्।

## Reading
reading-title = कार्ड पढ्दैछ
reading-lead = कार्ड त्यहीँ रहन दिनुहोस्।

## The code on the card
code-title = कार्डका अङ्क हाल्नुहोस्
code-birth = जन्म मिति
    .how = जन्म मिति जापानी पात्रो अनुसार 6 अङ्कमा हाल्नुहोस्। शोवा 32 अप्रिल 5 भए “320405”।
code-expiry = म्याद
    .how = कार्डको म्याद सकिने वर्ष 4 अङ्कमा हाल्नुहोस्, जस्तै “2035”।
code-security = फोटो मुनि
    .how = फोटो मुनिका 4 अङ्क हाल्नुहोस्।
code-complete = “ठीक छ” थिच्नुहोस्।
code-wrong = अङ्क मिलेन। कार्ड हेरेर फेरि हाल्नुहोस्।
code-typed = { $of } मध्ये { $typed } अङ्क हालियो
code-lead = कार्ड त्यहीँ राखेर अङ्क हेर्नुहोस्।

## Face
face-lead = तपाईंको अनुहार कार्डको फोटोसँग मिलाउँछौं।
face-second-round = अनुहार फेरि एकपटक हेर्छौं।
face-preparing = क्यामेरा तयार हुँदैछ
face-preview = क्यामेरामा देखिएका तपाईं
guidance-no-face = क्यामेरामा हेर्नुहोस्
guidance-come-closer = अलि नजिक आउनुहोस्
guidance-step-back = अलि पछाडि जानुहोस्
guidance-move-left = अलिकति बायाँतिर सर्नुहोस्
guidance-move-right = अलिकति दायाँतिर सर्नुहोस्
guidance-move-up = अनुहार अलिकति माथि उठाउनुहोस्
guidance-move-down = अनुहार अलिकति तल झार्नुहोस्
guidance-look-here = सीधा अगाडि हेर्नुहोस्
guidance-too-dark = अलि उज्यालो ठाउँमा जानुहोस्
guidance-too-bright = चर्को उज्यालोबाट हट्नुहोस्
guidance-hold-still = नहल्लिनुहोस्
guidance-one-person-only = कार्डको मालिक मात्र आउनुहोस्
guidance-take-mask-off = मास्क हटाउनुहोस्
guidance-turn-left = टाउको अलिकति बायाँतिर घुमाउनुहोस्
guidance-turn-right = टाउको अलिकति दायाँतिर घुमाउनुहोस्
guidance-comparing = यस्तै पर्खनुहोस्

## PIN
pin-title = PIN हाल्नुहोस्
pin-lead = कार्ड लिँदा तपाईंले राखेको 4 अङ्क।
pin-tries = { $tries ->
        [one] अब { $tries } पटक हाल्न मिल्छ। 1 पटक बाँकी भएपछि यहाँ रोकिन्छ।
       *[other] अब { $tries } पटक हाल्न मिल्छ। 1 पटक बाँकी भएपछि यहाँ रोकिन्छ।
    }
pin-wrong = PIN मिलेन। फेरि हाल्नुहोस्।
pin-signing = जाँच हुँदैछ। कृपया पर्खनुहोस्।
pin-privacy = कर्मचारीले PIN कहिल्यै सोध्दैनन्।
pin-typed = { $of } मध्ये { $typed } अङ्क हालियो

## A clerk decides
override-title = कर्मचारी आउँदै हुनुहुन्छ
override-lead = कार्ड त्यहीँ राखेर पर्खनुहोस्।

## Sharing
consent-title = पहिलेको उपचारको जानकारी दिनुहुन्छ?
consent-what = के
    .value = औषधि, उपचार, स्वास्थ्य जाँच, शल्यक्रिया
consent-whom = कसलाई
    .value = यस अस्पताललाई
consent-how-long = कति समय
    .value = अहिलेदेखि 24 घण्टा
consent-refusal = नदिए पनि बीमा जाँच हुन्छ।
consent-all = सबै दिने
consent-items = छानेर दिने
consent-none = नदिने
consent-items-title = दिने जानकारी छान्नुहोस्
consent-items-lead = थिच्दा “दिने” र “नदिने” बदलिन्छ।
item-medicines = औषधि
    .detail = पहिले पाएका औषधि
item-treatments = उपचार
    .detail = उपचारको दिन र विवरण
item-checkups = स्वास्थ्य जाँच
    .detail = जाँचको नतिजा
item-operations = शल्यक्रिया
    .detail = पहिले भएका शल्यक्रिया
item-on = दिने
item-off = नदिने

## Prescription
prescription-title = औषधिको पुर्जा दिइएमा, कसरी लिनुहुन्छ?
prescription-electronic = विद्युतीय
    .how = “विद्युतीय”: औषधि पसलले डाटाबाट पाउँछ।
prescription-paper = कागज
    .how = “कागज”: कागज औषधि पसलमा लानुहोस्।
prescription-lead = डाक्टरलाई भनेर पछि फेर्न पनि सकिन्छ।

## Checking
checking-title = बीमा जाँच हुँदैछ
checking-lead = कृपया पर्खनुहोस्।
checking-slow = सधैंभन्दा बढी समय लागिरहेको छ। अलि पर्खनुहोस्।

## Done
done-title = जाँच सकियो
done-shared = तपाईंले छानेको जानकारी यस अस्पताललाई दिइन्छ।
done-not-shared = उपचारको जानकारी दिइएको छैन।
done-called = कर्मचारीले नबोलाएसम्म पर्खनुहोस्।
done-message = जाँच केन्द्रको सूचना
validity-valid = बसेर पर्खनुहोस्
    .lead = बीमा पक्का भयो।
validity-lost = काउन्टरमा आउनुहोस्
    .lead = बीमा फेरिएको भए, नयाँ बीमाबारे काउन्टरमा भन्नुहोस्।
validity-replaced = काउन्टरमा आउनुहोस्
    .lead = नयाँ बीमा भेटियो। काउन्टरमा सँगै हेरौं।
validity-none = काउन्टरमा आउनुहोस्
    .lead = बीमाको जानकारी अझै आएको छैन जस्तो छ। काउन्टरमा सँगै हेरौं।
validity-several = काउन्टरमा आउनुहोस्
    .lead = बीमाको जानकारी एकभन्दा बढी छ। काउन्टरमा सँगै हेरौं।
period-valid = कार्डको प्रमाणपत्र चल्छ।
period-expires-soon = { $days ->
        [0] कार्डको प्रमाणपत्र आज सकिन्छ। नगर कार्यालयमा नवीकरण गर्न मिल्छ।
        [one] कार्डको प्रमाणपत्र { $days } दिनमा सकिन्छ। नगर कार्यालयमा नवीकरण गर्न मिल्छ।
       *[other] कार्डको प्रमाणपत्र { $days } दिनमा सकिन्छ। नगर कार्यालयमा नवीकरण गर्न मिल्छ।
    }
period-grace = कार्डको प्रमाणपत्र सकियो। आज बीमा मात्र जाँचियो। छिट्टै नगर कार्यालयमा नवीकरण गर्नुहोस्।
period-dead = कार्डको प्रमाणपत्र सकियो। नगर कार्यालयमा नवीकरण गर्न मिल्छ।

## Card left behind
card-left-title = कार्ड छुटेको छ
card-left-lead = कार्डको मालिकले कार्ड लिनुहोस्। देख्नेले कर्मचारीलाई भन्नुहोस्।

## Out of service
out-of-service-title = अहिले चल्दैन
out-of-service-lead = कृपया कार्ड लिएर काउन्टरमा आउनुहोस्।

## Aloud
spoken-choice = { $name }: { $key } थिच्नुहोस्।
spoken-item = { $name }, अहिले: { $state }
spoken-notice = स्क्रिनमा एउटा सूचना छ। कृपया काउन्टरमा सोध्नुहोस्।
spoken-volume = आवाज { $of } मध्ये { $step } मा छ।
spoken-keys = फेरि सुन्न तारा कुञ्जी, आवाज बढाउन जोड कुञ्जी र घटाउन घटाउ कुञ्जी थिच्नुहोस्।
key-enter = इन्टर कुञ्जी
key-point = थोप्लो कुञ्जी
key-slash = तेर्सो धर्का कुञ्जी

## When something did not work
fault-code = नम्बर { $code }
fault-start-over = कार्ड फेरि राख्नुहोस्, वा काउन्टरमा सोध्नुहोस्।
fault-or-take-card = रोक्न चाहे, कार्ड लिनुहोस्।
fault-card-unreadable = कार्ड पढ्न सकिएन
    .why = कार्ड ठाउँमा नपरेको वा खोलभित्र भएको हुन सक्छ।
    .next = खोलबाट निकालेर फेरि राख्नुहोस्।
fault-card-of-another-kind = यो माइ नम्बर कार्ड होइन
    .why = अर्को कार्ड राखिएको छ।
    .next = माइ नम्बर कार्ड राख्नुहोस्।
fault-card-juki = यो कार्ड यहाँ चल्दैन
    .why = यो पुरानो निवासी कार्ड (住民基本台帳カード) हो।
    .next = माइ नम्बर कार्ड राख्नुहोस्, वा काउन्टरमा सोध्नुहोस्।
fault-card-phone = यहाँ मोबाइल राख्न मिल्दैन
    .why = यो कार्ड राख्ने ठाउँ हो।
    .next = माइ नम्बर कार्ड राख्नुहोस्, वा काउन्टरमा सोध्नुहोस्।
fault-card-taken-early = कार्ड बीचमै हट्यो
    .why = जाँच सकिएको थिएन।
    .next = कार्ड फेरि राख्नुहोस्।
fault-card-not-genuine = कार्ड पक्का गर्न सकिएन
    .why = चिपको जानकारी ठीकसँग पढिएन।
    .next = कृपया काउन्टरमा सोध्नुहोस्।
fault-certificate-dead = कार्ड नवीकरण गर्नुपर्छ
    .why = कार्डको प्रमाणपत्र सकियो।
    .next = आज काउन्टरमा 資格確認書 वा अर्को कागज देखाउनुहोस्। नवीकरण नगर कार्यालयमा हुन्छ।
fault-certificate-revoked = कार्ड अहिले चल्दैन
    .why = कार्डको प्रमाणपत्र रोकिएको छ।
    .next = काउन्टरमा सोध्नुहोस्। भर्खर नवीकरण गरेको कार्ड चल्न एक दिन लाग्न सक्छ।
fault-code-wrong = अङ्क मिलेन
    .why = हालेको अङ्क कार्डभन्दा फरक छ।
    .next = PIN बाट अगाडि बढ्नुहोस्, वा कर्मचारीलाई बोलाउनुहोस्।
fault-code-blocked = अनुहार प्रयोग गर्न मिल्दैन
    .why = धेरै पटक गलत भएकाले कार्डले फोटो जोगाएको छ।
    .next = PIN बाट अगाडि बढ्नुहोस्, वा कर्मचारीलाई बोलाउनुहोस्।
fault-photo-absent = यो कार्डमा फोटो छैन
    .why = साना बच्चाको कार्डमा फोटो हुँदैन।
    .next = अभिभावकले PIN हाल्नुहोस्।
fault-photo-unusable = कार्डको फोटो प्रयोग गर्न सकिएन
    .why = फोटोमा अनुहार भेटिएन।
    .next = PIN बाट अगाडि बढ्नुहोस्, वा कर्मचारीलाई बोलाउनुहोस्।
fault-face-not-matched = अनुहार पक्का गर्न सकिएन
    .why = उज्यालो वा कपालले गर्दा हुन सक्छ।
    .next = PIN बाट अगाडि बढ्नुहोस्, वा कर्मचारीलाई बोलाउनुहोस्।
fault-face-not-live = अनुहार पक्का गर्न सकिएन
    .why = क्यामेरामा अनुहार स्पष्ट देखिएन।
    .next = PIN बाट अगाडि बढ्नुहोस्, वा कर्मचारीलाई बोलाउनुहोस्।
fault-camera-lost = क्यामेरा चल्दैन
    .why = क्यामेरामा समस्या छ।
    .next = PIN बाट अगाडि बढ्नुहोस्, वा कर्मचारीलाई बोलाउनुहोस्।
fault-face-unavailable = अनुहार प्रयोग गर्न मिल्दैन
    .why = अनुहार मिलाउने भाग चलेको छैन।
    .next = PIN बाट अगाडि बढ्नुहोस्, वा कर्मचारीलाई बोलाउनुहोस्।
fault-pin-last-try = कार्ड जोगाउन यहाँ रोक्यौं
    .why = अर्को एक PIN गलत भए कार्ड बन्द हुन्छ।
    .next = अनुहारबाट अगाडि बढ्नुहोस्, वा कर्मचारीलाई बोलाउनुहोस्।
fault-pin-blocked = PIN बन्द भएको छ
    .why = 3 पटक गलत भए कार्ड बन्द हुन्छ।
    .next = अनुहारबाट अगाडि बढ्नुहोस्, वा कर्मचारीलाई बोलाउनुहोस्। नगर कार्यालयले खोल्न सक्छ।
fault-clerk-refused = कर्मचारीले पक्का गर्न सकेनन्
    .why = कर्मचारीको नम्बर मिलेन।
    .next = काउन्टरमा पर्खनुहोस्।
fault-central-unreachable = बीमा जाँच्न सकिएन
    .why = राष्ट्रिय प्रणालीमा जोडिएन।
    .next = कृपया कार्ड लिएर काउन्टरमा आउनुहोस्।
fault-central-slow = जाँचमा धेरै समय लाग्यो
    .why = राष्ट्रिय प्रणालीले जवाफ दिएन।
    .next = कृपया कार्ड लिएर काउन्टरमा आउनुहोस्।
fault-central-refused-kiosk = बीमा जाँच्न सकिएन
    .why = यो मेसिनको दर्तामा समस्या छ।
    .next = कृपया कार्ड लिएर काउन्टरमा आउनुहोस्।
fault-central-refused-proof = पहिचान फेरि पक्का गर्नुपर्छ
    .why = पहिचानको नतिजा स्वीकार भएन।
    .next = कृपया काउन्टरमा सोध्नुहोस्।
fault-central-malformed = बीमा जाँच्न सकिएन
    .why = आएको जवाफ पढ्न सकिएन।
    .next = कृपया कार्ड लिएर काउन्टरमा आउनुहोस्।
fault-central-closed = अहिले जाँच बन्द छ
    .why = राष्ट्रिय प्रणाली मर्मतमा छ।
    .next = कृपया कार्ड लिएर काउन्टरमा आउनुहोस्।
fault-consent-not-stored = उपचारको जानकारी दिइएन
    .why = तपाईंको छनोट दर्ता गर्न सकिएन।
    .next = बीमा जाँच जारी रहन्छ।
fault-not-enrolled = कार्ड अझै बीमा कार्ड भएको छैन
    .why = यो कार्ड स्वास्थ्य बीमाका लागि दर्ता छैन।
    .next = काउन्टरमा सोध्नुहोस्। दर्ता गर्ने तरिका बताउँछौं।
fault-hand-over-failed = नतिजा पठाउन सकिएन
    .why = जाँच भयो, तर अस्पतालभित्र पठाउन सकिएन।
    .next = कृपया काउन्टरमा सोध्नुहोस्।
fault-hand-over-character = नतिजा पठाउन सकिएन
    .why = जाँच भयो, तर अस्पतालभित्र पठाउन सकिएन।
    .next = कृपया काउन्टरमा सोध्नुहोस्।
fault-reader-lost = कार्ड रिडर चल्दैन
    .why = रिडरमा जोडिएन।
    .next = कृपया कार्ड लिएर काउन्टरमा आउनुहोस्।
fault-journal-lost = अहिले चल्दैन
    .why = अभिलेख राख्न नसकेकाले मेसिन रोकिएको छ।
    .next = कृपया कार्ड लिएर काउन्टरमा आउनुहोस्।
