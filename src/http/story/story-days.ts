import { Temporal } from "temporal-polyfill";
import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import { answerDays, noonOf } from "../../actions/crossings/availability/answer-days.ts";
import { horizonOf } from "../../actions/crossings/status-question.ts";
import type { Context } from "../../context.ts";
import { availabilityPeriod } from "../../domain/availability/period.ts";
import { invalid } from "../../domain/errors.ts";
import { nameIn, timeZonesOf } from "../../domain/places/crossing.ts";
import type { RecordView } from "../../domain/record/timeline.ts";
import { UNKEPT_TEXTS } from "../../domain/status/crossing-status.ts";
import { localDay } from "../../domain/time/local-day.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import { STATUS_ICONS } from "../../domain/vocabulary.ts";
import type { Frame } from "../../web/frame.ts";
import type { Html } from "../../web/html.ts";
import { statusIconOfAll } from "../../web/marks/status-icon.ts";
import { showDay } from "../../web/standing-text.ts";
import { busiestDay, dayMap, sliderDays } from "../../web/story/day-map.ts";
import { questionOfSpan, type StorySpan } from "../../web/story/span.ts";
import type { StoryCrossing } from "../../web/story/story-facts.ts";

/** A period, and the parameters that decide which reports count. */
export interface AskedDays {
  span: StorySpan;
  view: RecordView;
}

/**
 * Returns the days of the slider. On each of these days, noon is before the end of the data in the zones of all
 * crossings.
 * @throws Refusal `invalid` if the period is too long, or ends before its start
 */
async function daysOf(ctx: Context, { span, view }: AskedDays): Promise<Temporal.PlainDate[]> {
  const horizon = horizonOf(view, ctx.now);
  const zones = timeZonesOf((await allCrossings(ctx)).values());
  for (const zone of zones) availabilityPeriod(questionOfSpan(span), zone, horizon, "several");
  let last = localDay(horizon, "UTC");
  while (zones.some((zone) => compareInstants(horizon, noonOf(last, zone)) < 0)) last = last.subtract({ days: 1 });
  return sliderDays(span, last);
}

/**
 * Renders the map of one day of the period: the requested one, or the one on which the most crossings were shut.
 * Returns null if the period has no day yet.
 * @throws Refusal `invalid` if the requested day is not one of the period
 */
export async function mapOfDay(
  ctx: Context,
  frame: Frame,
  asked: AskedDays & { day: Temporal.PlainDate | undefined; known: Record<string, string | undefined> },
  crossings: readonly StoryCrossing[],
): Promise<Html | null> {
  const days = await daysOf(ctx, asked);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const day = asked.day ?? busiestDay(days, crossings) ?? first;
  if (Temporal.PlainDate.compare(day, first) < 0 || Temporal.PlainDate.compare(day, last) > 0)
    throw invalid([{ path: "day", rule: ["dayWithin", String(first), String(last)], value: String(day) }]);
  // The slider of a long period does not have every day. Select the requested day, or else the nearest day before it.
  const shown = days.findLast((each) => Temporal.PlainDate.compare(each, day) <= 0) ?? first;
  const answers = await answerDays(ctx, [shown], asked.view);
  return dayMap(frame, {
    span: asked.span,
    days,
    day: shown,
    known: asked.known,
    places: [...(await allCrossings(ctx)).values()],
    crossings: answers.flatMap(({ crossing, days: [noon] }) =>
      noon === undefined || noon.standings.length === 0
        ? []
        : [{ crossing, ...noon, distanceKm: null, texts: UNKEPT_TEXTS }],
    ),
  });
}

/**
 * Returns the icons of all crossings on every day of the slider, for the script of the page. For each crossing, `marks`
 * has one digit per day: the position of the icon in the list of icons.
 */
export async function iconsByDay(ctx: Context, { messages }: Frame, asked: AskedDays): Promise<string> {
  const days = await daysOf(ctx, asked);
  const answers = await answerDays(ctx, days, asked.view);
  return JSON.stringify({
    days: days.map((day) => ({ day: String(day), text: showDay(day, messages) })),
    marks: STATUS_ICONS,
    crossings: Object.fromEntries(
      answers.map(({ crossing, days: noons }) => [
        crossing.slug,
        {
          name: nameIn(crossing, messages),
          marks: noons.map(({ standings }) => STATUS_ICONS.indexOf(statusIconOfAll(standings))).join(""),
        },
      ]),
    ),
  });
}
