import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { Context } from "../context.ts";
import { Refusal } from "../domain/errors.ts";
import type { AnswerCache } from "../live/cache/answer-cache.ts";
import { chooseCoding } from "../live/cache/bodies.ts";
import { readRequestHeaders } from "../live/cache/request-headers.ts";
import type { Messages } from "../locales/messages.ts";
import type { ContextOf } from "./context-of.ts";
import { encode, joinedJson, jsonPiecesOf } from "./encoding/encode.ts";
import { nextPage } from "./next-page.ts";
import { readQuery } from "./read-query.ts";
import { decode, decodeQuery } from "./request/decode.ts";
import { type LearnedAnswers, makeLearnedAnswers } from "./request/learned-answers.ts";
import { JSON_FORM, type Route } from "./route.ts";
import { keepReply } from "./send.ts";

/** How a route answered an earlier request with the same preferences. */
interface Learned {
  messages: Messages;
  /** Response headers, as alternating names and values. */
  head: readonly string[];
}

/** Answers from memory, without Express. */
export interface QuickAnswers {
  /**
   * Answers the request, or returns false if Express must. `fallBack` answers it if an error occurs.
   */
  serve(req: IncomingMessage, res: ServerResponse, fallBack: () => void): boolean;
  /** Notes how Express answered a request for JSON, so that later requests need no negotiation. */
  learn(route: Route, req: IncomingMessage, head: readonly string[], messages: Messages): void;
}

/** Functions that the quick answers call. */
export interface QuickHooks {
  /** Starts to time an answer of a route. The returned function takes the status. */
  observe(route: string, method: string): (status: number) => void;
  /** Called with an error that is not a refusal. */
  onFault(error: unknown, req: IncomingMessage): void;
}

/** Headers, in lower case, whose values differ from answer to answer. */
const OWN_HEADERS: ReadonlySet<string> = new Set(["link"]);

/** A route whose answers may need no database. */
interface QuickRoute {
  route: Route;
  pattern: RegExp;
  names: string[];
  learned: LearnedAnswers<Learned>;
}

/**
 * Creates the quick way to answer GET requests for JSON. It answers a request if the route needs no query for the
 * answer, and has answered an earlier request with the same preferences. Everything else takes the usual way: errors,
 * redirects, other formats.
 */
export function makeQuickAnswers(
  routes: readonly Route[],
  contextOf: ContextOf,
  answers: AnswerCache,
  { observe, onFault }: QuickHooks,
): QuickAnswers {
  const quick = routes.filter(({ isInMemory }) => isInMemory !== undefined).map(quickRoute);

  async function respond(
    { route }: QuickRoute,
    learned: Learned,
    ctx: Context,
    asked: object,
    req: IncomingMessage,
    res: ServerResponse,
  ) {
    const stop = observe(route.path, "GET");
    const answer = await route.handle(ctx, { ...asked, messages: learned.messages } as never);
    const { keep, headers = {} } = answer;
    if (keep === undefined || !("value" in answer)) throw new TypeError(`${route.path} gave no value to keep`);
    const wire = await encode(route.reply, answer.value);
    const pieces = await jsonPiecesOf(wire);
    const { language } = learned.messages;
    const head = [...learned.head, ...Object.entries({ ...headers, ...nextPage(req.url ?? "", wire) }).flat()];
    // If an error occurs before this line, Express answers and times the request instead.
    res.once("finish", () => stop(res.statusCode));
    const texts = [joinedJson(pieces)];
    await keepReply(req, res, answers, { texts, version: pieces, keep, form: JSON_FORM, language }, head);
  }

  return {
    serve(req, res, fallBack) {
      if (req.method !== "GET") return false;
      const [path = "", query] = splitUrl(req.url ?? "");
      for (const each of quick) {
        const match = each.pattern.exec(path);
        if (match === null) continue;
        const headers = readRequestHeaders(req.rawHeaders, req.url);
        const learned = each.learned.find(headers);
        if (learned === undefined || headers.hasTwoHosts || chooseCoding(headers.encoding) === null) return false;
        if (headers.datetime !== undefined) return false;
        const ctx = contextOf(req);
        const asked = decodeAsked(each, match, query);
        if (asked === null || each.route.isInMemory?.(ctx, asked as never) !== true) return false;
        respond(each, learned, ctx, asked, req, res).catch((error) => {
          if (!(error instanceof Refusal)) onFault(error, req);
          if (!res.headersSent) fallBack();
          else res.destroy();
        });
        return true;
      }
      return false;
    },
    learn(route, req, head, messages) {
      const own = quick.find((each) => each.route === route);
      if (own === undefined) return;
      const common = head.filter((_, i) => !OWN_HEADERS.has(head[i - (i % 2)] ?? ""));
      own.learned.learn(readRequestHeaders(req.rawHeaders, req.url), { messages, head: common });
    },
  };
}

const splitUrl = (url: string): [path: string, query: string | undefined] => {
  const mark = url.indexOf("?");
  return mark < 0 ? [url, undefined] : [url.slice(0, mark), url.slice(mark + 1)];
};

function quickRoute(route: Route): QuickRoute {
  const names: string[] = [];
  const pattern = route.path.replace(/:(\w+)/g, (_, name: string) => {
    names.push(name);
    return "([^/%]+)";
  });
  return { route, pattern: new RegExp(`^${pattern}$`), names, learned: makeLearnedAnswers() };
}

/** Decodes the parameters of a request. Returns null if they are invalid or name a format. */
function decodeAsked({ route, names }: QuickRoute, match: RegExpExecArray, query: string | undefined) {
  try {
    const given = readQuery(query);
    if ("format" in given) return null;
    return {
      params: route.params && decode(route.params, Object.fromEntries(names.map((name, i) => [name, match[i + 1]]))),
      query: decodeQuery(route.query ?? z.strictObject({}), given),
      body: undefined,
      rawBody: "",
      header: () => undefined,
    };
  } catch {
    // Express answers with the error.
    return null;
  }
}
