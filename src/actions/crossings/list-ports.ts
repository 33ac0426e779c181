import type { Context } from "../../context.ts";
import type { Port } from "../../domain/places/crossing.ts";
import { loadPorts } from "../../store/record/crossings.ts";

/** Returns all ports of entry by code, with the slugs of their crossings. */
export const listPorts = (ctx: Context): Promise<(Port & { crossings: string[] })[]> => loadPorts(ctx.db);
