import { capitalize } from "../capitalize.ts";
import { groupBy } from "../group-by.ts";
import type { TextMessages } from "../phrases.ts";
import { type Crossing, nameIn, type Service, serviceKey } from "../places/crossing.ts";
import { inList } from "../places/in-list.ts";
import { neighbourOf } from "../places/region.ts";
import { briefScopeOf } from "../places/scope.ts";
import { cutAtWord } from "../plain-text.ts";
import type { Claim, Report, StatusChange } from "../record/report.ts";
import type { ShortTime } from "../short-phrases.ts";
import { compareInstants, endOf, type Moment, startOf } from "../time/moment.ts";
import { shortTime } from "../time/show-moment.ts";
import type { Reason } from "../vocabulary.ts";
import { reasonText } from "./answer-lead.ts";
import { statusText } from "./limit-text.ts";

/**
 * Returns a title about crossings that begins with the status: `Suspended: Eagle Pass Railway Bridge, both ways –
 * staffing`.
 */
export function statusTitle(
  what: string,
  where: string,
  reason: Reason | null,
  messages: TextMessages,
  crossings: readonly Crossing[],
): string {
  const neighbours = new Set(crossings.map((crossing) => neighbourOf(crossing, messages)));
  const why = reasonText(reason, messages, neighbours.size === 1 ? [...neighbours][0] : undefined);
  return [`${capitalize(what)}: ${where}`, why].filter((part) => part !== null).join(" – ");
}

/** Maximum number of crossings that a title names for one statement. If there are more, it gives their number. */
const NAMED = 3;

/** Maximum length of a title: that of a text message. */
const TITLE_LIMIT = 160;

/** How much the statements in a title say. */
interface Detail {
  /** True if they give times. */
  isTimed: boolean;
  /** True if the announced end of a restriction is marked as an announcement. */
  isMarked: boolean;
}

/** What a title says, in the order in which shorter titles are tried. `named` is the number of crossings it names. */
const DETAILS: readonly (Detail & { named: number })[] = [true, false].flatMap((isTimed) =>
  [NAMED, 0].flatMap((named) => (isTimed ? [true, false] : [false]).map((isMarked) => ({ isTimed, isMarked, named }))),
);

/**
 * Returns a title for a report that begins with what the report states: `Suspended from 4 Dec 2023: Lukeville, both
 * ways – staffing`. Several changes to one service are named in order. If a title is too long, it does not mark
 * announced ends as announcements. If that is not enough, it gives the number of crossings instead of their names, or
 * leaves out the times, or both. For a restriction that the same report ends, it also gives the end: `Suspended on 4
 * Jan 2024, reopened on 5 Jan`. Claims about a crossing count only if the report changes nothing there, and hours only
 * if it states no status there. Returns null if the report has no changes, claims or hours.
 */
export function reportTitle(report: Report, crossings: Iterable<Crossing>, messages: TextMessages): string | null {
  const all = [...crossings];
  let title = "";
  for (const { named, ...detail } of DETAILS) {
    const groups = [...groupBy(statementsOf(report, all, messages, detail), ({ what }) => what.one).values()];
    if (groups.length === 0) return null;
    const said = groups.flatMap((told) => {
      const what = told[0]?.what[told.length > 1 ? "several" : "one"];
      return what === undefined ? [] : [[what, placesText(told, messages, named)] as const];
    });
    const [[what, where] = ["", ""], ...others] = said;
    const more = others.map((each) => capitalize(each.join(": ")));
    title = statusTitle(what, [where, ...more].join(". "), report.reason, messages, all);
    if (title.length <= TITLE_LIMIT) return title;
  }
  return cutAtWord(title, TITLE_LIMIT);
}

/** The words of a statement for one crossing and for several. */
interface Words {
  one: string;
  several: string;
}

/** What a report states about services of one crossing. */
interface Statement {
  what: Words;
  crossing: Crossing;
  services: Service[];
  rank: number;
}

/** One line of a report about a service, as text. A restriction and the reopening after it share one line. */
interface TitleLine {
  service: Service;
  startsAt: Moment;
  text: Words;
  /** Restrictions come before openings, claims and hours. */
  rank: number;
}

/**
 * Returns what a report states, restrictions first. Services of one crossing share a statement if its words are the
 * same.
 */
function statementsOf(
  report: Report,
  crossings: readonly Crossing[],
  messages: TextMessages,
  detail: Detail,
): Statement[] {
  const statements = crossings.flatMap((crossing) => {
    const lines = titleLines(report, crossing, messages, detail);
    const { opening, thenStatus } = messages.reports;
    const services = [...groupBy(lines, ({ service }) => serviceKey(service)).values()].map((own) => ({
      what: wordsOf((form) => [...new Set(own.map(({ text }) => text[form]))].join(detail.isTimed ? ", " : thenStatus)),
      service: own[0]?.service,
      rank: Math.min(...own.map(({ rank }) => rank)),
    }));
    return [...groupBy(services, ({ what }) => what.one)].map(([what, same]) => ({
      what: wordsOf((form) => (what === messages.phrases.statuses.open ? opening : (same[0]?.what[form] ?? what))),
      crossing,
      services: same.flatMap(({ service }) => service ?? []),
      rank: Math.min(...same.map(({ rank }) => rank)),
    }));
  });
  return statements.sort((a, b) => a.rank - b.rank);
}

/** Returns words for one crossing and for several. */
const wordsOf = (word: (form: keyof Words) => string): Words => ({ one: word("one"), several: word("several") });

/** Returns the lines of a report about a crossing, in the order in which they take effect. */
function titleLines(report: Report, crossing: Crossing, messages: TextMessages, detail: Detail): TitleLine[] {
  const { isTimed } = detail;
  const { slug, timeZone } = crossing;
  const { reports, short } = messages;
  const isMine = ({ service }: { service: Service }) => service.crossing === slug;
  const show = (moment: Moment) => shownIn(report, moment, crossing, messages);
  const claimText = (claim: Claim) => {
    const { status, denied, effectiveAt, until } = claim;
    const time = isTimed ? short.inBrackets(show(effectiveAt), until === null ? null : show(until)) : "";
    const text = statusText(claim, messages);
    return wordsOf((form) => {
      const isSeveral = form === "several";
      return (denied ? reports.deniedStatus(status, text, isSeveral) : reports.saidStatus(text, isSeveral)) + time;
    });
  };
  const claims = report.claims.filter(isMine).map((claim) => line(claim, 2, claimText(claim)));
  const hours = [...report.hoursChanges, ...report.hoursExceptions].filter(isMine).map((each) => {
    const text = reports.newHours + (isTimed ? fromText(report, each.effectiveAt, crossing, messages) : "");
    return line(
      each,
      3,
      wordsOf(() => text),
    );
  });
  const byService = groupBy(report.statusChanges.filter(isMine), ({ service }) => serviceKey(service));
  const changes = [...byService.values()].flatMap((own) => changeLines(report, own, crossing, messages, detail));
  const stated = [changes, claims, hours].find(({ length }) => length > 0) ?? [];
  return stated.sort((a, b) => compareInstants(startOf(a.startsAt, timeZone), startOf(b.startsAt, timeZone)));
}

const line = (each: { service: Service; effectiveAt: Moment }, rank: number, text: Words): TitleLine => ({
  service: each.service,
  startsAt: each.effectiveAt,
  rank,
  text,
});

const shownIn = ({ recordedAt }: Report, moment: Moment, { timeZone }: Crossing, messages: TextMessages): ShortTime =>
  shortTime(moment, recordedAt, timeZone, messages, true);

/** Returns the words for the time at which a statement takes effect: ` from 4 Dec 2023`. */
function fromText(report: Report, moment: Moment, crossing: Crossing, messages: TextMessages): string {
  const isAhead = compareInstants(startOf(moment, crossing.timeZone), report.recordedAt) > 0;
  return messages.short.from(shownIn(report, moment, crossing, messages), isAhead);
}

/** Returns the lines for the status changes of one service. A restriction and the reopening after it share a line. */
function changeLines(
  report: Report,
  changes: readonly StatusChange[],
  crossing: Crossing,
  messages: TextMessages,
  { isTimed, isMarked }: Detail,
): TitleLine[] {
  const { timeZone } = crossing;
  const { reports, short } = messages;
  const start = ({ effectiveAt }: StatusChange) => startOf(effectiveAt, timeZone);
  const show = (moment: Moment) => shownIn(report, moment, crossing, messages);
  const sorted = withoutOtherLifts([...changes].sort((a, b) => compareInstants(start(a), start(b))));
  const ends = sorted.map((change, i) => {
    const after = sorted[i + 1];
    return isTimed && after !== undefined && isEndedBy(change, after) ? after : null;
  });
  const { publishedAt } = report.source;
  const isAnnounced = (end: StatusChange) =>
    [report.recordedAt, ...(publishedAt === null ? [] : [endOf(publishedAt, timeZone)])].some(
      (stated) => compareInstants(stated, start(end)) < 0,
    );
  const textOf = (change: StatusChange, end: StatusChange | null, form: keyof Words) => {
    const { onset, effectiveAt } = change;
    const isSeveral = form === "several";
    const text = statusText(change, messages);
    const status = isSeveral ? reports.ofSeveral(text) : text;
    const to = end && shortTime(end.effectiveAt, start(change), timeZone, messages);
    if (to !== null && end !== null && !isAnnounced(end)) return short.ended(status, show(effectiveAt), to, isSeveral);
    const from =
      onset === "unknown" ? short.orEarlier(show(effectiveAt)) : fromText(report, effectiveAt, crossing, messages);
    const isPast = end !== null && compareInstants(start(end), report.recordedAt) <= 0;
    const ending = to === null ? [] : [short.toReopen(to, { isSeveral, isPast, isMarked })];
    return [status + (isTimed ? from : ""), ...ending].join(", ");
  };
  return sorted.flatMap((change, i) => {
    if (ends.includes(change)) return [];
    const text = wordsOf((form) => textOf(change, ends[i] ?? null, form));
    return [line(change, change.status === "open" ? 1 : 0, text)];
  });
}

/**
 * Leaves out each `open` that follows a restriction of the same report and lifts only named earlier reports, because
 * the restriction of this report still holds then.
 */
const withoutOtherLifts = (sorted: readonly StatusChange[]): StatusChange[] => {
  let isRestricted = false;
  return sorted.filter(({ status, lifts }) => {
    const isOther = isRestricted && status === "open" && lifts !== null && lifts !== "all";
    if (!isOther) isRestricted = status !== "open";
    return !isOther;
  });
};

/** Returns true if a change is a restriction with a known start that `end` ends for all travellers. */
const isEndedBy = (change: StatusChange, end: StatusChange): boolean =>
  change.status !== "open" &&
  change.onset !== "unknown" &&
  end.status === "open" &&
  end.onset !== "unknown" &&
  !end.limited;

/** Names the crossings of equal statements. The services are named once if all crossings share them. */
function placesText(told: readonly Statement[], messages: TextMessages, named: number): string {
  if (told.length > Math.max(1, named)) return messages.reports.crossings(told.length);
  const places = told.map(({ crossing, services }) => ({
    name: nameIn(crossing, messages),
    scope: briefScopeOf(services, crossing.services, messages).join(", "),
  }));
  const [{ scope = "" } = {}] = places;
  const isShared = places.every((place) => place.scope === scope);
  const names = places.map((place) => [place.name, ...(isShared ? [] : [place.scope])].join(" ").trim());
  return [inList(names, messages), ...(isShared && scope !== "" ? [scope] : [])].join(", ");
}
