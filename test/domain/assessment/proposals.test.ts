import { Temporal } from "temporal-polyfill";
import type { LiftFinding } from "../../../src/domain/assessment/assessment.ts";
import {
  FEED_JOB,
  FEED_SILENCE,
  feedSilenceProposal,
  feedSource,
  hoursPrefix,
  hoursProposal,
  keyIn,
  liftDraft,
  type MovingMode,
  silencePrefix,
  silenceProposal,
  trafficPrefix,
  trafficProposal,
} from "../../../src/domain/assessment/proposals.ts";
import { CBP_WAIT_TIMES } from "../../../src/domain/feed/origin.ts";
import { parseHours } from "../../../src/domain/hours/opening-hours.ts";
import { NO_LIMITS } from "../../../src/domain/record/limits.ts";
import { sidesOf } from "../../support/seed-regions.ts";
import { place, report, SERVICE } from "../telling.ts";

const FEED = CBP_WAIT_TIMES;
const OTHER = { ...FEED, name: "other", job: "poll-other" };
/** 23:30 on 2 January at El Paso. */
const AT = Temporal.Instant.from("2024-01-03T06:30:00Z");
const LATER = Temporal.Instant.from("2024-01-03T09:00:00Z");
const PUENTE = place([SERVICE], { name: { en: "Puente", es: "El Puente" } });
/** A crossing whose port of entry lies south of the border, so traffic enters its country southbound. */
const SOUTHERN = place([SERVICE], {
  name: { en: "Puente", es: "El Puente" },
  sides: sidesOf({ region: "SON", city: "There" }, { region: "TX", city: "Here" }),
});
const RESTRICTION = report(7, "County", {});

/** The citation of the feed, published at an instant. */
const cited = (publishedAt: Temporal.Instant) => ({
  kind: "feed",
  publisher: "U.S. Customs and Border Protection",
  title: "Border Wait Times",
  url: "https://bwt.cbp.gov/",
  publishedAt,
});

test("the source of CBP's wait times is the feed, published at the given time", () => {
  expect(feedSource(AT)).toEqual(cited(AT));
  expect(FEED_JOB).toBe("poll-feed");
});

test("the keys of another feed contain its name, those of CBP's feed do not", () => {
  expect([keyIn(FEED, "row:"), keyIn(OTHER, "row:")]).toEqual(["row:", "row:other:"]);
});

describe("the draft that lifts restrictions", () => {
  const lift = (more: Partial<LiftFinding> = {}): LiftFinding => ({
    kind: "lifts",
    movingAt: AT,
    reports: [RESTRICTION],
    filings: 3,
    limits: NO_LIMITS,
    ...more,
  });

  test("opens the mode from an unknown earlier time, and says why", () => {
    expect(liftDraft(FEED, PUENTE, "passenger", lift())).toEqual({
      source: cited(AT),
      note: "Traffic was filed 3 times in a row, despite the restriction stated by County in report r7.",
      changes: [
        {
          crossing: "puente",
          modes: ["passenger"],
          directions: ["northbound"],
          status: "open",
          limited: false,
          programmes: [],
          onset: "unknown",
          effectiveAt: AT,
          lifts: ["r7"],
        },
      ],
      claims: [],
    });
  });

  test("names every restriction, and keeps the limits from before", () => {
    const limits = { limited: true, programmes: ["fast" as const] };
    const { note, changes } = liftDraft(
      FEED,
      PUENTE,
      "commercial",
      lift({ reports: [RESTRICTION, report(8, "City", {})], filings: 5, limits }),
    );
    expect(note).toBe(
      "Traffic was filed 5 times in a row, despite the restriction stated by County in report r7 and the restriction stated by City in report r8.",
    );
    expect(changes).toMatchObject([{ modes: ["commercial"], lifts: ["r7", "r8"], ...limits }]);
  });

  test("is in the direction into the country of the port of entry", () => {
    expect(liftDraft(FEED, SOUTHERN, "passenger", lift()).changes).toMatchObject([{ directions: ["southbound"] }]);
  });
});

describe("the proposal about traffic under a restriction", () => {
  const everybody = (mode: MovingMode["mode"]): MovingMode => ({ mode, limits: NO_LIMITS });

  test("opens all moving modes, and lifts all restrictions", () => {
    expect(trafficProposal(OTHER, PUENTE, [everybody("pedestrian"), everybody("passenger")], AT, RESTRICTION)).toEqual({
      key: "traffic:puente:r7passenger+pedestrian",
      job: "poll-other",
      title: "Traffic at Puente, which is restricted on record",
      grounds:
        "CBP's feed shows pedestrian and passenger traffic northbound as of 2 Jan 2024 23:30 MST. County reported the restriction in report r7. Accept if the crossing is open again.",
      draft: {
        source: cited(AT),
        changes: [
          {
            crossing: "puente",
            modes: ["pedestrian", "passenger"],
            directions: ["northbound"],
            status: "open",
            onset: "unknown",
            effectiveAt: AT,
            lifts: "all",
            limited: false,
            programmes: [],
          },
        ],
        claims: [],
      },
    });
  });

  test("has a separate change for modes with other limits", () => {
    const limited: MovingMode = { mode: "commercial", limits: { limited: true, programmes: [] } };
    const fast: MovingMode = { mode: "rail", limits: { limited: true, programmes: ["fast"] } };
    const { draft } = trafficProposal(
      FEED,
      PUENTE,
      [everybody("pedestrian"), limited, everybody("passenger"), fast],
      AT,
      RESTRICTION,
    );
    expect(draft.changes).toMatchObject([
      { modes: ["pedestrian", "passenger"], limited: false, programmes: [] },
      { modes: ["commercial"], limited: true, programmes: [] },
      { modes: ["rail"], limited: true, programmes: ["fast"] },
    ]);
  });

  test("has the prefix of its crossing and its restriction, and names the direction", () => {
    const { key, grounds } = trafficProposal(FEED, SOUTHERN, [everybody("rail")], AT, RESTRICTION);
    expect(key).toBe(`${trafficPrefix("puente", RESTRICTION)}rail`);
    expect(trafficPrefix("puente", RESTRICTION)).toBe("traffic:puente:r7");
    expect(grounds).toMatch(/^CBP's feed shows rail traffic southbound as of /);
  });
});

describe("the proposal about a crossing without traffic", () => {
  test("suspends each mode from the last traffic", () => {
    expect(
      silenceProposal(FEED, PUENTE, [
        { mode: "pedestrian", since: AT },
        { mode: "commercial", since: LATER },
        { mode: "passenger", since: AT },
      ]),
    ).toEqual({
      key: "silence:puente:passenger+pedestrian@2024-01-03T06:30:00Z,commercial@2024-01-03T09:00:00Z",
      job: "poll-feed",
      title: "Possible suspension of Puente",
      grounds:
        "No pedestrian or passenger lane has moved since 2 Jan 2024 23:30 MST. No commercial lane has moved since 3 Jan 2024 02:00 MST, although there usually is traffic in these hours. The crossing may be shut, or perhaps nobody is filing wait times: ask before you accept.",
      draft: {
        source: cited(LATER),
        note: "No traffic in CBP's wait-time feed",
        changes: [
          {
            crossing: "puente",
            modes: ["pedestrian", "passenger"],
            directions: ["northbound"],
            status: "suspended",
            onset: "unknown",
            effectiveAt: AT,
          },
          {
            crossing: "puente",
            modes: ["commercial"],
            directions: ["northbound"],
            status: "suspended",
            onset: "unknown",
            effectiveAt: LATER,
          },
        ],
        claims: [],
      },
    });
  });

  test("has the prefix of its crossing, and needs a silent mode", () => {
    expect(silencePrefix("puente")).toBe("silence:puente:");
    expect(() => silenceProposal(FEED, PUENTE, [])).toThrow(new RangeError("no mode is silent"));
  });
});

describe("the proposal that doubts the feed", () => {
  const vado = place([], { name: { en: "Vado", es: "El Vado" } });

  test("has no changes, and names each crossing once", () => {
    expect(feedSilenceProposal(FEED, [PUENTE, vado, PUENTE], AT)).toEqual({
      key: "feed-silence:2024-01-03",
      job: "poll-feed",
      title: "CBP's feed may be faltering: 2 crossings fell silent together",
      grounds:
        "No lane has moved at Puente, Vado since about 3 Jan 2024 06:30 UTC, although there usually is traffic in these hours. So many silent crossings at once point to the feed, not to closures. Dismiss this once the feed works again.",
      draft: {
        source: cited(AT),
        note: "CBP's wait-time feed showed no traffic at 2 crossings at once.",
        changes: [],
        claims: [],
      },
    });
  });

  test("is of one feed", () => {
    expect(feedSilenceProposal(OTHER, [PUENTE], AT)).toMatchObject({
      key: `${FEED_SILENCE}other:2024-01-03`,
      job: "poll-other",
    });
  });
});

describe("the proposal to adopt the hours that the feed lists", () => {
  test("changes the hours from the local day on which the feed first listed them", () => {
    const listed = parseHours("Mo-Fr 06:00-22:00");
    expect(hoursProposal(FEED, PUENTE, ["pedestrian", "passenger"], listed, AT)).toEqual({
      key: "hours:puente:Mo-Fr 06:00-22:00:2024-01-02",
      job: "poll-feed",
      title: "Other hours at Puente: Mo-Fr 06:00-22:00",
      grounds:
        "CBP's feed has listed Mo-Fr 06:00-22:00 since at least 2 Jan 2024, but the record has other hours for pedestrian and passenger northbound.",
      draft: {
        source: cited(AT),
        changes: [
          {
            crossing: "puente",
            modes: ["pedestrian", "passenger"],
            directions: ["northbound"],
            hours: listed,
            effectiveAt: Temporal.PlainDate.from("2024-01-02"),
          },
        ],
        claims: [],
      },
    });
  });

  test("has the prefix of its crossing, and names the direction", () => {
    expect(hoursPrefix("puente")).toBe("hours:puente:");
    const { key, grounds } = hoursProposal(OTHER, SOUTHERN, ["rail"], parseHours("24/7"), AT);
    expect(key).toBe(`${hoursPrefix("puente")}24/7:2024-01-02`);
    expect(grounds).toMatch(/for rail southbound\.$/);
  });
});
