import { Temporal } from "temporal-polyfill";
import { keepWaits } from "../../../src/actions/feed/keep-waits.ts";
import type { Lane, Reading } from "../../../src/domain/feed/observation.ts";
import type { Service } from "../../../src/domain/places/crossing.ts";
import { connectionsOf } from "../../../src/store/connections.ts";
import { countPolls, loadFeedHours } from "../../../src/store/feed/hours.ts";
import { type LoanedService, loanService } from "../../support/service.ts";

const instant = Temporal.Instant.from;
const gateway: Service = { crossing: "brownsville-gateway", mode: "passenger", direction: "northbound" };
const walkers: Service = { ...gateway, mode: "pedestrian" };

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());
beforeEach(async () => {
  await connectionsOf(service.ctx.db).prisma.waitSample.deleteMany();
  await connectionsOf(service.ctx.db).prisma.feedHour.deleteMany();
});

const number = (minutes: number, time: string, kind: Lane["kind"] = "standard"): Lane => ({
  kind,
  says: "number",
  minutes,
  lanesOpen: 2,
  at: instant(`2026-11-10T${time}:00Z`),
});
const pending: Lane = { kind: "ready", says: "pending", minutes: null, lanesOpen: null, at: null };
const reading = (of: Service, ...lanes: Lane[]): Reading => ({ service: of, lanes, hoursText: null });

/** Polls on 10 November at `time` (UTC). Returns the number of stored samples. */
function poll(time: string, ...readings: Reading[]): Promise<number> {
  service.clock.set(`2026-11-10T${time}:00Z`);
  return keepWaits(service.ctx, readings);
}

async function kept(): Promise<string[]> {
  const rows = await connectionsOf(service.ctx.db).prisma.waitSample.findMany({
    orderBy: [{ mode: "asc" }, { lane: "asc" }, { hour: "asc" }],
  });
  const time = (date: Date) => date.toISOString().slice(11, 16);
  return rows.map((row) => `${row.mode} ${row.lane} ${time(row.hour)} ${row.minutes} filed ${time(row.filedAt)}`);
}

describe("Wait samples", () => {
  test("are stored once per hour and lane kind, for lanes with traffic", async () => {
    const count = await poll(
      "19:20",
      reading(gateway, number(25, "19:00"), number(5, "18:00", "sentri"), pending),
      reading(walkers, number(0, "19:00"), pending),
    );
    expect(count).toBe(3);
    expect(await kept()).toEqual([
      "pedestrian standard 19:00 0 filed 19:00",
      "passenger standard 19:00 25 filed 19:00",
      "passenger sentri 18:00 5 filed 18:00",
    ]);
  });

  test("are not stored for a silent lane", async () => {
    expect(await poll("19:20", reading(gateway, pending), reading(walkers))).toBe(0);
    expect(await poll("19:20")).toBe(0);
    expect(await kept()).toEqual([]);
  });

  test("are stored once, even if several processes poll the same document", async () => {
    const readings = [reading(walkers, number(7, "19:00")), reading(gateway, number(25, "19:00"))];
    expect(await poll("19:20", ...readings)).toBe(2);
    expect(await poll("19:30", ...readings)).toBe(0);
    const counts = await Promise.all(
      Array.from({ length: 8 }, (_, i) => poll("19:40", ...(i % 2 === 0 ? readings : [...readings].reverse()))),
    );
    expect(counts).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(await kept()).toHaveLength(2);
  });

  test("contain the last filing of the hour", async () => {
    expect(await poll("19:20", reading(gateway, number(25, "19:05")))).toBe(1);
    expect(await poll("19:50", reading(gateway, number(40, "19:45")))).toBe(1);
    expect(await poll("19:50", reading(gateway, number(25, "19:05")))).toBe(0);
    expect(await kept()).toEqual(["passenger standard 19:00 40 filed 19:45"]);
    expect(await poll("19:55", reading(gateway, number(45, "19:45")))).toBe(1);
    expect(await kept()).toEqual(["passenger standard 19:00 45 filed 19:45"]);
  });

  test("contain the later filing if two rows of a document have the same lane", async () => {
    const [late, early] = [reading(gateway, number(40, "19:10")), reading(gateway, number(25, "19:00"))];
    expect(await poll("19:20", late, early)).toBe(1);
    expect(await kept()).toEqual(["passenger standard 19:00 40 filed 19:10"]);
  });

  test("with a timestamp ahead of the clock are stored once, in the hour of the poll", async () => {
    expect(await poll("18:50", reading(gateway, number(15, "18:00")))).toBe(1);
    expect(await poll("19:40", reading(gateway, number(25, "20:00")))).toBe(1);
    expect(await poll("20:10", reading(gateway, number(25, "20:00")))).toBe(0);
    expect(await kept()).toEqual([
      "passenger standard 18:00 15 filed 18:00",
      "passenger standard 19:00 25 filed 20:00",
    ]);
    expect(await poll("20:20", reading(gateway, number(35, "20:00")))).toBe(1);
    expect(await poll("20:40", reading(gateway, number(50, "20:30")))).toBe(1);
    expect(await kept()).toEqual([
      "passenger standard 18:00 15 filed 18:00",
      "passenger standard 19:00 25 filed 20:00",
      "passenger standard 20:00 50 filed 20:30",
    ]);
  });
});

describe("Poll counts", () => {
  const count = (time: string, ...rows: { service: Service; moving: boolean }[]) =>
    countPolls(service.ctx.db, instant(`2026-11-10T${time}:00Z`), rows);
  const counted = async (since: string) =>
    (await loadFeedHours(service.ctx.db, [gateway.crossing], instant(`2026-11-10T${since}:00Z`))).map(
      ({ service: { mode }, hour, polls, moving }) => `${mode} ${String(hour).slice(11, 16)} ${moving}/${polls}`,
    );

  test("are stored by service and UTC hour, with the number of polls that found traffic", async () => {
    const both = (moving: boolean) => [
      { service: gateway, moving },
      { service: walkers, moving: false },
    ];
    await count("19:00", ...both(true));
    await count("19:59", ...both(false));
    await count("20:00", ...both(true));
    await count("20:10");
    expect(await counted("19:00")).toEqual([
      "pedestrian 19:00 0/2",
      "passenger 19:00 1/2",
      "pedestrian 20:00 0/1",
      "passenger 20:00 1/1",
    ]);
    expect(await counted("19:01")).toHaveLength(2);
    expect(await loadFeedHours(service.ctx.db, ["lukeville"], instant("2026-11-10T00:00:00Z"))).toEqual([]);
  });

  test("add up across processes, and count a service once per poll", async () => {
    const rows = [gateway, walkers].map((each) => ({ service: each, moving: each === gateway }));
    await Promise.all(
      Array.from({ length: 12 }, (_, i) => count("19:30", ...(i % 2 === 0 ? rows : [...rows].reverse()))),
    );
    expect(await counted("19:00")).toEqual(["pedestrian 19:00 0/12", "passenger 19:00 12/12"]);
    await count("21:00", { service: gateway, moving: true }, { service: gateway, moving: false });
    expect(await counted("21:00")).toEqual(["passenger 21:00 1/1"]);
  });
});
