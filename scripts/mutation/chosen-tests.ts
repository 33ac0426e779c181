import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Folders whose tests are run against mutants. Those of higher floors only meet mutants that no test of theirs runs. */
const TESTED = ["domain", "live", "feeds", "actions"];

/** Tests that are not run against mutants, because they wait for servers, processes or timers for many seconds. */
const TOO_SLOW = [
  ...["failover", "frozen-servers", "standby", "standby-watch", "stream-away", "processes", "loads", "slow-loads"],
  ...["resumption", "webhook-ends", "webhook-standing", "webhook-processes", "record/past-answers.property"],
].map((name) => `test/live/${name}.test.js`);

/**
 * Lists the built test files that are run against mutants, in alphabetical order.
 * @param part a part of their paths, or an empty text for all
 */
export const chosenTests = (root: string, part: string): string[] =>
  listIn(
    root,
    TESTED.map((name) => `test/${name}`),
  )
    .filter((file) => file.endsWith(".test.js") && file.slice(root.length).includes(part))
    .filter((file) => !TOO_SLOW.some((slow) => file.endsWith(`/${slow}`)));

/** Lists the built files whose code may be mutated, and the shared code of their tests. */
export const listBuilt = (root: string): string[] =>
  listIn(root, ["src/domain", "src/live", "test/domain"]).filter((file) => !file.endsWith(".test.js"));

const listIn = (root: string, folders: string[]): string[] =>
  folders.flatMap((folder) =>
    readdirSync(join(root, "dist", folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".js"))
      .sort()
      .map((name) => join(root, "dist", folder, name)),
  );
