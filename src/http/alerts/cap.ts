import type { Temporal } from "temporal-polyfill";
import type { FoundAlert } from "../../actions/alerts/get-alert.ts";
import { alertLevels } from "../../domain/alerts/alert-levels.ts";
import { type AlertMessage, type AlertReference, incidentName } from "../../domain/alerts/alert-message.ts";
import { alertText, publishersOf } from "../../domain/alerts/alert-text.ts";
import { type Crossing, nameIn } from "../../domain/places/crossing.ts";
import { earliestInstant, formatMoment, isInstant } from "../../domain/time/moment.ts";
import { LOCALES } from "../../locales/index.ts";
import type { Messages } from "../../locales/messages.ts";
import { address } from "../../web/html.ts";
import { type Element, element, xmlDocument } from "../formats/xml.ts";

export const CAP_NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";

/** Name of the organisation that sends the messages. The sources of their contents are named in them. */
const SENDER_NAME = "Garita";

/** Radius of the circle around a crossing, in kilometres, by the accuracy of its position. */
const RADIUS_KM = { high: 1, medium: 3, low: 10 };

/** Returns the `sender` of all messages: the host of the public address, or `garita` if there is none. */
export const senderOf = (publicUrl: string | null): string => (publicUrl === null ? "garita" : new URL(publicUrl).host);

/** Writes a message as a document of the Common Alerting Protocol 1.2, with its texts in every language. */
export function capDocument(found: FoundAlert, publicUrl: string | null): Promise<string> {
  const { message, crossing } = found;
  const sender = senderOf(publicUrl);
  const reference = ({ identifier, sentAt }: AlertReference) =>
    [sender, identifier, capTime(sentAt, crossing.timeZone)].join(",");
  return xmlDocument(
    element(
      "alert",
      { xmlns: CAP_NAMESPACE },
      element("identifier", {}, message.identifier),
      element("sender", {}, sender),
      element("sent", {}, capTime(message.sentAt, crossing.timeZone)),
      element("status", {}, "Actual"),
      element("msgType", {}, message.type),
      element("source", {}, publishersOf(message).join("; ")),
      element("scope", {}, "Public"),
      ...(message.earlier.length === 0 ? [] : [element("references", {}, message.earlier.map(reference).join(" "))]),
      element("incidents", {}, incidentName(crossing.slug, message.incident)),
      ...LOCALES.map((messages) => infoElement(found, messages, publicUrl)),
    ),
  );
}

function infoElement(
  { message, crossing, alternatives }: FoundAlert,
  messages: Messages,
  publicUrl: string | null,
): Element {
  const { timeZone, slug } = crossing;
  const { headline, description, instruction } = alertText(message, crossing, alternatives, messages);
  const { urgency, severity, certainty, responses } = alertLevels(message, crossing);
  const onset = onsetOf(message);
  return element(
    "info",
    {},
    element("language", {}, capLanguage(messages)),
    element("category", {}, "Transport"),
    element("event", {}, messages.alerts.event),
    ...responses.map((each) => element("responseType", {}, each)),
    element("urgency", {}, urgency),
    element("severity", {}, severity),
    element("certainty", {}, certainty),
    element("effective", {}, capTime(message.sentAt, timeZone)),
    ...(onset === null ? [] : [element("onset", {}, capTime(onset, timeZone))]),
    element("expires", {}, capTime(message.expiresAt, timeZone)),
    element("senderName", {}, SENDER_NAME),
    element("headline", {}, headline),
    element("description", {}, description),
    element("instruction", {}, instruction),
    ...(publicUrl === null
      ? []
      : [element("web", {}, `${publicUrl}${address(`/${slug}`, { lang: messages.language })}`)]),
    ...parametersOf(message).map(([name, value]) => pair("parameter", name, value)),
    areaElement(crossing, messages),
  );
}

/** Returns the language of a text as CAP names it: the language and the country of the ports of entry. */
export const capLanguage = ({ language }: Pick<Messages, "language">): string => `${language}-US`;

/**
 * Returns the first instant of the earliest restriction. The start of a month would suggest a precision that the source
 * did not give, so it is left out, as is a start that nobody reported. A start known only to the day is the local
 * midnight, and a parameter states the day.
 */
function onsetOf({ services }: AlertMessage): Temporal.Instant | null {
  const known = services.every(
    ({ onset, effectiveAt }) => onset !== "unknown" && (isInstant(effectiveAt) || "day" in effectiveAt),
  );
  return known ? earliestInstant(services.map(({ startsAt }) => startsAt)) : null;
}

/** Facts for programs, with the words of the API. */
function parametersOf(message: AlertMessage): [name: string, value: string][] {
  const { crossing, services, ended } = message;
  const serviceText = ({ service }: { service: AlertMessage["services"][number]["service"] }) =>
    `${service.mode} ${service.direction}`;
  return [
    ["garita:crossing", crossing],
    ["garita:knownAt", formatMoment(message.knownAt)],
    ...services.map((each): [string, string] => [
      "garita:service",
      `${serviceText(each)} ${each.status} from ${formatMoment(each.effectiveAt)} ${each.onset}`,
    ]),
    ...ended.map((each): [string, string] => [
      each.reopening === null ? "garita:withdrawn" : "garita:reopened",
      [
        serviceText(each),
        ...(each.reopening === null
          ? []
          : [`from ${formatMoment(each.reopening.effectiveAt)} ${each.reopening.onset}`]),
      ].join(" "),
    ]),
    ...reportIds(message).map((id): [string, string] => ["garita:report", id]),
  ];
}

const reportIds = ({ services, ended }: AlertMessage): string[] => [
  ...new Set(
    [
      ...services.flatMap(({ reports, reopening }) => [...reports, ...(reopening === null ? [] : [reopening.report])]),
      ...ended.flatMap(({ before, reopening }) => (reopening === null ? before.reports : [reopening.report])),
    ].map(({ id }) => id),
  ),
];

const pair = (name: "parameter" | "geocode", valueName: string, value: string): Element =>
  element(name, {}, element("valueName", {}, valueName), element("value", {}, value));

/** Returns the area of a crossing: a circle if its position is known, and its county's code if it has one. */
function areaElement(crossing: Crossing, messages: Messages): Element {
  const { point, county } = crossing;
  // SAME (47 CFR 11.31) and the older name FIPS6 put a digit for the part of the county before its FIPS code; 0 is the
  // whole county.
  const code = county === null ? null : `0${county.fips}`;
  return element(
    "area",
    {},
    element("areaDesc", {}, areaText(crossing, messages)),
    ...(point === null ? [] : [element("circle", {}, circleText(point))]),
    ...(code === null ? [] : [pair("geocode", "SAME", code), pair("geocode", "FIPS6", code)]),
  );
}

export const circleText = ({ latitude, longitude, confidence }: NonNullable<Crossing["point"]>): string =>
  `${latitude},${longitude} ${RADIUS_KM[confidence]}`;

/** Returns the name of a crossing with its places: `Lukeville, AZ (Pima County) / Sonoyta`. */
export function areaText(crossing: Crossing, messages: Messages): string {
  const {
    sides: [own, opposite],
    county,
  } = crossing;
  const inCounty = county === null ? "" : ` (${messages.alerts.county(county.name)})`;
  const name = nameIn(crossing, messages);
  const places = `${own.city}, ${own.region.code}${inCounty} / ${opposite.city}`;
  return `${name}: ${places}`;
}

/**
 * Formats an instant in a zone as CAP requires: to the second, with a numeric offset. UTC is written `-00:00`
 * (CAP 1.2, section 3.3.2).
 */
export const capTime = (at: Temporal.Instant, zone: string): string =>
  at
    .toZonedDateTimeISO(zone)
    .toString({ smallestUnit: "second", roundingMode: "floor", timeZoneName: "never" })
    .replace("+00:00", "-00:00");
