import { readTable } from "../../../../src/http/desk/spreadsheet/read-table.ts";
import { ENGLISH } from "../../../../src/locales/en.ts";

const HEAD = ["crossing", "status", "from", "source name", "note"];
const rows = (sign: string, ...notes: string[]) =>
  [HEAD, ...notes.map((note) => ["naco", "closed", "2023-12-04", "P", note])].map((cells) => cells.join(sign));
const seen = (text: string) => {
  const { lines, issues } = readTable(text, ENGLISH);
  return issues.length > 0 ? issues : lines.map(({ number, cells }) => [number, cells.note]);
};

test.each(["\n", "\r\n", "\r"])("a line has the number of its first line in the file, with %j as line break", (end) => {
  const text = rows(",", `"two${end}lines"`, "x", "", `"${end}a${end}b${end}"`, "last").join(end);
  const [[, first] = [], ...others] = seen(text) as [number, string][];
  expect(first).toBe("two\nlines");
  expect(others.map(([number]) => number)).toEqual([4, 5, 6, 10]);
  const later = seen(text.replace(`${end}naco`, `${end}${end}${end}naco`)) as [number, string][];
  expect(later.map(([number]) => number)).toEqual([4, 6, 7, 8, 12]);
});

test.each(["\n\n", "\ufeff\n", " \n", "sep=;\n", "SEP=;\r\n", "\ufeffsep=;\r\n", '"sep=;"\n', "\nsep=;\n"])(
  "a table with semicolons is read after %j, and its lines keep their numbers",
  (before) => {
    const first = before.split(/\r?\n/).length + 1;
    expect(seen(before + rows(";", "a", "b").join("\n"))).toEqual([
      [first, "a"],
      [first + 1, "b"],
    ]);
  },
);

test("the separator stated in the first line counts, whatever the names of the columns contain", () => {
  expect(seen(`sep=\t\n${rows("\t", "a, b; c").join("\n")}`)).toEqual([[3, "a, b; c"]]);
});
