import { machineClock } from "../../../src/clock.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

let service: LoanedService;
let desk: string;
/** The database dates reports by its own clock, so the tests begin at the present time. */
let now: ReturnType<typeof machineClock>;
beforeEach(async () => {
  service = await loanService({ settings: { PUBLIC_URL: "https://garita.example" } });
  desk = await service.keyFor("desk", "recorder");
  now = machineClock().round({ smallestUnit: "second", roundingMode: "floor" });
});
afterEach(() => service.release());

/** Returns the instant some hours from now. */
const inHours = (hours: number) => String(now.add({ minutes: 60 * hours }));

const read = async (path: string) => (await service.ask(`/api/v2/${path}`)).body;
const componentOf = async (slug: string) =>
  (await read("components.json")).components.find(({ id }: { id: string }) => id === slug);
const incidentsOf = async (slug: string, path = "incidents.json") =>
  Object.values(await read(path))
    .filter(Array.isArray)
    .flat()
    .filter(({ shortlink }) => shortlink === `https://garita.example/${slug}`);

/** Records a change to all services of Lukeville. */
const record = async (change: Record<string, unknown>, report: Record<string, unknown> = {}): Promise<string> => {
  const whole = { modes: undefined, directions: undefined, effectiveAt: inHours(0), ...change };
  const { status, body } = await service.post("/v1/reports", soundReport(whole, report), desk);
  expect([status, body]).toEqual([201, expect.anything()]);
  return body.id;
};

/** Records that Lukeville is open in all its services, with these hours. */
const open = (hours = "24/7") => record({ status: "open", effectiveAt: inHours(-24), lifts: "all", hours });

test("an incident is monitored on the day of a reopening at an unknown time, and resolved when the day is over", async () => {
  await open();
  await record({ status: "suspended", effectiveAt: inHours(-1) });
  const today = now.toZonedDateTimeISO("America/Phoenix").toPlainDate();
  const day = today.add({ days: 1 });
  await record({ status: "open", effectiveAt: String(day) }, { reason: "staffing" });
  service.clock.set(`${day}T12:00:00-07:00`);
  const { body } = await service.ask("/v1/crossings/lukeville/status");
  expect(body.services.map((each: { open: unknown }) => each.open)).not.toContain(true);
  expect(await componentOf("lukeville")).toMatchObject({ status: "degraded_performance" });
  expect(await incidentsOf("lukeville", "incidents/unresolved.json")).toMatchObject([
    { status: "monitoring", resolved_at: null, incident_updates: [{ status: "monitoring" }, {}, {}] },
  ]);
  service.clock.set(`${day.add({ days: 1 })}T00:00:00-07:00`);
  expect(await componentOf("lukeville")).toMatchObject({ status: "operational" });
  expect(await incidentsOf("lukeville", "incidents/unresolved.json")).toEqual([]);
  expect(await incidentsOf("lukeville")).toMatchObject([
    { status: "resolved", resolved_at: `${day.add({ days: 1 })}T07:00:00Z` },
  ]);
});
