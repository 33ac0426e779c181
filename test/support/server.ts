import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ROOT } from "../../src/root.ts";

/** The folder of the run's own embedded server. It is one folder a clone: a run that was killed is cleaned by the next. */
export const serverFolder = (): string =>
  join(tmpdir(), `garita-test-${Buffer.from(resolve(ROOT)).toString("hex").slice(-24)}-${process.getuid?.() ?? 0}`);

/** The names under which the set-up tells the workers what it made. */
export const ADMIN_URL = "GARITA_TEST_ADMIN_URL";
export const TEMPLATE = "GARITA_TEST_TEMPLATE";
