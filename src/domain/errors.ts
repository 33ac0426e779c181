/** One fault in the input. `path` names the field (`changes.0.modes`); `message` gives the rule and the value. */
export interface Issue {
  path: string;
  message: string;
}

export type RefusalCode = "invalid" | "unauthorized" | "forbidden" | "not_found" | "conflict" | "busy" | "unavailable";

/**
 * The service declines a request, for the reason in `code`. It carries no HTTP status: the HTTP layer maps codes to
 * statuses in one place.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly issues: Issue[];

  constructor(code: RefusalCode, message: string, issues: Issue[] = []) {
    super(message);
    this.name = "Refusal";
    this.code = code;
    this.issues = issues;
  }
}

/** Returns the refusal of an invalid input, with an issue for every field that is wrong. */
export const invalid = (issues: Issue[]): Refusal =>
  new Refusal("invalid", issues.map((issue) => `${issue.path}: ${issue.message}`).join("; "), issues);

/**
 * The service cannot do this at the moment, through no fault of the caller. The message is a sentence for the caller.
 */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
}
