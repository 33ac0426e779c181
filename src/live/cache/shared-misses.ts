import type { IncomingMessage, ServerResponse } from "node:http";
import type { AnswerCache } from "./answer-cache.ts";

/**
 * Longest wait for the answer to another request, in milliseconds. After that, the request still has most of the ten
 * seconds within which it must be answered.
 */
const LONGEST_WAIT_MS = 1_000;

/** Maximum number of questions of which it is known whether their answers are cached. */
const MOST_LEARNED = 10_000;

/** A request whose answer is being computed, and the requests that wait for the answer. */
interface Computation {
  res: ServerResponse;
  waiting: Waiting[];
  timer: NodeJS.Timeout | undefined;
}

interface Waiting {
  req: IncomingMessage;
  res: ServerResponse;
  usual: () => void;
}

/**
 * Serves a request from the cache, at once or when another request has computed the answer. `usual` computes the
 * answer.
 */
export type ServeShared = (req: IncomingMessage, res: ServerResponse, usual: () => void) => void;

/**
 * Creates a function that lets one request at a time compute a cached answer. Whenever a report invalidates a popular
 * answer, many requests miss the cache at once, and computing the answer for each would take all the time and memory of
 * the process.
 */
export function shareMisses(cache: Pick<AnswerCache, "serve" | "questionOf" | "whenSent">): ServeShared {
  const computing = new Map<string, Computation>();
  const arrivals = new WeakMap<IncomingMessage, number>();
  /** Whether answers are cached, by question. The question learned first is forgotten first. */
  const learned = new Map<string, boolean>();

  function learn(question: string, isCached: boolean): void {
    learned.set(question, isCached);
    for (const oldest of learned.keys()) {
      if (learned.size <= MOST_LEARNED) return;
      learned.delete(oldest);
    }
  }

  /** Ends the waiting. Returns the requests that still want an answer. */
  function release(question: string, computation: Computation): Waiting[] {
    clearTimeout(computation.timer);
    if (computing.get(question) === computation) computing.delete(question);
    return computation.waiting.splice(0).filter(({ res }) => !res.destroyed);
  }

  function compute(question: string, { req, res, usual }: Waiting): void {
    const computation: Computation = { res, waiting: [], timer: undefined };
    computing.set(question, computation);
    const settle = (isCached: boolean) => {
      for (const each of release(question, computation))
        if (isCached) serve(each.req, each.res, each.usual);
        else each.usual();
    };
    let isCached = false;
    cache.whenSent(req, () => {
      isCached = true;
      learn(question, true);
      settle(true);
    });
    res.once("close", () => {
      // A client that left before its answer began does not show whether the answer is cached.
      if (!isCached && res.headersSent && res.statusCode === 200) learn(question, false);
      settle(isCached);
    });
    usual();
  }

  function wait(question: string, computation: Computation, waiting: Waiting): void {
    computation.waiting.push(waiting);
    computation.timer ??= setTimeout(() => {
      for (const { usual } of release(question, computation)) usual();
    }, LONGEST_WAIT_MS);
  }

  const serve: ServeShared = (req, res, usual) => {
    if (cache.serve(req, res)) return;
    const question = req.method === "GET" ? cache.questionOf(req) : undefined;
    if (question === undefined || learned.get(question) === false) return usual();
    const arrival = arrivals.get(req) ?? performance.now();
    arrivals.set(req, arrival);
    const computation = computing.get(question);
    if (computation === undefined) compute(question, { req, res, usual });
    // An answer that has begun without being cached, such as the stream, may take hours.
    else if (computation.res.headersSent || performance.now() - arrival > LONGEST_WAIT_MS) usual();
    else wait(question, computation, { req, res, usual });
  };
  return serve;
}
