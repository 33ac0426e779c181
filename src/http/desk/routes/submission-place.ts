import type { Submission } from "../../../actions/proposals/submit-report.ts";
import type { EarlierRecording } from "../../../actions/record/record-report.ts";

/** Address of a page of the desk, and the notice that the page shows. */
interface DeskPlace {
  path: string;
  done: "recorded" | "before" | "retracted" | "waiting";
}

/** Returns the page of a report that was recorded or withdrawn, or of the proposal that waits for a second operator. */
export const placeOf = (
  { report, proposal }: Submission,
  done: "recorded" | "retracted" = "recorded",
  reportId = report?.id ?? "",
): DeskPlace => (report === undefined ? waitingPlace(proposal.id) : { path: `/desk/reports/${reportId}`, done });

/** Returns the page of what an earlier submission of the same form led to. */
export const earlierPlace = ({ reportId, proposalId }: EarlierRecording): DeskPlace =>
  reportId === null ? waitingPlace(proposalId ?? "") : { path: `/desk/reports/${reportId}`, done: "before" };

const waitingPlace = (id: string): DeskPlace => ({ path: `/desk/proposals/${id}`, done: "waiting" });
