import type { Context } from "../../context.ts";
import { type Actor, findActor } from "../../store/access/api-keys.ts";

/** Whose key this is; undefined where it is nobody's, or revoked. */
export const identify = (ctx: Context, key: string): Promise<Actor | undefined> => findActor(ctx.db, key);
