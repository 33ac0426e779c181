import { z } from "zod";
import type { AlternativesAnswer as Found } from "../../actions/crossings/find-alternatives.ts";
import { ENGLISH, type Phrases, SPANISH } from "../../domain/phrases.ts";
import type { Alternative } from "../../domain/status/alternatives.ts";
import { summaryOf } from "../../domain/text/summary.ts";
import { type Direction, type Language, type Mode, STATES } from "../../domain/vocabulary.ts";
import { Open, Place, StandingAnswer } from "./crossing.ts";
import { presentPlace, presentStanding } from "./present.ts";
import { DirectionWord, Instant, ModeWord } from "./wire.ts";

const AlternativeAnswer = z.strictObject({
  ...Place,
  distanceKm: z.number().meta({ description: "Great-circle distance, as the crow flies; by road it is farther" }),
  summary: z.string(),
  ...StandingAnswer.shape,
});

export const AlternativesAnswer = z.strictObject({
  crossing: z.string(),
  name: z.string(),
  state: z.enum(STATES),
  timeZone: z.string(),
  mode: ModeWord,
  direction: DirectionWord,
  at: Instant,
  asOf: z.int(),
  open: Open.meta({ description: "Whether the crossing asked about is open for that itself; null for doubt" }),
  summary: z.string(),
  service: StandingAnswer.nullable().meta({ description: "Null where the crossing has no such service" }),
  alternatives: z.array(AlternativeAnswer).nullable().meta({
    description:
      "The others that are open for that, nearest first, whether confirmed or not: see `certainty` of each. Null where the place of the crossing is not known, and so nothing can be said to be near",
  }),
  nearestSure: AlternativeAnswer.nullable().meta({
    description: "The nearest that is not `unconfirmed`, however far it is; null where none is sure",
  }),
  unplaced: z.array(z.string()).meta({ description: "Open for that too, at a place that is not known" }),
  notes: z.array(z.string()).meta({ description: "What a reader must know of this answer, in sentences" }),
});

/** Encodes the alternatives to a crossing. */
export function presentAlternatives(
  found: Found,
  mode: Mode,
  direction: Direction,
  language: Language,
): z.output<typeof AlternativesAnswer> {
  const { crossing, standing, at, asOf, alternatives, nearestSure, unplaced } = found;
  const { slug, name, state, timeZone } = crossing;
  const say = NOTES[language];
  const phrases = PHRASES[language];
  const noService = say.noService(name[language], phrases.modes[mode], phrases.directions[direction]);
  return {
    crossing: slug,
    name: name[language],
    state,
    timeZone,
    mode,
    direction,
    at,
    asOf,
    open: standing === null ? false : standing.open,
    summary: standing === null ? noService : summaryOf([standing], crossing, at, language),
    service: standing && presentStanding(standing),
    alternatives: alternatives?.map((each) => presentAlternative(each, at, language)) ?? null,
    nearestSure: nearestSure && presentAlternative(nearestSure, at, language),
    unplaced: unplaced.map((each) => each.slug),
    notes: [
      ...(standing === null ? [noService] : []),
      ...(alternatives === null ? [say.noPlace(name[language])] : [say.distances]),
      ...(alternatives?.length === 0 ? [say.none] : []),
      ...(alternatives?.some((each) => each.standing.certainty === "unconfirmed") ? [say.unconfirmed] : []),
      ...(unplaced.length > 0 ? [say.unplaced(unplaced.map((each) => each.name[language]).join(", "))] : []),
    ],
  };
}

function presentAlternative({ crossing, standing, distanceKm }: Alternative, at: Found["at"], language: Language) {
  return {
    ...presentPlace(crossing, language),
    distanceKm: Math.round(distanceKm * 10) / 10,
    summary: summaryOf([standing], crossing, at, language),
    ...presentStanding(standing),
  };
}

const PHRASES: Record<Language, Phrases> = { en: ENGLISH, es: SPANISH };

interface Notes {
  distances: string;
  unconfirmed: string;
  none: string;
  noPlace: (name: string) => string;
  unplaced: (names: string) => string;
  noService: (name: string, mode: string, direction: string) => string;
}

const NOTES: Record<Language, Notes> = {
  en: {
    distances: "Distances are as the crow flies; by road it is farther.",
    unconfirmed: "Those marked unconfirmed are open on record, and nobody has confirmed it lately: ask before you go.",
    none: "No other crossing is on record as open for that at that time.",
    noPlace: (name) => `The place of ${name} is not known, so what is near it cannot be told.`,
    unplaced: (names) => `Open on record too, at a place that is not known: ${names}.`,
    noService: (name, mode, direction) => `${name} has no ${mode} service ${direction}.`,
  },
  es: {
    distances: "Las distancias son en línea recta; por carretera son mayores.",
    unconfirmed:
      "Los marcados unconfirmed constan como abiertos y nadie lo ha confirmado últimamente: pregunte antes de ir.",
    none: "No consta ningún otro cruce abierto para eso a esa hora.",
    noPlace: (name) => `No se conoce la ubicación de ${name}; no se puede decir qué queda cerca.`,
    unplaced: (names) => `También constan como abiertos, en un lugar que no se conoce: ${names}.`,
    noService: (name, mode, direction) => `${name} no tiene servicio de ${mode} ${direction}.`,
  },
};
