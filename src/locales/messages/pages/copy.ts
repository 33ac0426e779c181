import type { StatusIcon } from "../../../domain/vocabulary.ts";

/** Texts of the pages that mirrors keep. */
export interface CopyText {
  /** Says that the page is a copy. `time` is when it was made. */
  made: (time: string) => string;
  /** Says that the answers may have changed since, and after how many minutes the copy is out of date. */
  outdatedAfter: (minutes: number) => string;
  /** Precedes the address of the same page at the service. */
  live: string;
  /** Names of the status icons, in the past tense. */
  marks: Record<StatusIcon, string>;
  /** Texts of the script. `{age}` and `{n}` are replaced. */
  script: {
    age: string;
    /** For a copy that is out of date. */
    outdated: string;
    /** For a device whose clock is before the time of the copy. */
    unknownAge: string;
    minutes: string;
    hours: string;
    days: string;
  };
}
