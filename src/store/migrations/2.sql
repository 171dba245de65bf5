-- From version 1 to 2: the log, and what people decided about claims.

CREATE TABLE log (
    seq       INTEGER PRIMARY KEY,
    time      TEXT NOT NULL,
    actor     TEXT NOT NULL,
    operation TEXT NOT NULL,
    packing   TEXT NOT NULL CHECK (packing IN ('plain', 'zstd')),
    size      INTEGER NOT NULL CHECK (size >= 0),
    payload   BLOB NOT NULL,
    previous  BLOB NOT NULL CHECK (length(previous) = 32),
    hash      BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
) STRICT;
CREATE TRIGGER log_grows_at_its_end BEFORE INSERT ON log
 WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM log)
BEGIN SELECT RAISE(ABORT, 'the log only grows at its end'); END;
CREATE TRIGGER log_is_not_changed BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
CREATE TRIGGER log_is_not_cut BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'nothing is taken out of the log'); END;

CREATE TABLE log_subject (
    subject BLOB NOT NULL CHECK (length(subject) = 32),
    entry   INTEGER NOT NULL REFERENCES log (seq),
    PRIMARY KEY (subject, entry)
) STRICT, WITHOUT ROWID;

CREATE TABLE judgement (
    claim     INTEGER PRIMARY KEY REFERENCES claim (id),
    entry     INTEGER NOT NULL REFERENCES log (seq),
    reason    TEXT,
    successor INTEGER REFERENCES claim (id)
) STRICT;
CREATE INDEX judgement_by_successor ON judgement (successor);

CREATE TABLE claim_note (
    claim    INTEGER NOT NULL REFERENCES claim (id),
    position INTEGER NOT NULL,
    entry    INTEGER NOT NULL REFERENCES log (seq),
    text     TEXT NOT NULL,
    PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_tag (
    tag   TEXT NOT NULL,
    claim INTEGER NOT NULL REFERENCES claim (id),
    PRIMARY KEY (tag, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_tag_by_claim ON claim_tag (claim);

ALTER TABLE claim ADD COLUMN status TEXT NOT NULL DEFAULT 'found' CHECK (status IN
    ('found', 'accepted', 'corrected', 'rejected', 'superseded'));
DROP INDEX claim_by_strength;
DROP INDEX claim_by_form;
DROP INDEX claim_by_stance;
CREATE INDEX claim_by_strength ON claim (strength, place, form, stance, status);
CREATE INDEX claim_by_form ON claim (form, place, strength, stance, status);
CREATE INDEX claim_by_stance ON claim (stance, place, strength, form, status);
CREATE INDEX claim_by_status ON claim (status, place, strength, form, stance);

ALTER TABLE chain ADD COLUMN status TEXT NOT NULL DEFAULT 'found' CHECK (status IN
    ('found', 'accepted', 'corrected', 'rejected', 'superseded'));
DROP VIEW chain_source;
CREATE VIEW chain_source AS
    SELECT party.name, party.role, claim.place, claim.strength, claim.form, claim.stance, claim.status
      FROM claim JOIN claim_party AS party ON party.claim = claim.id
    UNION
    SELECT document.outlet, 'outlet', claim.place, claim.strength, claim.form, claim.stance, claim.status
      FROM claim JOIN document ON document.id = claim.document
     WHERE document.outlet IS NOT NULL;

DROP VIEW claims_view;
CREATE VIEW claims_view AS
    SELECT lower(hex(claim.hash)) AS id,
           claim.status,
           document.name AS document,
           outlet.text AS outlet,
           document.published,
           claim_text.speakers,
           claim_text.relays AS via,
           claim.strength,
           claim_text.content,
           claim.form, claim.hedge, claim.stance, claim.named, claim.mention, claim.cue,
           claim.origin, claim.rule, claim.program,
           document.title, document.url,
           lower(hex(document.sha256)) AS document_sha256,
           lower(hex(claim.content_hash)) AS content_hash
      FROM claim
      JOIN claim_text ON claim_text.place = claim.place
      JOIN document ON document.id = claim.document
      LEFT JOIN name AS outlet ON outlet.id = document.outlet
     ORDER BY claim.place;

CREATE VIEW log_view AS
    SELECT seq, time, actor, operation, lower(hex(hash)) AS hash,
           iif(packing = 'plain', CAST(payload AS TEXT), NULL) AS payload
      FROM log ORDER BY seq;
