import { capitalize, uncapitalize } from "../capitalize.ts";
import { groupBy } from "../group-by.ts";
import type { TextMessages } from "../phrases.ts";
import { type Crossing, nameIn, type Service, serviceKey } from "../places/crossing.ts";
import { inList } from "../places/in-list.ts";
import { neighbourOf } from "../places/region.ts";
import { briefScopeOf } from "../places/scope.ts";
import { cutAtWord } from "../plain-text.ts";
import type { Claim, Report, StatusChange } from "../record/report.ts";
import { compareInstants, type Moment, startOf } from "../time/moment.ts";
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

/**
 * Returns a title for a report that begins with what the report states: `Suspended from 4 Dec 2023: Lukeville, both
 * ways – staffing`. Several changes of one service are named in their order. If a title is too long, it gives the
 * number of crossings instead of their names, or leaves out the times, or both. Claims about a crossing count only if
 * the report changes nothing there, and hours only if it states no status there. Returns null if the report states none
 * of them.
 */
export function reportTitle(report: Report, crossings: Iterable<Crossing>, messages: TextMessages): string | null {
  const all = [...crossings];
  let title = "";
  for (const isTimed of [true, false]) {
    const groups = [...groupBy(statementsOf(report, all, messages, isTimed), ({ what }) => what)];
    if (groups.length === 0) return null;
    for (const named of [NAMED, 0]) {
      const said = groups.map(([what, told]) => [what, placesText(told, messages, named)] as const);
      const [[what, where] = ["", ""], ...others] = said;
      const more = others.map((each) => uncapitalize(each.join(": ")));
      title = statusTitle(what, [where, ...more].join("; "), report.reason, messages, all);
      if (title.length <= TITLE_LIMIT) return title;
    }
  }
  return cutAtWord(title, TITLE_LIMIT);
}

/** What a report states about services of one crossing. */
interface Statement {
  what: string;
  crossing: Crossing;
  services: Service[];
  rank: number;
}

/** One line of a report about a service, as text. */
interface TitleLine {
  service: Service;
  startsAt: Moment;
  text: string;
  /** Restrictions come before openings, claims and hours. */
  rank: number;
}

/** Returns what a report states, restrictions first. Services of a crossing with the same statements share one. */
function statementsOf(
  report: Report,
  crossings: readonly Crossing[],
  messages: TextMessages,
  isTimed: boolean,
): Statement[] {
  const statements = crossings.flatMap((crossing) => {
    const lines = titleLines(report, crossing, messages, isTimed);
    const services = [...groupBy(lines, ({ service }) => serviceKey(service)).values()].map((own) => ({
      what: [...new Set(own.map(({ text }) => text))].join(isTimed ? ", " : messages.reports.thenStatus),
      service: own[0]?.service,
      rank: Math.min(...own.map(({ rank }) => rank)),
    }));
    return [...groupBy(services, ({ what }) => what)].map(([what, same]) => ({
      what: what === messages.phrases.statuses.open ? messages.reports.opening : what,
      crossing,
      services: same.flatMap(({ service }) => service ?? []),
      rank: Math.min(...same.map(({ rank }) => rank)),
    }));
  });
  return statements.sort((a, b) => a.rank - b.rank);
}

/** Returns the lines of a report about a crossing, in the order in which they take effect. */
function titleLines(
  report: Report,
  { slug, timeZone }: Crossing,
  messages: TextMessages,
  isTimed: boolean,
): TitleLine[] {
  const { reports, short } = messages;
  const isMine = ({ service }: { service: Service }) => service.crossing === slug;
  const show = (moment: Moment) => shortTime(moment, report.recordedAt, timeZone, messages, true);
  const from = (moment: Moment) =>
    short.from(show(moment), compareInstants(startOf(moment, timeZone), report.recordedAt) > 0);
  const changeText = (change: StatusChange) =>
    statusText(change, messages) +
    (isTimed
      ? change.onset === "unknown"
        ? short.orEarlier(show(change.effectiveAt))
        : from(change.effectiveAt)
      : "");
  const claimText = (claim: Claim) => {
    const time = isTimed
      ? short.inBrackets(show(claim.effectiveAt), claim.until === null ? null : show(claim.until))
      : "";
    return reports[claim.denied ? "deniedStatus" : "saidStatus"](statusText(claim, messages)) + time;
  };
  const line = (each: { service: Service; effectiveAt: Moment }, rank: number, text: string): TitleLine => ({
    service: each.service,
    startsAt: each.effectiveAt,
    rank,
    text,
  });
  const changes = report.statusChanges
    .filter(isMine)
    .map((change) => line(change, change.status === "open" ? 1 : 0, changeText(change)));
  const claims = report.claims.filter(isMine).map((claim) => line(claim, 2, claimText(claim)));
  const hours = [...report.hoursChanges, ...report.hoursExceptions]
    .filter(isMine)
    .map((each) => line(each, 3, reports.newHours + (isTimed ? from(each.effectiveAt) : "")));
  const stated = [changes, claims, hours].find(({ length }) => length > 0) ?? [];
  return stated.sort((a, b) => compareInstants(startOf(a.startsAt, timeZone), startOf(b.startsAt, timeZone)));
}

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
