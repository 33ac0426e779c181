import type { CookieOptions, Request, Response } from "express";

/**
 * Cookie with the session token. If people reach the service over HTTPS, the cookie is sent over HTTPS only, and its
 * name has a prefix. Browsers reject a cookie with this prefix if another host or an unencrypted connection sets it.
 */
export interface SessionCookie {
  read(req: Request): string | undefined;
  set(res: Response, token: string): void;
  clear(res: Response): void;
}

/** Tokens consist of letters, digits, hyphens and underscores. */
const TOKEN = /^[\w-]{1,100}$/;

export function makeSessionCookie(isSecure: boolean): SessionCookie {
  const name = isSecure ? "__Host-garita-desk" : "garita-desk";
  // The cookie has no maximum age, so it is deleted when the browser session ends.
  const options: CookieOptions = { httpOnly: true, sameSite: "strict", secure: isSecure, path: "/" };
  return {
    read(req) {
      const pairs = (req.get("cookie") ?? "").split(";").map((pair) => pair.trim());
      const token = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
      return token !== undefined && TOKEN.test(token) ? token : undefined;
    },
    set: (res, token) => void res.cookie(name, token, options),
    clear: (res) => void res.clearCookie(name, options),
  };
}
