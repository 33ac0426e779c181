import { Unavailable } from "../../../src/domain/errors.ts";
import type { Crossing } from "../../../src/domain/places/crossing.ts";
import { type KeptCrossings, keepCrossings } from "../../../src/live/record/kept-crossings.ts";
import { loadCrossings } from "../../../src/store/record/crossings.ts";
import { eventually } from "../../support/eventually.ts";
import { useDatabase } from "../../support/use-database.ts";

const loan = useDatabase({ seeded: true });
let places: Map<string, Crossing>;
beforeAll(async () => {
  places = await loadCrossings(loan.db);
});

/** Data of a test: each load adds a letter, which counts as ten bytes. */
interface Letters {
  text: string;
  readonly bytes: number;
}

/** Loads begun so far, and what the next load waits for. */
let loads: string[];
let waits: Promise<void>[];
let failures: Error[];
let stale: boolean;
beforeEach(() => {
  [loads, waits, failures, stale] = [[], [], [], false];
});
const isStale = () => stale;

async function* load({ slug }: Crossing, before: Letters | undefined): AsyncIterable<Letters> {
  loads.push(slug);
  const letters = before ?? {
    text: "",
    get bytes() {
      return 10 * this.text.length;
    },
  };
  await waits.shift();
  letters.text += "a";
  yield letters;
  const failure = failures.shift();
  if (failure !== undefined) throw failure;
}

const get = async (kept: KeptCrossings<Letters>, slug: string): Promise<string | undefined> => {
  const crossing = places.get(slug);
  if (crossing === undefined) throw new Error(`${slug} is unknown`);
  return (await kept.get(crossing))?.text;
};

const away = () => new Unavailable(["databaseSilent"]);

test("a crossing is loaded once, and again after it was touched", async () => {
  const kept = keepCrossings(load, { mostBytes: 1000, isStale });
  expect([await get(kept, "lukeville"), await get(kept, "lukeville")]).toEqual(["a", "a"]);
  kept.touch(["naco"]);
  expect(await get(kept, "lukeville")).toBe("a");
  kept.touch(["lukeville"]);
  expect(kept.current("lukeville")).toBeUndefined();
  expect(await get(kept, "lukeville")).toBe("aa");
  expect(kept.current("lukeville")?.text).toBe("aa");
});

test("questions at the same time share a load", async () => {
  const kept = keepCrossings(load, { mostBytes: 1000, isStale });
  expect(await Promise.all([get(kept, "lukeville"), get(kept, "lukeville")])).toEqual(["a", "a"]);
  expect(loads).toEqual(["lukeville"]);
});

test("a question after a touch does not get the data of a load that began before it", async () => {
  const kept = keepCrossings(load, { mostBytes: 1000, isStale });
  let go = () => {};
  waits.push(
    new Promise((done) => {
      go = done;
    }),
  );
  const first = get(kept, "lukeville");
  kept.touch(["lukeville"]);
  const second = get(kept, "lukeville");
  go();
  await first;
  expect(await second).toBe("aa");
  expect(loads).toEqual(["lukeville", "lukeville"]);
});

describe("if there is no room for another crossing", () => {
  const idle = () => new Promise((done) => setTimeout(done, 30));

  test("those that nobody has asked about lately make room, those asked about longest ago first", async () => {
    const kept = keepCrossings(load, { mostBytes: 20, isStale, idleMs: 20 });
    for (const slug of ["lukeville", "naco", "lukeville"]) await get(kept, slug);
    await idle();
    await get(kept, "donna");
    expect(kept.size()).toEqual({ crossings: 2, bytes: 20 });
    expect(["lukeville", "naco", "donna"].map((slug) => kept.current(slug)?.text)).toEqual(["a", undefined, "a"]);
  });

  test("those that are in use stay, and the other is not loaded again for a while", async () => {
    const kept = keepCrossings(load, { mostBytes: 20, isStale });
    for (const slug of ["lukeville", "naco", "donna", "donna", "donna"]) await get(kept, slug);
    expect(["lukeville", "naco", "donna"].map((slug) => kept.current(slug)?.text)).toEqual(["a", "a", undefined]);
    expect(loads).toEqual(["lukeville", "naco", "donna"]);
  });

  test("a crossing that grew larger than the whole memory is not kept", async () => {
    const kept = keepCrossings(load, { mostBytes: 10, isStale });
    expect(await get(kept, "lukeville")).toBe("a");
    kept.touch(["lukeville"]);
    expect(await get(kept, "lukeville")).toBeUndefined();
    expect(kept.size()).toEqual({ crossings: 0, bytes: 0 });
  });
});

describe("while the database is unavailable", () => {
  test("a crossing in memory keeps its data without another load", async () => {
    const kept = keepCrossings(load, { mostBytes: 1000, isStale });
    await get(kept, "lukeville");
    stale = true;
    expect(await get(kept, "lukeville")).toBe("a");
    expect(loads).toHaveLength(1);
  });

  test("data that lack a known report are given, count as behind, and get the report later", async () => {
    const kept = keepCrossings(load, { mostBytes: 1000, isStale });
    for (const slug of ["lukeville", "naco"]) await get(kept, slug);
    kept.touch(["lukeville"]);
    stale = true;
    expect(await get(kept, "lukeville")).toBe("a");
    expect([kept.isBehind("lukeville"), kept.behind(), loads.length]).toEqual([true, ["lukeville"], 2]);
    stale = false;
    expect(await get(kept, "lukeville")).toBe("aa");
    expect(kept.behind()).toEqual([]);
  });

  test("a crossing whose first load is not complete gives no data", async () => {
    const kept = keepCrossings(load, { mostBytes: 1000, isStale });
    stale = true;
    failures.push(away(), away());
    await expect(get(kept, "lukeville")).rejects.toThrow(Unavailable);
    await expect(get(kept, "lukeville")).rejects.toThrow(Unavailable);
    expect(await get(kept, "lukeville")).toBe("aaa");
  });
});

test("if a load fails although the database is available, older data are not passed off as current", async () => {
  const kept = keepCrossings(load, { mostBytes: 1000, isStale });
  await get(kept, "lukeville");
  kept.touch(["lukeville"]);
  failures.push(away());
  await expect(get(kept, "lukeville")).rejects.toThrow(Unavailable);
});

test("crossings can be loaded one after another for later questions, and a failure of one does not stop the others", async () => {
  const kept = keepCrossings(load, { mostBytes: 1000, isStale });
  failures.push(new TypeError("a fault"));
  kept.loadLater([...places.values()].slice(0, 3));
  await eventually(() => expect(kept.size().crossings).toBe(3));
  expect(loads).toHaveLength(3);
  await kept.stop();
  kept.loadLater([...places.values()].slice(3, 6));
  await kept.stop();
  expect(loads).toHaveLength(3);
});
