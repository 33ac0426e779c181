import { type Request, type RequestHandler, type Response, Router } from "express";
import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import { findOnDevice, leaveOnDevice, moveDevice } from "../../actions/notifications/followers/follow-on-device.ts";
import { leavePath } from "../../actions/notifications/followers/tell-me-paths.ts";
import type { PushDevice } from "../../domain/notifications/push-device.ts";
import type { Frame } from "../../web/frame.ts";
import { choicesText } from "../../web/tell-me/choices-text.ts";
import type { ContextOf } from "../context-of.ts";
import { field, fieldsOf } from "../desk/fields.ts";
import type { Limits } from "../limits.ts";
import type { FollowerDesk } from "./follower-desk.ts";
import { readDevice } from "./read-device.ts";

/** Dependencies of the routes. `refuseForeign` refuses requests of other sites. */
interface DeviceDependencies {
  contextOf: ContextOf;
  frameOf: (req: Request) => Frame;
  limits: Limits;
  desk: Pick<FollowerDesk, "ciphers" | "vetEndpoint">;
  form: RequestHandler;
  refuseForeign: RequestHandler;
}

/**
 * Returns the routes for the script of the form and for the service worker: what a device is told, the end of it, and the
 * move to a new address. Only the browser knows the keys that a request must name. The answers never repeat them.
 */
export function deviceRoutes({ contextOf, frameOf, limits, desk, form, refuseForeign }: DeviceDependencies): Router {
  const router = Router();
  const cipher = desk.ciphers.push;
  const limit: RequestHandler = async (req, res, next) => {
    const wait = await limits.device(req);
    if (wait === null) return next();
    res.set("Retry-After", String(wait)).status(429).json({ status: "busy" });
  };
  const invalid = (res: Response) => void res.status(400).json({ status: "invalid" });
  const deviceIn = (req: Request, prefix = ""): PushDevice | null => {
    const fields = fieldsOf(req);
    return readDevice((name) => field(fields, name), prefix);
  };

  router.use(refuseForeign, limit, form);
  router.post("/", async (req, res) => {
    const device = deviceIn(req);
    if (device === null) return invalid(res);
    const ctx = contextOf(req);
    const [followers, crossings] = await Promise.all([findOnDevice(ctx, device, cipher), allCrossings(ctx)]);
    const { messages } = frameOf(req);
    res.json({
      subscriptions: followers.map((each) => ({
        lines: choicesText(each, crossings, messages, true),
        leave: leavePath(cipher, each.id),
      })),
    });
  });
  router.post("/leave", async (req, res) => {
    const device = deviceIn(req);
    if (device === null) return invalid(res);
    res.json({ status: "done", ended: await leaveOnDevice(contextOf(req), device, cipher) });
  });
  router.post("/move", async (req, res) => {
    const [from, to] = [deviceIn(req, "from_"), deviceIn(req)];
    if (from === null || to === null) return invalid(res);
    const moved = await moveDevice(contextOf(req), from, to, cipher, desk.vetEndpoint);
    if (moved === "invalid") return invalid(res);
    if (moved === "tooMany") return void res.status(400).json({ status: moved, moved: 0 });
    res.json({ status: "done", ...moved });
  });
  return router;
}
