import { parse } from "csv-parse/sync";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

// On 10 February 2024, a newspaper writes that Lukeville is closed to cars. On record it is open, from 06:00 to 20:00.

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

const CARS = "mode=passenger&direction=northbound";
const FEBRUARY = `/v1/crossings/lukeville/availability?${CARS}&from=2024-02&to=2024-02`;
const accounted = async () => (await service.ask(FEBRUARY)).body.services[0];

test("hours in which a crossing was open on record, but shut according to another source, are in doubt in its account and calendar", async () => {
  const before = await accounted();
  expect(before).toMatchObject({ unconfirmed: 0, contradicted: 0 });
  const key = await service.keyFor("observer", "recorder");
  const source = { kind: "news", publisher: "Example News", title: "Gate shut" };
  const claim = {
    crossing: "lukeville",
    modes: ["passenger"],
    directions: ["northbound"],
    status: "closed",
    effectiveAt: "2024-02-10T12:00:00-07:00",
  };
  const report = soundReport({}, { source, reason: null, changes: [], claims: [claim] });
  expect((await service.post("/v1/reports", report, key)).status).toBe(201);
  const after = await accounted();
  // From noon on 10 February: eight hours of that day, and 14 hours of 19 days.
  const doubt = 8 + 19 * 14;
  expect(after.hours).toEqual(before.hours);
  expect(after).toMatchObject({ unconfirmed: doubt, contradicted: doubt });
  const { traffic, count, announced } = after.evidence;
  expect(announced).toBe(doubt);
  expect(traffic + count + announced).toBe(after.hours.open + after.hours.limited);
  const { text } = await service.ask(`${FEBRUARY}&format=csv`);
  expect(parse(text, { columns: true })).toMatchObject([{ unconfirmed: `${doubt}`, contradicted: `${doubt}` }]);
  const page = await service.ask("/lukeville?year=2024", { headers: { accept: "text/html" } });
  const row = page.text.split('<tr><th scope="row">Feb</th>')[1]?.split("</tr>")[0] ?? "";
  const kinds = [...row.matchAll(/<td class="(\w+)/g)].map(([, kind]) => kind);
  expect(kinds.slice(0, 29)).toEqual([...Array(9).fill("open"), ...Array(20).fill("contradicted")]);
  expect(page.text).toContain("Open on record, contradicted by a source: ");
});
