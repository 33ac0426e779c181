import { Temporal } from "temporal-polyfill";
import { propose } from "../../src/actions/proposals/propose.ts";
import { readDraft } from "../../src/domain/record/draft-json.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

let service: LoanedService;
let desk: string;
let newsroom: string;
beforeAll(async () => {
  service = await loanService();
  [desk, newsroom] = [await service.keyFor("desk", "recorder"), await service.keyFor("newsroom", "recorder")];
});
afterAll(() => service.release());

let made = 0;
let id: string;
const list = async (query = "") =>
  (await service.ask(`/v1/proposals${query}`, { headers: { authorization: `Bearer ${desk}` } })).body;
const draft = () => readDraft({ ...soundReport(), note: "Drafted" } as Parameters<typeof readDraft>[0]);

beforeEach(async () => {
  const proposal = {
    key: `test:${++made}`,
    job: "poll-feed",
    title: `Number ${made}`,
    grounds: "Seen twice",
    draft: draft(),
  };
  expect(await propose(service.ctx, proposal)).toBe(true);
  expect(await propose(service.ctx, proposal)).toBe(false);
  id = (await list()).proposals[0].id;
});

describe("a proposal", () => {
  test("is listed with its grounds and a draft that can be posted", async () => {
    const { proposals } = await list();
    expect(proposals[0]).toMatchObject({
      title: `Number ${made}`,
      grounds: "Seen twice",
      state: "open",
      report: null,
      draft: { source: { publishedAt: "2026-03-01" }, changes: [{ crossing: "lukeville", effectiveAt: "2026-03-02" }] },
    });
    expect((await service.post("/v1/reports", proposals[0].draft, desk)).status).toBe(201);
  });

  test("that was accepted is a report under the operator's name, with the proposal as its origin", async () => {
    const { status, body, headers } = await service.post(`/v1/proposals/${id}/acceptance`, {}, desk);
    expect(status).toBe(201);
    expect(body).toMatchObject({ recordedBy: "desk", origin: id, note: "Drafted", changes: [{ status: "suspended" }] });
    expect(headers.get("location")).toBe(`/v1/reports/${body.id}`);
    const { proposals } = await list("?state=accepted");
    expect(proposals.find((each: { id: string }) => each.id === id)).toMatchObject({
      settledBy: "desk",
      report: body.id,
    });
  });

  describe("is not accepted, and nothing is recorded, if the request has a body", () => {
    const edited = JSON.stringify({ report: soundReport({}, { note: "Edited" }) });
    test.each<[string, string | undefined, string, number, RegExp]>([
      ["without a content type", undefined, edited, 415, /no Content-Type/],
      ["of another content type", "text/plain", edited, 415, /text\/plain/],
      ["of a form", "application/x-www-form-urlencoded", edited, 415, /urlencoded/],
      ["in another encoding", "application/json; charset=utf-16", edited, 415, /utf-16/],
      ["that is not JSON", "application/json", edited.slice(0, -1), 400, /must be JSON/],
      ["that is blank", "application/json", " ", 400, /must be JSON/],
      ["of null", "application/json", "null", 400, /object/],
      [
        "with a name given twice",
        "application/json",
        `{"report":null,${edited.slice(1)}`,
        400,
        /report: is given more/,
      ],
      ["with an unknown field", "application/json", '{"draft":{}}', 400, /draft: is not a known field/],
    ])("%s", async (_name, type, body, status, rule) => {
      const before = await service.ask("/v1/reports?limit=1");
      const headers = { authorization: `Bearer ${desk}`, ...(type === undefined ? {} : { "content-type": type }) };
      // `fetch` adds no Content-Type for a Buffer.
      const answer = await service.ask(`/v1/proposals/${id}/acceptance`, {
        method: "POST",
        body: Buffer.from(body),
        headers,
      });
      expect([answer.status, answer.body.detail]).toEqual([status, expect.stringMatching(rule)]);
      expect((await service.ask("/v1/reports?limit=1")).body).toEqual(before.body);
      expect((await list()).proposals[0]).toMatchObject({ id, state: "open" });
    });
  });

  test("accepted without a body is recorded unchanged", async () => {
    const accepted = await service.ask(`/v1/proposals/${id}/acceptance`, {
      method: "POST",
      headers: { authorization: `Bearer ${desk}` },
    });
    expect(accepted.status).toBe(201);
  });

  test("accepted with edits is recorded as edited", async () => {
    const report = soundReport({ status: "closed" }, { note: "Asked the port" });
    const { body } = await service.post(`/v1/proposals/${id}/acceptance`, { report }, desk);
    expect(body).toMatchObject({ note: "Asked the port", origin: id, changes: [{ status: "closed" }] });
  });

  test("accepted with invalid edits stays open, and nothing is recorded", async () => {
    const report = soundReport({ crossing: "atlantis" });
    expect((await service.post(`/v1/proposals/${id}/acceptance`, { report }, desk)).status).toBe(400);
    expect((await list()).proposals[0].id).toBe(id);
  });

  test("that was dismissed keeps the reason, and is not proposed again", async () => {
    const { body } = await service.post(`/v1/proposals/${id}/dismissal`, { reason: "Nobody was filing" }, desk);
    expect(body).toMatchObject({ state: "dismissed", settledBy: "desk", reason: "Nobody was filing" });
    expect(
      await propose(service.ctx, {
        key: `test:${made}`,
        job: "poll-feed",
        title: "Again",
        grounds: "",
        draft: draft(),
      }),
    ).toBe(false);
    expect((await service.post(`/v1/proposals/${id}/dismissal`, {}, desk)).status).toBe(400);
  });

  test("that two operators settle at once is settled by only one, and the other is told that operator's name", async () => {
    const [accept, dismiss] = [`/v1/proposals/${id}/acceptance`, `/v1/proposals/${id}/dismissal`];
    const asked = [desk, newsroom].flatMap((key) => [
      service.post(accept, {}, key),
      service.post(dismiss, { reason: "No" }, key),
      service.post(accept, {}, key),
    ]);
    const answers = await Promise.all(asked);
    const lost = answers.filter(({ status }) => status === 409);
    expect(lost).toHaveLength(5);
    expect(lost[0]?.body.detail).toMatch(/is already settled: (accepted|dismissed) by (desk|newsroom)/);
    const { rows } = await connectionsOf(service.ctx.db).pool.query(
      "SELECT count(*)::int AS n FROM report WHERE origin = $1",
      [id],
    );
    expect(rows[0].n).toBeLessThanOrEqual(1);
  });

  test("is accessible to recorders only", async () => {
    const subscriber = await service.keyFor(`app ${made}`, "subscriber");
    expect((await service.ask("/v1/proposals")).status).toBe(401);
    expect((await service.ask("/v1/proposals", { headers: { authorization: `Bearer ${subscriber}` } })).status).toBe(
      403,
    );
    expect((await service.post("/v1/proposals/none/acceptance", {}, desk)).status).toBe(404);
  });
});

test("the list of proposals has pages", async () => {
  const first = await list("?limit=2");
  const second = await list(`?limit=2&cursor=${first.next}`);
  const ids = [...first.proposals, ...second.proposals].map(({ id: each }: { id: string }) => each);
  expect(new Set(ids).size).toBe(ids.length);
  const { status } = await service.ask("/v1/proposals?cursor=nothing", {
    headers: { authorization: `Bearer ${desk}` },
  });
  expect(status).toBe(400);
});

describe("an unreadable draft", () => {
  const broken: [fault: string, draft: unknown][] = [
    ["a day with a five-digit year", { ...soundReport({ effectiveAt: "+020026-11-27" }) }],
    ["an instant with a five-digit year", { ...soundReport({ effectiveAt: "+020026-11-27T09:00:00Z" }) }],
    ["a day that does not exist", { ...soundReport({ expectedUntil: "2026-02-31" }) }],
    ["hours that cannot be parsed", { ...soundReport({ hours: "noonish" }) }],
    ["text instead of a list of modes", { ...soundReport({ modes: "all" }) }],
    ["no source", { changes: [], claims: [] }],
    ["nothing", null],
  ];

  test.each(broken)("does not affect other proposals: %s", async (_, kept) => {
    await connectionsOf(service.ctx.db).pool.query("UPDATE proposal SET draft = $1 WHERE id = $2", [
      JSON.stringify(kept),
      id,
    ]);
    const { proposals } = await list();
    expect(proposals.length).toBeGreaterThan(1);
    const [unreadable, next] = proposals;
    expect(unreadable).toMatchObject({ id, title: `Number ${made}`, draft: null, unreadable: expect.any(String) });
    expect(next).toMatchObject({ draft: { source: expect.anything() }, unreadable: null });

    const asItIs = await service.post(`/v1/proposals/${id}/acceptance`, {}, desk);
    expect([asItIs.status, asItIs.body.errors]).toEqual([
      400,
      [{ path: "report", message: expect.stringContaining("cannot be read") }],
    ]);
    const { status, body } = await service.post(`/v1/proposals/${id}/dismissal`, { reason: "Unreadable" }, desk);
    expect([status, body.state]).toEqual([200, "dismissed"]);
    expect((await list("?state=dismissed")).proposals.map((each: { id: string }) => each.id)).toContain(id);
  });

  test("can be replaced by a report when its proposal is accepted", async () => {
    await connectionsOf(service.ctx.db).pool.query("UPDATE proposal SET draft = '{}' WHERE id = $1", [id]);
    const { status, body } = await service.post(`/v1/proposals/${id}/acceptance`, { report: soundReport() }, desk);
    expect([status, body.origin]).toEqual([201, id]);
  });

  test("is refused when a job proposes it", async () => {
    const [change] = draft().changes;
    const far = {
      ...draft(),
      changes: [{ crossing: "lukeville", ...change, effectiveAt: Temporal.PlainDate.from("+020026-11-27") }],
    };
    const proposal = { key: "far", job: "poll-feed", title: "Far", grounds: "", draft: far };
    await expect(propose(service.ctx, proposal)).rejects.toMatchObject({
      code: "invalid",
      issues: [{ path: "changes.0.effectiveAt", rule: ["withinYears", 1900, 2199], value: "+020026-11-27" }],
    });
  });
});
