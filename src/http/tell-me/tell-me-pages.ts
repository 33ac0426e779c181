import { type Request, type RequestHandler, type Response, Router, urlencoded } from "express";
import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import { confirmByLink, findLinkedFollower, leaveByLink } from "../../actions/notifications/followers/answer-links.ts";
import { askForEmail } from "../../actions/notifications/followers/ask-to-follow.ts";
import { followOnDevice } from "../../actions/notifications/followers/follow-on-device.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import type { TellMeText } from "../../locales/messages/tell-me.ts";
import { type Frame, link } from "../../web/frame.ts";
import { tellMeTitle } from "../../web/tell-me/form.ts";
import {
  confirmedPage,
  confirmPage,
  devicePage,
  type LinkedFollower,
  leavePage,
  tellMeNotice,
  tellMePage,
} from "../../web/tell-me/pages.ts";
import type { ContextOf } from "../context-of.ts";
import { isCrossSite } from "../desk/csrf.ts";
import { fieldsOf } from "../desk/fields.ts";
import type { Limits } from "../limits.ts";
import { PAGE_POLICY } from "../pages/page-policy.ts";
import { PROBLEMS, writeProblem } from "../problem.ts";
import type { ReadingOnly } from "../request/refuse-writes.ts";
import { deviceRoutes } from "./device-routes.ts";
import { emailTroubles } from "./email-troubles.ts";
import type { FollowerDesk } from "./follower-desk.ts";
import { readChoices } from "./read-choices.ts";

/** Dependencies of the pages. */
export interface TellMeDependencies {
  contextOf: ContextOf;
  frameOf: (req: Request) => Frame;
  publicUrl: string | null;
  limits: Limits;
  /** Null if this process cannot read addresses. */
  followers: FollowerDesk | null;
  /** Set if this process only reads. */
  reading: ReadingOnly | null;
}

/** Time after which a person may try again if too many people have asked. */
const FULL_SECONDS = 600;

const FORM: RequestHandler = urlencoded({ extended: false, limit: 64 * 1024, parameterLimit: 500 });

/**
 * Creates the pages with which a person subscribes, confirms and leaves. E-mail needs no script. Messages on a device do,
 * because only a script can ask the browser for an address.
 */
export function tellMePages({ contextOf, frameOf, publicUrl, limits, followers, reading }: TellMeDependencies): Router {
  const router = Router();
  const send = (res: Response, text: string, status = 200) => void res.status(status).type("html").send(text);
  router.use((req, res, next) => {
    for (const name of ["Access-Control-Allow-Origin", "Access-Control-Expose-Headers"]) res.removeHeader(name);
    res.set({
      "Content-Security-Policy": PAGE_POLICY,
      "Content-Language": frameOf(req).messages.language,
      "Cache-Control": "no-store",
      "Cross-Origin-Resource-Policy": "same-origin",
      // The addresses of the pages for confirming and leaving are secret.
      "Referrer-Policy": "same-origin",
      "X-Robots-Tag": "noindex",
    });
    res.vary("Accept-Language");
    next();
  });
  if (reading !== null) router.use(["/confirm", "/leave", "/troubles", "/device"], linksElsewhere(reading, frameOf));
  if (reading === null && followers !== null && followers.eventsKey !== null)
    router.use(emailTroubles(followers.eventsKey, followers.ciphers.email, contextOf, limits));

  /** Returns the crossings that the form shows: one, those of an area, or all. */
  const shownIn = async (req: Request, crossings: ReadonlyMap<string, Crossing>) => {
    const { crossing, area } = req.query as Record<string, unknown>;
    const named = typeof crossing === "string" ? crossings.get(crossing) : undefined;
    const inArea = [...crossings.values()].filter((each) => each.area?.slug === area);
    if (named !== undefined) return { places: [named], isFixed: true, area: null };
    if (typeof area === "string" && inArea.length > 0) return { places: inArea, isFixed: false, area };
    return { places: [...crossings.values()], isFixed: false, area: null };
  };

  router.get("/", async (req, res) => {
    const view = await shownIn(req, await allCrossings(contextOf(req)));
    send(res, tellMePage(frameOf(req), view, null));
  });
  const notOffered: RequestHandler = (req, res) =>
    send(res, tellMePage(frameOf(req), { places: [], isFixed: false, area: null }, null), 404);
  if (followers === null || reading !== null) return router.use(notOffered);
  const { ciphers, offersEmail, pushKey } = followers;
  const refuseForeign: RequestHandler = (req, res, next) => {
    if (!isForeign(req, publicUrl)) return next();
    const frame = frameOf(req);
    send(
      res,
      tellMeNotice(frame, { title: tellMeTitle(frame), text: frame.messages.tellMe.foreign }),
      PROBLEMS.forbidden.status,
    );
  };

  // Whoever subscribed before a channel was switched off can still leave.
  if (!offersEmail && pushKey === null) router.all(["/", "/asked"], notOffered);
  router.post("/", refuseForeign, FORM, async (req, res) => {
    const frame = frameOf(req);
    const words = frame.messages.tellMe;
    const busy = (wait: number, text: string) => {
      res.set("Retry-After", String(wait));
      send(res, tellMeNotice(frame, { title: tellMeTitle(frame), text }), PROBLEMS.busy.status);
    };
    const wait = await limits.question(req);
    if (wait !== null) return busy(wait, words.busy(wait));
    const ctx = contextOf(req);
    const crossings = await allCrossings(ctx);
    const fields = new Map(Object.entries(fieldsOf(req)).map(([name, value]) => [name, [value].flat()]));
    const refuse = (fault: keyof TellMeText["faults"], faulty: string) => {
      const view = { places: [...crossings.values()], isFixed: false, area: null, given: fields, faulty };
      return send(res, tellMePage(frame, view, fault), PROBLEMS.invalid.status);
    };
    const read = readChoices(fields, crossings);
    if ("fault" in read) return refuse(read.fault, read.field);
    const isOffered = read.by === "email" ? offersEmail : pushKey !== null;
    if (!isOffered) return notOffered(req, res, () => undefined);
    if (read.by === "email") {
      if (!(await askForEmail(ctx, read.address, read.choices, ciphers.email))) return busy(FULL_SECONDS, words.full);
      return res.redirect(303, link(frame, "/tell-me/asked"));
    }
    if (!(await followers.vetEndpoint(read.device.endpoint))) return refuse("device", "by");
    const asked = await followOnDevice(ctx, read.device, read.choices, ciphers.push);
    if (asked === "full") return busy(FULL_SECONDS, words.full);
    if (asked === "tooMany") return refuse("tooMany", "by");
    res.redirect(303, link(frame, "/tell-me/device"));
  });
  router.get("/device", (req, res) => send(res, devicePage(frameOf(req))));
  router.use("/device", deviceRoutes({ contextOf, frameOf, limits, desk: followers, form: FORM, refuseForeign }));
  router.get("/asked", (req, res) => {
    const frame = frameOf(req);
    send(res, tellMeNotice(frame, frame.messages.tellMe.asked));
  });

  const gone = (res: Response, frame: Frame) =>
    send(res, tellMeNotice(frame, frame.messages.tellMe.gone), PROBLEMS.not_found.status);
  /** Shows a page about the subscription of a link. */
  const show = async (req: Request, res: Response, choices: LinkedFollower | null, page: typeof confirmPage) => {
    const frame = frameOf(req);
    if (choices === null) return gone(res, frame);
    send(res, page(frame, { choices, crossings: await allCrossings(contextOf(req)) }));
  };
  // Programs that check mail open its links, so only a POST changes something.
  router.get("/confirm/:token", async (req, res) =>
    show(req, res, await findLinkedFollower(contextOf(req), "confirm", req.params.token, ciphers), confirmPage),
  );
  router.post("/confirm/:token", async (req, res) =>
    show(req, res, await confirmByLink(contextOf(req), req.params.token, ciphers), confirmedPage),
  );
  router.get("/leave/:token", async (req, res) =>
    show(req, res, await findLinkedFollower(contextOf(req), "leave", req.params.token, ciphers), leavePage),
  );
  // Mail programs post `List-Unsubscribe=One-Click` (RFC 8058), without cookies and from any origin.
  router.post("/leave/:token", FORM, async (req, res) => {
    const frame = frameOf(req);
    const isForAll = (req.body as { all?: unknown } | undefined)?.all === "yes";
    const isGenuine = await leaveByLink(contextOf(req), String(req.params.token), ciphers, isForAll);
    if (!isGenuine) return gone(res, frame);
    const { left, push } = frame.messages.tellMe;
    const isOneOfDevice = !isForAll && ciphers.push.read("leave", String(req.params.token)) !== null;
    send(res, tellMeNotice(frame, isOneOfDevice ? push.left : left));
  });
  return router;
}

/**
 * Answers in place of the links of messages, which change something. Pages redirect to the full service if its address is
 * known. Mail programs follow no redirect when they unsubscribe (RFC 8058), and may try again after 503.
 */
const linksElsewhere =
  ({ writeUrl }: ReadingOnly, frameOf: (req: Request) => Frame): RequestHandler =>
  (req, res) => {
    const address = writeUrl === null ? null : `${writeUrl}${req.originalUrl}`;
    if (address !== null && req.method !== "POST") return res.redirect(307, address);
    const frame = frameOf(req);
    const text = writeProblem(frame.messages, ["readsOnly", address]);
    res.status(PROBLEMS.read_only.status).type("html");
    res.send(tellMeNotice(frame, { title: tellMeTitle(frame), text }));
  };

/**
 * Returns true if another site sent the form. Over plain HTTP, browsers send `Origin: null` from pages without a
 * referrer, such as those of crossings.
 */
const isForeign = (req: Request, publicUrl: string | null): boolean =>
  isCrossSite(req, publicUrl) && !(req.get("sec-fetch-site") === undefined && req.get("origin") === "null");
