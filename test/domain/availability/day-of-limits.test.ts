import { Temporal } from "temporal-polyfill";
import { availabilityOf } from "../../../src/domain/availability/availability.ts";
import { localMonths } from "../../../src/domain/time/months.ts";
import type { Programme, Reason } from "../../../src/domain/vocabulary.ts";
import { change, LIMITS, report, timeline } from "../telling.ts";

const HOUR = 3_600_000;
const DAY = { from: Temporal.Instant.from("2023-12-10T07:00:00Z"), to: Temporal.Instant.from("2023-12-11T07:00:00Z") };
const openFor = (seq: number, programmes: Programme[], effectiveAt: string, reason: Reason | null = null) => ({
  ...report(seq, "CBP", {
    statusChanges: [change("open", effectiveAt, { limited: programmes.length > 0, programmes })],
  }),
  reason,
});
const accountOf = (reports: ReturnType<typeof report>[]) => {
  const [account] = availabilityOf(timeline("America/Denver", reports), localMonths(DAY, "America/Denver"), LIMITS);
  return account;
};

describe("A day on which the limits change at an unknown moment", () => {
  const fast = openFor(1, ["fast"], "2023-12-01", "inspections");

  test("counts as limited, with the earlier reason and reports, if the service opens to more travellers", () => {
    const account = accountOf([fast, openFor(2, [], "2023-12-10")]);
    expect(account?.time).toMatchObject({ limited: 24 * HOUR, unknown: 0 });
    expect(account?.causes).toMatchObject([{ share: "limited", because: "in_service", reason: "inspections" }]);
    expect(account?.reports.map(({ id }) => id)).toEqual(["r1"]);
    expect(account?.evidence).toMatchObject({ announced: 24 * HOUR });
  });

  test("keeps the age of the earlier evidence", () => {
    const old = openFor(1, ["fast"], "2023-09-01");
    expect(accountOf([old, openFor(2, [], "2023-12-10")])?.evidence).toMatchObject({ unconfirmed: 24 * HOUR });
  });

  test("counts as unknown if other travellers are admitted instead", () => {
    const account = accountOf([fast, openFor(2, ["sentri"], "2023-12-10")]);
    expect(account?.time).toMatchObject({ limited: 0, unknown: 24 * HOUR });
    expect(account?.causes).toMatchObject([{ share: "unknown", because: "day_of_change" }]);
  });

  test("counts as limited even if the limits also changed at an unknown moment on the day before", () => {
    const day = openFor(2, ["fast", "sentri"], "2023-12-09");
    const night = openFor(3, [], "2023-12-10");
    const from = Temporal.Instant.from("2023-12-09T07:00:00Z");
    const [account] = availabilityOf(
      timeline("America/Denver", [fast, day, night]),
      localMonths({ from, to: DAY.to.add({ hours: 24 }) }, "America/Denver"),
      LIMITS,
    );
    expect(account?.time).toMatchObject({ limited: 48 * HOUR, open: 24 * HOUR, unknown: 0 });
  });
});

test("Availability can be computed after tens of thousands of changes of limits", () => {
  const first = Temporal.Instant.from("2023-01-01T00:00:00Z");
  const all = Array.from({ length: 30_000 }, (_, i) =>
    openFor(i, [i % 2 === 0 ? "fast" : "sentri"], String(first.add({ minutes: i }))),
  );
  expect(accountOf(all)?.time).toMatchObject({ limited: 24 * HOUR });
  const onOneDay = Array.from({ length: 30_000 }, (_, i) =>
    openFor(i, [i % 2 === 0 ? "fast" : "sentri"], "2023-12-10"),
  );
  expect(accountOf(onOneDay)?.time).toMatchObject({ unknown: 24 * HOUR });
});
