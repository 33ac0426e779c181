import { Temporal } from "temporal-polyfill";
import { machineClock } from "../../src/clock.ts";
import { atomTrouble, parseAtom } from "../support/atom.ts";
import { capTrouble, readCap } from "../support/cap.ts";
import { type LoanedDatabase, loanDatabase } from "../support/database.ts";
import { type ServiceProcess, startProcess } from "../support/service-process.ts";

// An emergency manager's program follows the suspension of a crossing, and its withdrawal.

const NOW = machineClock();
let database: LoanedDatabase;
let service: ServiceProcess;
let key: string;

beforeAll(async () => {
  database = await loanDatabase({ seeded: true });
  service = await startProcess(database.url, { PUBLIC_URL: "https://garita.example" });
  key = await service.operatorKey();
}, 120_000);
afterAll(async () => {
  await service?.stop();
  await database?.release();
});

// biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
async function post(path: string, body: object): Promise<any> {
  const answer = await fetch(`${service.url}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(201);
  return answer.json();
}

/** Returns the entries of the index about a crossing. Each has the kind, and the path of its message. */
async function listed(slug: string): Promise<{ type: string; path: string; title: string }[]> {
  const xml = await (await fetch(`${service.url}/v1/alerts.atom?lang=en`)).text();
  expect(await atomTrouble(xml)).toEqual([]);
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  const entries: any[] = parseAtom(xml).entry ?? [];
  return entries
    .map((entry) => {
      const [{ "@href": href, "@type": media }] = entry.link;
      expect(media).toBe("application/cap+xml");
      return { type: entry["cap:msgType"], path: new URL(href).pathname, title: entry.title };
    })
    .filter(({ path }) => path.startsWith(`/v1/alerts/garita-${slug}-`));
}

const fetchFile = async (path: string): Promise<string> => {
  const answer = await fetch(`${service.url}${path}`);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.text();
};

test("a suspension is an Alert in the index, its withdrawal a Cancel, and the first file never changes", async () => {
  expect(await listed("lukeville")).toEqual([]);
  const began = NOW.subtract({ hours: 1 }).round({ smallestUnit: "minute", roundingMode: "floor" });
  const { id } = await post("/v1/reports", {
    source: {
      kind: "announcement",
      publisher: "Example Agency",
      title: "Lukeville shut",
      url: "https://example.org/a",
    },
    reason: "security",
    changes: [{ crossing: "lukeville", status: "suspended", effectiveAt: String(began) }],
  });
  const [alert, ...others] = await listed("lukeville");
  expect(others).toEqual([]);
  expect(alert).toMatchObject({ type: "Alert", title: expect.stringMatching(/^Suspended from .*: Lukeville/) });
  const first = await fetchFile(alert?.path ?? "");
  expect(await capTrouble(first)).toEqual([]);
  const cap = readCap(first);
  expect(cap).toMatchObject({ msgType: "Alert", sender: "garita.example", status: "Actual", scope: "Public" });
  expect(cap.info.map(({ language, certainty, urgency, web }) => [language, certainty, urgency, web])).toEqual([
    ["en-US", "Observed", "Immediate", "https://garita.example/lukeville?lang=en"],
    ["es-US", "Observed", "Immediate", "https://garita.example/lukeville?lang=es"],
  ]);
  expect(Temporal.Instant.from(cap.info[0]?.onset ?? "").equals(began)).toBe(true);
  expect(cap.info[0]?.onset).toMatch(/-07:00$/);

  await post(`/v1/reports/${id}/retraction`, { note: "Wrong gate" });
  const [cancel] = await listed("lukeville");
  expect(cancel?.type).toBe("Cancel");
  const last = await fetchFile(cancel?.path ?? "");
  expect(await capTrouble(last)).toEqual([]);
  const cancelled = readCap(last);
  expect(cancelled.references).toBe(`${cap.sender},${cap.identifier},${cap.sent}`);
  expect(cancelled.incidents).toBe(cap.incidents);
  const [english, spanish] = cancelled.info;
  expect(english?.headline).toMatch(/^Withdrawn: Suspended from/);
  expect(spanish?.headline).toMatch(/^Retirado: /);
  expect([english?.description, english?.responseType].join()).not.toMatch(/reopened|AllClear/i);
  expect(await fetchFile(alert?.path ?? "")).toBe(first);

  await service.stop();
  service = await startProcess(database.url, { PUBLIC_URL: "https://garita.example" });
  expect(await fetchFile(alert?.path ?? "")).toBe(first);
  expect(await fetchFile(cancel?.path ?? "")).toBe(last);
}, 120_000);
