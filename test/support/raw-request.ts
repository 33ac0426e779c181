import { request } from "node:http";

/** An answer as sent over the wire. */
export interface RawAnswer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: Buffer;
}

/** Sends a request with only these headers and `Host`, and does not decode the body. */
export const rawRequest = (url: string, headers: Record<string, string> = {}, method = "GET"): Promise<RawAnswer> =>
  new Promise((done, fail) => {
    const asked = request(url, { method, headers, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece) => pieces.push(piece)).once("error", fail);
      response.once("end", () =>
        done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) }),
      );
    });
    asked.once("error", fail).end();
  });
