import { availableParallelism } from "node:os";

/** Jest runs what tsc built, and nothing else: it transforms nothing, so tests run the code that the service runs. */
export default {
  rootDir: "dist",
  testMatch: ["<rootDir>/test/**/*.test.js"],
  transform: {},
  runtime: "<rootDir>/test/support/native-modules.js",
  // Workers often wait for PostgreSQL, a timer or a browser, so one more than there are cores keeps the cores busy. Six
  // workers stay well below the 300 connections of the tests' server.
  maxWorkers: Math.min(availableParallelism() + 1, 6),
  // Modules of test files stay loaded, with what they hold.
  workerIdleMemoryLimit: "700MB",
  // Making and seeding a database is a matter of a second, and of ten on a machine with other work.
  testTimeout: 60_000,
  setupFilesAfterEnv: ["<rootDir>/src/log-language.js", "<rootDir>/test/support/temporal-equality.js"],
  globalSetup: "<rootDir>/test/support/start-server.js",
  globalTeardown: "<rootDir>/test/support/stop-server.js",
  reporters: [["default", { summaryThreshold: 1 }], "<rootDir>/test/support/plain-count.js"],
};
