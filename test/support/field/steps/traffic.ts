import assert from "node:assert/strict";
import { eventually } from "../../eventually.ts";
import { PATIENCE_MS, soon } from "../field.ts";
import { type Step, turnOf } from "../step.ts";

/** Crossings that are open all day and not used by other steps. */
const ASKED = ["hidalgo", "otay-mesa", "nogales-deconcini"];

export const traffic: Step = {
  title: "traffic moves on most services: they are confirmed, with a wait",
  async run({ polls, traveller, operator, app }, round) {
    const slug = turnOf(ASKED, round);
    const counts = await polls(1);
    assert(counts.confirmed >= 60, `the poll confirmed ${counts.confirmed}: ${JSON.stringify(counts)}`);
    const service = await soon(async () => {
      const seen = await traveller.service(slug, "passenger");
      assert.equal(seen.certainty, "confirmed", JSON.stringify(seen));
      return seen;
    });
    assert.equal(service.open, true);
    const [lane] = service.wait.lanes.filter(({ minutes }: { minutes: number | null }) => minutes !== null);
    assert(lane.minutes >= 5 && lane.minutes <= 64, `the wait is ${JSON.stringify(service.wait)}`);
    const [line, page, desk] = await Promise.all([traveller.line(slug), traveller.page(slug), operator.desk()]);
    assert.match(line, /: Open/, line);
    assert.match(page, new RegExp(`${lane.minutes} min`), page.slice(0, 600));
    assert.match(desk, /To review/, desk.slice(0, 300));
    // The first change may come before the app is connected to the stream. All waits change again after a minute.
    const told = await eventually(() => {
      const standing = app.heard().filter(({ event }) => event === "standing");
      assert(standing.length > 0, "the stream sent no answer that the feed changed");
      return standing.length;
    }, PATIENCE_MS + 60_000);
    return {
      traveller: line,
      operator: `confirmed ${counts.confirmed} of ${counts.moving} moving`,
      app: `the stream sent ${told} changed answers`,
    };
  },
};
