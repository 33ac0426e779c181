import { tryFailovers } from "../test/support/failover-trial.ts";
import { SERVER_PROGRAMS, WHY_SKIPPED } from "../test/support/replicated-servers.ts";

const ROUNDS = 20;

/** Long version of `test/live/failover.test.ts`: kills twenty primaries in a row under one running service. */
export async function soakFailover(): Promise<void> {
  if (SERVER_PROGRAMS === undefined) return console.log(`failover${WHY_SKIPPED}`);
  const { accepted, lost, doubled, reads, rounds } = await tryFailovers(ROUNDS, (line) => console.log(line));
  const until = (milliseconds: number[]) => {
    const sorted = milliseconds.toSorted((a, b) => a - b);
    return `median ${sorted[Math.floor(sorted.length / 2)]} ms, longest ${sorted.at(-1)} ms`;
  };
  console.log(
    `failover: ${rounds.length} rounds; ${accepted.length} accepted reports, ${lost.length} lost, ${doubled.length} recorded twice`,
  );
  console.log(
    `  ${reads.total} reads, ${reads.failed.length} failed, ${reads.stale} with Garita-Stale, longest ${Math.round(reads.longestMs)} ms`,
  );
  console.log(
    `  from the promotion to the next accepted report: ${until(rounds.map(({ promotedMs, acceptedMs }) => acceptedMs - promotedMs))}`,
  );
  console.log(`  from the death of the primary to current answers: ${until(rounds.map(({ currentMs }) => currentMs))}`);
  for (const fault of [...lost.map((id) => `lost: ${id}`), ...doubled, ...reads.failed].slice(0, 10))
    console.error(`  ${fault}`);
  if (lost.length + doubled.length + reads.failed.length > 0)
    throw new Error("failover: reports were lost or recorded twice, or reads failed");
}
