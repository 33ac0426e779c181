import type { Temporal } from "temporal-polyfill";
import { groupBy } from "../group-by.ts";
import type { TextMessages } from "../phrases.ts";
import { type Crossing, nameIn } from "../places/crossing.ts";
import { briefScopeOf } from "../places/scope.ts";
import { cutAtWord, MORE } from "../plain-text.ts";
import { isCertainlyOpen, leadingStandings } from "../status/crossing-status.ts";
import type { Standing } from "../status/standing.ts";
import { shortTime } from "../time/show-moment.ts";
import type { Mode } from "../vocabulary.ts";
import {
  type AnswerParts,
  answerParts,
  contextOf,
  isPlainlyOpen,
  OMITTABLE,
  type Omittable,
  type ShortContext,
  type StatedWait,
  waitText,
} from "./answer-parts.ts";
import { type ToldMode, toldModes } from "./mode-answers.ts";
import { soonOf } from "./soon.ts";

/** Maximum length of a line: one text message. */
export const LINE_LIMIT = 160;

/**
 * Time that a question is about. `kept` and `dated` are about the present too: `kept` is for a line that others store,
 * such as a title, and `dated` is for an answer that uses only some of the reports. Only an answer for `now` says
 * "now".
 */
export type AskedTime = "now" | "kept" | "dated" | "past" | "ahead";

/** Returns the tense of a short answer. */
export const tenseOf = (asked: AskedTime): Pick<ShortContext, "isNow" | "isPast"> => ({
  isNow: asked === "now",
  isPast: asked === "past",
});

/** Circumstances of a line about a crossing. */
export interface LineContext {
  at: Temporal.Instant;
  messages: TextMessages;
  asked: AskedTime;
  /** Maximum number of characters. Default: {@link LINE_LIMIT}. */
  limit?: number;
}

/** Minimum numbers of characters for an answer after a long name, and for the name before a long answer. */
const LEAST_ANSWER = 40;
const LEAST_NAME = 16;

/**
 * Returns the crossing's name and its answer in one line. An answer about another time names that time after the name:
 * `Lukeville on 20 Dec 2023 at 12:00: was suspended since 4 Dec: staffing`.
 */
export function lineOf(standings: readonly Standing[], crossing: Crossing, context: LineContext): string {
  const { at, messages, asked, limit = LINE_LIMIT } = context;
  const { short } = messages;
  const time = shortTime(at, at, crossing.timeZone, messages, true);
  const isForecast = asked === "ahead" && !isAllDoubtful(standings);
  const startWith = (name: string) => {
    if (asked !== "past" && asked !== "ahead") return `${name}: `;
    return `${short[isForecast ? "ahead" : "atTime"](name, time)}: `;
  };
  const most = Math.max(LEAST_NAME, limit - startWith("").length - LEAST_ANSWER);
  const start = startWith(cutAtWord(nameIn(crossing, messages), most));
  return start + crossingAnswer(standings, crossing, { ...context, limit: limit - start.length });
}

/** Returns true if the answer for every mode is unknown or doubtful. */
const isAllDoubtful = (standings: readonly Standing[]): boolean =>
  leadingStandings(standings).every((standing) => standing.open !== false && !isCertainlyOpen(standing));

/**
 * Returns the answer for a whole crossing in lower case, without the name: `open now · wait 25 min by car, 10 min on
 * foot`, or `suspended both ways since 4 Dec: staffing`. The answer is about the northbound services. The other
 * direction follows under the conditions of {@link toldModes}, but not if both directions are open. What is shut, in
 * doubt or without a report comes first. The answer says "open now" only if every northbound service is open without
 * any doubt. Parts that do not fit into `limit` are left out in the order of {@link OMITTABLE}.
 */
export function crossingAnswer(standings: readonly Standing[], crossing: Crossing, context: LineContext): string {
  const { at, messages, asked, limit = LINE_LIMIT } = context;
  const short: ShortContext = { ...contextOf(crossing, at, messages), ...tenseOf(asked) };
  const told = toldModes(standings, short);
  let groups: Group[] = [];
  for (let left = 0; left <= OMITTABLE.length; left++) {
    groups = groupsOf(told, asked, { ...short, without: new Set(OMITTABLE.slice(0, left)) });
    const text = written(groups, crossing, context);
    if (text.length <= limit) return text;
  }
  return shortened(groups, crossing, context, limit);
}

/** Services with the same answer. No service is in two groups. */
interface Group {
  standings: Standing[];
  parts: AnswerParts;
  /** Waits of the services in minutes, the longest first. */
  waits: (StatedWait & { standing: Standing })[];
  /** True if another group is about the other direction of the same mode, so that both directions are named. */
  isNorthNamed: boolean;
  /** Qualifies the last open group of an answer that uses only some of the reports. Otherwise null. */
  caveat: string | null;
}

/** Groups the services that the line mentions. `context.without` names the parts to leave out. */
function groupsOf(
  told: readonly ToldMode[],
  asked: AskedTime,
  context: ShortContext & { without: ReadonlySet<Omittable> },
): Group[] {
  const { at, messages, without } = context;
  const isPlain = told.every(({ standing }) => isPlainlyOpen(standing));
  const answered = told.flatMap(({ standing, other }) => {
    const isNews = other !== null && (!isPlainlyOpen(other) || standing.open !== true || soonOf(other, at) !== null);
    const isTold = isNews && (!without.has("others") || isRestrictedSoon(other, at));
    const both = (isTold ? [standing, other] : [standing]).map((each) => {
      const isNow = context.isNow && (isPlain || each.open !== true);
      const parts = answerParts(each, { ...context, isNow });
      return { standing: each, parts, text: [parts.head, parts.aside, parts.tail, ...parts.more].join("|") };
    });
    const isSame = new Set(both.map(({ text }) => text)).size === 1;
    return both.map((each) => ({
      ...each,
      ways: isSame ? both.map(({ standing: { service } }) => service.direction) : [each.standing.service.direction],
    }));
  });
  const same = groupBy(answered, ({ text, ways }) => `${text}|${ways}`);
  const groups = [...same.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const waits = group
      .flatMap(({ standing, parts }) => (parts.wait === null ? [] : [{ ...parts.wait, standing }]))
      .sort((a, b) => b.minutes - a.minutes);
    const standings = group.map(({ standing }) => standing);
    return [{ standings, parts: first.parts, waits, isNorthNamed: false, caveat: null }];
  });
  groups.sort((a, b) => rankOf(a, at) - rankOf(b, at));
  const south = groups.filter(isSouthbound).flatMap(modesOf);
  const last = asked === "dated" && !without.has("caveats") ? groups.findLast(isSaidOpen) : undefined;
  return groups.map((group) => ({
    ...group,
    isNorthNamed: modesOf(group).some((mode) => south.includes(mode)),
    caveat: group === last ? messages.short.byChosenReports : null,
  }));
}

const modesOf = ({ standings }: Pick<Group, "standings">): Mode[] => standings.map(({ service }) => service.mode);

const isSouthbound = ({ standings }: Pick<Group, "standings">): boolean =>
  standings.every(({ service }) => service.direction === "southbound");

/** Returns true if the words for a group say that it is open. */
const isSaidOpen = ({ standings, parts }: Pick<Group, "standings" | "parts">): boolean =>
  parts.aside === null && standings.some(({ open, because }) => open === true && because === "in_service");

/** Returns true if a service is restricted, or if a change is announced for the next hours. */
const isRestrictedSoon = (standing: Standing, at: Temporal.Instant): boolean =>
  standing.status === "suspended" || standing.status === "closed" || soonOf(standing, at) !== null;

/**
 * Orders the groups of a line. Northbound groups come first. Within each direction, what is shut or in doubt comes
 * first.
 */
function rankOf({ standings }: Pick<Group, "standings">, at: Temporal.Instant): number {
  return (
    (isSouthbound({ standings }) ? 10 : 0) + Math.min(...standings.map((standing) => standingGravity(standing, at)))
  );
}

/** Returns the place of a standing in the order of a line, from 0. What is shut or in doubt has a low one. */
export function standingGravity(standing: Standing, at: Temporal.Instant): number {
  const { because, open, limited } = standing;
  if (because === "no_report") return 3;
  if (because === "suspended" || because === "closed") return 0;
  if (open === false) return 2;
  if (open === null) return 1;
  if (!isPlainlyOpen(standing) && !limited) return 1;
  return limited || isRestrictedSoon(standing, at) ? 4 : 5;
}

/** Writes the groups. In a line with several groups, commas separate the parts of a group. */
function written(groups: readonly Group[], crossing: Crossing, { messages }: LineContext): string {
  const isOnly = groups.length === 1;
  return groups
    .map((group) => [statusOf(group, crossing, messages), ...waitsOf(group, messages), ...group.parts.more])
    .map((parts) => (isOnly ? parts.join(" · ") : parts.join(", ")))
    .join(" · ");
}

/** Returns the status of a group and its services: `closed to pedestrians`. The services come before a doubt. */
function statusOf(group: Group, { services }: Crossing, messages: TextMessages): string {
  const { standings, isNorthNamed, caveat } = group;
  const { head, aside, tail, form } = group.parts;
  const own = standings.map(({ service }) => service);
  const scope = briefScopeOf(own, services, messages, form, isNorthNamed).join(" ");
  const end = tail + (caveat === null ? "" : `, ${caveat}`);
  if (form === "first" && scope !== "") return `${scope}, ${head}${aside === null ? "" : ` (${aside})`}${end}`;
  return [head, scope].filter(Boolean).join(" ") + (aside === null ? "" : `: ${aside}`) + end;
}

/** Returns the waits of a group as one part, or none. A single service needs no name beside its wait. */
function waitsOf({ standings, waits }: Group, messages: TextMessages): string[] {
  const { short, phrases } = messages;
  const [first] = waits;
  if (first === undefined) return [];
  const modes = new Set(standings.map(({ service }) => service.mode));
  if (modes.size === 1) return [waitText(first, messages)];
  const list = waits.map(({ minutes, standing }) => short.waitOf(minutes, short.how[standing.service.mode]));
  const said = list.join(", ");
  return [first.lane === null ? short.waits(said) : short.waitsFor(said, phrases.programmes[first.lane])];
}

/**
 * Returns as much as fits, with an ellipsis: the status of the first group, the changes announced for the next hours,
 * and the status of the other groups. If the announced changes do not fit, they come first, provided that the limit is
 * at least half a line or one of them is a restriction.
 */
function shortened(groups: readonly Group[], crossing: Crossing, { at, messages }: LineContext, limit: number): string {
  const [first = "", ...others] = groups.map((group) => statusOf(group, crossing, messages));
  const soon = [...new Set(groups.flatMap(({ parts }) => parts.soon ?? []))];
  const text = fitting([first, ...soon, ...others], limit);
  if (soon.every((change) => text.includes(change))) return text;
  const changes = groups.flatMap(({ standings }) => standings.flatMap((standing) => soonOf(standing, at) ?? []));
  const isFirst = limit >= LINE_LIMIT / 2 || changes.some(({ status }) => status !== "open");
  return isFirst ? fitting([...soon, first, ...others], limit) : text;
}

/** Joins as many texts as fit. An ellipsis stands for the others. */
function fitting(pieces: readonly string[], limit: number): string {
  let text = "";
  for (const piece of pieces) {
    const longer = text === "" ? piece : `${text} · ${piece}`;
    if (longer.length + MORE.length > limit) return text === "" ? cutAtWord(piece + MORE, limit) : text + MORE;
    text = longer;
  }
  return text;
}
