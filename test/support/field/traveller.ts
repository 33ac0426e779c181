import { textOf } from "../form.ts";
import type { Json } from "./json.ts";

/** An answer with its duration. */
export interface Timed {
  status: number;
  headers: Headers;
  text: string;
  body: Json;
  seconds: number;
}

/** A member of the public, without a key, in a terminal or a browser. */
export interface Traveller {
  /** Returns the output of `curl …/slug`. The default language is English. */
  line(slug: string, language?: string): Promise<string>;
  /** Returns one northbound service of the JSON status. */
  service(slug: string, mode: string): Promise<Json>;
  /** Returns the text of the page. */
  page(slug: string, language?: string): Promise<string>;
  /** Requests any URL and returns the answer, regardless of its status. */
  ask(path: string, init?: RequestInit): Promise<Timed>;
}

/** Longer than the ten seconds within which every request must be answered. */
const PATIENCE_MS = 20_000;

async function whole(url: string, init: RequestInit): Promise<{ answer: Response; text: string }> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), ...init });
  return { answer, text: await answer.text() };
}

export function makeTraveller(base: () => string): Traveller {
  const ask = async (path: string, init: RequestInit = {}): Promise<Timed> => {
    const started = performance.now();
    const { answer, text } = await whole(`${base()}${path}`, init).catch((error) => {
      const { name, message } = error as Error;
      throw new Error(
        name === "TimeoutError" ? `${path} was not answered within ${PATIENCE_MS} ms` : `${path}: ${message}`,
        { cause: error },
      );
    });
    const isJson = /json/.test(answer.headers.get("content-type") ?? "") && text !== "";
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: isJson ? JSON.parse(text) : undefined,
      seconds: (performance.now() - started) / 1000,
    };
  };
  const sound = async (path: string, headers: Record<string, string>): Promise<Timed> => {
    const answer = await ask(path, { headers });
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}: ${answer.text.slice(0, 300)}`);
    return answer;
  };
  return {
    ask,
    line: async (slug, language = "en") =>
      (await sound(`/${slug}`, { "user-agent": "curl/8.5.0", accept: "*/*", "accept-language": language })).text.trim(),
    async service(slug, mode) {
      const { body } = await sound(`/v1/crossings/${slug}/status?mode=${mode}&direction=northbound`, {});
      return body.services[0];
    },
    page: async (slug, language = "en") =>
      textOf((await sound(`/${slug}`, { accept: "text/html", "accept-language": language })).text),
  };
}
