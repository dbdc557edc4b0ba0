-- 照会番号: the institution's own number for an insured person.
CREATE TABLE reference_number (
    insured TEXT PRIMARY KEY,            -- insurer, symbol, number and branch, each ended by a line feed
    number  TEXT NOT NULL
) STRICT;
