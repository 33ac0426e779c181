import { createHash, createPublicKey, verify } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machineClock } from "../../../../src/clock.ts";
import { canonicalJson } from "../../../../src/domain/record/chain/canonical-json.ts";
import { provideLogKey } from "../../../../src/store/chain/log-key.ts";
import { openDatabase } from "../../../../src/store/database.ts";
import { eventually } from "../../../support/eventually.ts";
import { type LoanedService, loanService, soundReport } from "../../../support/service.ts";

let folder: string;
let service: LoanedService;
let unsigned: LoanedService;
let key: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "garita-log-"));
  const signedData = join(folder, "signed");
  service = await loanService({
    settings: { GARITA_DATA: signedData },
    // The key must exist before the service starts, as `npm start` arranges.
    by: async (url) => {
      const db = openDatabase(url, () => undefined);
      await provideLogKey(db, undefined, signedData, machineClock());
      await db.close();
      return url;
    },
  });
  unsigned = await loanService({ seeded: false, settings: { GARITA_DATA: join(folder, "none") } });
  key = await service.keyFor("desk", "recorder");
});
afterAll(async () => {
  await service.release();
  await unsigned.release();
  rmSync(folder, { recursive: true });
});

const headOf = async (of: LoanedService) => (await of.ask("/v1/log/head")).body;

test("the head names the newest report, and its signature is valid", async () => {
  const { body: newest } = await service.ask("/v1/reports?limit=1&counts=true");
  const head = await headOf(service);
  const { id, seq, hash, recordedAt } = newest.reports[0];
  expect(head).toMatchObject({ seq, hash, time: recordedAt, reports: expect.any(Number) });
  const { body: keys } = await service.ask("/v1/log/key");
  expect(keys).toEqual({
    current: head.keyId,
    keys: [{ id: head.keyId, publicKey: expect.any(String), since: expect.any(String) }],
  });
  const { signature, ...signed } = head;
  const publicKey = createPublicKey(keys.keys[0].publicKey);
  const isValid = (value: object) =>
    verify(null, Buffer.from(canonicalJson(value)), publicKey, Buffer.from(signature, "base64"));
  expect([isValid(signed), isValid({ ...signed, seq: seq + 1 })]).toEqual([true, false]);
  expect(
    createHash("sha256")
      .update(publicKey.export({ format: "der", type: "spki" }))
      .digest("hex"),
  ).toBe(head.keyId);
  expect((await service.ask(`/v1/reports/${id}`)).body).toMatchObject({ hash });
});

test("a new report follows the head, and becomes the head, in every answer that names it", async () => {
  const before = await headOf(service);
  const { body } = await service.post("/v1/reports", soundReport(), key);
  expect(body).toMatchObject({ previousHash: before.hash, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  const { hash, seq } = body;
  await eventually(async () => expect(await headOf(service)).toMatchObject({ hash, seq, reports: before.reports + 1 }));
  const { body: retraction } = await service.post(`/v1/reports/${body.id}/retraction`, { note: "Wrong" }, key);
  expect(retraction.previousHash).toBe(hash);
  await eventually(async () => expect((await headOf(service)).hash).toBe(retraction.hash));
  const { changes } = (await service.ask(`/v1/changes?after=${before.seq}`)).body;
  expect(changes.map((each: typeof body) => [each.previousHash, each.hash])).toEqual([
    [before.hash, hash],
    [hash, retraction.hash],
  ]);
  // The report is now withdrawn, and its hash is the same.
  expect(changes[0].retractedAt).toBe(retraction.recordedAt);
  expect((await service.ask("/v1/atom.xml")).text).toContain(
    `<head xmlns="urn:x-garita:log" seq="${retraction.seq}" hash="${retraction.hash}" time="${retraction.recordedAt}"/>`,
  );
  expect((await service.ask("/v1/crossings/lukeville/atom.xml")).text).not.toContain("<head");
  for (const [language, words] of [
    ["en", "The newest report has the number"],
    ["es", "El reporte más reciente tiene el número"],
  ]) {
    const { text } = await service.ask(`/about?lang=${language}`, { headers: { accept: "text/html" } });
    expect(text).toContain(`${words} ${retraction.seq}`);
    expect(text.replaceAll("<wbr>", "")).toContain(`<code>${retraction.hash}</code>`);
  }
});

test("a head is answered without a signature if the process has no key, and for an empty log", async () => {
  expect(await headOf(unsigned)).toEqual({ seq: 0, hash: null, time: null, reports: 0, keyId: null, signature: null });
  expect((await unsigned.ask("/v1/log/key")).body).toEqual({ current: null, keys: [] });
  expect((await unsigned.ask("/about", { headers: { accept: "text/html" } })).text).toContain(
    "How alterations would show",
  );
});
