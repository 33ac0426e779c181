/** Words for hand-over notes, the operator's last report, and the keyboard shortcuts of the work list. */
export interface DeskHandoverWords {
  handover: {
    title: string;
    hint: string;
    none: string;
    by: (author: string) => string;
    earlier: (count: number) => string;
    write: string;
    text: string;
    submit: string;
    /** Error if the same form has already left a different note. */
    otherLeft: string;
    left: string;
    /** Heading before the operator's last report. */
    last: string;
    useAgain: string;
  };
  keys: {
    title: string;
    /** What each key does. */
    list: Record<"next" | "previous" | "open" | "record" | "reopened" | "stillShut" | "accept" | "dismiss", string>;
    /** Label of the link to a proposal's preview, where the operator can accept it. */
    see: string;
    hint: string;
    off: string;
    reopened: string;
    stillShut: string;
  };
}
