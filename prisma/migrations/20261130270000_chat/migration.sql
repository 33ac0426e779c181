-- Language of the messages to a chat service. Other channels have none.
ALTER TABLE "subscription" ADD COLUMN "language" TEXT;

-- Whoever knows the address of a chat service can write there. It is forgotten as soon as the subscription ends.
CREATE FUNCTION "forget_chat_address"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  NEW.url := coalesce(substring(NEW.url FROM '^https?://[^/?#]+'), '') || '/…';
  RETURN NEW;
END
$$;
CREATE TRIGGER "subscription_ends_chat" BEFORE UPDATE OF "state" ON "subscription"
  FOR EACH ROW WHEN (NEW."state" = 'ended' AND NEW."language" IS NOT NULL)
  EXECUTE FUNCTION "forget_chat_address"();

-- Counts what people and programs see as a change of a subscription, so that nobody overwrites a change unseen. The
-- progress of deliveries is none. A new secret is counted by the statement that stores it.
ALTER TABLE "subscription" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
CREATE FUNCTION "count_subscription_version"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := OLD.version + 1;
  RETURN NEW;
END
$$;
CREATE TRIGGER "subscription_changes" BEFORE UPDATE ON "subscription"
  FOR EACH ROW WHEN (OLD."state" IS DISTINCT FROM NEW."state" OR OLD."reason" IS DISTINCT FROM NEW."reason"
    OR OLD."removed" IS DISTINCT FROM NEW."removed")
  EXECUTE FUNCTION "count_subscription_version"();
