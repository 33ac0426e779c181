import { pruneBatches } from "../../src/actions/jobs/prune-batches.ts";
import { recordReport } from "../../src/actions/record/record-report.ts";
import { readDraft } from "../../src/domain/record/draft-json.ts";
import { revokeApiKey } from "../../src/store/access/api-keys.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { anotherReport, useGuardedService, waitingId } from "../support/second-operator.ts";

const guarded = useGuardedService();

describe("with FOUR_EYES=on, the report of an operator", () => {
  test("waits, and only another operator's acceptance puts it on record", async () => {
    const before = await guarded.counted();
    const sent = await guarded.send(anotherReport(), guarded.county);
    const id = waitingId(sent);
    expect(sent.body).toMatchObject({
      draftedBy: "county",
      job: "operator:county",
      state: "open",
      expiresAt: null,
      report: null,
      draft: { note: "Told by the desk", changes: [{ crossing: "lukeville", status: "suspended" }] },
    });
    expect(await guarded.counted()).toBe(before);
    const own = await guarded.accept(id, guarded.county);
    expect([own.status, own.body.type, own.body.detail]).toEqual([
      403,
      "/problems/second_person",
      `Proposal ${id} was sent by county. Another operator must accept it. county may edit or dismiss it.`,
    ]);
    expect(await guarded.counted()).toBe(before);
    const done = await guarded.accept(id, guarded.newsroom);
    expect([done.status, done.body.recordedBy, done.body.origin]).toEqual([201, "newsroom", id]);
    expect((await guarded.proposal(id)).body).toMatchObject({
      state: "accepted",
      draftedBy: "county",
      settledBy: "newsroom",
      report: done.body.id,
    });
    expect((await guarded.accept(id, guarded.boss)).status).toBe(409);
  });

  test("is explained to its sender in Spanish", async () => {
    const id = waitingId(await guarded.send(anotherReport(), guarded.county));
    const own = await guarded.service.post(`/v1/proposals/${id}/acceptance`, {}, guarded.county, {
      "accept-language": "es",
    });
    expect([own.body.title, own.body.detail]).toEqual([
      "Debe aceptarlo otro operador",
      `La propuesta ${id} la envió county. Debe aceptarla otro operador. county puede editarla o descartarla.`,
    ]);
  });

  test("waits even if an admin sends it, and an admin's own report is not accepted by that admin", async () => {
    const id = waitingId(await guarded.send(anotherReport(), guarded.boss));
    expect((await guarded.accept(id, guarded.boss)).status).toBe(403);
    expect((await guarded.accept(id, guarded.county)).status).toBe(201);
  });

  test("is refused at once if it is invalid, and nothing waits", async () => {
    const before = await guarded.open();
    const refused = await guarded.send(anotherReport({ crossing: "nowhere" }), guarded.county);
    expect([refused.status, refused.body.errors[0].path]).toEqual([400, "changes.0.crossing"]);
    expect(await guarded.open()).toEqual(before);
  });

  test("waits once for an Idempotency-Key, also if it is sent ten times at once, and then leads to its report", async () => {
    const key = { "idempotency-key": "once" };
    const body = anotherReport();
    const sent = await Promise.all(Array.from({ length: 10 }, () => guarded.send(body, guarded.county, key)));
    const ids = sent.map(waitingId);
    expect(new Set(ids).size).toBe(1);
    expect((await guarded.send(anotherReport(), guarded.county, key)).status).toBe(409);
    waitingId(await guarded.send(body, guarded.county, key));
    const { body: recorded } = await guarded.accept(ids[0] ?? "", guarded.newsroom);
    const again = await guarded.send(body, guarded.county, key);
    expect([again.status, again.body.id, again.headers.get("location")]).toEqual([
      200,
      recorded.id,
      `/v1/reports/${recorded.id}`,
    ]);
    // Another holder may use the same key.
    waitingId(await guarded.send(body, guarded.newsroom, key));
  });

  test("may be taken back by its sender, who then cannot be overruled", async () => {
    const id = waitingId(await guarded.send(anotherReport(), guarded.county));
    expect((await guarded.dismiss(id, guarded.county)).body).toMatchObject({ state: "dismissed", settledBy: "county" });
    expect((await guarded.accept(id, guarded.newsroom)).status).toBe(409);
  });

  test("is accepted by one of two operators who accept it at once", async () => {
    const before = await guarded.counted();
    const id = waitingId(await guarded.send(anotherReport(), guarded.county));
    const answers = await Promise.all([guarded.accept(id, guarded.newsroom), guarded.accept(id, guarded.boss)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await guarded.counted()).toBe(before + 1);
  });

  test("becomes the report of whoever edits it, and waits again", async () => {
    const id = waitingId(await guarded.send(anotherReport(), guarded.county));
    const edited = await guarded.accept(id, guarded.newsroom, { report: anotherReport({ status: "closed" }) });
    const next = waitingId(edited);
    expect(edited.body).toMatchObject({ draftedBy: "newsroom", supersedes: [id] });
    expect((await guarded.proposal(id)).body).toMatchObject({
      state: "superseded",
      settledBy: "newsroom",
      supersededBy: next,
    });
    const late = await guarded.accept(id, guarded.boss);
    expect([late.status, late.body.detail]).toEqual([
      409,
      expect.stringContaining(`proposal ${next} has the edited report`),
    ]);
    expect((await guarded.accept(next, guarded.newsroom)).status).toBe(403);
    expect((await guarded.accept(next, guarded.county)).body).toMatchObject({
      recordedBy: "county",
      changes: [{ status: "closed" }],
    });
  });

  test("is edited by only one of two operators at once", async () => {
    const id = waitingId(await guarded.send(anotherReport(), guarded.county));
    const edits = [guarded.newsroom, guarded.boss].map((key) =>
      guarded.accept(id, key, { report: anotherReport({ status: "closed" }) }),
    );
    expect((await Promise.all(edits)).map(({ status }) => status).sort()).toEqual([202, 409]);
  });

  test("is not edited if the sent report equals the draft", async () => {
    const body = anotherReport();
    const id = waitingId(await guarded.send(body, guarded.county));
    expect((await guarded.accept(id, guarded.newsroom, { report: body })).status).toBe(201);
  });

  test("is not accepted as it is once the key of its sender is revoked, and may be edited or dismissed", async () => {
    const leaver = await guarded.service.keyFor("leaver", "recorder");
    const [first, second] = [
      waitingId(await guarded.send(anotherReport(), leaver)),
      waitingId(await guarded.send(anotherReport(), leaver)),
    ];
    await revokeApiKey(guarded.service.ctx.db, "leaver", guarded.service.ctx.now);
    const refused = await guarded.accept(first, guarded.newsroom);
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining("whose key has been revoked")]);
    waitingId(await guarded.accept(first, guarded.newsroom, { report: anotherReport() }));
    expect((await guarded.dismiss(second, guarded.newsroom)).status).toBe(200);
  });

  test("is not accepted with a key whose name differs only in case, accents or spaces", async () => {
    const other = await guarded.service.keyFor("COÚNTY", "recorder");
    const id = waitingId(await guarded.send(anotherReport(), guarded.county));
    expect((await guarded.accept(id, other)).body.type).toBe("/problems/second_person");
  });

  test("does not expire", async () => {
    const id = waitingId(await guarded.send(anotherReport(), guarded.county));
    const later = { ...guarded.service.ctx, now: guarded.service.ctx.now.add({ hours: 24 * 400 }) };
    const days = { hours: 24 * 30 };
    const keep = { runs: days, waitSamples: days, feedHours: days, idempotencyKeys: days, proposals: days };
    await pruneBatches(
      later,
      {
        ...keep,
        deliveries: days,
        subscriptions: days,
        deskSessions: days,
        askedAddresses: days,
        dead: days,
        unconfirmed: days,
      },
      AbortSignal.timeout(60_000),
    );
    expect((await guarded.proposal(id)).body.state).toBe("open");
    await guarded.dismiss(id, guarded.county);
  });

  test("cannot be accepted by its sender in the database either", async () => {
    const id = waitingId(await guarded.send(anotherReport(), guarded.county));
    const settle = connectionsOf(guarded.service.ctx.db).pool.query(
      "UPDATE proposal SET state = 'accepted', settled_at = now(), settled_by = 'county' WHERE id = $1",
      [id],
    );
    await expect(settle).rejects.toThrow("proposal_second_person_check");
    const { rows } = await connectionsOf(guarded.service.ctx.db).pool.query(
      "SELECT * FROM api_key WHERE name = 'county'",
    );
    const ctx = { ...guarded.service.ctx, actor: rows[0] };
    const draft = readDraft(anotherReport() as unknown as Parameters<typeof readDraft>[0]);
    const before = await guarded.counted();
    // Another report that is recorded in the same transaction is not lost.
    const results = await Promise.allSettled([
      recordReport(ctx, draft, { origin: id }),
      recordReport({ ...ctx, actor: { ...ctx.actor, name: "job:poll-feed" } }, draft),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
    expect(await guarded.counted()).toBe(before + 1);
  });
});
