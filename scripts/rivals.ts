import { once } from "node:events";
import { get } from "node:http";
import { forkProbed, type ProbedProcess } from "../test/support/probed-process.ts";
import type { Canned, Contestant } from "./contestant.ts";

/** Fetches an answer from the service for the other servers to send. Leaves out headers that Node adds by itself. */
export async function fetchCanned(url: string, path: string, headers: Record<string, string>): Promise<Canned> {
  const request = get(`${url}${path}`, { headers });
  const [response] = await once(request, "response");
  const chunks: Buffer[] = await response.toArray();
  const own = /^(date|connection|keep-alive)$/i;
  const raw = (response.rawHeaders as string[]).flatMap((name, i, all) =>
    i % 2 === 0 && !own.test(name) ? [name, all[i + 1] ?? ""] : [],
  );
  return { status: response.statusCode, raw, body: Buffer.concat(chunks).toString("base64") };
}

/** Starts a server that sends a recorded answer to every request. */
export async function startRival(
  kind: Contestant,
  databaseUrl: string,
  canned: Canned,
): Promise<ProbedProcess & { url: string }> {
  const rival = forkProbed("scripts/contestant.js", [kind, databaseUrl]);
  const [port] = await once(rival.child, "message");
  rival.child.send(canned);
  await once(rival.child, "message");
  return { ...rival, url: `http://127.0.0.1:${port}` };
}
