import { writeFileSync } from "node:fs";
import type { AggregatedResult } from "@jest/test-result";

/** Where `scripts/test.mjs` wants the counts, in the environment. */
const COUNTS_FILE = "GARITA_TEST_COUNTS";

/** Hands the counts of a run to whoever started it. */
export default class PlainCount {
  onRunComplete(_contexts: unknown, results: AggregatedResult): void {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests } = results;
    const file = process.env[COUNTS_FILE];
    // A file that could not be run has no tests to count, and must not pass for one without failures.
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const counts = { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
    if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
  }
}
