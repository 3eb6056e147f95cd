-- The trigrams of each session's search text, so that a search reads only sessions that have those
-- of the text it looks for. Without the texts themselves and without positions: what is found is
-- held against the session's own text. The texts are in lower case already: nothing is folded here,
-- or a search could miss what a comparison of the texts finds.

CREATE VIRTUAL TABLE sessions_by_text USING fts5 (
    search_text,
    content = '',
    contentless_delete = 1,
    detail = none,
    tokenize = 'trigram case_sensitive 1'
);

INSERT INTO sessions_by_text (rowid, search_text)
    SELECT key, search_text FROM sessions ORDER BY key;

-- One row: by how many milliseconds at most a session is older than one with a lower key. Keys are
-- given in the order of arrival, which is nearly that of creation; a search reads sessions by key
-- and has to know when no older key can be a younger session. It only ever grows.
CREATE TABLE disorder (
    millis INTEGER NOT NULL
) STRICT;

INSERT INTO disorder (millis)
    SELECT coalesce(max(youngest - created_at), 0)
    FROM (SELECT created_at, max(created_at) OVER (ORDER BY key) AS youngest FROM sessions);

-- Triggers, so that whoever writes a session keeps both right in the same commit.

CREATE TRIGGER sessions_inserted AFTER INSERT ON sessions
BEGIN
    INSERT INTO sessions_by_text (rowid, search_text) VALUES (new.key, new.search_text);
    UPDATE disorder SET millis = (SELECT max(created_at) FROM sessions) - new.created_at
        WHERE millis < (SELECT max(created_at) FROM sessions) - new.created_at;
    UPDATE disorder SET millis = new.created_at - (SELECT min(created_at) FROM sessions)
        WHERE new.key < (SELECT max(key) FROM sessions)
            AND millis < new.created_at - (SELECT min(created_at) FROM sessions);
END;

-- A checkpoint writes every column, mostly to what it was.
CREATE TRIGGER sessions_search_text_changed AFTER UPDATE OF search_text ON sessions
WHEN new.search_text <> old.search_text
BEGIN
    DELETE FROM sessions_by_text WHERE rowid = old.key;
    INSERT INTO sessions_by_text (rowid, search_text) VALUES (new.key, new.search_text);
END;

CREATE TRIGGER sessions_created_at_changed AFTER UPDATE OF created_at ON sessions
WHEN new.created_at <> old.created_at
BEGIN
    UPDATE disorder SET millis = millis + abs(new.created_at - old.created_at);
END;

CREATE TRIGGER sessions_deleted AFTER DELETE ON sessions
BEGIN
    DELETE FROM sessions_by_text WHERE rowid = old.key;
END;

PRAGMA user_version = 2;
