import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { ROOT } from "../src/root.ts";
import { findCircles, findCrowdedFolders, readSources } from "./support/room-circles.ts";
import { findTrespasses, listSources, listTrespasses } from "./support/rooms.ts";

// The folders of `src` are called floors, and their subfolders rooms (docs/development.md).

describe("the sources of the project", () => {
  test("are found", () => {
    expect(listSources(ROOT).length).toBeGreaterThan(50);
    expect(listSources(ROOT)).toContain("src/main.ts");
  });

  test("violate no import rule, and are not too long", () => {
    expect(listTrespasses(ROOT)).toEqual([]);
  });

  test("have no circular imports between rooms of one floor", () => {
    expect(findCircles(readSources(ROOT, listSources(ROOT)))).toEqual([]);
  });

  test("are in folders that are not too large", () => {
    const statics = readdirSync(join(ROOT, "src/web/static"), { recursive: true, withFileTypes: true });
    const files = statics.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
    expect(files.length).toBeGreaterThan(20);
    expect(findCrowdedFolders([...listSources(ROOT), ...files.map((file) => relative(ROOT, file))])).toEqual([]);
  });
});

describe("a circular import", () => {
  const circlesOf = (files: Record<string, string>) => findCircles(new Map(Object.entries(files)));

  test("is found through three rooms", () => {
    expect(
      circlesOf({
        "src/domain/a/one.ts": 'import { two } from "../b/two.ts";',
        "src/domain/b/two.ts": 'export { three } from "../c/three.ts";',
        "src/domain/c/three.ts": 'import type { four } from "../a/four.ts";',
      }),
    ).toEqual(["domain/a → domain/b → domain/c → domain/a"]);
  });

  test("is found between a room and a file beside it", () => {
    expect(
      circlesOf({
        "src/http/problem.ts": 'import { a } from "./request/a.ts";',
        "src/http/request/a.ts": 'import { b } from "../problem.ts";',
      }),
    ).toEqual(["http/problem → http/request → http/problem"]);
  });

  test("is not reported within one room, and an import from another floor is not circular", () => {
    expect(
      circlesOf({
        "src/domain/a/one.ts": 'import { two } from "./two.ts";',
        "src/domain/a/two.ts": 'import { one } from "./one.ts";',
        "src/domain/b/three.ts": 'import { one } from "../a/one.ts";',
        "src/http/a/one.ts": 'import { one } from "../../domain/a/one.ts";',
      }),
    ).toEqual([]);
  });
});

test("a folder with sixteen files, not counting its subfolders, is too large", () => {
  const files = Array.from({ length: 15 }, (_, i) => `src/web/f${i}.ts`);
  expect(findCrowdedFolders([...files, "src/web/room/a.ts"])).toEqual([]);
  expect(findCrowdedFolders([...files, "src/web/f15.ts"])).toEqual(["src/web: 16 files"]);
});

describe("the import rule", () => {
  const cases: [string, string, string][] = [
    ["src/domain/report.ts", 'import { db } from "../store/database.ts";', "src/store/database"],
    ["src/domain/report.ts", 'import type { Log } from "../log.ts";', "the types of src/log"],
    ["src/domain/report.ts", 'import { readFile } from "node:fs/promises";', "node:fs/promises"],
    ["src/store/rows.ts", 'import { seed } from "../actions/seed.ts";', "src/actions/seed"],
    ["src/store/rows.ts", 'import express from "express";', "express"],
    ["src/feeds/index.ts", 'export { a } from "../store/rows.ts";', "src/store/rows"],
    ["src/feeds/index.ts", 'export * from "../actions/seed.ts";', "src/actions/seed"],
    ["src/actions/seed.ts", 'import pg from "pg";', "pg"],
    ["src/actions/seed.ts", 'import {\n  a,\n  b,\n} from "../http/app.ts";', "src/http/app"],
    ["src/live/board.ts", 'import "../jobs/schedule.ts";', "src/jobs/schedule"],
    ["src/locales/en.ts", 'import { html } from "../web/html.ts";', "src/web/html"],
    ["src/locales/en.ts", 'import { MODES } from "../domain/vocabulary.ts";', "src/domain/vocabulary"],
    [
      "src/domain/text/summary.ts",
      'import type { Messages } from "../../locales/messages.ts";',
      "the types of src/locales/messages",
    ],
    ["src/actions/seed.ts", 'import { ENGLISH } from "../locales/en.ts";', "src/locales/en"],
    ["src/jobs/job.ts", 'import { a } from "../store/reports.ts";', "src/store/reports"],
    ["src/jobs/job.ts", 'import type { Config } from "../config.ts";', "the types of src/config"],
    ["src/http/app.ts", 'import { PARTS } from "../parts.ts";', "src/parts"],
    ["src/jobs/job.ts", 'const a = await import("../http/app.ts");', "src/http/app"],
    ["src/web/page.ts", 'import type { Context } from "../live/board.ts";', "the types of src/live/board"],
    ["src/http/routes/ports.ts", 'import { a } from "../../store/rows.ts";', "src/store/rows"],
    [
      "src/http/routes/ports.ts",
      'import { a } from "../../generated/prisma/client.ts";',
      "src/generated/prisma/client",
    ],
    ["src/context.ts", 'import { a } from "./store/database.ts";', "src/store/database"],
    ["src/context.ts", 'import pg from "pg";', "pg"],
    ["test/main.test.ts", 'import { a } from "../src/main.ts";', "src/main"],
  ];
  test.each(cases)("refuses %s: %s", (file, source, target) => {
    expect(findTrespasses(file, source)).toEqual([`${file} imports ${target}`]);
  });

  test.each([
    ["src/domain/report.ts", 'import { Temporal } from "temporal-polyfill";\nimport type { A } from "./words.ts";'],
    ["src/store/rows.ts", 'import { PrismaPg } from "@prisma/adapter-pg";\nimport pg from "pg";'],
    [
      "src/jobs/job.ts",
      'import { claimRun } from "../store/job-runs.ts";\nimport type { Context } from "../context.ts";',
    ],
    ["src/locales/messages.ts", 'import type { TextMessages } from "../domain/phrases.ts";'],
    ["src/web/layout.ts", 'import { LOCALES } from "../locales/index.ts";'],
    ["src/http/route.ts", 'import type { Role } from "../store/api-keys.ts";'],
    ["src/context.ts", 'import type { Database } from "./store/database.ts";'],
    ["src/main.ts", 'import pg from "pg";\nimport { a } from "./http/app.ts";'],
    ["scripts/keys.ts", 'import pg from "pg";\nimport { a } from "../src/http/app.ts";'],
  ])("allows these imports in %s", (file, source) => {
    expect(findTrespasses(file, source)).toEqual([]);
  });

  test("refuses a folder of `src` without import rules", () => {
    expect(findTrespasses("src/helpers/a.ts", 'import "./b.ts";')).toEqual([
      "src/helpers/a.ts is in a room without import rules",
    ]);
  });

  test("lets only the configuration read the environment, and only main and scripts end the process", () => {
    expect(findTrespasses("src/http/app.ts", "const p = process.env.PORT;")).toHaveLength(1);
    expect(findTrespasses("src/http/app.ts", "const { env } = process;")).toHaveLength(1);
    expect(findTrespasses("src/http/app.ts", "if (a) process.exit(1);")).toHaveLength(1);
    expect(findTrespasses("src/config.ts", "const p = process.env.PORT;")).toEqual([]);
    expect(findTrespasses("src/main.ts", "process.exit(1);")).toEqual([]);
    expect(findTrespasses("scripts/keys.ts", "process.exit(process.env.A);")).toEqual([]);
    expect(findTrespasses("src/http/app.ts", "// never process.exit here\n/* process.env */")).toEqual([]);
  });

  test.each([
    'import { connectionsOf } from "../store/connections.ts";',
    'import type { Connections } from "../store/connections.ts";',
    'const { connectionsOf } = await import("../store/connections.ts");',
  ])("lets only the store, scripts and tests reach Prisma and the pools: %s", (source) => {
    for (const file of ["src/actions/seed.ts", "src/jobs/job.ts", "src/http/app.ts"])
      expect(findTrespasses(file, source)).toContainEqual(expect.stringMatching(/imports .*src\/store\/connections$/));
    for (const file of ["src/store/rows.ts", "scripts/keys.ts", "test/keys.test.ts"])
      expect(findTrespasses(file, source)).toEqual([]);
  });

  test("refuses imports of the connections, even of their types, in the files that start the service", () => {
    for (const file of ["src/service.ts", "src/main.ts", "src/context.ts"])
      expect(findTrespasses(file, 'import type { Connections } from "./store/connections.ts";')).toEqual([
        `${file} imports the types of src/store/connections`,
      ]);
  });

  test("lets no source re-export the connections", () => {
    for (const source of [
      'export { connectionsOf as a } from "./connections.ts";',
      'export * from "./connections.ts";',
    ])
      expect(findTrespasses("src/store/rows.ts", source)).toEqual([
        "src/store/rows.ts re-exports the connections of the database, which is not allowed",
      ]);
  });

  test("refuses a file with the markers of a merge conflict, even in a comment", () => {
    expect(findTrespasses("src/clock.ts", `/**\n${"<".repeat(7)} HEAD\n */`)).toEqual([
      "src/clock.ts has the markers of a merge conflict",
    ]);
  });

  test("refuses a file with more than 250 non-blank lines", () => {
    expect(findTrespasses("test/long.ts", "a;\n\n".repeat(250))).toEqual([]);
    expect(findTrespasses("test/long.ts", "a;\n".repeat(251))).toHaveLength(1);
  });
});
