import { Temporal } from "temporal-polyfill";
import { connectionsOf } from "../../src/store/connections.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

let service: LoanedService;
let desk: string;
let newsroom: string;
let admin: string;
beforeAll(async () => {
  service = await loanService();
  [desk, newsroom, admin] = [
    await service.keyFor("desk", "recorder"),
    await service.keyFor("newsroom", "recorder"),
    await service.keyFor("chief", "admin"),
  ];
});
afterAll(() => service.release());

const passenger = "/v1/crossings/lukeville/status?mode=passenger&direction=northbound";

describe("a recorded report", () => {
  test("is returned with its seq and its URL, and changes the answer from then on", async () => {
    const { body: before } = await service.ask(passenger);
    const { status, body, headers } = await service.post("/v1/reports", soundReport(), desk);
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(`/v1/reports/${body.id}`);
    expect(body).toMatchObject({
      recordedBy: "desk",
      retractedAt: null,
      changes: [{ crossing: "lukeville", effectiveAt: "2026-03-02" }],
    });
    expect(body.seq).toBeGreaterThan(before.asOf);
    const { stillRestricted, ...report } = body;
    expect(stillRestricted).toEqual([]);
    expect((await service.ask(`/v1/reports/${body.id}`)).body).toEqual(report);
    const { body: after } = await service.ask(passenger);
    expect(after).toMatchObject({
      open: false,
      asOf: body.seq,
      services: [{ status: "suspended", since: "2026-03-02", report: { id: body.id } }],
    });
  });

  test("can be posted again as the service returned it, except for the fields that the service added", async () => {
    const { body } = await service.post("/v1/reports", soundReport({ effectiveAt: "2026-03-05T08:00:00-07:00" }), desk);
    const { source, reason, note, changes, claims } = body;
    const again = await service.post("/v1/reports", { source, reason, note, changes, claims }, desk);
    expect(again.status).toBe(201);
    expect(again.body.changes).toEqual(changes);
  });

  test("without modes and directions covers all services of the crossing", async () => {
    const { body } = await service.post("/v1/reports", soundReport({ modes: undefined, directions: undefined }), desk);
    expect(body.changes).toHaveLength(6);
  });

  test("may have hours and a status in one line, and both take effect", async () => {
    const change = {
      modes: ["pedestrian"],
      status: "open",
      hours: "06:00-20:00",
      effectiveAt: "2026-05-01T06:00:00-07:00",
    };
    await service.post("/v1/reports", soundReport(change), desk);
    const { body } = await service.ask(
      "/v1/crossings/lukeville/status?mode=pedestrian&direction=northbound&at=2026-05-03T05:00:00Z",
    );
    expect(body.services[0]).toMatchObject({
      open: false,
      because: "outside_hours",
      hours: "06:00-20:00",
      opensAt: "2026-05-03T13:00:00Z",
    });
  });
});

describe("a retraction", () => {
  test("removes a report from answers as known afterwards, but not from answers as known before", async () => {
    const { body: report } = await service.post(
      "/v1/reports",
      soundReport({ effectiveAt: "2026-06-01", status: "closed" }),
      desk,
    );
    const during = await service.ask(`${passenger}&at=2026-06-02T19:00:00Z`);
    expect(during.body.services[0].status).toBe("closed");
    const { status, body: retraction } = await service.post(
      `/v1/reports/${report.id}/retraction`,
      { note: "Wrong bridge" },
      desk,
    );
    expect(status).toBe(201);
    expect(retraction).toMatchObject({ retracts: report.id, note: "Wrong bridge" });
    const known = (knownAt: string) => service.ask(`${passenger}&at=2026-06-02T19:00:00Z&knownAt=${knownAt}`);
    expect((await known(report.recordedAt)).body.services[0].status).toBe("closed");
    const after = await known(retraction.recordedAt);
    expect(after.body.services[0].status).toBe("suspended");
    expect(after.body.asOf).toBe(retraction.seq);
    const { body: page } = await service.ask("/v1/crossings/lukeville/history?limit=500");
    const item = page.history.find((each: { report: { id: string } }) => each.report.id === report.id);
    expect(item.retractedAt).toBe(retraction.recordedAt);
  });

  test("is refused without a note, or if its report is a retraction, unknown, already withdrawn or recorded by somebody else", async () => {
    const { body: report } = await service.post("/v1/reports", soundReport({ effectiveAt: "2026-06-03" }), desk);
    const retract = (id: string, key: string) => service.post(`/v1/reports/${id}/retraction`, { note: "No" }, key);
    expect((await retract(report.id, newsroom)).body).toMatchObject({
      status: 403,
      detail: expect.stringContaining("recorded by desk"),
    });
    const { body: retraction } = await retract(report.id, admin);
    expect((await retract(report.id, desk)).body).toMatchObject({
      status: 409,
      detail: expect.stringContaining("is already withdrawn"),
    });
    expect((await retract(retraction.id, admin)).body).toMatchObject({
      status: 409,
      detail: expect.stringContaining("is a retraction"),
    });
    expect((await retract("none", admin)).status).toBe(404);
    expect((await service.post(`/v1/reports/${report.id}/retraction`, {}, admin)).body.errors[0]).toMatchObject({
      path: "note",
    });
  });

  test("requested ten times at once is recorded once", async () => {
    const { body: report } = await service.post("/v1/reports", soundReport({ effectiveAt: "2026-06-04" }), desk);
    const asked = Array.from({ length: 10 }, () =>
      service.post(`/v1/reports/${report.id}/retraction`, { note: "Twice" }, desk),
    );
    const codes = (await Promise.all(asked)).map(({ status }) => status).sort();
    expect(codes).toEqual([201, ...Array<number>(9).fill(409)]);
  });
});

describe("an Idempotency-Key", () => {
  const once = (key: string, body: unknown, holder = desk) =>
    service.post("/v1/reports", body, holder, { "idempotency-key": key });

  test("returns the earlier report for the same body, and a conflict for another body", async () => {
    const first = await once("k1", soundReport({ effectiveAt: "2026-07-01" }));
    const again = await once("k1", soundReport({ effectiveAt: "2026-07-01" }));
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    const other = await once("k1", soundReport({ effectiveAt: "2026-07-02" }));
    expect(other.body).toMatchObject({ status: 409, detail: expect.stringContaining(first.body.id) });
  });

  test("is separate for each key holder", async () => {
    await once("k2", soundReport({ effectiveAt: "2026-07-03" }));
    expect((await once("k2", soundReport({ effectiveAt: "2026-07-04" }), newsroom)).status).toBe(201);
  });

  test("sent ten times at once records one report", async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => once("k3", soundReport({ effectiveAt: "2026-07-05" }))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(9).fill(200), 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  test("expires after seven days", async () => {
    const first = await once("k4", soundReport({ effectiveAt: "2026-07-06" }));
    await connectionsOf(service.ctx.db).pool.query(
      "UPDATE idempotency_key SET created_at = created_at - INTERVAL '8 days' WHERE key = 'k4'",
    );
    const later = await once("k4", soundReport({ effectiveAt: "2026-07-06" }));
    expect(later.status).toBe(201);
    expect(later.body.id).not.toBe(first.body.id);
  });
});

describe("the list of reports", () => {
  test("is sorted newest first, in pages without gap or overlap", async () => {
    const { body: all } = await service.ask("/v1/reports?limit=500");
    const seqs = all.reports.map(({ seq }: { seq: number }) => seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => b - a));
    const paged: number[] = [];
    let next: string | null = "";
    while (next !== null) {
      const { body } = await service.ask(`/v1/reports?limit=7${next === "" ? "" : `&cursor=${next}`}`);
      paged.push(...body.reports.map(({ seq }: { seq: number }) => seq));
      next = body.next;
    }
    expect(paged.slice(0, seqs.length)).toEqual(seqs);
  });

  test("can be filtered by crossing, kind and publisher", async () => {
    const { body } = await service.ask(
      "/v1/reports?crossing=lukeville&kind=announcement&publisher=Example%20Agency&limit=500",
    );
    expect(body.reports.length).toBeGreaterThan(0);
    for (const report of body.reports)
      expect(report.source).toMatchObject({ kind: "announcement", publisher: "Example Agency" });
    expect((await service.ask("/v1/reports?crossing=atlantis")).status).toBe(404);
  });
});

describe("the list of reports recorded in a period", () => {
  const count = async (query: string) => (await service.ask(`/v1/reports?limit=500&${query}`)).body.reports.length;

  test("covers the time from the start of `from` to the end of `to`", async () => {
    const { body: recorded } = await service.post("/v1/reports", soundReport({ effectiveAt: "2026-08-01" }), desk);
    const { recordedAt, id } = recorded;
    const after = Temporal.Instant.from(recordedAt).add({ milliseconds: 1 });
    const ids = async (query: string) =>
      (await service.ask(`/v1/reports?limit=500&${query}`)).body.reports.map((each: { id: string }) => each.id);
    expect(await ids(`from=${recordedAt}&to=${after}`)).toEqual([id]);
    expect(await ids(`from=${after}`)).not.toContain(id);
    expect(await ids(`to=${recordedAt}`)).not.toContain(id);
    expect(await ids(`from=${recordedAt.slice(0, 10)}&to=${recordedAt.slice(0, 7)}`)).toContain(id);
  });

  test("uses days and months in the crossing's local time, or in UTC without a crossing", async () => {
    const { body } = await service.post("/v1/reports", soundReport({ effectiveAt: "2026-08-02" }), desk);
    const local = Temporal.Instant.from(body.recordedAt).toZonedDateTimeISO("America/Phoenix");
    const start = local.startOfDay();
    const [day, end] = [local.toPlainDate(), start.add({ days: 1 }).toInstant()];
    expect(await count(`crossing=lukeville&from=${day}&to=${day}`)).toBe(
      await count(`crossing=lukeville&from=${start.toInstant()}&to=${end}`),
    );
    expect(await count(`from=${body.recordedAt.slice(0, 10)}`)).toBe(
      await count(`from=${body.recordedAt.slice(0, 10)}T00:00:00Z`),
    );
  });

  test("refuses a period that ends before it begins", async () => {
    const { status, body } = await service.ask("/v1/reports?from=2026-02-02&to=2026-02-01");
    expect([status, body.errors]).toEqual([
      400,
      [{ path: "from", message: "must be before the end of `to` (2026-02-01); got 2026-02-02" }],
    ]);
  });
});

test("no key can have the name of the seed or of a job, so no recorder can withdraw their reports", async () => {
  for (const name of ["seed", "job:poll-feed"])
    await expect(service.keyFor(name, "recorder")).rejects.toThrow(/reserved/);
  expect(
    (await service.post("/v1/reports/seed-cbp-2023-12-01-lukeville/retraction", { note: "No" }, desk)).status,
  ).toBe(403);
});

test("a revoked key is refused like an unknown one", async () => {
  const key = await service.keyFor("leaver", "recorder");
  await connectionsOf(service.ctx.db).prisma.apiKey.updateMany({
    where: { name: "leaver" },
    data: { revokedAt: new Date() },
  });
  expect((await service.post("/v1/reports", soundReport(), key)).status).toBe(401);
});
