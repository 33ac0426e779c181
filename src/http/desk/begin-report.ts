import { randomUUID } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import { getProposal } from "../../actions/proposals/get-proposal.ts";
import { getReport } from "../../actions/record/get-report.ts";
import type { ActorContext } from "../../context.ts";
import { groupBy } from "../../domain/group-by.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { draftFromReport } from "../../domain/record/draft-from-report.ts";
import { DIRECTIONS, MODES } from "../../domain/vocabulary.ts";
import { emptyLine, emptyReport, type TypedLine, type TypedReport, todayAt } from "../../web/desk/form/report.ts";
import { writeReport } from "./write-report.ts";

/** Subject of a new form. */
export interface FormSubject {
  /** Slug of a crossing. */
  crossing?: string | undefined;
  /** Status of the crossing, as the operator chose it in the work list. */
  status?: string | undefined;
  /** Services of the crossing, such as `passenger-northbound`. If absent, the line is about all services. */
  services?: string[] | undefined;
  /** Id of the proposal that the form edits. */
  proposal?: string | undefined;
  /** Id of the report that the form copies. */
  like?: string | undefined;
}

/**
 * Returns a new form, which is empty, is about a crossing, edits a proposal, or copies a report. Each form has its own
 * idempotency key.
 * @throws Refusal `not_found` if there is no such proposal or report
 */
export async function beginReport(
  ctx: ActorContext,
  { crossing, status = "", services = [], proposal, like }: FormSubject,
  crossings: ReadonlyMap<string, Crossing>,
): Promise<TypedReport> {
  const once = randomUUID();
  if (proposal !== undefined) {
    const { draft } = await getProposal(ctx, proposal);
    const written = draft === null ? emptyReport(once) : writeReport(draft, once, crossings);
    return { ...written, proposal, begun: `proposal ${proposal}` };
  }
  if (like !== undefined)
    return { ...writeReport(draftFromReport(await getReport(ctx, like)), once, crossings), begun: `like ${like}` };
  if (crossing === undefined || !crossings.has(crossing)) return emptyReport(once);
  const begun = ["report", crossing, status].filter((word) => word !== "").join(" ");
  const line = { ...newLine([crossing], crossings, ctx.now), status };
  return { ...emptyReport(once), begun, lines: scopesOf(services).map((scope) => ({ ...line, ...scope })) };
}

/** Returns the modes and directions that select exactly the given services: one pair, or one for each direction. */
function scopesOf(services: readonly string[]): Pick<TypedLine, "modes" | "directions">[] {
  const byDirection = groupBy(services, (service) => service.split("-")[1] ?? "");
  const modesOf = (some: readonly string[]) => MODES.filter((mode) => some.some((each) => each.startsWith(`${mode}-`)));
  const byModes = groupBy([...byDirection], ([, some]) => modesOf(some).join(" "));
  if (services.length === 0) return [{ modes: [], directions: [] }];
  return [...byModes].map(([modes, directions]) => ({
    modes: modes.split(" "),
    directions: DIRECTIONS.filter((direction) => directions.some(([each]) => each === direction)),
  }));
}

/** Returns a new line. It begins today if the local day is the same at all its crossings. */
export const newLine = (
  slugs: string[],
  crossings: ReadonlyMap<string, Crossing>,
  now: Temporal.Instant,
  says: TypedLine["says"] = "change",
): TypedLine => emptyLine(says, slugs, todayAt(slugs, crossings, now));
