import { Temporal } from "temporal-polyfill";
import { daysOfAll, RESTRICTED_KINDS, type RestrictedKind } from "../../domain/availability/restricted-days.ts";
import { nameIn } from "../../domain/places/crossing.ts";
import { startOfDay } from "../../domain/time/local-day.ts";
import { endOf } from "../../domain/time/moment.ts";
import type { Messages } from "../../locales/messages.ts";
import { type Html, html, rawHtml } from "../html.ts";
import { daysOfSpan, type StorySpan } from "./span.ts";
import type { StoryCrossing } from "./story-facts.ts";

/** Heights in pixels: of the axis, the name of a crossing, its bar, and the whole row. Widths are percentages. */
const AXIS = 26;
const NAME = 20;
const BAR = 16;
const ROW = NAME + BAR + 10;

/** Smallest width of a bar, in percent. A suspension of an hour would otherwise be invisible in the chart of a year. */
const LEAST = 0.5;

/** Widths of the labels of the axis on a phone, in percent of the chart. A label that has less space is left out. */
const LABEL_WIDTHS = { day: 14, month: 8, monthOfYear: 20 };

export type BarKind = RestrictedKind | "doubt";
const KINDS: readonly BarKind[] = ["suspended", "closed", "limited", "doubt"];

/** Returns the attributes of shapes: classes on a page, and colours in a file, which has no style sheet. */
export interface ChartPaint {
  fill: (kind: BarKind) => Html;
  /** Colour of the signs within a pattern. */
  sign: Html;
  line: Html;
  text: Html;
}

export const PAGE_PAINT: ChartPaint = {
  fill: (kind) => html`class="bar ${kind}"`,
  sign: rawHtml('class="weave"'),
  line: rawHtml('class="tick"'),
  text: rawHtml('class="label"'),
};

/** Renders the patterns. They tell the kinds apart without colour: stripes, solid, dots, and an outline. */
const patterns = ({ sign }: ChartPaint): Html =>
  html`<defs><pattern id="weave-suspended" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V8" stroke-width="4" ${sign}/></pattern><pattern id="weave-limited" width="8" height="8" patternUnits="userSpaceOnUse"><path d="M2 4h.01M6 0h.01M6 8h.01" stroke-width="3" stroke-linecap="round" ${sign}/></pattern></defs>`;

/** Returns the height of the chart's drawing in pixels. */
export const chartHeight = (rows: number): number => AXIS + rows * ROW;

/**
 * Renders one row per crossing, with bars on one time axis. The result belongs in an `svg` of {@link chartHeight}. The
 * patterns may be defined only once on a page.
 */
export function chartBody(
  all: readonly StoryCrossing[],
  span: StorySpan,
  paint: ChartPaint,
  messages: Messages,
  hasPatterns = true,
): Html {
  const height = chartHeight(all.length);
  const rows = all.map((each, i) => {
    const y = AXIS + i * ROW;
    return html`<text x="0" y="${y + NAME - 5}" ${paint.text}>${nameIn(each.crossing, messages)}: ${countsText(each, messages)}</text>${barsOf(each, span, paint, y + NAME, messages)}
`;
  });
  return html`${hasPatterns && patterns(paint)}${ticks(span, height, paint, messages)}${rows}`;
}

function countsText({ counts: { days, daysLimited, daysInDoubt } }: StoryCrossing, { story }: Messages): string {
  if (days + daysInDoubt === 0) return `${story.kinds.limited}, ${story.dayCount(daysLimited)}`;
  if (days === 0) return story.daysInDoubt(daysInDoubt);
  return [story.dayCount(days), ...(daysInDoubt === 0 ? [] : [story.inDoubt(daysInDoubt)])].join(" ");
}

/** Renders a sample of each kind that the chart contains, with its name. */
export const chartKey = (all: readonly StoryCrossing[], { story }: Messages): Html =>
  html`<p class="key">${kindsIn(all).map((kind) => html`<span><svg width="22" height="12" aria-hidden="true">${bar(kind, 0, 100, 0, PAGE_PAINT, 12)}</svg> ${story.kinds[kind]}</span> `)}</p>`;

export const kindsIn = (all: readonly StoryCrossing[]): BarKind[] => {
  const times = all.flatMap((each) => each.times);
  return KINDS.filter((kind) =>
    kind === "doubt"
      ? times.some(({ daysInDoubt }) => daysInDoubt.length > 0)
      : times.some((time) => time.kind === kind && time.days.length > 0),
  );
};

/** Renders the bars of a crossing. Where services differ, the strongest restriction lies on top. */
function barsOf(each: StoryCrossing, span: StorySpan, paint: ChartPaint, y: number, messages: Messages): Html {
  const zone = each.crossing.timeZone;
  const days = daysOfSpan(span);
  const period = { from: startOfDay(days.from, zone), to: endOf(days.to, zone) };
  const share = (at: Temporal.Instant): number => {
    const whole = period.to.epochMilliseconds - period.from.epochMilliseconds;
    return Math.max(0, Math.min(100, ((at.epochMilliseconds - period.from.epochMilliseconds) / whole) * 100));
  };
  const inOrder = RESTRICTED_KINDS.toReversed().flatMap((kind) => each.times.filter((time) => time.kind === kind));
  const stands = inOrder
    .filter((time) => time.days.length > 0)
    .map((time) => {
      const { startsAt, endsAt } = time.interval;
      const title = `${messages.story.kinds[time.kind]}, ${messages.story.dayCount(time.days.length)}`;
      return bar(time.kind, share(startsAt), share(endsAt ?? each.to), y, paint, BAR, title);
    });
  // Days in doubt are drawn if no service of the crossing was certainly suspended or closed.
  const sure = new Set(daysOfAll(each.times, ["suspended", "closed"]).map(String));
  const doubts = inOrder.flatMap((time) =>
    runsOf(time.daysInDoubt.filter((day) => !sure.has(String(day)))).map(([first, last]) =>
      bar("doubt", share(startOfDay(first, zone)), share(endOf(last, zone)), y, paint, BAR, messages.story.kinds.doubt),
    ),
  );
  // Services with the same restriction have the same bars, which are drawn only once.
  return html`${[...new Map([...stands, ...doubts].map((each) => [each.markup, each])).values()]}`;
}

/** Returns the first and the last day of each unbroken run of days. */
function runsOf(days: readonly Temporal.PlainDate[]): [Temporal.PlainDate, Temporal.PlainDate][] {
  const runs: [Temporal.PlainDate, Temporal.PlainDate][] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last?.[1].add({ days: 1 }).equals(day)) last[1] = day;
    else runs.push([day, day]);
  }
  return runs;
}

function bar(kind: BarKind, from: number, to: number, y: number, paint: ChartPaint, height: number, title = ""): Html {
  const width = Math.max(to - from, LEAST);
  const box = `x="${Math.min(from, 100 - width).toFixed(2)}%" y="${y}" width="${width.toFixed(2)}%" height="${height}"`;
  const weave = kind === "suspended" || kind === "limited";
  return html`<rect ${rawHtml(box)} ${paint.fill(kind)}>${title !== "" && html`<title>${title}</title>`}</rect>${weave && html`<rect ${rawHtml(box)} fill="url(#weave-${kind})"/>`}`;
}

/** Renders the axis: days for up to two months, months for up to a year, and otherwise half years. */
function ticks(span: StorySpan, height: number, paint: ChartPaint, messages: Messages): Html {
  const { from, to } = daysOfSpan(span);
  const whole = from.until(to.add({ days: 1 })).days;
  const name = (day: Temporal.PlainDate) => messages.months[day.month - 1] ?? "";
  const [step, first, width, label]: [object, Temporal.PlainDate, number, (day: Temporal.PlainDate) => string] =
    whole <= 62
      ? [{ days: Math.max(1, Math.ceil(whole / 5)) }, from, LABEL_WIDTHS.day, (day) => `${day.day} ${name(day)}`]
      : whole <= 366
        ? [{ months: Math.ceil(whole / 31 / 12) }, from.with({ day: 1 }), LABEL_WIDTHS.month, name]
        : [{ months: 6 }, from.with({ day: 1 }), LABEL_WIDTHS.monthOfYear, (day) => `${name(day)} ${day.year}`];
  const marks: Html[] = [];
  let labelled = -100;
  for (let day = first; Temporal.PlainDate.compare(day, to) <= 0; day = day.add(step)) {
    const x = (from.until(day).days / whole) * 100;
    if (x < 0) continue;
    const hasSpace = x + width <= 100 && x - labelled >= width;
    if (hasSpace) labelled = x;
    marks.push(
      html`<line x1="${x.toFixed(2)}%" x2="${x.toFixed(2)}%" y1="18" y2="${height}" ${paint.line}/>${hasSpace && html`<text x="${x.toFixed(2)}%" y="12" ${paint.text}>${label(day)}</text>`}`,
    );
  }
  return html`${marks}`;
}
