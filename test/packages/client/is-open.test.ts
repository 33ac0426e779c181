import { isOpen } from "../../../packages/client/src/index.ts";

const sure = {
  open: true,
  status: "open",
  because: "in_service",
  certainty: "confirmed",
  programmes: [],
  conflict: null,
} as const;
const conflict = {
  status: "closed",
  limited: false,
  programmes: [],
  at: "2026-03-02",
  source: { kind: "news", publisher: "Example Press", title: "Closed", url: null, publishedAt: null },
} as const;

describe("isOpen", () => {
  test.each([
    ["a confirmed opening", sure, true],
    ["an announced opening", { ...sure, certainty: "announced" }, true],
    ["an attested opening", { ...sure, certainty: "attested" }, true],
    ["a closure", { ...sure, open: false }, false],
    ["a closure that is not confirmed", { ...sure, open: false, certainty: "unconfirmed" }, false],
    ["an answer in doubt", { ...sure, open: null }, null],
    ["a service without any report", { ...sure, open: null, certainty: null }, null],
    ["an opening that nothing recent confirms", { ...sure, certainty: "unconfirmed" }, null],
    ["an opening without any certainty", { ...sure, certainty: null }, null],
    ["an opening that a source contradicts", { ...sure, conflict }, null],
    ["an opening that a source contradicts, in an event", { ...sure, contradicted: true }, null],
    ["an opening as it was known a minute ago", { ...sure, staleSeconds: 60 }, true],
    ["an opening as it was known hours ago", { ...sure, staleSeconds: 7_200 }, null],
    ["a closure as it was known hours ago", { ...sure, open: false, staleSeconds: 7_200 }, null],
    ["an opening with limits that no programme describes", { ...sure, limited: true }, null],
    ["an opening without limits", { ...sure, limited: false }, true],
    ["an opening for some travellers only", { ...sure, programmes: ["sentri"] }, null],
  ] as const)("says of %s", (_, service, expected) => {
    expect(isOpen(service)).toBe(expected);
    expect(isOpen({ services: [service] })).toBe(expected);
    expect(isOpen({ services: [service, service] })).toBe(expected);
  });

  test.each(["status", "because", "certainty"])("takes a word of %s that it does not know for doubt", (name) => {
    expect(isOpen({ ...sure, [name]: "a word of a later version" })).toBeNull();
  });

  test("answers for the travellers of a programme", () => {
    const limited = { ...sure, limited: true, programmes: ["sentri", "fast"] } as const;
    expect(isOpen(limited, { programme: "fast" })).toBe(true);
    expect(isOpen(limited, { programme: "ready" })).toBe(false);
    expect(isOpen(sure, { programme: "ready" })).toBe(true);
    expect(isOpen({ ...sure, limited: true }, { programme: "ready" })).toBeNull();
  });

  test("is null for a crossing of which only a part is open, and for one without services", () => {
    expect(isOpen({ services: [sure, { ...sure, open: false }] })).toBeNull();
    expect(isOpen({ services: [sure, { ...sure, open: null }] })).toBeNull();
    expect(
      isOpen({
        services: [
          { ...sure, open: false },
          { ...sure, open: null },
        ],
      }),
    ).toBeNull();
    expect(isOpen({ services: [] })).toBeNull();
  });

  test("is null for a crossing as it was known hours ago", () => {
    expect(isOpen({ services: [sure], staleSeconds: 60 })).toBe(true);
    expect(isOpen({ services: [sure], staleSeconds: 61 })).toBeNull();
  });
});
