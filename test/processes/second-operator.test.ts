import { runCommand } from "../support/command.ts";
import { eventually } from "../support/eventually.ts";
import { loanRoledDatabase, type RoledDatabase } from "../support/lesser-role.ts";
import { runService } from "../support/run-service.ts";
import { soundReport } from "../support/service.ts";
import { type ServiceProcess, startProcess } from "../support/service-process.ts";
import { startSeveral } from "../support/several-processes.ts";

const ON = { FOUR_EYES: "on" };

/** Each test starts processes of its own. */
const TIMEOUT_MS = 120_000;

let database: RoledDatabase;
/** The service runs as the role with the least rights. */
let url: string;
beforeEach(async () => {
  database = await loanRoledDatabase({ seeded: true });
  url = database.serviceUrl;
}, TIMEOUT_MS);
afterEach(() => database.release());

const keyFor = async (name: string): Promise<string> =>
  (await runCommand("keys.js", ["create", "--name", name, "--role", "recorder"], { DATABASE_URL: url })).out.split(
    "\n",
  )[0] ?? "";

async function post(service: Pick<ServiceProcess, "url">, path: string, key: string, body: unknown = {}) {
  const headers = { "content-type": "application/json", authorization: `Bearer ${key}` };
  const answer = await fetch(`${service.url}${path}`, { method: "POST", body: JSON.stringify(body), headers });
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  return { status: answer.status, body: (await answer.json()) as any };
}

describe("a service with FOUR_EYES=on", () => {
  test(
    "lets a report wait over a restart and a crash, until an operator of another process accepts it",
    async () => {
      const [county, newsroom, archive] = [await keyFor("county"), await keyFor("newsroom"), await keyFor("archive")];
      const first = await startProcess(url, ON);
      const sent = await post(first, "/v1/reports", county, soundReport());
      expect([sent.status, sent.body.state, sent.body.draftedBy]).toEqual([202, "open", "county"]);
      await first.stop();
      const second = await startProcess(url, ON);
      await second.kill();

      const [one, two] = await Promise.all([startProcess(url, ON), startProcess(url, ON)]);
      const path = `/v1/proposals/${sent.body.id}/acceptance`;
      expect((await post(one, path, county)).body.type).toBe("/problems/second_person");
      const answers = await Promise.all([post(one, path, newsroom), post(two, path, archive)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      const { out } = await runCommand("keys.js", ["log"], { DATABASE_URL: url });
      expect(out).toContain("county (recorder)  last of 1 report sent to a second operator");
      await Promise.all([one.stop(), two.stop()]);
    },
    TIMEOUT_MS,
  );

  test(
    "tells readers of every process that a crossing is unconfirmed while its suspension waits",
    async () => {
      const [county, newsroom] = [await keyFor("county"), await keyFor("newsroom")];
      const [one, two] = await Promise.all([startProcess(url, ON), startProcess(url, ON)]);
      const certainty = async () => {
        const answer = await fetch(`${two.url}/v1/crossings/lukeville/status?mode=passenger&direction=northbound`);
        const { services } = (await answer.json()) as { services: { certainty: string }[] };
        return services[0]?.certainty;
      };
      const open = soundReport({
        status: "open",
        lifts: "all",
        effectiveAt: new Date(Date.now() - 60_000).toISOString(),
      });
      const opening = await post(one, "/v1/reports", county, open);
      await post(one, `/v1/proposals/${opening.body.id}/acceptance`, newsroom);
      await eventually(async () => expect(await certainty()).toBe("announced"));
      const sent = await post(one, "/v1/reports", county, soundReport());
      await eventually(async () => expect(await certainty()).toBe("unconfirmed"));
      await post(one, `/v1/proposals/${sent.body.id}/dismissal`, newsroom, { reason: "Not so" });
      await eventually(async () => expect(await certainty()).toBe("announced"));
      await Promise.all([one.stop(), two.stop()]);
    },
    TIMEOUT_MS,
  );

  test(
    "warns, at its start and in the doctor, as long as there is no second operator",
    async () => {
      const settings = { DATABASE_URL: url, PORT: "0", ...ON };
      const service = await startSeveral(url, { ...ON, LOG_LEVEL: "warn" });
      expect(service.printed().split("no second operator has a key")).toHaveLength(2);
      await service.end("SIGTERM");
      const lone = await runCommand("doctor.js", [], settings);
      expect(lone.out).toMatch(/WRONG +FOUR_EYES=on, but only 1 operator has a valid key/);
      await keyFor("county");
      expect((await runCommand("doctor.js", [], settings)).out).toContain(
        "FOUR_EYES=on, and 2 operators have valid keys.",
      );
    },
    TIMEOUT_MS,
  );

  test(
    "does not start with another value, and says which values there are",
    async () => {
      const { code, err } = await runService({ DATABASE_URL: url, PORT: "0", FOUR_EYES: "yes" });
      expect([code, err]).toEqual([1, expect.stringContaining("FOUR_EYES is 'yes': must be one of on, off")]);
    },
    TIMEOUT_MS,
  );
});
