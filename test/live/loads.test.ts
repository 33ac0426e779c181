import { tryLoads } from "../support/loads.ts";
import { type LoanedService, loanService } from "../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

/** The short form of `npm run soak -- loads`. */
const ROUNDS = 20;

test("what was recorded while all crossings were being loaded stays known once they are", async () => {
  const { snapshot: board } = service.ctx;
  const key = await service.keyFor("loads", "recorder");
  const { rounds, stepsBack } = await tryLoads({ url: service.url, board, key }, ROUNDS);
  expect(rounds).toBe(ROUNDS);
  expect(stepsBack).toEqual([]);
});
