import type { Temporal } from "temporal-polyfill";
import type { Advisory } from "../../domain/assessment/advisory.ts";
import { recordedMoment } from "../../domain/assessment/recorded-moment.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { storableText } from "../../domain/plain-text.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import { advisoryNote, crossingNames } from "../advisory-text.ts";
import type { AdvisoriesRead, SourceAddress } from "../source.ts";
import { type NwsAlert, parseAlerts } from "./alert.ts";
import { type CoveredCrossings, crossingsCovered } from "./covered.ts";

/**
 * Severities of alerts that may stop traffic. Moderate and minor alerts are advisories, such as those about wind or
 * fog.
 */
const SEVERE = ["Severe", "Extreme"];
/** Severe events that close no crossing, and are frequent in summer. The first was renamed in 2025. */
const HARMLESS = ["Excessive Heat Warning", "Extreme Heat Warning"];
/** Certainties stated in watches, which say that a warning may follow. */
const UNCERTAIN = ["Possible", "Unlikely"];

/** An alert with the crossings in its area. */
interface PlacedAlert extends NwsAlert, CoveredCrossings {
  isWarning: boolean;
}

/**
 * Reads the warnings for areas with a crossing. Later messages about a warning replace the earlier ones. A message that
 * cancels or weakens a warning, or moves it away from the crossings, is a follow-up.
 * @throws FeedError `not_a_feed` if the body is not a collection of alerts
 */
export function readAlerts(
  body: string,
  { publisher }: SourceAddress,
  crossings: readonly Crossing[],
  now: Temporal.Instant,
): AdvisoriesRead {
  const { items, leftOut, next } = parseAlerts(body);
  const actual = items.filter(({ status }) => status === "Actual");
  const referred = new Set(actual.flatMap(({ references }) => references.map(({ identifier }) => identifier)));
  const placed = actual
    .filter(({ id, replacedBy }) => !referred.has(id) && !replacedBy)
    .map((alert): PlacedAlert => {
      const covered = crossingsCovered(alert, crossings);
      return { ...alert, ...covered, isWarning: isWarning(alert, covered) };
    });
  const warnings = placed.filter((alert) => alert.isWarning);
  const followUps = placed.filter((alert) => !alert.isWarning && isFollowUp(alert, placed));
  return {
    items: [...warnings, ...followUps]
      .map((alert) => toAdvisory(alert, publisher))
      .filter(({ until }) => until === null || compareInstants(until, now) > 0),
    replaced: [...referred],
    leftOut,
    next,
  };
}

const isWarning = (alert: NwsAlert, { crossings }: CoveredCrossings): boolean =>
  alert.messageType !== "Cancel" &&
  SEVERE.includes(alert.severity) &&
  !HARMLESS.includes(alert.event) &&
  !UNCERTAIN.includes(alert.certainty) &&
  crossings.length > 0;

/**
 * Returns true if an alert ends or weakens an earlier one for the crossings. A warning is often split into a message
 * for the area where it continues and one for the rest. The message without crossings is then ignored.
 */
const isFollowUp = ({ id, references, crossings }: PlacedAlert, placed: readonly PlacedAlert[]): boolean =>
  references.length > 0 &&
  (crossings.length > 0 ||
    !placed.some(
      (other) =>
        other.id !== id &&
        other.crossings.length > 0 &&
        other.references.some((one) => references.some(({ identifier }) => identifier === one.identifier)),
    ));

function toAdvisory(alert: PlacedAlert, publisher: string): Advisory {
  const { id, url, references, expires, event, headline, sent, ends } = alert;
  const title = storableText(titleOf(alert, crossingNames(alert.crossings)), 500);
  const until = alert.isWarning ? (ends ?? expires) : expires;
  return {
    key: id,
    subject: null,
    replaces: references.map(({ identifier }) => identifier),
    isFollowUp: !alert.isWarning,
    title,
    note: noteOf(alert),
    quote: storableText(headline || title, 500),
    doubts: doubtsOf(alert),
    reason: "weather",
    source: {
      kind: "announcement",
      publisher,
      title: storableText(headline || event, 500),
      url: url !== undefined && /^https?:\/\/\S{1,1900}$/.test(url) && storableText(url) === url ? url : null,
      publishedAt: sent,
    },
    until,
  };
}

function titleOf({ isWarning, messageType, event, ends, severity, crossings }: PlacedAlert, names: string): string {
  const places = crossings.length === 0 ? "" : `: ${names}`;
  const zone = crossings[0]?.timeZone ?? "UTC";
  const worst = severity === "Extreme" ? " (Extreme)" : "";
  if (isWarning) return `${event}${worst} until ${ends ? recordedMoment(ends, zone) : "further notice"}${places}`;
  if (messageType === "Cancel") return `${event} cancelled${places}`;
  if (crossings.length === 0) return `${event} no longer covers the crossing`;
  return `${event} changed to severity ${severity.toLowerCase()}${places}`;
}

/**
 * Returns a note with the title, all crossings and the alert's own words. The last line names the alert and is never
 * cut.
 */
function noteOf(alert: PlacedAlert): string {
  const { id, expires, crossings, senderName, headline, description, instruction } = alert;
  const first = `${titleOf(alert, crossingNames(crossings, crossings.length))}.`;
  const zone = crossings[0]?.timeZone ?? "UTC";
  const tail = `Alert ${id} of ${storableText(senderName, 200) || "the National Weather Service"}; this message expires ${recordedMoment(expires, zone)}.`;
  return advisoryNote(first, [headline, description, instruction], tail);
}

const doubtsOf = ({ byCounty, areaDesc }: PlacedAlert): string[] =>
  byCounty.length === 0
    ? []
    : [
        `The alert is matched by county at ${crossingNames(byCounty)}, so it may concern another part of the county. Its area: ${storableText(areaDesc, 300)}`,
      ];
