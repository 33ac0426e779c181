-- For reading only: the function as the migrations leave it. To change it, write a new migration.
-- Update this file with 'npm run check -- --write'.

CREATE OR REPLACE FUNCTION public.note_recorded()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF EXISTS (SELECT FROM subscription WHERE state <> 'ended') THEN
    PERFORM set_config('garita.recorded', coalesce((SELECT array_agg(seq) FROM fresh)::TEXT, ''), true);
  END IF;
  RETURN NULL;
END
$function$;
