import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** What is used of Jest's result. */
interface JestOutcome {
  results: {
    success: boolean;
    testResults: {
      failureMessage?: string | null;
      testExecError?: { message: string };
      testResults: { status: string }[];
    }[];
  };
}

interface JestApi {
  runCLI(args: Record<string, unknown>, projects: string[]): Promise<JestOutcome>;
}

/** Seconds of a test's own limit. Shorter than in `jest.config.js`, because a mutant's time is bounded anyway. */
const TEST_SECONDS = 15;

/**
 * Returns a function that runs one built test file in this process, and returns the message of the first failure. The
 * server of the tests must be running: its address is in the environment.
 * @param root the folder of the project, or of Stryker's copy of it
 */
export function makeJestRun(root: string): (file: string) => Promise<string | undefined> {
  let config: Promise<string> | undefined;
  const jest: JestApi = createRequire(join(root, "package.json"))("jest");
  return async (file) => {
    config ??= readConfig(root);
    const args = { _: [file], $0: "", config: await config, runTestsByPath: true, runInBand: true, silent: true };
    const { results } = await jest.runCLI({ ...args, watchman: false, cache: true }, [root]);
    if (results.success && results.testResults.length > 0) return undefined;
    const [outcome] = results.testResults;
    return outcome?.testExecError?.message ?? outcome?.failureMessage ?? `${file} did not run`;
  };
}

/** Returns the configuration of `npm test`, without its own server, reporters and processes. */
async function readConfig(root: string): Promise<string> {
  const { default: usual } = await import(pathToFileURL(join(root, "jest.config.js")).href);
  const { globalSetup: _setup, globalTeardown: _teardown, workerIdleMemoryLimit: _limit, ...kept } = usual;
  const own = { rootDir: join(root, "dist"), reporters: [], cacheDirectory: join(root, "jest-cache") };
  return JSON.stringify({ ...kept, ...own, testTimeout: TEST_SECONDS * 1000 });
}
