import { parseArgs } from "node:util";
import { startField } from "../test/support/field/field.ts";
import { makeFieldDatabase } from "../test/support/field/field-database.ts";
import { type Outcome, play, prepareAll } from "../test/support/field/round.ts";
import { END, ROUND } from "../test/support/field/steps.ts";
import { makeStoppableDatabase } from "../test/support/field/stoppable-database.ts";
import { fieldReport, outcomeLine } from "./field-report.ts";
import { progress } from "./progress.ts";
import { withScratchDatabase } from "./scratch-database.ts";

/** The interval of the jobs in a long test, in seconds. */
const SECONDS = 5;

const { values } = parseArgs({ options: { minutes: { type: "string", default: "15" } } });
const minutes = Number(values.minutes);
if (!(minutes > 0 && minutes <= 24 * 60)) {
  console.error(`--minutes must be a number above 0 and at most 1440; got '${values.minutes}'.`);
  process.exit(1);
}

// The first Ctrl-C ends the test after the current round. The second Ctrl-C exits at once.
let isOver = false;
process.on("SIGINT", () => {
  if (isOver) process.exit(130);
  isOver = true;
  progress("Ending after this round");
});

const outcomes: Outcome[] = [];
await withScratchDatabase(async (url) => {
  // A shared server must not be stopped, so only the connections to it are made to hang.
  const database = await (process.env.DATABASE_URL ? makeFieldDatabase(url) : makeStoppableDatabase(url));
  progress(`Testing the service for ${minutes} minutes, started with npm start`);
  const field = await startField(database, SECONDS, prepareAll);
  try {
    const tell = (round: number) => (outcome: Outcome) => {
      outcomes.push(outcome);
      console.error(outcomeLine(round, outcome));
    };
    let round = 0;
    for (const until = performance.now() + minutes * 60_000; !isOver && performance.now() < until; round++)
      await play(field, ROUND, round, tell(round));
    await play(field, END, round, tell(round));
  } finally {
    await field.close();
    await database.close();
  }
});

console.log(fieldReport(outcomes));
const failed = outcomes.filter(({ error }) => error !== null).length;
console.log(`${outcomes.length - failed} steps passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;
