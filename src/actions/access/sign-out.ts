import type { Context } from "../../context.ts";
import { endSession } from "../../store/access/desk-sessions.ts";

/** Ends the session with this token, if any. */
export const signOut = (ctx: Context, token: string): Promise<void> => endSession(ctx.db, token);
