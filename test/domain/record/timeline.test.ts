import { Temporal } from "temporal-polyfill";
import type { Report } from "../../../src/domain/record/report.ts";
import { isVisible, type RecordView } from "../../../src/domain/record/timeline.ts";
import { recordedAt } from "../arbitrary-log.ts";
import { change, report, standing } from "../telling.ts";

const suspended = report(1, "CBP", { statusChanges: [change("suspended", "2024-01-05T00:00:00Z")] }, "2024-01-02");
const reopened = report(2, "AP", { statusChanges: [change("open", "2024-01-04T00:00:00Z")] }, "2024-01-08");
const corrected = report(3, "CBP", { statusChanges: [change("open", "2024-01-05T00:00:00Z")] }, "2024-01-09");

const statusAt = (reports: readonly Report[], at: string, view: RecordView = {}) =>
  standing(reports, at, { view }).status;
const published = (publishedBefore: string): RecordView => ({
  publishedBefore: Temporal.Instant.from(publishedBefore),
});

describe("Valid time", () => {
  test("determines the order: the newest effective change counts, not the newest recorded", () => {
    expect(statusAt([suspended, reopened], "2024-01-06T00:00:00Z")).toBe("suspended");
    expect(statusAt([suspended, reopened], "2024-01-04T12:00:00Z")).toBe("open");
  });

  test("includes a change from its exact instant, and nothing is known before the first change", () => {
    expect(statusAt([suspended], "2024-01-04T23:59:59.999Z")).toBe("unknown");
    expect(statusAt([suspended], "2024-01-05T00:00:00Z")).toBe("suspended");
  });

  test("prefers, of two changes at one instant, the one recorded later", () => {
    expect(statusAt([suspended, corrected], "2024-01-06T00:00:00Z")).toBe("open");
    expect(statusAt([corrected, suspended], "2024-01-06T00:00:00Z")).toBe("open");
  });
});

describe("The known record", () => {
  test("includes a report from the instant of its recording", () => {
    expect(statusAt([suspended, corrected], "2024-01-06T00:00:00Z", { knownAt: recordedAt(3) })).toBe("open");
    const before = recordedAt(3).subtract({ milliseconds: 1 });
    expect(statusAt([suspended, corrected], "2024-01-06T00:00:00Z", { knownAt: before })).toBe("suspended");
    expect(statusAt([suspended], "2024-01-06T00:00:00Z", { knownAt: recordedAt(0) })).toBe("unknown");
  });

  test("includes a retracted report until the recording of its retraction", () => {
    const withdrawn = { ...corrected, retractedAt: recordedAt(5) };
    const known = (knownAt: Temporal.Instant) => isVisible(withdrawn, { knownAt });
    expect(known(recordedAt(5).subtract({ milliseconds: 1 }))).toBe(true);
    expect(known(recordedAt(5))).toBe(false);
    expect(isVisible(withdrawn, {})).toBe(false);
  });

  test("excludes a retracted report, although readers could have read it", () => {
    expect(isVisible({ ...corrected, retractedAt: recordedAt(5) }, published("2024-02-01T00:00:00Z"))).toBe(false);
  });
});

describe("The published record", () => {
  test("includes a report dated to a day from the end of that day, in the westernmost time zone of the border", () => {
    expect(isVisible(suspended, published("2024-01-03T07:59:59.999Z"))).toBe(false);
    expect(isVisible(suspended, published("2024-01-03T08:00:00Z"))).toBe(true);
  });

  test("includes a report dated to a month or a year from the end of that period", () => {
    for (const [publishedAt, end] of [
      ["2024-03", "2024-04-01T07:00:00Z"],
      ["2023", "2024-01-01T08:00:00Z"],
    ] as const) {
      const source = report(1, "CBP", {}, publishedAt);
      const instant = Temporal.Instant.from(end);
      expect(isVisible(source, { publishedBefore: instant })).toBe(true);
      expect(isVisible(source, { publishedBefore: instant.subtract({ milliseconds: 1 }) })).toBe(false);
    }
  });

  test("never includes a report without a publication date", () => {
    expect(isVisible(report(1, "CBP", {}), published("2100-01-01T00:00:00Z"))).toBe(false);
  });

  test("combines with the known record: a report must be in both", () => {
    const late = { ...published("2024-02-01T00:00:00Z"), knownAt: recordedAt(0) };
    expect(isVisible(suspended, late)).toBe(false);
    expect(isVisible(suspended, { ...late, knownAt: recordedAt(1) })).toBe(true);
    expect(isVisible(suspended, { ...published("2024-01-01T00:00:00Z"), knownAt: recordedAt(1) })).toBe(false);
  });
});

describe("An announced change", () => {
  const closing = report(1, "CBP", {
    statusChanges: [change("suspended", "2023-12-04", { expectedUntil: "2024-01-03" })],
  });
  const resuming = report(2, "CBP", { statusChanges: [change("open", "2024-01-04T13:00:00Z")] });

  test("is shown in advance, and changes the status at its effective time", () => {
    const before = standing([closing, resuming], "2024-01-04T12:59:59.999Z");
    expect(before).toMatchObject({ status: "suspended", open: false, next: { status: "open" } });
    expect(standing([closing, resuming], "2024-01-04T13:00:00Z")).toMatchObject({ status: "open", next: null });
  });

  test("with only an expected date reopens nothing: after that day the restriction is overdue", () => {
    expect(standing([closing], "2024-01-04T06:59:59.999Z")).toMatchObject({ status: "suspended", overdue: false });
    expect(standing([closing], "2024-01-04T07:00:00Z")).toMatchObject({
      status: "suspended",
      open: false,
      overdue: true,
    });
  });
});
