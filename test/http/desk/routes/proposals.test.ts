import { propose } from "../../../../src/actions/proposals/propose.ts";
import { readDraft } from "../../../../src/domain/record/draft-json.ts";
import { connectionsOf } from "../../../../src/store/connections.ts";
import { type LoanedService, loanService, soundReport } from "../../../support/service.ts";
import { makeVisitor, type SeenPage, signIn, type Visitor } from "../../../support/visitor.ts";

let service: LoanedService;
let visitor: Visitor;
let other: Visitor;
beforeAll(async () => {
  service = await loanService();
  service.clock.set("2026-11-24T22:00:00Z");
  [visitor, other] = [makeVisitor(service.url), makeVisitor(service.url)];
  await signIn(visitor, await service.keyFor("desk", "recorder"));
  await signIn(other, await service.keyFor("newsroom", "recorder"));
});
afterAll(() => service.release());

let made = 0;
let page: SeenPage;
const GROUNDS = 'It says: "The gate <will> close."\nGuessed: the year.';
async function proposed(change: Record<string, unknown> = {}): Promise<SeenPage> {
  const report = soundReport({ effectiveAt: "2026-11-24T12:34:56Z", ...change }, { note: "Drafted" });
  const draft = readDraft(report as unknown as Parameters<typeof readDraft>[0]);
  await propose(service.ctx, {
    key: `k${++made}`,
    job: "watch-announcements",
    title: `Number ${made}`,
    grounds: GROUNDS,
    draft,
  });
  const work = await visitor.open("/desk");
  const path = new RegExp(`href="(/desk/proposals/[^"]*)">Number ${made}<`).exec(work.markup)?.[1] ?? "";
  return visitor.open(path);
}
beforeEach(async () => {
  page = await proposed();
});
const count = async () =>
  (await connectionsOf(service.ctx.db).pool.query("SELECT count(*)::int AS n FROM report")).rows[0].n;
const reportOf = async ({ path }: SeenPage) => (await service.ask(`/v1${/\/reports\/[^?]+/.exec(path)?.[0]}`)).body;

describe("a proposal", () => {
  test("shows its grounds with the quote, the draft, and the changes it would cause", async () => {
    expect(page.heading).toBe(`Number ${made}`);
    expect(page.markup).toContain("It says: &quot;The gate &lt;will&gt; close.&quot;\nGuessed: the year.");
    expect(page.text).toContain("Suspended since 24 Nov 2026 05:34 MST, northbound, passenger");
    expect(page.text).toContain("drafted by watch-announcements");
  });

  test("is accepted once, by one click or two", async () => {
    const before = await count();
    const [one, two] = await Promise.all([
      visitor.press(page, "Accept as it is"),
      visitor.press(page, "Accept as it is"),
    ]);
    for (const each of [one, two]) expect(each.path).toMatch(/^\/desk\/reports\/[^?]+\?done=(recorded|before)$/);
    expect(await count()).toBe(before + 1);
    expect(await reportOf(one)).toMatchObject({
      recordedBy: "desk",
      note: "Drafted",
      origin: /proposals\/(.*)/.exec(page.path)?.[1],
    });
    const settled = await visitor.open(page.path);
    expect(settled.text).toContain("Accepted by desk");
    expect(settled.text).not.toContain("Accept as it is");
    expect((await visitor.open("/desk")).text).not.toContain(`Number ${made} `);
  });

  test("is previewed again if the answers have changed in the meantime", async () => {
    const key = await service.keyFor(`desk ${made}`, "recorder");
    await service.post(
      "/v1/reports",
      soundReport({ status: "closed", effectiveAt: `2026-11-24T20:${10 + made}:00Z` }),
      key,
    );
    const again = await visitor.press(page, "Accept as it is");
    expect([again.status, again.text.includes("The answers have changed since the preview.")]).toEqual([409, true]);
    expect((await visitor.press(again, "Accept as it is")).path).toMatch(/done=recorded$/);
  });

  test("can be edited in the form of a report, with times to the second, and is recorded as edited", async () => {
    const form = await visitor.open(/href="(\/desk\/report\?proposal=[^"]*)"/.exec(page.markup)?.[1] ?? "");
    expect(form.heading).toBe("Edit a proposal and record it");
    const seen = await visitor.press(form, "Preview", {
      note: "Asked the port",
      "lines.0.status": "closed",
    });
    const done = await visitor.press(seen, "Record it");
    expect(await reportOf(done)).toMatchObject({
      note: "Asked the port",
      origin: /proposals\/(.*)/.exec(page.path)?.[1],
      changes: [{ status: "closed", effectiveAt: "2026-11-24T12:34:56Z", modes: ["passenger"] }],
    });
    expect((await visitor.press(seen, "Record it")).path).toBe(done.path.replace("recorded", "before"));
    expect((await visitor.open(form.path)).path).toBe(page.path);
  });

  test("that another operator settles during editing keeps the typed text for a separate report", async () => {
    const form = await visitor.open(/href="(\/desk\/report\?proposal=[^"]*)"/.exec(page.markup)?.[1] ?? "");
    const seen = await visitor.press(form, "Preview", { note: "Typed at length" });
    await other.press(await other.open(page.path), "Dismiss", { reason: "Old news" });
    const late = await visitor.press(seen, "Record it");
    expect([late.status, late.text.includes("Someone settled this proposal in the meantime.")]).toEqual([409, true]);
    expect(late.markup).toContain("Typed at length");
    expect(await reportOf(await visitor.press(late, "Record it"))).toMatchObject({
      note: "Typed at length",
      origin: null,
    });
  });

  test("is dismissed once with a reason, by one click or two, and cannot be dismissed again by somebody else", async () => {
    const empty = await visitor.press(page, "Dismiss", { reason: "" });
    expect([empty.status, /id="f-reason"[^>]*aria-invalid="true"/.test(empty.markup)]).toEqual([400, true]);
    const pressed = await Promise.all(
      [1, 2].map(() => visitor.press(page, "Dismiss", { reason: "Nobody was filing" })),
    );
    expect(pressed.map(({ path }) => path)).toEqual(["/desk?done=dismissed", "/desk?done=dismissed"]);
    expect(pressed[0]?.text).toContain("The proposal is dismissed.");
    const late = await other.send(`${page.path}/dismissal`, [
      ["token", /name="token" value="([^"]*)"/.exec((await other.open("/desk")).markup)?.[1] ?? ""],
      ["reason", "Another"],
    ]);
    expect([late.status, late.text.includes("Dismissed by desk")]).toEqual([409, true]);
    expect(late.text).toContain("Nobody was filing");
  });

  test("with an unreadable draft is listed, states the reason, and can be edited or dismissed", async () => {
    const id = /proposals\/(.*)/.exec(page.path)?.[1];
    const far = JSON.stringify(soundReport({ effectiveAt: "+020026-11-27" }));
    await connectionsOf(service.ctx.db).pool.query("UPDATE proposal SET draft = $1 WHERE id = $2", [far, id]);
    expect((await visitor.open("/desk")).text).toMatch(new RegExp(`Number ${made}\\s+The draft cannot be read.`));
    const broken = await visitor.open(page.path);
    expect([broken.status, broken.text.includes("The draft cannot be read.")]).toEqual([200, true]);
    expect(broken.text).not.toContain("Accept as it is");
    expect((await visitor.press(page, "Accept as it is")).status).toBe(409);
    expect((await visitor.open(`/desk/report?proposal=${id}`)).status).toBe(200);
    expect((await visitor.press(broken, "Dismiss", { reason: "Unreadable" })).path).toBe("/desk?done=dismissed");
  });

  test("for an amended text links to the earlier proposal, which can no longer be accepted", async () => {
    const id = /proposals\/(.*)/.exec(page.path)?.[1] ?? "";
    const report = soundReport({ effectiveAt: "2026-11-30" });
    const draft = readDraft(report as unknown as Parameters<typeof readDraft>[0]);
    const amended = { key: `k${made}:2`, job: "watch-announcements", title: `Later ${made}`, grounds: GROUNDS, draft };
    expect(await propose(service.ctx, amended, [{ id }])).toBe(true);
    const work = await visitor.open("/desk");
    expect(work.text).toContain(`Later ${made}`);
    expect(work.text).toContain("Amended text.");
    expect(work.text).not.toContain(`Number ${made} `);
    const late = await visitor.press(page, "Accept as it is");
    expect([late.status, late.text.includes("Superseded by job:watch-announcements")]).toEqual([409, true]);
    const later = await visitor.open(
      /href="(\/desk\/proposals\/[^"]*)">See the proposal made from the later text/.exec(late.markup)?.[1] ?? "",
    );
    expect(later.heading).toBe(`Later ${made}`);
    expect(later.markup).toContain(`href="${page.path}">See the proposal made from the earlier text`);
  });

  test("that cannot be recorded unchanged states the reason, and can be edited", async () => {
    const unsound = await proposed({ expectedUntil: "2026-11-01" });
    expect(unsound.text).toContain("It cannot be recorded as it is.");
    expect(unsound.text).toContain("must be after the start, which is 24 Nov 2026 05:34 MST; got 1 Nov 2026");
    expect(unsound.text).not.toContain("Accept as it is");
    expect(unsound.text).toContain("Edit before recording");
  });
});
