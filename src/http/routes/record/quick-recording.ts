import type { ClientRequest, IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { Request } from "express";
import { z } from "zod";
import type { KnownKeys } from "../../../actions/access/known-keys.ts";
import type { ActorContext } from "../../../context.ts";
import { chooseCoding } from "../../../live/cache/bodies.ts";
import { type RequestHeaders, readRequestHeaders } from "../../../live/cache/request-headers.ts";
import { withTimeout } from "../../../live/with-timeout.ts";
import type { Messages } from "../../../locales/messages.ts";
import type { Actor } from "../../../store/access/api-keys.ts";
import type { ContextOf } from "../../context-of.ts";
import { ANSWER_MS } from "../../deadline.ts";
import { encode } from "../../encoding/encode.ts";
import { chosenMessages } from "../../language.ts";
import type { Limits } from "../../limits.ts";
import { bearerKeyIn } from "../../request/authorize.ts";
import { decode } from "../../request/decode.ts";
import { type EarlySteps, noteEarlySteps } from "../../request/early-steps.ts";
import { makeLearnedAnswers } from "../../request/learned-answers.ts";
import { BODY_LIMIT } from "../../request/read-body.ts";
import { readJson } from "../../request/read-json.ts";
import type { Route } from "../../route.ts";

/** Records reports without Express. */
export interface QuickRecording {
  /** Answers the request, or returns false if Express must. `usual` has Express answer it. */
  serve(req: IncomingMessage, res: ServerResponse, usual: () => void): boolean;
}

/** Components from which the quick recording is built. */
export interface QuickRecordingParts {
  contextOf: ContextOf;
  limits: Pick<Limits, "write">;
  keys: KnownKeys;
  /** Starts to time an answer of a route. The returned function takes the status. */
  observe(route: string, method: string): (status: number) => void;
  /** Returns true while the database is unavailable. */
  isStale(): boolean;
}

/** How Express answered an earlier request with the same preferences. */
interface LearnedAnswer {
  messages: Messages;
  /** Names and values of the headers, in order. Each answer has its own values for some of them. */
  head: readonly (readonly [name: string, value: string])[];
}

const STATUS = 201;
/**
 * Creates the quick way to record a report, for requests with a known key, and with preferences that are known from an
 * earlier request. The statement that records the report checks the key again. If anything is to be refused, Express
 * answers.
 */
export function makeQuickRecording(route: Route, parts: QuickRecordingParts): QuickRecording {
  const { contextOf, limits, keys, observe, isStale } = parts;
  const learned = makeLearnedAnswers<LearnedAnswer>();

  /** Learns from the answer that Express gives. */
  function learn(asked: RequestHeaders, req: IncomingMessage, res: ServerResponse): void {
    res.once("finish", () => {
      if (res.statusCode !== STATUS) return;
      const names = (res as ServerResponse & Pick<ClientRequest, "getRawHeaderNames">).getRawHeaderNames();
      const head = names.map((name) => [name, String(res.getHeader(name))] as const);
      // Express has added its methods to the request.
      learned.learn(asked, { messages: chosenMessages(req as Request), head });
    });
  }

  /** Records the report of a request, and answers. */
  async function respond(
    req: IncomingMessage,
    res: ServerResponse,
    actor: Actor,
    { messages, head }: LearnedAnswer,
    usual: () => void,
  ): Promise<void> {
    const stop = observe(route.path, "POST");
    const ctx: ActorContext = { ...contextOf(req), actor, isKeyUnchecked: true };
    const body = await bytesOf(req);
    const steps: EarlySteps = { body, wait: await limits.write(actor) };
    noteEarlySteps(req, steps);
    const asked = askedIn(route, body, req.headers, messages);
    if (asked === null || steps.wait !== null) return usual();
    try {
      const answer = await withTimeout(ANSWER_MS, route.handle(ctx, asked), "noAnswerInTime");
      if (!("value" in answer)) throw new TypeError(`${route.path} gave no value`);
      const { value, headers = {} } = answer;
      const text = JSON.stringify(await encode(route.reply, value));
      if (res.destroyed) return;
      const own = { ...headers, "Content-Length": String(Buffer.byteLength(text)) };
      const values = new Map(Object.entries(own).map(([name, each]) => [name.toLowerCase(), each]));
      res.once("finish", () => stop(STATUS));
      res.writeHead(
        STATUS,
        head.flatMap(([name, each]) => [name, values.get(name.toLowerCase()) ?? each]),
      );
      res.end(text);
    } catch (error) {
      steps.fault = { error };
      usual();
    }
  }

  return {
    serve(req, res, usual) {
      if (req.method !== "POST" || req.url !== route.path) return false;
      const asked = readRequestHeaders(req.rawHeaders, req.url);
      if (asked.hasTwoHosts || chooseCoding(asked.encoding) === null) return false;
      const answered = learned.find(asked);
      if (answered === undefined) {
        learn(asked, req, res);
        return false;
      }
      const key = bearerKeyIn(req.headers.authorization);
      const actor = key === undefined ? undefined : keys.find(key);
      if (actor === undefined || (actor.role !== "admin" && actor.role !== route.role)) return false;
      // While the database is unavailable, the usual way fails at the key, before it writes anything.
      if (!isPlain(req.headers) || isStale()) return false;
      void respond(req, res, actor, answered, usual);
      return true;
    },
  };
}

/** The media type of a body that needs no further look. */
const PLAIN_JSON = /^application\/json(?:; ?charset=utf-8)?$/i;

/** Returns true if a request has a short JSON body of a stated length, and no key that an earlier request may have used. */
function isPlain(headers: IncomingHttpHeaders): boolean {
  const length = Number(headers["content-length"]);
  return (
    length > 0 &&
    length <= BODY_LIMIT &&
    PLAIN_JSON.test(headers["content-type"] ?? "") &&
    headers["content-encoding"] === undefined &&
    headers["transfer-encoding"] === undefined &&
    headers["idempotency-key"] === undefined
  );
}

/**
 * Reads the body. The promise stays pending if the client disconnects. There is no listener for errors, because Node
 * would then report the disconnection as an error.
 */
const bytesOf = (req: IncomingMessage): Promise<Buffer> =>
  new Promise((done) => {
    const pieces: Buffer[] = [];
    req.on("data", (piece: Buffer) => pieces.push(piece)).once("end", () => done(Buffer.concat(pieces)));
  });

/** Decodes the request. Returns null if it is invalid. */
function askedIn(route: Route, bytes: Buffer, headers: IncomingHttpHeaders, messages: Messages) {
  try {
    const { text, value } = readJson(bytes, "body");
    return {
      params: undefined,
      query: {},
      body: decode(route.body ?? z.never(), value),
      messages,
      rawBody: text,
      header: (name: string) => headers[name.toLowerCase()]?.toString(),
      origin: "",
    };
  } catch {
    // Express answers with the error.
    return null;
  }
}
