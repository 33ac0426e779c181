import { MONTH_WORDS } from "./dates.ts";

/** A time of day, with the zone if the text names it. */
export interface FoundTime {
  /** Hour, 0 to 23. The end of the day is hour 24, minute 0. */
  hour: number;
  minute: number;
  /** Zone in normalized text: `pst`, `eastern`, `local`. Null if there is none. */
  zone: string | null;
  approximate: boolean;
  index: number;
  end: number;
}

/** A range of times, such as "6 a.m. to 2 p.m.". */
export interface FoundRange {
  from: FoundTime;
  to: FoundTime;
  index: number;
  end: number;
}

const ZONE =
  "(?:,? \\(?(?<zone>local(?: time)?|(?:hora|tiempo) local|(?:u\\.s\\. )?(?:eastern|central|mountain|pacific)(?: (?:standard|daylight))?(?: time)?|[ecmp][sd]?t|arizona time|(?:hora|tiempo) (?:de|del|de la|de las) (?:este|centro|pacifico|montana|montanas|arizona)|utc|gmt)\\b\\)?)?";
const HALF_NAMED = "(?:in the (?:morning|afternoon|evening)|at night|tonight|this (?:morning|afternoon|evening))";
const AT = "\\b(?:at|by|from|until|till|before|after|around|about|to|and|between|starting|beginning|effective)";
const HRS = "(?:hours|horas?|hrs?\\b\\.?|h\\b)";
/** Rejects four digits that may be a year. They are a time only before a word such as "hours" or "CST". */
const NO_YEAR = "(?!(?:19|20)\\d\\d\\b)";
/** Longer forms must come before the shorter ones that they contain ("12 noon", "6:30 in the evening"). */
const CLOCK = [
  "\\b(?:12(?:[:.]00)? ?(?:o'clock |p\\.? ?m\\.? |hrs?\\.? |horas )?(?:del )?)?(?<noon>noon(?:time)?\\b|midday|mediodia)",
  "\\b12(?::00)? (?:horas |hrs?\\.? )?del (?<dia>dia)\\b",
  "\\b(?:12(?:[:.]00)? ?(?:o'clock |a\\.? ?m\\.? |hrs?\\.? |horas )?(?:de (?:la )?)?)?(?<midnight>midnight|medianoche)",
  "\\b(?<h12>1[0-2]|0?[1-9])(?:[:.](?<m12>[0-5]\\d))?(?: ?o'clock)? ?(?<half>[ap])(?:\\. ?m\\.?|m\\b)",
  "\\b(?<hDe>1[0-2]|0?[1-9])(?::(?<mDe>[0-5]\\d))?(?: (?:horas|hrs?\\.?))? (?:de|en|por) la (?<part>manana|tarde|noche|madrugada)",
  `\\b(?<hOc>1[0-2]|0?[1-9])(?::(?<mOc>[0-5]\\d))? ?o'clock,? (?<ocPart>${HALF_NAMED})`,
  `\\b(?<hColon>1[0-2]|0?[1-9]):(?<mColon>[0-5]\\d) (?<colonPart>${HALF_NAMED})`,
  `(?<=${AT} )(?<hBare>1[0-2]|[1-9]) (?<barePart>${HALF_NAMED})`,
  `\\b(?<h24>[01]?\\d|2[0-4]):(?<m24>[0-5]\\d)(?::00)?(?: ?${HRS})?`,
  `\\b(?<hMil>[01]\\d|2[0-4])(?<mMil>[0-5]\\d) ?${HRS}`,
  "\\b(?<hZoned>[01]\\d|2[0-3])(?<mZoned>[0-5]\\d)(?= (?:local time|(?:hora|tiempo) local|[ecmp][sd]t|utc|gmt)\\b)",
  `(?<=${AT} )${NO_YEAR}(?<hLocal>[01]\\d|2[0-3])(?<mLocal>[0-5]\\d)(?= (?:local|eastern|central|mountain|pacific)\\b|[,.;)]|$| (?:on|to|until|through|and|today|tomorrow)\\b)`,
  "(?<!\\b(?:por|durante|cada|unas?|otras|proximas|siguientes|in|for|within|every) )\\b(?<hHrs>[01]?\\d|2[0-3]) (?:horas|hrs)",
  "(?<=\\blas )(?<hLas>1[3-9]|2[0-3])\\b(?! ?[-:,.]?\\d)",
].join("|");
const ABOUT =
  "(?<about>(?:around|about|approximately|approx\\.|roughly|shortly (?:after|before)|alrededor de|aproximadamente|cerca de|poco despues de)(?: las?)? )?";
const TIME = new RegExp(`${ABOUT}(?:${CLOCK})${ZONE}`, "g");
/** Matches the 6 in "6 to 10 a.m.", but not in "March 6 to 5 a.m.". */
const BORROWED = new RegExp(
  `(?<!\\b(?:${MONTH_WORDS})\\.? )\\b(1[0-2]|0?[1-9])(?::([0-5]\\d))?(?= ?(?:-|to|until|a) ?(?:1[0-2]|0?[1-9])(?::[0-5]\\d)? ?([ap])(?:\\. ?m|m\\b))`,
  "g",
);
const HOUR_WORDS =
  "one two three four five six seven eight nine ten eleven twelve una dos tres cuatro cinco seis siete ocho nueve diez once doce".split(
    " ",
  );
const SPELLED = new RegExp(
  `\\b(?:${HOUR_WORDS.slice(0, 12).join("|")})(?= (?:o'clock|[ap]\\.? ?m\\b|noon|midnight))|(?<=\\ba las? |\\bdesde las? |\\bhasta las? |\\by las? )(?:${HOUR_WORDS.slice(12).join("|")})\\b`,
  "g",
);
const JOINT = /^(?: ?- ?| (?:to|until|till|through|and|a|hasta|y) (?:las? )?)$/;

/** Returns the times of day in a clause of normalized text, in order. */
export const timesIn = (clause: string): FoundTime[] =>
  [...clause.matchAll(TIME)]
    .map(({ 0: text, index, groups = {} }) => ({
      ...clockOf(groups),
      zone: groups.zone ?? null,
      approximate: groups.about !== undefined,
      index,
      end: index + text.length,
    }))
    .filter(({ hour, minute }) => hour < 24 || minute === 0);

/** Returns the ranges of times: "6 a.m. to 2 p.m." and "between 6 a.m. and 2 p.m.". */
export function rangesIn(clause: string, times: readonly FoundTime[]): FoundRange[] {
  return times.flatMap((from, i) => {
    const to = times[i + 1];
    return to !== undefined && JOINT.test(clause.slice(from.end, to.index).replace(/ +/g, " "))
      ? [{ from, to, index: from.index, end: to.end }]
      : [];
  });
}

/** Writes "six o'clock" and "las seis" with digits, and adds the missing a.m. or p.m. to the 6 in "6 to 10 a.m.". */
export const withPlainHours = (clause: string): string =>
  clause
    .replace(SPELLED, (word) => String((HOUR_WORDS.indexOf(word) % 12) + 1))
    .replace(BORROWED, (hour: string, _hour: string, _minute: string | undefined, half: string) => `${hour}${half}m`);

function clockOf(groups: Record<string, string | undefined>): { hour: number; minute: number } {
  const { h12, m12, half, hDe, mDe, part, hOc, mOc, ocPart, hColon, mColon, colonPart, hBare, barePart } = groups;
  if (h12 !== undefined) return { hour: (Number(h12) % 12) + (half === "p" ? 12 : 0), minute: Number(m12 ?? 0) };
  const halved = hDe ?? hOc ?? hColon ?? hBare;
  if (halved !== undefined) {
    const hour = hourOf(Number(halved) % 12, part ?? ocPart ?? colonPart ?? barePart ?? "");
    return { hour, minute: Number(mDe ?? mOc ?? mColon ?? 0) };
  }
  const { h24, m24, hMil, mMil, hZoned, mZoned, hLocal, mLocal, hHrs, hLas } = groups;
  const hour = h24 ?? hMil ?? hZoned ?? hLocal ?? hHrs ?? hLas;
  if (hour !== undefined) return { hour: Number(hour), minute: Number(m24 ?? mMil ?? mZoned ?? mLocal ?? 0) };
  return { hour: groups.noon === undefined && groups.dia === undefined ? 0 : 12, minute: 0 };
}

/** Converts an hour from 0 to 11 in a part of the day to an hour from 0 to 23. Twelve at night is midnight. */
function hourOf(hour: number, part: string): number {
  if (/night|noche/.test(part)) return hour < 6 ? hour : hour + 12;
  if (/afternoon|evening|tarde/.test(part)) return hour + 12;
  // "Las 12 de la mañana" is noon.
  return part === "manana" && hour === 0 ? 12 : hour;
}
