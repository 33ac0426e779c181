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
    left: string;
    /** Heading before the operator's last report. */
    last: string;
    useAgain: string;
  };
  keys: {
    title: string;
    /** What the keys do, as pairs of a key and its effect. */
    list: { next: string; previous: string; open: string; record: string; reopened: string; stillShut: string };
    hint: string;
    off: string;
    reopened: string;
    stillShut: string;
  };
}
