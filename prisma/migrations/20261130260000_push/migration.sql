-- People can also be told on a device, by a push message. The address of a device is a row of email_address, as that of a
-- mailbox is, and replaced if the browser gets a new one. A version before leaves the events of such a subscription
-- waiting, and delays them by ten minutes.
ALTER TABLE "subscription" DROP CONSTRAINT "subscription_holder_check";
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_holder_check" CHECK ("holder" IS NOT NULL OR "channel" IN ('email', 'push'));
