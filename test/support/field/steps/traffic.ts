import assert from "node:assert/strict";
import { machineClock } from "../../../../src/clock.ts";
import { soon } from "../field.ts";
import { type Step, turnOf } from "../step.ts";

/** Crossings that are open all day. No other step of the same phase uses these crossings. */
const ASKED = ["hidalgo", "otay-mesa", "nogales-deconcini"];

export const traffic: Step = {
  title: "traffic moves on most services: they are confirmed, with a wait",
  async run({ polls, traveller, operator, app, outside }, round) {
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
    assert.match(line, /\bopen\b.* (to cars|min)/, line);
    assert.match(page, new RegExp(`${lane.minutes} min`), page.slice(0, 600));
    assert.match(desk, /To review/, desk.slice(0, 300));
    // The app may have connected after the first waits, which stay the same for an hour. A new wait makes the stream
    // send a change.
    const minutes = lane.minutes + 1;
    outside.file(slug, "passenger", { filedAt: machineClock(), minutes });
    const told = await soon(() => {
      const standing = app.heard().filter(({ event }) => event === "standing");
      const mine = standing.filter(
        ({ data }) => data.crossing === slug && JSON.stringify(data).includes(`"minutes":${minutes}`),
      );
      assert(mine.length > 0, `the stream sent no answer with the new wait: ${JSON.stringify(standing).slice(0, 300)}`);
      return standing.length;
    });
    outside.file(slug, "passenger", undefined);
    return {
      traveller: line,
      operator: `confirmed ${counts.confirmed} of ${counts.moving} moving`,
      app: `the stream sent ${told} changed answers`,
    };
  },
};
