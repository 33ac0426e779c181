import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Change, type FollowOptions, garitaClient } from "../../packages/client/src/index.ts";

/** Short waits, so that the tests need not wait long. */
export const retryMs = { least: 20, most: 100 };

/** Followers of changes, and servers that answer them. After each test, all end. */
export function useFollowers() {
  const followers: AbortController[] = [];
  const servers: Server[] = [];
  afterEach(() => {
    for (const follower of followers.splice(0)) follower.abort();
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  /** Follows the changes at a URL, and keeps them. */
  function follow(url: string, options: FollowOptions = {}) {
    const controller = new AbortController();
    followers.push(controller);
    const changes: Change[] = [];
    const retries: unknown[] = [];
    const done = (async () => {
      const client = garitaClient(url);
      const onRetry = (reason: unknown) => retries.push(reason);
      for await (const change of client.followChanges({ retryMs, onRetry, ...options, signal: controller.signal }))
        changes.push(change);
    })();
    done.catch(() => undefined);
    const seqs = () => changes.flatMap((change) => (change.type === "report" ? [change.seq] : []));
    return { changes, retries, done, seqs, stop: () => controller.abort() };
  }

  /** Starts a server that answers each request for the stream with the next of these functions. */
  async function startServer(
    answers: ((response: ServerResponse) => void)[],
  ): Promise<{ url: string; asked: string[] }> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      if (request.url === "/v1/log/head") return void response.end(JSON.stringify({ seq: 7 }));
      asked.push(request.url ?? "");
      const answer = answers.shift();
      if (answer === undefined) return;
      answer(response);
    });
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
  }

  return { follow, startServer };
}
