import { machineClock } from "../../src/clock.ts";
import { type LoanedDatabase, loanDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { type ServiceProcess, startProcess } from "../support/service-process.ts";
import { openStreamClient, type StreamClient } from "../support/stream-client.ts";
import { makeVisitor, signIn } from "../support/visitor.ts";

// A crossing is closed for weather and then for roadworks. The weather office reports it open again, but the roadworks
// continue.

const NOW = machineClock().round({ smallestUnit: "hour", roundingMode: "floor" });
const daysAgo = (days: number) => String(NOW.subtract({ hours: 24 * days }));
const WEATHER = "Pima County Weather Office";
const ROADS = "Pima County Roads";

// biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
type Body = any;

let database: LoanedDatabase;
let service: ServiceProcess;
let stream: StreamClient;
let key: string;
const ids: Record<string, string> = {};
const posted: Record<string, Body> = {};

beforeAll(async () => {
  database = await loanDatabase({ seeded: true });
  service = await startProcess(database.url);
  key = await service.operatorKey();
  stream = await openStreamClient(`${service.url}/v1/stream?crossing=lukeville`);
  await tell("weather", WEATHER, "weather", { status: "suspended", effectiveAt: daysAgo(4) });
  await tell("works", ROADS, "construction", { status: "suspended", effectiveAt: daysAgo(3) });
  await tell("over", WEATHER, "weather", { status: "open", effectiveAt: daysAgo(1) });
}, 120_000);
afterAll(async () => {
  stream?.close();
  await service?.stop();
  await database?.release();
});

async function post(body: object): Promise<{ status: number; body: Body }> {
  const answer = await fetch(`${service.url}/v1/reports`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}
async function tell(name: string, publisher: string, reason: string, change: object): Promise<void> {
  const source = { kind: "announcement", publisher, title: `Lukeville: ${reason}` };
  const { status, body } = await post({ source, reason, changes: [{ crossing: "lukeville", ...change }] });
  expect([status, body.errors]).toEqual([201, undefined]);
  ids[name] = body.id;
  posted[name] = body;
}
const ask = async (path: string): Promise<Body> => (await fetch(`${service.url}${path}`)).json();
const cars = async (query = ""): Promise<Body> =>
  (await ask(`/v1/crossings/lukeville/status?mode=passenger&direction=northbound${query}`)).services[0];

describe("a crossing closed for weather, then for roadworks, and then reported open by the weather office", () => {
  test("was suspended for both reasons, with the newer one first", async () => {
    expect(await cars(`&at=${daysAgo(2)}`)).toMatchObject({
      open: false,
      status: "suspended",
      since: daysAgo(4),
      report: { id: ids.works, reason: "construction" },
      restrictions: [
        { status: "suspended", reason: "construction", since: daysAgo(3), report: { source: { publisher: ROADS } } },
        { status: "suspended", reason: "weather", since: daysAgo(4), report: { source: { publisher: WEATHER } } },
      ],
    });
  });

  test("is still suspended for roadworks, in the answer and in its summary", async () => {
    const { summary, open } = await ask("/v1/crossings/lukeville/status");
    expect(open).toBe(false);
    expect(summary).toMatch(
      /^Suspended since .*, both directions, all modes \(Pima County Weather Office; Pima County Roads\)$/,
    );
    const [one, ...more] = (await cars()).restrictions;
    expect([one.reason, one.since, one.report.id, more]).toEqual(["construction", daysAgo(3), ids.works, []]);
  });

  test("is listed as still restricted in the answer to the report of the reopening", () => {
    expect(posted.works.stillRestricted).toEqual([]);
    expect(posted.over.stillRestricted).toHaveLength(6);
    expect(posted.over.stillRestricted[0]).toMatchObject({
      crossing: "lukeville",
      restrictions: [{ reason: "construction", report: { id: ids.works } }],
    });
  });

  test("has one unbroken suspension in its history", async () => {
    const { history } = await ask("/v1/crossings/lukeville/history?view=spans&mode=passenger&direction=northbound");
    expect(history.at(-1)).toMatchObject({ status: "suspended", from: daysAgo(4), to: null });
  });

  test("is still suspended for roadworks on its page", async () => {
    const page = await makeVisitor(service.url).open("/lukeville");
    expect(page.heading).toBe("Lukeville is not open: suspended");
    expect(page.text).toContain("Reason construction");
  });

  test("is never open in the events of the stream", async () => {
    await eventually(() => expect(stream.events.filter(({ event }) => event === "report")).toHaveLength(3));
    expect(stream.events.map(({ data }) => data.open ?? null)).not.toContain(true);
  });

  test("counts each hour once, under one restriction, and lists the other", async () => {
    const { services } = await ask(
      `/v1/crossings/lukeville/availability?from=${daysAgo(5)}&to=${daysAgo(0)}&mode=passenger&direction=northbound`,
    );
    expect(services[0].hours).toMatchObject({ total: 120, suspended: 96 });
    expect(services[0].causes.filter(({ share }: { share: string }) => share === "suspended")).toMatchObject([
      { reason: "weather", hours: 24, others: [] },
      { reason: "construction", hours: 72, others: [{ status: "suspended", reason: "weather", hours: 48 }] },
    ]);
  });

  test("causes a warning at the desk about the remaining restriction, which the operator can also lift", async () => {
    const visitor = makeVisitor(service.url);
    await signIn(visitor, key);
    const form = await visitor.open("/desk/report?crossing=lukeville");
    const filled = {
      kind: "operator",
      publisher: "Lukeville Gate",
      title: "Call from the gate",
      "lines.0.status": "open",
      "lines.0.from.known": "day",
      "lines.0.from.day": daysAgo(2).slice(0, 10),
      "lines.0.from.time": "",
    };
    const seen = await visitor.press(form, "Preview", filled);
    expect(seen.text).toContain("Still restricted after this report:");
    expect(seen.text).toMatch(/Suspended since .*construction \( ?Pima County Roads/);
    const lifted = await visitor.press(seen, "Lift what is ticked", { lift: ["lukeville"] });
    expect(lifted.text).not.toContain("Still restricted after this report:");
  });

  test("is not reopened by an invalid `lifts`; the error names the field and the rule", async () => {
    const source = { kind: "announcement", publisher: ROADS, title: "Over" };
    const change = { crossing: "lukeville", status: "open", effectiveAt: daysAgo(0) };
    const refused = async (lifts: unknown, more = {}) =>
      (await post({ source, changes: [{ ...change, ...more, lifts }] })).body.errors;
    expect(await refused(["nothing-of-this-id"])).toEqual([
      { path: "changes.0.lifts.0", message: "there is no report 'nothing-of-this-id'" },
    ]);
    expect(await refused([ids.over])).toEqual([
      { path: "changes.0.lifts.0", message: `report '${ids.over}' restricts no service of this change at lukeville` },
    ]);
    expect(await refused([ids.works], { status: "closed" })).toEqual([
      { path: "changes.0.lifts", message: "is allowed only if the status is open, but it is closed" },
    ]);
    expect(await refused([])).toMatchObject([{ path: "changes.0.lifts" }]);
  });

  test("opens at the announced end of the roadworks, and the stream sends this change at that time", async () => {
    const opensAt = String(machineClock().add({ seconds: 4 }).round({ smallestUnit: "second" }));
    await tell("done", ROADS, "construction", { status: "open", effectiveAt: opensAt, lifts: [ids.works] });
    expect(posted.done.stillRestricted).toEqual([]);
    expect((await ask(`/v1/reports/${ids.done}`)).changes[0].lifts).toEqual([ids.works]);
    expect(await cars()).toMatchObject({ status: "suspended", next: { status: "open" } });
    const turned = () =>
      stream.events.find(({ event, data }) => event === "standing" && data.services[0].status === "open");
    await eventually(() => expect(turned()).toBeDefined(), 15_000);
    expect(await cars()).toMatchObject({ status: "open", restrictions: [], since: opensAt });
  }, 60_000);
});
