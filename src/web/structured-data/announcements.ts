import { Temporal } from "temporal-polyfill";
import { capitalize } from "../../domain/capitalize.ts";
import { groupBy } from "../../domain/group-by.ts";
import { type Crossing, nameIn } from "../../domain/places/crossing.ts";
import type { ReportHead } from "../../domain/record/report.ts";
import type { ShownRestriction } from "../../domain/status/restrictions.ts";
import type { Standing } from "../../domain/status/standing.ts";
import { reasonName } from "../../domain/text/answer-lead.ts";
import { formatMoment, isInstant } from "../../domain/time/moment.ts";
import type { Frame } from "../frame.ts";
import { showRestriction } from "../restriction-text.ts";
import { showScope } from "../standing-text.ts";
import type { JsonLd } from "./json-ld.ts";

/** Addresses of a crossing in its structured data. */
export interface CrossingAddresses {
  /** Identifier of the node of the crossing. */
  place: string;
  page: string;
  /** Feed of the reports on the crossing. */
  feed: string;
}

/** Returns a schema.org `SpecialAnnouncement` for each restriction in force, newest first. */
export function announcementsOf(
  { messages }: Frame,
  crossing: Crossing,
  standings: readonly Standing[],
  addresses: CrossingAddresses,
): JsonLd[] {
  const all = standings.flatMap(({ service, restrictions }) => restrictions.map((shown) => ({ service, shown })));
  const groups = groupBy(all, ({ shown }) => [shown.status, shown.report.id, formatEnd(shown)].join());
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { shown } = first;
    const { status, reason, report } = shown;
    const services = group.map(({ service }) => service);
    const said = capitalize(messages.phrases.statuses[status]);
    const cause = reason === null ? null : reasonName(reason, [crossing], messages);
    return {
      "@type": "SpecialAnnouncement",
      name: `${nameIn(crossing, messages)}: ${cause === null ? said : `${said}, ${cause}`}`,
      text: `${showRestriction(shown, crossing, messages)}; ${showScope(services, crossing, messages)}`,
      category: cause ?? said,
      datePosted: datePostedOf(report),
      url: report.source.url ?? addresses.page,
      inLanguage: messages.language,
      publisher: { "@type": "Organization", name: report.source.publisher },
      webFeed: addresses.feed,
      announcementLocation: { "@id": addresses.place },
      spatialCoverage: { "@id": addresses.place },
    };
  });
}

const formatEnd = ({ expectedUntil, since }: ShownRestriction): string =>
  [since, expectedUntil].map((moment) => (moment === null ? "" : formatMoment(moment))).join();

/**
 * Returns the day or instant at which the source published its announcement. If the source states only a month or a
 * year, or nothing, the time at which Garita recorded it is used, because a month is not a date in this vocabulary.
 */
function datePostedOf({ source: { publishedAt }, recordedAt }: ReportHead): string {
  const isDate = publishedAt instanceof Temporal.PlainDate || (publishedAt !== null && isInstant(publishedAt));
  return formatMoment(isDate ? publishedAt : recordedAt);
}
