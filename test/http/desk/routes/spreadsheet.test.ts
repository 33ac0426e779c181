import { connectionsOf } from "../../../../src/store/connections.ts";
import { formsOf } from "../../../support/form.ts";
import { type LoanedService, loanService } from "../../../support/service.ts";
import { makeVisitor, type SeenPage, signIn, type Visitor } from "../../../support/visitor.ts";

let service: LoanedService;
let visitor: Visitor;
beforeAll(async () => {
  service = await loanService();
  service.clock.set("2026-11-24T22:00:00Z");
  visitor = makeVisitor(service.url);
  await signIn(visitor, await service.keyFor("desk", "recorder"));
});
afterAll(() => service.release());

const HEAD = "crossing,traffic,directions,status,reason,from,until,source name,source URL,note";
const FLOOD = "Lukeville,cars,northbound,closed,flooding,2010-07-08 18:00,2010-07-10 06:00,Example Gazette,,Flood";
const STRIKE = "naco;Douglas,,,suspended,staffing,2011-03-01,2011-03-02,Example Gazette,https://example.org/a,";
const sheet = (...lines: string[]) => [HEAD, ...lines].join("\r\n");

const count = async () =>
  (await connectionsOf(service.ctx.db).pool.query("SELECT count(*)::int AS n FROM report")).rows[0].n;

/** Sends a file as a browser does. */
async function upload(file: Blob, fields: Record<string, string> = {}): Promise<SeenPage> {
  const form = formsOf((await visitor.open("/desk/spreadsheet")).markup).find(({ action }) =>
    /spreadsheet/.test(action),
  );
  const body = new FormData();
  for (const [name, value] of form?.pairs ?? []) if (name !== "file") body.set(name, value);
  for (const [name, value] of Object.entries({ do: "preview", ...fields })) body.set(name, value);
  body.set("file", file, "closures.csv");
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const answer = await fetch(`${service.url}/desk/spreadsheet`, {
    method: "POST",
    body,
    headers: { ...visitor.headers, cookie },
    redirect: "manual",
  });
  const markup = await answer.text();
  const text = markup
    .replace(/<[^>]*>/g, " ")
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, " ");
  return { status: answer.status, path: "/desk/spreadsheet", headers: answer.headers, markup, text, heading: "" };
}
const preview = (text: string) => upload(new Blob([text]));

test("the template names every column and is itself a valid spreadsheet, in English and Spanish", async () => {
  for (const lang of ["en", "es"]) {
    const { markup, headers } = await visitor.open(`/desk/spreadsheet/template.csv?lang=${lang}`);
    expect(headers.get("content-disposition")).toBe("attachment; filename=garita.csv");
    const seen = await preview(markup);
    expect([seen.status, seen.text]).toEqual([200, expect.stringContaining("Valid lines: 1. Wrong lines: 0.")]);
    expect(seen.text).toContain("Gateway to the Americas International Bridge : Closed from 8 Jul 2010 18:00 CDT");
  }
});

test("every line is previewed, then all are recorded at once, with local times and reopenings", async () => {
  const before = await count();
  const seen = await preview(sheet(FLOOD, STRIKE));
  expect(seen.text).toContain("Valid lines: 2. Wrong lines: 0.");
  expect(seen.text).toContain("Lukeville : Closed from 8 Jul 2010 18:00 MST, northbound, passenger");
  // Nothing was known about southbound traffic, so even an old reopening gives an answer about today: a doubtful one.
  expect(seen.text).toMatch(
    /Naco Now southbound, commercial: before: Status not known \(no reports\) → after: Not sure: last known open on 2 Mar 2011/,
  );
  expect((await preview(sheet(FLOOD))).text).toContain("No answer about today changes.");
  expect(await count()).toBe(before);
  const done = await visitor.press(seen, "Record all 2 lines");
  expect([done.path, done.text.includes("Recorded: 2.")]).toEqual(["/desk/spreadsheet?recorded=2&known=0", true]);
  expect(await count()).toBe(before + 2);
  const { reports } = (await service.ask("/v1/reports?publisher=Example Gazette")).body;
  expect(reports).toMatchObject([{ reason: "staffing" }, { reason: "weather", note: "Flood", recordedBy: "desk" }]);
  expect(reports[1].changes).toMatchObject([
    { crossing: "lukeville", status: "closed", effectiveAt: "2010-07-09T01:00:00Z" },
    { crossing: "lukeville", status: "open", effectiveAt: "2010-07-10T13:00:00Z" },
  ]);
  // The same file, and the same form sent again, record nothing more.
  const again = await preview(sheet(FLOOD, STRIKE));
  expect(again.text).toContain("Already on record: 2.");
  expect((await visitor.press(seen, "Record all 2 lines")).path).toBe("/desk/spreadsheet?recorded=0&known=2");
  expect(await count()).toBe(before + 2);
});

test("sent twice at once, the lines are recorded once", async () => {
  const seen = await preview(
    sheet(FLOOD.replace("2010", "2012").replace("2010", "2012"), STRIKE.replaceAll("2011", "2013")),
  );
  const before = await count();
  await Promise.all([1, 2, 3].map(() => visitor.press(seen, "Record all 2 lines")));
  expect(await count()).toBe(before + 2);
});

test("if a line is wrong, nothing is recorded unless the operator chooses to record the valid lines", async () => {
  const before = await count();
  const seen = await preview(sheet(FLOOD.replaceAll("2010", "2014"), "Atlantis,boats,,shut,,12/4/2023,,,,"));
  expect(seen.text).toContain("Valid lines: 1. Wrong lines: 1.");
  for (const told of [
    'crossing : must be the name or the address of a crossing, such as laredo-gateway; got "Atlantis"',
    'traffic : must be one of on foot, cars, trucks, rail; got "boats"',
    'status : must be one of closed, suspended, open, open with limits; got "shut"',
    'from : must be a day, a time or a month, such as 2023-12-04, 2023-12-04 18:00 or 2023-12; got "12/4/2023"',
    "source name : is required",
  ])
    expect(seen.text).toContain(told);
  expect(seen.text).not.toContain("Record all");
  const token = formsOf(seen.markup).flatMap(({ pairs }) => pairs);
  const forced = await visitor.send("/desk/spreadsheet", [
    ...token.filter(([name]) => name !== "do"),
    ["do", "record"],
  ]);
  expect([forced.status, await count()]).toEqual([409, before]);
  const done = await visitor.press(seen, "Leave out the wrong line and record the other one");
  expect(done.path).toBe("/desk/spreadsheet?recorded=1&known=0");
  expect(await count()).toBe(before + 1);
});

test.each<[string, string, string]>([
  ["a crossing without the traffic", "naco,rail,,closed,,2010-01-01,,P,,", "traffic : naco has no rail service"],
  [
    "an end before the start",
    "naco,,,closed,,2010-01-02,2010-01-01,P,,",
    'until : must be after the start, which is 2 Jan 2010; got "2010-01-01"',
  ],
  ["a time that occurs twice", "san-ysidro,,,closed,,2010-11-07 01:30,,P,,", "twice that night"],
  [
    "a name of several crossings",
    "Nogales,,,closed,,2010-01-01,,P,,",
    'crossing : must name one crossing; "Nogales" may be',
  ],
  [
    "a formula",
    "naco,,,closed,,2010-01-01,,=HYPERLINK(1),,",
    'source name : must be text, not a formula; got "=HYPERLINK(1)"',
  ],
  [
    "too many cells",
    "naco,,,closed,,2010-01-01,,P,,Shut, for good",
    "must have 10 cells, one for each column; got 11.",
  ],
  ["a wrong address", "naco,,,closed,,2010-01-01,,P,ftp://x,", "source URL : "],
])("a wrong line is explained beside the line: %s", async (_, line, told) => {
  const seen = await preview(sheet(line, FLOOD));
  expect([seen.status, seen.text]).toEqual([200, expect.stringContaining(told)]);
  expect(seen.text).toContain("Wrong lines: 1.");
});

test("a line that repeats another is wrong", async () => {
  expect((await preview(sheet(FLOOD, FLOOD))).text).toContain("must not repeat line 2");
});

test.each<[string, Blob, string]>([
  ["missing columns", new Blob(["crossing,status\nnaco,closed"]), "must have these columns: from, source name"],
  ["an unknown column", new Blob([`${HEAD},colour\nnaco`]), "must be one of the known columns (crossing, traffic"],
  ["a column twice", new Blob([`${HEAD},note\nnaco`]), 'must appear only once; got "note" twice'],
  ["no line", new Blob([HEAD]), "must have at least one line"],
  ["a wrong encoding", new Blob([sheet(FLOOD), new Uint8Array([0xf3])]), "must be text in UTF-8"],
  ["a workbook", new Blob([new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])]), "must be text in UTF-8"],
  ["an open quotation mark", new Blob([sheet('naco,"closed')]), "must have matching quotation marks"],
  ["too many lines", new Blob([sheet(...Array(251).fill(FLOOD))]), "must have at most 250 lines; got 251"],
  ["600 KB", new Blob([sheet("x".repeat(600_000))]), "must be at most 512 KB; got 587 KB"],
])("a file with %s is refused as a whole, with the rule", async (_, file, told) => {
  const before = await count();
  const seen = await upload(file);
  expect([seen.status, seen.text]).toEqual([400, expect.stringContaining(told)]);
  expect(await count()).toBe(before);
});

test("a file of 10 MB is refused with its size", async () => {
  const seen = await upload(new Blob([new Uint8Array(10 * 1024 * 1024)]));
  expect([seen.status, seen.text]).toEqual([413, expect.stringContaining("must be at most 512 KB; got 10.0 MB")]);
});

test("a file with semicolons or in UTF-16, as spreadsheet programs write it, is read too", async () => {
  const text = "cruce;estado;desde;hasta;fuente\r\nlukeville;cerrado;2015-01-02;2015-01-03;El Diario de Ejemplo";
  expect((await preview(text)).text).toContain("Valid lines: 1.");
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text.replaceAll(";", "\t"), "utf16le")]);
  expect((await upload(new Blob([utf16]))).text).toContain("Valid lines: 1.");
});

test("a closure that still lasts changes the answer about today, and the preview says so", async () => {
  const seen = await preview(sheet("lukeville,,,closed,flooding,2026-11-20,2026-11-30,Pima County,,"));
  expect(seen.text).toContain("These lines also change answers about today:");
  expect(seen.text).toMatch(/Lukeville Now .*Closed since 20 Nov: weather, expected until 30 Nov/);
});

test("the largest table is previewed and recorded in time, and in the order of its lines", async () => {
  const days = Array.from({ length: 250 }, (_, i) => new Date(Date.UTC(2016, 0, 1 + 2 * i)).toISOString().slice(0, 10));
  const slugs = ["naco", "roma", "donna", "pharr", "tecate", "sasabe", "andrade", "progreso", "presidio", "hidalgo"];
  const lines = days.map((day, i) => `${slugs[i % 10]},,,closed,other,${day} 08:00,${day} 09:00,Long Gazette,,`);
  const seen = await preview(sheet(...lines));
  expect(seen.text).toContain("Valid lines: 250.");
  const done = await visitor.press(seen, "Record all 250 lines");
  expect(done.path).toBe("/desk/spreadsheet?recorded=250&known=0");
  const { reports } = (await service.ask("/v1/reports?publisher=Long Gazette&limit=500")).body;
  expect(
    reports.map(({ changes }: { changes: { effectiveAt: string }[] }) => changes[0]?.effectiveAt.slice(0, 10)),
  ).toEqual(days.toReversed());
}, 60_000);
