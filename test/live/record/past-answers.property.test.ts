import { makeReport } from "../../../scripts/made-report.ts";
import { makeRandom, type Random } from "../../../scripts/random.ts";
import { machineClock } from "../../../src/clock.ts";
import type { Crossing } from "../../../src/domain/places/crossing.ts";
import { instantAt } from "../../../src/domain/time/instant-at.ts";
import { createApiKey } from "../../../src/store/access/api-keys.ts";
import { loadCrossings } from "../../../src/store/record/crossings.ts";
import { eventually } from "../../support/eventually.ts";
import { startProcess } from "../../support/service-process.ts";
import { useDatabase } from "../../support/use-database.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = DAY_MS / 24;
const DAYS = 300;
/** Some of the crossings, so that each gets many reports. */
const CROSSINGS = 8;
const ROUNDS = 60 * Number(process.env.GARITA_RUNS ?? 1);
const QUESTIONS_PER_ROUND = 4;
const SEED = Number(process.env.GARITA_SEED ?? Math.trunc(Math.random() * 2 ** 31));

const loan = useDatabase({ seeded: true });
const began = machineClock().epochMilliseconds;
const now = () => machineClock().epochMilliseconds;

/** Returns the address of a random question about the past. */
function questionOf(random: Random, crossings: readonly Crossing[]): string {
  const past = () => `${instantAt(began - random.below((DAYS + 10) * DAY_MS))}`;
  // All reports were recorded since the test began.
  const recorded = () => `&knownAt=${instantAt(began - 1000 + random.below(now() - began + 1000))}`;
  const knownAt = () => (random.chance(0.6) ? recorded() : "");
  const published = random.chance(0.2) ? `&publishedBefore=${past()}` : "";
  const crossing = random.pick(crossings);
  const mode = random.chance(0.3) ? `&mode=${random.pick(crossing.services).mode}` : "";
  const month = past().slice(0, 7);
  const of = `/v1/crossings/${crossing.slug}`;
  return random.pick([
    `${of}/status?at=${past()}${knownAt()}${published}${mode}`,
    `${of}/status?at=${past()}${knownAt()}${published}&programme=fast`,
    `${of}/history?to=${past()}${knownAt()}${mode}&limit=${1 + random.below(60)}`,
    `${of}/history?format=csv&to=${past()}${knownAt()}`,
    `${of}/history?view=spans&from=${past().slice(0, 10)}${knownAt()}${mode}`,
    `${of}/counts?to=${month}${knownAt()}${published}`,
    `${of}/availability?from=${month}&to=${month}${knownAt()}${published}${mode}`,
    `/v1/crossings?at=${past()}${knownAt()}${published}&state=AZ`,
    `/v1/restrictions?from=${month}&to=${month}${recorded()}${published}`,
  ]);
}

/** Returns the parts of an answer that do not depend on the moment at which it was generated. */
async function lastingPartsOf(answer: Response): Promise<string> {
  const passing = /^(date|cache-control|content-length|keep-alive|connection)$/;
  const head = [...answer.headers].filter(([name]) => !passing.test(name)).sort();
  const text = (await answer.text()).replace(/"at":"([^"]+)"/g, (whole, at) =>
    Math.abs(Date.parse(at) - began) < HOUR_MS ? '"at":"now"' : whole,
  );
  return [answer.status, ...head, text].join("\n");
}

/** Sends a request with a key. Returns the body of the answer. */
async function post(url: string, key: string, body: unknown): Promise<{ id: string; seq: number }> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${key}` };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
  return answer.json() as Promise<{ id: string; seq: number }>;
}

/** Waits until a process has heard of a report, perhaps by a notice from another process. */
const reach = (url: string, seq: number): Promise<void> =>
  eventually(async () => {
    const { asOf } = (await (await fetch(`${url}/v1/crossings`)).json()) as { asOf: number };
    expect(asOf).toBeGreaterThanOrEqual(seq);
  });

test(`a process that answers from memory and one that always queries the database give the same bytes while reports are recorded and withdrawn (seed ${SEED})`, async () => {
  const random = makeRandom(SEED);
  const key = (await createApiKey(loan.db, "desk", "recorder", machineClock())) ?? "";
  const crossings = [...(await loadCrossings(loan.db)).values()].slice(-CROSSINGS);
  const processes = await Promise.all([startProcess(loan.url), startProcess(loan.url, { MEMORY_RECORD_MB: "0" })]);
  const ids: string[] = [];
  let found = 0;
  const ask = async (): Promise<void> => {
    const address = questionOf(random, crossings);
    const headers = {
      accept: "application/json",
      "x-request-id": "past-answers",
      "accept-language": random.pick(["en", "es"]),
    };
    const answers = await Promise.all(processes.map(({ url }) => fetch(`${url}${address}`, { headers })));
    found += answers.filter(({ ok }) => ok).length;
    const [given, wanted] = await Promise.all(answers.map(lastingPartsOf));
    if (given !== wanted) expect({ address, answer: given }).toEqual({ address, answer: wanted });
  };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const { url } = random.pick(processes);
      const [id] = random.chance(0.2) ? ids.splice(random.below(ids.length + 1), 1) : [];
      const draft = makeReport(random, random.pick(crossings), began - random.below(DAYS * DAY_MS));
      const { id: recorded, seq } = await (id === undefined
        ? post(`${url}/v1/reports`, key, draft)
        : post(`${url}/v1/reports/${id}/retraction`, key, { note: "Wrong crossing" }));
      if (id === undefined) ids.push(recorded);
      for (const each of processes) await reach(each.url, seq);
      for (let i = 0; i < QUESTIONS_PER_ROUND; i++) await ask();
    }
  } finally {
    await Promise.all(processes.map((each) => each.stop()));
  }
  expect(found).toBeGreaterThan(ROUNDS * QUESTIONS_PER_ROUND);
}, 300_000);
