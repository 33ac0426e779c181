import type { Context } from "../../context.ts";
import { type Actor, findActor } from "../../store/access/api-keys.ts";

/** Returns the holder of a key, or undefined if the key is unknown or revoked. */
export const identifyActor = (ctx: Context, key: string): Promise<Actor | undefined> => findActor(ctx.db, key);
