import { Temporal } from "temporal-polyfill";
import { type Announcement, proposalOf } from "../../src/domain/announcements/read.ts";
import type { Advisory } from "../../src/domain/assessment/advisory.ts";
import { acceptDraft, timesOutOfRange } from "../../src/domain/record/draft.ts";
import { readRoadEvents } from "../../src/feeds/arizona-roads/read.ts";
import { readCounts } from "../../src/feeds/bts-counts/read.ts";
import { readAnnouncements } from "../../src/feeds/cbp-releases/read.ts";
import { readDocuments } from "../../src/feeds/federal-register/read.ts";
import { readAlerts } from "../../src/feeds/nws-alerts/read.ts";
import { crossings } from "../../test/seed/seed-files.ts";
import { HELD_OUT, KNOWN } from "../../test/support/announcement-set.ts";
import type { SetItem } from "../../test/support/announcement-set-item.ts";
import { linesOf, PUBLISHER } from "../../test/support/announcement-set-score.ts";
import { alertDocument } from "../../test/support/nws-document.ts";
import { registerDocument, registerPage } from "../../test/support/register-document.ts";
import { roadEvent } from "../../test/support/road-events.ts";
import type { MutableDocument } from "./wait-documents.ts";

const places = [...crossings.values()];
const NOW = Temporal.Instant.from("2026-12-01T15:10:00Z");
const ADDRESS = { publisher: "An agency", url: "https://example.org/list" };

/** Number of items in a document. */
const ITEMS = 3;

/** Returns the documents of all other sources, by kind. Everything that they announce is only proposed to operators. */
export function announcementDocuments(): MutableDocument[][] {
  const items = [...KNOWN, ...HELD_OUT];
  const releases = Array.from({ length: Math.ceil(items.length / ITEMS) }, (_, i) =>
    releaseDocument(`releases ${i + 1}`, items.slice(i * ITEMS, (i + 1) * ITEMS)),
  );
  const alerts = JSON.stringify(alertDocument({ id: "a1" }, { id: "a2", box: null, references: ["a1"] }));
  const events = JSON.stringify([roadEvent(), roadEvent({ ID: 2, IsFullClosure: true, EventType: "closures" })]);
  const register = JSON.stringify(registerPage(null, registerDocument(), registerDocument({ effective_on: null })));
  return [
    releases,
    [advisoryDocument("alerts", alerts, (text) => readAlerts(text, ADDRESS, places, NOW).items)],
    [advisoryDocument("road events", events, (text) => readRoadEvents(text, ADDRESS, places, NOW, 3).items)],
    [advisoryDocument("documents", register, (text) => readDocuments(text, ADDRESS, places, NOW).items)],
    [countsDocument()],
  ];
}

/** Words of a reopening in English and Spanish. A status of `open` without limits and without any of them is invented. */
const REOPENING = /open|resum|restor|reanud|reabr|reapert|abier|abri|normal|lift|operat/i;

function releaseDocument(name: string, items: readonly SetItem[]): MutableDocument {
  const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const text = `<?xml version="1.0"?><rss version="2.0"><channel><title>Releases</title><link>https://example.org/</link><description>All</description>${items
    .map(
      (item) =>
        `<item><guid isPermaLink="false">${escaped(item.name)}</guid><title>${escaped(item.title)}</title><link>https://example.org/a</link><pubDate>${mailDate(item.publishedAt)}</pubDate><description>${escaped(item.text)}</description></item>`,
    )
    .join("")}</channel></rss>`;
  return {
    name,
    text,
    read: (mutated) => readAnnouncements(mutated).announcements.flatMap((each) => faultsOf(each)),
  };
}

function faultsOf(announcement: Announcement): string[] {
  const proposal = proposalOf(announcement, PUBLISHER, places);
  if (proposal === null) return [];
  // Garita leaves out an item whose dates are centuries away.
  if (timesOutOfRange(proposal.draft).length > 0) return [];
  // An operator who accepts the proposal unchanged must not meet an error.
  acceptDraft(proposal.draft, crossings);
  const opens = linesOf(proposal).some(({ status, limited }) => status === "open" && limited !== true);
  const isPrinted = REOPENING.test(`${announcement.title} ${announcement.text}`);
  return opens && !isPrinted ? [`“${announcement.text}” became a reopening`] : [];
}

const mailDate = (instant: string): string => new Date(Temporal.Instant.from(instant).epochMilliseconds).toUTCString();

/** An advisory is a note. It must have a title and a note that can be stored. */
const advisoryDocument = (
  name: string,
  text: string,
  read: (text: string) => readonly Advisory[],
): MutableDocument => ({
  name,
  text,
  read: (mutated) =>
    read(mutated).flatMap(({ title, note }) =>
      title === "" || title.length > 500 || note.length > 2000 || `${title}${note}`.includes("\0")
        ? [`a note has a title of ${title.length} and a text of ${note.length} characters`]
        : [],
    ),
});

function countsDocument(): MutableDocument {
  const rows = ["2604", "2402", "2304"].flatMap((port_code) =>
    ["Trucks", "Personal Vehicles", "Pedestrians"].map((measure) => ({
      ...{ port_name: "A port", state: "A state", port_code, border: "US-Mexico Border" },
      ...{ date: "2026-08-01T00:00:00.000", measure, value: "12345" },
    })),
  );
  return {
    name: "counts",
    text: JSON.stringify(rows),
    read: (mutated) =>
      readCounts(mutated, places).items.flatMap(({ number }) =>
        Number.isSafeInteger(number) && number >= 0 ? [] : [`a count is ${number}`],
      ),
  };
}
