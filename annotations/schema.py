"""The database, table by table, as the steps that led to it.

Each migration is a tuple of statements; the number of those applied is the file's ``user_version``. A migration
is never changed once it has been released: a new one is added. The names are for people, too: the file is meant
to be opened with the sqlite3 shell or Datasette, and the views spell out what the tables keep apart.
"""

from __future__ import annotations

APPLICATION_ID = 0x6C61_7764
"""``lawd`` in ASCII: marks a file as lawdiff's (PRAGMA application_id)."""

_PLACE = """
    document TEXT NOT NULL REFERENCES documents(sha256),
    address TEXT NOT NULL,
    citation TEXT NOT NULL,
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    start INTEGER NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    score REAL NOT NULL,
    evidence TEXT NOT NULL,
    origin TEXT NOT NULL"""

_TABLES = (
    """CREATE TABLE documents (
    sha256 TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    family TEXT NOT NULL,
    identity TEXT NOT NULL,
    added TEXT NOT NULL)""",
    """CREATE TABLE provisions (
    document TEXT NOT NULL REFERENCES documents(sha256) ON DELETE CASCADE,
    address TEXT NOT NULL,
    parent TEXT NOT NULL,
    position INTEGER NOT NULL,
    citation TEXT NOT NULL,
    level TEXT NOT NULL,
    number TEXT NOT NULL,
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (document, address)) WITHOUT ROWID""",
    "CREATE INDEX provisions_by_parent ON provisions (document, parent)",
    """CREATE TABLE notes (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    author TEXT NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'resolved')),
    deleted TEXT NOT NULL DEFAULT '')""",
    f"""CREATE TABLE targets (
    key INTEGER PRIMARY KEY,
    note INTEGER NOT NULL REFERENCES notes(key) ON DELETE CASCADE,
    root INTEGER REFERENCES targets(key) ON DELETE CASCADE,{_PLACE})""",
    "CREATE INDEX targets_by_note ON targets (note)",
    "CREATE INDEX targets_by_place ON targets (document, address)",
    """CREATE TABLE tags (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    definition TEXT NOT NULL DEFAULT '',
    colour TEXT NOT NULL DEFAULT '',
    parent TEXT REFERENCES tags(key) ON UPDATE CASCADE ON DELETE SET NULL)""",
    """CREATE TABLE note_tags (
    note INTEGER NOT NULL REFERENCES notes(key) ON DELETE CASCADE,
    tag TEXT NOT NULL REFERENCES tags(key) ON UPDATE CASCADE ON DELETE CASCADE,
    PRIMARY KEY (note, tag)) WITHOUT ROWID""",
    "CREATE INDEX note_tags_by_tag ON note_tags (tag)",
    """CREATE TABLE links (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    relation TEXT NOT NULL,
    note TEXT NOT NULL,
    author TEXT NOT NULL,
    created TEXT NOT NULL)""",
    f"""CREATE TABLE link_ends (
    link INTEGER NOT NULL REFERENCES links(key) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('source', 'target')),{_PLACE},
    PRIMARY KEY (link, side))""",
    "CREATE INDEX link_ends_by_place ON link_ends (document, address)",
    """CREATE TABLE history (
    key INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    action TEXT NOT NULL,
    noun TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL)""",
    "CREATE INDEX history_by_subject ON history (noun, subject)",
)

_SEARCH_AND_VIEWS = (
    """CREATE VIRTUAL TABLE notes_fts USING fts5 (
    body, content='notes', content_rowid='key', tokenize='porter unicode61')""",
    """CREATE TRIGGER notes_search_insert AFTER INSERT ON notes BEGIN
    INSERT INTO notes_fts (rowid, body) VALUES (new.key, new.body); END""",
    """CREATE TRIGGER notes_search_delete AFTER DELETE ON notes BEGIN
    INSERT INTO notes_fts (notes_fts, rowid, body) VALUES ('delete', old.key, old.body); END""",
    """CREATE TRIGGER notes_search_update AFTER UPDATE OF body ON notes BEGIN
    INSERT INTO notes_fts (notes_fts, rowid, body) VALUES ('delete', old.key, old.body);
    INSERT INTO notes_fts (rowid, body) VALUES (new.key, new.body); END""",
    "INSERT INTO notes_fts (notes_fts) VALUES ('rebuild')",
    """CREATE VIEW notes_in_full AS
    SELECT notes.id AS note, documents.title AS document, documents.kind AS kind, targets.citation AS citation,
        targets.address AS address, targets.quote AS quote, notes.body AS body,
        coalesce((SELECT group_concat(name, '; ') FROM (SELECT tags.name AS name FROM note_tags
            JOIN tags ON tags.key = note_tags.tag WHERE note_tags.note = notes.key ORDER BY tags.key)), '') AS tags,
        notes.author AS author, notes.created AS created, notes.updated AS updated, notes.state AS state,
        targets.state AS carried_how, targets.score AS score, targets.evidence AS evidence
    FROM notes JOIN targets ON targets.note = notes.key JOIN documents ON documents.sha256 = targets.document
    WHERE notes.deleted = ''""",
    "CREATE VIEW orphaned_notes AS SELECT * FROM notes_in_full WHERE address = ''",
    """CREATE VIEW tags_by_document AS
    SELECT tags.name AS tag, documents.title AS document, count(DISTINCT notes.key) AS notes
    FROM tags JOIN note_tags ON note_tags.tag = tags.key JOIN notes ON notes.key = note_tags.note
        JOIN targets ON targets.note = notes.key JOIN documents ON documents.sha256 = targets.document
    WHERE notes.deleted = '' GROUP BY tags.key, documents.sha256""",
    """CREATE VIEW links_in_full AS
    SELECT links.id AS link, one.title AS source_document, source.citation AS source, links.relation AS relation,
        two.title AS target_document, target.citation AS target, links.note AS note, links.author AS author,
        links.created AS created
    FROM links JOIN link_ends AS source ON source.link = links.key AND source.side = 'source'
        JOIN link_ends AS target ON target.link = links.key AND target.side = 'target'
        JOIN documents AS one ON one.sha256 = source.document
        JOIN documents AS two ON two.sha256 = target.document""",
)

_PROVISIONS_AND_PLACES = (
    """CREATE VIRTUAL TABLE provisions_fts USING fts5 (
    document UNINDEXED, address UNINDEXED, words, tokenize='porter unicode61')""",
    """CREATE TRIGGER provisions_search_insert AFTER INSERT ON provisions BEGIN
    INSERT INTO provisions_fts (document, address, words)
    VALUES (new.document, new.address, trim(new.heading || ' ' || new.text)); END""",
    """CREATE TRIGGER provisions_search_delete AFTER DELETE ON provisions BEGIN
    DELETE FROM provisions_fts WHERE document = old.document AND address = old.address; END""",
    """INSERT INTO provisions_fts (document, address, words)
    SELECT document, address, trim(heading || ' ' || text) FROM provisions""",
    f"""CREATE TABLE link_places (
    key INTEGER PRIMARY KEY,
    link INTEGER NOT NULL REFERENCES links(key) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('source', 'target')),{_PLACE})""",
    "CREATE INDEX link_places_by_link ON link_places (link)",
    "CREATE INDEX link_places_by_place ON link_places (document, address)",
    """CREATE VIEW links_carried AS
    SELECT links.id AS link, links.relation AS relation, link_places.side AS side, documents.title AS document,
        link_places.citation AS citation, link_places.address AS address, link_places.state AS carried_how,
        link_places.score AS score, link_places.evidence AS evidence
    FROM link_places JOIN links ON links.key = link_places.link
        JOIN documents ON documents.sha256 = link_places.document""",
    """CREATE VIEW provisions_in_full AS
    SELECT documents.title AS document, provisions.citation AS citation, provisions.address AS address,
        provisions.level AS level, provisions.heading AS heading, provisions.text AS text,
        (SELECT count(DISTINCT targets.note) FROM targets JOIN notes ON notes.key = targets.note
            WHERE notes.deleted = '' AND targets.document = provisions.document
            AND targets.address = provisions.address) AS notes
    FROM provisions JOIN documents ON documents.sha256 = provisions.document
    ORDER BY documents.added, documents.sha256, provisions.position""",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_TABLES, _SEARCH_AND_VIEWS, _PROVISIONS_AND_PLACES)
"""Step by step: 1 the tables; 2 full-text search over the notes, and readable views; 3 full-text search over the
provisions, and the places of links in other versions."""

SCHEMA_VERSION = len(MIGRATIONS)
"""The ``user_version`` that this lawdiff writes."""
