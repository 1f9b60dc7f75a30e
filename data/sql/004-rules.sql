-- Rules between records that the database keeps whoever writes (domain 6.36).
-- A placement is open from the signing of its agreement until it has ended.

-- 1. One open placement per child.
CREATE UNIQUE INDEX placement_open_child ON placement (child)
  WHERE status IN ('SIGNED', 'INTEGRATION', 'EXTENDED', 'CONFIRMED', 'SHORT_CARE', 'SUSPENDED',
                   'ENDING');

-- Counted for rule 2.
CREATE INDEX placement_open_family ON placement (family)
  WHERE status IN ('SIGNED', 'INTEGRATION', 'EXTENDED', 'CONFIRMED', 'SHORT_CARE', 'SUSPENDED',
                   'ENDING');

-- An admission is counted once; an item number is used once in its volume.
CREATE UNIQUE INDEX admission_child_seq ON admission (child, seq);
CREATE UNIQUE INDEX archive_item_volume_no ON archive_item (volume, item_no);

-- The own items of a form: one edition after another, also when two add at once.
CREATE UNIQUE INDEX form_edition_once ON form_edition (kind, edition);
