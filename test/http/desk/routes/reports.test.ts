import { ENGLISH } from "../../../../src/locales/en.ts";
import { connectionsOf } from "../../../../src/store/connections.ts";
import { formsOf } from "../../../support/form.ts";
import { type LoanedService, loanService, soundReport } from "../../../support/service.ts";
import { type Filled, makeVisitor, type SeenPage, signIn, type Visitor } from "../../../support/visitor.ts";

/** A Tuesday afternoon in Arizona. */
const NOW = "2026-11-24T22:00:00Z";

let service: LoanedService;
let key: string;
let visitor: Visitor;
beforeAll(async () => {
  service = await loanService();
  key = await service.keyFor("desk", "recorder");
});
afterAll(() => service.release());
beforeEach(async () => {
  service.clock.set(NOW);
  visitor = makeVisitor(service.url);
  await signIn(visitor, key);
});

const SOUND: Filled = {
  publisher: "Pima County Emergency Management",
  title: "Call from the port",
  reason: "weather",
  "lines.0.status": "suspended",
  "lines.0.from.day": "2026-11-24",
  "lines.0.from.time": "14:30",
  "lines.0.until.day": "2026-11-25",
};
const count = async () =>
  (await connectionsOf(service.ctx.db).pool.query("SELECT count(*)::int AS n FROM report")).rows[0].n;
const form = (crossing: string) => visitor.open(`/desk/report?crossing=${crossing}`);
const preview = async (filled: Filled, crossing = "lukeville") =>
  visitor.press(await form(crossing), "Preview", filled);
const fieldOf = (page: SeenPage, name: string) =>
  formsOf(page.markup)
    .flatMap(({ pairs }) => pairs)
    .find(([each]) => each === name)?.[1];

describe("a report", () => {
  test("is previewed and recorded, and the answer is then the one in the preview", async () => {
    const before = await count();
    const seen = await preview(SOUND);
    expect(seen.status).toBe(200);
    expect(seen.text).toContain(
      "Suspended since 24 Nov 2026 14:30 MST, both directions, all modes, expected until 25 Nov 2026 (Pima County Emergency Management)",
    );
    expect(await count()).toBe(before);
    const done = await visitor.press(seen, "Record it");
    expect(done.path).toMatch(/^\/desk\/reports\/[0-9a-f-]{36}\?done=recorded$/);
    expect(done.text).toContain("The report is recorded.");
    expect(await count()).toBe(before + 1);
    expect((await service.ask("/v1/crossings/lukeville/status")).body.summary).toBe(
      "Suspended since 24 Nov 2026 14:30 MST, both directions, all modes, expected until 25 Nov 2026 (Pima County Emergency Management)",
    );
    // The same form is sent again, and so is the form of the previous page, as after a double click or the back button.
    const again = await visitor.press(seen, "Record it");
    expect(again.path).toBe(done.path.replace("recorded", "before"));
    expect((await visitor.press(seen, "Preview again")).path).toBe(again.path);
    expect(await count()).toBe(before + 1);
  });

  test("with errors is returned with everything typed, and with each rule beside its field", async () => {
    const wrong = await preview({ ...SOUND, title: "", url: "ftp://x", "lines.0.from.time": "", note: "Two\nlines" });
    expect(wrong.status).toBe(400);
    for (const name of ["title", "url", "lines.0.from.time"]) {
      const id = `f-${name.replaceAll(".", "-")}`;
      expect(wrong.markup).toMatch(
        new RegExp(`id="${id}"[^>]* aria-describedby="[^"]*${id}-error" aria-invalid="true"`),
      );
      expect(wrong.markup).toContain(`href="#${id}"`);
    }
    expect(fieldOf(wrong, "publisher")).toBe(SOUND.publisher);
    expect(fieldOf(wrong, "note")).toBe("Two\nlines");
    expect(fieldOf(wrong, "url")).toBe("ftp://x");
  });

  test("changed after its preview is previewed again before it is recorded", async () => {
    const seen = await preview(SOUND);
    const before = await count();
    const again = await visitor.press(seen, "Record it", { "lines.0.status": "closed" });
    expect([again.status, again.text.includes("You have changed something since the preview.")]).toEqual([409, true]);
    expect(again.text).toContain("Closed since 24 Nov 2026 14:30 MST");
    expect(await count()).toBe(before);
    expect((await visitor.press(again, "Record it")).path).toMatch(/done=recorded$/);
  });

  test("is previewed again if the answers have changed in the meantime, by a report or by the clock", async () => {
    const seen = await preview({ ...SOUND, title: "Second call" }, "nogales-deconcini");
    const other = { crossing: "nogales-deconcini", status: "closed", effectiveAt: "2026-11-24T21:00:00Z" };
    expect((await service.post("/v1/reports", soundReport(other), key)).status).toBe(201);
    const turned = await visitor.press(seen, "Record it");
    expect([turned.status, turned.text.includes("The answers have changed since the preview.")]).toEqual([409, true]);
    // The expected end passes while the operator looks at the preview.
    service.clock.set("2026-11-24T22:20:00Z");
    const short = { ...SOUND, "lines.0.until.day": "2026-11-24", "lines.0.until.known": "minute" };
    const brief = await preview({ ...short, "lines.0.until.time": "15:30" }, "nogales-mariposa");
    service.clock.set("2026-11-24T22:31:00Z");
    expect((await visitor.press(brief, "Record it")).status).toBe(409);
  });

  test("with changed text, sent from a form that was already used, is a separate report with a new idempotency key", async () => {
    const seen = await preview({ ...SOUND, title: "First" }, "san-luis-1");
    const done = await visitor.press(seen, "Record it");
    const before = await count();
    const other = await visitor.press(seen, "Record it", { title: "Second" });
    expect(other.status).toBe(409);
    expect(other.markup).toContain(`href="${done.path.replace("?done=recorded", "")}"`);
    expect(fieldOf(other, "once")).not.toBe(fieldOf(seen, "once"));
    expect(await count()).toBe(before);
    expect((await visitor.press(other, "Record it")).path).toMatch(/done=recorded$/);
    expect(await count()).toBe(before + 1);
  });

  test("sent many times at once is recorded once, and every answer leads to it", async () => {
    const seen = await preview({ ...SOUND, title: "At once" }, "naco");
    const before = await count();
    const pages = await Promise.all(Array.from({ length: 6 }, () => visitor.press(seen, "Record it")));
    expect(new Set(pages.map(({ path }) => path.replace(/\?.*/, ""))).size).toBe(1);
    expect(pages.every(({ path }) => /\?done=(recorded|before)$/.test(path))).toBe(true);
    expect(await count()).toBe(before + 1);
  });

  test("without a crossing needs a note, and changes no answer", async () => {
    const empty = await visitor.press(await visitor.open("/desk/report"), "Preview", {
      publisher: "P",
      title: "T",
    });
    expect(empty.text).toContain(ENGLISH.errors.rules.emptyReport);
    const seen = await visitor.press(empty, "Preview", { note: "Delays are to be expected" });
    expect(seen.text).toContain("It says nothing about the status or the hours of a crossing, so no answer changes.");
    expect((await visitor.press(seen, "Record it")).text).toContain("Delays are to be expected");
  });
});

describe("a request that none of our forms sends", () => {
  const pairs = async () =>
    formsOf((await form("lukeville")).markup).find(({ action }) => action === "/desk/report")?.pairs ?? [];
  const sent = async (...more: [string, string][]) => {
    const page = await visitor.send("/desk/report", [...(await pairs()), ["do", "preview"], ...more]);
    return [page.status, page.heading];
  };

  test.each<[string, [string, string]]>([
    ["an unknown field", ["colour", "red"]],
    ["an unknown field of a line", ["lines.0.colour", "red"]],
    ["a field named like an object property", ["constructor", "x"]],
    ["an invalid line number", ["lines.1.crossings", "naco"]],
    ["a field twice", ["title", "again"]],
  ])("is refused as a whole: %s", async (_, pair) => {
    expect(await sent(pair)).toEqual([400, "The form is not valid"]);
  });

  test("is refused if it is too large", async () => {
    expect(await sent(["note", "x".repeat(600_000)])).toEqual([413, "The form is too large"]);
    const many = Array.from({ length: 2000 }, (_, i): [string, string] => [`x${i}`, ""]);
    expect(await sent(...many)).toEqual([413, "The form is too large"]);
  });
});

describe("the lines of a report", () => {
  test("are added and removed without losing anything, and each offers the services of its crossing", async () => {
    const first = await visitor.press(await visitor.open("/desk/report"), "Add", { add: "lukeville", title: "Kept" });
    expect(first.markup).toContain("(America/Phoenix), where it is now 24 Nov 2026 15:00 MST");
    const rail = await visitor.press(first, "Add", {
      add: "eagle-pass-rail",
      adds: "claim",
      "lines.0.status": "closed",
    });
    expect(rail.markup).toContain("(America/Chicago), where it is now 24 Nov 2026 16:00 CST");
    expect(rail.markup).not.toContain('name="lines.1.modes" value="passenger"');
    const left = await visitor.press(rail, "Remove Lukeville");
    expect([fieldOf(left, "title"), fieldOf(left, "lines.0.crossings"), fieldOf(left, "lines.1.crossings")]).toEqual([
      "Kept",
      "eagle-pass-rail",
      undefined,
    ]);
    expect((await visitor.press(left, "Add", { add: "" })).markup).toMatch(/id="f-add"[^>]*aria-invalid="true"/);
  });

  test("about several crossings, hours and claims are recorded as typed", async () => {
    const one = await visitor.press(await visitor.open("/desk/report?crossing=lukeville"), "Add", {
      add: "laredo-gateway",
      adds: "claim",
    });
    const seen = await visitor.press(one, "Preview", {
      ...{
        kind: "news",
        publisher: "Example News",
        title: "Several",
        url: "https://example.org/a b",
        publishedAt: "2026-11",
      },
      ...{
        "lines.0.modes": ["passenger", "pedestrian"],
        "lines.0.directions": ["northbound"],
        "lines.0.status": "limited",
      },
      ...{ "lines.0.from.day": "2026-11-20", "lines.0.from.known": "day", "lines.0.onset": "approximate" },
      ...{ "lines.0.hours": "Mo-Fr 08:00-16:00" },
      ...{ "lines.1.status": "closed", "lines.1.from.day": "2026-11-01", "lines.1.from.known": "month" },
      ...{ "lines.1.denied": "yes", "lines.1.attributed": "yes" },
    });
    const done = await visitor.press(seen, "Record it");
    const id = /reports\/([^?]+)/.exec(done.path)?.[1];
    const { body } = await service.ask(`/v1/reports/${id}`);
    expect(body).toMatchObject({ recordedBy: "desk", source: { kind: "news", publishedAt: "2026-11" } });
    const line = { crossing: "lukeville", directions: ["northbound"], effectiveAt: "2026-11-20" };
    expect(body.changes).toHaveLength(4);
    expect(body.changes).toMatchObject([
      { ...line, modes: ["pedestrian"], status: "open", limited: true, onset: "approximate" },
      { ...line, modes: ["passenger"], status: "open", limited: true, onset: "approximate" },
      { ...line, modes: ["pedestrian"], hours: "Mo-Fr 08:00-16:00" },
      { ...line, modes: ["passenger"], hours: "Mo-Fr 08:00-16:00" },
    ]);
    expect(body.claims[0]).toMatchObject({ status: "closed", effectiveAt: "2026-11", denied: true, attributed: true });
  });
});

describe("a local time at a clock change", () => {
  const at = (day: string, time: string, crossing: string) =>
    preview({ ...SOUND, "lines.0.until.day": "", "lines.0.from.day": day, "lines.0.from.time": time }, crossing);

  test("is refused with both meanings if it occurs twice, and accepted after a meaning is chosen", async () => {
    service.clock.set("2026-11-02T12:00:00Z");
    const asked = await at("2026-11-01", "01:30", "eagle-pass-bridge-1");
    expect(asked.status).toBe(400);
    expect(asked.text).toContain(
      "The clock shows 2026-11-01 01:30 twice that night, because it is set back: choose 1 Nov 2026 01:30 CDT (UTC−05:00) or 1 Nov 2026 01:30 CST (UTC−06:00).",
    );
    expect(asked.markup).toContain('href="#f-lines-0-from-time"');
    const seen = await visitor.press(asked, "Preview", { "lines.0.from.offset": "-06:00" });
    expect(seen.text).toContain("from 1 Nov 2026 01:30 CST");
    const done = await visitor.press(seen, "Record it");
    const id = /reports\/([^?]+)/.exec(done.path)?.[1];
    expect((await service.ask(`/v1/reports/${id}`)).body.changes[0].effectiveAt).toBe("2026-11-01T07:30:00Z");
  });

  test("is refused with both possible times if the clock change skips it", async () => {
    service.clock.set("2026-03-09T12:00:00Z");
    const asked = await at("2026-03-08", "02:30", "san-ysidro");
    expect(asked.text).toContain(
      "The clock never shows 2026-03-08 02:30 that night, because it is set forward: choose 8 Mar 2026 01:30 PST (UTC−08:00) or 8 Mar 2026 03:30 PDT (UTC−07:00).",
    );
    const seen = await visitor.press(asked, "Preview", { "lines.0.from.offset": "-07:00" });
    expect(seen.text).toContain("from 8 Mar 2026 03:30 PDT");
  });

  test("is an ordinary time in Arizona, which has no daylight saving time", async () => {
    service.clock.set("2026-11-02T12:00:00Z");
    expect((await at("2026-11-01", "01:30", "lukeville")).text).toContain("from 1 Nov 2026 01:30 MST");
  });
});
