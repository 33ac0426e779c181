import { machineClock } from "../../src/clock.ts";
import { createApiKey } from "../../src/store/access/api-keys.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { eventually } from "./eventually.ts";
import { formsOf } from "./form.ts";
import { soundReport } from "./service.ts";
import { type ServiceProcess, startProcess } from "./service-process.ts";
import { useDatabase } from "./use-database.ts";

const NEVER = "0 0 29 2 *";
/** Schedules on which nothing is due during a test. */
const NO_FEEDS = {
  ...{ BWT_CRON: NEVER, COUNTS_CRON: NEVER, ANNOUNCEMENTS_CRON: NEVER, NWS_CRON: NEVER },
  ...{ FEDERAL_REGISTER_CRON: NEVER, ARIZONA_ROADS_CRON: NEVER },
};

/** Three processes on one seeded database, some of which are killed while they tell people of changes. */
export interface KilledProcesses {
  submit(path: string, pairs?: [string, string][]): Promise<Response>;
  /** Submits the form on the page of Lukeville, with other values for some fields. */
  ask(values: Record<string, string>): Promise<Response>;
  /** Records a report and returns its id. */
  record(note: string, effectiveAt?: string): Promise<string>;
  /**
   * Records six changes and withdraws each. Kills a process before each other change is told, and all of them while the
   * receiver of the messages has not replied yet. `received` returns the number of messages, which is one before.
   */
  tellWhileKilled(received: () => number): Promise<void>;
  /** Returns the number of events that nobody has told yet. */
  waiting(): Promise<number>;
}

/** Starts the processes before the tests of a file, as `npm start` does, with these settings, and stops them afterwards. */
export function useKilledProcesses(settings: () => Record<string, string>): KilledProcesses {
  const processes: ServiceProcess[] = [];
  let key: string | null;
  const start = () => startProcess(loan.url, { JOBS: "on", ...NO_FEEDS, ...settings() });
  // The processes must have ended before the database is released.
  afterAll(() => Promise.all(processes.map((each) => each.stop())));
  const loan = useDatabase({ seeded: true });
  beforeAll(async () => {
    key = await createApiKey(loan.db, "desk", "recorder", machineClock());
    processes.push(...(await Promise.all([start(), start(), start()])));
  }, 120_000);

  const one = (): ServiceProcess => {
    const [first] = processes;
    if (first === undefined) throw new Error("no process is running");
    return first;
  };
  const submit = (path: string, pairs: [string, string][] = []) =>
    fetch(`${one().url}${path}`, { method: "POST", redirect: "manual", body: new URLSearchParams(pairs) });
  const post = async (path: string, body: unknown): Promise<string> => {
    const answer = await fetch(`${one().url}${path}`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    });
    expect(answer.status).toBe(201);
    return ((await answer.json()) as { id: string }).id;
  };
  const record = (note: string, effectiveAt?: string) =>
    post("/v1/reports", soundReport(effectiveAt === undefined ? {} : { effectiveAt }, { note }));
  return {
    submit,
    record,
    async ask(values) {
      const page = await (await fetch(`${one().url}/lukeville`, { headers: { accept: "text/html" } })).text();
      const form = formsOf(page).find(({ action }) => action.startsWith("/tell-me"));
      return submit(
        "/tell-me",
        (form?.pairs ?? []).map(([name, value]): [string, string] => [name, values[name] ?? value]),
      );
    },
    async tellWhileKilled(received) {
      const began = machineClock().subtract({ hours: 1 });
      for (let i = 0; i < 6; i++) {
        const id = await record(`Change number ${i}`, String(began.add({ minutes: i })));
        // Before anything is sent, the process that recorded the change dies.
        if (i % 2 === 0) {
          await processes.shift()?.kill();
          processes.push(await start());
        }
        await eventually(() => expect(received()).toBeGreaterThanOrEqual(2 + 2 * i), 60_000);
        // The receiver has the message, and its sender still waits for the reply. Nobody knows which process that is.
        if (i % 2 === 1) {
          await Promise.all(processes.splice(0).map((each) => each.kill()));
          processes.push(...(await Promise.all([start(), start(), start()])));
        }
        await post(`/v1/reports/${id}/retraction`, { note: "It was another bridge" });
        await eventually(() => expect(received()).toBeGreaterThanOrEqual(3 + 2 * i), 60_000);
      }
    },
    async waiting() {
      const { rows } = await connectionsOf(loan.db).pool.query<{ waiting: number }>(
        "SELECT count(*)::int AS waiting FROM delivery WHERE delivered_at IS NULL AND handed_at IS NULL",
      );
      return rows[0]?.waiting ?? 0;
    },
  };
}
