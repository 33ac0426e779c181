import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { machineClock } from "../src/clock.ts";
import { ROOT } from "../src/root.ts";
import { progress } from "./progress.ts";
import { tortureClock } from "./torture/clock.ts";
import { tortureDatabase } from "./torture/database.ts";
import { tortureFeeds } from "./torture/feeds.ts";
import { tortureKills } from "./torture/kills.ts";
import type { TorturePart, TortureSize } from "./torture/part.ts";
import { tortureRaw } from "./torture/raw.ts";
import { tortureRequests } from "./torture/requests.ts";
import { type PartOutcome, tortureReport } from "./torture/torture-report.ts";

/** The parts. To add one, add its file and a line here. */
const PARTS_OF_TORTURE: Record<string, TorturePart> = {
  requests: tortureRequests,
  raw: tortureRaw,
  kills: tortureKills,
  database: tortureDatabase,
  feeds: tortureFeeds,
  clock: tortureClock,
};

const LONG = { requests: 100_000, rounds: 100, mutations: 100_000, minutes: 60, seconds: 120 };
const SHORT = { requests: 300, rounds: 2, mutations: 500, minutes: 2, seconds: 5 };
/** Seconds for which a process is stopped in a long run, unless the seconds of faults are given. */
const LONG_STOP = 600;

const text = { type: "string" } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ...{ requests: text, rounds: text, mutations: text, minutes: text, seconds: text, seed: text },
    ...{ short: { type: "boolean", default: false }, save: { type: "boolean", default: false } },
  },
});

const fail = (sentence: string): never => {
  console.error(sentence);
  process.exit(1);
};
/** The largest number of anything. */
const LARGEST = 1e9;
const numberOf = (name: keyof typeof LONG | "seed", otherwise: number): number => {
  const given = values[name];
  if (given === undefined) return otherwise;
  const number = Number(given);
  if (name === "minutes")
    return number > 0 && number <= LARGEST
      ? number
      : fail(`--minutes must be a number above 0 and at most ${LARGEST}; got '${given}'.`);
  return Number.isInteger(number) && number >= 1 && number <= LARGEST
    ? number
    : fail(`--${name} must be a whole number from 1 to ${LARGEST}; got '${given}'.`);
};
const unknown = positionals.filter((name) => !Object.hasOwn(PARTS_OF_TORTURE, name));
if (unknown.length > 0)
  fail(`There is no part called ${unknown.join(", ")}; the parts are: ${Object.keys(PARTS_OF_TORTURE).join(", ")}.`);

const usual = values.short ? SHORT : LONG;
const seconds = numberOf("seconds", usual.seconds);
const size: TortureSize = {
  isShort: values.short,
  requests: numberOf("requests", usual.requests),
  rounds: numberOf("rounds", usual.rounds),
  mutations: numberOf("mutations", usual.mutations),
  minutes: numberOf("minutes", usual.minutes),
  faultSeconds: seconds,
  stoppedSeconds: values.short || values.seconds !== undefined ? seconds : LONG_STOP,
  seed: numberOf("seed", 20261130),
};

// Lets the handlers of the event `exit` continue what is suspended, and unmount what is mounted.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const startedAt = machineClock();
const outcomes: PartOutcome[] = [];
for (const [name, torture] of Object.entries(PARTS_OF_TORTURE)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  progress(`Running the part ${name}`);
  const began = performance.now();
  const outcome = await torture(size).catch((error: Error) => ({
    done: [],
    found: [`the part ended with an error: ${error.stack}`],
    skipped: [],
  }));
  outcomes.push({ name, ...outcome, seconds: (performance.now() - began) / 1000 });
}

const report = tortureReport(outcomes);
console.log(report);
if (values.save) {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: ROOT, encoding: "utf8" }).trim();
  const commit = `${git("rev-parse", "--short", "HEAD")}${git("status", "--porcelain") === "" ? "" : " with changes"}`;
  const command = ["npm run torture --", ...process.argv.slice(2)].join(" ");
  const head = `# Torture\n\nWritten by \`${command}\`, started ${startedAt.toString({ smallestUnit: "minute" })}, at commit ${commit}, with Node ${process.versions.node} and the seed ${size.seed}.\n`;
  writeFileSync(join(ROOT, "docs/torture.md"), `${head}\n${report}\n`);
}
const faults = outcomes.reduce((sum, { found }) => sum + found.length, 0);
console.log(faults === 0 ? "\nNo fault was found." : `\n${faults} faults were found.`);
process.exitCode = faults > 0 ? 1 : 0;
