import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";
import { CAN_RUN_EXAMPLES, type ExampleShell, openShell } from "../support/example-shell.ts";
import { differenceOf, type Example, examplesIn } from "../support/examples.ts";
import { type LoanedService, loanService } from "../support/service.ts";

/** The documents with examples, and the minimum number of examples in each. `webhooks.md` has a separate test. */
const DOCUMENTS = {
  "README.md": 2,
  "docs/api.md": 10,
  "docs/operations.md": 3,
  "docs/development.md": 2,
  "docs/seed.md": 1,
  "docs/article.md": 1,
  "docs/glossary.md": 1,
};

let service: LoanedService;
let shell: ExampleShell;
beforeAll(async () => {
  service = await loanService();
  shell = await openShell(service, {});
});
afterAll(async () => {
  await shell.release();
  await service.release();
});

describe.each(Object.entries(DOCUMENTS))("%s", (name, least) => {
  const examples = examplesIn(readFileSync(join(ROOT, name), "utf8"));

  test("has examples", () => {
    expect(examples.length).toBeGreaterThanOrEqual(least);
  });

  const run = CAN_RUN_EXAMPLES ? test : test.skip;
  run.each(examples.map((example) => [example.line, example] as const))(
    "the example on line %i gives the documented answer",
    async (_, example) => {
      const answer = shell.localised(example.answer);
      expect(differenceOf({ ...example, answer }, await shell.run(example.commands))).toBeNull();
    },
  );
});

describe("the comparison with a documented answer", () => {
  const example = (form: string, answer: string): Example => ({ line: 1, commands: "", form, answer });

  test.each([
    ["text", "Open since …", "Open since 4 Dec"],
    ["json", '{ "a": [{ "b": 1 }, "…"], "c": "x…" }', '{"a":[{"b":1,"d":2},3],"c":"xyz","e":null}'],
  ])("accepts %s that matches the documented answer", (form, answer, printed) => {
    expect(differenceOf(example(form, answer), printed)).toBeNull();
  });

  test.each([
    ["text", "Open since …", "Closed since 4 Dec", /documented/],
    ["text", "a\nb", "a", /documented/],
    ["json", '{ "a": 1 }', '{"a":2}', /answer\.a is 2/],
    ["json", '{ "a": null }', "{}", /answer\.a is undefined/],
    ["json", '{ "a": [1] }', '{"a":[1,2]}', /answer\.a has 2 items/],
    ["json", '{ "a": [1, "…"] }', '{"a":[]}', /answer\.a has 0 items/],
    ["json", '{ "a": { "b": 1 } }', '{"a":null}', /answer\.a is null/],
  ])("refuses %s that differs from the documented answer", (form, answer, printed, difference) => {
    expect(differenceOf(example(form, answer), printed)).toMatch(difference);
  });
});
