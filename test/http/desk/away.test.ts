import { eventually } from "../../support/eventually.ts";
import { type LoanedService, loanService } from "../../support/service.ts";
import { makeSeverable, type Severable } from "../../support/severable.ts";
import { makeVisitor, signIn, type Visitor } from "../../support/visitor.ts";

let service: LoanedService;
let way: Severable;
let visitor: Visitor;
beforeAll(async () => {
  service = await loanService({
    by: async (url) => {
      way = await makeSeverable(url);
      return way.url;
    },
  });
  visitor = makeVisitor(service.url);
  await signIn(visitor, await service.keyFor("desk", "recorder"));
});
afterAll(async () => {
  await service.release();
  await way.cut();
});

test("while the database is unavailable, nothing is recorded and no typed text is lost; sending the form again records it once", async () => {
  const form = await visitor.open("/desk/report");
  const seen = await visitor.press(form, "Preview", {
    publisher: "P",
    title: "Away",
    note: "Typed <at> length",
  });
  await way.cut();
  const away = await visitor.press(seen, "Record it");
  expect([away.status, away.heading, away.headers.get("retry-after")]).toEqual([503, "Continue", "5"]);
  expect(away.text).toContain("The database is unavailable at the moment.");
  expect((await visitor.open("/desk")).status).toBe(503);
  expect((await visitor.press(away, "Continue")).status).toBe(503);
  await way.mend();
  await eventually(async () => expect((await visitor.open("/desk")).status).toBe(200));
  const done = await visitor.press(away, "Continue");
  expect([done.path.replace(/.*\?/, ""), done.text.includes("Typed <at> length")]).toEqual(["done=recorded", true]);
  expect((await visitor.press(away, "Continue")).path).toMatch(/done=before$/);
});
