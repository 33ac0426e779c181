import { fold } from "../../domain/fold.ts";
import { parseHours } from "../../domain/hours/opening-hours.ts";

const ALL_DAY =
  /\b24 ?(?:hrs?|hours?|horas?|h)\b\.?(?: ?(?:\/|,|a|per|al|por|x)? ?(?:day|dia|7(?: ?(?:days?|dias?))?)\b)?|\b24 ?\/ ?7\b/g;
const CLOCK =
  /\b(?:(?<h12>\d{1,2})(?::(?<m12>\d{2}))? ?(?<half>[ap])(?:\. ?m\b\.?|m\b\.?)|(?<h24>[01]?\d|2[0-3]):(?<m24>[0-5]\d)(?: ?(?:hrs?|horas)\b\.?)?|(?:12 ?)?(?<noon>noon|mediodia)\b|(?:12 ?)?(?<midnight>midnight|medianoche)\b)/g;
const DAYS: readonly [string, string][] = [
  ["mon(?:days?)?|lun(?:es)?", "Mo"],
  ["tue(?:s(?:days?)?)?|mar(?:tes)?", "Tu"],
  ["wed(?:nesdays?)?|mie(?:rcoles)?", "We"],
  ["thu(?:r(?:s(?:days?)?)?)?|jue(?:ves)?", "Th"],
  ["fri(?:days?)?|vie(?:rnes)?", "Fr"],
  ["sat(?:urdays?)?|sab(?:ados?)?", "Sa"],
  ["sun(?:days?)?|dom(?:ingos?)?", "Su"],
];
const WORDS: readonly [RegExp, string][] = [
  [/\b(?:closed|cerrado)\b/g, "off"],
  [/\b(?:weekdays?|entre semana|m-f)\b/g, "Mo-Fr"],
  [/\b(?:weekends?|fines? de semana)\b/g, "Sa-Su"],
  [/\b(?:daily|every ?day|diario|diariamente|todos los dias|(?:seven|7) days(?: (?:a|per) week)?)\b/g, "Mo-Su"],
  ...DAYS.map(([words, day]): [RegExp, string] => [new RegExp(`\\b(?:${words})\\b\\.?`, "g"), day]),
  [/\b(?:to|through|thru|until|till?|al?|hasta)\b/g, "-"],
  [/\b(?:and|y)\b|[/&]/g, ","],
  [/\b(?:open|abierto|hours?|horario|from|de|desde|las?|los)\b|:(?!\d)|[()]/g, " "],
];

const DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)";
const DAY_LIST = `(?<days>${DAY}(?:[-,]${DAY})*)`;
const TIME_LIST = "(?<times>(?:\\d\\d:\\d\\d-\\d\\d:\\d\\d|off)(?:,\\d\\d:\\d\\d-\\d\\d:\\d\\d)*)";
/** Possible orders of days and times. A text must use the same one throughout. */
const RULES = [TIME_LIST, `${DAY_LIST},?${TIME_LIST}`, `${TIME_LIST},?${DAY_LIST}`];

/**
 * Converts the feed's hours, in English or Spanish, to Garita's notation: `24/7`, `06:00-20:00`, `Mo-Fr 06:30-24:00`.
 * Returns null for unreadable text. Without the conversion, hours in the other language would look like a change. The
 * feed has had only whole hours and no weekdays so far; the other patterns are common ways to write hours.
 */
export function openingHours(text: string): string | null {
  const plain = fold(text).replace(/ ?[‐‑‒–—−] ?/g, "-");
  const times = plain.replace(ALL_DAY, " 00:00-24:00 ").replace(CLOCK, clockOf);
  const compact = WORDS.reduce((written, [pattern, word]) => written.replace(pattern, word), times)
    .replace(/\s+/g, "")
    .replace(/\.(?=$|[;,])/g, "")
    .replace(/-00:00/g, "-24:00");
  const written = RULES.flatMap((rule) => rulesOf(compact, rule) ?? []);
  const hours = written.join("; ");
  // If every day is closed, there are no opening hours.
  if (!/\d/.test(hours)) return null;
  return hours === "00:00-24:00" ? "24/7" : isRead(hours) ? hours : null;
}

/** Returns the rules of a text if all of them match the order `rule`, or null. */
function rulesOf(compact: string, rule: string): string[] | null {
  // Without weekdays, every range of times applies to every day. As separate rules, each would replace the one before.
  const text = rule === TIME_LIST ? compact.replaceAll(";", ",") : compact;
  const most = rule === TIME_LIST ? "" : "+";
  if (!new RegExp(`^(?:${unnamed(rule)}[;,]?)${most}$`).test(text)) return null;
  return [...text.matchAll(new RegExp(rule, "g"))].map(({ groups: { days = "Mo-Su", times = "" } = {} }) =>
    days === "Mo-Su" ? times : `${days} ${times}`,
  );
}

const unnamed = (pattern: string): string => pattern.replace(/\?<\w+>/g, "?:");

function clockOf(whole: string, ...rest: unknown[]): string {
  const { h12, m12, half, h24, m24, noon, midnight } = rest.at(-1) as Record<string, string | undefined>;
  if (noon !== undefined) return "12:00";
  if (midnight !== undefined) return "00:00";
  if (h12 === undefined) return `${h24?.padStart(2, "0")}:${m24}`;
  if (Number(h12) < 1 || Number(h12) > 12 || Number(m12 ?? 0) > 59) return whole;
  const hour = (Number(h12) % 12) + (half === "p" ? 12 : 0);
  return `${String(hour).padStart(2, "0")}:${m12 ?? "00"}`;
}

function isRead(hours: string): boolean {
  try {
    parseHours(hours);
    return true;
  } catch {
    return false;
  }
}
