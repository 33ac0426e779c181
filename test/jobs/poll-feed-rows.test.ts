import { connectionsOf } from "../../src/store/connections.ts";
import { jsonDocument, type PortSample } from "../feeds/port-sample.ts";
import { loanPolledService, type PolledService } from "../support/polled-service.ts";
import { type LoanedService, loanService } from "../support/service.ts";

let polled: PolledService;
let given: PolledService["given"];
let origin: string;
let service: LoanedService;
let admin: string;
let poll: PolledService["poll"];
beforeAll(async () => {
  polled = await loanPolledService();
  ({ given, origin, service, admin, poll } = polled);
});
afterAll(() => polled.release());
afterEach(() => {
  for (const path of Object.keys(given)) delete given[path];
});

/** Ports in Garita's table, in numerical order. */
const PORTS = (
  "230201 230301 230302 230401 230402 230403 230404 230501 230502 230503 230701 230901 230902 231001 240201 240202 240203 " +
  "240204 240301 240401 250201 250301 250302 250401 250407 250409 250501 250601 250602 260101 260201 260301 260401 260402 " +
  "260403 260801 260802 535501 535502 535503 535504 l24501"
).split(" ");
/** Returns the hours by which a port's time is behind UTC. Douglas and Naco print Pacific time too. */
const hoursBehind = (port: string): number =>
  /^25|^26[013]/.test(port) && !/^2602|^2604|^2608/.test(port) ? 8 : /^24(?!03)|^26|^l/.test(port) ? 7 : 6;
/** Creates a row of a port at an instant, with the port's local time in November. */
function rowAt(port_number: string, instant: string, given: PortSample = {}): PortSample {
  const local = new Date(Date.parse(instant) - hoursBehind(port_number) * 3_600_000);
  const date = `${local.getUTCMonth() + 1}/${local.getUTCDate()}/${local.getUTCFullYear()}`;
  return { port_number, date, time: local.toISOString().slice(11, 19), ...given };
}
const listAt = (instant: string, ports = PORTS): string => jsonDocument(...ports.map((port) => rowAt(port, instant)));
const standing = async () =>
  (await service.ask("/v1/crossings/nogales-mariposa/status?mode=pedestrian&direction=northbound")).body.services[0];
const openTitles = async (): Promise<string[]> =>
  (await service.ask("/v1/proposals", { headers: { authorization: `Bearer ${admin}` } })).body.proposals.map(
    ({ title }: { title: string }) => title,
  );

describe("a document of the ports", () => {
  test("is accepted if it has all ports", async () => {
    given["/first"] = listAt("2026-11-12T12:00:00Z");
    expect(await poll("2026-11-12T12:00:30Z")).toMatchObject({
      outcome: "succeeded",
      counts: { matchedRows: 42, unknownRows: 0, absentRows: 0, agedRows: 0, faultyRows: 0 },
    });
  });

  test("that was cut off but is well-formed is refused, at any URL", async () => {
    given["/first"] = listAt("2026-11-12T12:10:00Z", PORTS.slice(0, 32));
    given["/second"] = listAt("2026-11-12T12:10:00Z", PORTS.slice(0, 1));
    const run = await poll("2026-11-12T12:10:30Z");
    expect(run.outcome).toBe("failed");
    expect(run.error).toContain(`${origin}/first shrank: 32 of our rows, after 42`);
    expect(run.error).toContain(`${origin}/second shrank: 1 of our rows, after 42`);
  });

  test("with only one port, after a complete list, is refused", async () => {
    given["/first"] = JSON.stringify(JSON.parse(listAt("2026-11-12T12:20:00Z", PORTS.slice(0, 1)))[0]);
    expect((await poll("2026-11-12T12:20:30Z")).error).toMatch(/shrank: 1 of our rows, after 42/);
  });

  test("that has lost rows is accepted once three consecutive documents have had as many rows", async () => {
    const shorter = PORTS.slice(6);
    given["/first"] = listAt("2026-11-12T12:30:00Z", shorter);
    expect((await poll("2026-11-12T12:30:30Z")).outcome).toBe("failed");
    expect((await poll("2026-11-12T12:31:00Z")).outcome).toBe("failed");
    expect((await poll("2026-11-12T12:32:00Z")).outcome).toBe("failed");
    given["/first"] = listAt("2026-11-12T12:40:00Z", shorter);
    expect((await poll("2026-11-12T12:40:30Z")).outcome).toBe("failed");
    given["/first"] = listAt("2026-11-12T12:50:00Z", shorter);
    expect(await poll("2026-11-12T12:50:30Z")).toMatchObject({
      outcome: "succeeded",
      counts: { matchedRows: 36, absentRows: 6, proposed: 6 },
    });
    given["/first"] = listAt("2026-11-12T13:00:00Z", shorter);
    expect(await poll("2026-11-12T13:00:30Z")).toMatchObject({ outcome: "succeeded", counts: { proposed: 0 } });
    given["/first"] = listAt("2026-11-12T13:10:00Z");
    expect(await poll("2026-11-12T13:10:30Z")).toMatchObject({ outcome: "succeeded", counts: { matchedRows: 42 } });
  });

  test("makes the services of its old rows silent", async () => {
    const made = "2026-11-12T13:20:00Z";
    const old = (port: string) =>
      rowAt(port, port === "260201" ? "2026-11-11T13:20:00Z" : made, { hours: "6 am-9 pm" });
    given["/first"] = jsonDocument(...PORTS.map(old));
    expect(await poll("2026-11-12T13:20:30Z")).toMatchObject({
      outcome: "succeeded",
      counts: { matchedRows: 42, agedRows: 1, oddRows: "aged: 260201" },
    });
    const seen = await connectionsOf(service.ctx.db).prisma.observation.findMany({
      where: { crossing: { in: ["lukeville", "naco"] } },
    });
    for (const { crossing, hoursText } of seen)
      expect([crossing, hoursText]).toEqual([crossing, crossing === "lukeville" ? null : "06:00-21:00"]);
  });

  test("is read even if it has an invalid row and a row whose hours cannot be parsed", async () => {
    const made = "2026-11-12T13:30:00Z";
    const rows = PORTS.map((port) => rowAt(port, made, port === "260201" ? { hours: "6 am-6 am" } : {}));
    given["/first"] = JSON.stringify([null, ...JSON.parse(jsonDocument(...rows))]);
    expect(await poll("2026-11-12T13:30:30Z")).toMatchObject({
      outcome: "succeeded",
      counts: { matchedRows: 42, faultyRows: 1, oddRows: "faulty: row 1" },
    });
  });

  test("with new rows and a missing row leads to one proposal for each of them", async () => {
    const ports = PORTS.map((port) => (port === "l24501" ? "L24501" : port));
    for (const minute of [40, 50]) {
      const made = `2026-11-12T13:${minute}:00Z`;
      const rows = [...ports, "250605"].map((port) => rowAt(port, made));
      const clock = { ...rowAt("l24501", made), port_number: "L24501" };
      given["/first"] = jsonDocument(...rows.map((row) => (row.port_number === "L24501" ? clock : row)));
      expect(await poll(`2026-11-12T13:${minute}:30Z`)).toMatchObject({
        outcome: "succeeded",
        counts: {
          unknownRows: 2,
          absentRows: 1,
          oddRows: "unknown: L24501 Sample – Old Bridge, 250605 Sample – Old Bridge; absent: l24501",
          proposed: minute === 40 ? 3 : 0,
        },
      });
    }
    expect((await openTitles()).filter((title) => /24501|250605/.test(title)).sort()).toEqual([
      "The feed lists a row that Garita does not know: 250605 Sample – Old Bridge",
      "The feed lists a row that Garita does not know: L24501 Sample – Old Bridge",
      "The feed no longer lists a row that Garita knows: l24501 Fort Hancock-El Porvenir Bridge",
    ]);
  });

  test("with a notice about hours leads to one proposal, and the hours apply once an operator accepts it", async () => {
    const text = "Pedestrian access closes at 10:00 PM and reopens at 6:00 AM, seven days a week";
    for (const minute of ["00", "10"]) {
      const rows: Record<string, unknown>[] = JSON.parse(listAt(`2026-11-12T14:${minute}:00Z`));
      for (const row of rows) if (row.port_number === "260402") row.construction_notice = text;
      given["/first"] = JSON.stringify(rows);
      const { counts } = await poll(`2026-11-12T14:${minute}:30Z`);
      expect(counts.proposed).toBe(minute === "00" ? 1 : 0);
    }
    const { body } = await service.ask("/v1/proposals", { headers: { authorization: `Bearer ${admin}` } });
    const [notice, ...more] = body.proposals.filter(({ grounds }: { grounds: string }) => grounds.includes(text));
    expect(more).toEqual([]);
    const accepted = await service.post(`/v1/proposals/${notice.id}/acceptance`, "", admin);
    expect(accepted.status).toBe(201);
    service.clock.set("2026-11-13T05:28:00Z");
    expect(await standing()).toMatchObject({ open: false, hours: "06:00-22:00" });
  });
});

describe("in the repeated hour in autumn,", () => {
  test.each([
    ["XML in its first occurrence", "xml", "2026-11-01T05:40:30Z", "2026-11-01T05:40:00Z"],
    ["XML in its second occurrence", "xml", "2026-11-01T06:40:30Z", "2026-11-01T06:40:00Z"],
    ["RSS in its first occurrence", "rss", "2026-11-01T05:40:30Z", "2026-11-01T05:40:00Z"],
    ["RSS in its second occurrence", "rss", "2026-11-01T06:40:30Z", "2026-11-01T06:40:00Z"],
    ["JSON with one time zone in its second occurrence", "json", "2026-11-01T07:40:30Z", "2026-11-01T07:40:00Z"],
  ])("%s is parsed", async (_, form, now, madeAt) => {
    const own = await loanService({ settings: { BWT_URLS: `${origin}/first` } });
    const lanes =
      "<passenger_vehicle_lanes><standard_lanes><operational_status>N/A</operational_status></standard_lanes></passenger_vehicle_lanes>";
    given["/first"] =
      {
        xml: `<border_wait_time><last_updated_date>2026-11-1</last_updated_date><last_updated_time>1:40:0</last_updated_time><port><port_number>535504</port_number>${lanes}</port></border_wait_time>`,
        rss: "<rss version='2.0'><channel><pubDate>Sun, 01 Nov 2026 01:40:00 EST</pubDate><item><title>Brownsville - Gateway</title><description>Hours: 24 hrs/day <br/></description></item></channel></rss>",
        json: jsonDocument({ port_number: "535504", time: "01:40:00", date: "11/1/2026" }),
      }[form] ?? "";
    own.clock.set(now);
    await own.post("/v1/jobs/poll-feed/runs", "", await own.keyFor("chief", "admin"));
    for (;;) {
      const [run] = (await own.ask("/v1/jobs")).body.jobs[0].lastRuns;
      if (run.outcome === "running") continue;
      expect(run).toMatchObject({ outcome: "succeeded", error: null, counts: { madeAt } });
      break;
    }
    await own.release();
  });
});
