import type { Temporal } from "temporal-polyfill";
import { proposalOf } from "../announcements/read.ts";
import { plainLetters, sentencesOf } from "../announcements/sentences.ts";
import { modesAt, modesIn } from "../announcements/services.ts";
import { daysIn } from "../announcements/time/dates.ts";
import { hoursIn } from "../announcements/time/hours.ts";
import { rangesIn, timesIn } from "../announcements/time/times.ts";
import { CBP_WAIT_TIMES, citeFeed, type PolledFeed } from "../feed/origin.ts";
import type { Hours } from "../hours/opening-hours.ts";
import type { Crossing } from "../places/crossing.ts";
import { entryDirection } from "../places/region.ts";
import { beginningOf } from "../plain-text.ts";
import type { ChangeDraft, ReportDraft } from "../record/draft.ts";
import type { NewProposal } from "../record/proposal.ts";
import { localDay } from "../time/local-day.ts";
import type { Mode } from "../vocabulary.ts";

/** A notice in a row of the feed, as plain text with line breaks. */
export interface Notice {
  text: string;
  crossing: Crossing;
  /** Modes to which the row applies. */
  modes: readonly Mode[];
}

/**
 * Matches permanent notices about Ready Lanes, forms, addresses and radio, and the table of hours beside a notice about
 * a Ready Lane. They were the same from 2022 to 2026, and are never proposed.
 */
const ADVERTISES =
  /\b(?:ready lanes?|carril(?:es)? ready|fincen|getyouhome|tun(?:e|ing) in ?to|https?:\/\/|www\.|cargo (?:hrs |hours )?mon)/;
/** Matches a line of a table of hours, such as "SAT/SUN CLOSED" or "SAT 8 am to 4 pm". */
const TABLE_LINE =
  /^(?:(?:mon|tue|wed|thu|fri|sat|sun)\w{0,6}\b[ /,&.:-]*)+(?:closed|[\d: apm.-]+|to|noon|midnight|\s)+[.;]?$/;
/**
 * Maximum length of a notice in a key. PostgreSQL limits an index entry to about 2,700 bytes, and a character takes up
 * to three.
 */
const MOST_KEY = 800;

/** Matches words about hours and closures. Notices without such words are not proposed. */
const SPEAKS =
  /\b(?:clos(?:e|es|ed|ing|ures?)|shut\w*|suspend\w*|suspension|re-?open\w*|resum\w+|open(?:s|ing)?|hours?|hrs|cerr\w+|cierr\w+|cierres?|suspen\w+|reabr\w+|reanud\w+|abr(?:e|en|ira|iran|ir)|horarios?)\b/;
const SHUTS = /\b(?:clos(?:e|es|ed|ing)|cierran?|cerrad[oa]s?)\b/;
const OPENS = /\b(?:re-?opens?|re-?opening|opens?|opening|abren?|reabren?)\b/;
const DAILY =
  /\b(?:daily|nightly|(?:every|each) (?:day|night)|(?:seven|7) days|diari\w+|tod(?:os|as) l[oa]s (?:dias|noches)|cada (?:dia|noche))\b/;
/** Matches recurring days: "Mondays", "weekends", "holidays". Closures on such days are hours, not single closures. */
const RECURS =
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun|holi)days\b|\b(?:weekends|fines de semana|los (?:lunes|martes|miercoles|jueves|viernes|sabados|domingos))\b/;
const KEPT = /\b(?:hours?|hrs|horarios?|open|opens|abiert[oa]s?|abren?|operat\w+|operan?)\b/;

/**
 * Drafts a proposal from a notice about hours or closures. Returns null for other notices. Hours are proposed for the
 * direction of entry, the only one in the feed. Closures are read in the same way as in an announcement. If nothing can
 * be read, the draft contains only the notice as a note. The key leaves out formatting, so the same text is proposed
 * only once per crossing.
 */
export function noticeProposal(
  { text, crossing, modes }: Notice,
  crossings: readonly Crossing[],
  at: Temporal.Instant,
  feed: PolledFeed = CBP_WAIT_TIMES,
): NewProposal | null {
  const sentences = newsOf(text);
  if (sentences.length === 0) return null;
  const hours: ChangeDraft[] = [];
  const others: string[] = [];
  for (const sentence of sentences) {
    const change = hoursChange(sentence, crossing, modes, at);
    if (change === null) others.push(sentence);
    else if (!hours.some((each) => overlap(each, change))) hours.push(change);
  }
  const source = {
    ...citeFeed(feed, at),
    kind: "announcement" as const,
    title: `Border notice at ${crossing.name.en}`,
  };
  const readable = others.filter((sentence) => isOnce(plainLetters(sentence), crossing));
  const announced =
    readable.length > 0
      ? proposalOf(
          {
            id: "",
            // The title names the row's crossing. A sentence that names another crossing still applies to that other
            // crossing.
            title: `${crossing.name.en}, ${crossing.sides[0].city}`,
            text: readable.join("\n"),
            link: source.url,
            publishedAt: at,
          },
          source.publisher,
          crossings,
        )
      : null;
  const changes = [
    ...hours,
    ...(announced?.draft.changes ?? []).filter((change) => change.hours === undefined || hours.length === 0),
  ];
  const claims = announced?.draft.claims ?? [];
  const quote = sentences.join(" ");
  const draft: ReportDraft = { source, note: quote, changes, claims };
  const guesses = [
    ...(hours.length > 0 ? [`The hours are assumed to apply ${entryDirection(crossing)} from today`] : []),
    ...(announced?.doubts ?? []).map((doubt) => doubt.replace(/\.$/, "")),
    ...(changes.length + claims.length === 0
      ? ["No change could be read from the notice: edit the report, or dismiss this"]
      : []),
  ];
  return {
    key: `notice:${crossing.slug}:${beginningOf(plainLetters(sentences.join(" ")), MOST_KEY)}`,
    job: feed.job,
    title: `Notice in ${feed.shortName} at ${crossing.name.en}`,
    grounds: `“${quote}”${guesses.length > 0 ? ` Guessed: ${guesses.join("; ")}.` : ""}`,
    draft,
  };
}

/** Returns the sentences about hours or closures. Leaves out advertisements and their tables. */
function newsOf(text: string): string[] {
  let advertised = false;
  return sentencesOf(text).filter((sentence) => {
    const words = plainLetters(sentence);
    if (advertised && TABLE_LINE.test(words)) return false;
    // "The Ready Lane is closed" is news, not an advertisement.
    advertised = ADVERTISES.test(words) && (!SHUTS.test(words) || KEPT.test(words));
    return !advertised && SPEAKS.test(words);
  });
}

/** Returns true if a sentence describes a single event. If it names modes, the crossing must have one of them. */
function isOnce(words: string, { services }: Crossing): boolean {
  const named = modesIn(words);
  const has = named.length === 0 || services.some(({ mode }) => named.includes(mode));
  return has && !RECURS.test(words) && !DAILY.test(words);
}

function hoursChange(
  sentence: string,
  crossing: Crossing,
  modes: readonly Mode[],
  at: Temporal.Instant,
): ChangeDraft | null {
  const words = plainLetters(sentence);
  // A sentence with a date is about that day, not about weekly hours.
  if (daysIn(words).some(({ day }) => day.kind !== "weekday")) return null;
  const hours = hoursTold(words);
  if (hours === null) return null;
  const named = modesIn(words);
  const told = modesAt(crossing, named.length > 0 ? named : modes, [entryDirection(crossing)]);
  if (told.length === 0) return null;
  return {
    crossing: crossing.slug,
    modes: told,
    directions: [entryDirection(crossing)],
    hours,
    effectiveAt: localDay(at, crossing.timeZone),
  };
}

/**
 * Reads hours from phrases such as "closes at 10 and reopens at 6", "open from 6 to 10" and "closed from 10 to 6
 * nightly".
 */
function hoursTold(words: string): Hours | null {
  const times = timesIn(words);
  const ranges = rangesIn(words, times);
  const shuts = SHUTS.exec(words);
  const [first, second] = times;
  if (ranges.length === 0 && times.length === 2 && first !== undefined && second !== undefined && shuts !== null) {
    const opens = OPENS.exec(words);
    if (opens === null) return null;
    const [from, to] = opens.index < shuts.index ? [first, second] : [second, first];
    return hoursIn(words, [{ from, to, index: first.index, end: second.end }]);
  }
  const [range] = ranges;
  if (range === undefined || times.length > 2 * ranges.length) return null;
  if (shuts === null) return KEPT.test(words) ? hoursIn(words, ranges) : null;
  if (ranges.length > 1 || !DAILY.test(words)) return null;
  return hoursIn(words, [{ ...range, from: range.to, to: range.from }]);
}

const overlap = (a: ChangeDraft, b: ChangeDraft): boolean => (a.modes ?? []).some((mode) => b.modes?.includes(mode));
