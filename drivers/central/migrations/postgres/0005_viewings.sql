-- Who looked at whose medical information, or was refused. Rows are never changed. The information itself is never kept.
CREATE TABLE viewing (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         BIGINT NOT NULL,
    kiosk      TEXT NOT NULL,
    request_id TEXT NOT NULL,
    staff      TEXT NOT NULL,            -- the institution's own name for who looked
    profession TEXT NOT NULL,
    person     TEXT,
    kind       TEXT NOT NULL CHECK (kind IN ('YZK', 'TKK', 'CIP')),
    outcome    TEXT NOT NULL             -- shown, or why not
);
CREATE TRIGGER viewings_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON viewing
    FOR EACH STATEMENT EXECUTE FUNCTION audit_rows_stay();

-- The newest consent of a person is looked for at every view.
CREATE INDEX visit_by_person ON visit (person);
CREATE INDEX consent_by_visit ON consent (visit);
