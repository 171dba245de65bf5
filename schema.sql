-- The whole schema of a dixit base, as it is today. The program has it compiled in.
--
-- Conventions. Tables are STRICT, names are singular. Hashes are SHA-256 as 32-byte BLOBs (the
-- views show them as hexadecimal digits). Words of the closed vocabularies are spelt as
-- everywhere else and checked. Positions are Unicode code points into a document's text, end
-- exclusive. Start with `claims_view` and `documents_view`.
--
-- Claim, span, party, grade, distinction, document, version and anchor are the record, and `log` is how it
-- came to be: every change
-- writes one entry in the same transaction, and `dixit verify` compares the record with what the
-- log says. Chain, claim_search, name_word, entity_key and log_subject are derived for speed alone;
-- `dixit verify` compares them with what they are derived from.

PRAGMA application_id = 0x64697874; -- 'dixt'

-- Hashes over what has no row of its own to keep them in.
CREATE TABLE meta (
    key   TEXT PRIMARY KEY CHECK (key IN ('registry')), -- 'registry': over all of entity and its lists
    value BLOB NOT NULL CHECK (length(value) = 32)
) STRICT, WITHOUT ROWID;

-- The registry: known people, organisations, states and outlets, in its order.
CREATE TABLE entity (
    id     INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE,                        -- the name under which claims are filed
    kind   TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'state', 'outlet')),
    gender TEXT                                         -- grammatical: 'm', 'f'
) STRICT;

-- Other names of an entity: each belongs to one entity only (see entity_key).
CREATE TABLE entity_alias (
    entity   INTEGER NOT NULL REFERENCES entity (id),
    language TEXT NOT NULL,                             -- ISO 639-1
    position INTEGER NOT NULL,
    alias    TEXT NOT NULL,
    PRIMARY KEY (entity, language, position)
) STRICT, WITHOUT ROWID;

-- What a text may call an entity instead of its name; may fit several.
CREATE TABLE entity_role (
    entity   INTEGER NOT NULL REFERENCES entity (id),
    language TEXT NOT NULL,
    position INTEGER NOT NULL,
    role     TEXT NOT NULL,
    PRIMARY KEY (entity, language, position)
) STRICT, WITHOUT ROWID;

-- For whom an entity speaks: what it passes on of theirs is first hand.
CREATE TABLE entity_speaks_for (
    entity   INTEGER NOT NULL REFERENCES entity (id),
    position INTEGER NOT NULL,
    target   INTEGER NOT NULL REFERENCES entity (id),
    PRIMARY KEY (entity, position)
) STRICT, WITHOUT ROWID;

-- Derived: the entity of every name and alias, folded (no accents, case, hyphens, articles).
CREATE TABLE entity_key (
    folded TEXT PRIMARY KEY,
    entity INTEGER NOT NULL REFERENCES entity (id)
) STRICT, WITHOUT ROWID;

-- Somebody who speaks, passes words on or publishes: an entity of the registry, or else all
-- the names that fold alike.
CREATE TABLE actor (
    id     INTEGER PRIMARY KEY,
    folded TEXT NOT NULL UNIQUE,                        -- of the entity's name, or of the names
    name   TEXT NOT NULL,                               -- as lists show it
    entity INTEGER UNIQUE REFERENCES entity (id)        -- NULL where the registry knows none
) STRICT;

-- A name as a text gives it. Claims refer to names and never change; which actor a name leads
-- to is looked up in the registry, and again whenever the registry changes.
CREATE TABLE name (
    id    INTEGER PRIMARY KEY,
    text  TEXT NOT NULL UNIQUE,
    actor INTEGER NOT NULL REFERENCES actor (id)
) STRICT;
CREATE INDEX name_by_actor ON name (actor);

-- Derived: the words of every folded name, so that "macron" finds "Emmanuel Macron".
CREATE TABLE name_word (
    word TEXT NOT NULL,
    name INTEGER NOT NULL REFERENCES name (id),
    PRIMARY KEY (word, name)
) STRICT, WITHOUT ROWID;

-- What is known of a document.
CREATE TABLE document (
    id        INTEGER PRIMARY KEY,                      -- in the order in which they came
    sha256    BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32), -- of the captured bytes
    name      TEXT NOT NULL,                            -- a short handle
    outlet    INTEGER REFERENCES name (id),
    title     TEXT,
    author    TEXT,
    url       TEXT,
    published TEXT CHECK (published GLOB '[0-9][0-9][0-9][0-9]'
                       OR published GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'
                       OR published GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    language  TEXT,                                     -- ISO 639-1
    captured  TEXT,                                     -- RFC 3339, UTC
    read      INTEGER NOT NULL CHECK (read IN (0, 1)),  -- whether dixit could read its language
    seal      BLOB NOT NULL CHECK (length(seal) = 32),  -- a hash over this row
    medium    TEXT                                      -- "press conference"...: then the text is what
                                                        -- a person took down; NULL for what was a text
) STRICT;
CREATE INDEX document_by_name ON document (name);
CREATE INDEX document_by_outlet ON document (outlet);

-- The evidence: what was captured, byte for byte, and the text it was decoded to. A document of
-- which only claims are known has none.
CREATE TABLE capture (
    document      INTEGER PRIMARY KEY REFERENCES document (id),
    encoding      TEXT NOT NULL,                        -- a name of the WHATWG Encoding Standard
    bytes_packing TEXT NOT NULL CHECK (bytes_packing IN ('plain', 'zstd')),
    bytes_size    INTEGER NOT NULL CHECK (bytes_size >= 0), -- unpacked, in bytes
    bytes         BLOB NOT NULL,
    text_packing  TEXT NOT NULL CHECK (text_packing IN ('plain', 'zstd', 'same')), -- 'same': as `bytes`
    text_size     INTEGER NOT NULL CHECK (text_size >= 0),  -- unpacked, in bytes of UTF-8
    text          BLOB NOT NULL CHECK (text_packing <> 'same' OR length(text) = 0),
    seal          BLOB NOT NULL CHECK (length(seal) = 32) -- a hash over this row
) STRICT;

-- One thing that a document presents as said by somebody.
CREATE TABLE claim (
    id           INTEGER PRIMARY KEY,
    hash         BLOB NOT NULL UNIQUE CHECK (length(hash) = 32), -- its id to the world
    content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
    document     INTEGER NOT NULL REFERENCES document (id),
    -- Where it stands in a list, as one number: the latest published document first, undated
    -- ones last; then the order of the documents; then the order in the text. From the high
    -- bit down: 22 bits of age (0x3FFFFF less (year*13 + month)*32 + day, an unknown month or
    -- day as 0; 0x3FFFFF when undated), 23 bits of document, 18 bits of rank in the document.
    place        INTEGER NOT NULL UNIQUE,
    form         TEXT NOT NULL CHECK (form IN ('direct', 'mixed', 'indirect')),
    hedge        TEXT NOT NULL CHECK (hedge IN ('none', 'conditional', 'alleged')),
    stance       TEXT NOT NULL CHECK (stance IN ('asserts', 'denies', 'declines')),
    named        INTEGER NOT NULL CHECK (named IN (0, 1)), -- whether every speaker is named
    strength     TEXT NOT NULL CHECK (strength IN
                     ('verbatim', 'relayed', 'stated', 'hearsay', 'alleged', 'unsourced')), -- derived
    mention      TEXT,                                  -- the words that name the speaker there
    cue          TEXT,                                  -- the words that make it a report
    origin       TEXT NOT NULL CHECK (origin IN ('found', 'curated')),
    -- The rule and the version of dixit that found it. Both stay when a person confirms the
    -- claim; one that only a person entered has the rule of its file and no program.
    rule         TEXT NOT NULL,
    program      TEXT,
    seal         BLOB NOT NULL CHECK (length(seal) = 32), -- a hash over this row, its spans and parties
    -- What people made of it: nobody has looked yet, right as it is, entered by a person in another's
    -- place, wrong, no longer read so. Lists leave the last two out unless they are asked for.
    status TEXT NOT NULL DEFAULT 'found' CHECK (status IN
        ('found', 'accepted', 'corrected', 'rejected', 'superseded')),
    CHECK (origin = 'curated' OR program IS NOT NULL)
) STRICT;
CREATE INDEX claim_by_strength ON claim (strength, place, form, stance, status);
CREATE INDEX claim_by_form ON claim (form, place, strength, stance, status);
CREATE INDEX claim_by_stance ON claim (stance, place, strength, form, status);
CREATE INDEX claim_by_status ON claim (status, place, strength, form, stance);

-- Where the parts of a claim stand in the text, with the words that stand there.
CREATE TABLE claim_span (
    claim    INTEGER NOT NULL REFERENCES claim (id),
    kind     TEXT NOT NULL CHECK (kind IN ('content', 'source', 'cue')),
    position INTEGER NOT NULL,
    start    INTEGER NOT NULL CHECK (start >= 0),
    end      INTEGER NOT NULL CHECK (end >= start),
    text     TEXT NOT NULL,
    PRIMARY KEY (claim, kind, position)
) STRICT, WITHOUT ROWID;

-- Who said it and through whom: speakers in their order, relays nearest the speaker first.
CREATE TABLE claim_party (
    claim    INTEGER NOT NULL REFERENCES claim (id),
    role     TEXT NOT NULL CHECK (role IN ('speaker', 'relay')),
    position INTEGER NOT NULL,
    name     INTEGER NOT NULL REFERENCES name (id),
    channel  TEXT CHECK (channel IN ('third-party', 'registry', 'text', 'spoken-to')),
    PRIMARY KEY (claim, role, position),
    CHECK ((channel IS NULL) = (role = 'speaker'))
) STRICT, WITHOUT ROWID;

-- Derived: for every name the claims in whose chain it stands, in list order, with what else
-- claims are filtered by. So the first rows of a list come off this table in order, whatever
-- the size of the base.
CREATE TABLE chain (
    name     INTEGER NOT NULL REFERENCES name (id),
    role     TEXT NOT NULL CHECK (role IN ('speaker', 'relay', 'outlet')),
    place    INTEGER NOT NULL,
    strength TEXT NOT NULL CHECK (strength IN
                 ('verbatim', 'relayed', 'stated', 'hearsay', 'alleged', 'unsourced')),
    form     TEXT NOT NULL CHECK (form IN ('direct', 'mixed', 'indirect')),
    stance   TEXT NOT NULL CHECK (stance IN ('asserts', 'denies', 'declines')),
    status TEXT NOT NULL DEFAULT 'found' CHECK (status IN
        ('found', 'accepted', 'corrected', 'rejected', 'superseded')),
    PRIMARY KEY (name, role, place)
) STRICT, WITHOUT ROWID;

-- What chain is derived from.
CREATE VIEW chain_source AS
    SELECT party.name, party.role, claim.place, claim.strength, claim.form, claim.stance, claim.status
      FROM claim JOIN claim_party AS party ON party.claim = claim.id
    UNION
    SELECT document.outlet, 'outlet', claim.place, claim.strength, claim.form, claim.stance, claim.status
      FROM claim JOIN document ON document.id = claim.document
     WHERE document.outlet IS NOT NULL;

-- What claim_search is derived from. (No ORDER BY inside an aggregate: older sqlite3 shells could
-- then not open the base at all.)
CREATE VIEW claim_text AS
    SELECT claim.place,
           (SELECT group_concat(text, ' ') FROM
               (SELECT span.text FROM claim_span AS span
                 WHERE span.claim = claim.id AND span.kind = 'content' ORDER BY span.position)) AS content,
           (SELECT group_concat(text, ', ') FROM
               (SELECT name.text FROM claim_party AS party JOIN name ON name.id = party.name
                 WHERE party.claim = claim.id AND party.role = 'speaker' ORDER BY party.position)) AS speakers,
           (SELECT group_concat(text, ', ') FROM
               (SELECT name.text FROM claim_party AS party JOIN name ON name.id = party.name
                 WHERE party.claim = claim.id AND party.role = 'relay' ORDER BY party.position)) AS relays
      FROM claim;

-- Derived: full-text search over words, accents and case folded. Its rowid is claim.place, so
-- that what it finds comes in list order.
CREATE VIRTUAL TABLE claim_search USING fts5 (
    content, speakers, relays,
    content = 'claim_text', content_rowid = 'place',
    tokenize = 'unicode61 remove_diacritics 2'
);

-- One readable row a claim, in list order.
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

-- One readable row a document, in the order in which they came.
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

-- Who changed what, and when: append-only, which triggers hold against a slip, and hashes against
-- intent. An entry's hash is that of its head (RFC 8785: actor, operation, the payload's SHA-256, the
-- previous entry's hash, seq, time), taken as the leaf hash of RFC 6962, so that the hashes are also the
-- leaves of the tree that a checkpoint is the root of.
CREATE TABLE log (
    seq       INTEGER PRIMARY KEY,                      -- from 1, without a gap
    time      TEXT NOT NULL,                            -- RFC 3339, UTC, to the millisecond
    actor     TEXT NOT NULL,                            -- in whose name
    operation TEXT NOT NULL,                            -- ingest, import, accept...
    packing   TEXT NOT NULL CHECK (packing IN ('plain', 'zstd')),
    size      INTEGER NOT NULL CHECK (size >= 0),       -- of the payload, unpacked, in bytes
    -- Every row as it was from then on (RFC 8785 JSON). Where it is packed, the SHA-256 of the packed
    -- bytes follows in a frame that is skipped in unpacking.
    payload   BLOB NOT NULL,
    previous  BLOB NOT NULL CHECK (length(previous) = 32), -- hash of the entry before; zeros for the first
    hash      BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
) STRICT;
CREATE TRIGGER log_grows_at_its_end BEFORE INSERT ON log
 WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM log)
BEGIN SELECT RAISE(ABORT, 'the log only grows at its end'); END;
CREATE TRIGGER log_is_not_changed BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
CREATE TRIGGER log_is_not_cut BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'nothing is taken out of the log'); END;

-- Derived: the entries that put something of a document (its SHA-256) or decide about a claim (its hash).
CREATE TABLE log_subject (
    subject BLOB NOT NULL CHECK (length(subject) = 32),
    entry   INTEGER NOT NULL REFERENCES log (seq),
    PRIMARY KEY (subject, entry)
) STRICT, WITHOUT ROWID;

-- The last decision about each claim that is not just `found`; the earlier ones stand in the log.
CREATE TABLE judgement (
    claim     INTEGER PRIMARY KEY REFERENCES claim (id),
    entry     INTEGER NOT NULL REFERENCES log (seq),    -- whose decision, and when
    reason    TEXT,                                     -- in their words
    successor INTEGER REFERENCES claim (id)             -- the claim that took its place
) STRICT;
CREATE INDEX judgement_by_successor ON judgement (successor);

-- What people noted beside a claim.
CREATE TABLE claim_note (
    claim    INTEGER NOT NULL REFERENCES claim (id),
    position INTEGER NOT NULL,
    entry    INTEGER NOT NULL REFERENCES log (seq),     -- who noted it, and when
    text     TEXT NOT NULL,
    PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;

-- Words by which people find claims again.
CREATE TABLE claim_tag (
    tag   TEXT NOT NULL,
    claim INTEGER NOT NULL REFERENCES claim (id),
    PRIMARY KEY (tag, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_tag_by_claim ON claim_tag (claim);

-- What people graded a claim; nothing is graded by itself, and no grade follows from another. The words:
-- reliability of the source and credibility of the information as in the Admiralty code (NATO AJP-2.1,
-- STANAG 2511); likelihood as in Intelligence Community Directive 203, both columns of its table;
-- terms of attribution as newsrooms have them.
CREATE TABLE claim_grade (
    claim   INTEGER NOT NULL REFERENCES claim (id),
    scale   TEXT NOT NULL CHECK (scale IN ('reliability', 'credibility', 'likelihood', 'terms')),
    word    TEXT NOT NULL,
    wording TEXT,                                       -- the article's own words for the terms
    entry   INTEGER NOT NULL REFERENCES log (seq),      -- who gave it, and when
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

-- One readable row a grade, in list order.
CREATE VIEW grades_view AS
    SELECT lower(hex(claim.hash)) AS claim, grade.scale, grade.word, grade.wording,
           log.actor AS given_by, log.time AS given_at
      FROM claim_grade AS grade
      JOIN claim ON claim.id = grade.claim
      JOIN log ON log.seq = grade.entry
     ORDER BY claim.place, grade.scale;

-- Two names that a person judged to be of different people (or split): never proposed as one again.
CREATE TABLE distinction (
    one   TEXT NOT NULL,
    other TEXT NOT NULL,
    entry INTEGER NOT NULL REFERENCES log (seq),        -- who judged so, and when
    PRIMARY KEY (one, other),
    CHECK (one < other)
) STRICT, WITHOUT ROWID;

-- One readable row an entry; long payloads are packed, `dixit log --format json` shows them all.
CREATE VIEW log_view AS
    SELECT seq, time, actor, operation, lower(hex(hash)) AS hash,
           iif(packing = 'plain', CAST(payload AS TEXT), NULL) AS payload
      FROM log ORDER BY seq;

-- Which document is a later version of which: the same page, captured again with other bytes.
CREATE TABLE version (
    document INTEGER PRIMARY KEY REFERENCES document (id),
    previous INTEGER NOT NULL UNIQUE REFERENCES document (id) -- the version before
) STRICT;

-- What became of the claims of earlier versions in a later one, each span of their content. The claim
-- itself stays as it is, in the version that it was read from.
CREATE TABLE anchor (
    claim    INTEGER NOT NULL REFERENCES claim (id),
    document INTEGER NOT NULL REFERENCES document (id), -- the later version
    position INTEGER NOT NULL,                          -- the span of the content
    outcome  TEXT NOT NULL CHECK (outcome IN ('exact', 'moved', 'changed', 'ambiguous', 'gone')),
    -- Where it stands in the later version, with the words there; NULL where it was not found for sure.
    start    INTEGER CHECK (start >= 0),
    end      INTEGER CHECK (end >= start),
    text     TEXT,
    PRIMARY KEY (claim, document, position),
    CHECK ((start IS NULL) = (outcome IN ('ambiguous', 'gone'))),
    CHECK ((start IS NULL) = (end IS NULL) AND (start IS NULL) = (text IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX anchor_by_document ON anchor (document);

-- One readable row for each span of a claim in a later version of its page.
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
