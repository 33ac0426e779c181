import type { Status } from "../vocabulary.ts";

/** The news in a clause: a new status, new hours, a restriction that continues (`still`), or no change (`none`). */
export interface Act {
  kind: "status" | "hours" | "still" | "none";
  status: Status;
  limited: boolean;
  /**
   * True if two times given with the news are the start and end of what it announces. False if they are opening hours,
   * as after a resumption.
   */
  stretch: boolean;
}

const PLANNED =
  /\b(?:maintenance|construction|repair(?:s|ed|ing)?|renovation|remodel\w*|inspection of the|rehabilitation|resurfac\w*|repav\w*|scheduled|planned|permanently|mantenimiento|obras?|construccion|reparacion(?:es)?|remodelacion|permanente(?:mente)?)\b/;

/** Matches words for "no change". A clause with such words announces neither a closure nor hours. */
const UNCHANGED =
  /\b(?:(?:remains?|remained|stays?|stayed|still|keeps?|kept|currently|already) (?:fully |partially )?(?:open|operational|operating)|continues? (?:to |as |with |normal)|will continue|un(?:affected|changed)|(?:not|\w+n't|nor) (?:be |been )?(?:affect|impact|chang)\w*|no (?:changes?|impact)|permanec\w+ abiert\w+|(?:sigue|siguen|seguira|seguiran) (?:abiert\w+|operando|funcionando)|continua(?:ra|ran|n)? (?:abiert\w+|operando|con)|no (?:se )?(?:vera|veran|afecta)\w*|sin cambios)/;
const STILL_SHUT =
  /\b(?:(?:remains?|stays?|still|continues? to be) (?:temporarily )?(?:suspended|closed|shut)|(?:permanece|permanecen|sigue|siguen|continua|continuan) (?:suspendid|cerrad)\w+)/;
const RESUMED =
  /\b(?:resum(?:e|es|ed|ing|ption)|re-?open(?:s|ed|ing)?|restor(?:e|es|ed|ing|ation)|(?:is|are|was|were|now) back (?:in|to) |reanud\w+|reabr\w+|reapertura|reabiert\w+|reabier\w*|restablec\w+|lift(?:s|ed|ing)? (?:the |its )?(?:closure|suspension))/;
const SUSPENDED =
  /\b(?:suspend(?:s|ed|ing|er\w*)?|suspensions?|halt(?:s|ed|ing)?|paus(?:e|es|ed|ing)|ceas(?:e|es|ed|ing)|interrupt(?:s|ed|ing)?|(?:traffic|operations?|processing|services?|crossings?) (?:\w+ ){0,8}?(?:be|is|are|was|were|been|being|temporarily) stopped|stop(?:s|ped|ping)? (?:all |the )?(?:\w+ ){0,2}(?:processing|operations|traffic|crossings?|service)|suspend\w+|suspension(?:es)?|suspendid\w+)\b/;
const SHUT =
  /\b(?:clos(?:e|es|ed|ing|ures?)|shut(?:s|ting|ter\w*)?(?: down)?|shutdown|cierr[ae]n?|cierres?|cerr(?:ar|ara|aran|ada|ado|adas|ados|o|aron|amos))\b/;
/** Matches words that sound like a closure and are none, such as a daily closing time: "closes at 8 p.m.". */
const NOT_SHUT =
  /\bclos(?:e|es|ed|ing) (?:to \d|to \$|to (?:half|nearly|a )|of business|call|(?:a |the |an |its |out |in on )?(?:\w+ )?(?:cases?|investigations?|deals?|gaps?|loopholes?|chapters?|ties|watch|hearing|comment period))|\b(?:close|closed) (?:circuit|proximity)|(?:closes (?:daily |nightly |every (?:day|night) )?|close (?:daily|nightly|every (?:day|night)) )at (?!(?:\d[\d:]*(?: ?[ap]\.? ?m\.?)?|noon|midnight),? (?:on |this |next )?(?:today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w*\.? \d))(?:\d|noon|midnight)|closing (?:time|date|argument|remarks|ceremony|the gap)|the closed /g;
const LANES =
  /\b(?:lane closures?|clos(?:e|es|ed|ing) (?:\w+ ){0,5}lanes?|lanes? (?:will be |are |is |were )?(?:closed|shut)|(?:fewer|reduced|one) (?:\w+ ){0,3}lanes?|cierre (?:parcial )?de (?:\w+ )?carril(?:es)?)\b/;
const LIMITED =
  /\b(?:(?:reduc(?:e|es|ed|ing|tion)|limit(?:s|ed|ing)?|restrict(?:s|ed|ing|ions?)?|curtail(?:s|ed|ing)?|scal(?:e|es|ed|ing) back|partial(?:ly)?|slow(?:s|ed|ing)? down) (?:\w+ ){0,4}?(?:processing|operations?|traffic|services?|capacity|crossings?|access)|(?:processing|operations?|traffic|services?|capacity|lanes|access) (?:\w+ ){0,8}?(?:be|is|are|was|were|been|being) (?:temporarily )?(?:reduced|limited|restricted|curtailed|slowed)|(?:reduc\w+|limit\w+|restring\w+) (?:\w+ ){0,4}?(?:operacion\w*|procesamiento|trafico|servicio\w*|cruces?)|operaciones (?:limitadas|reducidas|parciales))\b/;
const HOURS =
  /\b(?:(?:hours of operation|operating hours|operational hours|business hours|new hours|(?:extend|reduc|adjust|chang|modif|shorten)\w* (?:\w+ ){0,4}hours|hours (?:will|change|return|at|for|in|on|are chang)\w*|normal hours|temporary hours|winter hours|summer hours)|(?:will|to|would now|is to|begin) (?:now )?(?:operate|run from|be open|open|begin operating)|(?:opens?|operates?|operating|open) (?:daily |only |seven days a week )?(?:from|24)|horarios?|operara\w*|abrira\w*|funcionara\w*|atendera\w*)/;

/** Matches closures and suspensions of things other than crossings, such as offices, tolls or meetings. */
const OTHER_OBJECT =
  /\b(?:(?:suspend\w*|halt\w*|paus\w*) (?:his|her|their|its|the|all|a|an|some)? ?(?:\w+ )?(?:tolls?|fees?|fares?|meetings?|licen[cs]es?|programs?|sentences?|trials?|permits?|search|talks|negotiations|visas?|hearings?|tariffs?|contracts?|officers?|employees?|overtime|hiring|lawsuit)|(?:tolls?|fees?|fares?|meetings?|licen[cs]es?|programs?|talks|visas?|hearings?) (?:will be |are |is |were |was |have been |has been )?(?:temporarily )?(?:suspended|halted|paused)|suspended (?:from duty|without pay|sentence|driver)|(?:(?<!field )offices?|enrollment centers?|museum|restrooms?|websites?|pharmacy|parking lots?|ramps?|freeways?|highways?|interstate|exits?|streets?(?! bridge)|schools?|clinics?|lobby|oficinas?(?! de (?:aduanas|campo))|centros? de inscripcion) (?:\w+ ){0,10}?(?:clos|shut|suspend|reopen|resum|cerr|cierr|operat|open)\w*|(?:clos|shut|suspend|reopen)\w* (?:the |its |of the |all )?(?:\w+ ){0,4}?(?:offices?|enrollment centers?|museum|restrooms?|ramps?|freeways?|highways?|interstate|schools?|clinics?))\b/;
/**
 * Matches words for traffic. A suspension without such a word is ignored, because officers and shipments are suspended
 * too.
 */
const TRAFFIC =
  /\b(?:operations?|processing|traffic|services?|crossings|lanes?|vehicles?|pedestrians?|cars|trucks?|cargo|trains?|rail|entries|travel|trade|(?:will|to) be (?:temporarily )?suspended|operaciones|procesamiento|trafico|servicios?|cruces|vehicular(?:es)?|vehiculos|peaton(?:es|al|ales)|carga|camiones|trenes)\b/;
/** Matches words before an event that is already over: "resumes after being suspended", "since the closure". */
const BACKGROUND =
  /\b(?:after|following|since|despite|during|ended|ends|end|lift(?:s|ed)?|had been|tras|despues de|luego de|had|from|avoid|prevent)(?: (?:its|the|a|an|being|it|was|were|had|been|having|la|el|un|una|de|haber|sido|estar|temporarily|temporary|nearly|almost|more|than|\w+-?(?:day|week|month|year|hour)|\d+|days?|weeks?|months?|years?|of|to|operations?|were|service|traffic|processing)){0,6} $/;

/**
 * Returns the news in a clause of normalized text, or null. If the clause names a resumption and the closure that it
 * ends, returns the resumption.
 */
export function actIn(clause: string): Act | null {
  const text = clause.replace(NOT_SHUT, " ");
  if (OTHER_OBJECT.test(text)) return null;
  const find = (pattern: RegExp) => {
    for (const match of text.matchAll(new RegExp(pattern, "g")))
      if (pattern === UNCHANGED || pattern === STILL_SHUT || !BACKGROUND.test(text.slice(0, match.index))) return match;
    return null;
  };
  const act = (kind: Act["kind"], status: Status, limited = false, stretch = limited || status !== "open"): Act => ({
    kind,
    status,
    limited,
    stretch,
  });
  const still = find(STILL_SHUT);
  if (still !== null)
    return act("still", /cl?os|cerr|shut/.test(still[0]) && PLANNED.test(text) ? "closed" : "suspended");
  const unchanged = find(UNCHANGED);
  const resumed = find(RESUMED);
  if (resumed !== null) return act("status", "open", LIMITED.test(text) || LANES.test(text), false);
  if (unchanged !== null) return act("none", "open");
  const lanes = find(LANES);
  if (lanes !== null) return act("status", "open", true);
  const suspended = find(SUSPENDED);
  if (suspended !== null && TRAFFIC.test(text)) return act("status", "suspended");
  const hours = find(HOURS);
  const shut = find(SHUT);
  if (shut !== null && (hours === null || !/hours|horario/.test(hours[0])))
    return act("status", PLANNED.test(text) ? "closed" : "suspended");
  const limited = find(LIMITED);
  if (limited !== null && !/\bhours?\b/.test(limited[0])) return act("status", "open", true);
  return hours === null ? null : act("hours", "open");
}
