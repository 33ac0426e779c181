import { tryResumption, turningReport } from "../support/resumption.ts";
import { type LoanedService, loanService } from "../support/service.ts";

let service: LoanedService;
let key: string;
beforeAll(async () => {
  service = await loanService();
  key = await service.keyFor("desk", "recorder");
});
afterAll(() => service.release());

test("a subscriber that is disconnected at random moments during writes receives exactly the recorded reports, in order", async () => {
  const write = (i: number) => service.post("/v1/reports", turningReport(i), key);
  const { heard, recorded } = await tryResumption(service.ctx.db, service.url, write, 20);
  expect(recorded.length).toBeGreaterThan(110);
  expect(heard).toEqual(recorded);
}, 120_000);
