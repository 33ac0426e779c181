import { setTimeout as sleep } from "node:timers/promises";
import { machineClock } from "../../src/clock.ts";
import type { Snapshot } from "../../src/domain/status/snapshot.ts";

/** A running service with its snapshot and a recorder's key. */
export interface Recording {
  url: string;
  board: Snapshot | undefined;
  key: string;
}

/** Result of recording while all crossings were being loaded. */
export interface LoadsOutcome {
  rounds: number;
  /** A sentence for each answer that knew less than an earlier one. */
  stepsBack: string[];
}

const RECORDED = ["lukeville", "san-ysidro", "naco", "roma", "tecate"];

/** Longest delay between the start of a load and a report. A load takes about ten milliseconds. */
const LATEST_MS = 20;

/**
 * In each round, records a report while all crossings are being loaded, as after a poll. Asks about the crossing at
 * once, and again after the load at two URLs.
 */
export async function tryLoads({ url, board, key }: Recording, rounds: number): Promise<LoadsOutcome> {
  if (board === undefined) throw new Error("the service has no snapshot");
  const known = new Map<string, number>();
  const stepsBack: string[] = [];

  const look = async (slug: string, round: number, query: string): Promise<void> => {
    const answer = await fetch(`${url}/v1/crossings/${slug}/status${query}`);
    const body = (await answer.json()) as { asOf: number; summary: string };
    const before = known.get(slug) ?? 0;
    if (body.asOf < before)
      stepsBack.push(
        `round ${round}: ${slug}${query} was known up to ${before}, and then up to ${body.asOf}: ${body.summary}`,
      );
    known.set(slug, Math.max(before, body.asOf));
  };

  for (let round = 0; round < rounds; round++) {
    const slug = RECORDED[round % RECORDED.length] ?? "";
    const all = [...board.crossings().keys()];
    board.touch(all);
    const loading = board.known(all, machineClock());
    await sleep(LATEST_MS * Math.random());
    known.set(slug, await record({ url, key }, reportOf(slug, round)));
    await look(slug, round, "");
    await loading;
    await look(slug, round, "?mode=passenger");
    await look(slug, round, "");
  }
  return { rounds, stepsBack };
}

async function record({ url, key }: Pick<Recording, "url" | "key">, report: unknown): Promise<number> {
  const answer = await fetch(`${url}/v1/reports`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(report),
  });
  if (answer.status !== 201) throw new Error(`the report was answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { seq: number }).seq;
}

const reportOf = (crossing: string, round: number) => ({
  source: { kind: "operator", publisher: "Desk", title: `Word ${round}` },
  changes: [
    {
      crossing,
      modes: ["passenger"],
      status: round % 2 === 0 ? "suspended" : "open",
      effectiveAt: String(machineClock()),
    },
  ],
});
