import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { UnusableDatabase } from "./unusable-database.ts";

/** Recovery of a large database after a power loss takes a minute or two, and the others wait for it. */
const PATIENCE_MS = 180_000;

/** True where a process of that id runs, and, where `startedAt` is known, began then: ids are used again. */
export function isAlive(pid: number, startedAt = "0"): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  const stat = statusOf(pid);
  if (stat === undefined) return true;
  return stat.state !== "Z" && (startedAt === "0" || stat.startedAt === startedAt);
}

function statusOf(pid: number): { state: string; startedAt: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    // A program's name may hold blanks and brackets: fields are counted from its last bracket.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0] ?? "", startedAt: fields[19] ?? "0" };
  } catch {
    return undefined;
  }
}

interface Entry {
  file: string;
  kind: string;
  ticket: number;
  owner: string;
  pid: number;
}

/**
 * Who uses a database folder, as files named after their processes. Only the file of a dead process is ever removed by
 * another, so no two processes can take the same place by clearing up after the same third.
 */
export function makeRegistry(folder: string) {
  mkdirSync(folder, { recursive: true });
  const me = `${process.pid}.${statusOf(process.pid)?.startedAt ?? "0"}.${randomBytes(4).toString("hex")}`;
  const put = (kind: string, ticket = 0) => {
    const file = join(folder, `${kind}.${ticket}.${me}`);
    writeFileSync(file, "", { flag: "wx" });
    return () => rmSync(file, { force: true });
  };
  const living = (kind: string): Entry[] =>
    readdirSync(folder).flatMap((file) => {
      const [of = "", ticket = "", pid = "", startedAt = "", random = ""] = file.split(".");
      if (isAlive(Number(pid), startedAt))
        return of === kind
          ? [{ file, kind: of, ticket: Number(ticket), owner: `${pid}.${startedAt}.${random}`, pid: Number(pid) }]
          : [];
      rmSync(join(folder, file), { force: true });
      return [];
    });
  const others = (kind: string) => living(kind).filter(({ owner }) => owner !== me);

  return {
    /** Enters this process among the users; the returned function takes it off the list. */
    enter: () => put("user"),
    hasOthers: () => others("user").length > 0,
    /** Does something while no other process is at its turn. Lamport's bakery: who comes draws a number, and waits for the lower ones. */
    async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
      const chosen = put("choosing");
      const ticket = 1 + Math.max(0, ...living("turn").map((entry) => entry.ticket));
      const done = put("turn", ticket);
      chosen();
      try {
        // Who is still choosing is looked up first: one that has chosen in between is then surely among the tickets.
        const ahead = () =>
          others("choosing")[0] ??
          others("turn").find((entry) => entry.ticket < ticket || (entry.ticket === ticket && entry.owner < me));
        const until = Date.now() + PATIENCE_MS;
        for (let first = ahead(); first !== undefined; first = ahead()) {
          if (Date.now() > until)
            throw new UnusableDatabase(
              `Process ${first.pid} has been starting or stopping the database in ${folder} for minutes. End it, and start again.`,
            );
          await sleep(15);
        }
        return await work();
      } finally {
        done();
      }
    },
  };
}
