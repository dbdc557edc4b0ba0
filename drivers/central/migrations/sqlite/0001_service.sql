-- The rehearsal service's records. There is no column for 個人番号: a person is known by a certificate's serial number.

-- A kiosk, by the common name in its client certificate.
CREATE TABLE kiosk (
    name          TEXT PRIMARY KEY,
    assertion_key BLOB NOT NULL          -- P-256 point, uncompressed, 65 bytes
) STRICT;

CREATE TABLE person (
    id       TEXT PRIMARY KEY,
    validity TEXT NOT NULL CHECK (validity IN ('1', '2', '3', '4', '5', '6')),   -- OQSCD006
    enrolled INTEGER NOT NULL CHECK (enrolled IN (0, 1))
) STRICT;

CREATE TABLE certificate (
    serial     TEXT PRIMARY KEY,         -- hexadecimal, no leading zeros
    person     TEXT NOT NULL REFERENCES person (id),
    revoked_at INTEGER
) STRICT;

-- What the insurers say, current first, as one element of the answer's list.
CREATE TABLE qualification (
    person   TEXT NOT NULL REFERENCES person (id),
    position INTEGER NOT NULL,
    record   TEXT NOT NULL,
    PRIMARY KEY (person, position)
) STRICT;

CREATE TABLE challenge (
    id         TEXT PRIMARY KEY,
    kiosk      TEXT NOT NULL REFERENCES kiosk (name),
    nonce      BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT;

CREATE TABLE visit (
    token        TEXT PRIMARY KEY,
    kiosk        TEXT NOT NULL REFERENCES kiosk (name),
    person       TEXT,                   -- absent where the card is not enrolled
    opened_at    INTEGER NOT NULL,
    sharing_open INTEGER NOT NULL
) STRICT;

CREATE TABLE consent (
    visit                   TEXT NOT NULL REFERENCES visit (token),
    given_at                INTEGER NOT NULL,
    available_until         INTEGER NOT NULL,
    specific_health_checkup INTEGER NOT NULL,
    pharmacists             INTEGER NOT NULL,
    diagnosis               INTEGER NOT NULL,
    operation               INTEGER NOT NULL
) STRICT;

-- Every answer under its request id, so that a question asked again is not worked twice.
CREATE TABLE answer (
    kiosk       TEXT NOT NULL,
    step        TEXT NOT NULL,
    request_id  TEXT NOT NULL,
    question    BLOB NOT NULL,           -- SHA-256 of the question
    status      INTEGER NOT NULL,
    body        BLOB NOT NULL,
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (kiosk, step, request_id)
) STRICT;
CREATE INDEX answer_by_age ON answer (answered_at);

-- Who asked what about whom, and what came of it. Rows are never changed.
CREATE TABLE audit (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    at         INTEGER NOT NULL,
    kiosk      TEXT NOT NULL,
    step       TEXT NOT NULL,
    request_id TEXT NOT NULL,
    person     TEXT,
    outcome    TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows stay'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows stay'); END;
