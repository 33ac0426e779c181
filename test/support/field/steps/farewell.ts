import assert from "node:assert/strict";
import { soon } from "../field.ts";
import type { Step } from "../step.ts";

/** Number of seconds after which a container is killed if it has not stopped on request. */
const LIMIT_SECONDS = 10;

export const farewell: Step = {
  title: "the service stops at once on request and leaves no connection behind; until then every read was answered",
  async run({ service, app, database, operator, patrol }) {
    const { answers, slowest, faults } = await patrol.end();
    assert.deepEqual(faults, [], `${faults.length} of ${answers} answers about now were wrong`);
    const started = performance.now();
    await service.stop();
    const seconds = (performance.now() - started) / 1000;
    assert(seconds <= LIMIT_SECONDS, `it took ${seconds.toFixed(1)} s to end`);
    assert.doesNotMatch(service.printed(), /^\s+at .*:\d+:\d+\)?$/m, "a stack was printed");
    await soon(() => assert(app.isCutOff() && app.isComplete(), "the stream was cut off, or is still open"));
    const left = await soon(async () => {
      const [row] = await database.query(LEFT);
      assert.deepEqual(row, { connections: 0, runs: null });
      return row;
    });
    return {
      traveller: `${answers} answers about now in all, every one 200, the slowest after ${slowest.toFixed(2)} s`,
      operator: `ended after ${seconds.toFixed(1)} s; ${operator.recorded.length} reports recorded`,
      app: `the stream ended as it should; left behind: ${JSON.stringify(left)}`,
    };
  },
};

/** Connections and runs that a killed process would leave behind. */
const LEFT = `
SELECT (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()) AS connections,
  (SELECT string_agg(name || ' of ' || started_at, ', ') FROM job_run WHERE outcome = 'running') AS runs`;
