import { getDayStatuses } from "../../../../src/actions/crossings/availability/get-day-statuses.ts";
import { getCrossing } from "../../../../src/actions/crossings/get-crossing.ts";
import { type LoanedService, loanService } from "../../../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

test("a calendar with a `knownAt` in the future is refused", async () => {
  const { ctx } = service;
  const lukeville = await getCrossing(ctx, "lukeville");
  const question = { year: 2023, at: ctx.now };
  await expect(getDayStatuses(ctx, lukeville, { ...question, knownAt: ctx.now.add({ hours: 1 }) })).rejects.toThrow(
    /knownAt/,
  );
  expect((await getDayStatuses(ctx, lukeville, { ...question, knownAt: ctx.now })).days).toHaveLength(365);
});
