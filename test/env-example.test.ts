import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { BadSetting, readConfig } from "../src/config.ts";
import { ROOT } from "../src/root.ts";

/** The settings that only docker compose reads. */
const COMPOSE = ["POSTGRES_PASSWORD", "OWNER_PASSWORD", "SERVICE_PASSWORD"];

const blocks = readFileSync(join(ROOT, ".env.example"), "utf8").split("\n\n");
const settings = blocks.flatMap((block) =>
  [...block.matchAll(/^#([A-Z_]+)=(.*)$/gm)].map(([, name = "", value = ""]) => ({ name, value, block })),
);
const ours = settings.filter(({ name }) => !COMPOSE.includes(name));
const names = ours.map(({ name }) => name);

/** Returns the rule that a value violates, as stated in the error message. */
function ruleOf(name: string, value: string): string {
  try {
    readConfig({ [name]: value });
    return "";
  } catch (error) {
    if (!(error instanceof BadSetting)) throw error;
    return /is '[^']*': (.*)\.$/s.exec(error.message)?.[1] ?? "";
  }
}

test(".env.example names every setting once, each in its own paragraph, and no others", () => {
  expect(names.toSorted()).toEqual(
    [
      ...Object.keys(readConfig({})),
      "CHAT_ORIGINS",
      "DATABASE_URL",
      "EMAIL_EVENTS_KEY",
      "EMAIL_FROM",
      "GARITA_WRITE_URL",
      "LOG_KEY",
      "MIGRATION_DATABASE_URL",
      "PUBLIC_URL",
      "SECURITY_CONTACT",
      "SMTP_URL",
    ].sort(),
  );
  expect(settings.length).toBe(new Set(settings.map(({ block }) => block)).size);
});

test(".env.example states the passwords of the composition, with its defaults", () => {
  const composition = readFileSync(join(ROOT, "docker-compose.yml"), "utf8");
  const stated = settings.filter(({ name }) => COMPOSE.includes(name));
  expect(stated.map(({ name }) => name)).toEqual(COMPOSE);
  for (const { name, value } of stated) expect(composition).toContain(`${name}: \${${name}:-${value}}`);
});

test(".env.example states the defaults", () => {
  expect(readConfig(Object.fromEntries(ours.map(({ name, value }) => [name, value])))).toEqual(readConfig({}));
});

describe(".env.example states the limits", () => {
  const numbers = ours.filter(({ name, value }) => /^\d+$/.test(value) && !["TRUST_PROXY", "PROCESSES"].includes(name));
  test.each(numbers)("of $name", ({ name, block }) => {
    const [, least = "", most = ""] = /^must be a whole number from (\d+) to (\d+)$/.exec(ruleOf(name, "-1")) ?? [];
    expect(block).toContain(`A whole number from ${least} to ${most}.`);
    if (name === "CRON_LEAST_SECONDS") return expect(ruleOf(name, String(Number(most) + 1))).toContain(most);
    expect([least, most].map((limit) => ruleOf(name, limit))).toEqual(["", ""]);
    for (const beyond of [Number(least) - 1, Number(most) + 1])
      expect(ruleOf(name, String(beyond))).toBe(`must be a whole number from ${least} to ${most}`);
    expect(ruleOf(name, "1e2")).not.toBe("");
  });

  test.each(names.filter((name) => ruleOf(name, "?").startsWith("must be one of")))("of %s", (name) => {
    const words = ruleOf(name, "?").replace("must be one of ", "");
    expect(ours.find((each) => each.name === name)?.block).toContain(`One of ${words}.`);
  });

  test("of the number of trusted proxies", () => {
    expect(ours.find(({ name }) => name === "TRUST_PROXY")?.block).toContain("how many there are (0 to 99)");
    for (const value of ["0", "99", "10.0.0.0/8", "loopback, ::1"]) expect(ruleOf("TRUST_PROXY", value)).toBe("");
    for (const value of ["-1", "100", "proxy.example"]) expect(ruleOf("TRUST_PROXY", value)).toContain("up to 99");
  });

  test("of the number of processes", () => {
    expect(ours.find(({ name }) => name === "PROCESSES")?.block).toContain("or a number (1 to 64)");
    for (const value of ["1", "64", "auto"]) expect(ruleOf("PROCESSES", value)).toBe("");
    for (const value of ["0", "65", "2.5", "Auto", "many"])
      expect(ruleOf("PROCESSES", value)).toBe("must be auto, or a whole number from 1 to 64");
  });

  test("of the minimum interval of schedules", () => {
    for (const name of ["BWT_CRON", "ANNOUNCEMENTS_CRON"])
      expect(ruleOf(name, "* * * * *")).toBe("fires more often than every 300 seconds (CRON_LEAST_SECONDS)");
    expect(ours.find(({ name }) => name === "BWT_CRON")?.block).toContain("every five minutes");
  });
});

test("the check before the installation enforces the limits, with the same messages", () => {
  const script = `import { checkLimits } from "${pathToFileURL(join(ROOT, "scripts/settings.mjs"))}"; checkLimits();`;
  const check = (env: Record<string, string>) =>
    spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8", env });
  expect(check({ PORT: "0", JOBS: "off", LOG_LEVEL: "", BWT_CRON: "daily" })).toMatchObject({ status: 0, stderr: "" });
  const wrong = { PORT: "70000", JOBS: "maybe" };
  const { status, stderr } = check(wrong);
  expect(status).toBe(1);
  expect(() => readConfig(wrong)).toThrow(stderr.trim());
});
