# Screen text in Indonesian. Machine-made, to be reviewed by a speaker; docs/languages.md says how.
# What only the staff read stands in their own languages, ja.ftl and en.ftl.

adjust-languages = Pilih bahasa
adjust-size = Huruf
    .now = Ukuran huruf { $step } dari { $of }
adjust-theme = Warna
    .now = Warna { $step } dari { $of }
adjust-height = Turun
    .back = Naik
adjust-voice = Suara
    .now = Dengar lagi
still-there = Apakah Anda masih di sini?
    .lead = Jika layar tidak disentuh, kartu dianggap tertinggal.
more-time = Tambah waktu
help-page = Penjelasan lain
call-clerk = Panggil petugas
choose-pin = Pakai PIN
choose-face = Pakai wajah
back = Kembali
erase = Hapus
confirm = OK
take-card = Silakan ambil kartu Anda
    .whose = Jika nama di kartu bukan nama pasien, beri tahu loket.
step-card = Kartu
step-identity = Identitas
step-consent = Data
step-done = Asuransi
step-of = Langkah { $step } dari { $of }: { $name }

## Waiting
welcome-title = { $reader ->
   *[tray] Letakkan kartu My Number di sini
    [slot] Masukkan kartu My Number di sini
    [top] Masukkan kartu My Number di sini
}
welcome-lead = { $reader ->
   *[tray] Letakkan kartu di alat pembaca dengan foto menghadap ke atas. Kami akan memeriksa asuransi kesehatan Anda.
    [slot] Masukkan kartu sampai ke ujung dengan foto menghadap ke atas. Kami akan memeriksa asuransi kesehatan Anda.
    [top] Masukkan kartu dari atas dengan foto menghadap Anda. Kami akan memeriksa asuransi kesehatan Anda.
}
welcome-privacy = Kamera melihat wajah untuk memastikan ini Anda. Gambar tidak disimpan.
welcome-without-card = Tidak ada kartu? Silakan tanya di loket.

## Reading
reading-title = Membaca kartu
reading-lead = Biarkan kartu di tempatnya.

## The code on the card
code-title = Masukkan angka pada kartu
code-birth = Tgl. lahir
    .how = Masukkan tanggal lahir, 6 angka menurut kalender Jepang. 5 April Showa 32 adalah “320405”.
code-expiry = Berlaku
    .how = Masukkan tahun akhir masa berlaku kartu, 4 angka, misalnya “2035”.
code-security = Bawah foto
    .how = Masukkan 4 angka di bawah foto.
code-complete = Tekan “OK”.
code-wrong = Angka tidak cocok. Lihat kartu dan coba lagi.
code-typed = { $typed } dari { $of } angka dimasukkan
code-lead = Biarkan kartu di tempatnya saat membaca.

## Face
face-lead = Wajah Anda dibandingkan dengan foto di kartu.
face-second-round = Kami lihat sekali lagi.
face-preparing = Menyiapkan kamera
face-preview = Anda, dilihat kamera
guidance-no-face = Lihatlah ke kamera
guidance-come-closer = Mendekatlah sedikit
guidance-step-back = Mundurlah sedikit
guidance-move-left = Silakan bergeser sedikit ke kiri
guidance-move-right = Silakan bergeser sedikit ke kanan
guidance-move-up = Silakan naikkan wajah sedikit
guidance-move-down = Silakan turunkan wajah sedikit
guidance-look-here = Lihatlah lurus ke depan
guidance-too-dark = Pindahlah ke tempat lebih terang
guidance-too-bright = Hindari cahaya silau
guidance-light-behind = Hindari cahaya dari belakang
guidance-hold-still = Jangan bergerak dulu
guidance-one-person-only = Hanya pemilik kartu saja
guidance-take-mask-off = Silakan lepas masker
guidance-show-eyes = Perlihatkan kedua mata
guidance-turn-left = Silakan palingkan kepala sedikit ke kiri
guidance-turn-right = Silakan palingkan kepala sedikit ke kanan
guidance-comparing = Tetaplah seperti itu

## PIN
pin-title = Masukkan PIN
pin-lead = 4 angka yang Anda pilih saat menerima kartu.
pin-tries = Masih dapat dimasukkan { $tries } kali. Jika tinggal 1 kali, mesin ini berhenti.
pin-wrong = PIN tidak cocok. Silakan coba lagi.
pin-signing = Sedang diperiksa. Mohon tunggu.
pin-privacy = Petugas tidak pernah menanyakan PIN Anda.
pin-typed = { $typed } dari { $of } angka dimasukkan

## A clerk decides
override-title = Petugas akan segera datang
override-lead = Biarkan kartu di tempatnya dan tunggu.

## Sharing
consent-title = Bagikan catatan medis Anda?
consent-what = Isi
    .value = Obat, pengobatan, pemeriksaan, operasi
consent-whom = Kepada
    .value = Rumah sakit atau klinik ini
consent-how-long = Selama
    .value = 24 jam mulai sekarang
consent-refusal = Tanpa berbagi pun, asuransi tetap diperiksa.
consent-all = Bagikan semua
consent-items = Pilih satu-satu
consent-none = Jangan bagikan
consent-items-title = Pilih yang dibagikan
consent-items-lead = Setiap sentuhan mengganti “Ya” dan “Tidak”.
item-medicines = Obat
    .detail = Obat yang pernah diberikan
item-treatments = Pengobatan
    .detail = Kunjungan dan tindakan
item-checkups = Pemeriksaan
    .detail = Hasil pemeriksaan kesehatan
item-operations = Operasi
    .detail = Operasi yang pernah dijalani
item-on = Ya
item-off = Tidak

## Enrolment
enrolment-title = Kartu belum menjadi kartu asuransi. Daftarkan sekarang?
enrolment-what = Gunanya
    .value = Mulai sekarang, cukup kartu ini di pendaftaran
enrolment-cost = Berapa kali
    .value = Hanya sekali, gratis
enrolment-undo = Pembatalan
    .value = Tidak bisa di sini. Minta ke asuransi kesehatan Anda
enrolment-lead = Jika tidak mendaftar, bisa memakai 資格確認書 atau dokumen lain. Soal catatan medis akan ditanyakan terpisah.
enrolment-agree = Daftarkan
enrolment-decline = Jangan daftarkan
registering-title = Mendaftarkan kartu untuk asuransi
enrolment-receipt = Bukti: pada { $day } { $month } { $year } pukul { $hour }:{ $minute } kartu ini didaftarkan untuk asuransi kesehatan.
    .undo = Tidak bisa dibatalkan di sini. Asuransi kesehatan Anda bisa.

## Prescription
prescription-title = Jika ada resep obat, Anda ingin bentuk apa?
prescription-electronic = Elektronik
    .how = “Elektronik”: apotek menerimanya sebagai data.
prescription-paper = Kertas
    .how = “Kertas”: Anda membawa kertas ke apotek.
prescription-lead = Saat diperiksa, Anda masih bisa minta diganti.

## Checking
checking-title = Memeriksa asuransi
checking-lead = Mohon tunggu sebentar.
checking-slow = Lebih lama dari biasanya. Mohon tunggu sebentar lagi.

## While the line is down
outage-title = Saluran terputus. Bolehkah kami memeriksa asuransi saat pulih?
outage-what = Yang disimpan
    .value = Nama, jenis kelamin, tanggal lahir, alamat
outage-where = Di mana
    .value = Di mesin ini, terkunci
outage-how-long = Berapa lama
    .value = Sampai diperiksa; paling lama 14 hari
outage-lead = Sistem nasional tidak dapat dihubungi. Anda tetap dilayani apa pun pilihannya. Beri tahu loket juga.
outage-agree = Ya, nanti
outage-decline = Tidak
outage-keeping = Menyimpan dengan aman
kept-title = Asuransi diperiksa saat saluran pulih
kept-next = Beri tahu loket
kept-lead = Asuransi belum diperiksa. Yang disimpan dihapus sesudahnya.

## Done
done-title = Pemeriksaan selesai
done-shared = Yang Anda pilih dibagikan kepada rumah sakit atau klinik ini.
done-not-shared = Tidak ada catatan medis yang dibagikan.
done-called = Tunggulah sampai petugas memanggil Anda.
done-called-number = Anda akan dipanggil dengan nomor ini.
call-number = Nomor Anda: { $number }
done-message = Pemberitahuan dari layanan pemeriksa
validity-valid = Silakan duduk dan menunggu
    .lead = Asuransi Anda sudah dipastikan.
validity-lost = Silakan datang ke loket
    .lead = Jika asuransi Anda berubah, beri tahu kami yang baru.
validity-replaced = Silakan datang ke loket
    .lead = Ada asuransi yang lebih baru. Kami lihat bersama Anda.
validity-none = Silakan datang ke loket
    .lead = Data asuransi tampaknya belum masuk. Kami lihat bersama Anda.
validity-several = Silakan datang ke loket
    .lead = Ada lebih dari satu data asuransi. Kami lihat bersama Anda.
period-valid = Sertifikat di kartu masih berlaku.
period-expires-soon = { $days ->
        [0] Sertifikat di kartu berakhir hari ini. Dapat diperbarui di kantor kota.
       *[other] Sertifikat di kartu berakhir { $days } hari lagi. Dapat diperbarui di kantor kota.
    }
period-grace = Sertifikat di kartu sudah berakhir. Hari ini hanya asuransi yang diperiksa. Segera perbarui di kantor kota.
period-dead = Sertifikat di kartu sudah berakhir. Dapat diperbarui di kantor kota.
month-name = { $month ->
        [1] Januari
        [2] Februari
        [3] Maret
        [4] April
        [5] Mei
        [6] Juni
        [7] Juli
        [8] Agustus
        [9] September
        [10] Oktober
        [11] November
       *[12] Desember
    }
period-until = Kartu ini dapat dipakai di sini sampai { $day } { $month } { $year }.

## Card left behind
card-left-title = Ada kartu tertinggal
card-left-lead = Pemilik kartu, silakan ambil. Jika Anda melihatnya, beri tahu petugas.

## Out of service
out-of-service-title = Sedang tidak dapat dipakai
out-of-service-lead = Silakan bawa kartu ke loket.
closed-title = Sekarang tutup
closed-until = Buka lagi tanggal { $day } { $month } pukul { $hour }:{ $minute }.
closed-lead = Jika mendesak, hubungi petugas.

## Aloud
spoken-choice = { $name }: tekan { $key }.
spoken-item = { $name }, sekarang: { $state }
spoken-notice = Ada pemberitahuan di layar. Silakan tanya di loket.
spoken-volume = Volume suara { $step } dari { $of }.
spoken-keys = Tekan tombol bintang untuk mendengar lagi, tombol tambah untuk mengeraskan suara, dan tombol kurang untuk mengecilkannya.
spoken-languages = Untuk bahasa lain, tekan tombol bintang dua kali.
key-enter = Enter
key-point = tombol titik
key-slash = tombol garis miring

## When something did not work
fault-code = No. { $code }
fault-start-over = { $reader ->
   *[tray] Letakkan kartu lagi, atau tanya di loket.
    [slot] Masukkan kartu lagi, atau tanya di loket.
    [top] Masukkan kartu lagi, atau tanya di loket.
}
fault-or-take-card = Untuk berhenti, silakan ambil kartu.
fault-take-phone = Silakan ambil ponsel Anda
fault-card-unreadable = Kartu tidak terbaca
    .why = Mungkin letaknya bergeser atau masih di dalam sarung.
    .next = { $reader ->
       *[tray] Keluarkan dari sarung dan letakkan lagi.
        [slot] Keluarkan dari sarung dan masukkan lagi.
        [top] Keluarkan dari sarung dan masukkan lagi.
    }
fault-card-of-another-kind = Ini bukan kartu My Number
    .why = Kartu lain ada di alat pembaca.
    .next = { $reader ->
       *[tray] Letakkan kartu My Number.
        [slot] Masukkan kartu My Number.
        [top] Masukkan kartu My Number.
    }
fault-card-juki = Kartu ini tidak dapat dipakai di sini
    .why = Ini kartu registrasi penduduk (住民基本台帳カード).
    .next = { $reader ->
       *[tray] Letakkan kartu My Number, atau tanya di loket.
        [slot] Masukkan kartu My Number, atau tanya di loket.
        [top] Masukkan kartu My Number, atau tanya di loket.
    }
fault-card-phone = Ponsel tidak dapat dibaca di sini
    .why = Ini tempat untuk kartu.
    .next = { $reader ->
       *[tray] Letakkan kartu My Number, atau tanya di loket.
        [slot] Masukkan kartu My Number, atau tanya di loket.
        [top] Masukkan kartu My Number, atau tanya di loket.
    }
fault-card-taken-early = { $reader ->
   *[tray] Kartu terlalu cepat diangkat
    [slot] Kartu terlalu cepat dicabut
    [top] Kartu terlalu cepat dicabut
}
    .why = Pemeriksaan belum selesai.
    .next = { $reader ->
       *[tray] Silakan letakkan kartu lagi.
        [slot] Silakan masukkan kartu lagi.
        [top] Silakan masukkan kartu lagi.
    }
fault-card-not-genuine = Kartu tidak dapat dipastikan
    .why = Isi chip tidak terbaca dengan benar.
    .next = Silakan tanya di loket.
fault-card-unsupported = Kartu ini belum dapat dibaca di sini
    .why = Tampaknya ini kartu My Number jenis baru.
    .next = Silakan tanya di loket.
fault-certificate-dead = Kartu perlu diperbarui
    .why = Sertifikat di kartu sudah berakhir.
    .next = Hari ini, tunjukkan 資格確認書 atau dokumen lain di loket. Kartu diperbarui di kantor kota.
fault-certificate-revoked = Kartu sedang tidak dapat dipakai
    .why = Sertifikat di kartu dihentikan: kartu dilaporkan hilang, atau diperbarui kurang dari sehari lalu.
    .next = Hari ini, tunjukkan 資格確認書 atau dokumen lain di loket. Kantor kota dapat mengaktifkannya lagi.
fault-code-wrong = Angka tidak cocok
    .why = Yang dimasukkan berbeda dengan kartu.
    .next = Lanjutkan dengan PIN, atau panggil petugas.
fault-code-blocked = Wajah tidak dapat dipakai
    .why = Setelah banyak angka salah, kartu melindungi fotonya.
    .next = Lanjutkan dengan PIN, atau panggil petugas.
fault-photo-absent = Kartu ini tanpa foto
    .why = Kartu anak kecil tidak memiliki foto.
    .next = Orang tua atau wali, masukkan PIN.
fault-photo-unusable = Foto di kartu tidak dapat dipakai
    .why = Tidak ditemukan wajah di dalamnya.
    .next = Lanjutkan dengan PIN, atau panggil petugas.
fault-face-not-matched = Wajah Anda tidak dapat dipastikan
    .why = Mungkin karena cahaya atau gaya rambut.
    .next = Lanjutkan dengan PIN, atau panggil petugas.
fault-face-not-live = Wajah Anda tidak dapat dipastikan
    .why = Kamera tidak melihat wajah dengan jelas.
    .next = Lanjutkan dengan PIN, atau panggil petugas.
fault-camera-lost = Kamera tidak berfungsi
    .why = Ada gangguan pada kamera.
    .next = Lanjutkan dengan PIN, atau panggil petugas.
fault-face-unavailable = Wajah tidak dapat dipakai
    .why = Bagian pembanding wajah tidak berjalan.
    .next = Lanjutkan dengan PIN, atau panggil petugas.
fault-pin-last-try = Berhenti di sini demi kartu Anda
    .why = Satu PIN salah lagi akan mengunci kartu.
    .next = Lanjutkan dengan wajah, atau panggil petugas.
fault-pin-blocked = PIN terkunci
    .why = Kartu terkunci setelah 3 PIN salah.
    .next = Lanjutkan dengan wajah, atau panggil petugas. Kantor kota dapat membukanya.
fault-clerk-refused = Petugas tidak dapat memastikan
    .why = Nomor petugas tidak cocok.
    .next = Silakan tunggu di loket.
fault-central-unreachable = Asuransi tidak dapat diperiksa
    .why = Sistem nasional tidak dapat dihubungi.
    .next = Silakan bawa kartu ke loket.
fault-central-slow = Pemeriksaan terlalu lama
    .why = Sistem nasional tidak menjawab.
    .next = Silakan bawa kartu ke loket.
fault-central-refused-kiosk = Asuransi tidak dapat diperiksa
    .why = Ada masalah pada pendaftaran mesin ini.
    .next = Silakan bawa kartu ke loket.
fault-central-refused-proof = Identitas perlu dipastikan lagi
    .why = Hasil pemastian tidak diterima.
    .next = Silakan tanya di loket.
fault-central-malformed = Asuransi tidak dapat diperiksa
    .why = Jawaban tidak dapat dimengerti.
    .next = Silakan bawa kartu ke loket.
fault-central-closed = Pemeriksaan sedang tutup
    .why = Sistem nasional sedang dirawat.
    .next = Silakan bawa kartu ke loket.
fault-consent-not-stored = Catatan Anda tidak dibagikan
    .why = Pilihan Anda tidak dapat didaftarkan.
    .next = Pemeriksaan asuransi tetap berjalan.
fault-not-enrolled = Kartu belum menjadi kartu asuransi
    .why = Kartu ini belum terdaftar untuk asuransi kesehatan.
    .next = Silakan tanya di loket. Kami tunjukkan cara mendaftar.
fault-enrolment-declined = Kartu tidak didaftarkan
    .why = Kartu tetap seperti semula. Anda bisa mendaftar nanti.
    .next = Silakan tunjukkan 資格確認書 atau dokumen lain di loket.
fault-enrolment-needs-proof = Untuk mendaftar, pastikan diri Anda
    .why = Pemeriksaan petugas tidak cukup untuk mendaftar.
    .next = Silakan pakai wajah atau PIN.
fault-enrolment-needs-pin = Perlu PIN untuk mendaftar
    .why = Kartu anak didaftarkan dengan PIN.
    .next = Orang tua atau wali, masukkan PIN.
fault-only-pin-unusable = PIN tidak dapat dipakai
    .why = Kartu ini hanya bisa diperiksa dengan PIN.
    .next = Hari ini, silakan tanya di loket. Kantor kota dapat mengganti PIN.
fault-enrolment-closed = Kartu perlu diperbarui dahulu
    .why = Sertifikatnya sudah berakhir, jadi tidak bisa didaftarkan.
    .next = Hari ini, tunjukkan 資格確認書 atau dokumen lain di loket. Kartu diperbarui di kantor kota.
fault-enrolment-person-unknown = Kartu tidak dapat didaftarkan
    .why = Data asuransi tampaknya belum masuk.
    .next = Silakan tanya di loket. Kami lihat bersama Anda.
fault-enrolment-unclear = Belum diketahui apakah sudah terdaftar
    .why = Sistem nasional tidak menjawab.
    .next = { $reader ->
       *[tray] Letakkan kartu lagi untuk mengetahuinya. Jika terburu-buru, datanglah ke loket.
        [slot] Masukkan kartu lagi untuk mengetahuinya. Jika terburu-buru, datanglah ke loket.
        [top] Masukkan kartu lagi untuk mengetahuinya. Jika terburu-buru, datanglah ke loket.
    }
fault-record-of-another = Ini perlu diperiksa di loket
    .why = Catatan asuransi tidak cocok dengan kartu Anda. Ini bukan kesalahan Anda.
    .next = Silakan tanya di loket.
fault-enrolled-record-of-another = Ini perlu diperiksa di loket
    .why = Kartu sudah terdaftar, tetapi catatan asuransi yang datang tidak cocok dengan kartu. Ini bukan kesalahan Anda.
    .next = Silakan tanya di loket.
fault-hand-over-failed = Hasil tidak dapat dikirim
    .why = Pemeriksaan berhasil, tetapi pengiriman di rumah sakit gagal.
    .next = Silakan tanya di loket.
fault-hand-over-character = Hasil tidak dapat dikirim
    .why = Pemeriksaan berhasil, tetapi pengiriman di rumah sakit gagal.
    .next = Silakan tanya di loket.
fault-reader-lost = Alat pembaca tidak berfungsi
    .why = Alat pembaca tidak dapat dihubungi.
    .next = Silakan bawa kartu ke loket.
fault-journal-lost = Sedang tidak dapat dipakai
    .why = Mesin berhenti karena tidak dapat mencatat.
    .next = Silakan bawa kartu ke loket.
