-- Entries are added at the end and never touched again. The triggers stop a program that errs; whoever takes them
-- away and changes a row breaks the chain of hashes, which `verify` finds.

CREATE TABLE entries (
    sequence   INTEGER PRIMARY KEY CHECK (sequence >= 1),
    at_unix_ms INTEGER NOT NULL,
    visit      TEXT    NOT NULL,
    event      TEXT    NOT NULL,
    detail     TEXT    NOT NULL,
    hash       BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE INDEX entries_of_a_visit ON entries (visit, sequence);

CREATE TRIGGER entries_are_not_changed BEFORE UPDATE ON entries
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER entries_are_not_removed BEFORE DELETE ON entries
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

-- Also stops INSERT OR REPLACE, which would remove a row without asking the trigger above.
CREATE TRIGGER entries_follow_each_other BEFORE INSERT ON entries
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM entries)
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
