import type { IncomingMessage, ServerResponse } from "node:http";
import { type Asked, readAsked } from "./asked.ts";
import { type Bodies, bodyIn, chooseEncoding, encodingOf } from "./bodies.ts";

/** The longest that an answer about crossings may be kept by others: a report may come at any moment. */
const LONGEST_SECONDS = 60;

/** Longer addresses and headers than people have would only fill the memory. */
const LONGEST_KEY = 2_000;

/** An answer that was made, and what it tells of. */
export interface Made {
  text: string;
  etag: string;
  /** The crossings that it tells of, whatever it says of them, or `LOG` or `PLACES` of the board. */
  of: readonly string[];
  /** When it was made, and when it may turn by itself, in milliseconds since 1970; null where it does not. */
  madeAt: number;
  turnsAt: number | null;
}

interface Kept extends Omit<Made, "text"> {
  key: string;
  bodies: Bodies;
  /** Names and values in turn, as they are sent, without those that differ from one request to the next. */
  raw: string[];
  /** Whether it was asked for since it was last looked over as the oldest. */
  used: boolean;
}

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
  /** How many answers were served out of memory, and how many are kept. */
  counts(): { served: number; kept: number };
}

/** How much is kept. Bytes are those of the plain bodies; what compression makes of them comes to a quarter more at most. */
export interface Room {
  answers: number;
  bytes: number;
}

/** Keeps at most so many answers and bytes; beyond them, the oldest goes that was not asked for again while others came. */
export function makeAnswers(around: AnswersSurroundings, most: Room): Answers {
  const kept = new Map<string, Kept>();
  const keysOf = new Map<string, Set<string>>();
  /** How much was touched when the long way began, by request. */
  const began = new WeakMap<IncomingMessage, number>();
  let served = 0;
  let bytes = 0;

  const forget = (answer: Kept): void => {
    if (kept.delete(answer.key)) bytes -= answer.bodies.identity.length;
    for (const each of answer.of) keysOf.get(each)?.delete(answer.key);
  };
  const keep = (answer: Kept): void => {
    if (answer.key.length > LONGEST_KEY) return;
    const former = kept.get(answer.key);
    if (former !== undefined) forget(former);
    kept.set(answer.key, answer);
    bytes += answer.bodies.identity.length;
    for (const each of answer.of) {
      const keys = keysOf.get(each);
      if (keys === undefined) keysOf.set(each, new Set([answer.key]));
      else keys.add(answer.key);
    }
    while (kept.size > most.answers || bytes > most.bytes) makeRoom();
  };

  /** Who was asked for goes to the end of the row, and nothing is moved while answers are served. */
  function makeRoom(): void {
    for (const answer of kept.values()) {
      if (!answer.used) {
        forget(answer);
        return;
      }
      answer.used = false;
      kept.delete(answer.key);
      kept.set(answer.key, answer);
    }
  }

  function write(
    method: string | undefined,
    res: ServerResponse,
    asked: Asked,
    answer: Kept,
    now: number,
    body: Buffer,
  ): void {
    const stale = around.stale();
    const left = answer.turnsAt === null ? LONGEST_SECONDS : Math.floor((answer.turnsAt - now) / 1000);
    const seconds = stale === null ? Math.max(0, Math.min(LONGEST_SECONDS, left)) : 0;
    const head = [...answer.raw, "Cache-Control", CACHE_CONTROL[seconds] ?? ""];
    if (stale !== null) head.push("Garita-Stale", String(stale));
    if (asked.match !== undefined && isMatch(asked.match, answer.etag)) {
      res.writeHead(304, head).end();
      return;
    }
    const encoding = encodingOf(answer.bodies, body);
    if (encoding !== "identity") head.push("Content-Encoding", encoding);
    head.push("Content-Length", String(body.length));
    res.writeHead(200, head);
    if (method === "HEAD") res.end();
    else res.end(body);
  }

  return {
    serve(req, res) {
      const { method } = req;
      if (method !== "GET" && method !== "HEAD") return false;
      const asked = readAsked(req.rawHeaders);
      const key = keyOf(req.url, asked);
      const answer = kept.get(key);
      const now = around.now();
      if (answer === undefined || now < answer.madeAt || (answer.turnsAt !== null && now >= answer.turnsAt)) {
        if (answer !== undefined) forget(answer);
        began.set(req, around.touches());
        return false;
      }
      served++;
      answer.used = true;
      const body = bodyIn(answer.bodies, chooseEncoding(asked.encoding));
      if (Buffer.isBuffer(body)) write(method, res, asked, answer, now, body);
      else void body.then((bytes) => write(method, res, asked, answer, now, bytes));
      return true;
    },
    async send(req, res, { text, ...made }) {
      const raw = Object.entries({ ...plain(res.getHeaders()), etag: made.etag }).flat();
      // The headers go out with the answer, all at once.
      for (const name of res.getHeaderNames()) res.removeHeader(name);
      const asked = readAsked(req.rawHeaders);
      const answer: Kept = {
        ...made,
        key: keyOf(req.url, asked),
        bodies: { identity: Buffer.from(text) },
        raw,
        used: false,
      };
      const since = began.get(req);
      if (since !== undefined && !around.isTouchedSince(made.of, since)) keep(answer);
      const body = await bodyIn(answer.bodies, chooseEncoding(asked.encoding));
      write(req.method, res, asked, answer, around.now(), body);
    },
    drop(of) {
      for (const each of of)
        for (const key of keysOf.get(each) ?? []) {
          const answer = kept.get(key);
          if (answer !== undefined) forget(answer);
        }
    },
    counts: () => ({ served, kept: kept.size }),
  };
}

/** One address may be answered in several forms and languages. */
const keyOf = (url: string | undefined, { accept = "", language = "" }: Asked): string =>
  `${url}\n${accept}\n${language}`;

const CACHE_CONTROL = Array.from(
  { length: LONGEST_SECONDS + 1 },
  (_, seconds) => `public, max-age=${seconds}, must-revalidate`,
);

const plain = (headers: ReturnType<ServerResponse["getHeaders"]>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** Weak comparison, as RFC 9110 has it for If-None-Match. */
function isMatch(header: string, etag: string): boolean {
  if (header === etag || header.trim() === "*") return true;
  const opaque = etag.replace(/^W\//, "");
  return header.split(",").some((each) => each.trim().replace(/^W\//, "") === opaque);
}
