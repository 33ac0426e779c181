import { Temporal } from "temporal-polyfill";
import { connectionsOf } from "../../src/store/connections.ts";
import { type AdvisoryTrial, startAdvisoryTrial } from "../support/advisory-trial.ts";
import { roadEvent } from "../support/road-events.ts";

const NOW = "2026-12-01T15:10:00Z";
const KEY = "0123456789abcdef";
const MARIPOSA = { Latitude: 31.3339, Longitude: -110.9656 };
/** 20 km north of Nogales. */
const RIO_RICO = { Latitude: 31.51, Longitude: -110.95 };

let day = Temporal.Instant.from(NOW);
let trial: AdvisoryTrial;
beforeAll(async () => {
  trial = await startAdvisoryTrial((origin) => ({
    ARIZONA_ROADS_KEY: KEY,
    ARIZONA_ROADS_URL: `${origin}/api/v2/get/event`,
  }));
});
afterAll(() => trial.release());
beforeEach(async () => {
  for (const { id } of await trial.proposals()) await trial.dismiss(id);
  trial.refusals = {};
  trial.requests = [];
});

const roads = (document: unknown, at = NOW) => {
  trial.documents["/api/v2/get/event"] = document;
  return trial.run("watch-arizona-roads", at);
};
const titles = async () => (await trial.proposals()).map(({ title }) => title);
const updated = (hour: number) => ({ LastUpdated: Date.UTC(2026, 11, 1, hour) / 1000 });

test("an event near a crossing is proposed once, as a note with its road, lanes and end", async () => {
  const run = await roads([roadEvent(), roadEvent({ ID: "AZ-1002", ...RIO_RICO })]);
  expect(run).toMatchObject({ outcome: "succeeded", counts: { sources: 1, items: 1, proposed: 1 } });
  expect(await roads([roadEvent()])).toMatchObject({ counts: { proposed: 0 } });
  const [proposal] = await trial.proposals();
  expect(proposal).toMatchObject({
    job: "watch-arizona-roads",
    title: expect.stringMatching(/^Roadwork on SR-189 southbound near .*Mariposa.* until 3 Dec 2026 17:00 MST$/),
    grounds: expect.stringMatching(/^“Roadwork on SR-189 .*” Guessed: It lies within 3 km of .*Mariposa/),
    expiresAt: "2026-12-04T00:00:00Z",
    draft: {
      source: {
        kind: "announcement",
        publisher: "Arizona Department of Transportation",
        url: `${trial.origin}/`,
        publishedAt: "2026-12-01T15:00:00Z",
      },
      reason: "construction",
      note: expect.stringContaining("Lanes affected: Right lane."),
      changes: [],
      claims: [],
    },
  });
  expect(proposal.draft.note).toContain("Event AZ-1001 of ERS.");
});

test("an updated event replaces its open proposal; after a dismissal, only a changed title is proposed again", async () => {
  const closure = { ID: "AZ-2001", EventType: "closures", IsFullClosure: true };
  await roads([roadEvent(closure)]);
  const [first] = await trial.proposals();
  expect(await roads([roadEvent({ ...closure, ...updated(16) })])).toMatchObject({ counts: { proposed: 0 } });
  await roads([roadEvent({ ...closure, ...updated(17), Description: "SR-189 is closed. Use Grand Avenue." })]);
  const [second, ...others] = await trial.proposals();
  expect([second.supersedes, others]).toEqual([[first.id], []]);
  expect(second.title).toMatch(/^Full closure \(closure\) on SR-189 southbound near /);
  await trial.dismiss(second.id);
  const again = { ...closure, ...updated(18), Description: "SR-189 remains closed." };
  expect(await roads([roadEvent(again)])).toMatchObject({ counts: { proposed: 0 } });
  const longer = { ...again, ...updated(19), PlannedEndDate: Date.UTC(2026, 11, 9, 0) / 1000 };
  expect(await roads([roadEvent(longer)])).toMatchObject({ counts: { proposed: 1 } });
});

test.each([false, true])(
  "of two texts of an event in one list, only the newer is read (it comes first: %s)",
  async (isFirst) => {
    const older = { ID: `AZ-21${isFirst}`, Description: "The right lane is closed." };
    const newer = { ...older, ...updated(16), Description: "All lanes are closed." };
    const list = [roadEvent(older), roadEvent(newer)];
    expect(await roads(isFirst ? list.toReversed() : list)).toMatchObject({ counts: { proposed: 1 } });
    const [{ draft }, ...others] = await trial.proposals();
    expect([draft.note, others]).toEqual([expect.stringContaining("All lanes are closed."), []]);
  },
);

test("an event that names a crossing in Arizona is proposed at any distance; a street called Roma names none", async () => {
  await roads([
    roadEvent({ ID: 3001, ...RIO_RICO, RoadwayName: "SR-85", Description: "Crash on the road to Lukeville." }),
    roadEvent({ ID: 3002, ...RIO_RICO, RoadwayName: "Roma Ave", Description: "Crash." }),
  ]);
  expect(await titles()).toEqual([expect.stringContaining("on SR-85 southbound near Lukeville")]);
});

test("an event is proposed if either of its ends is near a crossing, but not if its position is missing", async () => {
  await roads([
    roadEvent({
      ID: "AZ-4001",
      ...RIO_RICO,
      LatitudeSecondary: MARIPOSA.Latitude,
      LongitudeSecondary: MARIPOSA.Longitude,
    }),
    roadEvent({ ID: "AZ-4002", Latitude: 0, Longitude: 0 }),
    roadEvent({ ID: "AZ-4003", Latitude: null, Longitude: null }),
  ]);
  expect(await titles()).toHaveLength(1);
});

test("an event that is over, or that starts weeks from now, is not proposed", async () => {
  await roads([
    roadEvent({ ID: "AZ-5001", PlannedEndDate: Date.UTC(2026, 11, 1, 15) / 1000 }),
    roadEvent({ ID: "AZ-5002", StartDate: Date.UTC(2027, 0, 20) / 1000, PlannedEndDate: null }),
  ]);
  expect(await titles()).toEqual([]);
});

test("an invalid event does not affect the others, and the run names its field, rule and value", async () => {
  const run = await roads([
    roadEvent({ ID: "AZ-6001", Latitude: "north" }),
    roadEvent({ ID: "AZ-6002", StartDate: 9e15 }),
    null,
    roadEvent({ ID: "AZ-6003" }),
  ]);
  expect(run).toMatchObject({ outcome: "succeeded", counts: { proposed: 1, leftOut: 3 } });
  expect(run.counts.notes).toContain("event 1: Latitude");
  expect(run.counts.notes).toContain('"north"');
});

describe("the key", () => {
  test("is sent to the server", async () => {
    await roads([]);
    expect(trial.requests.map(({ url }) => url)).toEqual([`/api/v2/get/event?key=${KEY}&format=json`]);
  });

  const wrong = `Invalid key ${KEY}`;
  test.each<{ name: string; refusal?: AdvisoryTrial["refusals"][string]; document?: unknown; reason: RegExp }>([
    { name: "a refusal", refusal: [401, {}, wrong], reason: /answered 401/ },
    { name: "a message", document: { Message: wrong }, reason: /not a list of road/ },
    { name: "a text", document: wrong, reason: /not JSON/ },
    { name: "a request to wait", refusal: [429, { "retry-after": "60" }], reason: /asks clients to wait/ },
  ])("is neither shown nor stored if the server answers with $name", async ({ refusal, document, reason }) => {
    if (refusal !== undefined) trial.refusals["/api/v2/get/event"] = refusal;
    day = day.add({ hours: 24 });
    const run = await roads(document, String(day));
    expect(run).toMatchObject({ outcome: "failed", error: expect.stringMatching(reason) });
    const { pool } = connectionsOf(trial.service.ctx.db);
    const stored = await pool.query(
      "SELECT (SELECT json_agg(j) FROM job_run j) AS runs, (SELECT json_agg(p) FROM source_pause p) AS pauses",
    );
    for (const text of [JSON.stringify(stored.rows), (await trial.service.ask("/v1/jobs")).text]) {
      expect(text).toContain("get/event");
      expect(text).not.toContain(KEY);
    }
  });
});
