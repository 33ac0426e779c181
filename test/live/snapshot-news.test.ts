import { Temporal } from "temporal-polyfill";
import { serviceKey, servicesOf } from "../../src/domain/places/crossing.ts";
import { standingAt } from "../../src/domain/status/standing.ts";
import { type LiveSnapshot, LOG_TOPIC, makeSnapshot, PLACES_TOPIC } from "../../src/live/snapshot.ts";
import { makeLog } from "../../src/log.ts";
import { change, LIMITS } from "../domain/telling.ts";
import { append, type LoggedCrossing, makeLoggedCrossings, plainReport } from "../support/logs.ts";
import { useDatabase } from "../support/use-database.ts";

const NOW = Temporal.Instant.from("2026-11-01T00:00:00Z");
const loan = useDatabase();
let one: LoggedCrossing;
let slugs: string[];
let calls: string[];
let board: LiveSnapshot;
beforeAll(async () => {
  const logged = await makeLoggedCrossings(loan.db, 2);
  const [first] = logged;
  if (first === undefined) throw new Error("no crossing was made");
  one = first;
  slugs = logged.map(({ crossing }) => crossing.slug);
});
beforeEach(() => {
  calls = [];
  board = makeSnapshot(
    { db: loan.db, clock: () => NOW, log: makeLog("silent"), thresholds: LIMITS },
    {
      onTouch: (of) => calls.push(`touch ${of.join()}`),
      onRecord: (of) => calls.push(`record ${of.join()}`),
      onReading: () => calls.push("reading"),
    },
  );
});

/** Returns the status of the first crossing's first service, and the report up to which it is known. */
async function seen(): Promise<[status: string, asOf: number]> {
  const [packed] = await board.known([one.crossing.slug], NOW);
  const known = await packed?.unpack();
  const [service] = servicesOf(one.crossing);
  const timeline = service && known?.timelines.get(serviceKey(service));
  if (known === undefined || timeline === undefined) throw new Error("there is no timeline");
  return [standingAt(timeline, NOW, null, LIMITS).status, known.asOf];
}

test("a snapshot knows nothing until it is loaded, and then all crossings", async () => {
  expect([board.crossings().size, board.touches(), board.isBehind(), board.lacksSince()]).toEqual([0, 0, false, null]);
  expect(await board.known(["atlantis"], NOW)).toEqual([]);
  await board.load();
  expect([...board.crossings().keys()]).toEqual(slugs);
  expect([board.isBehind(), board.lacksSince()]).toEqual([false, null]);
  expect(calls).toEqual([`record ${slugs}`, `touch ${slugs}`, `touch ${PLACES_TOPIC}`]);
  expect(board.touches()).toBe(2);
  expect((await board.known(slugs, NOW)).map(({ slug }) => slug)).toEqual(slugs);
});

test("news about a crossing invalidates the answers about it until it is loaded again", async () => {
  const [first = "", second = ""] = slugs;
  await board.load();
  const before = board.touches();
  expect(board.isTouchedSince([first], before)).toBe(false);
  board.touch([first]);
  expect([board.isBehind(), board.isTouchedSince([first], board.touches())]).toEqual([true, true]);
  expect([board.isTouchedSince([second], before), board.isTouchedSince([second, first], before)]).toEqual([
    false,
    true,
  ]);
  await board.refresh();
  expect([board.isBehind(), board.isTouchedSince([first], board.touches())]).toEqual([false, false]);
  // An answer from before the news stays invalid.
  expect(board.isTouchedSince([first], before)).toBe(true);
});

test("news of the feed and of the log is told with the topics that it concerns", async () => {
  await board.load();
  calls = [];
  board.touch(slugs);
  expect(calls).toEqual(["reading", `touch ${slugs}`]);
  calls = [];
  board.record(["puente-0"]);
  expect(calls).toEqual(["record puente-0", "touch puente-0", `touch ${LOG_TOPIC}`]);
  calls = [];
  board.stamp(["/feed"]);
  expect(calls).toEqual(["touch /feed"]);
  expect(board.isTouchedSince(["/feed"], board.touches() - 1)).toBe(true);
  expect(board.isTouchedSince(["/feed"], board.touches())).toBe(false);
});

test("a report is in the next answer about its crossing, without a refresh", async () => {
  await board.load();
  const [, before] = await seen();
  const [service] = servicesOf(one.crossing);
  if (service === undefined) throw new Error("the crossing has no service");
  const shut = { ...change("closed", "2026-10-31T00:00:00Z"), service };
  await append(loan.db, one, plainReport("desk", { statusChanges: [shut] }));
  expect((await seen())[1]).toBe(before);
  board.record([one.crossing.slug]);
  const [status, asOf] = await seen();
  expect([status, asOf > before]).toEqual(["closed", true]);
  expect(board.isBehind()).toBe(false);
});

test("kept answers and parts are dropped by news about their crossing", async () => {
  await board.load();
  const [first = "", second = ""] = slugs;
  const kind = { name: "letters", bytesOf: (text: string) => text.length };
  const part = { value: "abc", from: NOW, to: NOW.add({ hours: 1 }) };
  for (const slug of slugs) board.parts.keep(kind, "all", slug, part, board.touches());
  board.touch([first]);
  expect([first, second].map((slug) => board.parts.find(kind, "all", slug, NOW))).toEqual([undefined, "abc"]);
  // It cannot be kept again before it is loaded.
  board.parts.keep(kind, "all", first, part, board.touches());
  expect(board.parts.find(kind, "all", first, NOW)).toBeUndefined();
});

test("a question about an earlier time than the data loads them again", async () => {
  await board.load();
  const earlier = NOW.subtract({ hours: 2 });
  const [packed] = await board.known(slugs.slice(0, 1), earlier);
  expect((await packed?.unpack())?.crossing.slug).toBe(slugs[0]);
  expect(board.isBehind()).toBe(false);
});
