import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { formsOf } from "../../support/form.ts";
import { type LoanedService, loanService } from "../../support/service.ts";
import { type Filled, makeVisitor, type SeenPage, signIn, type Visitor } from "../../support/visitor.ts";

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
const count = async () => (await service.ctx.db.pool.query("SELECT count(*)::int AS n FROM report")).rows[0].n;
const form = (crossing: string) => visitor.open(`/desk/report?crossing=${crossing}`);
const preview = async (filled: Filled, crossing = "lukeville") =>
  visitor.press(await form(crossing), "See what will change", filled);
const fieldOf = (page: SeenPage, name: string) =>
  formsOf(page.markup)
    .flatMap(({ pairs }) => pairs)
    .find(([each]) => each === name)?.[1];

describe("a report", () => {
  test("is previewed, recorded, and then answered as the preview said", async () => {
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
    // The same button again, and the page before it again: as double clicks and the back button do.
    const again = await visitor.press(seen, "Record it");
    expect(again.path).toBe(done.path.replace("recorded", "before"));
    expect((await visitor.press(seen, "See again what will change")).path).toBe(again.path);
    expect(await count()).toBe(before + 1);
  });

  test("that is not sound comes back with everything typed, and with each rule beside its field", async () => {
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
});
