import type { Context } from "../../context.ts";
import type { Actor } from "../../store/access/api-keys.ts";
import { touchSession } from "../../store/access/desk-sessions.ts";

/** Longest session, even with constant use: one shift. The next day, the browser asks for the key again. */
const LONGEST = { hours: 12 };

/**
 * Returns the actor of a session. Returns undefined after `idleMinutes` without a request, after the maximum length, or
 * if the key is revoked.
 */
export function resumeDeskSession(ctx: Context, token: string, idleMinutes: number): Promise<Actor | undefined> {
  const now = ctx.now;
  return touchSession(ctx.db, token, now, {
    idleSince: now.subtract({ minutes: idleMinutes }),
    begunSince: now.subtract(LONGEST),
  });
}
