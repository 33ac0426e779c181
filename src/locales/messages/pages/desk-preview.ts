/** Words for the short preview of a report. */
export interface DeskPreviewWords {
  shortPreview: {
    now: string;
    same: string;
    /** Only screen readers say these two: before the current answer, and before the new one. */
    before: string;
    after: string;
    details: string;
    liftHint: string;
    /** Label of the box that also lifts the remaining restrictions at a crossing. */
    lift: (crossing: string) => string;
  };
}
