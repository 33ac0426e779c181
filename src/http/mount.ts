import type { Express, NextFunction, Request, Response } from "express";
import { z } from "zod";
import type { ActorContext } from "../context.ts";
import type { Language } from "../domain/vocabulary.ts";
import type { AnswerCache } from "../live/cache/answer-cache.ts";
import type { ContextOf } from "./context-of.ts";
import { pauseDeadline, resumeDeadline } from "./deadline.ts";
import { encode, joinedJson, jsonPiecesOf } from "./encoding/encode.ts";
import { savedFile } from "./formats/saved-file.ts";
import { chosenMessages } from "./language.ts";
import { nextPage } from "./next-page.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { EdgeProblem } from "./problem.ts";
import type { QuickAnswers } from "./quick-answers.ts";
import type { Authorize } from "./request/authorize.ts";
import { decode, decodeQuery } from "./request/decode.ts";
import { ownAddress } from "./request/own-address.ts";
import { readBody } from "./request/read-body.ts";
import { type Answer, type CachePolicy, type Form, type FormQuestion, JSON_FORM, type Route } from "./route.ts";
import { type CacheableReply, sendReply } from "./send.ts";

/**
 * Adds a route to the app. The handler checks the key, reads the body, decodes the request, runs the action and encodes
 * the answer, in that order.
 */
export function mount(
  app: Express,
  route: Route,
  contextOf: ContextOf,
  answers: AnswerCache,
  authorize: Authorize,
  quick: Pick<QuickAnswers, "learn">,
): void {
  const handler = async (req: Request, res: Response, _next: NextFunction) => {
    const ctx = contextOf(req);
    const actor = route.role === undefined ? undefined : await authorize(req, route.role);
    const sent = route.method === "get" ? undefined : await bodyOf(req, res);
    // An endpoint with a single format ignores `Accept`: feed readers and image tags seldom name the format.
    const form = route.type === undefined ? chosenForm(req, route.forms ?? []) : textForm(route.type);
    const messages = chosenMessages(req);
    const asked = {
      params: route.params && decode(route.params, req.params),
      query: decodeQuery(route.query ?? z.strictObject({}), formless(req.query, route)),
      body: decode(route.body ?? NO_BODY, sent?.value),
      messages,
      rawBody: sent?.text ?? "",
      header: (name: string) => req.get(name),
      origin: ownAddress(req, null),
    };
    const { params = {}, query = {} } = asked as { params?: object; query?: object };
    const question = { origin: asked.origin, params: { ...params }, query: { ...query } };
    const respond = async () => {
      const answer = await route.handle(actor === undefined ? ctx : ({ ...ctx, actor } satisfies ActorContext), asked);
      // The request may have been answered at its deadline, or the client may have disconnected.
      if (res.headersSent || res.destroyed) return;
      const onHead = (head: readonly string[]) => quick.learn(route, req, head, messages);
      await send(req, res, answers, route, answer, form, messages.language, question, onHead);
    };
    await (route.isLong === true ? oneAtATime(req, res, respond) : respond());
  };
  app[route.method](route.path, handler);
}

/** Returns the format for a route whose reply is already text of the media type `type`. */
const textForm = (type: string): Form => ({ name: "text", type, write: String });

/** Schema for routes that take no body. It accepts nothing, or an empty object. */
const NO_BODY = z.strictObject({}).optional();

/** Reads the body. The deadline is paused during the read. */
async function bodyOf(req: Request, res: Response) {
  pauseDeadline(res);
  try {
    return await readBody(req, res);
  } finally {
    resumeDeadline(res);
  }
}

function chosenForm(req: Request, forms: readonly Form[]): Form | undefined {
  const name = forms.length > 0 ? req.query.format : undefined;
  if (name !== undefined && name !== JSON_FORM) {
    const form = forms.find((each) => each.name === name);
    if (form !== undefined) return form;
    decode(z.strictObject({ format: z.enum([JSON_FORM, ...forms.map((each) => each.name)]) }), { format: name });
  }
  const types = ["application/json", ...forms.map((form) => form.type)];
  const type = name === JSON_FORM ? types[0] : req.accepts(types);
  if (type === false) throw new EdgeProblem("not_acceptable", ["formatUnavailable", types.join(", ")]);
  return forms.find((form) => form.type === type);
}

/** Returns the query without `format`, because this module handles that parameter itself. */
function formless(query: Request["query"], { forms = [] }: Route): Request["query"] {
  const { format, ...rest } = query;
  return forms.length > 0 || format === undefined ? rest : query;
}

/** An answer in one format, ready to be sent. */
type FormedAnswer = Pick<CacheableReply, "texts" | "version"> & {
  headers: Record<string, string>;
  keep: CachePolicy | undefined;
};

/** Writes the answer in the requested format. */
async function formed(
  route: Route,
  answer: Answer<z.ZodType>,
  form: Form | undefined,
  question: FormQuestion,
  url: string,
): Promise<FormedAnswer> {
  const name = form?.name ?? JSON_FORM;
  if ("write" in answer) {
    const { texts, version, next, file } = await answer.write(name);
    const { headers, keep } = savedFile(name, file, answer.keep);
    return { texts, version, keep, headers: { ...headers, ...nextPage(url, { next }) } };
  }
  const wire = await encode("reply" in answer ? answer.reply : route.reply, answer.value);
  const pieces = await jsonPiecesOf(wire);
  const text = form === undefined ? joinedJson(pieces) : ((await form.write?.(wire, question)) ?? "");
  const { headers, keep } = savedFile(name, form?.file?.(wire, question), answer.keep);
  return { texts: [text], version: pieces, keep, headers: { ...headers, ...nextPage(url, wire) } };
}

async function send(
  req: Request,
  res: Response,
  answers: AnswerCache,
  route: Route,
  answer: Answer<z.ZodType>,
  form: Form | undefined,
  language: Language,
  question: FormQuestion,
  onHead: (head: readonly string[]) => void,
): Promise<void> {
  const { texts, version, keep, headers } = await formed(route, answer, form, question, req.originalUrl);
  res.set({ "Content-Language": language, ...headers, ...answer.headers });
  res.type(form?.type ?? "application/json");
  if (keep !== undefined && form?.namesHost !== true)
    return sendReply(req, res, answers, {
      texts,
      version,
      keep,
      form: form?.name ?? JSON_FORM,
      language,
      // With `format`, the format does not follow from the headers of the request.
      ...(form === undefined && req.query.format === undefined ? { onHead } : {}),
    });
  res.vary("Accept").vary("Accept-Language").set("Cache-Control", "no-store");
  res.status(answer.status ?? route.status ?? 200).send(texts.join(""));
}
