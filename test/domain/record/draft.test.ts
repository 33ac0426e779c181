import { Refusal } from "../../../src/domain/errors.ts";
import { acceptDraft, type ReportDraft } from "../../../src/domain/record/draft.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { place, SERVICE } from "../telling.ts";

const crossing = place([SERVICE]);
const target = { crossing: crossing.slug, effectiveAt: parseMoment("2026-11-24") };

const accept = (draft: Partial<ReportDraft>) =>
  acceptDraft(
    {
      source: { kind: "news", publisher: "P", title: "T", url: null, publishedAt: null },
      reason: null,
      note: null,
      changes: [],
      claims: [],
      ...draft,
    } as ReportDraft,
    new Map([[crossing.slug, crossing]]),
  );

test("a draft with an empty list of modes or directions is refused", () => {
  const refused = (selection: object) =>
    expect(() => accept({ changes: [{ ...target, status: "closed", ...selection }] })).toThrow(Refusal);
  refused({ modes: [] });
  refused({ directions: [] });
  expect(accept({ changes: [{ ...target, status: "closed" }] }).statusChanges).toHaveLength(1);
});
