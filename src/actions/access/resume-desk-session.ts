import type { Context } from "../../context.ts";
import type { Actor } from "../../store/access/api-keys.ts";
import { touchSession } from "../../store/access/desk-sessions.ts";

/**
 * Maximum length of a session, even with constant use: one shift. Anyone who finds the browser open the next day needs
 * the key.
 */
const LONGEST = { hours: 12 };

/**
 * Returns the actor of a session. Returns undefined if the session was idle for `idleMinutes`, has reached its maximum
 * length, or belongs to a revoked key.
 */
export function resumeDeskSession(ctx: Context, token: string, idleMinutes: number): Promise<Actor | undefined> {
  const now = ctx.now;
  return touchSession(ctx.db, token, now, {
    idleSince: now.subtract({ minutes: idleMinutes }),
    begunSince: now.subtract(LONGEST),
  });
}
