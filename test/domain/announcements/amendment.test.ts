import { amendmentOf, groundsOf } from "../../../src/domain/announcements/amendment.ts";
import type { AnnouncedDraft } from "../../../src/domain/announcements/read.ts";
import type { Proposal } from "../../../src/domain/record/proposal.ts";
import { parsePublication } from "../../../src/domain/time/moment.ts";

const earlier = (id: string, more: Partial<Proposal> = {}): Proposal =>
  ({ id, state: "open", supersededBy: null, report: null, ...more }) as Proposal;
const item = {
  title: "Lukeville stays open",
  text: "The closure is called off.",
  link: "https://example.org/1",
  publishedAt: parsePublication("2023-12-05"),
};
const draft = (more: Partial<AnnouncedDraft> = {}): AnnouncedDraft =>
  ({ draft: { changes: [], claims: [] }, quote: "stays open", doubts: [], ...more }) as unknown as AnnouncedDraft;

describe("an amended text without a recognised change", () => {
  test.each(["open", "accepted"] as const)("is proposed if an earlier proposal is %s", (state) => {
    expect(
      amendmentOf(item as never, "CBP", [earlier("p1", { state: "dismissed" }), earlier("p2", { state })]),
    ).toEqual({
      draft: {
        source: {
          kind: "announcement",
          publisher: "CBP",
          title: item.title,
          url: item.link,
          publishedAt: item.publishedAt,
        },
        note: item.text,
        changes: [],
        claims: [],
      },
      quote: item.title,
      doubts: ["No change is recognised in the amended text; it may call off the earlier change."],
    });
  });

  test.each(["dismissed", "expired", "superseded"] as const)("is not if the earlier one is %s", (state) => {
    expect(amendmentOf(item as never, "CBP", [earlier("p1", { state })])).toBeNull();
  });

  test("has the title as its note if the text is empty, and at most 2,000 characters of the text", () => {
    expect(amendmentOf({ ...item, text: "" } as never, "CBP", [earlier("p1")])?.draft.note).toBe(item.title);
    const long = amendmentOf({ ...item, text: "word ".repeat(1_000) } as never, "CBP", [earlier("p1")])?.draft.note;
    expect(long?.length).toBeLessThanOrEqual(2_000);
    expect(long?.length).toBeGreaterThan(1_900);
  });
});

describe("the grounds", () => {
  test("of a first text are the quote and the guesses", () => {
    expect(groundsOf(draft(), [], false)).toBe("“stays open”");
    expect(groundsOf(draft({ doubts: ["the year", "the direction"] }), [], false)).toBe(
      "“stays open” Guessed: the year; the direction.",
    );
  });

  test("of an amended text name the earlier proposals and their states", () => {
    const states = ["open", "accepted", "dismissed", "expired", "superseded"] as const;
    expect(
      groundsOf(
        draft(),
        states.map((state, i) => earlier(`p${i}`, { state })),
        true,
      ),
    ).toBe(
      "Amended: an earlier text of this item led to proposal p0 (which this one replaces), p1 (accepted), p2 (dismissed), p3 (expired), p4 (superseded). The same changes were read from both texts. “stays open”",
    );
  });

  test("ask to withdraw a report that is on record", () => {
    const accepted = earlier("p1", { state: "accepted", report: "r1", supersededBy: "p2" });
    expect(groundsOf(draft(), [accepted, earlier("p2", { state: "dismissed" })], false)).toBe(
      "Amended: an earlier text of this item led to proposal p1 (accepted; report r1 is on record), p2 (dismissed). If the new text replaces that report, withdraw the report too: accepting this proposal leaves it on record. “stays open”",
    );
  });

  test("leave out replaced proposals, but name the last one if all were replaced", () => {
    const replaced = [
      earlier("p1", { supersededBy: "p2" }),
      earlier("p2", { supersededBy: "p3", state: "superseded" }),
    ];
    expect(groundsOf(draft(), [...replaced, earlier("p3")], false)).toMatch(
      /proposal p3 \(which this one replaces\)\. /,
    );
    expect(groundsOf(draft(), replaced, false)).toMatch(/proposal p2 \(superseded\)\. /);
  });
});
