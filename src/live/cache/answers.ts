import type { IncomingMessage, ServerResponse } from "node:http";
import { bodyIn, chooseCoding, type Ready, readyBodies } from "./bodies.ts";
import { type Kept, makeKeptAnswers, type Room } from "./kept-answers.ts";
import { readAsked } from "./request-headers.ts";

/** The longest that an answer about crossings may be kept by others: a report may come at any moment. */
const LONGEST_SECONDS = 60;

/** An answer that was made, and what it tells of. */
export type Made = Pick<Kept, "etag" | "of" | "madeAt" | "turnsAt" | "heldUntil"> & { text: string };

/** What the answers of a process need to know of it. */
export interface AnswersSurroundings {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Seconds since what this process holds was last known to be all there is; null while it is. */
  stale: () => number | null;
  /** How often anything was touched so far, and whether any of some crossings was after so many touches. */
  touches: () => number;
  isTouchedSince: (of: readonly string[], touches: number) => boolean;
}

/** The answers that were asked for, as they were sent, until what they tell of is touched or turns. */
export interface Answers {
  /** Answers a request out of memory; false where nothing is at hand, and it is to be answered the long way. */
  serve(req: IncomingMessage, res: ServerResponse): boolean;
  /** Sends what the long way made, and keeps it unless what it tells of was touched in the meantime. */
  send(req: IncomingMessage, res: ServerResponse, made: Made): Promise<void>;
  /** Drops what tells of any of these. */
  drop(of: readonly string[]): void;
  /** The instant of a request that was not served out of memory, in milliseconds since 1970; undefined for any other. */
  askedAt(req: object): number | undefined;
  /** How many answers were served out of memory, and how many are kept. */
  counts(): { served: number; kept: number };
}

/** Answers of a process, of which no more are kept than there is room for. */
export function makeAnswers(around: AnswersSurroundings, most: Room): Answers {
  const kept = makeKeptAnswers(most);
  /** When the long way began, by request: how much was touched by then, the instant, and the clock that nobody sets. */
  const began = new WeakMap<object, { touches: number; now: number; monotonic: number }>();
  let served = 0;

  /** The headers as they are sent: those that are kept, and what differs from one request to the next. */
  function headOf(raw: readonly string[], turnsAt: number | null, now: number): string[] {
    const stale = around.stale();
    const left = turnsAt === null ? LONGEST_SECONDS : Math.floor((turnsAt - now) / 1000);
    const seconds = stale === null ? Math.max(0, Math.min(LONGEST_SECONDS, left)) : 0;
    const head = ["Cache-Control", CACHE_CONTROL[seconds] ?? "", ...raw];
    if (stale !== null) head.push("Garita-Stale", String(stale));
    return head;
  }

  function write(
    { method }: IncomingMessage,
    res: ServerResponse,
    match: string | undefined,
    answer: Kept,
    now: number,
    ready: Ready,
  ) {
    if (match !== undefined && isMatch(match, answer.etag))
      res.writeHead(304, headOf(answer.bodies.raw, answer.turnsAt, now)).end();
    else {
      res.writeHead(200, headOf(ready.raw, answer.turnsAt, now));
      if (method === "HEAD") res.end();
      else res.end(ready.bytes);
    }
  }

  return {
    serve(req, res) {
      const { method } = req;
      if (method !== "GET" && method !== "HEAD") return false;
      const asked = readAsked(req.rawHeaders, req.url);
      const coding = chooseCoding(asked.encoding);
      // Refused the long way.
      if (coding === null || asked.hasTwoHosts) return false;
      const answer = kept.find(req.url, asked);
      const now = around.now();
      if (answer === undefined || now < answer.madeAt || (answer.heldUntil !== null && now >= answer.heldUntil)) {
        if (answer !== undefined) kept.forget(answer);
        began.set(req, { touches: around.touches(), now, monotonic: performance.now() });
        return false;
      }
      served++;
      answer.used = true;
      const ready = bodyIn(answer.bodies, coding);
      if ("bytes" in ready) write(req, res, asked.match, answer, now, ready);
      else void ready.then((made) => write(req, res, asked.match, answer, now, made));
      return true;
    },
    async send(req, res, { text, ...made }) {
      const raw = Object.entries({ ...res.getHeaders(), etag: made.etag }).flatMap(([name, value]) => [
        name,
        String(value),
      ]);
      // The headers go out with the answer, all at once.
      for (const name of res.getHeaderNames()) res.removeHeader(name);
      const { accept, language, encoding, match } = readAsked(req.rawHeaders, req.url);
      const answer: Kept = {
        ...made,
        url: req.url ?? "",
        accept,
        language,
        bodies: readyBodies(text, raw),
        used: false,
      };
      const since = began.get(req);
      if (since !== undefined && !around.isTouchedSince(made.of, since.touches)) kept.keep(answer);
      const ready = await bodyIn(answer.bodies, chooseCoding(encoding) ?? { best: "identity", takesPlain: true });
      // The answer holds from the instant of the request, of which the making has taken some.
      const now = since === undefined ? around.now() : since.now + performance.now() - since.monotonic;
      write(req, res, match, answer, now, ready);
    },
    askedAt: (req) => began.get(req)?.now,
    drop: kept.drop,
    counts: () => ({ served, kept: kept.count() }),
  };
}

const CACHE_CONTROL = Array.from(
  { length: LONGEST_SECONDS + 1 },
  (_, seconds) => `public, max-age=${seconds}, must-revalidate`,
);

/** Weak comparison, as RFC 9110 has it for If-None-Match. */
function isMatch(header: string, etag: string): boolean {
  if (header === etag || header.trim() === "*") return true;
  const opaque = etag.replace(/^W\//, "");
  return header.split(",").some((each) => each.trim().replace(/^W\//, "") === opaque);
}
