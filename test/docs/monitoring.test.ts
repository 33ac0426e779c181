import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { type LoanedService, loanService } from "../support/service.ts";

const FOLDER = join(ROOT, "docs/monitoring");
const RULES = readFileSync(join(FOLDER, "garita-alerts.yml"), "utf8");
const DASHBOARD = readFileSync(join(FOLDER, "garita-dashboard.json"), "utf8");

/** The alerts' names. */
const alerts = [...RULES.matchAll(/- alert: (\w+)/g)].map(([, name = ""]) => name);

const isInstalled = spawnSync("promtool", ["--version"]).status === 0;

describe("the rules and the dashboard", () => {
  let service: LoanedService;
  /** The labels of each metric that the service exports. */
  const exported = new Map<string, Set<string>>();
  beforeAll(async () => {
    service = await loanService({ settings: { JOBS: "off" } });
    await connectionsOf(service.ctx.db).pool.query(
      `INSERT INTO job_run (id, name, started_at, ended_at, outcome, counts, process)
       VALUES (gen_random_uuid(), 'poll-feed', now(), now(), 'succeeded', '{}', 'x')`,
    );
    await service.ask("/healthz");
    const { text } = await service.ask("/metrics");
    for (const [, name = "", labels = ""] of text.matchAll(/^(\w+)(?:\{(.*)\})? \S+$/gm)) {
      const known = exported.get(name) ?? new Set();
      // Prometheus adds the first two labels, and renames Garita's own label `job`.
      for (const label of [
        "job",
        "instance",
        ...namesIn(labels).map((each) => (each === "job" ? "exported_job" : each)),
      ])
        known.add(label);
      exported.set(name, known);
    }
  });
  afterAll(() => service.release());

  const namesIn = (labels: string) => [...labels.matchAll(/(\w+)(?==|!=|=~|!~)/g)].map(([, label = ""]) => label);

  test.each([
    ["rules", RULES],
    ["dashboard", DASHBOARD.replaceAll('\\"', '"')],
  ])("name only metrics and labels that the service exports: the %s", (_, text) => {
    const named = [...text.matchAll(/\b((?:garita|nodejs|process)_\w+)(?:\{([^}]*)\})?/g)];
    expect(named.length).toBeGreaterThan(10);
    const unknown = named.filter(([, name = "", labels = ""]) => {
      const known = exported.get(name);
      return known === undefined || !namesIn(labels.replaceAll(/"[^"]*"/g, '""')).every((label) => known.has(label));
    });
    expect(unknown.map(([whole]) => whole)).toEqual([]);
  });

  test("show every metric of Garita on the dashboard", () => {
    const own = [...exported.keys()].filter((name) => name.startsWith("garita_") && !name.endsWith("_sum"));
    expect(own.filter((name) => !DASHBOARD.includes(name))).toEqual([]);
  });
});

/** Runs promtool. Returns what it says if it finds a fault, otherwise an empty text. */
function faultBy(args: string[]): string {
  const { status, stdout, stderr } = spawnSync("promtool", args, { cwd: FOLDER, encoding: "utf8" });
  return status === 0 ? "" : stdout + stderr;
}

// Garita does not need promtool. Where it is installed, it checks the rules and the queries.
const runTool = isInstalled ? test : test.skip;
const whySkipped = isInstalled ? "" : " (skipped: promtool is not installed)";

runTool(`the queries of the dashboard are valid${whySkipped}`, () => {
  const queries = [...DASHBOARD.matchAll(/"expr": (".*")/g)].map(([, text = '""']) => JSON.parse(text) as string);
  const rules = queries.map((query, i) => {
    const expr = query.replaceAll("$__rate_interval", "5m").replaceAll("$", "");
    return { record: `query_${i}`, expr };
  });
  const folder = mkdtempSync(join(tmpdir(), "garita-queries-"));
  const file = join(folder, "queries.yml");
  // JSON is YAML.
  writeFileSync(file, JSON.stringify({ groups: [{ name: "queries", rules }] }));
  expect([queries.length > 10, faultBy(["check", "rules", file])]).toEqual([true, ""]);
  rmSync(folder, { recursive: true });
});

describe("each alert", () => {
  const headings = [...readFileSync(join(ROOT, "docs/monitoring.md"), "utf8").matchAll(/^### (\w+)$/gm)];

  test("has a heading in docs/monitoring.md that says what to do, and its rule leads there", () => {
    expect(alerts.length).toBeGreaterThan(5);
    expect(headings.map(([, name]) => name)).toEqual(alerts);
    const links = [...RULES.matchAll(/runbook_url: (\S+)/g)].map(([, link]) => link);
    expect(links).toEqual(alerts.map((name) => `monitoring.md#${name.toLowerCase()}`));
  });

  runTool(`is accepted by promtool, and rings as its tests say${whySkipped}`, () => {
    expect(faultBy(["check", "rules", "garita-alerts.yml"])).toBe("");
    expect(faultBy(["test", "rules", "garita-alerts.test.yml"])).toBe("");
  });
});
