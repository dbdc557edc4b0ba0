-- 健康保険証利用登録 at a kiosk: who was enrolled, where, after what proof. Who was enrolled elsewhere has no row.
CREATE TABLE enrolment (
    person      TEXT PRIMARY KEY REFERENCES person (id),
    kiosk       TEXT NOT NULL,
    method      TEXT NOT NULL CHECK (method IN ('pin', 'face')),
    enrolled_at INTEGER NOT NULL
) STRICT;
