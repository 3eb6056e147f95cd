-- The id of the append that wrote an event, on its first event: the writer's fencing token, and the
-- number of the append among that writer's. A repeated append is recognised by it.

ALTER TABLE events ADD COLUMN token INTEGER;
ALTER TABLE events ADD COLUMN append INTEGER;

PRAGMA user_version = 3;
