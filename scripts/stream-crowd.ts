import { connect, type Socket } from "node:net";

/** Task of a crowd, a process with many stream clients. */
export interface CrowdTask {
  port: number;
  size: number;
}

/** Messages of a crowd: all clients are connected, or the last one has received a change. */
export type CrowdNews = { listening: number } | { heard: number };

const REQUEST = "GET /v1/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";
const ID = /^id: (\d+)$/gm;

/** Number of connections to open at a time. A server's accept queue holds a few hundred. */
const AT_ONCE = 100;

// The clients are minimal and run in a separate process, so that the bench measures only the service.
const heardBy = new Map<number, number>();

process.on("message", async ({ port, size }: CrowdTask) => {
  for (let begun = 0; begun < size; begun += AT_ONCE)
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, size - begun) }, () => listen(port, size)));
  tell({ listening: size });
});
process.on("disconnect", () => process.exit(0));

const tell = (news: CrowdNews) => process.send?.(news);

/** Connects one client. Resolves once the stream has begun. */
function listen(port: number, size: number): Promise<Socket> {
  return new Promise((done, fail) => {
    const socket = connect(port, "127.0.0.1");
    let rest = "";
    socket.setEncoding("latin1").on("data", (text: string) => {
      const said = rest + text;
      if (said.includes("retry:")) done(socket);
      for (const [, id] of said.matchAll(ID)) hear(Number(id), size);
      // Keep the text after the last line feed: an id may continue in the next chunk.
      rest = said.slice(said.lastIndexOf("\n") + 1).slice(-40);
    });
    socket.on("error", fail).on("close", () => fail(new Error("a client of the stream was cut off")));
    socket.write(REQUEST);
  });
}

function hear(id: number, size: number): void {
  const heard = (heardBy.get(id) ?? 0) + 1;
  heardBy.set(id, heard);
  if (heard === size) tell({ heard: id });
}
