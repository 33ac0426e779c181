import { Temporal } from "temporal-polyfill";
import { readLines } from "../../../../src/http/desk/spreadsheet/read-lines.ts";
import { readTable } from "../../../../src/http/desk/spreadsheet/read-table.ts";
import { ENGLISH } from "../../../../src/locales/en.ts";
import { SPANISH } from "../../../../src/locales/es.ts";
import { crossings } from "../../../seed/seed-files.ts";

const HEAD = "crossing,traffic,directions,status,reason,from,until,source name,note";

async function read(line: string, now: string, messages = ENGLISH) {
  const [only] = await readLines(
    readTable(`${HEAD}\n${line}`, messages),
    crossings,
    Temporal.Instant.from(now),
    messages,
  );
  if (only === undefined) throw new Error("There is no line.");
  const { report, issues } = only;
  const changes = report?.draft.changes.map(({ status, effectiveAt, expectedUntil }) =>
    [status, effectiveAt, expectedUntil ?? ""].join(" ").trim(),
  );
  return { id: report?.id, changes, issues: issues.map(({ path, message }) => `${path} ${message}`) };
}

test.each([
  ["2026-12", "2026-12-02T20:00:00Z", false],
  ["2026-12", "2027-01-01T06:59:00Z", false],
  ["2026-12", "2027-01-01T07:00:00Z", true],
  ["2026-12-02", "2026-12-02T20:00:00Z", false],
  ["2026-12-02", "2026-12-03T07:00:00Z", true],
  ["2026-12-02 12:00", "2026-12-02T18:59:00Z", false],
  ["2026-12-02 12:00", "2026-12-02T19:00:00Z", true],
])("an end counts as a reopening only once it has passed: until %s, uploaded at %s", async (until, now, isReopened) => {
  const { changes } = await read(`naco,,,closed,,2026-11-01,${until},P,`, now);
  expect(changes).toHaveLength(isReopened ? 2 : 1);
});

test("an end that has passed at one crossing but not yet at another reopens neither", async () => {
  const line = "el-paso-stanton;laredo-gateway,,,closed,,2026-11-01,2026-12-02,P,";
  expect((await read(line, "2026-12-03T06:30:00Z")).changes).toHaveLength(2);
  expect((await read(line, "2026-12-03T07:00:00Z")).changes).toHaveLength(4);
});

test("a line keeps its id after its end has passed, in other languages, and in another order", async () => {
  const line = "naco;douglas,cars;on foot,,closed,flooding,2026-11-01,2026-12-10,P,";
  const { id } = await read(line, "2026-12-05T20:00:00Z");
  expect(id).toMatch(/^spreadsheet-[0-9a-f]{32}$/);
  expect((await read(line, "2026-12-12T20:00:00Z")).id).toBe(id);
  expect((await read(line, "2026-12-05T20:00:00Z", SPANISH)).id).toBe(id);
  const same = "Douglas ; NACO,a pie;autos,,cerrado,clima,2026-11-01,2026-12-10,P,";
  expect((await read(same, "2026-12-05T20:00:00Z", SPANISH)).id).toBe(id);
  expect((await read(`${line}Other`, "2026-12-05T20:00:00Z")).id).not.toBe(id);
});

test.each([
  [
    "naco,,,closed,,2023-12-04 14:00 -05:00,,P,",
    'from must have the UTC offset of naco at that time, -07:00, or none; got "2023-12-04 14:00 -05:00"',
  ],
  [
    "el-paso-stanton;laredo-gateway,,,closed,,2023-12-04 14:00 -07:00,,P,",
    'from must have the UTC offset of laredo-gateway at that time, -06:00, or none; got "2023-12-04 14:00 -07:00"',
  ],
  [
    "san-ysidro,,,closed,,2023-11-01,2023-11-05 01:30 -06:00,P,",
    'until must have the UTC offset of san-ysidro at that time, -07:00 or -08:00, or none; got "2023-11-05 01:30 -06:00"',
  ],
  [
    "naco,,,closed,,2023-12-04 -07:00,,P,",
    'from must have a UTC offset only after a time, such as 2023-11-05 01:30 -05:00; got "2023-12-04 -07:00"',
  ],
  [
    "naco,,,closed,,2023-12 -07:00,,P,",
    'from must have a UTC offset only after a time, such as 2023-11-05 01:30 -05:00; got "2023-12 -07:00"',
  ],
])("a UTC offset that does not belong to the time is refused: %s", async (line, told) => {
  expect((await read(line, "2026-12-05T20:00:00Z")).issues).toEqual([told]);
});

test("the UTC offset of the crossing is accepted, and an unnecessary offset does not change the id", async () => {
  const now = "2026-12-05T20:00:00Z";
  const plain = await read("naco,,,closed,,2023-12-04 14:00,,P,", now);
  expect(await read("naco,,,closed,,2023-12-04 14:00 -07:00,,P,", now)).toEqual(plain);
  expect(plain.changes).toEqual(["closed 2023-12-04T21:00:00Z"]);
  const twice = await Promise.all(
    ["-07:00", "-08:00"].map((offset) => read(`san-ysidro,,,closed,,2023-11-05 01:30 ${offset},,P,`, now)),
  );
  expect(twice.map(({ changes }) => changes)).toEqual([
    ["closed 2023-11-05T08:30:00Z"],
    ["closed 2023-11-05T09:30:00Z"],
  ]);
  expect(new Set(twice.map(({ id }) => id)).size).toBe(2);
});

test.each([
  [
    "Laredo Gatway",
    ENGLISH,
    'crossing must be the name or the address of a crossing; got "Laredo Gatway". Did you mean Gateway to the Americas International Bridge (laredo-gateway)',
  ],
  [
    "lukevile",
    ENGLISH,
    'crossing must be the name or the address of a crossing; got "lukevile". Did you mean Lukeville (lukeville)?',
  ],
  [
    "puente juares lincoln",
    SPANISH,
    'crossing debe ser el nombre o la dirección de un cruce; se recibió "puente juares lincoln". ¿Quiso decir Puente Juárez-Lincoln (Puente 2 de Nuevo Laredo) (laredo-juarez-lincoln)',
  ],
  [
    "Atlantis",
    ENGLISH,
    'crossing must be the name or the address of a crossing, such as laredo-gateway; got "Atlantis"',
  ],
])("a misspelled crossing is answered with the crossings of similar names: %s", async (name, messages, told) => {
  const { issues } = await read(`${name},,,closed,,2023-12-04,,P,`, "2026-12-05T20:00:00Z", messages);
  expect(issues).toHaveLength(1);
  expect(issues[0]?.slice(0, told.length)).toBe(told);
});

test("an error shows only the beginning of a long cell", async () => {
  const long = "Laredo ".repeat(15_000).trim();
  const { issues } = await read(`${long},${long},,closed,,2023-12-04,${long},P,`, "2026-12-05T20:00:00Z");
  const shown = `${long.slice(0, 60)}…`;
  expect(issues).toEqual([
    `crossing must be the name or the address of a crossing, such as laredo-gateway; got "${shown}"`,
    expect.stringMatching(/^modes must be one of /),
    expect.stringMatching(/^until must be a day, a time or a month/),
  ]);
  for (const issue of issues) expect(issue.slice(issue.indexOf("; got"))).toBe(`; got "${shown}"`);
  const { issues: later } = await read(`naco,,,closed,,2023-12-04,,${long},`, "2026-12-05T20:00:00Z");
  expect(later).toHaveLength(1);
  expect(later[0]?.length).toBeLessThan(200);
  expect(later[0]).toContain(`; got "${shown}"`);
});

test("an end before the start is refused with the cell, and with times in the local time of the crossing", async () => {
  const { issues } = await read("naco,,,closed,,2023-12-04 14:00,2023-12-04 12:00,P,", "2026-12-05T20:00:00Z");
  expect(issues).toEqual(['until must be after the start, which is 4 Dec 2023 14:00 MST; got "2023-12-04 12:00"']);
});

test("a cell with too many names is refused", async () => {
  const names = Array(61).fill("naco").join(";");
  const { issues } = await read(`${names},,,closed,,2023-12-04,,P,`, "2026-12-05T20:00:00Z");
  expect(issues).toEqual(["crossing must have at most 60 names; got 61"]);
});

test("other work runs between the lines of a long table", async () => {
  const lines = Array.from({ length: 250 }, (_, i) => `naco;douglas;lukeville;sasabe,,,closed,,2023-12-04,,P${i},`);
  const table = readTable([HEAD, ...lines].join("\n"), ENGLISH);
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await readLines(table, crossings, Temporal.Instant.from("2026-12-05T20:00:00Z"), ENGLISH);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(0);
});
