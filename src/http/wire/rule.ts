import type { RuleText } from "../../domain/error-phrases.ts";

/** Marks a message of zod that names a rule. */
const MARK = "rule:";

/**
 * Names the rule of a check, with its values. Zod's messages must be text and are written before the language is known.
 * The message therefore contains the name and the values as JSON.
 */
export const byRule = (...rule: RuleText): string => MARK + JSON.stringify(rule);

/** Returns the rule that a message of zod names, or undefined if the message is zod's own. */
export const namedRule = (message: string): RuleText | undefined =>
  message.startsWith(MARK) ? (JSON.parse(message.slice(MARK.length)) as RuleText) : undefined;
