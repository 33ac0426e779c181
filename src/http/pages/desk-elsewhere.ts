import type { Request, RequestHandler } from "express";
import { elsewherePage } from "../../web/elsewhere-page.ts";
import type { Frame } from "../../web/frame.ts";
import { PROBLEMS } from "../problem.ts";
import type { ReadingOnly } from "../request/refuse-writes.ts";
import { PAGE_POLICY } from "./page-policy.ts";

/**
 * Redirects the desk's pages to the full service. Answers with an explanation if the address of the full service is not
 * known, or if a form was sent.
 */
export function deskElsewhere({ writeUrl }: ReadingOnly, frameOf: (req: Request) => Frame): RequestHandler {
  return (req, res) => {
    res.set({ "Cache-Control": "no-store", "X-Robots-Tag": "noindex" });
    if (writeUrl !== null && req.method !== "POST") return res.redirect(307, `${writeUrl}${req.originalUrl}`);
    const frame = frameOf(req);
    const desk = writeUrl === null ? null : `${writeUrl}/desk`;
    res.set({ "Content-Security-Policy": PAGE_POLICY, "Content-Language": frame.messages.language });
    res.vary("Accept-Language").status(PROBLEMS.read_only.status).type("html").send(elsewherePage(frame, desk));
  };
}
