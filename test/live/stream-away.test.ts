import { eventually } from "../support/eventually.ts";
import { type LoanedService, soundReport } from "../support/service.ts";
import { loanSeverableService, type Severable } from "../support/severable.ts";
import { openStreamClient } from "../support/stream-client.ts";

let service: LoanedService;
let way: Severable;
let key: string;
beforeAll(async () => {
  ({ service, way } = await loanSeverableService());
  key = await service.keyFor("desk", "recorder");
});
afterAll(async () => {
  await service.release();
  await way.cut();
});

test("a report that could not be read at first is sent later, even without further reports", async () => {
  const client = await openStreamClient(`${service.url}/v1/stream`);
  // The connection breaks after the stream has read the end of the log and before it reads the reports.
  const broken = way.breakAt('"report"."seq" > ');
  const { body } = await service.post("/v1/reports", soundReport(), key);
  await broken;
  await eventually(() => expect(client.events.map(({ id }) => id)).toEqual([body.seq]));
  client.close();
});
