import type { RecordStart } from "../../domain/availability/record-start.ts";
import type { WrittenIssue } from "../../domain/errors.ts";
import type { Frame } from "../frame.ts";
import { type Html, html } from "../html.ts";
import type { SpanDays } from "./span.ts";

/** Contents of the form for choosing a period. */
export interface PeriodFields {
  days: { [End in keyof SpanDays]?: SpanDays[End] | undefined };
  /** Parameters that decide which reports count, as given in the URL. */
  known: Record<string, string | undefined>;
  /** Start of the record, before which no day can be chosen. Null if it is not known. */
  begins?: RecordStart | null;
  /**
   * Errors in the parameters of the URL. An error in a field is shown beside the field, and all others above the
   * fields.
   */
  faults?: readonly WrittenIssue[];
}

const FIELDS = ["from", "to"] as const;
type Field = (typeof FIELDS)[number];

const toldFault = ({ path, message }: WrittenIssue): Html => html`<code>${path}</code> ${message}`;

/** Renders the form for choosing any period. A copy has no form, because only the service can answer it. */
export function periodForm(
  { messages, isChosen, isCopy }: Frame,
  { days, known, begins = null, faults = [] }: PeriodFields,
): Html | null {
  if (isCopy) return null;
  const { story } = messages;
  const kept = { ...known, lang: isChosen ? messages.language : undefined };
  const others = faults.filter(({ path }) => !FIELDS.some((name) => name === path));
  const field = (name: Field, label: string) => {
    const own = faults.filter(({ path }) => path === name);
    const isFaulty = own.length > 0 && html` aria-invalid="true" aria-describedby="fault-${name}"`;
    return html`<p><label for="f-${name}">${label}</label><input id="f-${name}" name="${name}" type="date"${begins !== null && html` min="${String(begins.day)}"`} max="2199-12-31" value="${days[name]?.toString()}" required${isFaulty}>${own.length > 0 && html`<span class="fault" id="fault-${name}">${own.map(toldFault)}</span>`}</p>
`;
  };
  return html`<form action="/history" class="ask"${others.length > 0 && html` aria-describedby="faults"`}>${Object.entries(kept).map(([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}">`)}${
    others.length > 0 &&
    html`<ul class="fault" id="faults">${others.map((each) => html`<li>${toldFault(each)}</li>`)}</ul>
`
  }<div class="fields">${field("from", story.fromDay)}${field("to", story.toDay)}<p><button type="submit">${story.show}</button></p></div></form>`;
}
