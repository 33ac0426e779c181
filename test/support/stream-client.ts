import { type ClientRequest, get, type IncomingMessage } from "node:http";

/** A received event of the stream. */
export interface StreamEvent {
  event: string;
  id: number | null;
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  data: any;
}

/** A client of the stream that keeps its events. */
export interface StreamClient {
  events: StreamEvent[];
  /** Returns the received text. */
  text(): string;
  status: number;
  headers: IncomingMessage["headers"];
  /** Returns true once either side has ended the connection. */
  ended(): boolean;
  /** Returns true once the server has ended the response properly. */
  complete(): boolean;
  /** Stops reading, like a client that hangs. */
  pause(): void;
  close(): void;
}

/** Opens the stream at a URL. Resolves once the headers have arrived. */
export function openStreamClient(url: string, headers: Record<string, string> = {}): Promise<StreamClient> {
  return new Promise((done, fail) => {
    const request: ClientRequest = get(url, { headers, agent: false }, (response) => {
      const events: StreamEvent[] = [];
      let text = "";
      let read = 0;
      let isOver = false;
      response.setEncoding("utf8").on("data", (piece: string) => {
        text += piece;
        for (let end = text.indexOf("\n\n", read); end >= 0; end = text.indexOf("\n\n", read)) {
          const event = eventOf(text.slice(read, end));
          if (event !== undefined) events.push(event);
          read = end + 2;
        }
      });
      for (const over of ["end", "close", "error"]) response.on(over, () => (isOver = true));
      done({
        events,
        text: () => text,
        status: response.statusCode ?? 0,
        headers: response.headers,
        ended: () => isOver,
        complete: () => response.complete,
        pause: () => void response.pause(),
        close: () => void request.destroy(),
      });
    });
    request.on("error", fail);
  });
}

function eventOf(block: string): StreamEvent | undefined {
  const fields = new Map(
    block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
  );
  const [event, data, id] = [fields.get("event"), fields.get("data"), fields.get("id")];
  if (event === undefined || data === undefined) return undefined;
  return { event, id: id === undefined ? null : Number(id), data: JSON.parse(data) };
}
