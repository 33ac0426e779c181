import { type Request, type Response, Router } from "express";
import { resumeDeskSession } from "../../../actions/access/resume-desk-session.ts";
import { signIn } from "../../../actions/access/sign-in.ts";
import { signOut } from "../../../actions/access/sign-out.ts";
import { Refusal } from "../../../domain/errors.ts";
import { resumePage } from "../../../web/desk/resume-page.ts";
import { type SignInView, signInPage } from "../../../web/desk/sign-in-page.ts";
import { link } from "../../../web/frame.ts";
import { PROBLEMS } from "../../problem.ts";
import { csrfToken } from "../csrf.ts";
import { cookieOf, type DeskDependencies, keptPairs, makeDeskSessions, redirect, sendPage } from "../desk-sessions.ts";
import { type Fields, field, fieldsOf, fromPairs } from "../fields.ts";

/** Returns the routes for sign-in with a key, and sign-out. */
export function signInRoutes(parts: DeskDependencies): Router {
  const { contextOf, frameOf, idleMinutes, publicUrl } = parts;
  const cookie = cookieOf(parts);
  const router = Router();
  const show = (req: Request, res: Response, view: Partial<SignInView>, status = 200) =>
    sendPage(
      res,
      signInPage(frameOf(req), { idleMinutes, to: "", kept: null, fault: null, isOver: false, ...view }),
      status,
    );

  router.get("/sign-in", async (req, res) => {
    const to = ownPath(req.query.to);
    const token = cookie.read(req);
    if (token !== undefined && (await resumeDeskSession(contextOf(req), token, idleMinutes)) !== undefined)
      return redirect(res, frameOf(req), "/desk");
    return show(req, res, { to, isOver: token !== undefined });
  });
  // First page after sign-in. If the browser kept no cookie, the page explains the problem instead of asking for the
  // key again.
  router.get("/arrived", (req, res) => {
    const to = ownPath(req.query.to);
    if (cookie.read(req) !== undefined) return res.redirect(303, to === "" ? link(frameOf(req), "/desk") : to);
    const here = publicUrl ?? `http://${req.get("host") ?? "localhost"}`;
    return show(req, res, { to, fault: { noCookie: `${here}/desk` } });
  });

  router.post("/sign-in", async (req, res) => {
    const fields = fieldsOf(req);
    const [to, kept] = [ownPath(field(fields, "to")), keptIn(fields)];
    const key = field(fields, "key").trim();
    if (key === "") return show(req, res, { to, kept, fault: "empty" }, 400);
    const before = cookie.read(req);
    const ctx = contextOf(req);
    try {
      const { actor, token } = await signIn(ctx, key);
      if (before !== undefined) await signOut(ctx, before);
      ctx.log.info({ key: actor.name, role: actor.role, ip: req.ip }, "a key holder signed in to the desk");
      cookie.set(res, token);
      const frame = frameOf(req);
      if (kept === null) return redirect(res, frame, "/desk/arrived", { to });
      const sitting = { name: actor.name, role: actor.role, token: csrfToken(token) };
      const pairs = keptPairs(fromPairs(new URLSearchParams(kept)));
      return sendPage(res, resumePage(frame, sitting, { why: "signedIn", action: to, pairs }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const wait = error.code === "unauthorized" ? await parts.limits.failure(req) : null;
      if (wait !== null) {
        res.set("Retry-After", String(wait));
        return show(req, res, { to, kept, fault: "tooMany" }, PROBLEMS.busy.status);
      }
      const fault = error.code === "forbidden" ? "forbidden" : "wrong";
      ctx.log.warn({ ip: req.ip, reason: error.code }, "a sign-in to the desk was refused");
      return show(req, res, { to, kept, fault }, PROBLEMS[error.code].status);
    }
  });

  const visit = makeDeskSessions(parts);
  const leave = (req: Request, res: Response) => {
    cookie.clear(res);
    redirect(res, frameOf(req), "/desk/sign-in");
  };
  router.post(
    "/sign-out",
    // If the session has ended, signing out must not ask for the key again.
    async (req, res, next) => {
      const token = cookie.read(req);
      const actor = token === undefined ? undefined : await resumeDeskSession(contextOf(req), token, idleMinutes);
      return actor === undefined ? leave(req, res) : next();
    },
    visit(async ({ req, res, ctx }) => {
      await signOut(ctx, cookie.read(req) ?? "");
      ctx.log.info({ key: ctx.actor.name }, "a key holder signed out of the desk");
      leave(req, res);
    }),
  );
  return router;
}

/** Returns the form fields that the sign-in page kept when a session expired, or null if there are none. */
const keptIn = (fields: Fields): string | null => (Object.hasOwn(fields, "kept") ? field(fields, "kept") : null);

/**
 * Returns `to` if it is a path of the desk, and otherwise an empty text. A link to the sign-in page must not redirect
 * to another site.
 */
const ownPath = (to: unknown): string => (typeof to === "string" && /^\/desk(?=[/?]|$)/.test(to) ? to : "");
