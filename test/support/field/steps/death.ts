import assert from "node:assert/strict";
import { machineClock } from "../../../../src/clock.ts";
import { soon } from "../field.ts";
import type { Json } from "../json.ts";
import type { Recorded } from "../operator.ts";
import type { Step } from "../step.ts";
import { hears } from "./suspension.ts";

/** A crossing without a row in the feed, so that nothing contradicts the reports. */
const SLUG = "sasabe";

export const death: Step = {
  title:
    "the process is killed and restarted: no accepted report is lost, none is sent twice, and the stream continues",
  async run(field) {
    const { traveller, operator, app, service, patrol, polls } = field;
    // The app does not answer, so webhooks are in flight when the process dies.
    const taken: string[] = [];
    app.receiver.manner = ({ id }) => {
      taken.push(id);
      return undefined;
    };
    const reports: Recorded[] = [];
    for (const status of ["suspended", "open", "suspended", "open", "suspended"])
      reports.push(await operator.record(reportOf(status)));
    const [first] = reports as [Recorded];
    await soon(() => assert(taken.length > 0, "no webhook is in flight"));
    await patrol.rest();
    await service.kill();
    app.receiver.manner = () => 204;
    await soon(() => assert(app.isCutOff(), "the stream outlived its process"));

    await field.restart();
    patrol.goOn();
    const line = await traveller.line(SLUG);
    assert.match(line, /suspended/i, line);
    await app.listen();
    for (const report of reports) await hears(field, report, SLUG);
    await polls(1);

    // All reports so far are in the log once, in order, and the stream sent each once.
    const log = await app.changesAfter(operator.recorded[0] ? operator.recorded[0].seq - 1 : 0);
    const seqs: number[] = log.map(({ seq }: Json) => seq);
    assert.deepEqual(
      seqs,
      [...new Set(seqs)].sort((a, b) => a - b),
      "the log is not in order",
    );
    const missing = operator.recorded.filter(({ id }) => !log.some((each: Json) => each.id === id));
    assert.deepEqual(missing, [], "accepted but not in the log");
    const heard = await soon(() => {
      const ids = app.heard().flatMap(({ id }) => (id === null ? [] : [id]));
      assert.deepEqual(ids, seqs, "the stream and the log differ");
      return ids;
    });
    const { id, seq } = await operator.record(reportOf("open"));
    await hears(field, { id, seq }, SLUG);
    return {
      traveller: line,
      operator: `reports ${first.seq} to ${reports.at(-1)?.seq} are on record after the kill`,
      app: `${heard.length} reports by the stream, each once; ${app.webhooks().length} different webhooks in ${app.receiver.received.length} requests`,
    };
  },
};

const reportOf = (status: string): Json => ({
  source: { kind: "operator", publisher: "Field Desk", title: `It is ${status}` },
  reason: "accident",
  changes: [
    { crossing: SLUG, modes: ["passenger"], directions: ["northbound"], status, effectiveAt: String(machineClock()) },
  ],
});
