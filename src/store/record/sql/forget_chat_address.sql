-- For reading only: the function as the migrations leave it. To change it, write a new migration.
-- Update this file with 'npm run check -- --write'.

CREATE OR REPLACE FUNCTION public.forget_chat_address()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.url := coalesce(substring(NEW.url FROM '^https?://[^/?#]+'), '') || '/…';
  RETURN NEW;
END
$function$;
