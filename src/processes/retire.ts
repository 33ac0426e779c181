import type { Server } from "node:http";
import { Server as ConnectionServer } from "node:net";

/** Time for requests to finish, which take at most ten seconds, and for idle connections to time out. */
const PATIENCE_MS = 15_000;

/**
 * Stops accepting connections, and answers the requests of open ones until all are closed. `Server.close` of HTTP would
 * close idle connections at once, and a request that is on its way would fail. Here every answer asks the client to
 * close its connection, and idle connections end by the timeout that clients know from `Keep-Alive`.
 */
export async function retireServer(server: Server): Promise<void> {
  server.prependListener("request", (_req, res) => {
    res.shouldKeepAlive = false;
  });
  const late = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
  await new Promise<void>((done) => void ConnectionServer.prototype.close.call(server, () => done()));
  clearTimeout(late);
}
