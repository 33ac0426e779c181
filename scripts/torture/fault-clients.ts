import { setTimeout as sleep } from "node:timers/promises";
import { machineClock } from "../../src/clock.ts";
import { soundReport } from "../../test/support/service.ts";

/**
 * A crossing that is suspended throughout, and one that the writer tries to reopen. The first is open around the clock,
 * so only its suspension keeps it shut.
 */
export const SUSPENDED = "san-ysidro";
export const REOPENED = "naco";

/** The service answers within ten seconds. The rest is for a busy machine. */
const LIMIT_MS = 12_000;

/** What clients saw during a fault of the database. */
export interface FaultClients {
  reads: number;
  unavailable: number;
  stale: number;
  /** Titles of the reports that were accepted, and of those that were refused with 503. */
  accepted: string[];
  refused: string[];
  faults: string[];
  end(): Promise<void>;
}

/** Questions about the suspended crossing, each with a pattern that only answers about an open crossing have. */
const QUESTIONS: [path: string, accept: string, wrong: RegExp][] = [
  [`/v1/crossings/${SUSPENDED}/status`, "application/json", /"open":true/],
  [`/v1/crossings/${SUSPENDED}/badge.svg`, "*/*", /\bopen now\b/i],
  [`/${SUSPENDED}`, "text/plain", /\bopen now\b/i],
  [`/${SUSPENDED}?lang=es`, "text/plain", /\babierto ahora\b/i],
  [`/${SUSPENDED}`, "text/html", /class="mark open large"/],
  // A suspension recorded just before the fault may not be in the memory from which the past is answered. Every open
  // answer is then in doubt.
  [`/v1/crossings/${SUSPENDED}/status?at=now`, "application/json", /"open":true(?![\s\S]*"certainty":"unconfirmed")/],
  [`/v1/crossings/${SUSPENDED}/status?mode=passenger`, "application/json", /"open":true/],
];

/** Returns the questions whose answers do not have their pattern. While the crossing is open, there are none. */
export async function blindQuestions(url: string): Promise<string[]> {
  const blind: string[] = [];
  for (const [path, accept, wrong] of QUESTIONS) {
    const answer = await fetch(`${url}${atNow(path)}`, { headers: { accept } });
    if (!wrong.test(await answer.text())) blind.push(path);
  }
  return blind;
}

/** Puts an instant into a path that asks about a given time. */
const atNow = (path: string): string => path.replace("=now", `=${machineClock().subtract({ seconds: 1 })}`);

/** Reads and writes until it is ended. `name` makes the titles unique. */
export function startFaultClients(url: string, key: string, name: string): FaultClients {
  const told = { reads: 0, unavailable: 0, stale: 0, accepted: [], refused: [], faults: [] } as Omit<
    FaultClients,
    "end"
  >;
  let isOver = false;
  const ask = async (path: string, init: RequestInit) => {
    const began = performance.now();
    const answer = await fetch(`${url}${path}`, { ...init, signal: AbortSignal.timeout(60_000) })
      .then(async (response) => ({ status: response.status, headers: response.headers, text: await response.text() }))
      .catch((error: Error) => String(error.cause ?? error));
    const ms = Math.round(performance.now() - began);
    if (ms > LIMIT_MS) told.faults.push(`${path} took ${ms} ms`);
    return answer;
  };
  const read = async () => {
    for (let i = 0; !isOver; i++) {
      const [path, accept, wrong] = QUESTIONS[i % QUESTIONS.length] ?? ["", "", /x/];
      const answer = await ask(atNow(path), { headers: { accept } });
      told.reads++;
      if (typeof answer === "string") told.faults.push(`${path} had no answer: ${answer}`);
      else if (answer.status === 503) told.unavailable++;
      else if (answer.status !== 200) told.faults.push(`${path} was answered ${answer.status}`);
      else if (wrong.test(answer.text)) told.faults.push(`${path} says that a suspended crossing is open`);
      if (typeof answer !== "string" && answer.headers.has("garita-stale")) told.stale++;
      await sleep(50);
    }
  };
  const write = async (writer: number) => {
    for (let i = 0; !isOver; i++) {
      const title = `fault ${name} ${writer} ${i}`;
      const answer = await ask("/v1/reports", {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: JSON.stringify(reportOf(REOPENED, "open", title)),
      });
      if (typeof answer === "string") told.faults.push(`a report had no answer: ${answer}`);
      else if (answer.status === 201) told.accepted.push(title);
      else if (answer.status === 503) told.refused.push(title);
      else told.faults.push(`a report was answered ${answer.status}: ${answer.text.slice(0, 300)}`);
      await sleep(50);
    }
  };
  const work = Promise.all([read(), read(), write(1), write(2)]);
  return Object.assign(told, {
    async end() {
      isOver = true;
      await work;
    },
  });
}

/** Creates a report on a whole crossing, effective now or at another time. */
export const reportOf = (
  crossing: string,
  status: "open" | "suspended",
  title: string,
  effectiveAt: string = String(machineClock()),
): object => ({
  ...soundReport({}, { source: { kind: "operator", publisher: "Desk", title } }),
  changes: [{ crossing, status, effectiveAt }],
});
