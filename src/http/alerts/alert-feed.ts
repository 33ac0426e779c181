import { Temporal } from "temporal-polyfill";
import type { ListedAlert } from "../../actions/alerts/list-alerts.ts";
import { alertLevels } from "../../domain/alerts/alert-levels.ts";
import { headlineOf, publishersOf } from "../../domain/alerts/alert-text.ts";
import { latestInstant } from "../../domain/time/moment.ts";
import type { Messages } from "../../locales/messages.ts";
import { address } from "../../web/html.ts";
import { GEORSS, pointElements } from "../formats/atom.ts";
import { stableId } from "../formats/stable-id.ts";
import { type Element, element, xmlDocument } from "../formats/xml.ts";
import { areaText, CAP_NAMESPACE, capTime, circleText, senderOf } from "./cap.ts";

/** An index of messages, and its addresses. */
export interface AlertFeed {
  /** Subject of the index, from which its id is made: `all`, or a state and a county. */
  of: string;
  title: string;
  /** Parameters in the address of the index. */
  query: Record<string, string | undefined>;
  publicUrl: string | null;
  messages: Messages;
  alerts: readonly ListedAlert[];
}

/** Value of `updated` in an index without messages. */
const NEVER = Temporal.Instant.fromEpochMilliseconds(0);

/** Returns the address of a message without the host. */
const alertPath = (identifier: string): string => `/v1/alerts/${identifier}.cap`;

/**
 * Writes the index as an Atom document. Each entry links to a message, and repeats what programs need to choose among
 * messages, as elements of CAP.
 */
export function alertFeed({ of, title, query, publicUrl, messages, alerts }: AlertFeed): Promise<string> {
  const link = (rel: string, type: string, path: string): Element =>
    element("link", { rel, type, href: `${publicUrl ?? ""}${path}` });
  const updated = latestInstant(alerts.map(({ message }) => message.sentAt)) ?? NEVER;
  return xmlDocument(
    element(
      "feed",
      { xmlns: "http://www.w3.org/2005/Atom", "xmlns:cap": CAP_NAMESPACE, ...GEORSS, "xml:lang": messages.language },
      element("id", {}, `urn:uuid:${stableId("alerts", `${senderOf(publicUrl)},${of}`)}`),
      element("title", {}, title),
      element("subtitle", {}, messages.alerts.feed.subtitle),
      element("updated", {}, String(updated)),
      element("author", {}, element("name", {}, "Garita")),
      element("generator", {}, "Garita"),
      link("self", "application/atom+xml", address("/v1/alerts.atom", query)),
      link("alternate", "text/html", address("/", query)),
      ...alerts.map((alert) => entryElement(alert, messages, publicUrl, link)),
    ),
  );
}

function entryElement(
  { message, crossing }: ListedAlert,
  messages: Messages,
  publicUrl: string | null,
  link: (rel: string, type: string, path: string) => Element,
): Element {
  const { identifier, sentAt, expiresAt, type } = message;
  const { urgency, severity, certainty } = alertLevels(message, crossing);
  const headline = headlineOf(message, crossing, messages);
  const { point, timeZone, slug } = crossing;
  const cap = (name: string, text: string) => element(`cap:${name}`, {}, text);
  return element(
    "entry",
    {},
    element("id", {}, `urn:uuid:${stableId("alert", `${senderOf(publicUrl)},${identifier}`)}`),
    element("title", {}, headline),
    element("updated", {}, String(sentAt)),
    element("published", {}, String(sentAt)),
    ...publishersOf(message).map((name) => element("author", {}, element("name", {}, name))),
    link("alternate", "application/cap+xml", alertPath(identifier)),
    link("related", "text/html", address(`/${slug}`, { lang: messages.language })),
    element("summary", {}, headline),
    cap("identifier", identifier),
    cap("sent", capTime(sentAt, timeZone)),
    cap("status", "Actual"),
    cap("msgType", type),
    cap("scope", "Public"),
    cap("category", "Transport"),
    cap("event", messages.alerts.event),
    cap("urgency", urgency),
    cap("severity", severity),
    cap("certainty", certainty),
    cap("expires", capTime(expiresAt, timeZone)),
    cap("areaDesc", areaText(crossing, messages)),
    ...(point === null ? [] : [cap("circle", circleText(point))]),
    ...pointElements([crossing]),
  );
}
