import { formsOf } from "../../../support/form.ts";
import { type LoanedService, loanService, soundReport } from "../../../support/service.ts";
import { makeVisitor, signIn, type Visitor } from "../../../support/visitor.ts";

let service: LoanedService;
let mine: string;
let visitor: Visitor;
let admin: Visitor;
beforeAll(async () => {
  service = await loanService();
  service.clock.set("2026-11-24T22:00:00Z");
  mine = await service.keyFor("desk", "recorder");
  [visitor, admin] = [makeVisitor(service.url), makeVisitor(service.url)];
  await signIn(visitor, mine);
  await signIn(admin, await service.keyFor("chief", "admin"));
});
afterAll(() => service.release());

const record = async (change = {}, report = {}): Promise<string> =>
  (await service.post("/v1/reports", soundReport(change, report), mine)).body.id;
const summary = async () => (await service.ask("/v1/crossings/lukeville/status")).body.summary;

describe("reports", () => {
  test("are listed newest first, page by page, either one's own or all", async () => {
    const id = await record({}, { source: { kind: "news", publisher: "P", title: "Mine & newest" } });
    const own = await visitor.open("/desk/reports");
    expect(own.text).toContain("Lukeville: Mine & newest");
    expect(own.text).not.toContain("recorded by seed");
    const all = await visitor.open("/desk/reports?whose=all");
    expect(all.markup.indexOf(id)).toBeGreaterThan(0);
    const older = /href="([^"]*before=\d+)"/.exec(all.markup.replaceAll("&amp;", "&"))?.[1] ?? "";
    expect((await visitor.open(older)).text).toContain("recorded by seed");
  });

  test("are shown in full, with times in the local time of their crossing", async () => {
    const page = await visitor.open(`/desk/reports/${await record()}`);
    expect(page.heading).toBe("Lukeville: A notice");
    for (const text of ["Suspended from 2 Mar 2026, northbound, passenger", "Reason: staffing.", "Told by the desk"])
      expect([text, page.text.includes(text)]).toEqual([text, true]);
    expect(page.text).toMatch(/On record since \d+ \w+ \d{4} \d\d:\d\d MST/);
  });
});

describe("a withdrawal", () => {
  test("shows its effect, requires a reason, and then has that effect", async () => {
    const before = await summary();
    const id = await record({ status: "closed", effectiveAt: "2026-11-24T20:00:00Z" });
    const between = await summary();
    const page = await visitor.open(`/desk/reports/${id}`);
    expect(page.text).toContain("Effect of withdrawing it");
    for (const sentence of [between, before])
      expect([sentence, page.text.includes(sentence)]).toEqual([sentence, true]);
    expect(await summary()).toBe(between);
    const empty = await visitor.press(page, "Withdraw it", { note: " " });
    expect(empty.status).toBe(400);
    expect(empty.markup).toMatch(/id="f-note"[^>]*aria-invalid="true"/);
    const done = await visitor.press(empty, "Withdraw it", { note: "Wrong crossing" });
    expect([done.path, done.text.includes("The report is withdrawn.")]).toEqual([
      `/desk/reports/${id}?done=retracted`,
      true,
    ]);
    expect(done.text).toMatch(/Withdrawn by desk, \d+ \w+ \d{4} \d\d:\d\d MST : Wrong crossing/);
    expect(await summary()).toBe(before);
    // The same form sent again gives the same page. With a different reason, the page does not claim that this reason
    // is on record.
    const again = await visitor.press(empty, "Withdraw it", { note: "Wrong crossing" });
    expect(again.path).toBe(done.path);
    const other = await visitor.press(empty, "Withdraw it", { note: "Another" });
    expect([other.path, other.text.includes("Wrong crossing"), other.text.includes("Another")]).toEqual([
      `/desk/reports/${id}`,
      true,
      false,
    ]);
  });

  test("is allowed only to the recorder of the report and to admins, and cannot itself be withdrawn", async () => {
    const seeded = "/desk/reports/seed-cbp-2023-12-01-lukeville";
    const page = await visitor.open(seeded);
    expect(page.text).toContain("Only seed or an admin can withdraw it.");
    const token = formsOf(page.markup)[0]?.pairs ?? [];
    const refused = await visitor.send(`${seeded}/retraction`, [...token, ["note", "No"]]);
    expect([refused.status, refused.heading]).toEqual([403, "This key may not do that"]);
    const done = await admin.press(await admin.open(seeded), "Withdraw it", { note: "It was another day" });
    expect(done.text).toContain("Withdrawn by chief");
    const { body } = await service.ask("/v1/reports?limit=1");
    const withdrawal = await admin.open(`/desk/reports/${body.reports[0].id}`);
    expect(withdrawal.text).toContain("A withdrawal cannot be withdrawn");
    expect(withdrawal.text).not.toContain("Record a similar report");
  });

  test("can be followed by a corrected report, in a form prefilled from the withdrawn report", async () => {
    const id = await record({ modes: ["passenger", "pedestrian"], expectedUntil: "2026-12", onset: "approximate" });
    await visitor.press(await visitor.open(`/desk/reports/${id}`), "Withdraw it", { note: "Wrong title" });
    const form = await visitor.open(`/desk/report?like=${id}`);
    const seen = await visitor.press(form, "Preview", { title: "Mended" });
    const done = await visitor.press(seen, "Record it");
    const again = await service.ask(`/v1/reports/${/reports\/([^?]+)/.exec(done.path)?.[1]}`);
    const first = await service.ask(`/v1/reports/${id}`);
    expect(again.body.changes).toEqual(first.body.changes);
    expect(again.body.source).toEqual({ ...first.body.source, title: "Mended" });
  });
});
