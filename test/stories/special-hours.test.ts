import { Temporal } from "temporal-polyfill";
import { machineClock } from "../../src/clock.ts";
import { type LoanedDatabase, loanDatabase } from "../support/database.ts";
import { type ServiceProcess, startProcess } from "../support/service-process.ts";

// A crossing with weekly hours stays open until 22:00 on one day, is closed on the holidays of the country that
// travellers enter, and has other hours in a season.

const PLACE = "naco";
const ZONE = "America/Phoenix";
/** Next year, about which the seed has no report. */
const YEAR = machineClock().toZonedDateTimeISO(ZONE).year + 1;
/** A weekday other than that of 1 June of that year. */
const OTHER_WEEKDAY = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"][
  Temporal.PlainDate.from(`${YEAR}-06-01`).dayOfWeek % 7
];
const at = (monthAndDay: string, time: string) =>
  String(Temporal.PlainDateTime.from(`${YEAR}-${monthAndDay}T${time}`).toZonedDateTime(ZONE).toInstant());

// biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
type Body = any;

let database: LoanedDatabase;
let service: ServiceProcess;
let key: string;

beforeAll(async () => {
  database = await loanDatabase({ seeded: true });
  service = await startProcess(database.url);
  key = await service.operatorKey();
  await tell("Weekly hours", { status: "open", hours: "06:00-20:00", effectiveAt: `${YEAR}-01-01` });
}, 120_000);
afterAll(async () => {
  await service?.stop();
  await database?.release();
});

async function post(change: object, title = "Naco"): Promise<{ status: number; body: Body }> {
  const answer = await fetch(`${service.url}/v1/reports`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({
      source: { kind: "announcement", publisher: "Cochise County Fair", title },
      changes: [{ crossing: PLACE, modes: ["passenger"], ...change }],
    }),
  });
  return { status: answer.status, body: await answer.json() };
}
async function tell(title: string, change: object): Promise<Body> {
  const { status, body } = await post(change, title);
  expect([status, body.errors]).toEqual([201, undefined]);
  return body;
}
const ask = async (path: string): Promise<Body> => (await fetch(`${service.url}${path}`)).json();
const cars = async (when: string, more = "", direction = "northbound"): Promise<Body> =>
  (await ask(`/v1/crossings/${PLACE}/status?mode=passenger&direction=${direction}&at=${when}${more}`)).services[0];
const page = async (query: string): Promise<string> =>
  (await fetch(`${service.url}/${PLACE}?${query}`, { headers: { accept: "text/html" } })).text();

test("longer hours for one day apply only on that day, in answer, page, history, calendar and feed", async () => {
  const before = machineClock();
  const { id } = await tell("Fair night", { exception: `${YEAR} Jun 15 06:00-22:00`, effectiveAt: `${YEAR}-06-15` });
  expect(await cars(at("06-14", "20:30"))).toMatchObject({
    open: false,
    because: "outside_hours",
    hours: "06:00-20:00",
    exceptions: [{ today: false, report: { id } }],
  });
  expect(await cars(at("06-15", "20:30"))).toMatchObject({
    open: true,
    because: "in_service",
    hours: "06:00-20:00",
    closesAt: at("06-15", "22:00"),
    exceptions: [{ exception: `${YEAR} Jun 15 06:00-22:00`, until: null, today: true, report: { id } }],
  });
  expect(await cars(at("06-15", "22:00"))).toMatchObject({ open: false, opensAt: at("06-16", "06:00") });
  expect(await cars(at("06-16", "20:30"))).toMatchObject({ open: false, exceptions: [] });
  // Before the report was recorded, only the weekly hours apply.
  expect(await cars(at("06-15", "20:30"), `&knownAt=${before}`)).toMatchObject({ open: false, exceptions: [] });
  expect(await cars(at("06-15", "20:30"), `&publishedBefore=${before}`)).toMatchObject({ exceptions: [] });

  const query = `at=${at("06-15", "20:30")}`;
  expect(await page(query)).toContain(`Special hours today</dt><dd>15 Jun ${YEAR} 06:00-22:00`);
  expect(await page(`${query}&lang=es`)).toContain(`Horario especial: 15 jun ${YEAR} 06:00-22:00`);
  expect(await page(`at=${at("06-16", "20:30")}`)).not.toContain("Special hours today");
  const { history } = await ask(`/v1/crossings/${PLACE}/history?mode=passenger&direction=northbound&limit=1`);
  expect(history).toMatchObject([
    {
      kind: "exception",
      exception: `${YEAR} Jun 15 06:00-22:00`,
      hours: null,
      status: null,
      effectiveAt: `${YEAR}-06-15`,
    },
  ]);
  const calendar = await (await fetch(`${service.url}/v1/crossings/${PLACE}/calendar.ics`)).text();
  expect(calendar.replaceAll("\r\n ", "")).toMatch(new RegExp(`DTSTART;VALUE=DATE:${YEAR}0615`));
  expect(await (await fetch(`${service.url}/v1/crossings/${PLACE}/atom.xml`)).text()).toContain(
    `Special hours: 15 Jun ${YEAR} 06:00-22:00`,
  );
});

test("holidays are those of the country that travellers enter, and they take precedence over a season", async () => {
  await tell("Holidays", { exception: "PH off", effectiveAt: `${YEAR}-01-01` });
  await tell("Summer", { exception: "Jul-Sep 05:00-21:00", effectiveAt: `${YEAR}-07-01` });
  // 4 July is a holiday of the United States, and 16 September one of Mexico.
  expect(await cars(at("07-04", "12:00"))).toMatchObject({ open: false, because: "outside_hours" });
  expect(await cars(at("07-04", "12:00"), "", "southbound")).toMatchObject({ open: true });
  expect(await cars(at("09-16", "12:00"))).toMatchObject({ open: true });
  expect(await cars(at("09-16", "12:00"), "", "southbound")).toMatchObject({ open: false });
  expect(await cars(at("07-03", "20:30"))).toMatchObject({ open: true, closesAt: at("07-03", "21:00") });
  expect(await cars(at("10-01", "20:30"))).toMatchObject({ open: false });
});

test("a null exception ends all exceptions, and a withdrawn exception has no effect", async () => {
  const { id } = await tell("No Fridays", { exception: "Fr off", effectiveAt: `${YEAR}-10-01` });
  const friday = Temporal.PlainDate.from(`${YEAR}-10-01`);
  const first = friday.add({ days: (5 - friday.dayOfWeek + 7) % 7 });
  const noon = (weeks: number) => at(first.add({ weeks }).toString().slice(5), "12:00");
  expect(await cars(noon(0))).toMatchObject({ open: false });
  await tell("Fridays again", { exception: null, effectiveAt: first.add({ weeks: 1 }).toString() });
  expect([(await cars(noon(0))).open, (await cars(noon(1))).open]).toEqual([false, true]);
  const retraction = await fetch(`${service.url}/v1/reports/${id}/retraction`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ note: "The fair was wrong." }),
  });
  expect(retraction.status).toBe(201);
  expect((await cars(noon(0))).open).toBe(true);
});

test.each([
  ["06:00-22:00", "names no days"],
  [`${YEAR} Jun 31 off`, "is not a day"],
  ["PH:FR off", "PH:US, PH:MX"],
  ["PH:US:mardi-gras off", "labor-day"],
  ["Sa 25:00-26:00", "is not a range of times"],
  [`${YEAR - 1} Jun 01 off`, "is not over by effectiveAt"],
  [`${YEAR} Jun 01 ${OTHER_WEEKDAY} off`, `must name a day from ${YEAR}-06-01 to ${YEAR}-06-01`],
])("the exception %s is refused with the field and the rule", async (exception, rule) => {
  const { status, body } = await post({ exception, effectiveAt: `${YEAR}-06-01` });
  expect(status).toBe(400);
  expect(body.errors).toHaveLength(1);
  expect(body.errors[0].path).toBe("changes.0.exception");
  expect(body.errors[0].message).toContain(rule);
});
