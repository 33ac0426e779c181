import assert from "node:assert/strict";
import { machineClock } from "../../../../src/clock.ts";
import { laySilence } from "../feed-past.ts";
import { type Field, soon } from "../field.ts";
import { afterwards, type Sighting, type Step, turnOf } from "../step.ts";
import { proposalsFor } from "./suspension.ts";

const SILENT = ["del-rio", "roma", "douglas"];

export const silence: Step = {
  title:
    "a service falls silent in hours in which it always had traffic: it is unconfirmed, not closed, with one proposal",
  async run(field, round) {
    const slug = turnOf(SILENT, round);
    try {
      return await look(field, slug);
    } finally {
      await afterwards(field, async ({ operator, outside }) => {
        outside.file(slug, "passenger", undefined);
        for (const { id } of await proposalsFor(field, slug, "suspended")) await operator.dismiss(id);
      });
    }
  },
};

async function look(field: Field, slug: string): Promise<Sighting> {
  const { traveller, operator, app, outside, polls } = field;
  outside.file(slug, "passenger", "pending");
  await polls(1);
  const heardBefore = app.heard().length;
  const silentSince = machineClock().subtract({ hours: 30 });
  const counts = await laySilence(field, [{ crossing: slug, mode: "passenger" }], silentSince);
  assert(counts.missing >= 1, JSON.stringify(counts));
  const service = await soon(async () => {
    const seen = await traveller.service(slug, "passenger");
    assert.deepEqual([seen.status, seen.open, seen.certainty], ["open", true, "unconfirmed"], JSON.stringify(seen));
    return seen;
  });
  assert.equal(service.conflict, null);
  const line = await traveller.line(slug);
  const page = await traveller.page(slug);
  assert.match(line, /^[^:]*: ([^·]*, )?not sure/, line);
  assert.match(page, /not confirmed|unconfirmed/i, page.slice(0, 400));

  await polls(1);
  const [proposal, ...others] = await proposalsFor(field, slug, "suspended");
  assert(proposal !== undefined && others.length === 0, `${others.length + 1} proposals: ${JSON.stringify(others)}`);
  assert((await operator.desk()).includes(proposal.title), `the desk does not show '${proposal.title}'`);
  const told = await soon(() => {
    const turned = app
      .heard()
      .slice(heardBefore)
      .filter(({ event, data }) => event === "standing" && data.crossing === slug);
    assert(turned.length > 0, `the stream did not send that ${slug} is unconfirmed`);
    return turned.length;
  });

  outside.file(slug, "passenger", undefined);
  await soon(async () => {
    const seen = await traveller.service(slug, "passenger");
    assert.equal(seen.certainty, "confirmed", JSON.stringify(seen));
  });
  return {
    traveller: line,
    operator: `'${proposal.title}', once`,
    app: `the stream sent ${told} changed answers about ${slug}`,
  };
}
