import type { PoolClient } from "pg";
import type { Temporal } from "temporal-polyfill";
import type { FollowerChannel, FollowerChoices, FollowerSubscription } from "../../../domain/notifications/follower.ts";
import { connectionsOf } from "../../connections.ts";
import type { Database } from "../../database.ts";
import { toDate } from "../../rows.ts";

/** A new subscription of a follower, with its address as it is stored. */
export interface SealedFollower extends FollowerChoices {
  id: string;
  channel: FollowerChannel;
  sealed: Uint8Array;
  fingerprint: Uint8Array;
  askedAt: Temporal.Instant;
}

/** Returns true if a subscription of the same fingerprint ends because its owner asks again. */
export type IsReplaced = (earlier: { sealed: Uint8Array; crossings: string[] }) => boolean;

/** How many subscriptions one address may have: all of them, and those asked for since an instant. */
export interface FollowerLimits {
  all: number;
  recent: number;
  since: Temporal.Instant;
}

// Requests for one address wait for each other, so that many at once cannot exceed the limits.
const TURN = "SELECT pg_advisory_xact_lock(72707377, hashtext(encode($1, 'hex')))";

const INSERT = `
WITH made AS (
  INSERT INTO subscription (id, channel, url, kinds, states, crossings, modes, directions, since, state, created_at)
  SELECT $1, $17, $17 || ':' || $1, '{report,retraction,standing}', '{}', $2, $3::"Mode"[], $4::"Direction"[],
    least((SELECT min(since) FROM subscription WHERE id = ANY ($18)), coalesce((SELECT max(seq) FROM report), 0)), 'pending', $5
  WHERE (SELECT count(*) FROM email_address WHERE fingerprint = $7 AND subscription <> ALL ($18)) < $13
    AND (SELECT count(*) FROM email_address WHERE fingerprint = $7 AND subscription <> ALL ($18) AND asked_at > $15)
      + (SELECT count(*) FROM asked_address WHERE fingerprint = $7 AND asked_at > $15) < $14
  RETURNING id
), addressed AS (
  INSERT INTO email_address (subscription, address, fingerprint, language, kinds, time_zone, quiet_from, quiet_until, digest_at, asked_at)
  SELECT id, $6, $7, $8, $9::"EmailKind"[], $10, $11, $12, $16, $5 FROM made
)
INSERT INTO delivery (id, subscription, kind, touches, occurred_at)
SELECT gen_random_uuid()::text, id, 'verification', '{}', $5 FROM made`;

const SAME_ADDRESS = `
SELECT s.id, s.crossings, e.address AS sealed FROM subscription s JOIN email_address e ON e.subscription = s.id
WHERE e.fingerprint = $1 AND s.state IN ('pending', 'active')`;

// The new subscription tells what the earlier one still owed, after its own first message.
const TAKE_OVER = `
UPDATE delivery SET subscription = $1
WHERE subscription = ANY ($2) AND delivered_at IS NULL AND handed_at IS NULL AND kind <> 'verification'`;

/**
 * Stores a subscription with its first message, in place of those that it replaces. It takes over what these have not told
 * yet, and counts from when they began. Returns false if the address is over its limits: then nothing changes.
 */
export async function insertFollower(
  db: Database,
  made: SealedFollower,
  limits: FollowerLimits,
  isReplaced: IsReplaced,
): Promise<boolean> {
  const { id, channel, crossings, modes, directions, askedAt, sealed, fingerprint, language, kinds, timeZone } = made;
  const { quiet, digestAt } = made;
  return inTurn(db, fingerprint, async (client) => {
    const { rows } = await client.query<{ id: string; sealed: Uint8Array; crossings: string[] }>(SAME_ADDRESS, [
      fingerprint,
    ]);
    const replaced = rows.filter(isReplaced).map((each) => each.id);
    const { rowCount } = await client.query(INSERT, [
      id,
      crossings,
      modes,
      directions,
      toDate(askedAt),
      sealed,
      fingerprint,
      language,
      kinds,
      timeZone,
      quiet?.from ?? null,
      quiet?.until ?? null,
      limits.all,
      limits.recent,
      toDate(limits.since),
      digestAt,
      channel,
      replaced,
    ]);
    if (rowCount === 1 && replaced.length > 0) {
      await client.query(TAKE_OVER, [id, replaced]);
      await client.query(END, [replaced, toDate(askedAt), "its owner asked again"]);
    }
    return rowCount === 1;
  });
}

/** A follower as it is stored. */
export interface StoredFollower extends Omit<FollowerSubscription, "address"> {
  sealed: Uint8Array;
}

interface FollowerRow extends Omit<StoredFollower, "quiet" | "since"> {
  since: string;
  quietFrom: number | null;
  quietUntil: number | null;
}

const LOAD = `
SELECT s.id, s.channel, s.crossings, s.modes::text[], s.directions::text[], e.address AS sealed, e.language, e.kinds::text[],
  e.time_zone AS "timeZone", e.quiet_from AS "quietFrom", e.quiet_until AS "quietUntil", e.digest_at AS "digestAt",
  s.since
FROM subscription s JOIN email_address e ON e.subscription = s.id
WHERE s.id = $1 AND s.state IN ('pending', 'active')`;

/** Loads a follower whose subscription has not ended. */
export async function loadFollower(db: Database, id: string): Promise<StoredFollower | undefined> {
  const { rows } = await connectionsOf(db).pool.query<FollowerRow>(LOAD, [id]);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { quietFrom: from, quietUntil: until, since, ...rest } = row;
  const quiet = from === null || until === null ? null : { from, until };
  return { ...rest, quiet, since: Number(since) };
}

// Changes recorded before the confirmation are not told: the page of the confirmation links to the answer of that moment.
// Their withdrawal is, if it changes that answer.
const CONFIRM = `
WITH confirmed AS (
  UPDATE subscription SET state = 'active', verified_at = $2, since = coalesce((SELECT max(seq) FROM report), 0)
  WHERE id = $1 AND holder IS NULL AND state = 'pending' RETURNING id
)
DELETE FROM delivery USING confirmed WHERE subscription = confirmed.id AND delivered_at IS NULL`;

/** Confirms a pending subscription. Does nothing in any other state. */
export async function confirmFollower(db: Database, id: string, at: Temporal.Instant): Promise<void> {
  await connectionsOf(db).pool.query(CONFIRM, [id, toDate(at)]);
}

// The row of the subscription stays, because a report that is being recorded may refer to it. It says nothing about the
// person. `prune` deletes it. So that nobody can be asked again and again, a mailbox that was asked is counted for a day
// by its fingerprint.
const END = `
WITH ended AS (
  UPDATE subscription SET state = 'ended', removed = true, reason = $3, stopped_at = $2
  WHERE id = ANY ($1) AND holder IS NULL AND state <> 'ended' RETURNING id, channel
), forgotten AS (
  DELETE FROM email_address USING ended WHERE subscription = ended.id RETURNING subscription, channel, fingerprint, asked_at
), counted AS (
  INSERT INTO asked_address (subscription, fingerprint, asked_at)
  SELECT subscription, fingerprint, asked_at FROM forgotten WHERE channel = 'email'
  ON CONFLICT DO NOTHING
), dropped AS (
  DELETE FROM delivery USING ended WHERE subscription = ended.id AND delivered_at IS NULL
)
SELECT id FROM ended`;

/** Ends subscriptions and deletes their addresses. Returns their number. */
export async function endFollowers(
  db: Database,
  ids: readonly string[],
  at: Temporal.Instant,
  reason: string,
): Promise<number> {
  const { rowCount } = await connectionsOf(db).pool.query(END, [ids, toDate(at), reason]);
  return rowCount ?? 0;
}

/** Lists the subscriptions of a fingerprint, with their addresses. */
export async function listSealedFollowers(
  db: Database,
  fingerprint: Uint8Array,
): Promise<{ id: string; sealed: Uint8Array }[]> {
  const { rows } = await connectionsOf(db).pool.query<{ id: string; sealed: Uint8Array }>(
    "SELECT subscription AS id, address AS sealed FROM email_address WHERE fingerprint = $1",
    [fingerprint],
  );
  return rows;
}

/** Counts the subscriptions of a channel that were asked for since an instant, also those that have ended. */
export async function countAskedFollowers(
  db: Database,
  channel: FollowerChannel,
  since: Temporal.Instant,
): Promise<number> {
  const { rows } = await connectionsOf(db).pool.query<{ asked: number }>(
    "SELECT count(*)::int AS asked FROM subscription WHERE channel = $2 AND created_at > $1",
    [toDate(since), channel],
  );
  return rows[0]?.asked ?? 0;
}

/** Lists at most `most` followers who asked before `before` and never confirmed, or never got the first message. */
export async function listUnconfirmedFollowers(
  db: Database,
  before: Temporal.Instant,
  most: number,
): Promise<string[]> {
  const { rows } = await connectionsOf(db).pool.query<{ id: string }>(
    `SELECT s.id FROM subscription s JOIN email_address e ON e.subscription = s.id
    WHERE s.state = 'pending' AND e.asked_at < $1 LIMIT $2`,
    [toDate(before), most],
  );
  return rows.map(({ id }) => id);
}

const MOVE = `
UPDATE email_address SET address = $2, fingerprint = $3
WHERE subscription = ANY ($1)
  AND (SELECT count(*) FROM email_address WHERE fingerprint = $3 AND subscription <> ALL ($1)) + cardinality($1) <= $4`;

// The time of the request starts again, because subscriptions without a first message are deleted after some days.
const GREET = `
WITH asked AS (
  UPDATE email_address SET asked_at = $2 WHERE subscription = ANY ($1) RETURNING subscription
), waiting AS (
  UPDATE subscription SET state = 'pending' FROM asked WHERE id = asked.subscription RETURNING id
)
INSERT INTO delivery (id, subscription, kind, touches, occurred_at)
SELECT gen_random_uuid()::text, id, 'verification', '{}', $2 FROM waiting
ON CONFLICT (subscription) WHERE kind = 'verification' AND delivered_at IS NULL DO NOTHING`;

/** A new address of subscriptions, and how many it may have. */
export interface MovedAddress {
  sealed: Uint8Array;
  fingerprint: Uint8Array;
  most: number;
  /** Time at which a first message is asked for again, or null if the address needs none. */
  greetedAt: Temporal.Instant | null;
}

/**
 * Replaces the address of subscriptions, such as after a browser has got a new one. Returns their number, or null if the
 * new address would have too many.
 */
export async function moveFollowers(
  db: Database,
  ids: readonly string[],
  { sealed, fingerprint, most, greetedAt }: MovedAddress,
): Promise<number | null> {
  return inTurn(db, fingerprint, async (client) => {
    const { rowCount } = await client.query(MOVE, [ids, sealed, fingerprint, most]);
    if (rowCount === 0) return ids.length === 0 ? 0 : null;
    if (greetedAt !== null) await client.query(GREET, [ids, toDate(greetedAt)]);
    return rowCount;
  });
}

/** Does work in a transaction, after that of others for the same address. */
async function inTurn<Result>(
  db: Database,
  fingerprint: Uint8Array,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await connectionsOf(db).pool.connect();
  try {
    await client.query("BEGIN");
    await client.query(TURN, [fingerprint]);
    const result = await work(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    // Closing the session rolls back.
    client.release(true);
    throw error;
  }
}
