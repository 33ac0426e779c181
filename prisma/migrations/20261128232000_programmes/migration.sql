-- The travellers whom an open service is limited to. Null or empty if it admits everybody.
CREATE TYPE "Programme" AS ENUM ('fast', 'sentri', 'ready', 'empties', 'essential_travel', 'appointments');

ALTER TABLE "status_change" ADD COLUMN "programmes" "Programme"[];
ALTER TABLE "claim" ADD COLUMN "programmes" "Programme"[];
ALTER TABLE "status_change" ADD CONSTRAINT "status_change_programmes_check"
  CHECK (coalesce("programmes", '{}') = '{}' OR "limited");
ALTER TABLE "claim" ADD CONSTRAINT "claim_programmes_check" CHECK (coalesce("programmes", '{}') = '{}' OR "limited");

-- Replaces a part of a function and keeps the rest, whatever other migrations made of it. Fails unless the part occurs
-- exactly once.
CREATE FUNCTION pg_temp.amend("name" REGPROC, "part" TEXT, "by" TEXT) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
  body TEXT := pg_get_functiondef(name);
BEGIN
  IF length(body) - length(replace(body, part, '')) <> length(part) THEN
    RAISE EXCEPTION 'the function % does not contain exactly one %', name, part;
  END IF;
  EXECUTE replace(body, part, by);
END
$$;

-- Each part is one column in the list of the table, or one in the list of the lines, so that columns added beside it do
-- not matter. Both lists keep the same order.
SELECT pg_temp.amend('append_reports', $part$    lifts, ahead
  ) SELECT$part$, $by$    lifts, programmes, ahead
  ) SELECT$by$);
SELECT pg_temp.amend('append_reports', $part$    "lifts" JSONB
  );$part$, $by$    "lifts" JSONB, "programmes" "Programme"[]
  );$by$);
SELECT pg_temp.amend('append_reports', $part$until, ends_at, denied, attributed,
    ahead$part$, $by$until, ends_at, denied, attributed,
    programmes, ahead$by$);
SELECT pg_temp.amend('append_reports', $part$"denied" BOOLEAN, "attributed" BOOLEAN
  );$part$, $by$"denied" BOOLEAN, "attributed" BOOLEAN,
    "programmes" "Programme"[]
  );$by$);
DROP FUNCTION pg_temp.amend(REGPROC, TEXT, TEXT);
