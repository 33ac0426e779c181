import type { Messages, SomeMessages } from "./messages.ts";

/** Returns the messages of a language. Missing messages come from the fallback language, at every depth. */
export const fillIn = (some: SomeMessages, fallback: Messages): Messages => merged(fallback, some) as Messages;

function merged(whole: unknown, some: unknown): unknown {
  if (some === undefined) return whole;
  if (!isObject(whole) || !isObject(some)) return some;
  return Object.fromEntries(
    Object.keys({ ...whole, ...some }).map((key) => [key, merged(whole[key], some[key])] as const),
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
