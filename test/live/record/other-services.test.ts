import { Temporal } from "temporal-polyfill";
import type { Crossing } from "../../../src/domain/places/crossing.ts";
import { makeRecordMemory } from "../../../src/live/record/record-memory.ts";
import { loadCrossings } from "../../../src/store/record/crossings.ts";
import { readDatabase } from "../../../src/store/record/record-reader.ts";
import { useDatabase } from "../../support/use-database.ts";

const loan = useDatabase({ seeded: true });
const QUESTION = { view: {}, at: Temporal.Instant.from("2023-12-20T12:00:00Z"), onward: true };

test("a crossing in memory that gets another service is loaded again with the lines of that service", async () => {
  const whole = (await loadCrossings(loan.db)).get("san-ysidro");
  if (whole === undefined) throw new Error("san-ysidro is unknown");
  let crossing: Crossing = { ...whole, services: whole.services.slice(1) };
  const memory = makeRecordMemory(
    { db: loan.db, crossingOf: () => crossing, isStale: () => false, look: async () => undefined },
    1e8,
  );
  expect((await memory.timelines([crossing], QUESTION)).size).toBe(whole.services.length - 1);
  crossing = whole;
  memory.touch([whole.slug]);
  const stored = await readDatabase(loan.db).timelines([whole], QUESTION);
  expect(JSON.stringify([...(await memory.timelines([whole], QUESTION))])).toBe(JSON.stringify([...stored]));
});

test("a question about several crossings is answered from the database until all of them are in memory", async () => {
  const places = await loadCrossings(loan.db);
  const crossings = ["lukeville", "naco", "donna"].flatMap((slug) => places.get(slug) ?? []);
  const slugs = crossings.map(({ slug }) => slug);
  const memory = makeRecordMemory(
    { db: loan.db, crossingOf: (slug) => places.get(slug), isStale: () => false, look: async () => undefined },
    1e8,
  );
  const stored = await readDatabase(loan.db).marks(slugs, undefined);
  expect(await memory.marks(slugs, undefined)).toEqual(stored);
  await memory.stop();
  for (const slug of slugs) await memory.marks([slug], undefined);
  expect(memory.size().crossings).toBe(3);
  expect(await memory.marks(slugs, undefined)).toEqual(stored);
});
