-- Whoever was at an institution during an outage is looked for by birth date.
CREATE INDEX member_by_birth ON member (birth);
