import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { machineClock } from "../../../../src/clock.ts";
import { type Field, soon } from "../field.ts";
import type { Json } from "../json.ts";
import type { Step } from "../step.ts";
import type { Timed } from "../traveller.ts";
import { hears } from "./suspension.ts";

/**
 * Every request must be answered within ten seconds, even if the database hangs. The eleventh second is for slow
 * machines.
 */
const LIMIT_SECONDS = 11;

const READ = "rio-grande-city";
const WRITTEN = "progreso";

export const hang: Step = {
  title:
    "the database hangs: current answers are served with their age, writes are refused, and nothing is recorded twice",
  async run(field) {
    const { traveller, operator, database, polls } = field;
    await traveller.line(READ);
    const key = randomUUID();
    const [kept, sent] = [advisory(`Kept ${key}`), advisory(`Sent ${key}`)];

    await database.hang();
    const during = await Promise.allSettled([
      operator.send(kept, { "idempotency-key": key }),
      operator.send(sent),
      traveller.ask(`/v1/crossings/${READ}/history`),
      traveller.ask("/readyz"),
      traveller.ask("/metrics"),
      staleLine(field),
    ]).finally(() => database.goOn());
    const failed = during.flatMap((each) => (each.status === "rejected" ? [String(each.reason.message)] : []));
    assert.deepEqual(failed, [], failed.join("; "));
    const answers = during.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    const [write, other, past, ready, metrics, stale] = answers as [Timed, Timed, Timed, Timed, Timed, Timed];
    for (const [name, answer] of Object.entries({ write, other, past, ready, metrics }))
      assert(answer.seconds <= LIMIT_SECONDS, `${name} was answered after ${answer.seconds.toFixed(1)} s`);
    for (const [name, answer] of Object.entries({ write, other, past })) {
      assert.equal(answer.status, 503, `${name}: ${answer.text.slice(0, 300)}`);
      assert.match(answer.headers.get("retry-after") ?? "", /^\d+$/, `${name} has no Retry-After`);
    }
    assert.equal(ready.status, 503, ready.text);

    const again = await soon(async () => {
      const answer = await operator.send(kept, { "idempotency-key": key });
      assert([200, 201].includes(answer.status), `${answer.status}: ${answer.text.slice(0, 300)}`);
      return answer;
    });
    const { id, seq } = again.body;
    operator.recorded.push({ id, seq });
    await polls(1);
    await hears(field, { id, seq }, WRITTEN);
    assert.equal(await timesOnRecord(field, kept), 1, "the write that was sent again is on record more than once");
    assert((await timesOnRecord(field, sent)) <= 1, "the write that was sent once is on record more than once");
    const fresh = await soon(async () => {
      const answer = await traveller.ask(`/${READ}`);
      assert.equal(answer.headers.get("garita-stale"), null);
      return answer.text.trim();
    });
    return {
      traveller: `${stale.text.trim()} (${stale.headers.get("garita-stale")} s old, in ${stale.seconds.toFixed(1)} s); then: ${fresh}`,
      operator: `503 after ${write.seconds.toFixed(1)} s, Retry-After ${write.headers.get("retry-after")}; sent again: recorded once`,
      app: `report ${seq}, once`,
    };
  },
};

/**
 * Creates a claim that agrees with the record. The title is unique, so that the test can count how often the claim was
 * recorded.
 */
const advisory = (title: string): Json => ({
  source: { kind: "operator", publisher: "Field Desk", title },
  changes: [],
  claims: [
    {
      crossing: WRITTEN,
      modes: ["pedestrian"],
      directions: ["northbound"],
      status: "open",
      effectiveAt: String(machineClock()),
    },
  ],
});

/** Requests until an answer is marked as stale. Each answer must arrive within the limit. */
async function staleLine({ traveller }: Field): Promise<Timed> {
  return soon(async () => {
    const answer = await traveller.ask(`/${READ}`);
    assert.equal(answer.status, 200, answer.text.slice(0, 300));
    assert(answer.seconds <= LIMIT_SECONDS, `a current answer took ${answer.seconds.toFixed(1)} s`);
    assert.match(answer.headers.get("garita-stale") ?? "", /^\d+$/, "the answer does not say that it is stale");
    return answer;
  });
}

async function timesOnRecord({ traveller }: Field, report: Json): Promise<number> {
  const { body } = await traveller.ask(`/v1/reports?crossing=${WRITTEN}&limit=100`);
  return body.reports.filter(({ source }: Json) => source.title === report.source.title).length;
}
