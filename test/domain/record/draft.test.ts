import { parseException } from "../../../src/domain/hours/exceptions.ts";
import { parseHours } from "../../../src/domain/hours/opening-hours.ts";
import {
  type ChangeDraft,
  crossingsInDraft,
  type ReportDraft,
  timesOutOfRange,
} from "../../../src/domain/record/draft.ts";
import { parseMoment, parsePublication } from "../../../src/domain/time/moment.ts";
import { accept, CARS, changing, claiming, DAY, drafted, issuesOf, SOUTH, target, WALKERS } from "./drafted.ts";

const NONE = { statusChanges: [], hoursChanges: [], hoursExceptions: [], claims: [], counts: [] };

describe("an accepted change", () => {
  test("is a line for each service, exact and without limits unless it says otherwise", () => {
    const line = {
      ...{ status: "closed", limited: false, programmes: [], onset: "exact" },
      ...{ effectiveAt: DAY, expectedUntil: null, lifts: null },
    };
    expect(accept(changing({ status: "closed" }))).toEqual({
      ...NONE,
      statusChanges: [WALKERS, CARS, SOUTH].map((service) => ({ service, ...line })),
    });
  });

  test("keeps everything that the draft says", () => {
    const expectedUntil = parseMoment("2026-12");
    expect(
      accept(
        changing({
          ...{ status: "open", programmes: ["sentri", "fast"], onset: "approximate", expectedUntil },
          ...{ lifts: ["r1"], modes: ["passenger"], directions: ["southbound"] },
        }),
      ).statusChanges,
    ).toEqual([
      {
        ...{ service: SOUTH, status: "open", limited: true, programmes: ["fast", "sentri"] },
        ...{ effectiveAt: DAY, onset: "approximate", expectedUntil, lifts: ["r1"] },
      },
    ]);
  });

  test("may give hours and an exception beside a status, or alone", () => {
    const hours = parseHours("06:00-22:00");
    const exception = parseException("2026 Dec 25 off");
    const until = parseMoment("2026-12-31");
    const one = { modes: ["pedestrian" as const] };
    expect(accept(changing({ ...one, status: "open", hours, exception, until }))).toMatchObject({
      statusChanges: [{ service: WALKERS }],
      hoursChanges: [{ service: WALKERS, hours, effectiveAt: DAY }],
      hoursExceptions: [{ service: WALKERS, exception, effectiveAt: DAY, until }],
    });
    expect(accept(changing({ ...one, hours: null }))).toEqual({
      ...NONE,
      hoursChanges: [{ service: WALKERS, hours: null, effectiveAt: DAY }],
    });
    expect(accept(changing({ ...one, exception: null }))).toEqual({
      ...NONE,
      hoursExceptions: [{ service: WALKERS, exception: null, effectiveAt: DAY, until: null }],
    });
  });

  test("concerns the services of its modes and directions", () => {
    const services = (more: Partial<ChangeDraft>) =>
      accept(changing({ status: "open", ...more })).statusChanges.map(({ service }) => service);
    expect(services({ modes: ["passenger"] })).toEqual([CARS, SOUTH]);
    expect(services({ directions: ["northbound"] })).toEqual([WALKERS, CARS]);
    expect(services({ modes: ["passenger", "pedestrian"], directions: ["northbound"] })).toEqual([WALKERS, CARS]);
  });
});

describe("an accepted claim", () => {
  test("is a line for each service, neither denied nor attributed unless it says otherwise", () => {
    const line = { effectiveAt: DAY, until: null, denied: false, attributed: false };
    expect(accept(claiming({ status: "closed" }))).toEqual({
      ...NONE,
      claims: [WALKERS, CARS, SOUTH].map((service) => ({
        ...{ service, status: "closed", limited: false, programmes: [] },
        ...line,
      })),
    });
  });

  test("keeps everything that the draft says", () => {
    const until = parseMoment("2026-11-30");
    const said = { status: "open", programmes: ["fast"], until, denied: true, attributed: true } as const;
    expect(accept(claiming({ ...said, modes: ["pedestrian"] })).claims).toEqual([
      { ...said, service: WALKERS, limited: true, effectiveAt: DAY },
    ]);
  });

  test("is a count if it has a number, even 0", () => {
    const effectiveAt = parseMoment("2026-10");
    expect(accept(claiming({ modes: ["pedestrian"], effectiveAt, count: 0 }))).toEqual({
      ...NONE,
      counts: [{ service: WALKERS, effectiveAt, number: 0 }],
    });
  });
});

describe("a draft without lines", () => {
  test("needs a note", () => {
    const issue = { path: "changes", rule: ["emptyReport"] };
    expect([issuesOf(drafted({})), issuesOf(drafted({ note: "" })), issuesOf(drafted({ note: null }))]).toEqual([
      ...[[issue], [issue], [issue]],
    ]);
    expect(accept(drafted({ note: "A note" }))).toEqual(NONE);
    expect(issuesOf(claiming({}))).toEqual([]);
  });
});

test("every time out of range is an issue, and each path names its line", () => {
  const late = parseMoment("2200-01-01");
  const early = parsePublication("1899");
  const rule = ["withinYears", 1900, 2199];
  const draft: ReportDraft = {
    source: { kind: "news", publisher: "P", title: "T", url: null, publishedAt: early },
    changes: [
      { ...target, status: "open" },
      { crossing: "puente", status: "open", effectiveAt: late, expectedUntil: late, until: late },
    ],
    claims: [{ crossing: "puente", status: "open", effectiveAt: late, until: late }],
  };
  expect(timesOutOfRange(draft)).toEqual([
    { path: "source.publishedAt", rule, value: "1899" },
    { path: "changes.1.effectiveAt", rule, value: "2200-01-01" },
    { path: "changes.1.expectedUntil", rule, value: "2200-01-01" },
    { path: "changes.1.until", rule, value: "2200-01-01" },
    { path: "claims.0.effectiveAt", rule, value: "2200-01-01" },
    { path: "claims.0.until", rule, value: "2200-01-01" },
  ]);
  expect(timesOutOfRange(changing({ status: "open", expectedUntil: null }))).toEqual([]);
});

test("the crossings of a draft are those of its changes and claims, in order", () => {
  const at = (slug: string) => ({ ...target, crossing: slug, status: "open" as const });
  expect(crossingsInDraft(drafted({ changes: [at("a"), at("b")], claims: [at("a")] }))).toEqual(["a", "b", "a"]);
});
