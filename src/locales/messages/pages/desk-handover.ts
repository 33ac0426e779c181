/** Words for hand-over notes, the last report, and keys of the work list. */
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
    /** Error of a note whose form has left another note already. */
    otherLeft: string;
    left: string;
    /** Heading before the operator's last report. */
    last: string;
    useAgain: string;
  };
  keys: {
    title: string;
    /** What the keys do, as pairs of a key and its effect. */
    list: Record<"next" | "previous" | "open" | "record" | "reopened" | "stillShut" | "accept" | "dismiss", string>;
    /** Link to the effect of a proposal and the button that accepts it. */
    see: string;
    hint: string;
    off: string;
    reopened: string;
    stillShut: string;
  };
}
