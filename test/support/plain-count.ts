import { writeFileSync } from "node:fs";
import type { AggregatedResult } from "@jest/test-result";

/** Path of the file in which `scripts/test.mjs` finds the counts. */
const COUNTS_FILE = "GARITA_TEST_COUNTS";

/** The number of slowest files to report. */
const SLOWEST = 10;

/** Passes the counts of a run and its slowest files to the process that started the run. */
export default class PlainCount {
  onRunComplete(_contexts: unknown, results: AggregatedResult): void {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests } = results;
    const file = process.env[COUNTS_FILE];
    // A file that failed to load has no tests, so it counts as one failure.
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const slowest = results.testResults
      .map(({ testFilePath, perfStats }) => ({ file: testFilePath, seconds: perfStats.runtime / 1000 }))
      .sort((a, b) => b.seconds - a.seconds)
      .slice(0, SLOWEST);
    const counts = { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests, slowest };
    if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
  }
}
