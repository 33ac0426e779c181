-- Appends as `append_reports` does, and nothing where either of two things is wrong. They are looked at here, with the log's
-- lock in hand, because only here is it settled when a report was recorded.
-- GA503: the clock of this server and that of whoever appends ("ours") differ by more than two minutes. The times of the log
-- would be wrong for good. The detail tells by how many seconds this one is ahead.
-- GA504: it is later than "until" by this server's clock. Whoever asked was told by then that nothing is recorded; a server
-- that stood still in between would record it all the same.
CREATE FUNCTION "append_in_time"("docs" JSONB, "ours" TIMESTAMPTZ, "until" TIMESTAMPTZ)
RETURNS TABLE ("new_seq" BIGINT, "new_recorded_at" TIMESTAMPTZ, "server_clock" TIMESTAMPTZ) LANGUAGE plpgsql AS $$
DECLARE
  ahead INTERVAL;
BEGIN
  PERFORM pg_advisory_xact_lock(72707370);
  ahead := clock_timestamp() - ours;
  IF ahead NOT BETWEEN INTERVAL '-2 minutes' AND INTERVAL '2 minutes' THEN
    RAISE EXCEPTION 'the clocks differ' USING ERRCODE = 'GA503', DETAIL = round(extract(epoch FROM ahead))::TEXT;
  END IF;
  IF clock_timestamp() > until THEN
    RAISE EXCEPTION 'it is too late to append' USING ERRCODE = 'GA504';
  END IF;
  RETURN QUERY SELECT a.new_seq, a.new_recorded_at, clock_timestamp() FROM append_reports(docs) a;
  IF clock_timestamp() > until THEN
    RAISE EXCEPTION 'it is too late to append' USING ERRCODE = 'GA504';
  END IF;
END
$$;
