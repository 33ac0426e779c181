import { type RefusalText, type RuleText, writeText } from "./error-phrases.ts";
import type { TextMessages } from "./phrases.ts";

/** One fault in the input: the field (`changes.0.modes`), the broken rule, and the value if it helps. */
export interface Issue {
  path: string;
  rule: RuleText;
  value?: string;
}

/** A fault in the reader's language. */
export interface WrittenIssue {
  path: string;
  message: string;
}

/** Converts issues to messages in one language. */
export const writeIssues = (issues: readonly Issue[], messages: TextMessages): WrittenIssue[] =>
  issues.map(({ path, rule, value }) => ({ path, message: writeRule(rule, value, messages) }));

function writeRule(rule: RuleText, value: string | undefined, { errors: { rules } }: TextMessages): string {
  const text = writeText(rules, rule);
  return value === undefined ? text : rules.got(text, value);
}

let logged: TextMessages | undefined;

/**
 * Sets the language of `Error.message`, which logs, job runs and commands show. Readers get the text in their own
 * language.
 */
export function setLogMessages(messages: TextMessages): void {
  logged = messages;
}

/**
 * Returns a text for `Error.message`. Before a language is set, the result is only the name of the text and its values.
 */
export const writeForLog = (text: (messages: TextMessages) => string, named: readonly unknown[]): string =>
  logged === undefined ? named.join(" ") : text(logged);

export type RefusalCode = "invalid" | "unauthorized" | "forbidden" | "not_found" | "conflict" | "busy" | "unavailable";

/**
 * An error with which the service declines a request, for the reason in `code`. The error carries no HTTP status,
 * because the HTTP layer maps codes to statuses in one place.
 */
export class Refusal extends Error {
  override readonly name: string = "Refusal";
  readonly code: RefusalCode;
  readonly issues: Issue[];
  readonly #text: RefusalText;

  constructor(code: RefusalCode, text: RefusalText, issues: Issue[] = []) {
    super(writeForLog((messages) => sentenceOf(text, issues, messages), [...text, ...issues.map(({ path }) => path)]));
    this.code = code;
    this.issues = issues;
    this.#text = text;
  }

  /** Returns the reason as a sentence in one language. The sentence lists any faulty fields. */
  tell(messages: TextMessages): string {
    return sentenceOf(this.#text, this.issues, messages);
  }
}

const sentenceOf = (text: RefusalText, issues: readonly Issue[], messages: TextMessages): string =>
  issues.length === 0
    ? writeText(messages.errors.refusals, text)
    : writeIssues(issues, messages)
        .map(({ path, message }) => `${path}: ${message}`)
        .join("; ");

/** Returns the refusal of an invalid input, with an issue for every invalid field. */
export const invalid = (issues: Issue[]): Refusal => new Refusal("invalid", ["invalid"], issues);

/** An error that prevents the service from answering at the moment, through no fault of the caller. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
  readonly #text: RefusalText;

  constructor(text: RefusalText) {
    super(writeForLog(({ errors }) => writeText(errors.refusals, text), text));
    this.#text = text;
  }

  /** Returns the reason as a sentence in one language. */
  tell({ errors }: TextMessages): string {
    return writeText(errors.refusals, this.#text);
  }
}
