import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Temporal } from "temporal-polyfill";
import { feedDocument } from "../../test/support/field/feed-document.ts";
import { releasesDocument } from "../../test/support/field/releases.ts";
import { readSeedRows } from "../../test/support/field/seed-rows.ts";
import { askPast, type PastAnswer } from "../../test/support/upgrades/past-answers.ts";
import type { CheckedOut, OldService } from "./checked-out.ts";

/** Years before an earlier version had certain data, it answers about them too. Instants in UTC. */
const INSTANTS = [
  "2020-04-15T18:00:00Z",
  "2021-11-09T18:00:00Z",
  "2023-09-22T20:00:00Z",
  "2023-12-05T18:00:00Z",
  "2023-12-21T18:00:00Z",
  "2024-01-05T06:30:00Z",
  "2025-07-04T18:00:00Z",
  "2026-09-15T18:00:00Z",
  "2026-10-02T12:00:00Z",
  "2026-10-03T19:00:00Z",
];

const source = (title: string, publishedAt: string | null = "2026-10-01") => ({
  kind: "announcement",
  publisher: "U.S. Customs and Border Protection",
  title,
  url: "https://example.org/notice",
  publishedAt,
});

/** Reports in the form that every version accepts: all kinds of lines, precise and imprecise times, and far ones. */
const REPORTS = [
  {
    source: source("Passenger processing suspended"),
    reason: "staffing",
    note: "Recorded for the tests of upgrades: «ñ» and\na second line",
    changes: [
      {
        crossing: "lukeville",
        modes: ["passenger"],
        status: "suspended",
        effectiveAt: "2026-10-01T14:00:00Z",
        expectedUntil: "2026-10-20",
      },
    ],
  },
  {
    source: source("Limited to one lane", null),
    changes: [{ crossing: "andrade", status: "open", limited: true, effectiveAt: "2026-10-02", onset: "approximate" }],
  },
  {
    source: source("Closed in the month of October"),
    reason: "construction",
    changes: [{ crossing: "naco", modes: ["pedestrian"], status: "closed", effectiveAt: "2026-10" }],
    claims: [{ crossing: "nogales-deconcini", status: "open", effectiveAt: "2026-10-02", until: "2026-10-03" }],
  },
  {
    source: source("New hours, and a closure announced long before"),
    changes: [
      { crossing: "sasabe", hours: "Mo-Su 08:00-20:00", effectiveAt: "2026-10-02" },
      { crossing: "douglas", modes: ["pedestrian"], status: "closed", effectiveAt: "2027-06-01" },
    ],
  },
  {
    source: source("Reopened"),
    changes: [{ crossing: "lukeville", modes: ["passenger"], status: "open", effectiveAt: "2026-10-03T13:00:00Z" }],
  },
];

/** A report that the version withdraws. */
const WITHDRAWN = {
  source: source("A report about the wrong crossing"),
  changes: [{ crossing: "nogales-mariposa", modes: ["commercial"], status: "closed", effectiveAt: "2026-10-02" }],
};

/** An announcement that the job of announcements reads. */
const RELEASE = {
  guid: "upgrade-1",
  title: "CBP temporarily suspends vehicle processing at Lukeville",
  text: "Effective December 10, 2026, CBP will suspend vehicle processing at the Lukeville Port of Entry in Arizona.",
};

/**
 * Uses a version as its users would: it seeds an empty database, reads feeds, records and withdraws reports, makes keys
 * and subscriptions, accepts a proposal, and answers about the past.
 */
export async function leavePast(version: CheckedOut, databaseUrl: string): Promise<PastAnswer[]> {
  const service = await version.start(databaseUrl);
  const post = poster(service);
  try {
    version.run(databaseUrl, ["keys", "create", "--name", "desk", "--role", "recorder"]);
    await post("/v1/subscriptions", { url: "http://127.0.0.1:9/hook", crossings: ["lukeville", "naco"] }, 404);
    const jobs = await readFeeds(version, databaseUrl);
    for (const [i, report] of REPORTS.entries()) await post("/v1/reports", report, undefined, `upgrade-${i}`);
    const { id } = await post("/v1/reports", WITHDRAWN);
    await post(`/v1/reports/${id}/retraction`, { note: "The wrong crossing" });
    await acceptFirst(service, post);
    const knownAt = Temporal.Now.instant().round("millisecond").toString();
    const answers: PastAnswer[] = [];
    for (const at of [...INSTANTS, knownAt])
      answers.push({ at, knownAt, states: await askPast(service.url, at, knownAt) });
    process.stderr.write(`${jobs.join("; ")}\n`);
    return answers;
  } finally {
    await service.stop();
  }
}

type Post = (path: string, body: unknown, mayBe?: number, idempotencyKey?: string) => Promise<{ id: string }>;

/** Sends JSON with the first operator's key. An answer with the status `mayBe` is no error: the version lacks the route. */
function poster({ url, key }: OldService): Post {
  return async (path, body, mayBe, idempotencyKey) => {
    const response = await fetch(`${url}${path}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (response.ok) return JSON.parse(text) as { id: string };
    if (response.status === mayBe) return { id: "" };
    throw new Error(`${path} was answered ${response.status}: ${text}`);
  };
}

/** Accepts the first proposal, if the version has any. */
async function acceptFirst({ url, key }: OldService, post: Post): Promise<void> {
  const response = await fetch(`${url}/v1/proposals`, { headers: { authorization: `Bearer ${key}` } });
  if (!response.ok) return;
  const { proposals } = (await response.json()) as { proposals: { id: string }[] };
  const [first] = proposals;
  if (first !== undefined) await post(`/v1/proposals/${first.id}/acceptance`, {});
}

/** Runs the jobs that read waits and announcements, on documents made for this hour. Returns what the jobs print. */
async function readFeeds(version: CheckedOut, databaseUrl: string): Promise<string[]> {
  const now = Temporal.Now.instant();
  const folder = await mkdtemp(join(tmpdir(), "garita-feeds-"));
  const write = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return pathToFileURL(join(folder, name)).href;
  };
  const filedAt = now.subtract({ minutes: 20 });
  const waits = feedDocument(await readSeedRows(), () => ({ filedAt, minutes: 25 }), now);
  const settings = {
    BWT_URLS: await write("waits.json", waits),
    ANNOUNCEMENT_URLS: `CBP=${await write("releases.xml", releasesDocument([{ ...RELEASE, publishedAt: filedAt }]))}`,
  };
  const printed: string[] = [];
  for (const job of ["poll-feed", "watch-announcements"])
    try {
      printed.push(version.run(databaseUrl, ["job", job], settings).trim());
    } catch (error) {
      // The first version has no announcements.
      printed.push(String(error).split("\n")[0] ?? "");
    }
  await rm(folder, { recursive: true });
  return printed;
}
