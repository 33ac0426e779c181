import { Temporal } from "temporal-polyfill";
import type { Crossing } from "../../domain/places/crossing.ts";
import type { ChainHead } from "../../domain/record/chain/chain-head.ts";
import type { ReportEntry } from "../../domain/text/report-entry.ts";
import { formatMoment, latestInstant } from "../../domain/time/moment.ts";
import type { Language } from "../../domain/vocabulary.ts";
import { stableId } from "./stable-id.ts";
import { type Element, element, xmlDocument } from "./xml.ts";

/** A feed of reports, and its addresses. */
export interface AtomFeed {
  /** Subject of the feed, from which its id is made: `all`, a state or a slug, followed by the other filters. */
  of: string;
  title: string;
  subtitle: string;
  /** Address of the feed itself, without the host. */
  self: string;
  /** Address of the same reports as JSON, without the host. Null if there is none. */
  json: string | null;
  /** Address of the subject's page, without the host. */
  page: string;
  /** Public address of the service, or null. */
  publicUrl: string | null;
  language: Language;
  entries: readonly ReportEntry[];
  /** End of the log, for readers who verify it (docs/verify.md). Null if the feed does not name it. */
  head: ChainHead | null;
}

/** Namespace of the elements that RFC 4287 does not define. */
const NAMESPACE = "urn:x-garita:log";

/** Value of `updated` in a feed without entries. */
const NEVER = Temporal.Instant.fromEpochMilliseconds(0);

/**
 * Writes the feed as an Atom document (RFC 4287). Without a public address, references are relative to the address of
 * the feed. Ids never depend on the address.
 */
export async function atomDocument(feed: AtomFeed): Promise<string> {
  const { of, title, subtitle, language, entries } = feed;
  const link = (rel: string, type: string | null, path: string): Element =>
    element("link", { rel, type, href: `${feed.publicUrl ?? ""}${path}` });
  const updated = latestInstant(entries.map(({ updatedAt }) => updatedAt)) ?? NEVER;
  return xmlDocument(
    element(
      "feed",
      { xmlns: "http://www.w3.org/2005/Atom", ...GEORSS, "xml:lang": language },
      element("id", {}, urn("feed", of)),
      element("title", {}, title),
      element("subtitle", {}, subtitle),
      element("updated", {}, String(updated)),
      element("author", {}, element("name", {}, "Garita")),
      element("generator", {}, "Garita"),
      link("self", "application/atom+xml", feed.self),
      link("alternate", "text/html", feed.page),
      ...(feed.json === null ? [] : [link("alternate", "application/json", feed.json)]),
      ...(feed.head === null ? [] : headElements(feed.head, link)),
      ...entries.map((entry) => entryElement(entry, link)),
    ),
  );
}

/** Names the newest hash of the log, which archives of the feed then keep. */
const headElements = ({ seq, hash, time }: ChainHead, link: (rel: string, type: string, path: string) => Element) => [
  link("related", "application/json", "/v1/log/head"),
  element("head", { xmlns: NAMESPACE, seq, hash, time: time && formatMoment(time) }),
];

function entryElement(
  { report, title, statusTitle, updatedAt, paragraphs, places, categories }: ReportEntry,
  link: (rel: string, type: string | null, path: string) => Element,
): Element {
  const { id, recordedAt, source } = report;
  return element(
    "entry",
    {},
    element("id", {}, urn("report", id)),
    element("title", {}, statusTitle),
    element("updated", {}, String(updatedAt)),
    // `published` is the time at which Garita recorded the report. The source's own publication time, which may be only
    // a day, is in the summary.
    element("published", {}, String(recordedAt)),
    element("author", {}, element("name", {}, source.publisher)),
    link("alternate", "application/json", `/v1/reports/${id}`),
    ...(source.url === null ? [] : [element("link", { rel: "via", href: source.url })]),
    ...categories.map((category) => element("category", category)),
    ...pointElements(places),
    element(
      "summary",
      { type: "xhtml" },
      element(
        "div",
        { xmlns: "http://www.w3.org/1999/xhtml" },
        ...[...(title === statusTitle ? [] : [{ about: null, text: title }]), ...paragraphs].map(paragraphElement),
      ),
    ),
  );
}

const urn = (kind: string, id: string): string => `urn:uuid:${stableId(kind, id)}`;

function paragraphElement({ about, text }: ReportEntry["paragraphs"][number]): Element {
  const lines = text.split(/\r\n|[\r\n]/).flatMap((line, i) => (i === 0 ? [line] : [element("br"), line]));
  return element("p", {}, ...(about === null ? [] : [element("strong", {}, about), ": "]), ...lines);
}

/** Attribute of the root of a document with {@link pointElements}. */
export const GEORSS = { "xmlns:georss": "http://www.georss.org/georss" };

/**
 * Returns a GeoRSS Simple point (latitude, then longitude) for each crossing whose position is known, each once. Readers
 * that expect a single point use the first.
 */
export const pointElements = (crossings: Iterable<Pick<Crossing, "point">>): Element[] => [
  ...new Map(
    [...crossings].flatMap(({ point }) => {
      const text = point === null ? null : `${point.latitude} ${point.longitude}`;
      return text === null ? [] : [[text, element("georss:point", {}, text)] as const];
    }),
  ).values(),
];
