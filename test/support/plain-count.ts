import type { AggregatedResult } from "@jest/test-result";

/** Ends a run with one plain line that any machine reads: `N passed, N failed, N skipped`. */
export default class PlainCount {
  onRunComplete(_contexts: unknown, results: AggregatedResult): void {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests } = results;
    // A file that could not be run has no tests to count, and must not pass for one without failures.
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const line = `${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped\n`;
    // Last of all, after jest's own summary.
    process.on("exit", () => process.stdout.write(line));
  }
}
