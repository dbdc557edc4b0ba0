-- The rehearsal service's records. There is no column for 個人番号: a person is known by a certificate's serial number.

-- A kiosk, by the common name in its client certificate.
CREATE TABLE kiosk (
    name          TEXT PRIMARY KEY,
    assertion_key BYTEA NOT NULL          -- P-256 point, uncompressed, 65 bytes
);

CREATE TABLE person (
    id       TEXT PRIMARY KEY,
    validity TEXT NOT NULL CHECK (validity IN ('1', '2', '3', '4', '5', '6')),   -- OQSCD006
    enrolled BIGINT NOT NULL CHECK (enrolled IN (0, 1))
);

CREATE TABLE certificate (
    serial     TEXT PRIMARY KEY,         -- hexadecimal, no leading zeros
    person     TEXT NOT NULL REFERENCES person (id),
    revoked_at BIGINT
);

-- What the insurers say, current first, as one element of the answer's list.
CREATE TABLE qualification (
    person   TEXT NOT NULL REFERENCES person (id),
    position BIGINT NOT NULL,
    record   TEXT NOT NULL,
    PRIMARY KEY (person, position)
);

CREATE TABLE challenge (
    id         TEXT PRIMARY KEY,
    kiosk      TEXT NOT NULL REFERENCES kiosk (name),
    nonce      BYTEA NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
);

CREATE TABLE visit (
    token        TEXT PRIMARY KEY,
    kiosk        TEXT NOT NULL REFERENCES kiosk (name),
    person       TEXT,                   -- absent where the card is not enrolled
    opened_at    BIGINT NOT NULL,
    sharing_open BIGINT NOT NULL
);

CREATE TABLE consent (
    visit                   TEXT NOT NULL REFERENCES visit (token),
    given_at                BIGINT NOT NULL,
    available_until         BIGINT NOT NULL,
    specific_health_checkup BIGINT NOT NULL,
    pharmacists             BIGINT NOT NULL,
    diagnosis               BIGINT NOT NULL,
    operation               BIGINT NOT NULL
);

-- Every answer under its request id, so that a question asked again is not worked twice.
CREATE TABLE answer (
    kiosk       TEXT NOT NULL,
    step        TEXT NOT NULL,
    request_id  TEXT NOT NULL,
    question    BYTEA NOT NULL,           -- SHA-256 of the question
    status      BIGINT NOT NULL,
    body        BYTEA NOT NULL,
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (kiosk, step, request_id)
);
CREATE INDEX answer_by_age ON answer (answered_at);

-- Who asked what about whom, and what came of it. Rows are never changed.
CREATE TABLE audit (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         BIGINT NOT NULL,
    kiosk      TEXT NOT NULL,
    step       TEXT NOT NULL,
    request_id TEXT NOT NULL,
    person     TEXT,
    outcome    TEXT NOT NULL
);
CREATE FUNCTION audit_rows_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit rows stay';
END $$;
CREATE TRIGGER audit_rows_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_rows_stay();
