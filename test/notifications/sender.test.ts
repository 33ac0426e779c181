import type { Receiver } from "../support/receiver.ts";
import { type Stage, setStage } from "../support/subscriber.ts";

let stage: Stage;
let receiver: Receiver;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.release());
beforeEach(async () => {
  receiver = await stage.receiver();
  stage.later(0);
});
afterEach(() => stage.clear());

const send = () => stage.service.webhooks.sendDue();
const types = () => receiver.received.map(({ body }) => body.type);
const titles = () => receiver.received.flatMap(({ body }) => body.data.report?.source.title ?? []);
const record = (title: string, ...crossings: string[]) =>
  stage.record({}, { source: { kind: "news", publisher: "Desk", title }, changes: crossings.map(closing) });
const closing = (crossing: string) => ({ crossing, status: "closed", effectiveAt: "2026-03-02" });

describe("a subscription", () => {
  test("is pinged first, and then gets the reports recorded since its creation, in order", async () => {
    const id = await stage.subscribe(receiver, { crossings: ["lukeville"] });
    const report = await stage.record();
    await stage.record({ crossing: "roma" });
    const retraction = await stage.withdraw(report.id);
    await send();
    expect(types()).toEqual(["verification", "report", "retraction"]);
    expect(receiver.received.every(({ genuine }) => genuine)).toBe(true);
    const [ping, told, withdrawn] = receiver.received.map(({ body }) => body);
    expect(ping.data).toEqual({ subscription: id });
    const place = { crossing: "lukeville", name: "Lukeville", state: "AZ" };
    // Moves the clock past the recording times, which come from the database's clock.
    stage.later(1);
    /**
     * Returns Lukeville's status at an instant, from the reports recorded by then. Lukeville is closed at night, so the
     * time of day matters.
     */
    const stood = async (at: string) => {
      const { body } = await stage.service.ask(`/v1/crossings/lukeville/status?at=${at}&knownAt=${at}`);
      const services = body.services.map((each: Record<string, unknown>) => {
        const { mode, direction, open, status, limited, programmes, because, overdue, certainty, conflict } = each;
        const said = { mode, direction, open, status, limited, programmes, because, overdue, certainty };
        return { ...said, contradicted: conflict !== null };
      });
      return { ...place, open: body.open, partial: body.partial, services };
    };
    const suspended = expect.stringMatching(/suspended since 2 Mar 2026/i);
    const crossings = [{ ...(await stood(report.recordedAt)), summary: suspended }];
    expect(told).toEqual({ type: "report", timestamp: report.recordedAt, data: { report, crossings } });
    expect(withdrawn).toEqual({
      type: "retraction",
      timestamp: retraction.recordedAt,
      data: {
        report: retraction,
        withdrawn: { ...report, retractedAt: retraction.recordedAt },
        crossings: [{ ...(await stood(retraction.recordedAt)), summary: expect.not.stringMatching(/suspended/i) }],
      },
    });
    expect(await stage.state(id)).toMatchObject({ state: "active", waiting: 0, lastAcceptedAt: expect.any(String) });
  });

  test("gets, with a reopening, the services that another report still restricts", async () => {
    await stage.subscribe(receiver, { crossings: ["lukeville"], modes: ["commercial"] });
    const change = (status: string, modes: string[], effectiveAt: string, publisher: string, reason: string) =>
      stage.record(
        { modes, directions: ["northbound"], status, effectiveAt },
        { source: { kind: "operator", publisher, title: "Notice" }, reason },
      );
    await change("suspended", ["passenger", "commercial"], "2026-02-01", "Pima County", "weather");
    await change("suspended", ["commercial"], "2026-02-02", "Arizona Roads", "construction");
    await change("open", ["passenger", "commercial"], "2026-02-03", "Pima County", "weather");
    await send();
    const { report, crossings } = receiver.received.at(-1)?.body.data ?? {};
    expect(report.changes.map(({ status }: { status: string }) => status)).toEqual(["open", "open"]);
    const trucks = crossings[0].services.find(
      ({ mode, direction }: Record<string, string>) => mode === "commercial" && direction === "northbound",
    );
    expect(trucks).toMatchObject({ open: false, status: "suspended", because: "suspended", contradicted: false });
  });

  test("gets no events while its address does not answer the ping", async () => {
    receiver.manner = () => 503;
    const id = await stage.subscribe(receiver);
    await stage.record();
    await send();
    stage.later(1);
    await send();
    expect(types()).toEqual(["verification", "verification"]);
    const pending = { state: "pending", waiting: 2, lastError: "answered 503", verifiedAt: null };
    expect(await stage.state(id)).toMatchObject(pending);
    receiver.manner = () => 204;
    stage.later(2);
    await send();
    expect(types().slice(2)).toEqual(["verification", "report"]);
  });

  test("without filters gets advisories, which concern no crossing, and their withdrawals", async () => {
    const id = await stage.subscribe(receiver);
    await stage.subscribe(receiver, { modes: ["rail", "passenger"] });
    const advisory = await stage.record({}, { changes: [], note: "Expect long waits over the holidays" });
    await stage.withdraw(advisory.id);
    await send();
    expect(types().sort()).toEqual(["report", "retraction", "verification", "verification"]);
    const told = receiver.received.find(({ body }) => body.type === "report");
    expect(told?.body.data).toEqual({ report: advisory, crossings: [] });
    expect(await stage.state(id)).toMatchObject({ waiting: 0, lastError: null });
  });

  test("with the kind `report` also gets the withdrawals of these reports", async () => {
    const before = await stage.record();
    await stage.subscribe(receiver, { kinds: ["report"], modes: ["passenger"] });
    const [told, untold] = [await stage.record(), await stage.record({ modes: ["pedestrian"] })];
    for (const { id } of [before, untold, told]) await stage.withdraw(id);
    await send();
    expect(types()).toEqual(["verification", "report", "retraction"]);
    expect(receiver.received[2]?.body.data.withdrawn.id).toBe(told.id);
  });

  test("that was removed gets no more events", async () => {
    const id = await stage.subscribe(receiver);
    await send();
    await stage.record();
    const headers = { authorization: `Bearer ${stage.app}` };
    const { status, text } = await stage.service.ask(`/v1/subscriptions/${id}`, { method: "DELETE", headers });
    expect([status, text]).toEqual([204, ""]);
    await stage.record();
    await send();
    expect(types()).toEqual(["verification"]);
    expect((await stage.service.ask(`/v1/subscriptions/${id}`, { headers })).status).toBe(404);
  });
});

describe("an event", () => {
  test("is sent again until it is accepted, with the same id and bytes and a new signature", async () => {
    const id = await stage.subscribe(receiver);
    await send();
    receiver.manner = () => 500;
    const report = await stage.record();
    for (const hours of [0, 1, 2]) {
      stage.later(hours);
      await send();
      // The withdrawal between the two reports is a separate event.
      if (hours === 1) await stage.withdraw(report.id);
    }
    expect(await stage.state(id)).toMatchObject({
      state: "active",
      waiting: 2,
      lastError: "answered 500",
      nextAttemptAt: expect.any(String),
    });
    receiver.manner = () => 200;
    stage.later(3);
    await send();
    const [, ...tries] = receiver.received;
    expect(types().slice(1)).toEqual(["report", "report", "report", "report", "retraction"]);
    expect(new Set(tries.slice(0, 4).map(({ id, text }) => `${id} ${text}`)).size).toBe(1);
    expect(new Set(tries.slice(0, 4).map(({ headers }) => headers["webhook-signature"])).size).toBe(4);
    expect(tries.every(({ genuine }) => genuine)).toBe(true);
    expect(await stage.state(id)).toMatchObject({ waiting: 0, lastError: null, nextAttemptAt: null });
  });

  test("waits for earlier events about the same crossing, and for no others", async () => {
    await stage.subscribe(receiver);
    await send();
    receiver.manner = ({ text }) => (text.includes("roma") ? 500 : 204);
    await record("1 roma", "roma");
    await record("2 naco", "naco");
    await record("3 both", "roma", "naco");
    await record("4 naco", "naco");
    await record("5 tecate", "tecate");
    await send();
    expect(titles().sort()).toEqual(["1 roma", "2 naco", "5 tecate"]);
    receiver.manner = () => 204;
    stage.later(1);
    await send();
    expect(titles().slice(3)).toEqual(["1 roma", "3 both", "4 naco"]);
  });

  test("is sent once for a report, regardless of the number of crossings", async () => {
    await stage.subscribe(receiver, { states: ["TX"] });
    await record("nationwide", "roma", "naco", "tecate", "lukeville", "del-rio");
    await send();
    expect(types()).toEqual(["verification", "report"]);
    const { crossings, report } = receiver.received[1]?.body.data ?? {};
    expect(crossings).toHaveLength(5);
    expect(new Set(report.changes.map(({ crossing }: { crossing: string }) => crossing)).size).toBe(5);
  });
});
