import { type RefusalText, type RuleText, writeText } from "./error-phrases.ts";
import type { TextMessages } from "./phrases.ts";

/** One fault in the input: the field (`changes.0.modes`), the broken rule, and the value where it helps. */
export interface Issue {
  path: string;
  rule: RuleText;
  value?: string;
}

/** A fault in the language of the reader. */
export interface WrittenIssue {
  path: string;
  message: string;
}

/** Writes faults in a language. */
export const writeIssues = (issues: readonly Issue[], messages: TextMessages): WrittenIssue[] =>
  issues.map(({ path, rule, value }) => ({ path, message: writeRule(rule, value, messages) }));

function writeRule(rule: RuleText, value: string | undefined, { errors: { rules } }: TextMessages): string {
  const text = writeText(rules, rule);
  return value === undefined ? text : rules.got(text, value);
}

let logged: TextMessages | undefined;

/** Sets the language of `Error.message`. Logs, job runs and commands show it; readers get the text in their language. */
export function setLogMessages(messages: TextMessages): void {
  logged = messages;
}

/** A text for `Error.message`. Without a language it is only the names of the text and its values. */
export const writeForLog = (text: (messages: TextMessages) => string, named: readonly unknown[]): string =>
  logged === undefined ? named.join(" ") : text(logged);

export type RefusalCode = "invalid" | "unauthorized" | "forbidden" | "not_found" | "conflict" | "busy" | "unavailable";

/**
 * The service declines a request, for the reason in `code`. It carries no HTTP status: the HTTP layer maps codes to
 * statuses in one place.
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

  /** The reason as a sentence in a language. If fields are faulty it lists them. */
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

/** Returns the refusal of an invalid input, with an issue for every field that is wrong. */
export const invalid = (issues: Issue[]): Refusal => new Refusal("invalid", ["invalid"], issues);

/** The service cannot do this at the moment, through no fault of the caller. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
  readonly #text: RefusalText;

  constructor(text: RefusalText) {
    super(writeForLog(({ errors }) => writeText(errors.refusals, text), text));
    this.#text = text;
  }

  /** The reason as a sentence in a language. */
  tell({ errors }: TextMessages): string {
    return writeText(errors.refusals, this.#text);
  }
}
