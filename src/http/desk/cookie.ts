import type { CookieOptions, Request, Response } from "express";

/**
 * The cookie that holds a session's token. Where people come by TLS it is sent over TLS alone, and its prefix has the
 * browser refuse one that another host or a plain connection planted.
 */
export interface SessionCookie {
  read(req: Request): string | undefined;
  set(res: Response, token: string): void;
  clear(res: Response): void;
}

/** Tokens are letters, digits, hyphens and underscores. */
const TOKEN = /^[\w-]{1,100}$/;

export function makeSessionCookie(isSecure: boolean): SessionCookie {
  const name = isSecure ? "__Host-garita-desk" : "garita-desk";
  // Without an age, it goes when the browser does.
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
