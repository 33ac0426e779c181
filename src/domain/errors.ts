import { type RefusalText, type RuleText, writeText } from "./error-phrases.ts";
import type { TextMessages } from "./phrases.ts";

/** A fault in the input: the field (`changes.0.modes`), the broken rule, and the value if it helps. */
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

/** Writes issues in one language. */
export const writeIssues = (issues: readonly Issue[], messages: TextMessages): WrittenIssue[] =>
  issues.map(({ path, rule, value }) => ({ path, message: writeRule(rule, value, messages) }));

function writeRule(rule: RuleText, value: string | undefined, { errors: { rules } }: TextMessages): string {
  const text = writeText(rules, rule);
  return value === undefined ? text : rules.got(text, value);
}

let logged: TextMessages | undefined;

/** Sets the language of `Error.message` in logs, job runs and commands. Readers get messages in their own language. */
export function setLogMessages(messages: TextMessages): void {
  logged = messages;
}

/** Returns a text for `Error.message`. Before a language is set, returns the text's name and values. */
export const writeForLog = (text: (messages: TextMessages) => string, named: readonly unknown[]): string =>
  logged === undefined ? named.join(" ") : text(logged);

export type RefusalCode =
  | "invalid"
  | "unauthorized"
  | "forbidden"
  | "second_person"
  | "not_found"
  | "conflict"
  | "changed"
  | "busy"
  | "unavailable";

/** Thrown to decline a request. `code` gives the reason; the HTTP layer maps it to a status. */
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

  /** Returns the reason in one language, including any invalid fields. */
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

/** Returns the refusal for an invalid input. */
export const invalid = (issues: Issue[]): Refusal => new Refusal("invalid", ["invalid"], issues);

/** Thrown if the service cannot answer at the moment, through no fault of the caller. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
  readonly #text: RefusalText;

  constructor(text: RefusalText) {
    super(writeForLog(({ errors }) => writeText(errors.refusals, text), text));
    this.#text = text;
  }

  /** Returns the reason in one language. */
  tell({ errors }: TextMessages): string {
    return writeText(errors.refusals, this.#text);
  }
}
