import { recordTogether } from "../../../src/actions/record/record-missing.ts";
import { readDraft } from "../../../src/domain/record/draft-json.ts";
import { connectionsOf } from "../../../src/store/connections.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

const draft = readDraft(soundReport() as unknown as Parameters<typeof readDraft>[0]);
const ctx = () => ({ ...service.ctx, actor: { id: "desk", name: "desk", role: "recorder" as const } });
const count = async () =>
  (await connectionsOf(service.ctx.db).pool.query("SELECT count(*)::int AS n FROM report")).rows[0].n;

test("if the database refuses the last of several reports recorded together, none is on record", async () => {
  const before = await count();
  // The database refuses an id with capitals.
  const wrong = [...["one", "two"].map((id) => ({ id, draft })), { id: "THREE", draft }];
  await expect(recordTogether(ctx(), wrong)).rejects.toThrow("report_id_check");
  expect(await count()).toBe(before);
  expect(await recordTogether(ctx(), wrong.slice(0, 2))).toBe(2);
  expect(await count()).toBe(before + 2);
});

test("reports on record are skipped, and simultaneous calls record each report once", async () => {
  const before = await count();
  const some = ["two", "four", "five"].map((id) => ({ id, draft }));
  const recorded = await Promise.all([1, 2, 3].map(() => recordTogether(ctx(), some)));
  expect(recorded.toSorted()).toEqual([0, 0, 2]);
  expect(await count()).toBe(before + 2);
});
