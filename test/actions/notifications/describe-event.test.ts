import { describeEvent } from "../../../src/actions/notifications/describe-event.ts";
import type { Delivery } from "../../../src/store/notifications/deliveries.ts";
import type { RecordReader } from "../../../src/store/record/record-reader.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

test("an event states what its report says, even if this process has not heard of the report yet", async () => {
  const { record } = service.runtime;
  if (record === undefined) throw new Error("the service has no record in memory");
  // The memory knows the crossing before the report, and hears of nothing later.
  const before = await record.marks(["lukeville"], undefined);
  const behind: RecordReader = { ...record, marks: async () => before, timelines: async () => new Map() };
  const key = await service.keyFor("desk", "recorder");
  const { body } = await service.post("/v1/reports", soundReport({ status: "closed", effectiveAt: "2026-03-02" }), key);
  const occurredAt = service.ctx.now;
  const delivery = { kind: "report", reportSeq: body.seq, turn: null, occurredAt } as unknown as Delivery;
  const event = await describeEvent({ ...service.ctx, record: behind }, delivery);
  if (event.kind !== "report") throw new Error(event.kind);
  const [answer] = event.answers;
  const northbound = answer?.standings.find(
    ({ service: { mode, direction } }) => mode === "passenger" && direction === "northbound",
  );
  expect([northbound?.open, northbound?.report?.id]).toEqual([false, body.id]);
});
