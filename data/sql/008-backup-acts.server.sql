-- Also who opened everything for a backup, and closed it again: see open_backup() of roles.sql.
ALTER TABLE act DROP CONSTRAINT act_what_check;
ALTER TABLE act ADD CONSTRAINT act_what_check CHECK (what IN ('return', 'backup', 'backup-end'));
