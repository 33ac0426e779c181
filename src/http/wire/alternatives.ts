import { z } from "zod";
import type { FoundAlternatives as Found } from "../../actions/crossings/find-alternatives.ts";
import { nameIn } from "../../domain/places/crossing.ts";
import { stateOf } from "../../domain/places/region.ts";
import { type Alternative, hasKnownHours } from "../../domain/status/alternatives.ts";
import { summaryOf } from "../../domain/text/summary.ts";
import type { Direction, Mode } from "../../domain/vocabulary.ts";
import type { Messages } from "../../locales/messages.ts";
import { CrossingPlace, Open, StandingAnswer } from "./crossing.ts";
import { presentPlace, presentStanding } from "./present.ts";
import { StateCode } from "./state-code.ts";
import { DirectionWord, Instant, ModeWord } from "./wire.ts";

const AlternativeAnswer = z
  .strictObject({
    ...CrossingPlace,
    distanceKm: z.number().meta({ description: "Distance in a straight line. The distance by road is longer" }),
    summary: z.string(),
    ...StandingAnswer.shape,
  })
  .meta({ id: "Alternative", description: "Another crossing that is open for the requested traffic" });

export const AlternativesAnswer = z
  .strictObject({
    crossing: z.string(),
    name: z.string(),
    state: StateCode,
    timeZone: z.string(),
    mode: ModeWord,
    direction: DirectionWord,
    at: Instant,
    asOf: z.int(),
    open: Open.meta({ description: "Whether the crossing itself is open for this traffic; null if in doubt" }),
    summary: z.string(),
    service: StandingAnswer.nullable().meta({
      description: "Null if the crossing does not have the requested service",
    }),
    alternatives: z.array(AlternativeAnswer).nullable().meta({
      description:
        "The nearest other crossings that are open for this traffic. Those that are certainly open come first, and among them those whose hours are known, then the others: see the `certainty` and the `conflict` of each. Each of these groups is sorted by distance. Null if the location of the requested crossing is unknown",
    }),
    nearestSure: AlternativeAnswer.nullable().meta({
      description:
        "The nearest crossing that is not `unconfirmed` and that no other source contradicts, at any distance. Null if there is none",
    }),
    unplaced: z
      .array(z.string())
      .meta({ description: "Other crossings that are open for this traffic but whose location is unknown" }),
    notes: z.array(z.string()).meta({ description: "Sentences that help to interpret this answer" }),
  })
  .meta({ id: "Alternatives", description: "The nearest other crossings that are open for a mode and a direction" });

/** Encodes the alternatives to a crossing. */
export function presentAlternatives(
  found: Found,
  mode: Mode,
  direction: Direction,
  messages: Messages,
): z.output<typeof AlternativesAnswer> {
  const { crossing, standing, at, asOf, alternatives, nearestSure, doubtful, unplaced } = found;
  const { slug, name, timeZone } = crossing;
  const say = messages.alternatives;
  const isListed = alternatives?.some((each) => each.crossing.slug === nearestSure?.crossing.slug);
  const listed = [...(alternatives ?? []), ...(nearestSure === null || isListed ? [] : [nearestSure])];
  const noteOn = (some: readonly Alternative[], note: (names: string) => string) =>
    some.length === 0 ? [] : [note(some.map((each) => nameIn(each.crossing, messages)).join(", "))];
  const phrases = messages.phrases;
  const noService = say.noService(nameIn({ name }, messages), phrases.modes[mode], phrases.directions[direction]);
  return {
    crossing: slug,
    name: nameIn({ name }, messages),
    state: stateOf(crossing).code,
    timeZone,
    mode,
    direction,
    at,
    asOf,
    open: standing === null ? false : standing.open,
    summary: standing === null ? noService : summaryOf([standing], crossing, at, messages),
    service: standing && presentStanding(standing),
    alternatives: alternatives?.map((each) => presentAlternative(each, at, messages)) ?? null,
    nearestSure: nearestSure && presentAlternative(nearestSure, at, messages),
    unplaced: unplaced.map((each) => each.slug),
    notes: [
      ...(standing === null ? [noService] : []),
      ...(alternatives === null ? [say.noPlace(nameIn({ name }, messages))] : [say.distances]),
      ...(alternatives?.length === 0 ? [say.none] : []),
      ...(listed.some((each) => each.standing.certainty === "unconfirmed") ? [say.unconfirmed] : []),
      ...noteOn(
        listed.filter(({ standing }) => standing.conflict !== null),
        say.contradicted,
      ),
      ...noteOn(
        listed.filter(({ standing }) => !hasKnownHours(standing)),
        say.hoursUnknown,
      ),
      ...noteOn(doubtful, say.doubtful),
      ...(unplaced.length > 0 ? [say.unplaced(unplaced.map((each) => nameIn(each, messages)).join(", "))] : []),
    ],
  };
}

function presentAlternative({ crossing, standing, distanceKm }: Alternative, at: Found["at"], messages: Messages) {
  return {
    ...presentPlace(crossing, messages),
    distanceKm: Math.round(distanceKm * 10) / 10,
    summary: summaryOf([standing], crossing, at, messages),
    ...presentStanding(standing),
  };
}
