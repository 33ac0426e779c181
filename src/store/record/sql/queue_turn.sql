-- For reading only: the function as the migrations leave it. To change it, write a new migration.
-- Update this file with 'npm run check -- --write'.

CREATE OR REPLACE FUNCTION public.queue_turn(turned jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT EXISTS (SELECT FROM subscription WHERE state <> 'ended') THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(72707370);
  INSERT INTO delivery (id, subscription, kind, turn, touches, occurred_at)
  SELECT gen_random_uuid()::TEXT, s.id, 'standing', turned, ARRAY[c.slug], (turned->>'at')::TIMESTAMPTZ
  FROM subscription s JOIN crossing c ON c.slug = turned->>'crossing'
  WHERE s.state <> 'ended' AND 'standing' = ANY (s.kinds)
    AND (s.states = '{}' OR c.state = ANY (s.states))
    AND (s.crossings = '{}' OR c.slug = ANY (s.crossings))
    AND EXISTS (
      SELECT FROM jsonb_to_recordset(turned->'services') AS l ("mode" "Mode", "direction" "Direction")
      WHERE (s.modes = '{}' OR l.mode = ANY (s.modes)) AND (s.directions = '{}' OR l.direction = ANY (s.directions))
    );
END
$function$;
