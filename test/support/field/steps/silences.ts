import assert from "node:assert/strict";
import { machineClock } from "../../../../src/clock.ts";
import { type FedService, laySilence } from "../feed-past.ts";
import { type Field, soon } from "../field.ts";
import type { Json } from "../json.ts";
import { afterwards, type Sighting, type Step } from "../step.ts";

/** Large ports that are open all day. These ports never all close at once, so their silence casts doubt on the feed. */
const SILENT = [
  "brownsville-gateway",
  "progreso",
  "hidalgo",
  "laredo-gateway",
  "eagle-pass-bridge-2",
  "ysleta-zaragoza",
  "el-paso-bridge-of-the-americas",
  "el-paso-paso-del-norte",
  "nogales-deconcini",
  "otay-mesa",
  "cross-border-xpress",
  "presidio",
];
const SERVICES: FedService[] = SILENT.map((crossing) => ({
  crossing,
  mode: crossing === "cross-border-xpress" ? "pedestrian" : "passenger",
}));

export const silences: Step = {
  title: "twelve large ports fall silent at once: one proposal doubts the feed, instead of twelve about the ports",
  async run(field) {
    const before = new Set((await field.operator.proposals()).map(({ id }) => id));
    try {
      return await look(field, before);
    } finally {
      await afterwards(field, async ({ operator, outside }) => {
        for (const { crossing, mode } of SERVICES) outside.file(crossing, mode, undefined);
        for (const { id } of await operator.proposals()) if (!before.has(id)) await operator.dismiss(id);
      });
    }
  },
};

/** Checks the effects of a silence. `before` has the ids of the proposals that were open already. */
async function look(field: Field, before: ReadonlySet<string>): Promise<Sighting> {
  const { traveller, operator, app, outside, polls } = field;
  for (const { crossing, mode } of SERVICES) outside.file(crossing, mode, "pending");
  await polls(1);
  const head = (await app.changesAfter(0)).at(-1)?.seq ?? 0;
  // A doubt is proposed only once for a day, so each round uses a different day.
  const [told] = await field.database.query(
    "SELECT count(*)::int AS count FROM proposal WHERE key LIKE 'feed-silence:%'",
  );
  const counts = await laySilence(
    field,
    SERVICES,
    machineClock().subtract({ hours: 13 + 24 * Number(told?.count ?? 0) }),
  );
  await polls(1);
  const made = (await operator.proposals()).filter(({ id }) => !before.has(id));
  const suspensions = made.filter(({ draft }) => draft.changes.some((change: Json) => change.status === "suspended"));
  assert(suspensions.length === 0, `${suspensions.length} proposals: ${suspensions.map(({ title }) => title)}`);
  assert.equal(made.length, 1, `${made.length} doubts about the feed: ${JSON.stringify(made)}`);
  const lines = await Promise.all(SILENT.map((slug) => traveller.line(slug)));
  for (const line of lines) assert.doesNotMatch(line, /^[^:]*: (suspended|closed(?! now))/, line);
  const recorded = await app.changesAfter(head);
  assert.deepEqual(recorded, [], "the silence was recorded as a report");

  for (const { crossing, mode } of SERVICES) outside.file(crossing, mode, undefined);
  await soon(async () => {
    for (const { crossing, mode } of SERVICES)
      assert.equal((await traveller.service(crossing, mode)).certainty, "confirmed", crossing);
  });
  return {
    traveller: lines[0] ?? "",
    operator: `one doubt: '${made[0]?.title}'; ${JSON.stringify({ missing: counts.missing })}`,
    app: "nothing was recorded",
  };
}
