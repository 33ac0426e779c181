import fc from "fast-check";
import type { Crossing } from "../../../src/domain/places/crossing.ts";
import { previewOf } from "../../../src/domain/text/preview.ts";
import { LOCALES } from "../../../src/locales/index.ts";
import { previewTables } from "../../../src/web/desk/preview.ts";
import { instantsOf, SERVICES, scenes } from "../../domain/arbitrary.ts";
import { logsOf } from "../../domain/arbitrary-log.ts";
import { LIMITS } from "../../domain/telling.ts";
import { textOf } from "../../support/form.ts";
import { sidesOf } from "../../support/seed-regions.ts";

const cases = scenes.chain((scene) =>
  fc.record({
    scene: fc.constant(scene),
    log: logsOf(scene),
    now: instantsOf(scene, true),
    messages: fc.constantFrom(...LOCALES),
  }),
);

const crossingIn = (timeZone: string): Crossing =>
  ({
    slug: "puente",
    name: { en: "Puente", es: "Puente" },
    timeZone,
    sides: sidesOf({ region: "AZ", city: "Nogales" }, { region: "SON", city: "Nogales" }),
    services: SERVICES.map(({ mode, direction }) => ({ mode, direction })),
  }) as unknown as Crossing;

/** Returns the cells of each row in a table of answers before and after. */
const rowsOf = (markup: string): string[][] =>
  [...markup.matchAll(/<tr><th scope="row">[\s\S]*?<\/tr>/g)].map(([row]) =>
    [...row.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell = ""]) => textOf(cell)),
  );

test("a preview that says that an answer will change shows the difference", () => {
  let rows = 0;
  fc.assert(
    fc.property(cases, ({ scene, log, now, messages }) => {
      const last = log.findLast(({ retracts, retractedAt }) => retracts === null && retractedAt === null);
      if (last === undefined) return;
      const crossing = crossingIn(scene.zone);
      const alteration = { lines: last, before: log.filter((report) => report !== last), after: log };
      const around = { now, observations: new Map(), trafficHour: () => null, thresholds: LIMITS };
      const crossings = previewOf(alteration, new Map([["puente", crossing]]), around);
      const { markup } = previewTables({ lines: last, crossings, still: [] }, messages);
      for (const [before, after] of rowsOf(markup)) {
        expect(after).not.toBe(before);
        rows++;
      }
    }),
    { numRuns: 300 * Number(process.env.GARITA_RUNS ?? 1) },
  );
  expect(rows).toBeGreaterThan(100);
});
