-- The ledger of memcon, schema version 1. SQLite and PostgreSQL run this same file; what only one of them
-- knows (full text, append-only triggers) stands in search.sqlite.sql and search.postgres.sql.
--
-- Days are text, YYYY-MM-DD; '' is a day that is not known. Several values in a cell are separated by '; '.
-- Offsets (start_at, end_at) count Unicode code points into reports.text, end exclusive: the words
-- are always substr(reports.text, start_at + 1, end_at - start_at).

-- What the file is: schema (its version), memcon (the version that made it), created.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Who published: one row a name of a newspaper, agency, broadcaster, site or office.
CREATE TABLE outlets (
    name TEXT PRIMARY KEY,               -- as the page names it, else the host of its address
    host TEXT NOT NULL DEFAULT ''        -- www.example.org
);

-- One row a report: one text, once, wherever it was found. Its full record is in records.
CREATE TABLE reports (
    number          INTEGER PRIMARY KEY, -- in the order of adding
    id              TEXT NOT NULL UNIQUE,-- sha256: of the text
    source          TEXT NOT NULL DEFAULT '', -- path or address it was read from
    url             TEXT NOT NULL DEFAULT '',
    title           TEXT NOT NULL DEFAULT '',
    outlet          TEXT REFERENCES outlets (name), -- null where the report does not say
    authors         TEXT NOT NULL DEFAULT '',
    language        TEXT NOT NULL,       -- fr, en
    published       TEXT NOT NULL DEFAULT '',
    published_basis TEXT NOT NULL,       -- given, metadata, url, text, inferred, unknown
    copy_of         INTEGER NOT NULL,    -- number of the first report with nearly the same text; its own if none
    likeness        DOUBLE PRECISION NOT NULL DEFAULT 1, -- to that text: share of five-word runs, estimated
    reader          TEXT NOT NULL,       -- the version of memcon that read it
    added           TEXT NOT NULL,       -- when, UTC
    text            TEXT NOT NULL
);
CREATE INDEX reports_published ON reports (published, number);
CREATE INDEX reports_outlet ON reports (outlet, published);
CREATE INDEX reports_copy ON reports (copy_of);
CREATE INDEX reports_source ON reports (source);
CREATE INDEX reports_url ON reports (url);

-- Where else the very same text was found. It counts as one source, but not as one outlet.
CREATE TABLE sightings (
    report    INTEGER NOT NULL REFERENCES reports (number) ON DELETE CASCADE,
    source    TEXT NOT NULL,
    outlet    TEXT REFERENCES outlets (name),
    url       TEXT NOT NULL DEFAULT '',
    published TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (report, source)
);
CREATE INDEX sightings_source ON sightings (source);
CREATE INDEX sightings_url ON sightings (url);

-- The record of a report as `memcon read --format json` prints it (docs/2_the_record.md).
CREATE TABLE records (
    report INTEGER PRIMARY KEY REFERENCES reports (number) ON DELETE CASCADE,
    json   TEXT NOT NULL
);

-- MinHash of each text, to find agency copy that was reprinted: the whole, and its bands to look it up by.
CREATE TABLE fingerprints (
    report INTEGER PRIMARY KEY REFERENCES reports (number) ON DELETE CASCADE,
    minhash TEXT NOT NULL                -- 128 numbers of 8 hexadecimal digits
);
CREATE TABLE fingerprint_bands (
    band   TEXT NOT NULL,                -- place of the band and a digest of its four numbers
    report INTEGER NOT NULL REFERENCES reports (number) ON DELETE CASCADE,
    PRIMARY KEY (band, report)
);
CREATE INDEX fingerprint_bands_report ON fingerprint_bands (report);

-- Everybody who acts, speaks or is spoken to, under the codebook's key (RUS, RUS:Putin, NATO).
CREATE TABLE actors (
    key      TEXT PRIMARY KEY,
    party    TEXT NOT NULL,              -- the key up to its colon: RUS of RUS:Putin
    name     TEXT NOT NULL,
    name_en  TEXT NOT NULL DEFAULT '',
    name_fr  TEXT NOT NULL DEFAULT '',
    kind     TEXT NOT NULL,              -- person, state, organisation, group, population, medium
    state    TEXT NOT NULL DEFAULT '',
    code     TEXT NOT NULL DEFAULT '',   -- CAMEO actor code
    wikidata TEXT NOT NULL DEFAULT '',
    known    INTEGER NOT NULL            -- 1: in memcon's knowledge base
);
CREATE INDEX actors_party ON actors (party);

-- One row a real event, merged from its tellings, with corrections applied. Derived: never edit it,
-- use `memcon correct`.
CREATE TABLE events (
    id            TEXT PRIMARY KEY,      -- that of the telling that founded it; kept on re-reading
    type          TEXT NOT NULL,         -- PLOVER
    mode          TEXT NOT NULL DEFAULT '',
    cameo         TEXT NOT NULL,
    quad          TEXT NOT NULL,         -- verbal or material, cooperation or conflict
    score         DOUBLE PRECISION NOT NULL, -- -10 conflict to 10 cooperation
    actors        TEXT NOT NULL,         -- keys; a person stands for their state too
    recipients    TEXT NOT NULL DEFAULT '',
    attributed_to TEXT NOT NULL DEFAULT '',
    status        TEXT NOT NULL,         -- actual, planned, hypothetical, negated, unconfirmed
    day_from      TEXT NOT NULL DEFAULT '', -- first day, '' where no text dates it
    day_to        TEXT NOT NULL DEFAULT '', -- last day
    day           TEXT NOT NULL,         -- to sort by: day_from, else first_seen
    last_day      TEXT NOT NULL,         -- day_to, else first_seen
    place         TEXT NOT NULL DEFAULT '',
    country       TEXT NOT NULL DEFAULT '', -- ISO 3166-1 alpha-3
    latitude      DOUBLE PRECISION,
    longitude     DOUBLE PRECISION,
    content       TEXT NOT NULL DEFAULT '', -- what is asked, refused, promised, blamed
    contexts      TEXT NOT NULL DEFAULT '',
    telling       TEXT NOT NULL,         -- the telling that these words come from (the first published)
    n_tellings    INTEGER NOT NULL,
    n_reports     INTEGER NOT NULL,
    n_outlets     INTEGER NOT NULL,      -- that are known by name
    n_sources     INTEGER NOT NULL,      -- reports less those that reprint another
    first_seen    TEXT NOT NULL,         -- publication day of the first report
    last_seen     TEXT NOT NULL,
    confidence    DOUBLE PRECISION NOT NULL, -- of the best telling
    corrected     INTEGER NOT NULL DEFAULT 0, -- corrections that hold
    rejected      INTEGER NOT NULL DEFAULT 0  -- 1: a correction says it is no event; lists leave it out
);
CREATE INDEX events_day ON events (day, id);
CREATE INDEX events_type ON events (type, day, id);
CREATE INDEX events_status ON events (status, day, id);
CREATE INDEX events_place ON events (country, day, id);
CREATE INDEX events_merged ON events (n_reports, day, id);

-- Who takes part in an event. Derived from its tellings, like events.
CREATE TABLE event_actors (
    event    TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    role     TEXT NOT NULL,              -- actor, recipient, source (according to whom)
    position INTEGER NOT NULL,
    actor    TEXT NOT NULL REFERENCES actors (key),
    party    TEXT NOT NULL,              -- as in actors; here to find by
    type     TEXT NOT NULL,              -- of the event; here to find by
    day      TEXT NOT NULL,              -- of the event; here to find by
    PRIMARY KEY (event, role, position)
);
CREATE INDEX event_actors_party ON event_actors (party, type, day, event);
CREATE INDEX event_actors_party_day ON event_actors (party, day, event);
CREATE INDEX event_actors_actor ON event_actors (actor, day, event);

-- One event as one report tells it.
CREATE TABLE tellings (
    id         TEXT PRIMARY KEY,         -- from the report, the place in its text and the type
    report     INTEGER NOT NULL REFERENCES reports (number) ON DELETE CASCADE,
    entry      TEXT NOT NULL,            -- its name in the record: e1, e2
    type       TEXT NOT NULL,
    mode       TEXT NOT NULL DEFAULT '',
    status     TEXT NOT NULL,
    day_from   TEXT NOT NULL DEFAULT '',
    day_to     TEXT NOT NULL DEFAULT '',
    place      TEXT NOT NULL DEFAULT '',
    country    TEXT NOT NULL DEFAULT '',
    latitude   DOUBLE PRECISION,
    longitude  DOUBLE PRECISION,
    words      TEXT NOT NULL,            -- the trigger
    start_at   INTEGER NOT NULL,
    end_at     INTEGER NOT NULL,
    spans      TEXT NOT NULL,            -- all its triggers: JSON [{start, end, text}]
    sentence   TEXT NOT NULL,            -- the words around the trigger, to its sentence's ends
    content    TEXT NOT NULL DEFAULT '',
    content_at INTEGER,                  -- where the content starts
    contexts   TEXT NOT NULL DEFAULT '',
    details    TEXT NOT NULL DEFAULT '', -- JSON: ordinal {n, since}, duration, medium, numbers
    confidence DOUBLE PRECISION NOT NULL,
    features   TEXT NOT NULL DEFAULT ''  -- what merging compares: stems, numbers, names in the sentence
);
CREATE INDEX tellings_report ON tellings (report);

-- Who takes part in an event as one report tells it.
CREATE TABLE telling_actors (
    telling  TEXT NOT NULL REFERENCES tellings (id) ON DELETE CASCADE,
    role     TEXT NOT NULL,              -- actor, recipient, source
    position INTEGER NOT NULL,
    actor    TEXT NOT NULL REFERENCES actors (key),
    PRIMARY KEY (telling, role, position)
);
CREATE INDEX telling_actors_actor ON telling_actors (actor);

-- Which telling belongs to which event, and why.
CREATE TABLE merges (
    telling  TEXT PRIMARY KEY REFERENCES tellings (id) ON DELETE CASCADE,
    event    TEXT NOT NULL,              -- events.id
    rule     TEXT NOT NULL,              -- founder, copy, same-day, near-day, same-period, by-hand
    likeness DOUBLE PRECISION NOT NULL,  -- of the words, 0 to 1
    why      TEXT NOT NULL               -- in words
);
CREATE INDEX merges_event ON merges (event);

-- What somebody says or is quoted with, as one report has it.
CREATE TABLE statements (
    number        INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,  -- from the report and the place in its text
    report        INTEGER NOT NULL REFERENCES reports (number) ON DELETE CASCADE,
    entry         TEXT NOT NULL,         -- its name in the record: s1, s2
    kind          TEXT NOT NULL,         -- direct, indirect, mixed
    speakers      TEXT NOT NULL,
    addressees    TEXT NOT NULL DEFAULT '',
    attributed_to TEXT NOT NULL DEFAULT '',
    content       TEXT NOT NULL,
    start_at      INTEGER NOT NULL,
    end_at        INTEGER NOT NULL,
    cue           TEXT NOT NULL DEFAULT '', -- the reporting verb or phrase
    cue_at        INTEGER,
    day_from      TEXT NOT NULL DEFAULT '',
    day_to        TEXT NOT NULL DEFAULT '',
    day           TEXT NOT NULL,         -- to sort by: day_from, else the report's day
    place         TEXT NOT NULL DEFAULT '',
    country       TEXT NOT NULL DEFAULT '',
    confidence    DOUBLE PRECISION NOT NULL
);
CREATE INDEX statements_report ON statements (report);
CREATE INDEX statements_day ON statements (day, id);

CREATE TABLE statement_actors (
    statement INTEGER NOT NULL REFERENCES statements (number) ON DELETE CASCADE,
    role      TEXT NOT NULL,             -- speaker, addressee, source
    position  INTEGER NOT NULL,
    actor     TEXT NOT NULL REFERENCES actors (key),
    party     TEXT NOT NULL,
    day       TEXT NOT NULL,             -- of the statement; here to find by
    PRIMARY KEY (statement, role, position)
);
CREATE INDEX statement_actors_party ON statement_actors (party, day, statement);
CREATE INDEX statement_actors_actor ON statement_actors (actor, day, statement);

-- The tellings that a statement gives the words of.
CREATE TABLE statement_tellings (
    statement INTEGER NOT NULL REFERENCES statements (number) ON DELETE CASCADE,
    telling   TEXT NOT NULL REFERENCES tellings (id) ON DELETE CASCADE,
    PRIMARY KEY (statement, telling)
);
CREATE INDEX statement_tellings_telling ON statement_tellings (telling);

-- Every time expression of a report with its TIMEX3 value.
CREATE TABLE times (
    report   INTEGER NOT NULL REFERENCES reports (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    words    TEXT NOT NULL,
    start_at INTEGER NOT NULL,
    end_at   INTEGER NOT NULL,
    type     TEXT NOT NULL,              -- DATE, TIME, DURATION, SET
    value    TEXT NOT NULL DEFAULT '',
    day_from TEXT NOT NULL DEFAULT '',
    day_to   TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (report, position)
);

-- What people changed. Rows are only ever added: an undo is a row too. They outlive re-reading.
CREATE TABLE corrections (
    number  INTEGER PRIMARY KEY,
    event   TEXT NOT NULL,               -- no foreign key: a correction waits for its event to come back
    telling TEXT NOT NULL DEFAULT '',    -- where it moves one telling (field event)
    field   TEXT NOT NULL,               -- type, mode, status, when, actors, recipients, place, rejected, event
    old     TEXT NOT NULL,
    new     TEXT NOT NULL,
    author  TEXT NOT NULL,               -- who, as given with --by
    why     TEXT NOT NULL,
    undoes  INTEGER REFERENCES corrections (number), -- the correction that this row takes back
    made    TEXT NOT NULL                -- when, UTC
);
CREATE INDEX corrections_event ON corrections (event);
CREATE INDEX corrections_telling ON corrections (telling);

-- The corrections that hold: nobody took them back.
CREATE VIEW standing_corrections AS
SELECT c.* FROM corrections c
WHERE c.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM corrections u WHERE u.undoes = c.number);

-- For reading with Datasette, R, pandas: each event with the words it rests on.
CREATE VIEW event_list AS
SELECT e.day, e.day_from, e.day_to, e.type, e.mode, e.cameo, e.quad, e.score, e.actors, e.recipients, e.status,
       e.attributed_to, e.place, e.country, e.latitude, e.longitude, e.content, e.n_reports, e.n_outlets,
       e.n_sources, e.first_seen, e.last_seen, e.confidence, e.corrected, t.sentence, t.words, t.start_at,
       t.end_at, r.id AS document, r.source, r.url, r.outlet, r.published, r.language, e.id
FROM events e JOIN tellings t ON t.id = e.telling JOIN reports r ON r.number = t.report
WHERE e.rejected = 0;

-- Each telling with its event and its report: who reported what, and why it counts as that event.
CREATE VIEW telling_list AS
SELECT m.event, m.rule, m.likeness, m.why, t.type, t.mode, t.status, t.day_from, t.day_to, t.place, t.country,
       t.sentence, t.words, t.start_at, t.end_at, t.content, t.confidence, r.id AS document, r.source, r.url, r.outlet,
       r.published, r.language, r.copy_of, t.id
FROM tellings t JOIN merges m ON m.telling = t.id JOIN reports r ON r.number = t.report;

-- Each statement with its report.
CREATE VIEW statement_list AS
SELECT s.day, s.speakers, s.addressees, s.attributed_to, s.kind, s.content, s.cue, s.start_at, s.end_at,
       s.confidence, r.id AS document, r.source, r.url, r.outlet, r.published, r.language, s.id
FROM statements s JOIN reports r ON r.number = s.report;

-- How many events a pair of parties has a month, by type: the usual dyad-month table. Both directions.
CREATE VIEW dyad_months AS
SELECT substr(e.day, 1, 7) AS month, a.party AS actor, b.party AS other, e.type, count(DISTINCT e.id) AS events,
       sum(e.n_reports) AS reports
FROM events e
JOIN event_actors a ON a.event = e.id AND a.role = 'actor'
JOIN event_actors b ON b.event = e.id AND b.role IN ('actor', 'recipient') AND b.party <> a.party
WHERE e.rejected = 0 AND e.status = 'actual'
GROUP BY substr(e.day, 1, 7), a.party, b.party, e.type;
