import { z } from "zod";
import type { Context } from "../../context.ts";
import type { Messages } from "../../locales/messages.ts";
import { encode } from "../encoding/encode.ts";
import { decode, decodeQuery } from "../request/decode.ts";
import { JSON_FORM } from "../route.ts";
import { sourcesIn, type Wire } from "./tool-data.ts";
import type { Tool } from "./tools.ts";

/** What a call of a tool is answered from. */
export interface ToolCall {
  ctx: Context;
  messages: Messages;
  /** Address of the service, without a slash at the end. */
  origin: string;
}

/**
 * Calls a tool: asks its route, and adds all sources that the route's answer names, and the crossing's page.
 * @throws Refusal `invalid` for arguments that the route does not accept, and what the route throws
 */
export async function callTool(tool: Tool, given: unknown, { ctx, messages, origin }: ToolCall): Promise<Wire> {
  const { route, takes } = tool;
  const { slug, ...query } = textsOf({ ...tool.usual, ...decode(ARGUMENTS, given ?? {}) });
  const takesSlug = takes.includes("slug");
  // A route may have parameters that the tool does not take.
  const known = route.query instanceof z.ZodObject ? route.query.pick(maskOf(takes, route.query)) : NOTHING;
  const asked = {
    params: takesSlug ? decode(route.params ?? NOTHING, { slug }) : undefined,
    query: decodeQuery(known, takesSlug || slug === undefined ? query : { ...query, slug }),
    body: undefined,
    messages,
    rawBody: "",
    header: () => undefined,
    origin,
  };
  const answer = await route.handle(ctx, asked as Parameters<typeof route.handle>[1]);
  const wire = (
    "write" in answer
      ? JSON.parse((await answer.write(JSON_FORM)).texts.join(""))
      : await encode("reply" in answer ? answer.reply : route.reply, answer.value)
  ) as Wire;
  const pageOf = (each: string) => `${origin}/${each}`;
  return {
    ...(tool.dataOf?.(wire, pageOf) ?? wire),
    ...(takesSlug ? { page: pageOf(String(slug)) } : {}),
    sources: sourcesIn(wire),
  };
}

const NOTHING = z.strictObject({});
const ARGUMENTS = z.record(z.string(), z.unknown());

const maskOf = (takes: readonly string[], { shape }: z.ZodObject): Record<string, true> =>
  Object.fromEntries(takes.filter((name) => Object.hasOwn(shape, name)).map((name) => [name, true as const]));

/** Writes numbers and truth values as a query contains them. Leaves out what is null. */
const textsOf = (given: Wire): Wire =>
  Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => [name, typeof value === "number" || typeof value === "boolean" ? String(value) : value]),
  );
