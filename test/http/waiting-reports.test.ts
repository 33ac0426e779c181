import { propose } from "../../src/actions/proposals/propose.ts";
import { acceptProposal } from "../../src/actions/proposals/settle-proposal.ts";
import { submitReport } from "../../src/actions/proposals/submit-report.ts";
import { readDraft } from "../../src/domain/record/draft-json.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { anotherReport, useGuardedService, waitingId } from "../support/second-operator.ts";

const guarded = useGuardedService();

const northbound = async () =>
  (await guarded.service.ask("/v1/crossings/lukeville/status?mode=passenger&direction=northbound")).body.services[0];

describe("with FOUR_EYES=on, a withdrawal", () => {
  const onRecord = async (): Promise<string> =>
    (await guarded.accept(waitingId(await guarded.send(anotherReport(), guarded.county)), guarded.newsroom)).body.id;

  test("waits, and only another operator's acceptance withdraws the report", async () => {
    const id = await onRecord();
    const sent = await guarded.withdraw(id, guarded.newsroom);
    const waiting = waitingId(sent);
    expect(sent.body).toMatchObject({ draftedBy: "newsroom", retracts: id, draft: { note: "A mistake" } });
    expect((await guarded.service.ask(`/v1/reports/${id}`)).body.retractedAt).toBeNull();
    expect((await guarded.accept(waiting, guarded.newsroom)).status).toBe(403);
    expect((await guarded.accept(waiting, guarded.county, { report: anotherReport() })).status).toBe(400);
    const done = await guarded.accept(waiting, guarded.county);
    expect([done.status, done.body]).toEqual([
      201,
      expect.objectContaining({ retracts: id, note: "A mistake", recordedBy: "county", origin: waiting }),
    ]);
    expect(done.body.source.publisher).toBe("newsroom");
    expect((await guarded.service.ask(`/v1/reports/${id}`)).body.retractedAt).not.toBeNull();
    expect((await guarded.withdraw(id, guarded.boss)).status).toBe(409);
  });

  test("may be sent by whoever sent the report, although another operator recorded it", async () => {
    const id = await onRecord();
    waitingId(await guarded.withdraw(id, guarded.county));
  });

  test("is refused to operators who had no part in the report", async () => {
    const id = await onRecord();
    expect((await guarded.withdraw(id, await guarded.service.keyFor("stranger", "recorder"))).status).toBe(403);
  });

  test("waits once for each report", async () => {
    const id = await onRecord();
    const waiting = waitingId(await guarded.withdraw(id, guarded.newsroom));
    expect(waitingId(await guarded.withdraw(id, guarded.newsroom))).toBe(waiting);
    const other = await guarded.withdraw(id, guarded.boss);
    expect([other.status, other.body.detail]).toEqual([
      409,
      `A retraction of report ${id} waits already: proposal ${waiting}, sent by newsroom. Accept or dismiss it.`,
    ]);
    await guarded.dismiss(waiting, guarded.boss);
    waitingId(await guarded.withdraw(id, guarded.boss));
  });
});

describe("with FOUR_EYES=on, readers", () => {
  const open = { status: "open", lifts: "all" } as const;
  const setOpen = async () => {
    // Two publishers confirm that it is open.
    for (const publisher of ["Example Agency", "Another Agency"]) {
      const body = anotherReport({ ...open, effectiveAt: String(guarded.service.ctx.now.subtract({ minutes: 5 })) });
      await guarded.accept(
        waitingId(await guarded.send({ ...body, source: { ...body.source, publisher } }, guarded.county)),
        guarded.newsroom,
      );
    }
    expect(await northbound()).toMatchObject({ open: true, status: "open", certainty: "confirmed" });
  };
  let tests = 0;
  beforeEach(async () => {
    // What an earlier test recorded lies behind.
    guarded.service.clock.set(`2026-11-24T22:${10 + 10 * tests++}:00Z`);
    for (const id of await guarded.open()) await guarded.dismiss(id, guarded.newsroom);
    await setOpen();
  });
  const now = () => String(guarded.service.ctx.now.subtract({ minutes: 1 }).round("second"));

  test("are told that an open crossing is unconfirmed while a suspension waits, until it is settled", async () => {
    const id = waitingId(await guarded.send(anotherReport({ effectiveAt: now() }), guarded.county));
    expect(await northbound()).toMatchObject({ open: true, status: "open", certainty: "unconfirmed" });
    const { text } = await guarded.service.ask("/lukeville", { headers: { accept: "text/plain" } });
    expect(text).not.toMatch(/open now/i);
    await guarded.dismiss(id, guarded.newsroom);
    expect(await northbound()).toMatchObject({ certainty: "confirmed" });
    const other = waitingId(await guarded.send(anotherReport({ effectiveAt: now() }), guarded.county));
    expect((await guarded.accept(other, guarded.newsroom)).status).toBe(201);
    expect(await northbound()).toMatchObject({ open: false, status: "suspended" });
  });

  test("are told the same while a limit, other hours, or the withdrawal of an opening waits", async () => {
    for (const change of [
      { status: "open", limited: true },
      { status: undefined, hours: "08:00-16:00" },
    ]) {
      const body = anotherReport({ ...change, effectiveAt: now() });
      const id = waitingId(await guarded.send(body, guarded.county));
      expect(await northbound()).toMatchObject({ open: true, certainty: "unconfirmed" });
      await guarded.dismiss(id, guarded.county);
    }
    const { reports } = (await guarded.service.ask("/v1/reports?crossing=lukeville&limit=1")).body;
    const id = waitingId(await guarded.withdraw(reports[0].id, guarded.newsroom));
    expect(await northbound()).toMatchObject({ open: true, certainty: "unconfirmed" });
    await guarded.dismiss(id, guarded.county);
    expect(await northbound()).toMatchObject({ certainty: "confirmed" });
  });

  test("are told nothing new while an opening waits for a crossing that is open, or a suspension that begins later, until it begins", async () => {
    waitingId(await guarded.send(anotherReport({ ...open, effectiveAt: now() }), guarded.county));
    const later = guarded.service.ctx.now.add({ minutes: 2 }).round("minute");
    waitingId(await guarded.send(anotherReport({ effectiveAt: String(later) }), guarded.county));
    expect(await northbound()).toMatchObject({ open: true, certainty: "confirmed" });
    guarded.service.clock.set(String(later));
    expect(await northbound()).toMatchObject({ open: true, certainty: "unconfirmed" });
  });

  test("are told of a suspension on record until its waiting end is accepted", async () => {
    await guarded.accept(
      waitingId(await guarded.send(anotherReport({ effectiveAt: now() }), guarded.county)),
      guarded.newsroom,
    );
    const id = waitingId(await guarded.send(anotherReport({ ...open, effectiveAt: now() }), guarded.county));
    expect(await northbound()).toMatchObject({ open: false, status: "suspended" });
    await guarded.accept(id, guarded.boss);
    expect(await northbound()).toMatchObject({ open: true });
  });
});

describe("with FOUR_EYES=on, the draft of a job", () => {
  let made = 0;
  const drafted = async (): Promise<string> => {
    const draft = readDraft(anotherReport() as unknown as Parameters<typeof readDraft>[0]);
    await propose(guarded.service.ctx, {
      key: `k${++made}`,
      job: "poll-feed",
      title: "Drafted",
      grounds: "Seen",
      draft,
    });
    return (
      await guarded.service.ask("/v1/proposals?limit=1", { headers: { authorization: `Bearer ${guarded.newsroom}` } })
    ).body.proposals[0].id;
  };

  test("is accepted by a single operator as it is", async () => {
    const done = await guarded.accept(await drafted(), guarded.county);
    expect([done.status, done.body.recordedBy]).toEqual([201, "county"]);
  });

  test("waits for a second operator once the first has edited it", async () => {
    const id = await drafted();
    const edited = waitingId(await guarded.accept(id, guarded.county, { report: anotherReport({ status: "closed" }) }));
    expect((await guarded.accept(edited, guarded.county)).status).toBe(403);
    expect((await guarded.accept(edited, guarded.newsroom)).status).toBe(201);
  });
});

describe("with FOUR_EYES=off, a report that still waits", () => {
  test("is not accepted by its sender, and is accepted by another operator", async () => {
    const id = waitingId(await guarded.send(anotherReport(), guarded.county));
    const { rows } = await connectionsOf(guarded.service.ctx.db).pool.query(
      "SELECT * FROM api_key WHERE name IN ('county', 'newsroom')",
    );
    const as = (name: string) => ({
      ...guarded.service.ctx,
      needsSecondPerson: false,
      actor: rows.find((row) => row.name === name),
    });
    const draft = readDraft(anotherReport() as unknown as Parameters<typeof readDraft>[0]);
    expect(await submitReport(as("county"), draft)).toMatchObject({ report: { recordedBy: "county" } });
    await expect(acceptProposal(as("county"), id, undefined)).rejects.toMatchObject({ code: "second_person" });
    await expect(acceptProposal(as("county"), id, draft)).rejects.toMatchObject({ code: "second_person" });
    expect(await acceptProposal(as("newsroom"), id, draft)).toMatchObject({
      report: { recordedBy: "newsroom", origin: id },
    });
  });
});
