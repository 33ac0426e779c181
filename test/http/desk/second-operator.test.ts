import { revokeApiKey } from "../../../src/store/access/api-keys.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";
import { makeVisitor, type SeenPage, signIn, type Visitor } from "../../support/visitor.ts";

let service: LoanedService;
let county: Visitor;
let newsroom: Visitor;
let keys: Record<string, string>;
beforeAll(async () => {
  service = await loanService({ settings: { FOUR_EYES: "on" } });
  service.clock.set("2026-11-24T22:00:00Z");
  [county, newsroom] = [makeVisitor(service.url), makeVisitor(service.url)];
  keys = { county: await service.keyFor("county", "recorder"), newsroom: await service.keyFor("newsroom", "recorder") };
  await signIn(county, keys.county ?? "");
  await signIn(newsroom, keys.newsroom ?? "");
});
afterAll(() => service.release());

let minute = 0;
const body = () => soundReport({ effectiveAt: `2026-11-24T12:${String(++minute).padStart(2, "0")}:00Z` });
const waiting = async (key = keys.county): Promise<string> =>
  `/desk/proposals/${(await service.post("/v1/reports", body(), key)).body.id}`;

/** Writes a report in the form, and looks at the preview. */
async function previewed(visitor: Visitor): Promise<SeenPage> {
  const form = await visitor.open("/desk/report?crossing=lukeville&status=suspended");
  return visitor.press(form, "Preview", {
    "lines.0.from.time": "14:30",
    kind: "announcement",
    publisher: "Example Agency",
    title: `Notice ${++minute}`,
  });
}

describe("at the desk with FOUR_EYES=on", () => {
  test("a report waits, its sender sees no button to accept it, and another operator accepts it", async () => {
    const seen = await previewed(county);
    expect(seen.text).toContain("It then waits until another operator accepts it.");
    const sent = await county.press(seen, "Record it");
    expect(sent.path).toMatch(/^\/desk\/proposals\/[^?]+\?done=waiting$/);
    expect(sent.text).toContain("The report was sent and waits for another operator. Nothing is on record yet.");
    expect(sent.text).toContain("You sent this report, so another operator must accept it.");
    expect(sent.text).toContain("readers are told that these crossings are not confirmed to be open");
    expect(sent.text).not.toContain("Accept as it is");
    expect((await newsroom.open("/desk")).text).toContain("Waits for a second operator. sent by county");
    const page = await newsroom.open(sent.path.replace(/\?.*/, ""));
    expect(page.text).toContain("Waits for a second operator.");
    const done = await newsroom.press(page, "Accept as it is");
    expect(done.path).toMatch(/^\/desk\/reports\/[^?]+\?done=recorded$/);
    expect((await county.open(sent.path)).text).toContain("Accepted by newsroom");
  });

  test("an acceptance that its sender sends nevertheless is refused, and names the rule", async () => {
    const path = await waiting();
    const page = await newsroom.open(path);
    const token = /name="token" value="([^"]+)"/.exec((await county.open(path)).markup)?.[1] ?? "";
    const pairs = [...page.markup.matchAll(/name="(once|seen)" value="([^"]*)"/g)].map(
      ([, name = "", value = ""]) => [name, value] as const,
    );
    const refused = await county.send(`${path}/acceptance`, [["token", token], ...pairs]);
    expect([refused.status, refused.heading]).toEqual([403, "Another operator must accept this"]);
    expect((await newsroom.press(page, "Accept as it is")).path).toMatch(/done=recorded$/);
  });

  test("two clicks on the same form send one report, and lead to it", async () => {
    const seen = await previewed(county);
    const [one, two] = await Promise.all([county.press(seen, "Record it"), county.press(seen, "Record it")]);
    expect([one.path, two.path]).toEqual([expect.stringMatching(/\?done=waiting$/), one.path]);
    const path = one.path.replace(/\?.*/, "");
    await newsroom.press(await newsroom.open(path), "Accept as it is");
    expect((await county.press(seen, "Record it")).path).toMatch(/^\/desk\/reports\/[^?]+\?done=before$/);
  });

  test("an edited draft becomes the editor's own, and waits again", async () => {
    const path = await waiting();
    const form = await newsroom.open(`/desk/report?proposal=${path.split("/").at(-1)}`);
    const seen = await newsroom.press(form, "Preview", { note: "Asked the port" });
    const sent = await newsroom.press(seen, "Record it");
    expect(sent.path).toMatch(/\?done=waiting$/);
    expect(sent.text).toContain("An operator edited the draft.");
    expect(sent.text).not.toContain("Accept as it is");
    expect((await county.open(path)).text).toContain("See the edited report");
    expect((await county.press(await county.open(sent.path), "Accept as it is")).path).toMatch(/done=recorded$/);
  });

  test("a withdrawal waits, is shown with its effect and the report, and is accepted by another operator", async () => {
    const id = (await newsroom.press(await newsroom.open(await waiting()), "Accept as it is")).path.split(/[/?]/)[3];
    const report = await county.open(`/desk/reports/${id}`);
    const sent = await county.press(report, "Withdraw it", { note: "Not so" });
    expect(sent.path).toMatch(/^\/desk\/proposals\/[^?]+\?done=waiting$/);
    expect((await newsroom.open(`/desk/reports/${id}`)).text).toContain(
      "A withdrawal of this report waits for a second operator.",
    );
    const page = await newsroom.open(sent.path.replace(/\?.*/, ""));
    expect(page.markup).toContain(`href="/desk/reports/${id}"`);
    expect(page.text).not.toContain("Edit before recording");
    const done = await newsroom.press(page, "Accept as it is");
    expect(done.path).toMatch(/done=recorded$/);
    expect((await county.open(`/desk/reports/${id}`)).text).toContain("Withdrawn by newsroom");
  });

  test("a report of a revoked key can only be edited or dismissed", async () => {
    const path = await waiting(await service.keyFor("leaver", "recorder"));
    await revokeApiKey(service.ctx.db, "leaver", service.ctx.now);
    const page = await newsroom.open(path);
    expect(page.text).toContain("The key of leaver has been revoked");
    expect(page.text).not.toContain("Accept as it is");
    expect((await newsroom.press(page, "Dismiss", { reason: "Gone" })).path).toBe("/desk?done=dismissed");
  });

  test("a spreadsheet is not recorded, and the page says why", async () => {
    const empty = await county.open("/desk/spreadsheet");
    expect(empty.text).toContain("so spreadsheets cannot be recorded");
    const line = "naco,cars,,closed,,2017-01-01,2017-01-02,Kept Gazette,,";
    const text = `crossing,traffic,directions,status,reason,from,until,source name,source title,source URL\n${line}`;
    const seen = await county.press(empty, "Preview every line", { text, file: null });
    const refused = await county.press(seen, "Record this line");
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining("(FOUR_EYES=on)")]);
  });

  test("all of it is explained in Spanish", async () => {
    const page = await county.open(`${await waiting()}?lang=es`);
    expect(page.text).toContain(
      "Espera a otro operador. Usted envió este reporte, así que debe aceptarlo otro operador.",
    );
    expect(page.text).toContain("enviado por county");
    expect((await newsroom.open("/desk?lang=es")).text).toContain("Espera a otro operador.");
  });
});
