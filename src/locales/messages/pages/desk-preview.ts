/** Words for the short preview of a report. */
export interface DeskPreviewWords {
  shortPreview: {
    now: string;
    same: string;
    /** Read aloud before the current and the new answer. */
    before: string;
    after: string;
    details: string;
    liftHint: string;
    /** Label of the box that also lifts the remaining restrictions at a crossing. */
    lift: (crossing: string) => string;
  };
}
