import assert from "node:assert/strict";
import { Temporal } from "temporal-polyfill";
import { machineClock } from "../../../../src/clock.ts";
import { soon } from "../field.ts";
import { type Step, turnOf } from "../step.ts";
import { hears } from "./suspension.ts";

const REPORTED = ["calexico-west", "brownsville-bm", "san-ysidro-pedeast"];
const modeOf = (slug: string) => (slug === "san-ysidro-pedeast" ? "pedestrian" : "passenger");

export const filings: Step = {
  title: "three different filings lift a suspension reported by news, and repeated polls of one filing do not",
  prepare(outside) {
    // An hour ago, so that three filings fit between a restriction and now.
    const filedAt = minute(machineClock()).subtract({ minutes: 61 });
    for (const slug of REPORTED) outside.file(slug, modeOf(slug), { filedAt, minutes: 20 });
  },
  async run(field, round) {
    const { traveller, operator, outside, polls } = field;
    const slug = turnOf(REPORTED, round);
    const mode = modeOf(slug);
    const last = outside.filedLast(slug, mode);
    const began = later(last, minute(machineClock()).subtract({ minutes: 60 })).add({ minutes: 1 });
    const file = (minutes: number) =>
      outside.file(slug, mode, { filedAt: began.add({ minutes }), minutes: 20 + minutes });
    const report = await operator.record({
      source: { kind: "news", publisher: "Field Gazette", title: "Protest shuts the crossing" },
      reason: "protest",
      changes: [
        { crossing: slug, modes: [mode], directions: ["northbound"], status: "suspended", effectiveAt: String(began) },
      ],
    });
    const stands = async (after: string) =>
      assert.equal((await traveller.service(slug, mode)).status, "suspended", `after ${after}`);

    await polls(1);
    await stands("a poll of a filing from before the suspension");
    file(1);
    await polls(4);
    await stands("four polls of one filing");
    file(2);
    await polls(1);
    await stands("two filings");
    const line = await traveller.line(slug);
    assert.match(line, /suspended/i, line);
    file(3);
    await polls(1);
    const service = await soon(async () => {
      const seen = await traveller.service(slug, mode);
      assert.deepEqual([seen.status, seen.certainty], ["open", "confirmed"], JSON.stringify(seen));
      return seen;
    });
    assert.equal(service.report.source.kind, "feed");

    await hears(field, report, slug);
    const changes = await field.app.changesAfter(report.seq);
    const lifts = changes.filter(({ id }) => id === service.report.id);
    assert.equal(lifts.length, 1, "the lifting is not in the log exactly once");
    const [{ id, seq }] = lifts as [{ id: string; seq: number }];
    await hears(field, { id, seq }, slug);
    return {
      traveller: `${line} — then: ${await traveller.line(slug)}`,
      operator: `the feed recorded report ${seq}: ${lifts[0].note ?? ""}`,
      app: `reports ${report.seq} and ${seq}, by webhook and by stream`,
    };
  },
};

const minute = (at: Temporal.Instant): Temporal.Instant => at.round({ smallestUnit: "minute", roundingMode: "floor" });
const later = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) > 0 ? a : b;
