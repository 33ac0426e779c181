import type { Context } from "../../context.ts";
import type { Actor } from "../../store/access/api-keys.ts";
import { resumeSession as resume } from "../../store/access/desk-sessions.ts";

/** The longest that a session lasts, however busy: a shift. Whoever finds the browser the next day has to have the key. */
const LONGEST = { hours: 12 };

/** Who is signed in with a token, unless the session was idle for `idleMinutes`, lasted its time, or its key was revoked. */
export function resumeSession(ctx: Context, token: string, idleMinutes: number): Promise<Actor | undefined> {
  const now = ctx.now;
  return resume(ctx.db, token, now, {
    idleSince: now.subtract({ minutes: idleMinutes }),
    begunSince: now.subtract(LONGEST),
  });
}
