import { tryLoads } from "../support/loads.ts";
import { type LoanedService, loanService } from "../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

/** Number of rounds. `npm run soak -- loads` runs more rounds. */
const ROUNDS = 20;

test("a report recorded while all crossings are being loaded is still known afterwards", async () => {
  const { snapshot: board } = service.ctx;
  const key = await service.keyFor("loads", "recorder");
  const { rounds, stepsBack } = await tryLoads({ url: service.url, board, key }, ROUNDS);
  expect(rounds).toBe(ROUNDS);
  expect(stepsBack).toEqual([]);
});
