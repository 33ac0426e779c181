import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";
import { blocksIn } from "../support/examples.ts";

const read = (name: string): string => readFileSync(join(ROOT, name), "utf8");

/** The paths of all documents. */
const DOCUMENTS = ["README.md", "CHANGELOG.md", "packages/client/README.md", ...listMarkdown("docs")];

function listMarkdown(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .sort();
}

/**
 * Lists the folders in a tree diagram. Each line is indented by two spaces per level, and begins with the name of a
 * folder and a slash.
 */
function foldersDrawn(tree: string): string[] {
  const above: string[] = [];
  return [...tree.matchAll(/^( *)([\w-]+)\//gm)].map(([, indent = "", name = ""]) => {
    above.splice(indent.length / 2, Number.POSITIVE_INFINITY, name);
    return above.join("/");
  });
}

describe("the tree in docs/development.md", () => {
  const [tree = ""] = blocksIn(read("docs/development.md")).map(({ text }) => text);
  const drawn = foldersDrawn(tree).filter((folder) => folder.startsWith("src"));

  test("lists every folder of src, and no others", () => {
    const onDisk = readdirSync(join(ROOT, "src"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(ROOT.length + 1)
          .replaceAll("\\", "/"),
      )
      .filter((folder) => !folder.startsWith("src/generated/"));
    expect(drawn.toSorted()).toEqual(["src", ...onDisk].sort());
  });

  test("describes every folder", () => {
    const lines = tree.trimEnd().split("\n");
    expect(lines.filter((line) => !/^ *[\w-]+\/ {2,}\S/.test(line))).toEqual([]);
  });
});

describe.each(DOCUMENTS)("%s", (document) => {
  const text = read(document);

  test("names only files that exist in the project", () => {
    const named = [...text.matchAll(/`((?:src|test|prisma|scripts|docs)\/[\w./-]+)`/g)].map(([, path = ""]) => path);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test("links only to existing targets", () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
    const broken = links.filter(([, path = "", anchor]) => {
      const target = path === "" ? document : join(document, "..", path);
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== undefined && !anchorsIn(read(target)).includes(anchor);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });
});

/** Returns the anchors that GitHub generates for the headings of a document. */
const anchorsIn = (text: string): string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

test("the README has at most 150 lines", () => {
  expect(read("README.md").trimEnd().split("\n").length).toBeLessThanOrEqual(150);
});
