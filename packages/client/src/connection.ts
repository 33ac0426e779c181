import { errorOf, strangeAnswer } from "./garita-error.ts";
import type { paths } from "./generated/api.ts";
import { type Aged, readJson } from "./read-json.ts";

/** Settings of a client. */
export interface ClientOptions {
  /** The key of an operator or a subscriber. Reading needs none. */
  key?: string | undefined;
  /** The language of names, sentences and errors, except in the stream, which is in English. Default: English. */
  language?: "en" | "es" | undefined;
  /** Milliseconds after which a request is given up. The stream has its own limit. Default: 10,000. */
  timeoutMs?: number | undefined;
  /** Sends the requests. Default: the global `fetch`. */
  fetch?: typeof globalThis.fetch | undefined;
}

/** Settings of one call. */
export interface CallOptions {
  /** Ends the call. */
  signal?: AbortSignal | undefined;
}

/** Optional parameters of a request. */
export type Optional<Query> = { [Name in keyof Query]?: Query[Name] | undefined };

type ValueIn<Type, Name extends string> = Type extends { [Key in Name]?: infer Value } ? NonNullable<Value> : never;
type Get<Path extends keyof paths> = ValueIn<paths[Path], "get">;

type WithoutFormat<Query> = Query extends unknown ? Omit<Query, "format"> : never;

/** The optional and required parameters of an endpoint, except for the format, which is JSON. */
export type QueryOf<Path extends keyof paths> = WithoutFormat<ValueIn<ValueIn<Get<Path>, "parameters">, "query">>;

/** The JSON answer of an endpoint, with its age if it may be out of date. */
export type AnswerOf<Path extends keyof paths> =
  Get<Path> extends { responses: { 200: { content: { "application/json": infer Answer } } } } ? Answer & Aged : never;

/** The paths whose answers are JSON. */
export type JsonPath = {
  [Path in keyof paths]: [AnswerOf<Path>] extends [never] ? never : Path;
}[keyof paths];

/** What a request contains besides its path. */
export interface Asked extends CallOptions {
  /** Values for the placeholders of the path. */
  path?: Readonly<Record<string, string>> | undefined;
  query?: Readonly<Record<string, unknown>> | undefined;
}

/** A way to one service. */
export interface Connection {
  /** Sends a request. Throws a GaritaError unless the answer is 2xx. */
  send(
    path: string,
    asked: Asked,
    init?: { method?: string; headers?: Record<string, string>; body?: string },
  ): Promise<Response>;
  /** Reads a JSON answer. Throws a GaritaError unless the answer is 2xx and JSON. */
  get<Path extends JsonPath>(path: Path, asked?: Asked): Promise<AnswerOf<Path>>;
  /** Opens a stream of events. Throws a GaritaError unless the answer is 2xx and such a stream. */
  open(path: string, asked: Asked & { signal: AbortSignal }): Promise<Response>;
}

const TIMEOUT_MS = 10_000;
/** Browsers would answer from their caches for up to a minute, and keep the headers of an older answer after a 304. */
const UNCACHED = { cache: "no-store" } as const;

/** Creates a connection to the service at `base`. */
export function makeConnection(base: string | URL, options: ClientOptions): Connection {
  const { key, language = "en", timeoutMs = TIMEOUT_MS } = options;
  const root = String(base).replace(/\/+$/, "");
  const usual: Record<string, string> = {
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    // Without it, browsers ask for their own language.
    "accept-language": language,
  };

  async function ask(path: string, asked: Asked, init: RequestInit): Promise<Response> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(asked.query ?? {}))
      if (value !== undefined) query.append(name, String(value));
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => partOf(name, asked.path?.[name]));
    const address = `${root}${filled}${query.size > 0 ? `?${query}` : ""}`;
    const answer = await (options.fetch ?? globalThis.fetch)(address, {
      ...init,
      ...UNCACHED,
      headers: { ...usual, ...(init.headers as Record<string, string> | undefined) },
    });
    if (!answer.ok) throw await errorOf(answer);
    return answer;
  }

  const send: Connection["send"] = async (path, asked, init = {}) => {
    const signals = [AbortSignal.timeout(timeoutMs), ...(asked.signal === undefined ? [] : [asked.signal])];
    return ask(path, asked, { ...init, signal: AbortSignal.any(signals) });
  };
  return {
    send,
    async get<Path extends JsonPath>(path: Path, asked: Asked = {}) {
      const answer = await send(path, asked, { headers: { accept: "application/json" } });
      return (await readJson(answer)) as AnswerOf<Path>;
    },
    async open(path, asked) {
      const answer = await ask(path, asked, { headers: { accept: "text/event-stream" }, signal: asked.signal });
      if ((answer.headers.get("content-type") ?? "").startsWith("text/event-stream")) return answer;
      await answer.body?.cancel();
      throw strangeAnswer(answer);
    },
  };
}

/** Encodes a value for a placeholder. An empty value or a step to another folder would lead to another answer. */
function partOf(name: string, value = ""): string {
  if (value === "" || value === "." || value === "..")
    throw new TypeError(`${name} must name one thing; got "${value}"`);
  return encodeURIComponent(value);
}
