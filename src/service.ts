import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { join, resolve } from "node:path";
import type { Temporal } from "temporal-polyfill";
import { type Config, limitsOf } from "./config.ts";
import type { Runtime } from "./context.ts";
import type { VapidKeys } from "./domain/notifications/push-device.ts";
import { makeApp } from "./http/app.ts";
import { eventWriters } from "./http/routes/stream.ts";
import type { Siblings } from "./http/siblings.ts";
import type { FollowerDesk } from "./http/tell-me/follower-desk.ts";
import { writeWebhook } from "./http/wire/webhook.ts";
import { makeJobs } from "./jobs/declared-job.ts";
import { makeScheduler, type Scheduler } from "./jobs/schedule.ts";
import { shareMisses } from "./live/cache/shared-misses.ts";
import { startLive } from "./live/live.ts";
import type { Log } from "./log.ts";
import { addressBook } from "./notifications/channels.ts";
import type { SendingSettings } from "./notifications/deliver.ts";
import { pushRulesOf } from "./notifications/push/address-rules.ts";
import { deriveVapidKeys, vapidSubject } from "./notifications/push/vapid.ts";
import { makeWebhookSender, type WebhookSender } from "./notifications/sender.ts";
import { vetAddress } from "./notifications/webhook/address.ts";
import { PARTS, type Parts } from "./parts.ts";
import { retireServer } from "./processes/retire.ts";
import { ROOT } from "./root.ts";
import { isAway } from "./store/away.ts";
import { readLogKey } from "./store/chain/log-key.ts";
import type { Database } from "./store/database.ts";
import { makeFollowerCiphers } from "./store/notifications/followers/address-cipher.ts";
import { writeChat } from "./web/tell-me/chat-message.ts";
import { writeEmail } from "./web/tell-me/message.ts";
import { writePush } from "./web/tell-me/push-message.ts";

export interface RunningService {
  runtime: Runtime;
  scheduler: Scheduler;
  webhooks: WebhookSender;
  url: string;
  stop(): Promise<void>;
  /** Stops without a failed request, if another process accepts the connections. Takes five to fifteen seconds. */
  retire(): Promise<void>;
}

/**
 * Starts the service on an open database, and listens on the configured address. With GARITA_MODE=read, it records and
 * delivers nothing. `stop` refuses new requests and waits for those in progress. `siblings` are the other processes that
 * serve the port, if there are any.
 */
export async function startService(
  config: Config,
  db: Database,
  log: Log,
  clock: () => Temporal.Instant,
  sending: Pick<SendingSettings, "timeoutSeconds" | "random"> = SENDING,
  parts: Parts = PARTS,
  siblings?: Siblings,
): Promise<RunningService> {
  const { version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as { version: string };
  const userAgent = userAgentOf(version);
  const isReader = config.GARITA_MODE === "read";
  const needsSecondPerson = config.FOUR_EYES === "on";
  const plain: Runtime = { db, clock, log, thresholds: limitsOf(config), needsSecondPerson };
  const live = await startLive(plain, config, eventWriters);
  const { runtime } = live;
  const scheduler = makeScheduler(runtime, makeJobs(parts.jobs, config, userAgent));
  const logKey = await readLogKey(config.LOG_KEY, resolve(config.GARITA_DATA));
  const ciphers = logKey === null ? null : makeFollowerCiphers(logKey.derive);
  const vapid = logKey === null ? null : deriveVapidKeys(logKey.derive);
  const publicUrl = config.PUBLIC_URL ?? null;
  const own = { userAgent, writeJson: writeWebhook, writeEmail, writeChat, writePush, ciphers, vapid, publicUrl };
  const channels = parts.channels.map((each) => each.make(config, own));
  const webhooks = makeWebhookSender(runtime, { channels, ...sending });
  const app = makeApp({
    runtime,
    jobs: scheduler,
    live,
    version,
    writesPerMinute: config.WRITES_PER_MINUTE,
    readsPerMinute: config.READS_PER_MINUTE,
    trustProxy: config.TRUST_PROXY,
    addresses: addressBook(channels),
    isAway,
    sections: parts.sections,
    publicUrl,
    securityContact: config.SECURITY_CONTACT ?? null,
    deskIdleMinutes: config.DESK_IDLE_MINUTES,
    reading: isReader ? { writeUrl: config.GARITA_WRITE_URL ?? null } : null,
    logKey,
    followers: ciphers === null ? null : { ciphers, ...offersOf(config, vapid) },
    siblings,
  });
  const serve = shareMisses(live.answers);
  const server = createServer(RECEIVING, (req, res) => serve(req, res, () => app(req, res)));
  // When a report arrives from any process, its deliveries are already in the outbox.
  live.onAdvance(webhooks.poke);
  const url = await listen(server, config).catch(async (error) => {
    // Otherwise, closing the database would wait forever for the log follower's connection.
    await live.stream.stop();
    await live.stop();
    throw error;
  });
  if (config.JOBS === "on" && !isReader) {
    await scheduler.start();
    webhooks.start();
  }
  let stopped: Promise<void> | undefined;
  const end = async (closed: (server: Server) => Promise<void>): Promise<void> => {
    // Open streams would keep the server from closing while clients stay connected.
    await live.stream.stop();
    await Promise.all([closed(server), scheduler.stop(), webhooks.stop()]);
    await live.stop();
  };
  const stop = (closed: (server: Server) => Promise<void>): Promise<void> => {
    stopped ??= end(closed);
    return stopped;
  };
  return { runtime, scheduler, webhooks, url, stop: () => stop(close), retire: () => stop(retireServer) };
}

/** Returns what the form for messages offers. A process that only reads offers nothing. */
function offersOf(config: Config, vapid: VapidKeys | null): Omit<FollowerDesk, "ciphers"> {
  const isReader = config.GARITA_MODE === "read";
  const mayPush = config.WEB_PUSH === "on" && vapidSubject(config.SECURITY_CONTACT, config.PUBLIC_URL) !== null;
  const rules = pushRulesOf(config);
  return {
    offersEmail: config.SMTP_URL !== undefined && !isReader,
    eventsKey: config.EMAIL_EVENTS_KEY ?? null,
    pushKey: mayPush && !isReader ? (vapid?.publicKey ?? null) : null,
    vetEndpoint: async (endpoint) => (await vetAddress(endpoint, rules)) === null,
  };
}

/**
 * Timeout and jitter of webhooks. Standard Webhooks advises a timeout of 15 to 30 seconds, because a receiver should
 * first acknowledge and then process the event.
 */
const SENDING = { timeoutSeconds: 15, random: Math.random };

/** Returns the User-Agent of outgoing requests, which names Garita to other operators. */
export const userAgentOf = (version: string): string => `Garita/${version} (border crossing status tracker)`;

/** Checks that the service can listen, before anything else is created. Throws the error that a start would throw. */
export async function checkListening(config: Config): Promise<void> {
  const server = createServer();
  await listen(server, config);
  await new Promise((done) => server.close(done));
}

function listen(server: Server, { HOST, PORT }: Config): Promise<string> {
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(PORT, HOST, () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : PORT;
      done(`http://${HOST.includes(":") ? `[${HOST}]` : HOST}:${port}`);
    });
  });
}

/** Timeouts for receiving a request. Even a slow connection sends 64 KiB within a minute. */
const RECEIVING = { requestTimeout: 60_000, headersTimeout: 20_000, connectionsCheckingInterval: 5_000 };

/** Seconds for requests to finish when the service stops. Containers are killed after ten seconds. */
const LAST_SECONDS = 5;

const close = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.close(() => done());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), LAST_SECONDS * 1000).unref();
  });
