import { ROOT } from "../src/root.ts";
import { doublesFaults, exportedNames, findDoubles, listDoubles } from "./support/exported-names.ts";

test("every exported name has one meaning", () => {
  expect(doublesFaults(listDoubles(ROOT))).toEqual([]);
});

describe("the exported names of a source file", () => {
  test.each([
    ["declarations", "export const a = 1;\nexport async function b() {}\nexport interface C {}", ["a", "b", "C"]],
    ["more declarations", "export type D = 1;\nexport abstract class E {}\nexport enum F {}", ["D", "E", "F"]],
    ["a type and a value with the same name, listed once", "export const A = 1;\nexport type A = 1;", ["A"]],
    ["the names in a destructured object", "export const { a, b: c } = both;", ["a", "c"]],
    ["a list", "const a = 1;\nexport { a };", ["a"]],
    ["renamed exports", 'export { a as b } from "./a.ts";', ["b"]],
    ["not re-exported names", 'import { a } from "./a.ts";\nexport type { a };\nexport { c } from "./c.ts";', []],
    ["neither internal names nor names in comments", "const a = 1;\n// export const b = 1;\n * export const c", []],
  ])("are %s", (_, source, names) => expect([...exportedNames(source)]).toEqual(names));
});

test("a name with two meanings is reported with its files", () => {
  const doubles = findDoubles(
    new Map([
      ["src/a.ts", "export const one = 1;\nexport type Two = 2;"],
      ["src/b.ts", "export type Two = 2;\nexport const three = 3;"],
      ["src/c.ts", "export const three = 3;"],
    ]),
  );
  expect(doublesFaults(doubles)).toEqual([
    "Two is exported with more than one meaning: by src/a.ts and src/b.ts",
    "three is exported with more than one meaning: by src/b.ts and src/c.ts",
  ]);
});
