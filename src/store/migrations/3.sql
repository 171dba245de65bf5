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

CREATE VIEW anchors_view AS
    SELECT lower(hex(claim.hash)) AS id,
           document.name AS document,
           later.name AS later_document,
           later.captured AS later_captured,
           anchor.outcome,
           span.text AS words,
           anchor.text AS later_words
      FROM anchor
      JOIN claim ON claim.id = anchor.claim
      JOIN document ON document.id = claim.document
      JOIN document AS later ON later.id = anchor.document
      JOIN claim_span AS span
        ON span.claim = anchor.claim AND span.kind = 'content' AND span.position = anchor.position
     ORDER BY claim.place, later.id, anchor.position;
