-- The history of a crossing looks for what was announced long before, too, whatever the service: see the migration of windows.
CREATE INDEX "status_change_crossing_ahead_idx" ON "status_change" ("crossing", "starts_at", "seq", "line") WHERE "ahead";
CREATE INDEX "hours_change_crossing_ahead_idx" ON "hours_change" ("crossing", "starts_at", "seq", "line") WHERE "ahead";
CREATE INDEX "claim_crossing_ahead_idx" ON "claim" ("crossing", "starts_at", "seq", "line") WHERE "ahead";
