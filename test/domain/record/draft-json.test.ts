import { parseException } from "../../../src/domain/hours/exceptions.ts";
import { parseHours } from "../../../src/domain/hours/opening-hours.ts";
import type { ReportDraft } from "../../../src/domain/record/draft.ts";
import { readDraft, type WrittenDraft, writeDraft } from "../../../src/domain/record/draft-json.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";

const SOURCE = { kind: "news", publisher: "P", title: "T", url: null } as const;
const [DAY, MONTH, INSTANT] = ["2026-11-24", "2026-12", "2026-11-24T12:00:00Z"].map(parseMoment) as [
  ReturnType<typeof parseMoment>,
  ReturnType<typeof parseMoment>,
  ReturnType<typeof parseMoment>,
];

const WRITTEN: WrittenDraft = {
  source: { ...SOURCE, publishedAt: "2026" },
  reason: "weather",
  note: "A note",
  changes: [
    { crossing: "puente", status: "closed", effectiveAt: "2026-11-24", expectedUntil: "2026-12" },
    { crossing: "puente", hours: "06:00-22:00", effectiveAt: "2026-11-24T12:00:00Z", expectedUntil: null },
    { crossing: "puente", exception: "2026 Dec 25 off", until: "2026-12", effectiveAt: "2026-11-24" },
    { crossing: "puente", hours: null, exception: null, until: null, effectiveAt: "2026-11-24" },
  ],
  claims: [
    { crossing: "puente", status: "open", effectiveAt: "2026-11-24", until: "2026-12" },
    { crossing: "puente", status: "open", modes: ["rail"], effectiveAt: "2026-12", until: null, count: 5 },
  ],
};
const DRAFT: ReportDraft = {
  source: { ...SOURCE, publishedAt: 2026 },
  reason: "weather",
  note: "A note",
  changes: [
    { crossing: "puente", status: "closed", effectiveAt: DAY, expectedUntil: MONTH },
    { crossing: "puente", hours: parseHours("06:00-22:00"), effectiveAt: INSTANT, expectedUntil: null },
    { crossing: "puente", exception: parseException("2026 Dec 25 off"), until: MONTH, effectiveAt: DAY },
    { crossing: "puente", hours: null, exception: null, until: null, effectiveAt: DAY },
  ],
  claims: [
    { crossing: "puente", status: "open", effectiveAt: DAY, until: MONTH },
    { crossing: "puente", status: "open", modes: ["rail"], effectiveAt: MONTH, until: null, count: 5 },
  ],
};

test("a draft is read from JSON, and written to the same JSON", () => {
  // A missing field differs from a field that is null.
  expect(readDraft(WRITTEN)).toStrictEqual(DRAFT);
  expect(writeDraft(DRAFT)).toStrictEqual(WRITTEN);
});

test("missing parts are none", () => {
  const source = { ...SOURCE, publishedAt: null };
  expect(readDraft({ source })).toStrictEqual({ source, reason: null, note: null, changes: [], claims: [] });
  expect(writeDraft({ source, changes: [], claims: [] })).toStrictEqual({
    ...{ source, reason: null, note: null, changes: [], claims: [] },
  });
  const claim = { crossing: "puente", status: "open" } as const;
  expect(readDraft({ source, claims: [{ ...claim, effectiveAt: "2026-12" }] }).claims).toStrictEqual([
    { ...claim, effectiveAt: MONTH, until: null },
  ]);
  expect(writeDraft({ source, changes: [], claims: [{ ...claim, effectiveAt: MONTH }] }).claims).toStrictEqual([
    { ...claim, effectiveAt: "2026-12", until: null },
  ]);
});

test("a time that cannot be parsed is refused", () => {
  const source = { ...SOURCE, publishedAt: null };
  const change = { crossing: "puente", status: "open", effectiveAt: "next week" } as const;
  expect(() => readDraft({ source, changes: [change] })).toThrow(RangeError);
  expect(() => readDraft({ source: { ...SOURCE, publishedAt: "soon" } })).toThrow(RangeError);
});
