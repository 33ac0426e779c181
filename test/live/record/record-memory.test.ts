import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "../../support/eventually.ts";
import { soundReport } from "../../support/service.ts";
import { useSeverableService } from "../../support/severable.ts";

const used = useSeverableService();

/** Asks about a crossing at an instant of December 2023. Each `second` makes another question. */
const askAt = (slug: string, second: number, day = "07") =>
  used.service.ask(
    `/v1/crossings/${slug}/status?mode=passenger&direction=northbound&at=2023-12-${day}T18:00:${String(second).padStart(2, "0")}Z`,
  );

test("an answer about the past uses a report as soon as it is recorded, and no longer once it is withdrawn", async () => {
  expect((await askAt("lukeville", 0, "01")).body).toMatchObject({ open: true });
  const closed = soundReport({ status: "closed", effectiveAt: "2023-12-01T08:00:00-07:00" });
  const { body } = await used.service.post("/v1/reports", closed, used.key);
  expect((await askAt("lukeville", 1, "01")).body).toMatchObject({ open: false, asOf: body.seq });
  const retraction = await used.service.post(`/v1/reports/${body.id}/retraction`, { note: "Wrong crossing" }, used.key);
  expect((await askAt("lukeville", 2, "01")).body).toMatchObject({ open: true, asOf: retraction.body.seq });
});

test("errors about the past are as clear as before", async () => {
  for (const [address, path] of [
    ["/v1/crossings/lukeville/status?at=2023-02-30T00:00:00Z", "at"],
    ["/v1/crossings/lukeville/status?at=2023-12-01T00:00:00Z&knownAt=2199-01-01T00:00:00Z", "knownAt"],
    ["/v1/crossings/lukeville/status?at=2023-12-01T00:00:00Z&mode=rail", "mode"],
    ["/v1/crossings/lukeville/status?at=2023-12-01T00:00:00Z&colour=red", "colour"],
  ] as const)
    expect((await used.service.ask(address)).body).toMatchObject({ status: 400, errors: [{ path }] });
  const moved = await used.service.ask("/v1/crossings/Lukeville/status?at=2023-12-01T00:00:00Z", {
    redirect: "manual",
  });
  expect([moved.status, moved.headers.get("location")]).toEqual([
    301,
    "/v1/crossings/lukeville/status?at=2023-12-01T00:00:00Z",
  ]);
});

test("if the connection breaks while the newest reports of a crossing are loaded, they are loaded again", async () => {
  await askAt("naco", 0);
  const { body } = await used.service.post("/v1/reports", soundReport({ crossing: "naco" }), used.key);
  const broken = used.way.breakAt("crossing-marks");
  const { status, headers } = await used.service.ask("/v1/crossings/naco/history?limit=1");
  await broken;
  expect([status, headers.get("garita-stale")]).toEqual([200, null]);
  expect((await askAt("naco", 1)).body.asOf).toBe(body.seq);
});

describe("while the database is unreachable", () => {
  let knownAt: string;
  beforeAll(async () => {
    await askAt("san-ysidro", 0);
    expect((await askAt("roma", 0)).body.open).toBe(true);
    const shut = { crossing: "roma", status: "suspended", effectiveAt: "2023-12-07T06:00:00-06:00" };
    const { status } = await used.service.post("/v1/reports", soundReport(shut), used.key);
    expect(status).toBe(201);
    // A report is loaded as soon as news has stopped.
    await sleep(1_500);
    const before = await used.service.post("/v1/reports", soundReport({ crossing: "naco" }), used.key);
    knownAt = before.body.recordedAt;
    await askAt("naco", 1);
    // The load of this one fails.
    const broken = used.way.breakAt("crossing-marks");
    await used.service.post("/v1/reports", soundReport({ ...shut, crossing: "naco" }), used.key);
    await broken;
    await used.way.cut();
    await eventually(async () =>
      expect((await used.service.ask("/v1/crossings")).headers.get("garita-stale")).not.toBeNull(),
    );
  });
  afterAll(() => used.way.mend());

  test("a crossing in memory is answered about any past time, and the answer says that it may be out of date", async () => {
    const { status, headers, body } = await askAt("san-ysidro", 1);
    expect([status, body.open]).toEqual([200, true]);
    expect(headers.get("garita-stale")).toMatch(/^\d+$/);
    const history = await used.service.ask("/v1/crossings/san-ysidro/history?to=2023-12&limit=3");
    expect([history.status, history.body.history.length]).toEqual([200, 3]);
  });

  test("a report that was recorded before is in the answers about the past, although nobody has asked since", async () => {
    const { status, body } = await askAt("roma", 1);
    expect([status, body.open]).toEqual([200, false]);
  });

  test("if a report is known but could not be loaded, no answer says for certain that the crossing is open", async () => {
    const { status, body } = await askAt("naco", 2);
    expect([status, body.open, body.services[0].certainty]).toEqual([200, true, "unconfirmed"]);
    expect(body.summary).toMatch(/not confirmed/i);
  });

  test("what was known before that report is still certain", async () => {
    const asked = `mode=passenger&direction=northbound&at=2023-12-07T18:00:02Z&knownAt=${knownAt}`;
    const { body } = await used.service.ask(`/v1/crossings/naco/status?${asked}`);
    expect([body.open, body.services[0].certainty]).toEqual([true, "attested"]);
  });

  test("a crossing that nobody has asked about is not available", async () => {
    expect((await askAt("sasabe", 1)).status).toBe(503);
  });
});
