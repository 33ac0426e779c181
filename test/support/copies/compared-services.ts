import type { Temporal } from "temporal-polyfill";
import { readConfig } from "../../../src/config.ts";
import { makeLog } from "../../../src/log.ts";
import { type RunningService, startService } from "../../../src/service.ts";
import { openDatabase } from "../../../src/store/database.ts";

/** A difference between the answers of two services to one question. */
export interface AnswerDifference {
  question: string;
  first: string;
  second: string;
}

/** Questions asked, differences, and how many answers had each status. */
export interface ComparedAnswers {
  differences: AnswerDifference[];
  statuses: Record<number, number>;
}

/** Asks services on two databases the same questions. Both clocks stand at the same instant. */
export async function compareServices(
  urls: readonly [string, string],
  now: Temporal.Instant,
  questions: readonly string[],
): Promise<ComparedAnswers> {
  const [first, second] = await Promise.all(urls.map((url) => serviceAt(url, now)));
  const differences: AnswerDifference[] = [];
  const statuses: Record<number, number> = {};
  try {
    for (const question of questions) {
      const [one, other] = await Promise.all([first?.ask(question), second?.ask(question)]);
      if (one === undefined || other === undefined) continue;
      statuses[one.status] = (statuses[one.status] ?? 0) + 1;
      if (one.text !== other.text || one.status !== other.status)
        differences.push({ question, ...whereDifferent(one.text, other.text) });
    }
  } finally {
    await first?.stop();
    await second?.stop();
  }
  return { differences, statuses };
}

/** Returns the surroundings of the first difference of two texts. */
function whereDifferent(first: string, second: string): Pick<AnswerDifference, "first" | "second"> {
  let i = 0;
  while (i < first.length && first[i] === second[i]) i++;
  const around = (text: string) => text.slice(Math.max(0, i - 100), i + 100);
  return { first: around(first), second: around(second) };
}

interface AskedService {
  ask(path: string): Promise<{ status: number; text: string }>;
  stop(): Promise<void>;
}

async function serviceAt(url: string, now: Temporal.Instant): Promise<AskedService> {
  const config = readConfig({ PORT: "0", JOBS: "off", PUBLIC_URL: "https://garita.example" });
  const db = openDatabase(url, () => undefined);
  const service: RunningService = await startService(config, db, makeLog("silent"), () => now);
  return {
    async ask(path) {
      const response = await fetch(`${service.url}${path}`, {
        headers: { accept: "application/json, text/html;q=0.9" },
      });
      return { status: response.status, text: await response.text() };
    },
    async stop() {
      await service.stop();
      await db.close();
    },
  };
}
