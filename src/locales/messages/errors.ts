import type { ErrorPhrases, KeyedText, RefusalPhrases } from "../../domain/error-phrases.ts";

/** Kinds of problem documents. */
export type ProblemKind =
  | "invalid"
  | "unauthorized"
  | "forbidden"
  | "second_person"
  | "not_found"
  | "method_not_allowed"
  | "not_acceptable"
  | "conflict"
  | "changed"
  | "too_large"
  | "unsupported"
  | "busy"
  | "unavailable"
  | "read_only"
  | "failure";

/** Title of a problem, and its meaning for the client. */
interface ProblemWords {
  title: string;
  meaning: string;
}

/** Sentences of problems that are found before a request reaches an action, or that are not caused by the request. */
export interface ProblemPhrases {
  keyNeeded: string;
  tooManyUnknownKeys: string;
  tooManyReads: (most: number) => string;
  tooManyWrites: string;
  formatUnavailable: (types: string) => string;
  codingUnavailable: (accepted: string) => string;
  methodNotAllowed: (path: string, methods: string, method: string) => string;
  contentTypeMissing: string;
  contentTypeNotJson: (type: string) => string;
  charsetNotUtf8: (charset: string) => string;
  addressUnreadable: string;
  strayPercentInAddress: string;
  bodyTooLarge: string;
  tooManyFields: string;
  bodyCutOff: string;
  bodyUnreadable: (reason: string) => string;
  databaseAway: string;
  /** `address` is the address of the same request at the full service. */
  readsOnly: (address: string | null) => string;
  failed: string;
}

/** Name of a problem's sentence, and the values that it contains. */
export type ProblemText = KeyedText<RefusalPhrases & ProblemPhrases>;

/** Texts of all errors that readers see. */
export interface ErrorMessages extends ErrorPhrases {
  problems: ProblemPhrases;
  kinds: Record<ProblemKind, ProblemWords>;
}
