import { Agent, request } from "node:http";

/** An answer to a request on a {@link KeptConnection}. */
export interface KeptAnswer {
  status: number;
  text: string;
}

/** A client that sends all its requests on one connection, so that one process answers them all. */
export interface KeptConnection {
  ask(path: string, options?: { headers?: Record<string, string>; post?: unknown }): Promise<KeptAnswer>;
  close(): void;
}

/** Opens a connection to a service with its first request. */
export function keepConnection(url: string): KeptConnection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    ask: (path, { headers = {}, post } = {}) =>
      new Promise((done, fail) => {
        const method = post === undefined ? "GET" : "POST";
        const type = post === undefined ? {} : { "content-type": "application/json" };
        const asked = request(`${url}${path}`, { agent, method, headers: { ...type, ...headers } }, (response) => {
          let text = "";
          response.setEncoding("utf8").on("data", (piece: string) => (text += piece));
          response.once("error", fail).once("end", () => done({ status: response.statusCode ?? 0, text }));
        });
        asked.once("error", fail).end(post === undefined ? undefined : JSON.stringify(post));
      }),
    close: () => agent.destroy(),
  };
}
