import { capitalize } from "../capitalize.ts";
import { groupBy } from "../group-by.ts";
import { lastDayOfException, namesDayWithin } from "../hours/exceptions.ts";
import type { TextMessages } from "../phrases.ts";
import type { Crossing, Service } from "../places/crossing.ts";
import { scopeOf } from "../places/scope.ts";
import type { Claim, HoursChange, HoursException, ReportLines, StatusChange, TrafficCount } from "../record/report.ts";
import { localDay } from "../time/local-day.ts";
import { type Moment, startOf } from "../time/moment.ts";
import { showMoment } from "../time/show-moment.ts";
import { showNumber } from "./count-text.ts";
import { showException, showHours } from "./hours-text.ts";
import { statusText } from "./limit-text.ts";

/** What a report states about one crossing. Services with the same statement share a sentence. */
export interface ReportedCrossing {
  crossing: Crossing;
  sentences: string[];
}

/** Formats the lines of a report by crossing, in the order of `crossings`, with times in each crossing's zone. */
export function formatReportLines(
  { statusChanges, hoursChanges, hoursExceptions, claims, counts }: ReportLines,
  crossings: Iterable<Crossing>,
  messages: TextMessages,
): ReportedCrossing[] {
  return [...crossings].flatMap((crossing) => {
    const here = { crossing, messages };
    const sentences = [
      ...told(statusChanges, here, tellStatus),
      ...told(hoursChanges, here, tellHours),
      ...told(hoursExceptions, here, tellException),
      ...told(claims, here, tellClaim),
      ...told(counts, here, tellCount),
    ];
    return sentences.length === 0 ? [] : [{ crossing, sentences }];
  });
}

interface Here {
  crossing: Crossing;
  messages: TextMessages;
}

function told<Line extends { service: Service }>(
  lines: readonly Line[],
  here: Here,
  tell: (line: Line, here: Here) => string[],
): string[] {
  const { crossing, messages } = here;
  const mine = lines.filter(({ service }) => service.crossing === crossing.slug);
  const asked = crossing.services.map((service) => ({ crossing: crossing.slug, ...service }));
  const groups = groupBy(mine, (line) => tell(line, here).join("|"));
  return [...groups.values()].map(([line, ...others]) => {
    if (line === undefined) return "";
    const [first = "", ...rest] = tell(line, here);
    const services = [line, ...others].map(({ service }) => service);
    return [first, scopeOf(services, asked, messages.phrases), ...rest].join(", ");
  });
}

function tellStatus(change: StatusChange, here: Here): string[] {
  const { effectiveAt, onset, expectedUntil, lifts } = change;
  const phrases = here.messages.reports;
  const begin = { exact: phrases.from, approximate: phrases.fromAbout, unknown: phrases.already }[onset];
  const end = expectedUntil === null ? [] : [phrases.expectedUntil(show(expectedUntil, here))];
  const lifted = lifts === null ? [] : [lifts === "all" ? phrases.liftsAll : phrases.liftsSome];
  return [capitalize(statusText(change, here.messages)) + begin(show(effectiveAt, here)), ...end, ...lifted];
}

function tellHours({ hours, effectiveAt }: HoursChange, here: Here): string[] {
  const phrases = here.messages.reports;
  return [
    (hours === null ? phrases.hoursCleared : phrases.hours(showHours(hours, here.messages))) +
      phrases.from(show(effectiveAt, here)),
  ];
}

function tellException({ exception, effectiveAt, until }: HoursException, here: Here): string[] {
  const phrases = here.messages.reports;
  const from = phrases.from(show(effectiveAt, here));
  if (exception === null) return [phrases.exceptionsEnded + from];
  // Unless some of its days are before its start, an exception with a last day is shown without the start, because its
  // dates name the year.
  const zone = here.crossing.timeZone;
  const first = localDay(startOf(effectiveAt, zone), zone);
  const isCut = namesDayWithin(exception, first.subtract({ years: 1 }), first.subtract({ days: 1 }));
  const isDated = lastDayOfException(exception) !== null && !isCut;
  return [
    phrases.exception(showException(exception, here.messages)) + (isDated ? "" : from),
    ...(until === null ? [] : [phrases.until(show(until, here))]),
  ];
}

function tellClaim(claim: Claim, here: Here): string[] {
  const { effectiveAt, until, denied, attributed } = claim;
  const phrases = here.messages.reports;
  const when = [effectiveAt, ...(until === null ? [] : [until])].map((moment) => show(moment, here)).join(phrases.to);
  const say = denied ? phrases.denied : phrases.said;
  return [say(statusText(claim, here.messages), when), ...(attributed ? [phrases.attributed] : [])];
}

const tellCount = ({ effectiveAt, number }: TrafficCount, here: Here): string[] => [
  here.messages.reports.counted(number === 0 ? null : showNumber(number, here.messages), show(effectiveAt, here)),
];

const show = (moment: Moment, { crossing, messages }: Here): string => showMoment(moment, crossing.timeZone, messages);
