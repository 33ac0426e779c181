import { setTimeout as sleep } from "node:timers/promises";
import { SourceFault } from "./mirror-faults.ts";

/** A running Garita, asked over HTTP. */
export interface Source {
  /** Its address, without a slash at the end. */
  address: string;
  /**
   * Returns the body of an answer. Waits and asks again if the service is busy.
   * @throws SourceFault if there is no complete and current answer
   */
  get(path: string, accept: string): Promise<Buffer>;
  /**
   * Yields the events of the stream, until the connection breaks. Calls `opened` when the stream begins.
   * @throws SourceFault
   */
  events(opened: () => void): AsyncGenerator<SourceEvent>;
}

/** An event of the stream: its type, and its data as JSON. */
export interface SourceEvent {
  type: string;
  data: unknown;
}

const ANSWER_MS = 60_000;
/** The stream sends a comment every 15 seconds. */
const SILENCE_MS = 60_000;
const TRIES = 8;
const LONGEST_WAIT_SECONDS = 10;

/** Creates the source at an address. `signal` ends all requests. */
export function makeSource(address: string, signal: AbortSignal): Source {
  const request = async (path: string, accept: string, within: AbortSignal): Promise<Response> => {
    const headers = { accept, "accept-language": "en", "user-agent": "garita-mirror" };
    try {
      return await fetch(`${address}${path}`, {
        headers,
        redirect: "manual",
        signal: AbortSignal.any([signal, within]),
      });
    } catch (error) {
      throw unreachable(error);
    }
  };
  const unreachable = (error: unknown): unknown =>
    signal.aborted ? error : new SourceFault(`${address} cannot be reached: ${causeOf(error)}.`);
  return {
    address,
    async get(path, accept) {
      for (let attempt = 1; ; attempt++) {
        const answer = await request(path, accept, AbortSignal.timeout(ANSWER_MS));
        if ((answer.status === 503 || answer.status === 429) && attempt < TRIES) {
          const wait = Number(answer.headers.get("retry-after")) || 1;
          await answer.body?.cancel();
          await sleep(Math.min(wait, LONGEST_WAIT_SECONDS) * 1000, undefined, { signal });
          continue;
        }
        if (answer.status !== 200) {
          await answer.body?.cancel();
          throw new SourceFault(`${address}${path} was answered with status ${answer.status}.`);
        }
        const stale = answer.headers.get("garita-stale");
        if (stale !== null)
          throw new SourceFault(`${address} has known nothing new for ${stale} seconds, because its database is away.`);
        try {
          return Buffer.from(await answer.arrayBuffer());
        } catch (error) {
          throw unreachable(error);
        }
      }
    },
    async *events(opened) {
      const silence = new AbortController();
      const answer = await request("/v1/stream", "text/event-stream", silence.signal);
      if (answer.status !== 200 || answer.body === null)
        throw new SourceFault(`${address}/v1/stream was answered with status ${answer.status}.`);
      opened();
      const heard = () => setTimeout(() => silence.abort(new Error("the stream is silent")), SILENCE_MS).unref();
      let timer = heard();
      try {
        let text = "";
        const decoder = new TextDecoder();
        for await (const piece of answer.body) {
          clearTimeout(timer);
          timer = heard();
          text += decoder.decode(piece, { stream: true });
          const blocks = text.split("\n\n");
          text = blocks.pop() ?? "";
          for (const block of blocks) {
            const event = readEvent(block);
            if (event !== null) yield event;
          }
        }
      } catch (error) {
        throw unreachable(error);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** Reads a block of the stream. Returns null for a comment. */
function readEvent(block: string): SourceEvent | null {
  const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, "m").exec(block)?.[1];
  const data = field("data");
  if (data === undefined) return null;
  try {
    return { type: field("event") ?? "message", data: JSON.parse(data) };
  } catch {
    return { type: "unreadable", data: null };
  }
}

/** Returns the reason of a failed request. `fetch` hides it in `cause`. */
function causeOf(error: unknown): string {
  const { message, cause } = error as Error;
  if (!(cause instanceof Error)) return message;
  return cause.message || String((cause as NodeJS.ErrnoException).code ?? message);
}
