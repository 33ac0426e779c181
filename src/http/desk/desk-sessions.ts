import type { NextFunction, Request, RequestHandler, Response } from "express";
import { resumeDeskSession } from "../../actions/access/resume-desk-session.ts";
import type { ActorContext } from "../../context.ts";
import { Refusal } from "../../domain/errors.ts";
import { deskFaultPage } from "../../web/desk/fault-page.ts";
import type { SignedIn } from "../../web/desk/layout.ts";
import { resumePage } from "../../web/desk/resume-page.ts";
import { signInPage } from "../../web/desk/sign-in-page.ts";
import { type Frame, link } from "../../web/frame.ts";
import type { ContextOf } from "../context-of.ts";
import type { Limits } from "../limits.ts";
import { PROBLEMS } from "../problem.ts";
import type { JobDesk } from "../routes/jobs.ts";
import { makeSessionCookie, type SessionCookie } from "./cookie.ts";
import { csrfToken, isCsrfTokenOf } from "./csrf.ts";
import { type Fields, field, fieldsOf, pairsOf } from "./fields.ts";

/** Components from which the desk is built. */
export interface DeskDependencies {
  contextOf: ContextOf;
  jobs: JobDesk;
  frameOf: (req: Request) => Frame;
  publicUrl: string | null;
  idleMinutes: number;
  limits: Limits;
  isAway: (error: unknown) => boolean;
}

/** A request in a desk session. */
export interface DeskRequest {
  req: Request;
  res: Response;
  ctx: ActorContext;
  frame: Frame;
  sitting: SignedIn;
  fields: Fields;
}

/** Returns the session cookie, which is secure if people reach the service over HTTPS. */
export const cookieOf = ({ publicUrl }: DeskDependencies): SessionCookie =>
  makeSessionCookie(publicUrl?.startsWith("https:") ?? false);

/** Creates handlers for signed-in operators. Other visitors get the sign-in page, which keeps the submitted fields. */
export function makeDeskSessions(
  parts: DeskDependencies,
): (handle: (visit: DeskRequest) => Promise<void>) => RequestHandler {
  const cookie = cookieOf(parts);
  return (handle) => async (req: Request, res: Response, _next: NextFunction) => {
    const { contextOf, frameOf, idleMinutes } = parts;
    const ctx = contextOf(req);
    const frame = frameOf(req);
    const isPost = req.method === "POST";
    const fields = fieldsOf(req);
    const token = cookie.read(req);
    const actor = token === undefined ? undefined : await resumeDeskSession(ctx, token, idleMinutes);
    if (token === undefined || actor === undefined) {
      if (!isPost)
        return redirect(res, frame, "/desk/sign-in", { to: req.originalUrl === "/desk" ? undefined : req.originalUrl });
      const kept = keptOf(fields);
      const text = signInPage(frame, { idleMinutes, to: req.originalUrl, kept, fault: null, isOver: true });
      return sendPage(res, text, 401);
    }
    const wait = isPost ? await parts.limits.write(actor) : null;
    if (wait !== null) {
      res.set("Retry-After", String(wait));
      return sendPage(res, deskFaultPage(frame, { kind: "busy", detail: "", issues: [] }), PROBLEMS.busy.status);
    }
    const sitting: SignedIn = { name: actor.name, role: actor.role, token: csrfToken(token) };
    if (isPost && !isCsrfTokenOf(token, field(fields, "token"))) {
      const text = resumePage(frame, sitting, {
        why: "otherSession",
        action: req.originalUrl,
        pairs: keptPairs(fields),
      });
      return sendPage(res, text, 409);
    }
    return handle({ req, res, ctx: { ...ctx, actor }, frame, sitting, fields });
  };
}

/** Form actions that record nothing. A form that was kept during a sign-in may repeat them. */
const REPEATABLE = /^(preview|add|edit|remove \d{1,2})$/;

/**
 * Returns the fields of a form without its CSRF token. Replaces an action that records something with `preview`, so
 * that people see the effect before they record it.
 */
export const keptPairs = (fields: Fields): [name: string, value: string][] =>
  pairsOf(fields)
    .filter(([name]) => name !== "token")
    .map(([name, value]) => [name, name === "do" && !REPEATABLE.test(value) ? "preview" : value]);

/** Returns the fields in {@link keptPairs} as a single string. */
const keptOf = (fields: Fields): string => String(new URLSearchParams(keptPairs(fields)));

/** Sends a page of the desk. */
export const sendPage = (res: Response, text: string, status = 200): void =>
  void res.status(status).type("html").send(text);

/** Redirects to another page of the desk with 303, so that a reload does not submit the form again. */
export const redirect = (
  res: Response,
  frame: Frame,
  path: string,
  query: Record<string, string | undefined> = {},
): void => res.redirect(303, link(frame, path, query));

/** Redirects to a page of the desk that shows the result of a form. */
export const goTo = ({ res, frame }: DeskRequest, { path, done }: { path: string; done: string }): void =>
  redirect(res, frame, path, { done });

/** @throws Refusal `forbidden` unless the operator is an admin */
export function demandAdmin({ ctx: { actor } }: DeskRequest): void {
  if (actor.role !== "admin") throw new Refusal("forbidden", ["roleNeeded", "admin", actor.name, actor.role]);
}
