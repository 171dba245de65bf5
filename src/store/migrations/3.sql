-- From version 2 to 3: later versions of a page, and what became of claims in them.

CREATE TABLE version (
    document INTEGER PRIMARY KEY REFERENCES document (id),
    previous INTEGER NOT NULL UNIQUE REFERENCES document (id)
) STRICT;

CREATE TABLE anchor (
    claim    INTEGER NOT NULL REFERENCES claim (id),
    document INTEGER NOT NULL REFERENCES document (id),
    position INTEGER NOT NULL,
    outcome  TEXT NOT NULL CHECK (outcome IN ('exact', 'moved', 'changed', 'ambiguous', 'gone')),
    start    INTEGER CHECK (start >= 0),
    end      INTEGER CHECK (end >= start),
    text     TEXT,
    PRIMARY KEY (claim, document, position),
    CHECK ((start IS NULL) = (outcome IN ('ambiguous', 'gone'))),
    CHECK ((start IS NULL) = (end IS NULL) AND (start IS NULL) = (text IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX anchor_by_document ON anchor (document);
