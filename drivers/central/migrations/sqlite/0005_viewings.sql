-- Who looked at whose medical information, or was refused. Rows are never changed. The information itself is never kept.
CREATE TABLE viewing (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    at         INTEGER NOT NULL,
    kiosk      TEXT NOT NULL,
    request_id TEXT NOT NULL,
    staff      TEXT NOT NULL,            -- the institution's own name for who looked
    profession TEXT NOT NULL,
    person     TEXT,
    kind       TEXT NOT NULL CHECK (kind IN ('YZK', 'TKK', 'CIP')),
    outcome    TEXT NOT NULL             -- shown, or why not
) STRICT;
CREATE TRIGGER viewing_is_not_changed BEFORE UPDATE ON viewing BEGIN SELECT RAISE(ABORT, 'viewings stay'); END;
CREATE TRIGGER viewing_is_not_deleted BEFORE DELETE ON viewing BEGIN SELECT RAISE(ABORT, 'viewings stay'); END;

-- The newest consent of a person is looked for at every view.
CREATE INDEX visit_by_person ON visit (person);
CREATE INDEX consent_by_visit ON consent (visit);
