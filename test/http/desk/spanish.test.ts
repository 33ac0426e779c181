import { SPANISH } from "../../../src/locales/es.ts";
import { type LoanedService, loanService } from "../../support/service.ts";
import { type Filled, makeVisitor, type SeenPage, type Visitor } from "../../support/visitor.ts";

let service: LoanedService;
let visitor: Visitor;
beforeAll(async () => {
  service = await loanService();
  service.clock.set("2026-11-24T22:00:00Z");
  visitor = makeVisitor(service.url);
  visitor.headers["accept-language"] = "es-MX";
  await visitor.press(await visitor.open("/desk"), "Iniciar sesión", { key: await service.keyFor("mesa", "admin") });
});
afterAll(() => service.release());

const faultsOf = ({ markup }: SeenPage) =>
  [...markup.matchAll(/<a href="#f-[^"]*">[^<]*<span>([^<]*)<\/span>/g)].map(([, text]) => text);
const SOUND: Filled = {
  ...{ publisher: "P", title: "T", "lines.0.status": "closed" },
  ...{ "lines.0.from.day": "2026-11-24", "lines.0.from.known": "day" },
};
const preview = async (filled: Filled) =>
  visitor.press(await visitor.open("/desk/report?crossing=lukeville"), "Vista previa", { ...SOUND, ...filled });

describe("errors in a report are in Spanish", () => {
  test.each<[string, Filled]>([
    ["title", { title: "" }],
    ["title", { title: "…" }],
    ["title", { title: "x".repeat(501) }],
    ["publisher", { publisher: "a\u0007b" }],
    ["kind", { kind: "gossip" }],
    ["url", { url: "ftp://example.org" }],
    ["url", { url: `https://example.org/${"x".repeat(2000)}` }],
    ["publishedAt", { publishedAt: "gestern" }],
    ["publishedAt", { publishedAt: "1492" }],
    ["reason", { reason: "boredom" }],
    ["note", { note: "x".repeat(4001) }],
    ["lines.0.modes", { "lines.0.modes": ["balloon"] }],
    ["lines.0.modes", { "lines.0.modes": ["rail"] }],
    ["lines.0.status", { "lines.0.status": "" }],
    ["lines.0.onset", { "lines.0.status": "", "lines.0.hours": "24/7", "lines.0.onset": "unknown" }],
    ["lines.0.hours", { "lines.0.hours": "always" }],
    ["lines.0.hours", { "lines.0.hours": "Mo-Xx 06:00-08:00" }],
    ["lines.0.hours", { "lines.0.hours": "Mo 6-8" }],
    ["lines.0.hours", { "lines.0.hours": "06:00-06:00" }],
    ["lines.0.hours", { "lines.0.hours": "06:00-08:00,07:00-09:00" }],
    ["lines.0.hours", { "lines.0.hours": "x".repeat(501) }],
    ["lines.0.hours", { "lines.0.hours": "24/7", "lines.0.unset": "yes" }],
    ["lines.0.exception", { "lines.0.exception": "06:00-22:00" }],
    ["lines.0.exception", { "lines.0.exception": "2026 Nov 31 off" }],
    ["lines.0.exception", { "lines.0.exception": "2025 Nov 24 off" }],
    ["lines.0.exception", { "lines.0.exception": "PH:US:mardi-gras off" }],
    ["lines.0.exception", { "lines.0.exception": "PH:FR off" }],
    ["lines.0.exception", { "lines.0.exception": "week 60 off" }],
    ["lines.0.exception", { "lines.0.exception": "Sa 06:00" }],
    ["lines.0.exception", { "lines.0.exception": "Sa 06:00-06:00" }],
    ["lines.0.exception", { "lines.0.exception": "Sa 06:00-08:00,07:00-09:00" }],
    ["lines.0.exception", { "lines.0.exception": "some day" }],
    ["lines.0.exception", { "lines.0.exception": "Sa off", "lines.0.normal": "yes" }],
    ["lines.0.from.day", { "lines.0.from.day": "" }],
    ["lines.0.from.day", { "lines.0.from.day": "2026-02-30" }],
    ["lines.0.from.day", { "lines.0.from.day": "1850-01-01" }],
    ["lines.0.from.day", { "lines.0.from.day": "", "lines.0.from.time": "12:00" }],
    ["lines.0.from.time", { "lines.0.from.known": "minute" }],
    ["lines.0.from.time", { "lines.0.from.known": "minute", "lines.0.from.time": "25:00" }],
    ["lines.0.from.time", { "lines.0.from.time": "12:00" }],
    ["lines.0.until.day", { "lines.0.until.day": "2026-11-23" }],
    ["lines.0.until.time", { "lines.0.until.day": "2026-11-25", "lines.0.until.known": "minute" }],
  ])("beside %s: %j", async (name, filled) => {
    const page = await preview(filled);
    expect(page.status).toBe(400);
    expect(page.markup).toContain(`href="#f-${name.replaceAll(".", "-")}"`);
    expect(faultsOf(page).length).toBeGreaterThan(0);
    for (const fault of faultsOf(page))
      expect(fault).toMatch(/\b(es|no|debe|requiere|solo|falta|tiene|sobra|ya|hay|indique|quite|elija|escriba)\b/i);
  });

  test("even if they concern the whole report", async () => {
    const twice = await visitor.press(await preview({ title: "" }), "Agregar", { add: "lukeville", title: "T" });
    const line = { "lines.1.status": "open", "lines.1.from.day": "2026-11-24", "lines.1.from.known": "day" };
    const page = await visitor.press(twice, "Vista previa", line);
    expect(faultsOf(page)[0]).toMatch(/^no debe tener dos cambios de estado de lukeville/);
    const empty = await visitor.press(await visitor.open("/desk/report"), "Vista previa", {
      publisher: "P",
      title: "T",
    });
    expect(faultsOf(empty)).toEqual([SPANISH.errors.rules.emptyReport]);
    const unknown = await visitor.press(empty, "Agregar", { add: "atlantis" });
    expect(faultsOf(unknown)).toEqual(["es obligatorio"]);
  });
});

test("a report is previewed and recorded in Spanish", async () => {
  const seen = await preview({ reason: "weather" });
  expect(seen.text).toContain("Cerrado desde 24 nov 2026, ambos sentidos, todo tipo de tránsito (P)");
  const done = await visitor.press(seen, "Registrarlo");
  expect(done.text).toContain("El reporte quedó registrado.");
  expect((await visitor.press(done, "Retirarlo", { note: "" })).text).toContain("es obligatorio");
});

test.each([
  "/desk",
  "/desk/report",
  "/desk/report?crossing=lukeville",
  "/desk/reports",
  "/desk/spreadsheet",
  "/desk/jobs",
])("%s contains no word of the English desk", async (path) => {
  const { text } = await visitor.open(path);
  for (const word of ["Record", "Jobs", "Sign out", "Reports", "crossing", "Choose", "known"])
    expect([word, text.includes(word)]).toEqual([word, false]);
});
