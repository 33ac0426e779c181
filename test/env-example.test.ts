import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readConfig } from "../src/config.ts";
import { ROOT } from "../src/root.ts";

/** Read by docker compose, and by nothing of ours. */
const COMPOSE = "POSTGRES_PASSWORD";

const lines = readFileSync(join(ROOT, ".env.example"), "utf8").matchAll(/^#([A-Z_]+)=(.*)$/gm);
const example = new Map([...lines].map(([, name = "", value = ""]) => [name, value]));
example.delete(COMPOSE);

test("the example of settings names every setting, and no other", () => {
  const names = [...Object.keys(readConfig({})), "DATABASE_URL", "PUBLIC_URL"];
  expect([...example.keys()].sort()).toEqual(names.sort());
});

test("the example of settings gives the defaults", () => {
  expect(readConfig(Object.fromEntries(example))).toEqual(readConfig({}));
});
