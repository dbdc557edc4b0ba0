-- Questions that wait for the centre. A row without `sealed` is done: its request id stays, so that it is not kept again.
CREATE TABLE kept (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    request_id TEXT NOT NULL UNIQUE,
    at_unix_ms INTEGER NOT NULL,
    nonce BLOB,
    sealed BLOB,
    CHECK ((nonce IS NULL) = (sealed IS NULL))
) STRICT;

-- SHA-256 of the key: tells another key from a row that was changed.
CREATE TABLE key (fingerprint BLOB NOT NULL) STRICT;
