import { connectionsOf } from "../../../../src/store/connections.ts";
import { type LoanedService, loanService } from "../../../support/service.ts";
import { makeVisitor, signIn, type Visitor } from "../../../support/visitor.ts";

let service: LoanedService;
let visitor: Visitor;
let key: string;
beforeAll(async () => {
  service = await loanService();
  service.clock.set("2026-11-24T22:00:00Z");
  visitor = makeVisitor(service.url);
  key = await service.keyFor("desk", "recorder");
  await signIn(visitor, key);
});
afterAll(() => service.release());

const HEAD = "crossing,traffic,directions,status,reason,from,until,source name,source URL,note";
const sheet = (...lines: string[]) => [HEAD, ...lines].join("\n");
const preview = async (text: string) =>
  visitor.press(await visitor.open("/desk/spreadsheet"), "Preview every line", { text, file: null });
const count = async () =>
  (await connectionsOf(service.ctx.db).pool.query("SELECT count(*)::int AS n FROM report")).rows[0].n;

test("a line with an expected end stays as recorded after that end, and a preview made before the end is not recorded", async () => {
  const line = "naco,cars,,closed,construction,2026-11-01,2026-11-24 15:10,Line Gazette,,";
  const seen = await preview(sheet(line));
  service.clock.set("2026-11-24T22:15:00Z");
  const changed = await visitor.press(seen, "Record this line");
  expect([changed.status, changed.text]).toEqual([409, expect.stringContaining("Nothing was recorded.")]);
  service.clock.set("2026-11-24T22:00:00Z");
  expect((await visitor.press(seen, "Record this line")).path).toBe("/desk/spreadsheet?recorded=1&known=0");
  service.clock.set("2026-11-24T22:15:00Z");
  expect((await preview(sheet(line))).text).toContain("Already on record: 1.");
  service.clock.set("2026-11-24T22:00:00Z");
});

test.each([
  ["Record this line", "naco,cars,,closed,,2017-01-01,2017-01-02,Kept Gazette,,"],
  ["Leave out the wrong line and record the other one", "naco,cars,,closed,,2017-02-01,2017-02-02,Kept Gazette,,\r\nx"],
])("after a session has ended, '%s' shows the preview again instead of recording", async (button, lines) => {
  const seen = await preview(sheet(lines));
  const before = await count();
  visitor.cookies.clear();
  const back = await visitor.press(await visitor.press(seen, button), "Sign in", { key });
  const again = await visitor.press(back, "Continue");
  expect([again.text.includes("Valid lines: 1."), await count()]).toEqual([true, before]);
  expect((await visitor.press(again, button)).path).toBe("/desk/spreadsheet?recorded=1&known=0");
});

test("a large table is kept while its operator signs in again", async () => {
  const note = "flood, ñ; ".repeat(190).trim();
  const lines = Array.from({ length: 200 }, (_, i) => `naco,cars,,closed,,2018-01-01,,P${i},,"${note}"`);
  const form = await visitor.open("/desk/spreadsheet");
  visitor.cookies.clear();
  const over = await visitor.press(form, "Preview every line", { text: sheet(...lines), file: null });
  expect(over.status).toBe(401);
  const back = await visitor.press(over, "Sign in", { key });
  expect([back.status, back.text.includes("You are signed in again.")]).toEqual([200, true]);
  const again = await visitor.press(back, "Continue");
  expect([again.status, again.text.includes("Valid lines: 200.")]).toEqual([200, true]);
});

test("a line whose report was withdrawn is skipped, and the preview says so and says what to do", async () => {
  const line = "naco,cars,,closed,,2019-01-01,2019-01-02,Withdrawn Gazette,,";
  await visitor.press(await preview(sheet(line)), "Record this line");
  const { reports } = (await service.ask("/v1/reports?publisher=Withdrawn Gazette")).body;
  const path = `/desk/reports/${reports[0].id}`;
  await visitor.press(await visitor.open(path), "Withdraw it", { note: "Wrong" });
  const seen = await preview(sheet(line));
  expect(seen.text).toContain("Valid lines: 0. Wrong lines: 0. Already on record: 0. Withdrawn: 1.");
  expect(seen.text).toContain("To record it again, add something to its note.");
  expect(seen.text).not.toContain("already on record; it is skipped");
  expect(seen.markup).toContain(`href="${path}"`);
  expect((await preview(sheet(`${line}Again`))).text).toContain("Valid lines: 1.");
});

test("lines whose effect on today has changed since the preview are previewed again", async () => {
  const line = "sasabe,,,closed,construction,2026-11-20,2026-11-30,Pima County,,";
  const seen = await preview(sheet(line));
  expect(seen.text).toContain("These lines also change answers about today:");
  const other = await preview(sheet("sasabe,,,closed,weather,2026-11-21,2026-11-30,Other Gazette,,"));
  await visitor.press(other, "Record this line");
  const before = await count();
  const changed = await visitor.press(seen, "Record this line");
  expect([changed.status, changed.text]).toEqual([409, expect.stringContaining("Nothing was recorded.")]);
  expect(await count()).toBe(before);
  expect((await visitor.press(changed, "Record this line")).path).toBe("/desk/spreadsheet?recorded=1&known=0");
  expect((await visitor.press(changed, "Record this line")).path).toBe("/desk/spreadsheet?recorded=0&known=1");
});

test("a table that makes too many changes is refused as a whole", async () => {
  const all = "naco;roma;donna;pharr;tecate;sasabe;andrade;progreso;presidio;hidalgo";
  const lines = Array.from({ length: 100 }, (_, i) => `${all},,,closed,,2009-01-01,2009-01-02,Wide Gazette ${i},,`);
  const seen = await preview(sheet(...lines));
  expect([seen.status, seen.text]).toEqual([
    400,
    expect.stringMatching(/must have at most 4000 changes of single services, such as .*; got \d+\. Split it/),
  ]);
});
