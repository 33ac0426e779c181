/** One thing wrong with what was given: `path` names the field (`changes.0.modes`), `message` the rule and the value. */
export interface Issue {
  path: string;
  message: string;
}

export type RefusalCode = "invalid" | "unauthorized" | "forbidden" | "not_found" | "conflict" | "busy" | "unavailable";

/** Why something asked for is not done. It carries no HTTP: the edge maps codes to statuses once. */
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

/** The refusal of an input, with every field that is wrong. */
export const invalid = (issues: Issue[]): Refusal =>
  new Refusal("invalid", issues.map((issue) => `${issue.path}: ${issue.message}`).join("; "), issues);

/** Something that cannot be done at the moment, through no fault of whoever asked; its message is a sentence for them. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
}
