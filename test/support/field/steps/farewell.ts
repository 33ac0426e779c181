import assert from "node:assert/strict";
import { soon } from "../field.ts";
import type { Step } from "../step.ts";

/** A container is killed ten seconds after it was asked to end. */
const LIMIT_SECONDS = 10;

export const farewell: Step = {
  title:
    "it ends when it is asked to: at once, cleanly, with no connection left behind; until then every read was answered",
  async run({ service, app, database, operator, patrol }) {
    const { answers, slowest, faults } = await patrol.end();
    assert.deepEqual(faults, [], `${faults.length} of ${answers} answers about now were wrong`);
    const started = performance.now();
    const code = await service.stop();
    const seconds = (performance.now() - started) / 1000;
    assert.equal(code, 0, service.printed().slice(-600));
    assert(seconds <= LIMIT_SECONDS, `it took ${seconds.toFixed(1)} s to end`);
    assert.doesNotMatch(service.printed(), /^\s+at .*:\d+:\d+\)?$/m, "a stack was printed");
    await soon(() => assert(app.isCutOff(), "the stream is still open"));
    const [row] = await soon(async () => {
      const rows = await database.query(OPEN);
      assert.equal(rows[0]?.open, 0, `${rows[0]?.open} connections are open`);
      return rows;
    });
    return {
      traveller: `${answers} answers about now in all, every one 200, the slowest after ${slowest.toFixed(2)} s`,
      operator: `exit code ${code} after ${seconds.toFixed(1)} s; ${operator.recorded.length} reports recorded`,
      app: `the stream ended; ${row?.open} connections to the database`,
    };
  },
};

const OPEN =
  "SELECT count(*)::int AS open FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
