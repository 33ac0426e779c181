import { connectionsOf } from "../../../src/store/connections.ts";
import { formsOf } from "../../support/form.ts";
import { type LoanedService, loanService } from "../../support/service.ts";
import { type Filled, makeVisitor, type SeenPage, signIn, type Visitor } from "../../support/visitor.ts";

let service: LoanedService;
let visitor: Visitor;
let key: string;
beforeAll(async () => {
  service = await loanService();
  visitor = makeVisitor(service.url);
  service.clock.set("2026-11-24T22:00:00Z");
  key = await service.keyFor("desk", "recorder");
  await signIn(visitor, key);
});
afterAll(() => service.release());
beforeEach(() => service.clock.set("2026-11-24T22:00:00Z"));

const FLOOD: Filled = {
  ...{ publisher: "Webb County", title: "Call from the county", reason: "weather" },
  ...{ "lines.0.crossings": ["laredo-gateway", "laredo-juarez-lincoln"], "lines.0.status": "closed" },
  ...{ "lines.0.from.time": "18:00", "lines.0.until.day": "2026-11-25", "lines.0.until.time": "06:00" },
};
const preview = async (filled: Filled) => visitor.press(await visitor.open("/desk/report"), "Preview", filled);
const record = async (filled: Filled) => visitor.press(await preview(filled), "Record it");
const bodyOf = async ({ path }: SeenPage) =>
  (await service.ask(`/v1/reports/${/reports\/([^?]+)/.exec(path)?.[1]}`)).body;
const statusOf = async (slug: string) => (await service.ask(`/v1/crossings/${slug}/status`)).body;
const faultsOf = ({ markup }: SeenPage) =>
  [...markup.matchAll(/<a href="#(f-[^"]*)">([^<]*)<span>([^<]*)</g)].map(([, id, label, text]) => [id, label, text]);
const valuesOf = (page: SeenPage, name: string) =>
  formsOf(page.markup)
    .flatMap(({ pairs }) => pairs)
    .filter(([each]) => each === name)
    .map(([, value]) => value);

test("a new form begins with the list of all crossings, and with today's date if it is the same at all of them", async () => {
  const form = await visitor.open("/desk/report");
  expect(form.markup.match(/type="checkbox"[^>]* name="lines.0.crossings"/g)).toHaveLength(58);
  expect(form.text).toContain("Texas now 16:00 CST · 15:00 MST");
  expect(valuesOf(form, "lines.0.from.day")).toEqual(["2026-11-24"]);
  service.clock.set("2026-11-25T06:30:00Z");
  const late = makeVisitor(service.url);
  await signIn(late, key);
  expect(valuesOf(await late.open("/desk/report"), "lines.0.from.day")).toEqual([""]);
  expect(valuesOf(await late.open("/desk/report?crossing=laredo-gateway"), "lines.0.from.day")).toEqual(["2026-11-25"]);
});

test("a report says the same about all ticked crossings, each in its own local time", async () => {
  const done = await record({ ...FLOOD, "lines.0.crossings": ["del-rio", "el-paso-stanton"] });
  const { changes } = await bodyOf(done);
  const ofCars = changes.filter(
    ({ modes, directions }: { modes: string[]; directions: string[] }) =>
      modes[0] === "passenger" && directions[0] === "northbound",
  );
  expect(ofCars).toMatchObject([
    {
      crossing: "del-rio",
      status: "closed",
      effectiveAt: "2026-11-25T00:00:00Z",
      expectedUntil: "2026-11-25T12:00:00Z",
    },
    {
      crossing: "el-paso-stanton",
      status: "closed",
      effectiveAt: "2026-11-25T01:00:00Z",
      expectedUntil: "2026-11-25T13:00:00Z",
    },
  ]);
});

test("if one of the crossings is wrong, nothing is recorded, and the error is beside that crossing", async () => {
  const wrong = await preview({ ...FLOOD, "lines.0.crossings": ["laredo-gateway", "naco"], "lines.0.modes": ["rail"] });
  expect(wrong.status).toBe(400);
  expect(faultsOf(wrong)).toEqual([
    ["f-lines-0-crossings-laredo-gateway", "1. Crossings, laredo-gateway: ", "laredo-gateway has no rail service"],
    ["f-lines-0-crossings-naco", "1. Crossings, naco: ", "naco has no rail service"],
  ]);
  expect(wrong.markup).toMatch(
    /id="f-lines-0-crossings-naco"[^>]* checked aria-invalid="true" aria-describedby="f-lines-0-crossings-naco-error"/,
  );
  expect((await statusOf("laredo-gateway")).services.some((each: { status: string }) => each.status === "closed")).toBe(
    false,
  );
  const none = await preview({ ...FLOOD, "lines.0.crossings": [] });
  expect(faultsOf(none)).toEqual([["f-lines-0-crossings", "1. Crossings: ", "is required: tick a crossing"]]);
});

test("an expected end reopens nothing: the crossings are overdue, then in doubt", async () => {
  await record(FLOOD);
  service.clock.set("2026-11-25T12:01:00Z");
  for (const slug of ["laredo-gateway", "laredo-juarez-lincoln"]) {
    const { open, services } = await statusOf(slug);
    expect([open, services[0].status, services[0].overdue]).toEqual([false, "closed", true]);
  }
  service.clock.set("2026-11-26T12:01:00Z");
  const { open, services } = await statusOf("laredo-gateway");
  expect([open, services[0].because]).toEqual([null, "overdue"]);
});

test("an announced reopening is recorded in the same report, and takes effect at its time", async () => {
  const crossings = ["roma", "falcon-dam"];
  const done = await record({ ...FLOOD, "lines.0.crossings": crossings, "lines.0.ending": "announced" });
  for (const slug of crossings) {
    service.clock.set("2026-11-25T00:01:00Z");
    const { open, services } = await statusOf(slug);
    expect([open, services[0].next]).toMatchObject([false, { status: "open", effectiveAt: "2026-11-25T12:00:00Z" }]);
    service.clock.set("2026-11-25T12:01:00Z");
    const then = (await statusOf(slug)).services[0];
    expect([then.status, then.overdue, then.restrictions]).toEqual(["open", false, []]);
    service.clock.set("2026-11-24T22:00:00Z");
  }
  const again = await visitor.open(`/desk/report?like=${(await bodyOf(done)).id}`);
  expect(valuesOf(again, "lines.0.crossings").sort()).toEqual([...crossings].sort());
  const early = await preview({
    ...FLOOD,
    "lines.0.ending": "announced",
    "lines.0.until.day": "",
    "lines.0.until.time": "",
  });
  expect(faultsOf(early).map(([id]) => id)).toEqual(["f-lines-0-until-day"]);
  const before = await preview({ ...FLOOD, "lines.0.ending": "announced", "lines.0.until.day": "2026-11-24" });
  expect(faultsOf(before).map(([id]) => id)).toEqual(["f-lines-0-until-day"]);
  const open = await preview({ ...FLOOD, "lines.0.ending": "announced", "lines.0.status": "open" });
  expect(faultsOf(open).map(([id]) => id)).toEqual(["f-lines-0-ending"]);
});

test("an announced reopening lifts the closure of another publisher if the operator ticks the box of that closure", async () => {
  await record({
    ...{ publisher: "Cameron County", title: "Roadworks", reason: "construction", "lines.0.status": "closed" },
    ...{ "lines.0.crossings": ["los-indios"], "lines.0.from.time": "12:00" },
  });
  const crossings = ["los-indios", "progreso"];
  const seen = await preview({ ...FLOOD, "lines.0.crossings": crossings, "lines.0.ending": "announced" });
  expect(seen.markup).toContain('name="lift" value="los-indios"');
  const lifting = await visitor.press(seen, "Lift what is ticked", { lift: "los-indios" });
  expect(lifting.markup).not.toContain('name="lift"');
  const { changes } = await bodyOf(await visitor.press(lifting, "Record it"));
  const cars = changes.filter(
    ({ modes, directions }: { modes: string[]; directions: string[] }) =>
      modes[0] === "passenger" && directions[0] === "northbound",
  );
  expect(cars.map((each: Record<string, unknown>) => [each.crossing, each.status, each.lifts ?? null]).sort()).toEqual([
    ["los-indios", "closed", null],
    ["los-indios", "open", "all"],
    ["progreso", "closed", null],
    ["progreso", "open", null],
  ]);
});

test.each([
  ["laredo-gateway", "en", "must be after the start, which is 24 Nov 2026 18:00 CST; got 24 Nov 2026 12:00 CST"],
  ["san-ysidro", "en", "must be after the start, which is 24 Nov 2026 18:00 PST; got 24 Nov 2026 12:00 PST"],
  ["naco", "es", "debe ser posterior al inicio, que es 24 nov 2026 18:00 MST; se recibió 24 nov 2026 12:00 MST"],
])("an end before the start is refused with times in the local time of %s (%s)", async (slug, lang, told) => {
  const filled: Filled = {
    ...{ ...FLOOD, "lines.0.crossings": [slug], "lines.0.from.day": "2026-11-24" },
    ...{ "lines.0.until.day": "2026-11-24", "lines.0.until.time": "12:00" },
  };
  const button = lang === "en" ? "Preview" : "Vista previa";
  const page = await visitor.press(await visitor.open(`/desk/report?lang=${lang}`), button, filled);
  expect(faultsOf(page).map(([id, , text]) => [id, text])).toEqual([["f-lines-0-until-day", told]]);
});

test("two changes from the same time, and special hours that are over, are refused with times in the local time of the crossing", async () => {
  const added = await visitor.press(await preview(FLOOD), "Add", { add: "laredo-gateway" });
  const twice = await visitor.press(added, "Preview", { "lines.1.status": "suspended", "lines.1.from.time": "18:00" });
  expect(faultsOf(twice)[0]?.[2]).toMatch(
    /^must not have two status changes for laredo-gateway .* from 24 Nov 2026 18:00 CST/,
  );
  const over = await preview({ ...FLOOD, "lines.0.status": "", "lines.0.exception": "2025 Nov 24 off" });
  expect(faultsOf(over).map(([, , text]) => text)).toContain(
    "must name a day that is not over by the start, which is 24 Nov 2026 18:00 CST; got 2025 Nov 24 off",
  );
});

test("a time that the clock change makes ambiguous in two zones needs a statement for each zone", async () => {
  service.clock.set("2026-11-02T12:00:00Z");
  const wrong = await preview({
    ...FLOOD,
    "lines.0.crossings": ["del-rio", "el-paso-stanton"],
    ...{ "lines.0.from.day": "2026-11-01", "lines.0.from.time": "01:30", "lines.0.from.offset": "-06:00" },
  });
  expect(faultsOf(wrong).map(([id]) => id)).toEqual(["f-lines-0-from-time"]);
  expect(wrong.text).toContain("add a statement for each zone");
});

test("a new form offers the sources of the operator's last reports, each once, until a source is entered", async () => {
  const sourcesIn = ({ markup }: SeenPage) =>
    [...markup.matchAll(/data-source="[^"]*">([^<]*)</g)].map(([, text]) => text);
  const other = makeVisitor(service.url);
  await signIn(other, await service.keyFor("other", "recorder"));
  expect(sourcesIn(await other.open("/desk/report"))).toEqual([]);
  const [publisher, day] = ["Starr County", { "lines.0.crossings": ["roma"] }];
  for (const title of ["First call", "Second call", "First call", "Third call", "Fourth call"]) {
    const seen = await other.press(await other.open("/desk/report"), "Preview", { ...FLOOD, ...day, publisher, title });
    await other.press(seen, "Record it");
  }
  const form = await other.open("/desk/report");
  expect(sourcesIn(form)).toEqual([
    "Starr County: Fourth call",
    "Starr County: Third call",
    "Starr County: First call",
  ]);
  expect(form.markup).toMatch(/<div class="again"[^>]* hidden>/);
  expect(sourcesIn(await other.press(form, "Preview", { title: "Mine" }))).toEqual([]);
  expect(sourcesIn(await visitor.open("/desk/report")).join()).not.toContain("Starr County");
});

test("the operator's last reports are loaded only for a form without a source", async () => {
  const connections = connectionsOf(service.ctx.db);
  const { prisma } = connections;
  let loads = 0;
  const counting = prisma.$extends({
    query: {
      report: {
        findMany({ args, query }) {
          if (args.where?.recordedBy !== undefined) loads++;
          return query(args);
        },
      },
    },
  });
  connections.prisma = counting as unknown as typeof prisma;
  try {
    const form = await visitor.open("/desk/report");
    expect(loads).toBe(1);
    await visitor.press(form, "Preview", { ...FLOOD, title: "" });
    expect(loads).toBe(1);
  } finally {
    connections.prisma = prisma;
  }
});

test("a recorded report about several crossings fills one line of a new form", async () => {
  const { id } = await bodyOf(await record({ ...FLOOD, title: "Again" }));
  const form = await visitor.open(`/desk/report?like=${id}`);
  expect(valuesOf(form, "lines.0.crossings")).toEqual(["laredo-juarez-lincoln", "laredo-gateway"]);
  expect(valuesOf(form, "lines.0.from.time")).toEqual(["18:00"]);
  expect(valuesOf(form, "lines.1.crossings")).toEqual([]);
});
