import { MONTH_WORDS } from "./announcement-dates.ts";

/** A time of day on a clock that the text names, or on no named one. */
export interface TimeFound {
  hour: number;
  minute: number;
  /** What it says of the zone, in plain letters: `pst`, `eastern`, `local`; null where nothing. */
  zone: string | null;
  approximate: boolean;
  index: number;
  end: number;
}

/** A stretch between two times of day, as hours are written. */
export interface RangeFound {
  from: TimeFound;
  to: TimeFound;
  index: number;
  end: number;
}

const ZONE =
  "(?:,? \\(?(?<zone>local(?: time)?|(?:hora|tiempo) local|(?:u\\.s\\. )?(?:eastern|central|mountain|pacific)(?: (?:standard|daylight))?(?: time)?|[ecmp][sd]?t|arizona time|(?:hora|tiempo) (?:de|del|de la|de las) (?:este|centro|pacifico|montana|montanas|arizona))\\b\\)?)?";
const CLOCK = [
  "\\b(?<h12>1[0-2]|0?[1-9])(?:[:.](?<m12>[0-5]\\d))? ?(?<half>[ap])(?:\\. ?m\\.?|m\\b)",
  "\\b(?<hDe>1[0-2]|[1-9])(?::(?<mDe>[0-5]\\d))? (?:de|en|por) la (?<part>manana|tarde|noche)",
  "\\b(?<h24>[01]?\\d|2[0-3]):(?<m24>[0-5]\\d)(?: ?(?:horas|hrs?\\.?))?",
  "\\b(?<hMil>[01]\\d|2[0-3])(?<mMil>[0-5]\\d) (?:hours|horas|hrs)",
  "\\b(?<hHrs>[01]?\\d|2[0-3]) (?:horas|hrs)",
  "\\b(?<noon>noon|mediodia)",
  "\\b(?<midnight>midnight|(?:la )?medianoche)",
].join("|");
const ABOUT =
  "(?<about>(?:around|about|approximately|approx\\.|roughly|shortly (?:after|before)|alrededor de|aproximadamente|cerca de|poco despues de)(?: las?)? )?";
const TIME = new RegExp(`${ABOUT}(?:${CLOCK})${ZONE}`, "g");
/** "6 to 10 a.m.", but not the 6 of "March 6 to 5 a.m.". */
const BORROWED = new RegExp(
  `(?<!\\b(?:${MONTH_WORDS})\\.? )\\b(1[0-2]|0?[1-9])(?::([0-5]\\d))?(?= ?(?:-|to|until|a) ?(?:1[0-2]|0?[1-9])(?::[0-5]\\d)? ?([ap])(?:\\. ?m|m\\b))`,
  "g",
);
const JOINT = /^(?: ?- ?| (?:to|until|till|through|and|a|hasta|y) (?:las? )?)$/;

/** The times of day that a clause in plain letters names, in their order. */
export const timesIn = (clause: string): TimeFound[] =>
  [...clause.matchAll(TIME)].map(({ 0: text, index, groups = {} }) => ({
    ...clockOf(groups),
    zone: groups.zone ?? null,
    approximate: groups.about !== undefined,
    index,
    end: index + text.length,
  }));

/** The pairs among the times that stand as "6 a.m. to 2 p.m." or "between 6 a.m. and 2 p.m.". */
export function rangesIn(clause: string, times: readonly TimeFound[]): RangeFound[] {
  return times.flatMap((from, i) => {
    const to = times[i + 1];
    return to !== undefined && JOINT.test(clause.slice(from.end, to.index).replace(/ +/g, " "))
      ? [{ from, to, index: from.index, end: to.end }]
      : [];
  });
}

/** Gives the bare first hour of "6 to 10 a.m." its half of the day. */
export const withHalves = (clause: string): string =>
  clause.replace(
    BORROWED,
    (hour: string, _hour: string, _minute: string | undefined, half: string) => `${hour}${half}m`,
  );

function clockOf(groups: Record<string, string | undefined>): { hour: number; minute: number } {
  const { h12, m12, half, hDe, mDe, part, h24, m24, hMil, mMil, hHrs } = groups;
  if (h12 !== undefined) return { hour: (Number(h12) % 12) + (half === "p" ? 12 : 0), minute: Number(m12 ?? 0) };
  if (hDe !== undefined) return { hour: (Number(hDe) % 12) + (part === "manana" ? 0 : 12), minute: Number(mDe ?? 0) };
  if (h24 !== undefined) return { hour: Number(h24), minute: Number(m24) };
  if (hMil !== undefined) return { hour: Number(hMil), minute: Number(mMil) };
  if (hHrs !== undefined) return { hour: Number(hHrs), minute: 0 };
  return { hour: groups.noon === undefined ? 0 : 12, minute: 0 };
}
