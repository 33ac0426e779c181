import { once } from "node:events";
import { forkProbed, type ProbedProcess } from "../test/support/probed-process.ts";
import type { WriterKind, WriteTask } from "./writer.ts";

/** A process that writes reports on request. `write` returns its rate in reports per second. */
export interface WriterProcess extends Pick<ProbedProcess, "end"> {
  write(task: WriteTask): Promise<number>;
}

/** Starts a process that writes to a database in the given way. */
export async function startWriter(kind: WriterKind, url: string): Promise<WriterProcess> {
  const started = forkProbed("scripts/writer.js", [kind, url], { env: { ...process.env, NODE_OPTIONS: "" } });
  const ended = started.ended.then(() => Promise.reject(new Error(`the writing process (${kind}) ended`)));
  ended.catch(() => undefined);
  await Promise.race([once(started.child, "message"), ended]);
  return {
    ...started,
    async write(task: WriteTask): Promise<number> {
      const told = Promise.race([once(started.child, "message"), ended]);
      started.child.send(task);
      return task.reports / (await told)[0].seconds;
    },
  };
}
