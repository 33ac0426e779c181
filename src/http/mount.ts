import { isUtf8 } from "node:buffer";
import type { Express, NextFunction, Request, RequestHandler, Response } from "express";
import { z } from "zod";
import type { ActorContext, Context } from "../context.ts";
import { LANGUAGES, type Language } from "../domain/words.ts";
import type { Answers } from "../live/answers.ts";
import type { Authorize } from "./authorize.ts";
import { pauseDeadline, resumeDeadline } from "./deadline.ts";
import { decode, decodeQuery } from "./decode.ts";
import { encode, joinedJson, piecesOf } from "./encode.ts";
import { inLine } from "./in-line.ts";
import { EdgeProblem, NOT_UTF8 } from "./problem.ts";
import { reply } from "./reply.ts";
import type { Answer, Form, Route } from "./route.ts";

/** Puts a route into the app: key first, then body, then decoding, the handler, and encoding. */
export function mount(
  app: Express,
  route: Route,
  ctx: Context,
  answers: Answers,
  readBody: RequestHandler,
  authorize: Authorize,
): void {
  const handler = async (req: Request, res: Response, _next: NextFunction) => {
    const actor = route.role === undefined ? undefined : await authorize(req, route.role);
    if (route.body !== undefined) await parsed(readBody, req, res);
    // What has one form only is sent to whatever `Accept` says: readers of feeds and pictures seldom name it.
    const form = route.type === undefined ? chosenForm(req, route.forms ?? []) : textForm(route.type);
    const language = chosenLanguage(req);
    const asked = {
      params: route.params && decode(route.params, req.params),
      query: decodeQuery(route.query ?? z.strictObject({}), formless(req.query, route)),
      body: route.body && decode(route.body, jsonBody(req)),
      language,
      rawBody: rawBodies.get(req) ?? "",
      header: (name: string) => req.get(name),
    };
    const respond = async () => {
      const answer = await route.handle(actor === undefined ? ctx : ({ ...ctx, actor } satisfies ActorContext), asked);
      // Whoever was answered late, or is gone, is not written to.
      if (res.headersSent || res.destroyed) return;
      await send(req, res, answers, route, answer, form, language);
    };
    await (route.isLong === true ? inLine(res, respond) : respond());
  };
  app[route.method](route.path, handler);
}

/** The one form of an answer that is text by itself. */
const textForm = (type: string): Form => ({ name: "text", type, write: String });

/** Bodies as they came, for what must be compared so. */
const rawBodies = new WeakMap<object, string>();

/** Keeps a body before it is parsed. @throws Error of type NOT_UTF8 where it is not: its broken letters would be replaced in silence */
export function keepRawBody(req: object, _res: unknown, body: Buffer): void {
  if (!isUtf8(body)) throw Object.assign(new Error("not UTF-8"), { type: NOT_UTF8 });
  rawBodies.set(req, body.toString("utf8"));
}

const parsed = (readBody: RequestHandler, req: Request, res: Response): Promise<void> =>
  new Promise((done, fail) => {
    pauseDeadline(res);
    readBody(req, res, (error: unknown) => {
      resumeDeadline(res);
      return error === undefined ? done() : fail(error);
    });
  });

/** The body, or undefined where there is none: the schema knows whether it may be left out. */
function jsonBody(req: Request): unknown {
  const type = req.get("content-type");
  if (req.body === undefined && type !== undefined && !req.is("application/json"))
    throw new EdgeProblem("unsupported", `The body must be application/json, and is ${type}.`);
  return req.body;
}

function chosenForm(req: Request, forms: readonly Form[]): Form | undefined {
  const name = forms.length > 0 ? req.query.format : undefined;
  if (name !== undefined && name !== "json") {
    const form = forms.find((each) => each.name === name);
    if (form !== undefined) return form;
    decode(z.strictObject({ format: z.enum(["json", ...forms.map((each) => each.name)]) }), { format: name });
  }
  const types = ["application/json", ...forms.map((form) => form.type)];
  const type = name === "json" ? types[0] : req.accepts(types);
  if (type === false) throw new EdgeProblem("not_acceptable", `This can be had as ${types.join(", ")}.`);
  return forms.find((form) => form.type === type);
}

/** The query without `format`, which is the edge's own. */
function formless(query: Request["query"], { forms = [] }: Route): Request["query"] {
  const { format, ...rest } = query;
  return forms.length > 0 || format === undefined ? rest : query;
}

export const chosenLanguage = (req: Request): Language =>
  LANGUAGES.find((language) => language === req.acceptsLanguages([...LANGUAGES])) ?? "en";

async function send(
  req: Request,
  res: Response,
  answers: Answers,
  route: Route,
  answer: Answer<z.ZodType>,
  form: Form | undefined,
  language: Language,
): Promise<void> {
  const wire = await encode(route.reply, answer.value);
  const pieces = await piecesOf(wire);
  const text = form === undefined ? joinedJson(pieces) : await form.write(wire);
  res.set({ "Content-Language": language, ...answer.headers }).type(form?.type ?? "application/json");
  const { keep } = answer;
  if (keep !== undefined)
    return reply(req, res, answers, { text, wire, pieces, keep, form: form?.name ?? "json", language });
  res.vary("Accept").vary("Accept-Language").set("Cache-Control", "no-store");
  res.status(answer.status ?? route.status ?? 200).send(text);
}
