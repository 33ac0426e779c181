import { Temporal } from "temporal-polyfill";
import type { AnnouncedChange } from "../../../src/domain/announcements/changes.ts";
import { settleStatements } from "../../../src/domain/announcements/settlement.ts";
import type { ChangeDraft } from "../../../src/domain/record/draft.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { place, SERVICE } from "../telling.ts";

const PUBLISHED = Temporal.Instant.from("2024-03-01T15:00:00Z");

/** A change read from a sentence of the text. */
const read = (
  status: "open" | "suspended",
  effectiveAt: string,
  change: Partial<ChangeDraft> = {},
  { headline = false, dated = true } = {},
): AnnouncedChange =>
  ({
    change: { crossing: "puente", status, effectiveAt: parseMoment(effectiveAt), ...change },
    still: false,
    dated,
    statement: { headline, act: { stretch: false } },
    doubts: [],
  }) as unknown as AnnouncedChange;

/** Returns each settled change: status, day, modes, and expected end. */
const settled = (...changes: AnnouncedChange[]) =>
  settleStatements(changes, [place([SERVICE])], PUBLISHED).map(({ change }) => [
    change.status,
    String(change.effectiveAt),
    change.modes,
    change.expectedUntil === undefined ? undefined : String(change.expectedUntil),
  ]);

describe("a reopening in the same item as a closure", () => {
  test("becomes the expected end of the closure if it is in the future", () => {
    const changes = [read("suspended", "2024-03-04"), read("open", "2024-03-06")];
    expect(settled(...changes)).toEqual([["suspended", "2024-03-04", undefined, "2024-03-06"]]);
    expect(changes[0]?.doubts).toHaveLength(1);
  });

  test("stays if it is in the past, and opens only the modes and directions that were shut", () => {
    const lift = read("open", "2024-02-28");
    const closure = read("suspended", "2024-02-20", { modes: ["pedestrian"], directions: ["northbound"] });
    expect(settled(closure, lift)).toEqual([
      ["suspended", "2024-02-20", ["pedestrian"], undefined],
      ["open", "2024-02-28", ["pedestrian"], undefined],
    ]);
    expect(lift.change.directions).toEqual(["northbound"]);
  });

  test("keeps its own modes", () => {
    const closure = read("suspended", "2024-02-20", { modes: ["pedestrian", "passenger"] });
    expect(settled(closure, read("open", "2024-02-28", { modes: ["passenger"] }))[1]?.[2]).toEqual(["passenger"]);
  });

  test("is dropped if it has no day, or the day of the closure", () => {
    const closure = ["suspended", "2024-02-20", undefined, undefined];
    expect(settled(read("suspended", "2024-02-20"), read("open", "2024-02-28", {}, { dated: false }))).toEqual([
      closure,
    ]);
    expect(settled(read("suspended", "2024-02-20"), read("open", "2024-02-20"))).toEqual([closure]);
  });

  test("stays unchanged if it is of other modes", () => {
    const changes = [
      read("suspended", "2024-03-04", { modes: ["pedestrian"] }),
      read("open", "2024-03-06", { modes: ["commercial"] }),
    ];
    expect(settled(...changes)).toEqual([
      ["suspended", "2024-03-04", ["pedestrian"], undefined],
      ["open", "2024-03-06", ["commercial"], undefined],
    ]);
  });
});

describe("repeated statements", () => {
  test("are one change, with the exact time and all modes", () => {
    const changes = [
      read("suspended", "2024-03-04", { modes: ["passenger"] }),
      read("suspended", "2024-03-04T14:00:00Z", { modes: ["pedestrian"] }),
    ];
    // Without a common mode, they are two changes.
    expect(settled(...changes)).toHaveLength(2);
    expect(settled(read("suspended", "2024-03-04"), read("suspended", "2024-03-04T14:00:00Z"))).toEqual([
      ["suspended", "2024-03-04T14:00:00Z", undefined, undefined],
    ]);
    expect(
      settled(
        read("suspended", "2024-03-04", { modes: ["passenger", "commercial"] }),
        read("suspended", "2024-03-04", { modes: ["pedestrian", "passenger"] }),
      ),
    ).toEqual([["suspended", "2024-03-04", ["pedestrian", "passenger", "commercial"], undefined]]);
  });

  test("on different days are two changes, but a title repeats its text", () => {
    expect(settled(read("suspended", "2024-03-04"), read("suspended", "2024-03-08"))).toHaveLength(2);
    expect(settled(read("suspended", "2024-03-08", {}, { headline: true }), read("suspended", "2024-03-04"))).toEqual([
      ["suspended", "2024-03-04", undefined, undefined],
    ]);
  });
});
