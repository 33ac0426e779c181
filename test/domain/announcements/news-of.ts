import { actIn } from "../../../src/domain/announcements/acts.ts";
import { plainLetters } from "../../../src/domain/announcements/sentences.ts";

/** Returns the news in a clause in short: its status or kind, and whether the service is limited. */
export function newsOf(clause: string): string {
  const act = actIn(plainLetters(clause));
  if (act === null) return "nothing";
  if (act.kind !== "status") return act.kind === "still" ? `still ${act.status}` : act.kind;
  return act.limited ? `${act.status}, limited` : act.status;
}
