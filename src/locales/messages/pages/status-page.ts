import type { ComponentCause, ComponentStatus } from "../../../domain/incidents/component-state.ts";

/** Texts of the answers in the format of status pages. */
export interface StatusPageText {
  /** Name of the page. */
  name: string;
  /** Sentence before the description of a crossing, by the cause of its status. Empty if the description suffices. */
  causes: Record<ComponentCause, string>;
  /** Number of crossings with a status, for the description of the whole page. */
  counts: Record<ComponentStatus, (count: number) => string>;
  /** An announced restriction that is now in force, since this time. */
  begun: (moment: string) => string;
  /** A restriction whose expected end, at this time, has passed. */
  overdue: (moment: string) => string;
  /** The report with this title that is withdrawn. */
  withdrawn: (publisher: string, title: string) => string;
}
