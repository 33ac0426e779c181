import { machineClock } from "../../src/clock.ts";
import { eventually } from "../../test/support/eventually.ts";
import { makeOperator, type Operator } from "../../test/support/field/operator.ts";
import { makeTraveller, type Traveller } from "../../test/support/field/traveller.ts";
import type { Composition } from "./project.ts";
import type { TrialReport } from "./trial-report.ts";

/** People who use the composed service. */
export interface TrialUsers {
  traveller: Traveller;
  operator: Operator;
}

/** The answer that the README documents. */
const DOCUMENTED = "suspended both ways (since 4 Dec): staffing";

/** Asks the database one question, as the service would. */
const ASK = `
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  console.log(Object.values((await client.query(process.argv[1])).rows[0])[0]);
  await client.end();`;

/** Starts the composition, and uses it as the README describes. */
export async function tryService({ compose, inGarita, url }: Composition, report: TrialReport): Promise<TrialUsers> {
  const traveller = makeTraveller(() => url);
  await report.step("docker compose up starts PostgreSQL and Garita, and both become healthy", async () => {
    await compose(["up", "--detach", "--wait", "--wait-timeout", "120"], { seconds: 180 });
    const { status, text } = await traveller.ask("/readyz");
    if (status !== 200) throw new Error(text);
    return `/readyz: ${text.trim()}`;
  });
  await report.step("the service answers about the present and the past", async () => {
    const then = await traveller.line("lukeville?on=2023-12-20");
    if (!then.includes(DOCUMENTED)) throw new Error(then);
    return `${await traveller.line("lukeville")}\n${then}`;
  });
  await report.step("Garita runs under the Node of the image, with that Node's own Temporal", async () => {
    const said = await inGarita("node", "-p", 'process.version + ", typeof Temporal: " + typeof Temporal');
    if (!said.includes("object")) throw new Error(said);
    return said;
  });
  await report.step(
    "the service connects as a role that cannot alter the log, without the administrator's password",
    async () => {
      const sql =
        "SELECT current_user || ', tables of ' || tableowner || ', may delete reports: ' || has_table_privilege('report', 'DELETE') FROM pg_tables WHERE tablename = 'report'";
      const said = await inGarita("node", "--input-type=module", "-e", ASK, sql);
      const password = await inGarita("printenv", "POSTGRES_PASSWORD").catch(() => "");
      if (said !== "garita_service, tables of garita_owner, may delete reports: false" || password.trim() !== "")
        throw new Error(said);
      return said;
    },
  );
  const operator = await newOperator(traveller, { inGarita, url }, report);
  await report.step("a recorded report changes the answer at once", async () => {
    const { seq } = await operator.record(suspensionOf("nogales-mariposa", "first"));
    const line = await eventually(async () => {
      const answer = await traveller.line("nogales-mariposa");
      if (!answer.includes("suspended")) throw new Error(answer);
      return answer;
    });
    return `report ${seq}: ${line}`;
  });
  return { traveller, operator };
}

async function newOperator(
  traveller: Traveller,
  { inGarita, url }: Pick<Composition, "inGarita" | "url">,
  report: TrialReport,
): Promise<Operator> {
  let key = "";
  await report.step("the documented commands run in the container", async () => {
    const [created = ""] = (await inGarita(..."npm run --silent keys -- create --name desk --role recorder".split(" ")))
      .split("\n")
      .filter((line) => line.startsWith("garita_"));
    key = created;
    const list = await inGarita(..."npm run --silent keys -- list".split(" "));
    const run = await inGarita(..."npm run --silent job -- take-effect".split(" "));
    return `keys: ${list.replaceAll("\n", ", ")}\njob: ${run}`;
  });
  return makeOperator(() => url, key, traveller);
}

/** A report that suspends a crossing from now on. The title tells reports apart. */
export const suspensionOf = (crossing: string, title: string) => ({
  source: { kind: "operator", publisher: "Docker trial", title },
  reason: "other",
  changes: [{ crossing, status: "suspended", effectiveAt: String(machineClock()) }],
});
