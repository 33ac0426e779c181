import { writeFileSync } from "node:fs";
import type { AggregatedResult } from "@jest/test-result";

/** The environment variable with the file that `scripts/test.mjs` reads the counts from. */
const COUNTS_FILE = "GARITA_TEST_COUNTS";

/** A Jest reporter that writes the counts of a run to a file. */
export default class PlainCount {
  onRunComplete(_contexts: unknown, results: AggregatedResult): void {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests } = results;
    const file = process.env[COUNTS_FILE];
    // A test file that failed to load has no tests to count, so it counts as one failure.
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const counts = { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
    if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
  }
}
