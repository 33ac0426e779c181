import { type AskedPeriod, refuseReversed } from "../../../src/domain/time/asked-period.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";

const asked = (from: string | undefined, to: string | undefined): AskedPeriod => ({
  from: from === undefined ? undefined : parseMoment(from),
  to: to === undefined ? undefined : parseMoment(to),
});
const refusing = (from: string | undefined, to: string | undefined) => () =>
  refuseReversed(asked(from, to), "America/Denver");

describe("a period", () => {
  test.each([
    ["2024-01-04", "2024-01-03"],
    ["2024-01-04", "2024-01-04T07:00:00Z"],
    ["2024-01-05T07:00:00Z", "2024-01-04"],
    ["2024-02", "2024-01"],
  ])("from %s to %s is refused, because it is empty or reversed", (from, to) => {
    expect(refusing(from, to)).toThrow(
      expect.objectContaining({ code: "invalid", issues: [{ path: "from", rule: ["beforeEnd", to], value: from }] }),
    );
  });

  test.each([
    ["2024-01-04", "2024-01-04"],
    ["2024-01-04", "2024-01-04T07:00:00.001Z"],
    ["2024-01-05T06:59:59Z", "2024-01-04"],
    ["2024-01-31", "2024-01"],
    [undefined, "2024-01"],
    ["2024-01", undefined],
    [undefined, undefined],
  ])("from %s to %s is accepted", (from, to) => expect(refusing(from, to)).not.toThrow());
});
