import { Temporal } from "temporal-polyfill";
import { absencePrefix, absentRowProposal, unknownRowProposal } from "../../../src/domain/assessment/row-proposals.ts";
import { CBP_WAIT_TIMES } from "../../../src/domain/feed/origin.ts";
import { place, SERVICE } from "../telling.ts";

const AT = Temporal.Instant.from("2026-11-30T12:00:00Z");
const FEED = CBP_WAIT_TIMES;
const OTHER = { ...FEED, name: "other", job: "poll-other" };

/** The report with only a note that both proposals draft. */
const noted = (note: string) => ({
  source: { kind: "feed", publisher: FEED.publisher, title: FEED.title, url: FEED.url, publishedAt: AT },
  note,
  changes: [],
  claims: [],
});

test("an unknown row is proposed once per row, and names the row", () => {
  const title = "The feed lists a row that Garita does not know: 260299 Lukeville West";
  expect(unknownRowProposal(FEED, { key: "260299", name: "Lukeville West" }, ["260201"], AT)).toEqual({
    key: "feed-row-unknown:260299",
    job: "poll-feed",
    title,
    grounds: `${title}. Nothing is read from the unknown row until it is added to the crossings that Garita tracks. Dismiss this once the row is added; accept it to put the note on record.`,
    draft: noted(title),
  });
});

test("an unknown row without a name is named by its key", () => {
  expect(unknownRowProposal(FEED, { key: "260299", name: "" }, [], AT).title).toMatch(/does not know: 260299$/);
});

test("a missing row that differs only in the case of a letter is mentioned", () => {
  const { grounds } = unknownRowProposal(FEED, { key: "2602a", name: "" }, ["2602B", "2602A"], AT);
  expect(grounds).toContain(
    ". The row 2602A is missing; its number differs only in the case of a letter. Nothing is read",
  );
});

test("a row that the feed no longer lists is proposed once per day of its last reading", () => {
  const crossing = place([SERVICE], { name: { en: "Lukeville", es: "Sonoyta" }, timeZone: "America/Phoenix" });
  const lastSeen = Temporal.Instant.from("2026-11-29T03:30:00Z");
  const title = "The feed no longer lists a row that Garita knows: 260201 Lukeville";
  const proposal = absentRowProposal(FEED, "260201", crossing, lastSeen, AT);
  expect(proposal).toMatchObject({ key: "feed-row-absent:260201:2026-11-29", job: "poll-feed", title });
  expect(proposal.grounds).toMatch(
    new RegExp(`^${title}\\. It was last read on 28 Nov 2026.*20:30.*\\. Its last readings are kept`),
  );
  expect(proposal.draft).toEqual(noted(title));
  expect(proposal.key.startsWith(absencePrefix(FEED, "260201"))).toBe(true);
});

test("the keys of another feed contain its name", () => {
  expect(absencePrefix(OTHER, "1")).toBe("feed-row-absent:other:1:");
  expect(unknownRowProposal(OTHER, { key: "1", name: "" }, [], AT).key).toBe("feed-row-unknown:other:1");
});
