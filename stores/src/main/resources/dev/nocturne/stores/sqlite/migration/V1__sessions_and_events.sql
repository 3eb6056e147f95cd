-- Times are milliseconds since 1970, UTC. A session is known by a small integer inside this file,
-- so that the index every append writes to stays small.

CREATE TABLE sessions (
    key         INTEGER PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,
    owner       TEXT    NOT NULL,
    scenario    TEXT    NOT NULL,
    status      TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    saved       INTEGER NOT NULL DEFAULT 0,
    search_text TEXT    NOT NULL
) STRICT;

-- A list walks one of the first four and filters by what the index itself holds.
CREATE INDEX sessions_by_age ON sessions (created_at DESC, id DESC, status, scenario);
CREATE INDEX sessions_by_owner ON sessions (owner, created_at DESC, id DESC, status, scenario);
CREATE INDEX sessions_by_owner_and_status ON sessions (owner, status, created_at DESC, id DESC, scenario);
CREATE INDEX sessions_by_status ON sessions (status, created_at DESC, id DESC, scenario);
CREATE INDEX sessions_at_rest ON sessions (updated_at, id) WHERE saved = 0 AND status <> 'in_progress';

-- Apart from the sessions: states are large, and a list reads only those it shows.
CREATE TABLE states (
    session INTEGER PRIMARY KEY,
    seq     INTEGER NOT NULL,
    state   TEXT    NOT NULL
) STRICT;

-- In the order of arrival, whatever the session: a commit for a thousand sessions fills few pages.
CREATE TABLE events (
    session INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    turn    INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    name    TEXT    NOT NULL,
    data    TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX events_by_seq ON events (session, seq);

CREATE TABLE attachments (
    session INTEGER NOT NULL,
    call_id TEXT    NOT NULL,
    json    TEXT    NOT NULL,
    PRIMARY KEY (session, call_id)
) STRICT;

CREATE TABLE receipts (
    scope       TEXT    NOT NULL,
    key         TEXT    NOT NULL,
    fingerprint TEXT    NOT NULL,
    answer      TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
) STRICT;

CREATE INDEX receipts_by_age ON receipts (created_at);

-- Ids that were deleted, for ever: an id is never used again.
CREATE TABLE tombstones (
    id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Keys of deleted sessions whose events and attachments are still to be removed.
CREATE TABLE purges (
    session INTEGER PRIMARY KEY
) STRICT;

-- How often the file was opened: the upper half of every fencing token.
CREATE TABLE epoch (
    opened INTEGER NOT NULL
) STRICT;

INSERT INTO epoch (opened) VALUES (0);

-- What a probe writes to find out whether the disk takes writes again. Always empty.
CREATE TABLE probe (
    ballast BLOB NOT NULL
) STRICT;

PRAGMA user_version = 1;
