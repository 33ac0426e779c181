import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { plainLetters } from "../../domain/announcements/sentences.ts";
import type { Advisory } from "../../domain/assessment/advisory.ts";
import { recordedMoment } from "../../domain/assessment/recorded-moment.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { stateOf } from "../../domain/places/region.ts";
import { distanceKm } from "../../domain/places/search.ts";
import { storableText } from "../../domain/plain-text.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import type { Reason } from "../../domain/vocabulary.ts";
import { advisoryNote, crossingNames, crossingsNamedIn } from "../advisory-text.ts";
import { FeedError } from "../fetch/feed-error.ts";
import { parseJson } from "../fetch/parse-json.ts";
import { plainText } from "../fetch/plain-text.ts";
import { readItems } from "../read-items.ts";
import type { AdvisoriesRead, SourceAddress } from "../source.ts";

/** An event is proposed at most this long before it starts. Proposals also wait this long for an operator. */
const AHEAD = { hours: 14 * 24 };

/** Seconds since 1970. Zero and null mean no time. */
const Seconds = z
  .number()
  .min(0)
  .max(1e11)
  .nullish()
  .transform((seconds) => (seconds ? Temporal.Instant.fromEpochMilliseconds(Math.round(seconds * 1000)) : null));
const Words = z
  .string()
  .nullish()
  .transform((text) => plainText(text ?? "").replace(/\s+/g, " "));
const degrees = (most: number) => z.number().min(-most).max(most).nullish();

/** An event in the API of a 511 traveller information service ("GET Events"). */
const RoadEvent = z.object({
  ID: z.union([z.string().min(1).max(200), z.number()]).transform(String),
  Organization: Words,
  RoadwayName: Words,
  DirectionOfTravel: Words,
  Description: Words,
  Reported: Seconds,
  LastUpdated: Seconds,
  StartDate: Seconds,
  PlannedEndDate: Seconds,
  LanesAffected: Words,
  Latitude: degrees(90),
  Longitude: degrees(180),
  LatitudeSecondary: degrees(90),
  LongitudeSecondary: degrees(180),
  EventType: Words,
  IsFullClosure: z.boolean().nullish(),
});
type RoadEvent = z.output<typeof RoadEvent>;

/** Types of events, each with the word for the proposal's title and the reason for the report. */
const TYPES: Record<string, { word: string; reason: Reason }> = {
  roadwork: { word: "Roadwork", reason: "construction" },
  closures: { word: "Closure", reason: "other" },
  accidentsAndIncidents: { word: "Incident", reason: "accident" },
};
const OTHER = { word: "Event", reason: "other" } as const;

/** Values of `DirectionOfTravel` that mean no direction. */
const NO_DIRECTION = ["", "None", "Unknown"];

/**
 * Reads the road events within `withinKm` of a crossing, and those that name a crossing in Arizona. Skips events that
 * are over or begin more than two weeks ahead.
 * @throws FeedError `not_a_feed` if the body is not a list. The error never quotes the body, which may contain the key
 */
export function readRoadEvents(
  body: string,
  { publisher, url }: SourceAddress,
  crossings: readonly Crossing[],
  now: Temporal.Instant,
  withinKm: number,
): AdvisoriesRead {
  const list = parseJson(body, "The list of events");
  if (!Array.isArray(list)) throw new FeedError("not_a_feed", "The body is not a list of road events.");
  const { items, leftOut } = readItems(list, RoadEvent, "event");
  return {
    items: newestTexts(items)
      .filter(({ PlannedEndDate: end }) => end === null || compareInstants(end, now) > 0)
      .filter(({ StartDate: start }) => start === null || compareInstants(start, now.add(AHEAD)) <= 0)
      .flatMap((event) => {
        const near = crossings.filter((crossing) => isNear(event, crossing, withinKm));
        const named = namedIn(event, crossings).filter((crossing) => !near.includes(crossing));
        if (near.length + named.length === 0) return [];
        return toAdvisory(event, near, named, { publisher, url: new URL(url).origin, withinKm });
      }),
    replaced: [],
    leftOut,
    next: null,
  };
}

/** Returns the newest text of each event. */
function newestTexts(events: readonly RoadEvent[]): RoadEvent[] {
  const newest = new Map<string, RoadEvent>();
  for (const event of events) {
    const earlier = newest.get(event.ID);
    if (earlier === undefined || updatedAt(event) > updatedAt(earlier)) newest.set(event.ID, event);
  }
  return [...newest.values()];
}

/**
 * Returns when an event was last updated, or else reported, in milliseconds since 1970. Returns 0 if it states neither.
 */
const updatedAt = ({ LastUpdated, Reported }: RoadEvent): number => (LastUpdated ?? Reported)?.epochMilliseconds ?? 0;

/** Returns true if the event's stretch of road starts or ends near the crossing. */
function isNear(event: RoadEvent, { point }: Crossing, withinKm: number): boolean {
  const ends = [
    [event.Latitude, event.Longitude],
    [event.LatitudeSecondary, event.LongitudeSecondary],
  ];
  return ends.some(
    ([latitude, longitude]) =>
      // Zero means no position.
      latitude && longitude && point !== null && distanceKm(point, { latitude, longitude }) <= withinKm,
  );
}

/**
 * Returns the crossings in Arizona that an event names. Skips crossings in other states, because some streets in
 * Arizona have the names of towns in Texas, such as Roma or Hidalgo.
 */
const namedIn = ({ RoadwayName, Description }: RoadEvent, crossings: readonly Crossing[]): Crossing[] =>
  crossingsNamedIn(plainLetters(`${RoadwayName}. ${Description}`), crossings).filter(
    (crossing) => stateOf(crossing).code === "AZ",
  );

function toAdvisory(
  event: RoadEvent,
  near: readonly Crossing[],
  named: readonly Crossing[],
  { publisher, url, withinKm }: { publisher: string; url: string; withinKm: number },
): Advisory {
  const { ID, EventType, LastUpdated, Reported, StartDate, PlannedEndDate: end, Description } = event;
  const places = [...near, ...named];
  const zone = places[0]?.timeZone ?? "UTC";
  const title = storableText(titleOf(event, crossingNames(places), zone), 500);
  const full = titleOf(event, crossingNames(places, places.length), zone);
  const facts = [
    event.LanesAffected === "" ? "" : `Lanes affected: ${event.LanesAffected}.`,
    StartDate === null ? "" : `Starts ${recordedMoment(StartDate, zone)}.`,
  ];
  return {
    key: `${ID}:${updatedAt(event)}`,
    subject: ID,
    replaces: [],
    isFollowUp: false,
    title,
    note: advisoryNote(
      `${full}.`,
      [Description, ...facts],
      `Event ${ID} of ${storableText(event.Organization, 200) || publisher}.`,
    ),
    quote: storableText(Description || title, 500),
    doubts: [
      ...(near.length === 0
        ? []
        : [`It lies within ${withinKm} km of ${crossingNames(near)}, and may not affect traffic there`]),
      ...(named.length === 0 ? [] : [`It names ${crossingNames(named)}`]),
    ],
    reason: (TYPES[EventType] ?? OTHER).reason,
    source: { kind: "announcement", publisher, title, url: `${url}/`, publishedAt: LastUpdated ?? Reported },
    until: end,
  };
}

function titleOf(event: RoadEvent, places: string, zone: string): string {
  const { EventType, IsFullClosure, RoadwayName, DirectionOfTravel, PlannedEndDate: end } = event;
  const { word } = TYPES[EventType] ?? OTHER;
  const direction = NO_DIRECTION.includes(DirectionOfTravel) ? "" : ` ${DirectionOfTravel.toLowerCase()}`;
  return [
    IsFullClosure ? `Full closure (${word.toLowerCase()})` : word,
    RoadwayName === "" ? "" : ` on ${RoadwayName}${direction}`,
    ` near ${places}`,
    end === null ? "" : ` until ${recordedMoment(end, zone)}`,
  ].join("");
}
