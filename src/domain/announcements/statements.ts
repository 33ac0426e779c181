import type { Hours } from "../hours/opening-hours.ts";
import type { Crossing } from "../places/crossing.ts";
import { beginningOf } from "../plain-text.ts";
import type { Direction, Mode } from "../vocabulary.ts";
import { type Act, actIn } from "./acts.ts";
import { clausesOf } from "./clauses.ts";
import type { Gazetteer } from "./names.ts";
import { isVoid, isVoidItem } from "./not-news.ts";
import { placesIn } from "./places.ts";
import { plainLetters, sentencesOf } from "./sentences.ts";
import { directionsIn, modesIn } from "./services.ts";
import { timeDoubts } from "./time/doubts.ts";
import { hoursIn } from "./time/hours.ts";
import { withPlainHours } from "./time/times.ts";
import { type FoundPeriods, periodsIn } from "./time/when.ts";

/** Content of a clause about crossings, before its days and times become dates. */
export interface Statement {
  act: Act;
  crossings: Crossing[];
  modes: Mode[];
  directions: Direction[];
  whens: FoundPeriods;
  hours: Hours | null;
  /** True if the statement is about the past. "Monday" is then the last Monday. */
  past: boolean;
  headline: boolean;
  quote: string;
  doubts: string[];
}

/** Information from earlier clauses, used in later clauses that omit it. */
interface Context {
  act: Act | null;
  crossings: Crossing[];
  modes: Mode[];
  whens: FoundPeriods | null;
  /** True after a sentence that ends in a colon. The list after it is about the same act. */
  list: boolean;
}

const FUTURE =
  /\b(?:will|this|next|coming|proxim[oa]|to be|to (?:close|suspend|resume|reopen|halt|reduce|limit)|beginning|starting|effective|set to|going to|a partir|sera\w*|[a-z]+ara|[a-z]+aran|[a-z]+ira|[a-z]+iran)\b/;
const PAST =
  /\b(?:was|were|has been|have been|suspended|closed|reopened|resumed|halted|shut|fue|fueron|suspendio|cerro|reabrio|reanudo)\b/;
const TAKES_EFFECT =
  /\b(?:takes? effect|took effect|effective|go(?:es)? into effect|begins?|starts?|entra(?:ra)? en vigor|surt\w+ efecto|iniciara|comenzara)\b/;

/**
 * Returns the statements of an item, the title's first, each with its sentence. Returns an empty list if the item is
 * not news about a crossing.
 */
export function statementsOf(title: string, text: string, places: Gazetteer): Statement[] {
  const sentences = [beginningOf(title, 300), ...sentencesOf(text)];
  const item = plainLetters(sentences.join("\n"));
  if (isVoidItem(plainLetters(title), sentences.map(plainLetters))) return [];
  const statements: Statement[] = [];
  let context: Context = { act: null, crossings: [], modes: [], whens: null, list: false };
  for (const [i, quote] of sentences.entries()) {
    const sentence = withPlainHours(plainLetters(quote));
    if (isVoid(sentence)) continue;
    const read = readSentence(sentence, item, context, places);
    const doubts = timeDoubts(sentence);
    for (const statement of read.statements)
      statements.push({ ...statement, headline: i === 0, quote, doubts: [...statement.doubts, ...doubts] });
    if (read.statements.length === 0) lendDate(statements, sentence, doubts);
    context = { ...read.context, list: sentence.endsWith(":") || (context.list && actIn(sentence) === null) };
  }
  return statements;
}

function readSentence(sentence: string, item: string, before: Context, places: Gazetteer) {
  const statements: Omit<Statement, "headline" | "quote">[] = [];
  let context = before;
  let inherits = before.list;
  for (const clause of clausesOf(sentence, places)) {
    const own = actIn(clause);
    const act = own ?? (inherits ? context.act : null);
    const named = modesIn(withoutNames(clause, places));
    const place = placesIn(clause, item, named, places);
    const whens = periodsIn(clause);
    if (own?.kind === "none") {
      inherits = false;
      continue;
    }
    const anew = place.crossings.length > 0;
    const crossings = anew ? place.crossings : place.named ? [] : context.crossings;
    const modes = named.length > 0 ? named : inherits && own === null ? context.modes : [];
    const directions = directionsIn(clause);
    // A clause without its own act is a statement only if it names a place or mode and either has a time or is in a
    // list.
    const brings = own !== null || ((anew || named.length > 0) && (whens.start !== null || before.list));
    // In "It will cut its hours on Monday. It will operate from 6 to 10", the hours begin on Monday.
    const tellsHours = own?.kind === "hours" && context.act?.kind === "hours";
    const undated = whens.start === null || (tellsHours && whens.loose && whens.ranges.length > 0);
    const lent = undated && (inherits || tellsHours) ? context.whens : null;
    const dated =
      lent === null ? withDay(whens, inherits ? context.whens : null) : { ...whens, start: lent.start, loose: false };
    if (act !== null && act.kind !== "none" && brings && crossings.length > 0)
      statements.push({
        act,
        crossings,
        modes,
        directions,
        whens: dated,
        hours: hoursIn(clause, whens.ranges),
        past: isPast(clause),
        doubts: [...place.doubts, ...whens.unplaced.map((time) => `"${time}" is in the text but not in the draft.`)],
      });
    context = {
      act: act ?? context.act,
      crossings: anew ? place.crossings : context.crossings,
      modes: own === null ? context.modes : named,
      whens: dated.start === null ? context.whens : dated,
      list: false,
    };
    if (own !== null) inherits = true;
  }
  return { statements, context: anewSubject(context, before) };
}

const anewSubject = (context: Context, before: Context): Context =>
  context.crossings.length > 0 ? context : { ...context, crossings: before.crossings };

/** Returns the periods of a clause. A start without a day gets the day in `before`. */
function withDay(whens: FoundPeriods, before: FoundPeriods | null): FoundPeriods {
  const day = before?.start?.day ?? null;
  if (whens.start === null || whens.start.day !== null || day === null) return whens;
  return { ...whens, start: { ...whens.start, day } };
}

/** Gives earlier statements the start or end that a later sentence states, such as "The change takes effect Monday". */
function lendDate(statements: Statement[], sentence: string, doubts: readonly string[]): void {
  const { start, until } = periodsIn(sentence);
  for (const statement of statements) {
    if (TAKES_EFFECT.test(sentence)) statement.doubts = [...statement.doubts, ...doubts];
    if (statement.whens.start === null && start !== null && TAKES_EFFECT.test(sentence))
      statement.whens = { ...statement.whens, start };
    if (statement.whens.until === null && until?.day != null) statement.whens = { ...statement.whens, until };
  }
}

function withoutNames(clause: string, places: Gazetteer): string {
  let text = clause;
  for (const { text: name } of places.find(clause)) text = text.replace(name, " ");
  return text;
}

const isPast = (clause: string): boolean => !FUTURE.test(clause) && PAST.test(clause);
