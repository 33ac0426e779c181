import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";

const page = readFileSync(join(ROOT, "docs/security.md"), "utf8");

/** The tests that the page names: a file and a part of its text, such as the title of a test. */
const named = [...page.matchAll(/`(test\/[^`]*)`(?: "([^"]*)")?/g)].map(([, file = "", title = ""]) => ({
  file,
  title,
}));

/** Cells of each table row whose first cell has numbers of requirements, such as `2.1.1–2.1.12, 2.2.1`. */
const rows = page
  .split("\n")
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  .filter(([numbers = ""]) => /^\d+\.\d+\.\d+/.test(numbers));

/** Number of requirements in each section of ASVS 4.0.3 up to level 2, with the numbers that are left out. */
const SECTIONS = `1.1:7 1.2:4 1.4:5-2-3 1.5:4 1.6:4 1.7:2 1.8:2 1.9:2 1.10:1 1.11:2 1.12:2-1 1.14:6
  2.1:12 2.2:3 2.3:3 2.4:5 2.5:7 2.6:3 2.7:6 2.8:7 2.9:3 2.10:4 3.1:1 3.2:4 3.3:4 3.4:5 3.5:3 3.7:1
  4.1:5-4 4.2:2 4.3:3 5.1:5 5.2:8 5.3:10 5.4:3 5.5:4 6.1:3 6.2:6 6.3:2 6.4:2 7.1:4 7.2:2 7.3:4-2 7.4:3
  8.1:4 8.2:3 8.3:8 9.1:3 9.2:4 10.2:2 10.3:3 11.1:8 12.1:3 12.2:1 12.3:6 12.4:2 12.5:2 12.6:1
  13.1:5-2 13.2:6-4 13.3:2 13.4:2 14.1:4 14.2:6 14.3:3-1 14.4:7 14.5:4`;

const required = SECTIONS.trim()
  .split(/\s+/)
  .flatMap((each) => {
    const [section = "", rest = ""] = each.split(":");
    const [count = 0, ...omitted] = rest.split("-").map(Number);
    return numbersUpTo(1, count)
      .filter((number) => !omitted.includes(number))
      .map((number) => `${section}.${number}`);
  });

function numbersUpTo(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Returns the requirements that a cell names. A range includes every number that the standard has. */
function requirementsIn(cell: string): string[] {
  return cell.split(", ").flatMap((part) => {
    const [from = "", to = from] = part.split("–");
    const section = from.slice(0, from.lastIndexOf("."));
    expect([part, to.slice(0, to.lastIndexOf("."))]).toEqual([part, section]);
    const last = (number: string) => Number(number.split(".").at(-1));
    return numbersUpTo(last(from), last(to))
      .map((number) => `${section}.${number}`)
      .filter((number) => required.includes(number));
  });
}

describe("docs/security.md", () => {
  test("names tests, each with its title", () => {
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter(({ title }) => title === "")).toEqual([]);
  });

  test("names only tests that exist", () => {
    const texts = new Map<string, string>();
    const missing = named.filter(({ file, title }) => {
      if (!texts.has(file)) {
        const path = join(ROOT, file);
        texts.set(file, existsSync(path) ? readFileSync(path, "utf8") : "");
      }
      return !texts.get(file)?.includes(title);
    });
    expect(missing).toEqual([]);
  });

  test("has every risk of the OWASP API Security Top 10 once, each with a test", () => {
    const risks = [...page.matchAll(/^\| (API\d+) .*`test\/.*$/gm)].map(([, risk]) => risk);
    expect(risks).toEqual(numbersUpTo(1, 10).map((number) => `API${number}`));
  });

  test("assesses every requirement of ASVS level 2 once", () => {
    expect(rows.flatMap(([cell = ""]) => requirementsIn(cell)).toSorted()).toEqual(required.toSorted());
    for (const [numbers, , state, how = ""] of rows) {
      expect([numbers, state]).toEqual([numbers, expect.stringMatching(/^(met|partly|not met|does not apply)$/)]);
      expect([numbers, how.length > 0]).toEqual([numbers, true]);
    }
  });
});
