import fc from "fast-check";
import { Refusal, writeIssues } from "../../../src/domain/errors.ts";
import { readJson } from "../../../src/http/request/read-json.ts";
import { FALLBACK } from "../../../src/locales/index.ts";
import { holds } from "../../domain/replay.ts";

const read = (text: string | Buffer) => readJson(Buffer.from(text as string), "body");

const issuesOf = (text: string | Buffer) => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof Refusal) return writeIssues(error.issues, FALLBACK);
    throw error;
  }
  return [];
};

/** A JSON value in which an object is a list of pairs, so that an object can contain a name twice. */
type Tree = { leaf: unknown } | { items: Tree[] } | { pairs: [string, Tree][] };

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.record({ leaf: fc.jsonValue({ maxDepth: 0 }) }),
    fc.record({ items: fc.array(tie("tree"), { maxLength: 4 }) }),
    fc.record({
      pairs: fc.array(fc.tuple(fc.oneof(fc.constantFrom("a", "b", "é", "__proto__", ""), fc.string()), tie("tree")), {
        maxLength: 4,
      }),
    }),
  ),
}));

/** Writes JSON. With `escapes`, some names are escaped: `"a"` and `"\u0061"` are the same name. */
function written(value: Tree, escapes: boolean): string {
  if ("leaf" in value) return JSON.stringify(value.leaf);
  if ("items" in value) return `[${value.items.map((each) => written(each, escapes)).join(" , ")}]`;
  const name = (text: string, i: number) =>
    escapes && i % 2 === 0 && /^[a-z]/.test(text)
      ? `"\\u${text.charCodeAt(0).toString(16).padStart(4, "0")}${JSON.stringify(text.slice(1)).slice(1)}`
      : JSON.stringify(text);
  return `{\n${value.pairs.map(([key, each], i) => `${name(key, i)}: ${written(each, escapes)}`).join(",\n")}}`;
}

function repeats(value: Tree): number {
  if ("leaf" in value) return 0;
  if ("items" in value) return value.items.reduce((sum, each) => sum + repeats(each), 0);
  const own = value.pairs.length - new Set(value.pairs.map(([name]) => name)).size;
  return value.pairs.reduce((sum, [, each]) => sum + repeats(each), own);
}

test("a document is parsed as by JSON.parse, except that each name repeated in an object is reported", () => {
  const cases = fc.tuple(tree, fc.boolean());
  holds(
    cases,
    ([value, escapes]) => {
      const text = written(value, escapes);
      expect(issuesOf(text)).toHaveLength(repeats(value));
      if (repeats(value) === 0) expect(read(text)).toEqual({ text, value: JSON.parse(text) });
    },
    1_000,
  );
});

test("any bytes are parsed as by JSON.parse, or refused with one position", () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array)),
    fc.string({ unit: fc.constantFrom(...'{}[]":,\\u0a1.-e \n\ttrue/*é') }).map((text) => Buffer.from(text)),
  );
  holds(
    bytes,
    (given) => {
      const issues = issuesOf(given);
      let platform: unknown;
      try {
        platform = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(given));
      } catch {
        expect(issues).toHaveLength(1);
        expect(issues[0]).toMatchObject({
          path: "body",
          message: expect.stringMatching(/^must be (JSON|UTF-8) \(.*\d/),
        });
        return;
      }
      if (issues.length === 0) expect(read(given).value).toEqual(platform);
      else expect(issues[0]?.message).toMatch(/^is given more than once/);
    },
    2_000,
  );
});

test("a repeated name is found in a deeply nested document, too", () => {
  const nested = (depth: number, inner: string) => `${'{"a":['.repeat(depth)}${inner}${"]}".repeat(depth)}`;
  expect(issuesOf(nested(100, '{"b": 1}'))).toEqual([]);
  expect(issuesOf(nested(100, '{"b": 1, "b": 2}'))).toHaveLength(1);
});

test("colons, quotes and backslashes in texts do not hide a repeated name", () => {
  expect(issuesOf(String.raw`{"a:": "\\\":", ":": ["\":", "\\"]}`)).toEqual([]);
  expect(issuesOf(String.raw`{"a:": "\\\":", "a:": "x"}`)).toHaveLength(1);
});

describe("a document", () => {
  test.each([
    ['{"a": 1,\n "b": {"c": 1, "c": 1}}', "b.c", "is given more than once, again at line 2, column 16"],
    ['{"a": [{"b": 1}, {"b": 1, "\\u0062": 2}]}', "a.1.b", "is given more than once, again at line 1, column 27"],
    ['{"a": 1,\n "b" 2}', "body", "must be JSON (colon expected at line 2, column 6)"],
    ['{"a": ', "body", "must be JSON (value expected at line 1, column 7)"],
    ["// a\n{}", "body", "must be JSON (invalid comment token at line 1, column 1)"],
    ["[1,]", "body", "must be JSON (value expected at line 1, column 4)"],
    [Buffer.from([0x22, 0x61, 0xe9, 0x22]), "body", "must be UTF-8 (byte 3 is not)"],
  ])("with an error is refused with the position of the error: %s", (text, path, message) => {
    expect(issuesOf(text as string)).toEqual([{ path, message }]);
  });

  test("may begin with a byte order mark, which is ignored", () => {
    expect(read('\uFEFF{"a":1}').value).toEqual({ a: 1 });
  });
});
