/**
 * Matches a denial. If an item mentions a closure, a denial voids the whole item, because other sentences may repeat
 * the rumour.
 */
const DENIED =
  /\b(?:den(?:y|ies|ied|ying)(?! (?:entry|admission|boarding))|rumou?rs?|hoax|fake|false(?:ly)?|misinformation|disinformation|debunk\w*|no plans? to|not true|no truth|desmient\w*|desmintio|niega\w*|nego|rumores|rumor|fals[oa]s?|no hay planes|no es cierto)\b/;
const HYPOTHETICAL =
  /\b(?:could|might|would|may (?:be|have|need|close|suspend|shut|soon|also|temporarily|face)|threat(?:en|ens|ened|ening|s? (?:to|of clos))|warns? (?:of|that)|consider(?:s|ed|ing)?|vot(?:e|es|ed|ing)|under which|feasibility|propos(?:e|es|ed|al|als|ing)|weigh(?:s|ed|ing)?|possibl[ey]|potential(?:ly)?|what if|calls? (?:for|on)|urg(?:e|es|ed|ing) (?:the |congress|washington|cbp)|demand(?:s|ed|ing)?|seek(?:s|ing)? to|wants? to|bill to|exercise scenario|podrian?|pudiera\w*|amenaza\w* con|posibles?|analiza\w*|propone\w*|exig\w*|pide\w*)\b/;
const CONDITIONAL =
  /\b(?:if|whether|in the event|in case|should (?:the|it|wait|conditions)|unless|en caso de|si (?:se|el|la)|a menos que)\b/;
/** Matches background and reminders of the usual situation. */
const KNOWN =
  /\b(?:(?:years?|months?|weeks?|decades?) (?:ago|after|since)|last (?:year|month|spring|summer|fall|winter)|anniversary|remember|remind(?:s|ed|er|ers)?|hace (?:un|una|dos|tres|varios|\d+) (?:anos?|mes(?:es)?|semanas?)|ano pasado|recuerd\w+)\b/;
const SEIZURE =
  /\b(?:seiz\w+|arrest\w*|apprehen\w+|narcotics?|cocaine|meth(?:amphetamine)?|fentanyl|heroin|marijuana|smuggl\w+|intercept\w*|convict\w*|indict\w*|fugitives?|wanted (?:man|woman)|warrants?|contraband|undeclared|ammunition|decomis\w+|asegur(?:a|an|o|aron)|detien\w+|detuv\w+|narcotic\w*|cocaina|metanfetamina)\b/;
const ADVICE =
  /\b(?:wait times?|longer waits?|peak (?:hours|times?|periods?)|busiest|plan ahead|travel tips|expect(?:s|ed)? (?:heavy|heavier|high|longer|increased|more)|border wait|ready lanes? (?:are|is)|be prepared|tiempos? de espera|horas pico)\b/;
const SHUTS =
  /\b(?:suspend\w*|suspen\w+|clos(?:e|es|ed|ing|ure)|halt\w*|shut\w*|re-?open\w*|resum\w+|cierr\w+|cerr\w+|reanud\w+|reabr\w+|reapertura|temporar\w+)\b/;
const NEGATED =
  /(?:\b(?:not|never|no|nor)|n't) (?:be |been |being |currently |yet |plan(?:ning)? to |going to |expected to |scheduled to |to )*(?:clos\w+|suspend\w*|shut\w*|halt\w*|interrupt\w*|reopen\w*|resum\w*|cerrar\w*|cierre\w*|suspend\w*|habra cierre\w*|sera cerrad\w*|se cerrara\w*)|\bno (?:closures?|suspensions?|se (?:cerrara|suspendera)\w*|habra (?:cierre|suspension)\w*|cerrara\w*|suspendera\w*)|\b(?:clos|suspend|halt|interrupt|affect)\w* no\b|\bruled? out\b/;

/** Matches a halt of minutes or hours, which is over by now unless the sentence is about the future. */
const BRIEF =
  /\b(?:stopped|closed|halted|suspended|shut|cerrad\w+|cerro|suspendid\w+) (?:\S+ ){0,12}?(?:for|por) (?:a few|several|some|about|nearly|almost|an?|\w+) (?:\w+ )?(?:minutes?|hours?|minutos?|horas?)\b/;
const AHEAD = /\b(?:will|to be|se[rn]a\w*|estara\w*)\b/;

/** Returns true if an item of normalized text is not news about a crossing, e.g. a denial, a threat or a seizure. */
export function isVoidItem(title: string, sentences: readonly string[]): boolean {
  if (sentences.some((sentence) => DENIED.test(sentence) && SHUTS.test(sentences.join(" ")))) return true;
  if (HYPOTHETICAL.test(title) || NEGATED.test(title)) return true;
  return SEIZURE.test(title) && !SHUTS.test(title);
}

/**
 * Returns true if a sentence of normalized text announces no change: a condition, a possibility, a "will not",
 * background, a seizure, advice, or a brief halt that is over.
 */
export function isVoid(sentence: string): boolean {
  if (
    HYPOTHETICAL.test(sentence) ||
    CONDITIONAL.test(sentence) ||
    NEGATED.test(sentence) ||
    KNOWN.test(sentence) ||
    SEIZURE.test(sentence)
  )
    return true;
  if (BRIEF.test(sentence) && !AHEAD.test(sentence)) return true;
  return ADVICE.test(sentence) && !SHUTS.test(sentence);
}
