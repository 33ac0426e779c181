import { Temporal } from "temporal-polyfill";
import { proposalOf } from "../../../src/domain/announcements/read.ts";
import { crossings } from "../../seed/seed-files.ts";

/** Reads an item about Lukeville, which is in Arizona, published on Friday, 1 March 2024, at 8:00 local time. */
const read = (text: string, publishedAt: string | null = "2024-03-01T15:00:00Z") =>
  proposalOf(
    {
      id: "1",
      title: "Notice",
      text,
      link: null,
      publishedAt: publishedAt && Temporal.Instant.from(publishedAt),
    } as never,
    "CBP",
    [...crossings.values()],
  );

/** Returns each announced change: status, start, expected end, and how well its start is known. */
const changes = (text: string, publishedAt?: string | null) =>
  read(text, publishedAt)?.draft.changes.map(({ status, effectiveAt, expectedUntil, onset }) =>
    [status, effectiveAt, expectedUntil ?? "no end", onset].join(" "),
  ) ?? [];

const CLOSE = "CBP will suspend operations at Lukeville";

describe("the end of a suspension", () => {
  test.each([
    ["on March 4 from 6 a.m. to 2 p.m.", "2024-03-04T13:00:00Z", "2024-03-04T21:00:00Z"],
    ["on March 4 from 10 p.m. to 5 a.m.", "2024-03-05T05:00:00Z", "2024-03-05T12:00:00Z"],
    ["on March 4 from 10 p.m. to midnight", "2024-03-05T05:00:00Z", "2024-03-05T07:00:00Z"],
    // A range that ends at its own start lasts a day.
    ["on March 4 from 6 a.m. to 6 a.m.", "2024-03-04T13:00:00Z", "2024-03-05T13:00:00Z"],
    ["from 8 a.m. on March 4 until 5 p.m.", "2024-03-04T15:00:00Z", "2024-03-05T00:00:00Z"],
    ["from March 4 to March 8", "2024-03-04", "2024-03-08"],
    ["beginning March 4 at 6 a.m. until March 8", "2024-03-04T13:00:00Z", "2024-03-08"],
    ["from March 4 until March 8 at 6 p.m.", "2024-03-04", "2024-03-09T01:00:00Z"],
    ["from March 4 until March 4", "2024-03-04", "2024-03-04"],
  ])('given as "%s" is read', (when, from, to) => {
    expect(changes(`${CLOSE} ${when}.`)).toEqual([`suspended ${from} ${to} exact`]);
  });

  test("is left out if it is not after the start", () => {
    expect(changes(`${CLOSE} from March 8 until March 4.`)).toEqual(["suspended 2024-03-08 no end exact"]);
  });

  test("is not in the draft if none is given", () => {
    expect(changes(`${CLOSE} on March 4.`)).toEqual(["suspended 2024-03-04 no end exact"]);
  });
});

describe("the start of a change", () => {
  test("is exact, approximate, or unknown, as the text has it", () => {
    expect(changes(`${CLOSE} on March 4 at 6 p.m.`)).toEqual(["suspended 2024-03-05T01:00:00Z no end exact"]);
    expect(changes(`${CLOSE} on March 4 at around 6 p.m.`)).toEqual([
      "suspended 2024-03-05T01:00:00Z no end approximate",
    ]);
    expect(changes(`${CLOSE}, effective immediately.`)).toEqual(["suspended 2024-03-01T15:00:00Z no end approximate"]);
    expect(changes("CBP has suspended operations at Lukeville.")).toEqual(["suspended 2024-03-01 no end unknown"]);
  });

  test("may be at most 30 days before publication: older dates are background", () => {
    const reopened = (publishedAt: string) => changes("Lukeville reopened on Jan. 4, 2024.", publishedAt);
    expect(reopened("2024-02-03T07:00:00Z")).toEqual(["open 2024-01-04 no end exact"]);
    expect(reopened("2024-02-03T07:00:01Z")).toEqual([]);
  });

  test("may be any time ahead", () => {
    expect(changes(`${CLOSE} on Dec. 1, 2024.`)).toEqual(["suspended 2024-12-01 no end exact"]);
  });

  test("may be named as a weekday, which is the next one in news about the future and the last in news about the past", () => {
    expect(changes(`${CLOSE} on Monday.`)).toEqual(["suspended 2024-03-04 no end exact"]);
    expect(changes("Lukeville reopened on Monday.")).toEqual(["open 2024-02-26 no end exact"]);
    expect(read(`${CLOSE} on Monday.`)?.doubts).toContain("The weekday is assumed to be 2024-03-04.");
  });

  test("is the day of an expected reopening, with a doubt", () => {
    const text = "Lukeville is expected to reopen on March 8.";
    expect(changes(text)).toEqual(["open 2024-03-08 no end exact"]);
    expect(read(text)?.doubts).toContain("The reopening is expected, not promised.");
  });

  test("needs a publication only if the text gives no full date", () => {
    expect(changes(`${CLOSE} on March 4, 2024.`, null)).toEqual(["suspended 2024-03-04 no end exact"]);
    expect(changes(`${CLOSE} on Monday.`, null)).toEqual([]);
    expect(changes(`${CLOSE} on March 4.`, null)).toEqual([]);
  });
});

describe("a date without a year", () => {
  test.each([
    ["Dec. 30", "2024-01-02T15:00:00Z", "2023-12-30"],
    ["Jan. 2", "2023-12-30T15:00:00Z", "2024-01-02"],
    ["Aug. 30", "2024-03-01T15:00:00Z", "2024-08-30"],
  ])("%s in a text of %s is %s", (day, publishedAt, wanted) => {
    expect(changes(`${CLOSE} on ${day}.`, publishedAt)).toEqual([`suspended ${wanted} no end exact`]);
  });
});

describe("the traffic of a change", () => {
  const targets = (text: string) => read(text)?.draft.changes.map(({ modes, directions }) => [modes, directions]);

  test("is all of the crossing's if none is named, with a doubt about the direction", () => {
    expect(targets(`${CLOSE} on March 4.`)).toEqual([[undefined, undefined]]);
    expect(read(`${CLOSE} on March 4.`)?.doubts).toContain("No direction is named; both are assumed.");
  });

  test("is the named mode and direction", () => {
    expect(targets("CBP will suspend northbound pedestrian traffic at Lukeville on March 4.")).toEqual([
      [["pedestrian"], ["northbound"]],
    ]);
    expect(targets("CBP will suspend southbound vehicle traffic at Lukeville on March 4.")).toEqual([
      [["passenger"], ["southbound"]],
    ]);
  });

  test("is all of the crossing's, with a doubt, if it has none of the named kind", () => {
    const text = "CBP will suspend rail traffic at Lukeville on March 4.";
    expect(targets(text)).toEqual([[undefined, undefined]]);
    expect(read(text)?.doubts).toContain("lukeville has no traffic of the named kind; all of its traffic is assumed.");
  });
});
