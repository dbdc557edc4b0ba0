-- The insurers' side (中間サーバー): who is insured, what the resident register says, what was found wrong.
-- 個人番号 stands in two tables that no question of an institution reads: member_number and resident.

-- A persona's validity is told by its story; everybody else's follows from the insurers' rows.
ALTER TABLE person RENAME COLUMN validity TO story;
ALTER TABLE person ALTER COLUMN story DROP NOT NULL;
ALTER TABLE person ADD COLUMN birth TEXT;    -- yyyyMMdd
DROP TABLE qualification;

CREATE INDEX challenge_by_age ON challenge (expires_at);

-- One person's insurance as one insurer registered it.
CREATE TABLE member (
    id             BIGINT PRIMARY KEY,
    insurer        TEXT NOT NULL,        -- 8 digits, or 6 for 国民健康保険
    reference      TEXT NOT NULL,        -- the insurer's own name for this row
    symbol         TEXT,
    number         TEXT,                 -- absent where the insurer left it out, which is a finding
    branch         TEXT,
    name           TEXT NOT NULL,
    kana           TEXT NOT NULL,        -- full width
    birth          TEXT NOT NULL,
    sex            TEXT NOT NULL,
    address        TEXT NOT NULL,
    post_number    TEXT NOT NULL,
    relation       TEXT NOT NULL,        -- OQSCD009
    qualified_from TEXT NOT NULL,
    lost_on        TEXT,                 -- the first day without it
    loss_reason    TEXT,                 -- OQSCD008
    issued_on      TEXT NOT NULL,
    person         TEXT NOT NULL REFERENCES person (id),
    withheld       BIGINT NOT NULL,     -- 1 while a finding keeps it from the institutions
    extra          TEXT,                 -- further elements of the answer, JSON
    UNIQUE (insurer, reference)
);
CREATE INDEX member_by_person ON member (person);
CREATE INDEX member_by_number ON member (insurer, number);

CREATE TABLE member_number (
    member    BIGINT PRIMARY KEY REFERENCES member (id),
    my_number TEXT NOT NULL
);
CREATE INDEX member_number_by_number ON member_number (my_number);

-- The resident register (住民基本台帳) as J-LIS answers from it.
CREATE TABLE resident (
    my_number      TEXT PRIMARY KEY,
    name           TEXT NOT NULL,
    kana           TEXT NOT NULL,
    birth          TEXT NOT NULL,
    sex            TEXT NOT NULL,
    address        TEXT NOT NULL,
    former_name    TEXT,
    former_kana    TEXT,
    former_address TEXT
);
CREATE INDEX resident_by_birth ON resident (birth, kana);

-- What a check found, until it is corrected.
CREATE TABLE finding (
    insurer   TEXT NOT NULL,
    reference TEXT NOT NULL,
    kind      TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT
);
CREATE UNIQUE INDEX finding_open ON finding (insurer, reference, kind) WHERE closed_at IS NULL;

-- Who else than a kiosk may ask, by the common name in the client certificate.
CREATE TABLE party (
    name    TEXT PRIMARY KEY,
    role    TEXT NOT NULL CHECK (role IN ('insurer', 'reviewer')),
    insurer TEXT                         -- absent for one who may speak for every insurer
);

-- Keys that all nodes share.
CREATE TABLE secret (
    name  TEXT PRIMARY KEY,
    value BYTEA NOT NULL
);
