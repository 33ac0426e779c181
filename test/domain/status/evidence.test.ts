import { change, claim, observation, report, standing } from "../telling.ts";

const NOON = "2024-01-10T19:00:00Z";
const open = report(1, "CBP", { statusChanges: [change("open", "2024-01-01T00:00:00Z")] });
const shut = report(1, "CBP", { statusChanges: [change("suspended", "2024-01-05T00:00:00Z")] });
const says = (seq: number, publisher: string, ...args: Parameters<typeof claim>) =>
  report(seq, publisher, { claims: [claim(...args)] });

const told = (...args: Parameters<typeof standing>) => {
  const { certainty, confirmedAt, conflict } = standing(...args);
  const against = conflict && `${conflict.status} ${conflict.at} ${conflict.source?.publisher ?? "feed"}`;
  return { certainty, confirmedAt: confirmedAt && String(confirmedAt), conflict: against };
};

describe("A standing is announced", () => {
  test("if only one publisher reports it, however often", () => {
    expect(told([open, says(2, "CBP", "open", "2024-01-06")], NOON).certainty).toBe("announced");
  });
});

describe("A standing is confirmed", () => {
  test("by a second publisher's claim about a time after it took effect, from the start of that time", () => {
    const reports = [shut, says(2, "AP", "suspended", "2024-01-06")];
    expect(told(reports, NOON)).toEqual({ certainty: "confirmed", confirmedAt: "2024-01-06", conflict: null });
    expect(told(reports, "2024-01-06T06:59:59.999Z")).toMatchObject({ certainty: "announced", confirmedAt: null });
  });

  test("by a second publisher's change in the same run", () => {
    const other = report(2, "AP", { statusChanges: [change("suspended", "2024-01-06")] });
    expect(told([shut, other], NOON).certainty).toBe("confirmed");
  });

  test("neither by a claim about the time before it took effect, nor by a denied claim", () => {
    const early = says(2, "AP", "suspended", "2024-01-04T00:00:00Z");
    const denied = says(3, "AP", "suspended", "2024-01-06", { denied: true });
    expect(told([shut, early, denied], NOON)).toMatchObject({ certainty: "announced", confirmedAt: null });
  });

  test("by a lane with traffic, until the end of the time limit, to the millisecond", () => {
    const feed = observation("moving", "2024-01-10T17:00:00Z");
    expect(told([open], NOON, { observation: feed })).toEqual({
      certainty: "confirmed",
      confirmedAt: "2024-01-10T17:00:00Z",
      conflict: null,
    });
    expect(told([open], "2024-01-10T19:00:00.001Z", { observation: feed }).certainty).toBe("announced");
  });

  test("not by traffic from before it opened", () => {
    const reopened = report(2, "CBP", { statusChanges: [change("open", "2024-01-10T18:30:00Z")] });
    const feed = observation("moving", "2024-01-10T18:29:00Z");
    expect(told([shut, reopened], NOON, { observation: feed })).toMatchObject({
      certainty: "announced",
      confirmedAt: null,
    });
  });
});

describe("Traffic reported by a source other than CBP's wait times", () => {
  const bridges = { name: "bridges", publisher: "Bridges", title: "Waits", url: "https://bridges.example/" };
  const seen = { ...observation("moving", "2024-01-10T18:00:00Z"), origin: bridges };

  test("is attributed to that source, even if it conflicts with a restriction", () => {
    expect(standing([open], NOON, { observation: seen }).credits.attested).toBe("Bridges");
    expect(told([shut], NOON, { observation: seen }).conflict).toBe("open 2024-01-10T18:00:00Z Bridges");
  });
});

describe("A standing is unconfirmed", () => {
  test("if it is open and has had no evidence for 90 days, to the millisecond", () => {
    expect(told([open], "2024-03-31T00:00:00Z").certainty).toBe("announced");
    expect(told([open], "2024-03-31T00:00:00.001Z").certainty).toBe("unconfirmed");
  });

  test("only when more than 90 days have passed since the end of a claim that agrees, even one by another publisher", () => {
    const reports = [open, says(2, "AP", "open", "2024-01-02", { until: "2024-02-01T00:00:00Z" })];
    expect(told(reports, "2024-05-01T00:00:00Z").certainty).toBe("confirmed");
    expect(told(reports, "2024-05-01T00:00:00.001Z").certainty).toBe("unconfirmed");
  });

  test("never if it is restricted, however long ago the restriction began", () => {
    expect(told([shut], "2025-01-01T00:00:00Z").certainty).toBe("announced");
  });

  test("on a day of change, even if two publishers report it", () => {
    const lifted = report(2, "CBP", { statusChanges: [change("open", "2024-01-10")] });
    expect(told([shut, lifted, says(3, "AP", "open", "2024-01-10")], NOON).certainty).toBe("unconfirmed");
  });

  test("without affecting `open`", () => {
    expect(standing([open], "2024-06-01T00:00:00Z")).toMatchObject({ open: true, certainty: "unconfirmed" });
  });
});

describe("A conflict", () => {
  test("is another publisher's claim of a different status, if the claim is neither denied nor in the future", () => {
    expect(told([open, says(2, "AP", "closed", "2024-01-10T00:00:00Z")], NOON).conflict).toBe(
      "closed 2024-01-10T00:00:00Z AP",
    );
    const none = [
      says(2, "CBP", "closed", "2024-01-10T00:00:00Z"),
      says(2, "AP", "closed", "2024-01-10T00:00:00Z", { denied: true }),
      says(2, "AP", "closed", "2024-01-10T19:00:00.001Z"),
    ];
    for (const said of none) expect(told([open, said], NOON).conflict).toBeNull();
  });

  test("is not found in a claim for a day if the record has the claimed status at any time that day", () => {
    expect(told([open, shut, says(2, "AP", "open", "2024-01-05")], NOON).conflict).toBe("open 2024-01-05 AP");
    expect(told([open, { ...shut, seq: 3 }, says(2, "AP", "open", "2024-01-04")], NOON).conflict).toBeNull();
  });

  test("is found in a claim for a period only if the period ends after the current change", () => {
    const until = (end: string) => says(2, "AP", "open", "2024-01-01", { until: end });
    expect(told([shut, until("2024-01-05T00:00:00Z")], NOON).conflict).toBeNull();
    expect(told([shut, until("2024-01-05T00:00:00.001Z")], NOON).conflict).toBe("open 2024-01-01 AP");
  });

  test("can begin with the current change, but not before", () => {
    expect(told([shut, says(2, "AP", "open", "2024-01-05T00:00:00Z")], NOON).conflict).not.toBeNull();
    expect(told([shut, says(2, "AP", "open", "2024-01-04T23:59:59.999Z")], NOON).conflict).toBeNull();
  });

  test("ends with a newer claim by the same publisher that agrees with the standing", () => {
    const reports = [open, says(2, "AP", "closed", "2024-01-08T00:00:00Z"), says(3, "AP", "open", "2024-01-09")];
    expect(told(reports, NOON).conflict).toBeNull();
  });

  test("can be another publisher's change with the same start", () => {
    const rival = report(0, "AP", { statusChanges: [change("open", "2024-01-05T00:00:00Z")] });
    expect(told([rival, shut], NOON).conflict).toBe("open 2024-01-05T00:00:00Z AP");
  });

  test("can be traffic during a restriction, as long as the traffic lasts", () => {
    const feed = (at: string) => ({ observation: observation("moving", at) });
    expect(told([shut], NOON, feed("2024-01-10T18:00:00Z"))).toEqual({
      certainty: "announced",
      confirmedAt: null,
      conflict: "open 2024-01-10T18:00:00Z feed",
    });
    expect(told([shut], NOON, feed("2024-01-10T16:59:59.999Z")).conflict).toBeNull();
    expect(told([shut], NOON, { observation: observation("silent", "2024-01-10T18:00:00Z") }).conflict).toBeNull();
  });
});
