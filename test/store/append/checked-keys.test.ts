import { Temporal } from "temporal-polyfill";
import { Refusal } from "../../../src/domain/errors.ts";
import { createApiKey, findActor, revokeApiKey } from "../../../src/store/access/api-keys.ts";
import { connectionsOf } from "../../../src/store/connections.ts";
import { appendReport, loadReport } from "../../../src/store/record/reports.ts";
import { plainReport } from "../../support/logs.ts";
import { useDatabase } from "../../support/use-database.ts";

const loan = useDatabase();
const now = Temporal.Instant.from("2026-11-01T00:00:00Z");

/** Creates a key and returns its id. */
async function keyIdOf(name: string): Promise<string> {
  const key = await createApiKey(loan.db, name, "recorder", now);
  return (await findActor(loan.db, key ?? ""))?.id ?? "";
}

const lastSeq = async () =>
  Number((await connectionsOf(loan.db).pool.query("SELECT last_value FROM report_seq")).rows[0].last_value);

test("a report of a revoked or unknown key is refused, and takes no number of the log", async () => {
  const keyId = await keyIdOf("one");
  const report = () => plainReport("Agency", {});
  const first = await appendReport(loan.db, report(), () => "UTC", { keyId });
  await revokeApiKey(loan.db, "one", now);
  for (const bad of [keyId, "nobody"]) {
    const refused = report();
    const error = await appendReport(loan.db, refused, () => "UTC", { keyId: bad }).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(Refusal);
    expect(error.code).toBe("unauthorized");
    expect(await loadReport(loan.db, refused.id)).toBeUndefined();
  }
  expect(await lastSeq()).toBe(first.seq);
});

test("of reports that arrive together, only those of a revoked key are refused", async () => {
  const [good, revoked] = [await keyIdOf("two"), await keyIdOf("three")];
  await revokeApiKey(loan.db, "three", now);
  const keyIds = [good, revoked, undefined, good, revoked, good];
  const reports = keyIds.map((keyId) => ({ keyId, report: plainReport("Agency", {}) }));
  const outcomes = await Promise.allSettled(
    reports.map(({ report, keyId }) => appendReport(loan.db, report, () => "UTC", { keyId })),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(
    keyIds.map((keyId) => (keyId === revoked ? "rejected" : "fulfilled")),
  );
  const known = await Promise.all(reports.map(({ report }) => loadReport(loan.db, report.id)));
  expect(known.map((each) => each !== undefined)).toEqual(keyIds.map((keyId) => keyId !== revoked));
});
