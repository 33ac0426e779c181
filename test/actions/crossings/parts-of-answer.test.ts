import { partsOfAnswer } from "../../../src/actions/crossings/parts-of-answer.ts";
import { machineClock } from "../../../src/clock.ts";
import type { Crossing } from "../../../src/domain/places/crossing.ts";
import type { PartKind } from "../../../src/domain/status/snapshot.ts";
import { type LiveSnapshot, makeSnapshot } from "../../../src/live/snapshot.ts";
import { makeLog } from "../../../src/log.ts";
import { LIMITS } from "../../domain/telling.ts";
import { NO_HOOKS } from "../../support/grown-memory.ts";
import { useDatabase } from "../../support/use-database.ts";

const loan = useDatabase({ seeded: true });
const KIND: PartKind<number> = { name: "a number", bytesOf: () => 8 };

let snapshot: LiveSnapshot;
let crossings: Crossing[];

beforeEach(async () => {
  snapshot = makeSnapshot({ db: loan.db, clock: machineClock, log: makeLog("silent"), thresholds: LIMITS }, NO_HOOKS);
  await snapshot.load();
  await snapshot.refresh();
  crossings = [...snapshot.crossings().values()];
});

/** Asks for all parts. Returns the slugs of the crossings whose parts were made. `failing` refuses to be made. */
async function askAll(question: string, failing?: string, onMade = (_: string) => {}): Promise<string[]> {
  const now = machineClock();
  const made: string[] = [];
  const parts = await partsOfAnswer({ now, snapshot }, crossings, {
    kind: KIND,
    question,
    async make(some) {
      if (some.some(({ slug }) => slug === failing)) throw new Error(`${failing} fails`);
      made.push(...some.map(({ slug }) => slug));
      for (const { slug } of some) onMade(slug);
      return new Map(some.map(({ slug }) => [slug, { value: slug.length, to: now.add({ hours: 1 }) }]));
    },
  }).catch((error) => {
    if (failing === undefined) throw error;
  });
  if (parts !== undefined)
    expect([...parts]).toEqual(expect.arrayContaining(crossings.map(({ slug }) => [slug, slug.length])));
  return made;
}

const slugs = () => crossings.map(({ slug }) => slug);

test("each part of an answer is made once, for each question", async () => {
  expect(await askAll("one")).toEqual(slugs());
  expect(await askAll("one")).toEqual([]);
  expect(await askAll("another")).toEqual(slugs());
});

test("after a report, only the part of its crossing is made", async () => {
  await askAll("one");
  snapshot.record(["lukeville"]);
  await snapshot.refresh();
  expect(await askAll("one")).toEqual(["lukeville"]);
  expect(await askAll("one")).toEqual([]);
});

test("after an answer that was not completed, the next one continues with the parts made so far", async () => {
  const failing = slugs()[20] ?? "";
  const first = await askAll("one", failing);
  expect(first).toEqual(slugs().slice(0, 16));
  expect(await askAll("one")).toEqual(slugs().slice(16));
});

test("if a report about several crossings arrives meanwhile, their parts are made again, so that the answer shows all of it", async () => {
  const [first = "", , , , , , , , ninth = ""] = slugs();
  let isRecorded = false;
  const made = await askAll("one", undefined, (slug) => {
    if (slug !== ninth || isRecorded) return;
    isRecorded = true;
    snapshot.record([first, ninth]);
  });
  expect(made.filter((slug) => slug === first)).toHaveLength(2);
  expect(made.filter((slug) => slug === ninth)).toHaveLength(2);
  expect(made).toHaveLength(crossings.length + 2);
});
