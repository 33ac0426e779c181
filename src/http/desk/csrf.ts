import { createHash, timingSafeEqual } from "node:crypto";
import type { Request } from "express";

/**
 * Returns true if, according to the browser, another site sent the form. `Sec-Fetch-Site` is the browser's own
 * statement and does not depend on proxies. Browsers omit this header over plain HTTP. In that case `Origin` must be
 * this host or the public address. A client that sends neither header is not a current browser and has no session
 * cookie.
 */
export function isCrossSite(req: Request, publicUrl: string | null): boolean {
  const site = req.get("sec-fetch-site");
  if (site !== undefined) return site !== "same-origin";
  const origin = req.get("origin");
  if (origin === undefined) return false;
  const host = URL.canParse(origin) ? new URL(origin).host : null;
  return host !== req.get("host") && origin !== publicUrl;
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Returns the CSRF token of a session's forms. The token is derived from the session token but does not reveal it. */
export const csrfToken = (sessionToken: string): string => digest(`form ${sessionToken}`).toString("base64url");

/** Returns true if a form carries the CSRF token of the session. */
export const isCsrfTokenOf = (sessionToken: string, given: string): boolean =>
  timingSafeEqual(digest(given), digest(csrfToken(sessionToken)));
