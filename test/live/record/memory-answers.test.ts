import { Temporal } from "temporal-polyfill";
import type { Crossing } from "../../../src/domain/places/crossing.ts";
import { makeRecordMemory, type RecordMemory } from "../../../src/live/record/record-memory.ts";
import { connectionsOf } from "../../../src/store/connections.ts";
import { loadCrossings } from "../../../src/store/record/crossings.ts";
import { type RecordReader, readDatabase } from "../../../src/store/record/record-reader.ts";
import { useDatabase } from "../../support/use-database.ts";

const loan = useDatabase({ seeded: true });
const at = (text: string) => Temporal.Instant.from(text);
const QUESTION = { view: {}, at: at("2023-12-20T12:00:00Z"), onward: false };
let places: Map<string, Crossing>;
let memory: RecordMemory;
let stored: RecordReader;
let isStale: boolean;
beforeAll(async () => {
  places = await loadCrossings(loan.db);
  stored = readDatabase(loan.db);
});
beforeEach(() => {
  isStale = false;
  memory = makeRecordMemory(
    { db: loan.db, crossingOf: (slug) => places.get(slug), isStale: () => isStale, look: async () => undefined },
    1e8,
  );
});
afterEach(() => memory.stop());

const crossing = (slug: string): Crossing => {
  const found = places.get(slug);
  if (found === undefined) throw new Error(`${slug} is unknown`);
  return found;
};
const text = (value: unknown) =>
  JSON.stringify(value, (_, each) => (each instanceof Map ? [...each].sort(([a], [b]) => (a < b ? -1 : 1)) : each));

test("a crossing is in memory once something about it was asked, and until it is touched", async () => {
  expect([memory.hasRecord("lukeville"), memory.size().crossings]).toEqual([false, 0]);
  await memory.marks(["lukeville"], undefined);
  expect([memory.hasRecord("lukeville"), memory.hasRecord("naco"), memory.size().crossings]).toEqual([true, false, 1]);
  expect(memory.isBehind("lukeville")).toBe(false);
  memory.touch(["lukeville"]);
  expect([memory.hasRecord("lukeville"), memory.isBehind("lukeville")]).toEqual([false, true]);
  memory.catchUp();
  await memory.stop();
});

test("the answers of the memory about one crossing are those of the database", async () => {
  const lukeville = crossing("lukeville");
  const period = { from: at("2023-01-01T00:00:00Z"), to: at("2024-01-01T00:00:00Z") };
  const answers = async (reader: RecordReader) => [
    await reader.marks(["lukeville"], undefined),
    await reader.marks(["lukeville"], at("2000-01-01T00:00:00Z")),
    await reader.affectedTimes(["lukeville"]),
    await reader.timelines([lukeville], QUESTION),
    await reader.timelines([lukeville], { ...QUESTION, onward: true, mode: "passenger" }),
    await reader.history("lukeville", {}, 20),
    await reader.history("lukeville", { to: QUESTION.at, mode: "passenger" }, 3),
    await reader.counts(lukeville, period, {}),
    await reader.counts(lukeville, {}, { knownAt: at("2000-01-01T00:00:00Z") }),
    await reader.trafficHours(
      [{ service: { crossing: "lukeville", mode: "passenger", direction: "northbound" }, at: QUESTION.at }],
      { mostHours: 24, recordedBy: QUESTION.at },
    ),
    await reader.trafficIntervals(["lukeville"], period, QUESTION.at),
  ];
  const [given, wanted] = [await answers(memory), await answers(stored)];
  for (const [i, answer] of given.entries()) expect([i, text(answer)]).toEqual([i, text(wanted[i])]);
  expect(text(given[5]).length).toBeGreaterThan(500);
});

test("questions about several crossings, or about one that is unknown, are answered from the database", async () => {
  const slugs = ["lukeville", "naco"];
  expect(text(await memory.affectedTimes(slugs))).toBe(text(await stored.affectedTimes(slugs)));
  expect(text(await memory.timelines(slugs.map(crossing), QUESTION))).toBe(
    text(await stored.timelines(slugs.map(crossing), QUESTION)),
  );
  expect(await memory.history("atlantis", {}, 5)).toEqual([]);
  await memory.stop();
});

test("no query is needed for the state of a crossing before its first stored wait, once that is known", async () => {
  const service = { crossing: "naco", mode: "passenger", direction: "northbound" } as const;
  const hour = at("2024-01-10T18:00:00Z");
  await connectionsOf(loan.db).prisma.waitSample.create({
    data: {
      ...{ ...service, lane: "standard", minutes: 5 },
      hour: new Date(hour.epochMilliseconds),
      filedAt: new Date(hour.epochMilliseconds),
    },
  });
  await memory.marks(["naco"], undefined);
  expect(memory.hasState("naco", QUESTION.at)).toBe(false);
  const period = (to: Temporal.Instant) => ({ from: hour.subtract({ hours: 24 }), to });
  expect((await memory.trafficIntervals(["naco"], period(hour), at("2030-01-01T00:00:00Z"))).size).toBe(0);
  expect(memory.hasState("naco", hour.subtract({ milliseconds: 1 }))).toBe(true);
  expect(memory.hasState("naco", hour)).toBe(false);
  expect(memory.hasState("lukeville", QUESTION.at)).toBe(false);
  memory.touchTraffic();
  expect(memory.hasState("naco", QUESTION.at)).toBe(false);
});

test("while the memory is stale and lacks a report, it doubts all services from the beginning", async () => {
  const lukeville = crossing("lukeville");
  await memory.marks(["lukeville"], undefined);
  const last = (await memory.affectedTimes(["lukeville"])).get("lukeville");
  const doubts = async (knownAt?: Temporal.Instant) => {
    const timelines = await memory.timelines([lukeville], { ...QUESTION, view: { knownAt } });
    return new Set([...timelines.values()].map(({ disputedFrom }) => String(disputedFrom ?? null)));
  };
  isStale = true;
  expect(await doubts()).toEqual(new Set(["null"]));
  memory.touch(["lukeville"]);
  expect(await doubts()).toEqual(new Set(["1970-01-01T00:00:00Z"]));
  // The missing report was recorded after all others.
  expect(await doubts(last)).toEqual(new Set(["null"]));
  expect(await doubts(last?.add({ milliseconds: 1 }))).toEqual(new Set(["1970-01-01T00:00:00Z"]));
});
