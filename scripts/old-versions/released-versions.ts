import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { basename, dirname } from "node:path";
import { ROOT } from "../../src/root.ts";

/** The last commit of the main line with a schema. */
interface ReleasedVersion {
  commit: string;
  /** Date of the commit, as ISO 8601. */
  date: string;
  /** SHA-256 of the list of its migrations, with their contents. */
  schema: string;
  /** Names of its migrations, sorted. */
  migrations: string[];
}

/** Runs git in this repository. */
export const git = (...args: string[]): string =>
  execFileSync("git", args, { cwd: ROOT, encoding: "utf8", maxBuffer: 100_000_000 }).trim();

/**
 * Lists the versions with different schemas, oldest first. Migrations that reached the main line in one commit count
 * as one schema. A migration that was changed later counts as two. Leaves out commits without a service.
 */
export function listReleasedVersions(): ReleasedVersion[] {
  const versions: ReleasedVersion[] = [];
  for (const line of git("log", "--first-parent", "--reverse", "--format=%h %cI", "main").split("\n")) {
    const [commit = "", date = ""] = line.split(" ");
    if (git("ls-tree", "--name-only", commit, "src/main.ts") === "") continue;
    const files = git("ls-tree", "-r", "--format=%(objectname) %(path)", commit, "prisma/migrations/")
      .split("\n")
      .filter((file) => file.endsWith("/migration.sql"));
    const schema = createHash("sha256").update(files.join("\n")).digest("hex");
    const migrations = files.map((file) => basename(dirname(file))).sort();
    if (versions.at(-1)?.schema === schema) versions.pop();
    versions.push({ commit, date, schema, migrations });
  }
  return versions;
}
