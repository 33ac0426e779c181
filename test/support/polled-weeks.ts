import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Temporal } from "temporal-polyfill";
import { allCrossings } from "../../src/actions/crossings/all-crossings.ts";
import { storeReadings } from "../../src/actions/feed/store-readings.ts";
import { readFeed } from "../../src/feeds/cbp-wait-times/read.ts";
import { cbpWaitTimes } from "../../src/feeds/cbp-wait-times/source.ts";
import { pollFeed } from "../../src/jobs/poll-feed.ts";
import type { Counts } from "../../src/store/job-runs.ts";
import { jsonPort, type LaneSample, type PortSample } from "../feeds/port-sample.ts";
import { lukeville, ZONE } from "./lukeville-row.ts";
import { type LoanedService, loanService, soundReport } from "./service.ts";

/** Made-up weeks of the feed in its real format, polled at chosen times, with the seed on record. */
export interface PolledWeeks {
  service: LoanedService;
  desk: string;
  /** Polls a document with these rows at the given time and returns the run's counts. */
  poll(at: Temporal.Instant, samples: PortSample[]): Promise<Counts>;
  /** Polls the feed at half past every busy hour. By then, that hour's stamp has appeared. */
  pollHours(from: number, to: number, lane: (local: Temporal.ZonedDateTime) => LaneSample): Promise<void>;
  /** Stores the readings of busy hours as an uneventful history. The job does not run, and nothing is assessed. */
  storeHours(from: number, to: number, lane: (local: Temporal.ZonedDateTime) => LaneSample): Promise<void>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  proposals(): Promise<any[]>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  standingAt(at: Temporal.Instant, mode?: string): Promise<any>;
  /** Records that Lukeville has been open since late September. */
  reopened(): Promise<unknown>;
  release(): Promise<void>;
}

const LIMITS = {
  freshMinutes: 120,
  openEvidenceDays: 90,
  overdueDoubtHours: 24,
  liftFilings: 3,
  silentHours: 6,
  hoursDays: 7,
};

const START = Temporal.Instant.from("2026-10-01T00:30:00Z");
export const hoursAfter = (hours: number) => START.add({ hours });

/** Lists the busy hours, nine per day. Nine hours per day are enough to show regular traffic or a silence. */
const busyHours = (from: number, to: number): Temporal.Instant[] =>
  Array.from({ length: to - from }, (_, i) => hoursAfter(from + i)).filter((at) => {
    const { hour } = at.toZonedDateTimeISO(ZONE);
    return hour >= 6 && hour <= 14;
  });

export async function loanPolledWeeks(): Promise<PolledWeeks> {
  let document = "[]";
  const feed = createServer((_req, res) => res.writeHead(200, { "content-type": "application/json" }).end(document));
  await new Promise<void>((done) => feed.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(feed.address() as AddressInfo).port}/`;
  const service = await loanService();
  const desk = await service.keyFor("desk", "recorder");
  const poll: PolledWeeks["poll"] = (at, samples) => {
    document = JSON.stringify(samples.map(jsonPort));
    const job = pollFeed({
      urls: [url],
      schedule: "0 * * * *",
      timeoutSeconds: 5,
      maxBytes: 1e6,
      userAgent: "test",
      frozenMinutes: 60,
      rowsFloorPercent: 75,
      limits: LIMITS,
    });
    // Omits the claim, the lock and the record of the run, which take as long as the poll itself.
    return job.run({ ...service.ctx, now: at }, new AbortController().signal);
  };
  return {
    service,
    desk,
    poll,
    async pollHours(from, to, lane) {
      for (const at of busyHours(from, to)) await poll(at, [lukeville(at, lane)]);
    },
    async storeHours(from, to, lane) {
      const rows = cbpWaitTimes.rowsOf([...(await allCrossings(service.ctx)).values()]);
      for (const at of busyHours(from, to)) {
        const { readings } = readFeed(JSON.stringify([jsonPort(lukeville(at, lane))]), rows, at);
        await storeReadings({ ...service.ctx, now: at }, readings);
      }
    },
    async proposals() {
      const headers = { authorization: `Bearer ${desk}` };
      return (await service.ask("/v1/proposals", { headers })).body.proposals;
    },
    async standingAt(at, mode = "passenger") {
      service.clock.set(String(at));
      const { body } = await service.ask(`/v1/crossings/lukeville/status?mode=${mode}&direction=northbound`);
      return body.services[0];
    },
    reopened: () =>
      service.post(
        "/v1/reports",
        soundReport({
          modes: undefined,
          directions: undefined,
          status: "open",
          effectiveAt: "2026-09-28T06:00:00-07:00",
        }),
        desk,
      ),
    async release() {
      await service.release();
      await new Promise((done) => feed.close(done));
    },
  };
}
