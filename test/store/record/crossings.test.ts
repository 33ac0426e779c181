import { makeRandom } from "../../../scripts/random.ts";
import { makeWorld, WORLD } from "../../../scripts/world.ts";
import { loadCrossings, saveCrossings } from "../../../src/store/record/crossings.ts";
import { useDatabase } from "../../support/use-database.ts";

const loan = useDatabase();

test("the crossings of a whole world are saved, and corrected, in a single statement each", async () => {
  const { regions, ports, crossings } = makeWorld(makeRandom(1));
  await saveCrossings(loan.db, regions, ports, crossings);
  const row = { portNumber: "900001", modes: ["passenger" as const], rssTitle: null };
  const corrected = crossings.map((crossing, i) => ({
    ...crossing,
    feedRows: i > 0 ? [] : [{ ...row, documentZone: "America/Chicago", stampZone: "America/Chicago" }],
  }));
  await saveCrossings(loan.db, regions, ports, corrected);
  const loaded = await loadCrossings(loan.db);
  expect(loaded.size).toBe(WORLD.crossings);
  expect(loaded.get("world-1")).toEqual(corrected[0]);
  expect([...loaded.keys()]).toEqual(crossings.map(({ slug }) => slug));

  await saveCrossings(loan.db, regions, ports, crossings);
  expect((await loadCrossings(loan.db)).get("world-1")?.feedRows).toEqual([]);
});
