import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { plainLetters } from "../../domain/announcements/sentences.ts";
import type { Advisory } from "../../domain/assessment/advisory.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { storableText } from "../../domain/plain-text.ts";
import { localDay } from "../../domain/time/local-day.ts";
import { advisoryNote, crossingNames, crossingsNamedIn } from "../advisory-text.ts";
import { FeedError } from "../fetch/feed-error.ts";
import { parseJson } from "../fetch/parse-json.ts";
import { plainText } from "../fetch/plain-text.ts";
import { readItems } from "../read-items.ts";
import type { AdvisoriesRead, SourceAddress } from "../source.ts";

/** Maximum age of a proposed document, in days. Rules usually take effect 30 days after publication. */
const NEWS_DAYS = 30;

const Day = z.iso.date({ error: "is not a day" }).transform((text) => Temporal.PlainDate.from(text));
const Prose = z
  .string()
  .nullish()
  .transform((text) => plainText(text ?? ""));

/** A document of the Federal Register, with the requested fields. */
const FederalDocument = z.object({
  document_number: z.string().min(1).max(100),
  title: z
    .string()
    .transform((text) => plainText(text).replace(/\s+/g, " "))
    .refine((text) => text !== "", "is empty"),
  type: Prose,
  action: Prose,
  abstract: Prose,
  dates: Prose,
  html_url: z
    .string()
    .regex(/^https?:\/\/\S+$/, "is not a web address")
    .max(2000),
  publication_date: Day,
  effective_on: Day.nullish(),
});
type FederalDocument = z.output<typeof FederalDocument>;

const Page = z.object({ results: z.array(z.unknown()), next_page_url: z.string().nullish() });

/** Answer to a search without matches. It has no list. */
const NoMatches = z.object({ count: z.literal(0) });

/** Matches the land border with Mexico, in plain letters. */
const LAND_BORDER =
  /\bland (?:ports?|border)\b|\b(?:southwest|southwestern|southern|mexican|u\.?s\.?-mexico|united states-mexico) border\b|(?<!new )\bmexico\b/;

/**
 * Reads the recent documents about a crossing or the land border with Mexico. Each becomes a note, because only a
 * person can tell whether it changes anything. Documents come newest first, so an old one means that no further page is
 * needed.
 * @throws FeedError `not_a_feed` if the body is not a page of documents
 */
export function readDocuments(
  body: string,
  { publisher }: SourceAddress,
  crossings: readonly Crossing[],
  now: Temporal.Instant,
): AdvisoriesRead {
  const { results, next_page_url: next = null } = pageIn(body);
  const { items, leftOut } = readItems(results, FederalDocument, "document");
  const oldest = localDay(now, "America/New_York").subtract({ days: NEWS_DAYS });
  const recent = items.filter((each) => Temporal.PlainDate.compare(each.publication_date, oldest) >= 0);
  const isEnd = results.length === 0 || recent.length < items.length;
  return {
    items: recent.flatMap((document) => toAdvisory(document, publisher, crossings) ?? []),
    replaced: [],
    leftOut,
    next: isEnd ? null : next,
  };
}

function pageIn(body: string): z.output<typeof Page> {
  const value = parseJson(body, "The page of documents");
  const page = Page.safeParse(value);
  if (page.success) return page.data;
  if (NoMatches.safeParse(value).success) return { results: [] };
  throw new FeedError("not_a_feed", "The body is not a page of documents of the Federal Register.");
}

function toAdvisory(document: FederalDocument, publisher: string, crossings: readonly Crossing[]): Advisory | null {
  const { document_number, title, type, action, abstract, dates, html_url, publication_date, effective_on } = document;
  const text = plainLetters(`${title}. ${abstract}`);
  const named = crossingsNamedIn(text, crossings);
  if (named.length === 0 && !LAND_BORDER.test(text)) return null;
  const line = storableText(title, 500);
  const head = [
    `${type || "Document"} ${document_number} of the Federal Register, ${publication_date}${action === "" ? "" : `, ${action.replace(/\.$/, "")}`}.`,
    effective_on ? `Effective ${effective_on}.` : "",
  ];
  return {
    key: document_number,
    subject: null,
    replaces: [],
    isFollowUp: false,
    title: line,
    note: advisoryNote(head.filter((each) => each !== "").join(" "), [title, abstract, dates], html_url),
    quote: line,
    doubts: [
      named.length === 0
        ? "It names no crossing, only the land border"
        : `It names ${crossingNames(named)}; only the document tells whether anything changes there`,
    ],
    reason: null,
    source: { kind: "announcement", publisher, title: line, url: html_url, publishedAt: publication_date },
    until: null,
  };
}
