import type { Socket } from "node:net";

/** Adds both sockets of a proxy to the open ones. If one fails or closes, the other is destroyed. */
export function joinSockets(open: Set<Socket>, client: Socket, server: Socket): void {
  for (const [one, other] of [
    [client, server],
    [server, client],
  ] as const) {
    open.add(one);
    one
      .on("error", () => other.destroy())
      .on("close", () => {
        open.delete(one);
        other.destroy();
      });
  }
}
