-- When a record has to be looked at again because something may be due. Derived from the records by
-- the rules (app/workflow/miao-tasks-marks.c), made anew when in doubt, and therefore no part of the
-- audit chain. A record without a mark makes nothing due until it changes.
CREATE TABLE due_mark (
  kind TEXT NOT NULL,
  record TEXT NOT NULL,
  look_on TEXT NOT NULL, -- from this day on something may be shown; '' = changed and not looked at,
                         -- 9999-12-31 = not before it changes
  turn @I64 NOT NULL, -- another one after each change: whoever looked before does not write over it
  PRIMARY KEY (kind, record)
) @CLUSTERED;
CREATE INDEX due_mark_look ON due_mark (kind, look_on);

-- What the marks were made by: program, thresholds and holidays. Another one makes them all anew.
CREATE TABLE due_basis (
  id @I64 NOT NULL PRIMARY KEY CHECK (id = 1),
  basis TEXT NOT NULL,
  since_on TEXT NOT NULL -- the last day that somebody looked on; nothing is said of the days before
) @STRICT;

-- Endings of the last months, without reading all that ever were.
CREATE INDEX termination_decided_on ON termination (decided_on, id);

-- The last visit to a placement, and its visits by day; those that found something to be mended.
CREATE INDEX visit_placement_day ON visit (placement, visited_on, id);
CREATE INDEX visit_problems ON visit (placement, id) WHERE problems IS NOT NULL;

-- Closed volumes by how long they have been closed.
CREATE INDEX archive_volume_filed ON archive_volume (status, filed_on, id);

-- Open stays by when they began.
CREATE INDEX admission_open ON admission (closed_on, arrived_on, id);
