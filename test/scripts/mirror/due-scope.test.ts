import { makeDueScope, scopeOfEvent } from "../../../scripts/mirror/due-scope.ts";

describe("an event of the stream", () => {
  test("concerns the crossings of a report's lines", () => {
    const data = { retracts: null, changes: [{ crossing: "naco" }], claims: [{ crossing: "presidio" }] };
    expect(scopeOfEvent({ type: "report", data })).toEqual(new Set(["naco", "presidio"]));
  });

  test("concerns the crossing whose answer changed with the clock", () => {
    expect(scopeOfEvent({ type: "standing", data: { crossing: "naco" } })).toEqual(new Set(["naco"]));
  });

  test("may concern everything if it is a retraction, or of an unknown form", () => {
    expect(scopeOfEvent({ type: "report", data: { retracts: "one", changes: [], claims: [] } })).toBe("all");
    expect(scopeOfEvent({ type: "report", data: { retracts: null, changes: [{}], claims: [] } })).toBe("all");
    expect(scopeOfEvent({ type: "unreadable", data: null })).toBe("all");
    expect(scopeOfEvent({ type: "standing", data: null })).toBe("all");
  });
});

describe("what is due", () => {
  const { signal } = new AbortController();

  test("is collected until it is taken", async () => {
    const due = makeDueScope();
    due.add(new Set(["naco"]));
    const next = due.next(60_000, signal);
    due.add(new Set(["presidio"]));
    expect(await next).toEqual(new Set(["naco", "presidio"]));
    setTimeout(() => due.add(new Set(["donna"])), 10);
    expect(await due.next(60_000, signal)).toEqual(new Set(["donna"]));
  });

  test("is everything after the interval, and ends with the signal", async () => {
    const due = makeDueScope();
    expect(await due.next(10, signal)).toBe("all");
    const end = new AbortController();
    setTimeout(() => end.abort(), 10);
    await expect(due.next(60_000, end.signal)).rejects.toThrow("aborted");
  });
});
