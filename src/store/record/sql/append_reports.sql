-- For reading only: the function as the migrations leave it. To change it, write a new migration.
-- Update this file with 'npm run check -- --write'.

CREATE OR REPLACE FUNCTION public.append_reports(docs jsonb)
 RETURNS TABLE(new_seq bigint, new_recorded_at timestamp with time zone, new_hash text, new_previous_hash text)
 LANGUAGE plpgsql
AS $function$
DECLARE
  seqs BIGINT[];
  stamp TIMESTAMPTZ;
  far TIMESTAMPTZ;
  newest report;
  is_chained BOOLEAN := docs->0 ? 'canonical';
  settled TEXT;
BEGIN
  PERFORM pg_advisory_xact_lock(72707370);
  SELECT * INTO newest FROM report r ORDER BY r.seq DESC LIMIT 1;
  IF is_chained AND newest.seq > coalesce((SELECT h.seq FROM report_hash h ORDER BY h.seq DESC LIMIT 1), 0) THEN
    RAISE EXCEPTION 'report % has no hash', newest.seq USING ERRCODE = 'GA505';
  END IF;
  seqs := ARRAY(SELECT nextval('report_seq') FROM generate_series(1, jsonb_array_length(docs)));
  stamp := greatest(date_trunc('milliseconds', clock_timestamp()), newest.recorded_at);
  far := stamp + INTERVAL '768 hours';

  IF jsonb_path_exists(docs, '$[*].origin ? (@ != null)') THEN
    FOR settled IN SELECT d->>'origin' FROM jsonb_array_elements(docs) d WHERE d->>'origin' IS NOT NULL LOOP
      UPDATE proposal p SET state = 'accepted', settled_at = stamp, settled_by = (
        SELECT d->>'recordedBy' FROM jsonb_array_elements(docs) d WHERE d->>'origin' = settled LIMIT 1
      ) WHERE p.id = settled AND p.state = 'open';
      IF NOT FOUND THEN
        RAISE EXCEPTION 'proposal % is settled', settled USING ERRCODE = 'GA409';
      END IF;
    END LOOP;
  END IF;

  INSERT INTO report (
    id, seq, recorded_at, recorded_by, source_kind, publisher, title, url, published_at, reason, note, retracts, origin
  ) SELECT
    d."id", seqs[d.n], stamp, d."recordedBy", d."sourceKind", d."publisher", d."title", d."url", d."publishedAt",
    d."reason", d."note", d."retracts", d."origin"
  FROM ROWS FROM (jsonb_to_recordset(docs) AS (
    "id" TEXT, "recordedBy" TEXT, "sourceKind" "SourceKind", "publisher" TEXT, "title" TEXT, "url" TEXT,
    "publishedAt" TEXT, "reason" "Reason", "note" TEXT, "retracts" TEXT, "origin" TEXT
  )) WITH ORDINALITY AS d (
    "id", "recordedBy", "sourceKind", "publisher", "title", "url", "publishedAt", "reason", "note", "retracts",
    "origin", n
  );

  INSERT INTO status_change (
    report_id, seq, line, crossing, mode, direction, status, limited, onset, effective_at, starts_at, expected_until,
    lifts, programmes, ahead
  ) SELECT d.doc->>'id', seqs[d.n], l.*, l."startsAt" > far
  FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n), jsonb_to_recordset(d.doc->'statusChanges') AS l (
    "line" INT, "crossing" TEXT, "mode" "Mode", "direction" "Direction", "status" "Status", "limited" BOOLEAN,
    "onset" "Onset", "effectiveAt" TEXT, "startsAt" TIMESTAMPTZ, "expectedUntil" TEXT,
    "lifts" JSONB, "programmes" "Programme"[]
  );

  INSERT INTO hours_change (report_id, seq, line, crossing, mode, direction, hours, effective_at, starts_at, ahead)
  SELECT d.doc->>'id', seqs[d.n], l.*, l."startsAt" > far
  FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n), jsonb_to_recordset(d.doc->'hoursChanges') AS l (
    "line" INT, "crossing" TEXT, "mode" "Mode", "direction" "Direction", "hours" TEXT, "effectiveAt" TEXT,
    "startsAt" TIMESTAMPTZ
  );

  INSERT INTO claim (
    report_id, seq, line, crossing, mode, direction, status, limited, effective_at, starts_at, until, ends_at, denied, attributed,
    programmes, ahead
  ) SELECT d.doc->>'id', seqs[d.n], l.*, l."startsAt" > far
  FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n), jsonb_to_recordset(d.doc->'claims') AS l (
    "line" INT, "crossing" TEXT, "mode" "Mode", "direction" "Direction", "status" "Status", "limited" BOOLEAN,
    "effectiveAt" TEXT, "startsAt" TIMESTAMPTZ, "until" TEXT, "endsAt" TIMESTAMPTZ, "denied" BOOLEAN, "attributed" BOOLEAN,
    "programmes" "Programme"[]
  );

  -- The key is kept with the report or not at all, so that an answer lost on the way can be asked for again. One whose
  -- seven days are over makes room.
  IF jsonb_path_exists(docs, '$[*].idempotency ? (@.type() == "object")') THEN
    DELETE FROM idempotency_key i USING jsonb_array_elements(docs) AS d (doc)
    WHERE i.holder = doc->'idempotency'->>'holder' AND i.key = doc->'idempotency'->>'key'
      AND i.created_at < stamp - INTERVAL '7 days';
    INSERT INTO idempotency_key (holder, key, body_hash, report_id, created_at)
    SELECT doc->'idempotency'->>'holder', doc->'idempotency'->>'key', doc->'idempotency'->>'bodyHash', doc->>'id', stamp
    FROM jsonb_array_elements(docs) AS d (doc) WHERE jsonb_typeof(doc->'idempotency') = 'object';
  END IF;

  INSERT INTO traffic_count (
    report_id, seq, line, crossing, mode, direction, effective_at, starts_at, published_by, number
  ) SELECT d.doc->>'id', seqs[d.n], l.*
  FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n), jsonb_to_recordset(d.doc->'counts') AS l (
    "line" INT, "crossing" TEXT, "mode" "Mode", "direction" "Direction", "effectiveAt" TEXT, "startsAt" TIMESTAMPTZ,
    "publishedBy" TIMESTAMPTZ, "number" INT
  );

  INSERT INTO count_report (seq)
  SELECT seqs[d.n] FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n)
  WHERE jsonb_array_length(coalesce(doc->'counts', '[]')) > 0
    AND (
      doc->>'recordedBy' = 'seed'
      OR jsonb_array_length((doc->'statusChanges') || (doc->'hoursChanges') || (doc->'claims') || coalesce(doc->'hoursExceptions', '[]')) = 0
    )
  UNION
  SELECT seqs[d.n] FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n)
    JOIN report r ON r.id = doc->>'retracts' JOIN count_report c ON c.seq = r.seq;

  INSERT INTO hours_exception (
    report_id, seq, line, crossing, mode, direction, exception, effective_at, starts_at, until, ends_at, ahead
  ) SELECT d.doc->>'id', seqs[d.n], l.*, l."startsAt" > far
  FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n), jsonb_to_recordset(d.doc->'hoursExceptions') AS l (
    "line" INT, "crossing" TEXT, "mode" "Mode", "direction" "Direction", "exception" TEXT, "effectiveAt" TEXT,
    "startsAt" TIMESTAMPTZ, "until" TEXT, "endsAt" TIMESTAMPTZ
  );

  INSERT INTO mark (crossing, seq)
  SELECT DISTINCT l->>'crossing', seqs[d.n]
  FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n),
    jsonb_array_elements((doc->'statusChanges') || (doc->'hoursChanges') || (doc->'claims') || coalesce(doc->'counts', '[]') || coalesce(doc->'hoursExceptions', '[]')) AS l
  UNION ALL
  SELECT m.crossing, seqs[d.n]
  FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n)
    JOIN report r ON r.id = doc->>'retracts' JOIN mark m ON m.seq = r.seq
  WHERE doc->>'retracts' IS NOT NULL;

  PERFORM pg_notify('garita_report', seqs[array_upper(seqs, 1)]::TEXT);
  IF is_chained THEN
    RETURN QUERY SELECT c.seq, stamp, c.hash, c.previous_hash FROM chain_reports(
      seqs,
      array_fill(iso_time(stamp), ARRAY[cardinality(seqs)]),
      (
        SELECT array_agg(ARRAY[c->>0, c->>1, c->>2, c->>3] ORDER BY n)
        FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n), jsonb_extract_path(doc, 'canonical') AS c
      )
    ) c ORDER BY c.seq;
  ELSE
    RETURN QUERY SELECT s, stamp, NULL::TEXT, NULL::TEXT FROM unnest(seqs) AS s;
  END IF;
END
$function$;
