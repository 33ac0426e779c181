import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { machineClock } from "../../src/clock.ts";
import type { EventFilter } from "../../src/domain/notifications/subscription.ts";
import type { Crossing } from "../../src/domain/places/crossing.ts";
import { stateOf } from "../../src/domain/places/region.ts";
import { EVENT_KINDS } from "../../src/domain/vocabulary.ts";
import { createApiKey, findActor } from "../../src/store/access/api-keys.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { insertSubscription } from "../../src/store/notifications/subscriptions.ts";
import { loadCrossings } from "../../src/store/record/crossings.ts";
import { useDatabase } from "../support/use-database.ts";

const { GARITA_SEED, GARITA_RUNS } = process.env;
/** A few crossings, in all three states, so that reports and filters often match. */
const SLUGS = ["lukeville", "nogales-morley-gate", "roma", "eagle-pass-bridge-1", "otay-mesa", "san-ysidro-pedwest"];

const loan = useDatabase({ seeded: true });
let holder: string;
let crossings: Crossing[];
beforeAll(async () => {
  const key = await createApiKey(loan.db, "app", "subscriber", machineClock());
  holder = (await findActor(loan.db, key ?? ""))?.id ?? "";
  const all = await loadCrossings(loan.db);
  crossings = SLUGS.flatMap((slug) => all.get(slug) ?? []);
  expect(new Set(crossings.map((crossing) => stateOf(crossing).code)).size).toBe(3);
});

type Line = { state: string; crossing: string; mode: string; direction: string };
type Sort = "statusChanges" | "hoursChanges" | "hoursExceptions" | "claims";
/**
 * A step: a new subscription, a batch of reports and retractions, or a change of a crossing's services as time passes.
 */
type Step =
  | { filter: EventFilter }
  | { batch: { lines: (Line & { sort: Sort })[]; withdraws: number | null }[] }
  | { turned: Line[] };

const steps = (places: Crossing[]): fc.Arbitrary<Step[]> => {
  const lines = places.flatMap((place) =>
    place.services.map((service) => ({ crossing: place.slug, state: stateOf(place).code, ...service })),
  );
  const some = <Word>(words: readonly Word[]) =>
    fc.oneof(fc.constant<Word[]>([]), fc.subarray([...words], { minLength: 1, maxLength: 2 }));
  const filter = fc.record({
    kinds: fc.subarray([...EVENT_KINDS], { minLength: 1 }),
    states: some(["TX", "AZ", "CA"] as const),
    crossings: some(SLUGS),
    modes: some(["pedestrian", "passenger", "commercial", "rail"] as const),
    directions: some(["northbound", "southbound"] as const),
  });
  const sort = fc.constantFrom<Sort>("statusChanges", "hoursChanges", "hoursExceptions", "claims");
  const line = fc.tuple(fc.constantFrom(...lines), sort).map(([line, sort]) => ({ ...line, sort }));
  const report = fc.record({
    lines: fc.array(line, { maxLength: 3 }),
    withdraws: fc.option(fc.nat({ max: 20 }), { freq: 2 }),
  });
  const turned = fc.constantFrom(...SLUGS).chain((slug) =>
    fc.subarray(
      lines.filter(({ crossing }) => crossing === slug),
      { minLength: 1 },
    ),
  );
  const batch = fc.array(report, { minLength: 1, maxLength: 4 });
  return fc.array(
    fc.oneof(
      filter.map((filter) => ({ filter })),
      batch.map((batch) => ({ batch })),
      turned.map((turned) => ({ turned })),
    ),
    {
      minLength: 2,
      maxLength: 8,
    },
  );
};

interface Done {
  id: string;
  seq: number;
  lines: Line[];
  target: Done | null;
}

async function append(batch: Extract<Step, { batch: unknown }>["batch"], before: Done[]): Promise<Done[]> {
  const done: Done[] = [];
  const documents = batch.map(({ lines, withdraws }) => {
    const open = before.filter((each) => each.target === null && !before.some(({ target }) => target === each));
    const free = open.filter((each) => !done.some(({ target }) => target === each));
    const target = withdraws === null || free.length === 0 ? null : (free[withdraws % free.length] ?? null);
    const told = target === null ? lines : [];
    const made: Done = { id: randomUUID(), seq: 0, lines: told, target };
    done.push(made);
    const of = (sort: Sort) =>
      told.flatMap((line, i) =>
        line.sort === sort ? [{ ...line, line: i, ...SAID, startsAt: startOf(i), endsAt: startOf(i) }] : [],
      );
    return {
      id: made.id,
      recordedBy: "desk",
      sourceKind: "operator",
      publisher: "desk",
      title: "x",
      retracts: target?.id ?? null,
      statusChanges: of("statusChanges"),
      hoursChanges: of("hoursChanges"),
      hoursExceptions: of("hoursExceptions").map(({ endsAt: _, ...line }) => line),
      claims: of("claims"),
    };
  });
  const { rows } = await connectionsOf(loan.db).pool.query("SELECT new_seq FROM append_reports($1)", [
    JSON.stringify(documents),
  ]);
  for (const [i, made] of done.entries()) made.seq = Number(rows[i].new_seq);
  return done;
}
const SAID = {
  status: "open",
  limited: false,
  onset: "exact",
  effectiveAt: "2026-01-01",
  denied: false,
  attributed: false,
};
const startOf = (i: number) => `2026-01-01T0${i}:00:00Z`;

const passes = (allowed: readonly string[], word: string) => allowed.length === 0 || allowed.includes(word);
const passesAll = (filter: EventFilter, { crossing, state, mode, direction }: Line) =>
  passes(filter.crossings, crossing) &&
  passes(filter.states, state) &&
  passes(filter.modes, mode) &&
  passes(filter.directions, direction);

/** Returns true if a subscription with this filter receives a report. */
function wants(filter: EventFilter, since: number, { lines, target }: Done): boolean {
  const about = target?.lines ?? lines;
  const touched =
    about.length === 0
      ? [filter.states, filter.crossings, filter.modes, filter.directions].every((each) => each.length === 0)
      : about.some((line) => passesAll(filter, line));
  if (target === null) return touched && filter.kinds.includes("report");
  return touched && (filter.kinds.includes("retraction") || target.seq > since);
}

interface Queued {
  seq: number | null;
  kind: string;
  touches: string[];
}

function queuedOf({ seq, id, lines, target }: Done): Queued {
  const about = [...new Set((target?.lines ?? lines).map(({ crossing }) => crossing))].sort();
  const kind = target === null ? "report" : "retraction";
  return { seq, kind, touches: about.length > 0 ? about : [`report ${target?.id ?? id}`] };
}

/** Runs the steps, and compares the queue of each subscription with the expected one. */
async function compare(done: Step[]): Promise<void> {
  await connectionsOf(loan.db).pool.query("DELETE FROM subscription");
  const record: Done[] = [];
  const subscriptions: { id: string; filter: EventFilter; since: number; expected: Queued[] }[] = [];
  for (const step of done) {
    if ("filter" in step) {
      const id = randomUUID();
      const row = {
        ...step.filter,
        id,
        holder,
        channel: "webhook",
        url: "https://example.org",
        language: null,
        secret: id,
        createdAt: machineClock(),
      };
      await insertSubscription(loan.db, row, 100);
      subscriptions.push({ id, filter: step.filter, since: record.at(-1)?.seq ?? 0, expected: [] });
    } else if ("batch" in step) {
      const added = await append(step.batch, record);
      record.push(...added);
      for (const { filter, since, expected } of subscriptions)
        expected.push(...added.filter((report) => wants(filter, since, report)).map(queuedOf));
    } else {
      const [{ crossing = "" } = {}] = step.turned;
      const services = step.turned.map(({ mode, direction }) => ({ mode, direction }));
      await connectionsOf(loan.db).pool.query("SELECT queue_turn($1)", [
        { crossing, at: "2026-03-01T06:00:00Z", services },
      ]);
      for (const { filter, expected } of subscriptions)
        if (filter.kinds.includes("standing") && step.turned.some((line) => passesAll(filter, line)))
          expected.push({ seq: null, kind: "standing", touches: [crossing] });
    }
  }
  for (const { id, expected } of subscriptions) {
    const { rows } = await connectionsOf(loan.db).pool.query(
      "SELECT report_seq::int AS seq, kind, touches FROM delivery WHERE subscription = $1 AND kind <> 'verification' ORDER BY place",
      [id],
    );
    expect(rows.map((row) => ({ ...row, touches: [...row.touches].sort() }))).toEqual(expected);
  }
}

test("each subscription gets the matching events, and retractions of reports that it may have received", async () => {
  await fc.assert(fc.asyncProperty(steps(crossings), compare), {
    numRuns: Math.ceil(60 * Number(GARITA_RUNS ?? 1)),
    ...(GARITA_SEED === undefined ? {} : { seed: Number(GARITA_SEED) }),
  });
});
