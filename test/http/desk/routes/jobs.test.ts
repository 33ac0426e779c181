import { prune } from "../../../../src/jobs/prune.ts";
import { endRun } from "../../../../src/store/job-runs.ts";
import { claimed } from "../../../support/claimed.ts";
import { formsOf } from "../../../support/form.ts";
import { type LoanedService, loanService } from "../../../support/service.ts";
import { makeVisitor, signIn, type Visitor } from "../../../support/visitor.ts";

let service: LoanedService;
let admin: Visitor;
let recorder: Visitor;
beforeAll(async () => {
  service = await loanService({ seeded: false });
  [admin, recorder] = [makeVisitor(service.url), makeVisitor(service.url)];
  await signIn(admin, await service.keyFor("chief", "admin"));
  await signIn(recorder, await service.keyFor("desk", "recorder"));
});
afterAll(() => service.release());

test("jobs are listed with their schedules and last runs, and an admin can start one", async () => {
  const before = await admin.open("/desk/jobs");
  expect(before.text).toContain("prune Schedule 41 9 * * *");
  expect(before.text).toContain("It has not run yet.");
  const started = await admin.press(before, "Run prune now");
  expect([started.path, started.text.includes("A run of prune has begun.")]).toEqual([
    "/desk/jobs?started=prune",
    true,
  ]);
  for (let tries = 0; !(await admin.open("/desk/jobs")).text.includes("succeeded"); tries++) {
    expect(tries).toBeLessThan(100);
    await new Promise((done) => setTimeout(done, 50));
  }
  expect((await admin.open("/desk/jobs")).text).toContain("deskSessions 0");
});

test("a running job is not started again, and the page says so", async () => {
  const { id } = await claimed(service.ctx, prune);
  try {
    const page = await admin.press(await admin.open("/desk/jobs"), "Run prune now");
    expect([
      page.status,
      page.text.includes("prune is running. The run ends by itself, or is replaced if it takes too long."),
    ]).toEqual([409, true]);
    expect(page.text).toContain("running");
  } finally {
    await endRun(service.ctx.db, id, { endedAt: service.ctx.now, outcome: "succeeded", counts: {}, error: null });
  }
});

test("a recorder can see the jobs but cannot start one", async () => {
  const page = await recorder.open("/desk/jobs");
  expect(page.text).toContain("Only an admin can start a run here.");
  expect(page.text).not.toContain("Run prune now");
  const token = formsOf(page.markup)[0]?.pairs ?? [];
  expect((await recorder.send("/desk/jobs/prune/runs", token)).status).toBe(403);
  const own = formsOf((await admin.open("/desk/jobs")).markup)[0]?.pairs ?? [];
  expect((await admin.send("/desk/jobs/none/runs", own)).status).toBe(404);
});
