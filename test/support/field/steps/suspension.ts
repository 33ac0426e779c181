import assert from "node:assert/strict";
import { machineClock } from "../../../../src/clock.ts";
import type { Field } from "../field.ts";
import { soon } from "../field.ts";
import type { Json } from "../json.ts";
import type { Recorded } from "../operator.ts";
import { afterwards, type Sighting, type Step, turnOf } from "../step.ts";

const SUSPENDED = ["san-ysidro", "laredo-juarez-lincoln", "san-luis-1"];

export const suspension: Step = {
  title:
    "an operator suspends a crossing whose traffic continues: every answer shows the conflict, and there is one proposal",
  async run(field, round) {
    const slug = turnOf(SUSPENDED, round);
    const report = await field.operator.record(suspensionOf(slug));
    const made = [report];
    try {
      return await look(field, slug, report, made);
    } finally {
      // A later round suspends the crossing again, as of two hours before that round. This round's reopening may be
      // newer and would end that suspension, so this round's reports are withdrawn.
      await afterwards(field, async ({ operator }) => {
        for (const { id } of made.reverse()) await operator.withdraw(id);
        for (const { id } of await proposalsFor(field, slug, "open")) await operator.dismiss(id);
      });
    }
  },
};

/** Checks the effects of the suspension `report`, and accepts the proposal to reopen. Adds that report to `made`. */
async function look(field: Field, slug: string, report: Recorded, made: Recorded[]): Promise<Sighting> {
  const { traveller, operator, app, polls } = field;
  const atOnce = await traveller.line(slug);
  assert.match(atOnce, /suspended/i, atOnce);

  const counts = await polls(1);
  assert.equal(counts.contradicted, 1, JSON.stringify(counts));
  const service = await traveller.service(slug, "passenger");
  assert.deepEqual([service.open, service.status, service.conflict?.status], [false, "suspended", "open"]);
  assert.equal(service.conflict.source.kind, "feed");
  const page = await traveller.page(slug);
  assert.match(page, /suspended[\s\S]*Border Wait Times/i, page.slice(0, 600));

  // A second poll has the same result and adds no proposal.
  await polls(1);
  const [proposal, ...others] = await proposalsFor(field, slug, "open");
  assert(proposal !== undefined && others.length === 0, `${others.length + 1} proposals: ${JSON.stringify(others)}`);
  const desk = await operator.desk();
  assert(desk.includes(proposal.title), `the desk does not show '${proposal.title}': ${desk.slice(0, 600)}`);

  await hears(field, report, slug);
  const line = await traveller.line(slug);
  const opened = await operator.accept(proposal.id);
  made.push(opened);
  const after = await soon(async () => {
    const seen = await traveller.service(slug, "passenger");
    assert.deepEqual([seen.open, seen.conflict], [true, null], JSON.stringify(seen));
    return seen;
  });
  assert.equal(after.certainty, "confirmed");
  await hears(field, opened, slug);
  return {
    traveller: line,
    operator: `'${proposal.title}', once; accepted, and it is open again`,
    app: `reports ${report.seq} and ${opened.seq}, by webhook and by stream; ${app.webhooks().length} webhooks in all`,
  };
}

/** Creates a report of a suspension that began two hours ago. Its source is a call from the port. */
const suspensionOf = (crossing: string): Json => ({
  source: { kind: "operator", publisher: "Field Desk", title: "Call from the port" },
  reason: "security",
  changes: [
    {
      crossing,
      modes: ["passenger"],
      directions: ["northbound"],
      status: "suspended",
      effectiveAt: String(machineClock().subtract({ hours: 2 })),
    },
  ],
});

/** Lists the open proposals that would give a crossing this status. */
export async function proposalsFor({ operator }: Field, slug: string, status: string): Promise<Json[]> {
  const proposals = await operator.proposals();
  return proposals.filter(({ draft }) =>
    draft.changes.some((change: Json) => change.crossing === slug && change.status === status),
  );
}

/** Waits until the app has received a report by webhook, from the stream and from the log. */
export async function hears({ app }: Pick<Field, "app">, { id, seq }: Recorded, slug: string): Promise<Json> {
  return soon(async () => {
    const told = app.webhooks().filter(({ body }) => body.data.report?.id === id);
    assert.equal(told.length, 1, `webhooks of report ${seq}: ${told.length}`);
    const [{ body }] = told as [Json];
    assert(
      body.data.crossings.some((each: Json) => each.crossing === slug),
      `the webhook does not mention ${slug}`,
    );
    const heard = app.heard().filter((event) => event.id === seq);
    assert.equal(heard.length, 1, `the stream sent report ${seq} ${heard.length} times`);
    const [change] = await app.changesAfter(seq - 1);
    assert.equal(change?.id, id, "the log has another report at this position");
    return body;
  });
}
