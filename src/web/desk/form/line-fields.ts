import type { Temporal } from "temporal-polyfill";
import { type Crossing, timeZonesOf } from "../../../domain/places/crossing.ts";
import { showMoment, showOnClocks } from "../../../domain/time/show-moment.ts";
import { DIRECTIONS, MODES, PROGRAMMES } from "../../../domain/vocabulary.ts";
import type { Messages } from "../../../locales/messages.ts";
import { directionLabel } from "../../direction-label.ts";
import { booleanAttribute, type Html, html } from "../../html.ts";
import { hidden } from "../layout.ts";
import { crossingPicker, nameOfSlug } from "./crossing-picker.ts";
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
 * Renders the fields of a line: its crossings, and everything that the line says about all of them. The fields offer
 * only services that the chosen crossings have, and name their time zones.
 */
export function lineFields(line: TypedLine, index: number, drawing: Drawing): Html {
  const { messages, issues, crossings } = drawing;
  const words = messages.desk.report;
  const { several } = messages.desk;
  const name = `lines.${index}`;
  const title = lineTitle(line, drawing);
  const isChange = line.says === "change";
  const chosen = line.crossings.flatMap((slug) => crossings.get(slug) ?? []);
  return html`<fieldset class="line" id="${idOf(name)}" tabindex="-1"><legend>${words.line(index + 1, title)}</legend>
${hidden(`${name}.says`, line.says)}<p class="hint"><b>${words.says[line.says]}.</b></p>
${crossingPicker(line, index, drawing)}
${line.crossings.length > 1 && html`<p class="hint">${several.sameForAll}</p>`}${scopeFields(line, name, chosen, drawing)}
<div class="fields">${selectField({ name: `${name}.status`, label: words.status }, issues, line.status, [
    ["", isChange ? words.noStatus : words.choose],
    ...Object.entries(words.statuses),
  ])}</div>
<p class="hint clocks">${clockText(chosen, drawing)}</p>${timeFields({ name: `${name}.from`, label: isChange ? words.from : words.fromClaim, isOptional: false }, line.from, drawing)}${timeFields({ name: `${name}.until`, label: isChange ? words.until : words.untilClaim, isOptional: true }, line.until, drawing)}${isChange && endingField(line, name, drawing)}${isChange ? moreFields(line, name, drawing) : html`${programmeFields(line, name, drawing)}${claimFields(line, name, drawing)}`}
${line.crossings.length > 0 && html`<p class="go"><button type="submit" class="quiet" name="do" value="remove ${index}">${words.remove(title)}</button></p>`}</fieldset>
`;
}

/** Returns the heading of a line: its crossing, or the first crossing and the number of others. */
function lineTitle({ crossings: [first, ...others] }: TypedLine, drawing: Drawing): string {
  const { several } = drawing.messages.desk;
  if (first === undefined) return several.none;
  const name = nameOfSlug(first, drawing);
  return others.length === 0 ? name : several.many(name, others.length);
}

/** Names the time zones of a line's times, with the current time in each. */
function clockText(chosen: readonly Crossing[], { messages, crossings, now }: Drawing): string {
  const zones = timeZonesOf(chosen.length === 0 ? crossings.values() : chosen);
  const [zone = "UTC"] = zones;
  if (chosen.length === 1) return messages.desk.report.clock(zone, showMoment(now, zone, messages));
  return messages.desk.several.clocks(showOnClocks(now, zones, messages));
}

function scopeFields(
  line: TypedLine,
  name: string,
  chosen: readonly Crossing[],
  { messages, issues, crossings }: Drawing,
): Html {
  const words = messages.desk.report;
  const places = chosen.length === 0 ? [...crossings.values()] : chosen;
  const services = places.flatMap((crossing) => crossing.services);
  const modes = MODES.filter((mode) => services.some((service) => service.mode === mode));
  const directions = DIRECTIONS.filter((direction) => services.some((service) => service.direction === direction));
  return html`<div class="fields wide">${checkFields(
    { name: `${name}.modes`, label: words.modes, optional: words.optional, hint: words.allHint },
    issues,
    line.modes,
    modes.map((mode) => [mode, messages.pages.modes[mode]]),
  )}${checkFields(
    { name: `${name}.directions`, label: words.directions, optional: words.optional },
    issues,
    line.directions,
    directions.map((direction) => [direction, directionLabel(direction, places, messages)]),
  )}</div>`;
}

/** Renders the field that says whether the end is expected or announced. */
function endingField({ ending }: TypedLine, name: string, { messages, issues }: Drawing): Html {
  const words = messages.desk.several;
  return selectField(
    { name: `${name}.ending`, label: words.ending, hint: words.endingHint },
    issues,
    ending,
    Object.entries(words.endings),
  );
}

/** Renders the fields that few reports need, folded unless one of them is used or has an error. */
function moreFields(line: TypedLine, name: string, drawing: Drawing): Html {
  const { messages, issues } = drawing;
  const words = messages.desk.report;
  const isUsed = line.programmes.length > 0 || line.lifts !== "" || line.onset !== "exact";
  const hasFault = issues.some(({ path }) => [`${name}.programmes`, `${name}.lifts`, `${name}.onset`].includes(path));
  return html`<details${booleanAttribute("open", isUsed || hasFault)}><summary>${messages.desk.several.more}</summary>
${selectField({ name: `${name}.onset`, label: words.onset }, issues, line.onset, Object.entries(words.onsets))}${programmeFields(line, name, drawing)}${liftField(line, name, drawing)}</details>
${hoursFields(line, name, drawing)}`;
}

/** Renders the field for the travellers to whom an open service is limited. */
const programmeFields = ({ programmes }: TypedLine, name: string, { messages, issues }: Drawing): Html =>
  checkFields(
    {
      name: `${name}.programmes`,
      label: messages.desk.report.programmes,
      optional: messages.desk.report.optional,
      hint: messages.desk.report.programmesHint,
    },
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
    { name: `${name}.lifts`, label: words.lifts, optional: words.optional, hint: words.liftsHint },
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
${inputField({ name: `${name}.hours`, label: words.hours, optional: words.optional, hint: words.hoursHint }, issues, hours)}${checkField({ name: `${name}.unset`, label: words.unset }, unset)}</details>
<details${booleanAttribute("open", isOpen("exception", exception !== "" || normal))}><summary>${words.exceptionTitle}</summary>
${inputField({ name: `${name}.exception`, label: words.exception, optional: words.optional, hint: words.exceptionHint }, issues, exception)}${checkField({ name: `${name}.normal`, label: words.normal }, normal)}</details>`;
}

function claimFields({ denied, attributed }: TypedLine, name: string, { messages }: Drawing): Html {
  const words = messages.desk.report;
  return html`${checkField({ name: `${name}.denied`, label: words.denied }, denied)}${checkField({ name: `${name}.attributed`, label: words.attributed }, attributed)}`;
}
