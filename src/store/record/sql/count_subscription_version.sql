-- For reading only: the function as the migrations leave it. To change it, write a new migration.
-- Update this file with 'npm run check -- --write'.

CREATE OR REPLACE FUNCTION public.count_subscription_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.version := OLD.version + 1;
  RETURN NEW;
END
$function$;
