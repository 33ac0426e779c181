import { z } from "zod";
import { byRule } from "./rule.ts";

/** Returns the current codes of the states in which crossings lie. */
export type StateCodes = () => readonly string[];

/** Marks schemas whose values come from the data, for {@link describeStates}. */
const STATES = "x-states";

/** Code of a state in an answer. */
export const StateCode = z.string().meta({ [STATES]: "one" });

/** Marks the schema of a list of distinct state codes. */
export const severalStates = <Codes extends z.ZodType>(codes: Codes): Codes => codes.meta({ [STATES]: "several" });

/** Creates the schema of a requested state's code. The state must contain a crossing. */
export function makeStateWord(codes: StateCodes) {
  const rule = () => byRule("oneOf", codes().join(", "));
  return z
    .string({ error: rule })
    .refine((code) => codes().includes(code), { error: rule })
    .meta({ [STATES]: "one" });
}

export type StateWord = ReturnType<typeof makeStateWord>;

/** Adds the current codes, if there are any, to the JSON Schema of a marked schema. */
export function describeStates(schema: Record<string, unknown>, codes: readonly string[]): void {
  if (schema[STATES] === "one" && codes.length > 0) schema.enum = codes;
  if (schema[STATES] === "several") {
    if (codes.length > 0) schema.maxItems = codes.length;
    else delete schema.maxItems;
  }
  delete schema[STATES];
}
