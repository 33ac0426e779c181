import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mutationReport } from "../../../scripts/mutation/mutation-report.ts";
import { wilsonInterval } from "../../../scripts/mutation/mutation-score.ts";
import type { TestedMutant } from "../../../scripts/mutation/stryker-api.ts";

const root = mkdtempSync(join(tmpdir(), "garita-mutation-"));
mkdirSync(join(root, "src/domain"), { recursive: true });
mkdirSync(join(root, "src/live"), { recursive: true });
writeFileSync(join(root, "src/domain/gate.ts"), "export const isOpen = (a: number) =>\n  a > 0 &&\n  a < 9;\n");
writeFileSync(join(root, "src/live/cache.ts"), "export const isFresh = true;\n");
afterAll(() => rmSync(root, { recursive: true }));

const inGate = (status: TestedMutant["status"]): TestedMutant => ({
  id: "1",
  fileName: join(root, "src/domain/gate.ts"),
  mutatorName: "ConditionalExpression",
  replacement: "true",
  location: { start: { line: 2, column: 3 }, end: { line: 3, column: 8 } },
  status,
});
const inCache = (status: TestedMutant["status"]): TestedMutant => ({
  ...inGate(status),
  fileName: join(root, "src/live/cache.ts"),
  mutatorName: "BooleanLiteral",
  replacement: "false",
  location: { start: { line: 1, column: 24 }, end: { line: 1, column: 28 } },
});

test("the report lists the mutants that no test noticed, the score of each folder, and how exact the score is", () => {
  const results = [
    ...[inCache("NoCoverage"), inCache("Killed"), inGate("Killed"), inGate("Killed"), inGate("Timeout")],
    ...[inGate("Survived"), inGate("CompileError"), inGate("CompileError")],
  ];
  expect(mutationReport(results, root, 8).split("\n")).toEqual([
    "src/domain/gate.ts:2:3 ConditionalExpression: a > 0 && a < 9 → true",
    "src/live/cache.ts:1:24 BooleanLiteral: true → false (no test ran it)",
    "",
    "src/domain: 75.0 % noticed (2 killed, 1 timed out, 1 survived, 0 in code that no test ran)",
    "src/live: 50.0 % noticed (1 killed, 0 timed out, 0 survived, 1 in code that no test ran)",
    "all: 66.7 % noticed (3 killed, 1 timed out, 1 survived, 1 in code that no test ran)",
    "6 of 8 mutants. With a confidence of 95 %, 30.0 to 90.3 % of all are noticed.",
  ]);
});

test("the interval is that of Wilson", () => {
  // Values worked out separately.
  const round = (interval: number[]) => interval.map((each) => Number(each.toFixed(2)));
  expect(round(wilsonInterval(255, 300))).toEqual([80.52, 88.6]);
  expect(round(wilsonInterval(0, 10))).toEqual([0, 27.75]);
  expect(wilsonInterval(0, 0)).toEqual([0, 100]);
});
