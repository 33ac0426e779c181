import assert from "node:assert/strict";
import { Temporal } from "temporal-polyfill";
import { machineClock } from "../../../../src/clock.ts";
import { abbreviationOf } from "../feed-document.ts";
import { AGENCY, type Field, soon } from "../field.ts";
import type { Json } from "../json.ts";
import type { Recorded } from "../operator.ts";
import { afterwards, type Sighting, type Step } from "../step.ts";
import { hears } from "./suspension.ts";

const SLUG = "laredo-world-trade";
const ZONE = "America/Chicago";

export const announcement: Step = {
  title:
    "a suspension announced for later today is amended: operators get both versions, and every answer shows the accepted one",
  async run(field, round) {
    const made: Recorded[] = [];
    try {
      return await look(field, round, made);
    } finally {
      // The next round publishes a new announcement, so this round's reports and proposals must not remain.
      await afterwards(field, async ({ operator, outside }) => {
        outside.releases.length = 0;
        for (const { id } of made) await operator.withdraw(id);
        for (const { id } of await proposalsOfAgency(field)) await operator.dismiss(id);
      });
    }
  },
};

/** Checks the effects of a release. Adds all recorded reports to `made`. */
async function look(field: Field, round: number, made: Recorded[]): Promise<Sighting> {
  const { traveller, operator, outside } = field;
  const hour = machineClock().toZonedDateTimeISO(ZONE).round({ smallestUnit: "hour", roundingMode: "floor" });
  const [first, amended] = [clearHour(hour.add({ hours: 4 })), clearHour(hour.add({ hours: 7 }))];
  const release = {
    guid: `world-trade-${round}-${hour.epochMilliseconds}`,
    title: "Commercial processing at the World Trade Bridge",
    publishedAt: machineClock(),
    text: textOf(first),
  };
  outside.releases.push(release);
  const proposal = await soon(() => proposalAt(field, first));
  release.text = textOf(amended);
  const update = await soon(() => proposalAt(field, amended));
  assert.match(`${update.title} ${update.grounds}`, /amend|updat|chang|earlier/i, JSON.stringify(update));
  const desk = await operator.desk();
  assert(desk.includes(update.title), `the desk does not show '${update.title}'`);
  await field.watches(2);
  assert.equal(
    (await proposalsOfAgency(field)).filter(({ id }) => id !== proposal.id).length,
    1,
    "one text, one proposal",
  );

  const report = await operator.accept(update.id);
  made.push(report);
  for (const { id } of await proposalsOfAgency(field)) await operator.dismiss(id);
  const line = await traveller.line(SLUG);
  const clock = `${String(amended.hour).padStart(2, "0")}:00`;
  for (const text of [line, await traveller.page(SLUG), await traveller.line(SLUG, "es")])
    assert(text.includes(clock), `the change at ${clock} is missing in: ${text.slice(0, 400)}`);
  assert.match(line, /suspension announced/i);
  assert(line.length <= 160, `${line.length} characters: ${line}`);
  const service = await traveller.service(SLUG, "commercial");
  assert.deepEqual([service.next?.status, service.next?.effectiveAt], ["suspended", String(amended.toInstant())]);
  // The crossing's weekend hours are unknown, but moving trucks show that it is open.
  assert.notEqual(service.because, "hours_unknown", JSON.stringify(service));
  const told = await hears(field, report, SLUG);

  return {
    traveller: line,
    operator: `'${proposal.title}' for ${first.hour}:00, then for ${amended.hour}:00: ${update.grounds}`,
    app: told.data.crossings[0].summary,
  };
}

/** Avoids "12 a.m." and "12 p.m.", which this step does not test. */
const clearHour = (at: Temporal.ZonedDateTime): Temporal.ZonedDateTime =>
  at.hour % 12 === 0 ? at.add({ hours: 1 }) : at;

/** Writes the sentence of a release, with the local day and hour. */
function textOf(at: Temporal.ZonedDateTime): string {
  const day = at.toLocaleString("en-US", { weekday: "long", month: "long", day: "numeric", year: "numeric" });
  const half = at.hour < 12 ? "a.m." : "p.m.";
  const hour = at.hour % 12 === 0 ? 12 : at.hour % 12;
  return `Commercial processing at the World Trade Bridge in Laredo will be suspended beginning ${day}, at ${hour} ${half} ${abbreviationOf(at)}.`;
}

const proposalsOfAgency = async ({ operator }: Field): Promise<Json[]> =>
  (await operator.proposals()).filter(({ draft }) => draft.source.publisher === AGENCY);

/**
 * Finds the agency's only proposal to suspend the bridge from the given time.
 * @throws if there is none or more than one
 */
async function proposalAt(field: Field, at: Temporal.ZonedDateTime): Promise<Json> {
  const all = await proposalsOfAgency(field);
  const found = all.filter(({ draft }) =>
    draft.changes.some(
      (change: Json) =>
        change.crossing === SLUG &&
        change.status === "suspended" &&
        Temporal.Instant.compare(Temporal.Instant.from(change.effectiveAt), at.toInstant()) === 0,
    ),
  );
  assert.equal(
    found.length,
    1,
    `proposals of ${AGENCY} for ${at}: ${JSON.stringify(all.map(({ draft }) => draft.changes))}`,
  );
  return found[0];
}
