import { daysIn, type FoundDay } from "./dates.ts";
import { type FoundRange, type FoundTime, rangesIn, timesIn } from "./times.ts";

/** A day, a time of day, or both. */
export interface FoundPeriod {
  day: FoundDay["day"] | null;
  time: FoundTime | null;
  index: number;
  end: number;
}

/** Times in a clause: start, end and ranges of hours. */
export interface FoundPeriods {
  start: FoundPeriod | null;
  /**
   * True if there is no start, or only a weekday without a word such as "starting" before it. Beside hours, such a
   * weekday belongs to the hours ("Monday through Friday").
   */
  loose: boolean;
  until: FoundPeriod | null;
  ranges: FoundRange[];
  immediate: boolean;
  /** Times that are neither the start nor the end, as the text writes them. */
  unplaced: string[];
}

const BETWEEN =
  /^[ ,]*(?:\(?(?:at|from|around|about|starting|beginning|effective|on|of|by|of the|el|la|al|del|de|dia|desde|a las?|a partir de las?|alrededor de las?|desde las?)\b[ ,]*)*$/;
const UNTIL =
  /(?:\b(?:until|untill|till|til|through|thru|ending|ends?(?: on| at)?|hasta|concluira|terminara|and (?:will )?(?:re-?open(?:ing|s)?|resum(?:es?|ing))|(?:expected|scheduled|planned|anticipated|due|set|slated) to (?:re-?open|resume|end|conclude|be completed)(?: \w+){0,3}|to|al)|-)(?: (?:on|at|about|by|the|approximately|around|el|las?|dia|de|proximo|end of))*,? *$/;
const IMMEDIATE =
  /\b(?:effective(?:ly)? immediately|immediately|with immediate effect|de inmediato|efecto inmediato|inmediatamente)\b/;
const INTRODUCED = /\b(?:beginning|starting|effective|next|this|a partir del?|desde el|proximo)(?: on)? $/;
const NOT_A_START =
  /\b(?:since its opening|photo|published|updated|posted|dated|announced|said|told|reported|statement|in a (?:news )?release)(?: \w+){0,2} (?:on )?$/;

/** Reads the days and times of a clause of normalized text. Ranges ("6 a.m. to 2 p.m.") are separate. */
export function periodsIn(clause: string): FoundPeriods {
  const times = timesIn(clause);
  const ranges = rangesIn(clause, times);
  const alone = times.filter((time) => !ranges.some(({ from, to }) => from === time || to === time));
  const whens = joined(clause, daysIn(clause), alone);
  const [untils, starts] = partition(whens, (when) => UNTIL.test(clause.slice(0, when.index)));
  const likely = starts.filter((when) => !NOT_A_START.test(clause.slice(0, when.index)));
  const firm = likely.find(({ day, index }) => day?.kind !== "weekday" || INTRODUCED.test(clause.slice(0, index)));
  const [start = null, until = null] = [firm ?? likely[0], untils[0]];
  const unplaced = [...likely, ...untils]
    .filter((when) => when !== start && when !== until && when.time !== null)
    .map((when) => clause.slice(when.index, when.end));
  return { start, loose: firm === undefined, until, ranges, immediate: IMMEDIATE.test(clause), unplaced };
}

function joined(clause: string, days: readonly FoundDay[], times: readonly FoundTime[]): FoundPeriod[] {
  const left = [...times];
  const dated = days
    .filter((day, i) => !isAside(clause, day, days[i - 1]) && !isAside(clause, day, days[i + 1]))
    .map((day): FoundPeriod => {
      const found = left.findIndex((time) => touches(clause, day, time));
      const [time = null] = found < 0 ? [] : left.splice(found, 1);
      return {
        day: day.day,
        time,
        index: Math.min(day.index, time?.index ?? day.index),
        end: Math.max(day.end, time?.end ?? day.end),
      };
    });
  const bare = left.map((time): FoundPeriod => ({ day: null, time, index: time.index, end: time.end }));
  return [...dated, ...bare].sort((a, b) => a.index - b.index);
}

/** Returns true if a day repeats a date beside it, as in "Monday, December 18" and "Monday (Dec. 18)". */
function isAside(clause: string, { day, index, end }: FoundDay, beside: FoundDay | undefined): boolean {
  if (beside === undefined || day.kind === "date" || beside.day.kind !== "date") return false;
  return /^[ ,(]*$/.test(index < beside.index ? clause.slice(end, beside.index) : clause.slice(beside.end, index));
}

const touches = (clause: string, day: FoundDay, time: FoundTime): boolean =>
  BETWEEN.test(time.index >= day.end ? clause.slice(day.end, time.index) : clause.slice(time.end, day.index));

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
