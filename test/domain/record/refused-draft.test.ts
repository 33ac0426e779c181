import { parseException } from "../../../src/domain/hours/exceptions.ts";
import { parseHours } from "../../../src/domain/hours/opening-hours.ts";
import { acceptDraft, type ChangeDraft } from "../../../src/domain/record/draft.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { place } from "../telling.ts";
import { changing, claiming, drafted, issuesOf, target, WALKERS } from "./drafted.ts";

describe("a change is refused", () => {
  test("without a status, hours or an exception", () => {
    expect(issuesOf(changing({}))).toEqual([{ path: "changes.0", rule: ["statusOrHours"] }]);
  });

  test("if it has parts of a status, but no status", () => {
    const parts: Partial<ChangeDraft> = {
      ...{ limited: false, programmes: ["fast"], onset: "exact", lifts: "all" },
      expectedUntil: parseMoment("2026-12"),
    };
    expect(issuesOf(changing({ hours: null, ...parts }))).toEqual(
      ["limited", "programmes", "onset", "expectedUntil", "lifts"].map((field) => ({
        path: `changes.0.${field}`,
        rule: ["onlyWithStatus"],
      })),
    );
    expect(issuesOf(changing({ hours: null, programmes: null, expectedUntil: null, lifts: null }))).toEqual([]);
  });

  test("if it lifts restrictions without opening", () => {
    expect(issuesOf(changing({ status: "closed", lifts: "all" }))).toEqual([
      { path: "changes.0.lifts", rule: ["onlyIfOpen", "closed"] },
    ]);
    expect(issuesOf(changing({ status: "open", lifts: "all" }))).toEqual([]);
    expect(issuesOf(changing({ status: "suspended", lifts: null }))).toEqual([]);
  });

  test("if its limits contradict its status", () => {
    expect(issuesOf(changing({ status: "closed", limited: true }))).toEqual([
      { path: "changes.0.limited", rule: ["onlyIfOpen", "closed"] },
    ]);
    expect(issuesOf(claiming({ status: "closed", limited: true }))).toEqual([
      { path: "claims.0.limited", rule: ["onlyIfOpen", "closed"] },
    ]);
  });

  test("if it ends at or before its start, in the zone of the crossing", () => {
    const ends = (effectiveAt: string, expectedUntil: string) =>
      issuesOf(
        changing({
          status: "closed",
          effectiveAt: parseMoment(effectiveAt),
          expectedUntil: parseMoment(expectedUntil),
        }),
      );
    expect(ends("2026-11-24", "2026-11-23")).toEqual([
      { path: "changes.0.expectedUntil", rule: ["afterStart", "2026-11-24"], value: "2026-11-23" },
    ]);
    expect(ends("2026-11-24", "2026-11-24T07:00:00Z")).toHaveLength(1);
    expect(ends("2026-11-24", "2026-11-24T07:00:00.001Z")).toEqual([]);
    expect(ends("2026-11-24", "2026-11-24")).toEqual([]);
    expect(ends("2026-11-24", "2026-11")).toEqual([]);
    expect(issuesOf(claiming({ until: parseMoment("2026-11-23") }))).toEqual([
      { path: "claims.0.until", rule: ["afterStart", "2026-11-24"], value: "2026-11-23" },
    ]);
  });

  test("if its crossing does not exist, whatever else it says", () => {
    const unknown = { ...target, crossing: "atlantis" };
    const draft = drafted({
      changes: [{ ...unknown, status: "closed", modes: ["rail"], expectedUntil: parseMoment("2020-01") }],
      claims: [{ ...unknown, status: "closed" }],
    });
    expect(issuesOf(draft)).toEqual([
      { path: "changes.0.crossing", rule: ["noCrossing", "atlantis"] },
      { path: "claims.0.crossing", rule: ["noCrossing", "atlantis"] },
    ]);
  });

  test("with an empty list of modes or directions", () => {
    expect(issuesOf(changing({ status: "closed", modes: [] }))).toEqual([
      { path: "changes.0.modes", rule: ["leastItems", 1] },
    ]);
    expect(issuesOf(changing({ status: "closed", directions: [] }))).toEqual([
      { path: "changes.0.directions", rule: ["leastItems", 1] },
    ]);
  });

  test("for each combination of mode and direction that the crossing does not have", () => {
    const issues = (more: Partial<ChangeDraft>) => issuesOf(changing({ status: "closed", ...more }));
    expect(issues({ modes: ["rail"] })).toEqual([{ path: "changes.0.modes", rule: ["noService", "puente", "rail"] }]);
    expect(issues({ modes: ["pedestrian", "rail"], directions: ["northbound", "southbound"] })).toEqual([
      { path: "changes.0.modes", rule: ["noService", "puente", "pedestrian southbound"] },
      { path: "changes.0.modes", rule: ["noService", "puente", "rail northbound"] },
      { path: "changes.0.modes", rule: ["noService", "puente", "rail southbound"] },
    ]);
    const oneWay = new Map([["puente", place([WALKERS])]]);
    expect(() => acceptDraft(changing({ status: "closed", directions: ["southbound"] }), oneWay)).toThrow(
      expect.objectContaining({
        issues: [{ path: "changes.0.directions", rule: ["noService", "puente", "southbound"] }],
      }),
    );
  });
});

describe("two lines of a draft", () => {
  const two = (first: Partial<ChangeDraft>, second: Partial<ChangeDraft>) =>
    issuesOf(
      drafted({ changes: [first, second].map((each) => ({ ...target, modes: ["pedestrian" as const], ...each })) }),
    );
  const twice = (kind: string, effectiveAt = "2026-11-24") => [
    { path: "changes", rule: ["twoChanges", kind, "puente pedestrian northbound", effectiveAt] },
  ];

  test("of one kind at the same instant are refused, however the instant is written", () => {
    expect(two({ status: "open" }, { status: "closed" })).toEqual(twice("status"));
    const midnight = parseMoment("2026-11-24T07:00:00Z");
    expect(two({ status: "open" }, { status: "closed", effectiveAt: midnight })).toEqual(
      twice("status", "2026-11-24T07:00:00Z"),
    );
    expect(two({ hours: null }, { hours: parseHours("24/7") })).toEqual(twice("hours"));
    const exception = parseException("2026 Dec 25 off");
    expect(two({ exception }, { exception })).toEqual(twice("exception"));
    expect(two({ status: "open", hours: null }, { status: "open", hours: null })).toEqual([
      ...twice("status"),
      ...twice("hours"),
    ]);
  });

  test("of other kinds, services or times are accepted", () => {
    expect(two({ status: "open" }, { hours: null })).toEqual([]);
    expect(two({ status: "open" }, { status: "open", modes: ["passenger"] })).toEqual([]);
    expect(
      two(
        { status: "open", modes: ["passenger"], directions: ["northbound"] },
        { status: "open", modes: ["passenger"], directions: ["southbound"] },
      ),
    ).toEqual([]);
    expect(two({ status: "open" }, { status: "open", effectiveAt: parseMoment("2026-11-25") })).toEqual([]);
  });

  test("are compared only if the draft has no other fault", () => {
    expect(two({ status: "open", lifts: "all" }, { status: "closed", lifts: "all" })).toEqual([
      { path: "changes.1.lifts", rule: ["onlyIfOpen", "closed"] },
    ]);
  });

  test("with the count of one month are refused", () => {
    const counted = { ...target, status: "open", effectiveAt: parseMoment("2026-10"), count: 5 } as const;
    expect(
      issuesOf(
        drafted({
          claims: [
            { ...counted, modes: ["pedestrian"] },
            { ...counted, modes: ["pedestrian"] },
          ],
        }),
      ),
    ).toEqual([{ path: "claims", rule: ["twoCounts", "puente pedestrian northbound", "2026-10"] }]);
  });
});
