-- Every subscription knows its channel. All so far are webhooks.
ALTER TABLE subscription ADD COLUMN channel text NOT NULL DEFAULT 'webhook';
