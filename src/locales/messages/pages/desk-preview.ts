/** Words for the short preview of a report. */
export interface DeskPreviewWords {
  shortPreview: {
    now: string;
    same: string;
    /** Only for screen readers. `before` precedes the current answer, and `after` the new one. */
    before: string;
    after: string;
    details: string;
    liftHint: string;
    /** Label of the box that also lifts the remaining restrictions at a crossing. */
    lift: (crossing: string) => string;
  };
}
