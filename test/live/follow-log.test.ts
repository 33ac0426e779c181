import { machineClock } from "../../src/clock.ts";
import { ask } from "../support/embedded.ts";
import { eventually } from "../support/eventually.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

const STATUS = "/v1/crossings/lukeville/status";
const PAST = `${STATUS}?at=2026-03-03T00:00:00Z&mode=passenger&direction=northbound`;

describe("reports that a failover has lost", () => {
  let service: LoanedService;
  let seq: number;
  beforeAll(async () => {
    service = await loanService({ settings: { NOTICE_POLL_SECONDS: "1" } });
    seq = Number(await ask(service.databaseUrl, "SELECT max(seq) FROM report"));
  });
  afterAll(() => service?.release());

  const answers = async () => {
    const paths = [STATUS, "/v1/crossings/lukeville/history?limit=1", PAST];
    const all = await Promise.all(paths.map((path) => service.ask(path)));
    return all.map(({ body }) => JSON.stringify({ ...body, at: null }));
  };
  const record = async () => {
    const key = await service.keyFor(`desk ${machineClock()}`, "recorder");
    const before = await answers();
    const { status } = await service.post("/v1/reports", soundReport(), key);
    expect(status).toBe(201);
    await eventually(async () => {
      const after = await answers();
      expect(before.filter((each, i) => each === after[i])).toEqual([]);
    });
    return before;
  };
  /** Removes the newest reports, as a failover to a standby that had not received them. */
  const lose = (more = "") =>
    ask(
      service.databaseUrl,
      `BEGIN; SET LOCAL session_replication_role = replica;
       DELETE FROM status_change WHERE report_id IN (SELECT id FROM report WHERE seq > ${seq});
       DELETE FROM mark WHERE seq > ${seq}; DELETE FROM report WHERE seq > ${seq}; ${more} COMMIT`,
    );

  test("leave the answers about the present and the past", async () => {
    const before = await record();
    await lose();
    await eventually(async () => expect(await answers()).toEqual(before));
  });

  test("leave the answers even if another report now has the place of the newest one", async () => {
    const before = await record();
    await lose(
      `INSERT INTO report (id, seq, recorded_at, recorded_by, source_kind, publisher, title)
       VALUES ('0198f000-0000-7000-8000-000000000000', ${seq + 1}, now(), 'desk', 'operator', 'Desk', 'Another report');`,
    );
    await eventually(async () => expect(await answers()).toEqual(before));
    expect((await service.ask("/v1/reports?limit=1")).body.reports).toEqual([
      expect.objectContaining({ source: expect.objectContaining({ title: "Another report" }) }),
    ]);
  });
});
