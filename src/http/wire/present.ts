import type { z } from "zod";
import type { StatusAtInstant as Status } from "../../actions/crossings/get-status.ts";
import { feedSource } from "../../domain/assessment/proposals.ts";
import type { Lane } from "../../domain/feed/observation.ts";
import { type Crossing, nameIn } from "../../domain/places/crossing.ts";
import { placeName, stateOf } from "../../domain/places/region.ts";
import type { HistoryInterval, HistoryItem } from "../../domain/record/history.ts";
import type { Conflict } from "../../domain/status/conflict.ts";
import type { CrossingStatus as Answer } from "../../domain/status/crossing-status.ts";
import type { Confirmation } from "../../domain/status/evidence.ts";
import type { Standing } from "../../domain/status/standing.ts";
import { summaryOf } from "../../domain/text/summary.ts";
import type { Messages } from "../../locales/messages.ts";
import type { HistoryAnswer, ListedCrossing, StandingAnswer, StatusAnswer } from "./crossing.ts";
import { presentHead, presentRestriction } from "./restriction.ts";

/** Encodes domain answers for the API. */

export const presentStanding = (standing: Standing): z.output<typeof StandingAnswer> => ({
  mode: standing.service.mode,
  direction: standing.service.direction,
  open: standing.open,
  status: standing.status,
  limited: standing.limited,
  programmes: [...standing.programmes],
  because: standing.because,
  since: standing.since,
  onset: standing.onset,
  expectedUntil: standing.expectedUntil,
  overdue: standing.overdue,
  restrictions: standing.restrictions.map(presentRestriction),
  hours: standing.hours,
  exceptions: standing.exceptions.flatMap(({ line: { exception, effectiveAt, until, report }, isToday }) =>
    exception === null ? [] : [{ exception, effectiveAt, until, today: isToday, report: presentHead(report) }],
  ),
  opensAt: standing.opensAt,
  closesAt: standing.closesAt,
  next: standing.next && {
    status: standing.next.status,
    limited: standing.next.limited,
    programmes: [...standing.next.programmes],
    effectiveAt: standing.next.effectiveAt,
    report: presentHead(standing.next.report),
  },
  certainty: standing.certainty,
  confirmedAt: standing.confirmedAt,
  confirmedBy: standing.confirmedBy && presentConfirmation(standing.confirmedBy),
  conflict: standing.conflict && presentConflict(standing.conflict),
  wait: standing.wait && { lanes: standing.wait.flatMap(presentLane) },
  report: standing.report && presentHead(standing.report),
});

const presentConfirmation = ({ kind, at, source }: Confirmation) => ({ kind, at, source: source ?? feedSource(at) });

const presentConflict = ({ status, limited, programmes, at, source, count }: Conflict) => ({
  status,
  limited,
  programmes: [...programmes],
  at,
  source: source ?? feedSource(at),
  ...(count === undefined ? {} : { count }),
});

const presentLane = ({ kind, minutes, lanesOpen, at }: Lane) =>
  minutes === null || at === null ? [] : [{ kind, minutes, lanesOpen, at }];

export function presentPlace(crossing: Crossing, messages: Messages) {
  const { slug, name, aliases, kind, port, sides, county, point, timeZone } = crossing;
  const [own, opposite] = sides;
  const place = point && { lat: point.latitude, lon: point.longitude, confidence: point.confidence };
  return {
    slug,
    name: nameIn({ name }, messages),
    names: name,
    aliases,
    kind,
    port,
    state: own.region.code,
    county,
    city: own.city,
    mexicanCity: opposite.city,
    mexicanState: placeName(opposite.region.name, messages),
    point: place,
    timeZone,
  };
}

function presentVerdict(
  { crossing, verdict, standings }: Answer,
  at: Parameters<typeof summaryOf>[2],
  messages: Messages,
) {
  return {
    ...verdict,
    summary: summaryOf(standings, crossing, at, messages),
    services: standings.map(presentStanding),
  };
}

export function presentStatus(answer: Status, messages: Messages): z.output<typeof StatusAnswer> {
  const { crossing, at, asOf } = answer;
  const { slug, name, timeZone } = crossing;
  return {
    crossing: slug,
    name: nameIn({ name }, messages),
    state: stateOf(crossing).code,
    timeZone,
    at,
    asOf,
    ...presentVerdict(answer, at, messages),
  };
}

/** Presents a crossing of a list. Its distance, if any, is added to the text. */
export const presentListed = (
  answer: Answer,
  at: Parameters<typeof summaryOf>[2],
  messages: Messages,
): z.output<typeof ListedCrossing> => ({
  ...presentPlace(answer.crossing, messages),
  ...presentVerdict(answer, at, messages),
});

type HistoryWire = z.output<typeof HistoryAnswer>["history"];

export function presentHistory(items: readonly HistoryItem[]): HistoryWire {
  return items.map(({ service, startsAt: _, line: __, report, expectedUntil, kind, programmes, ...item }) => ({
    seq: report.seq,
    kind,
    mode: service.mode,
    direction: service.direction,
    ...item,
    programmes: programmes && [...programmes],
    expectedUntil: kind === "status" ? expectedUntil : null,
    until: kind === "status" ? null : expectedUntil,
    report: {
      id: report.id,
      recordedAt: report.recordedAt,
      source: report.source,
      reason: report.reason,
      note: report.note,
    },
    retractedAt: report.retractedAt,
  }));
}

export function presentSpans(spans: readonly HistoryInterval[]): HistoryWire {
  return spans.map(({ service, status, limited, programmes, from, to }) => ({
    mode: service.mode,
    direction: service.direction,
    status,
    limited,
    programmes: [...programmes],
    from,
    to,
  }));
}
