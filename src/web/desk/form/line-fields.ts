import type { Temporal } from "temporal-polyfill";
import { type Crossing, nameIn } from "../../../domain/places/crossing.ts";
import { showMoment } from "../../../domain/time/show-moment.ts";
import { DIRECTIONS, MODES, PROGRAMMES } from "../../../domain/vocabulary.ts";
import type { Messages } from "../../../locales/messages.ts";
import { directionLabel } from "../../direction-label.ts";
import { booleanAttribute, type Html, html } from "../../html.ts";
import { hidden } from "../layout.ts";
import { checkField, checkFields, type FieldIssue, idOf, inputField, selectField } from "./fields.ts";
import type { ClockReadingsOf, TypedLine } from "./report.ts";
import { timeFields } from "./time-fields.ts";

/** Data for rendering the fields of a report. */
export interface Drawing {
  messages: Messages;
  issues: readonly FieldIssue[];
  readings: ClockReadingsOf;
  crossings: ReadonlyMap<string, Crossing>;
  now: Temporal.Instant;
}

/**
 * Renders the fields of a line about one crossing. They offer only the services that the crossing has, and name its
 * time zone.
 */
export function lineFields(line: TypedLine, index: number, drawing: Drawing): Html {
  const { messages, issues, crossings, now } = drawing;
  const words = messages.desk.report;
  const crossing = crossings.get(line.crossing);
  const name = `lines.${index}`;
  const title = (crossing && nameIn(crossing, messages)) ?? line.crossing;
  const zone = crossing?.timeZone ?? "UTC";
  const isChange = line.says === "change";
  const time = showMoment(now, zone, messages);
  return html`<fieldset class="line" id="${idOf(name)}" tabindex="-1"><legend>${words.line(index + 1, title)}</legend>
${hidden(`${name}.crossing`, line.crossing)}${hidden(`${name}.says`, line.says)}
<p class="hint"><b>${words.says[line.says]}.</b> ${words.clock(zone, time)}</p>
${crossing !== undefined && scopeFields(line, name, crossing, drawing)}
<div class="fields">${selectField({ name: `${name}.status`, label: words.status }, issues, line.status, [
    ["", isChange ? words.noStatus : words.choose],
    ...Object.entries(words.statuses),
  ])}${isChange && selectField({ name: `${name}.onset`, label: words.onset }, issues, line.onset, Object.entries(words.onsets))}</div>
${programmeFields(line, name, drawing)}${timeFields({ name: `${name}.from`, label: isChange ? words.from : words.fromClaim, isOptional: false }, line.from, drawing)}${timeFields({ name: `${name}.until`, label: isChange ? words.until : words.untilClaim, isOptional: true }, line.until, drawing)}${isChange && liftField(line, name, drawing)}${isChange ? hoursFields(line, name, drawing) : claimFields(line, name, drawing)}
<p class="go"><button type="submit" class="quiet" name="do" value="remove ${index}">${words.remove(title)}</button></p></fieldset>
`;
}

function scopeFields(line: TypedLine, name: string, crossing: Crossing, { messages, issues }: Drawing): Html {
  const words = messages.desk.report;
  const { services } = crossing;
  const modes = MODES.filter((mode) => services.some((service) => service.mode === mode));
  const directions = DIRECTIONS.filter((direction) => services.some((service) => service.direction === direction));
  return html`<div class="fields wide">${checkFields(
    { name: `${name}.modes`, label: words.modes, hint: words.allHint },
    issues,
    line.modes,
    modes.map((mode) => [mode, messages.pages.modes[mode]]),
  )}${checkFields(
    { name: `${name}.directions`, label: words.directions },
    issues,
    line.directions,
    directions.map((direction) => [direction, directionLabel(direction, [crossing], messages)]),
  )}</div>`;
}

/** Renders the field for the travellers to whom an open service is limited. */
const programmeFields = ({ programmes }: TypedLine, name: string, { messages, issues }: Drawing): Html =>
  checkFields(
    { name: `${name}.programmes`, label: messages.desk.report.programmes, hint: messages.desk.report.programmesHint },
    issues,
    programmes,
    PROGRAMMES.map((programme) => [programme, messages.pages.programmes[programme]]),
  );

/**
 * Renders the field for the restrictions that the line lifts. If the draft names restrictions by the ids of their
 * reports, these are offered as a ticked option, so that they are not lost.
 */
function liftField({ lifts }: TypedLine, name: string, { messages, issues }: Drawing): Html {
  const words = messages.desk.report;
  const isNamed = lifts !== "" && lifts !== "all";
  return checkFields(
    { name: `${name}.lifts`, label: words.lifts, hint: words.liftsHint },
    issues,
    [lifts],
    [...(isNamed ? [[lifts, words.liftsNamed(lifts)] as const] : []), ["all", words.liftsAll]],
  );
}

function hoursFields(
  { hours, unset, exception, normal }: TypedLine,
  name: string,
  { messages, issues }: Drawing,
): Html {
  const words = messages.desk.report;
  const isOpen = (field: string, isUsed: boolean) => isUsed || issues.some(({ path }) => path === `${name}.${field}`);
  return html`<details${booleanAttribute("open", isOpen("hours", hours !== "" || unset))}><summary>${words.hoursTitle}</summary>
${inputField({ name: `${name}.hours`, label: words.hours, hint: words.hoursHint }, issues, hours)}${checkField({ name: `${name}.unset`, label: words.unset }, unset)}</details>
<details${booleanAttribute("open", isOpen("exception", exception !== "" || normal))}><summary>${words.exceptionTitle}</summary>
${inputField({ name: `${name}.exception`, label: words.exception, hint: words.exceptionHint }, issues, exception)}${checkField({ name: `${name}.normal`, label: words.normal }, normal)}</details>`;
}

function claimFields({ denied, attributed }: TypedLine, name: string, { messages }: Drawing): Html {
  const words = messages.desk.report;
  return html`${checkField({ name: `${name}.denied`, label: words.denied }, denied)}${checkField({ name: `${name}.attributed`, label: words.attributed }, attributed)}`;
}
