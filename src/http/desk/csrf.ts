import { createHash, timingSafeEqual } from "node:crypto";
import type { Request } from "express";

/**
 * Whether a browser says that a form was sent from another site. `Sec-Fetch-Site` is the browser's own word and knows
 * nothing of proxies; where it is missing, as over plain HTTP, `Origin` has to be this host, or the public address.
 * Whatever sends neither is no browser of this decade, and holds no cookie of ours.
 */
export function isForeign(req: Request, publicUrl: string | null): boolean {
  const site = req.get("sec-fetch-site");
  if (site !== undefined) return site !== "same-origin";
  const origin = req.get("origin");
  if (origin === undefined) return false;
  const host = URL.canParse(origin) ? new URL(origin).host : null;
  return host !== req.get("host") && origin !== publicUrl;
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** What the forms of a session carry: it follows from the cookie's token, and does not tell it. */
export const formToken = (sessionToken: string): string => digest(`form ${sessionToken}`).toString("base64url");

/** Whether a form carries what those of a session do. */
export const isFormOf = (sessionToken: string, given: string): boolean =>
  timingSafeEqual(digest(given), digest(formToken(sessionToken)));
