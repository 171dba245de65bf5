-- From version 2 to 3: grades, documents that are no text, names judged to be of different people; later
-- versions of a page, and what became of claims in them.

CREATE TABLE claim_grade (
    claim   INTEGER NOT NULL REFERENCES claim (id),
    scale   TEXT NOT NULL CHECK (scale IN ('reliability', 'credibility', 'likelihood', 'terms')),
    word    TEXT NOT NULL,
    wording TEXT,
    entry   INTEGER NOT NULL REFERENCES log (seq),
    PRIMARY KEY (claim, scale),
    CHECK (scale <> 'reliability' OR word IN ('A', 'B', 'C', 'D', 'E', 'F')),
    CHECK (scale <> 'credibility' OR word IN ('1', '2', '3', '4', '5', '6')),
    CHECK (scale <> 'likelihood' OR word IN
        ('almost no chance', 'remote', 'very unlikely', 'highly improbable', 'unlikely', 'improbable',
         'roughly even chance', 'roughly even odds', 'likely', 'probable', 'very likely',
         'highly probable', 'almost certain', 'nearly certain')),
    CHECK (scale <> 'terms' OR word IN ('on the record', 'background', 'deep background', 'off the record')),
    CHECK (wording IS NULL OR scale = 'terms')
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_grade_by_word ON claim_grade (scale, word);

CREATE VIEW grades_view AS
    SELECT lower(hex(claim.hash)) AS claim, grade.scale, grade.word, grade.wording,
           log.actor AS given_by, log.time AS given_at
      FROM claim_grade AS grade
      JOIN claim ON claim.id = grade.claim
      JOIN log ON log.seq = grade.entry
     ORDER BY claim.place, grade.scale;

CREATE TABLE distinction (
    one   TEXT NOT NULL,
    other TEXT NOT NULL,
    entry INTEGER NOT NULL REFERENCES log (seq),
    PRIMARY KEY (one, other),
    CHECK (one < other)
) STRICT, WITHOUT ROWID;

ALTER TABLE document ADD COLUMN medium TEXT;
DROP VIEW documents_view;
CREATE VIEW documents_view AS
    SELECT document.name, document.medium, outlet.text AS outlet, document.published, document.title,
           document.author, document.url, document.language, document.captured, document.read,
           coalesce(counted.claims, 0) AS claims,
           capture.encoding, capture.bytes_size AS bytes,
           lower(hex(document.sha256)) AS sha256
      FROM document
      LEFT JOIN (SELECT document, count(*) AS claims FROM claim GROUP BY document) AS counted
             ON counted.document = document.id
      LEFT JOIN capture ON capture.document = document.id
      LEFT JOIN name AS outlet ON outlet.id = document.outlet
     ORDER BY document.id;

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
