import { describe, expect, test } from "@jest/globals";
import { Temporal } from "temporal-polyfill";
import { proposalOf } from "../../src/domain/announcement.ts";
import { acceptDraft } from "../../src/domain/draft.ts";
import { crossings } from "../seed/seed-files.ts";
import { announced, HELD_OUT, KNOWN } from "../support/announcement-set.ts";
import { FIELDS, linesOf, PUBLISHER, precision, recall, scoreOf } from "../support/announcement-set-score.ts";

const all = [...KNOWN, ...HELD_OUT];
const places = [...crossings.values()];
const traps = all.filter(({ expected }) => expected.length === 0);
const news = all.filter(({ expected }) => expected.length > 0);

/** What the title and text of an item of 1 March 2024, 15:00 UTC, come to. */
const read = (title: string, text: string, publishedAt: string | null = "2024-03-01T15:00:00Z") =>
  proposalOf(
    { id: "1", title, text, link: null, publishedAt: publishedAt === null ? null : Temporal.Instant.from(publishedAt) },
    PUBLISHER,
    places,
  );
const linesRead = (text: string) => linesOf(read("Notice", text));

describe("the set of announcements", () => {
  test("is large enough, and a third of it announces nothing", () => {
    expect(all.length).toBeGreaterThanOrEqual(48);
    expect(traps.length).toBeGreaterThanOrEqual(18);
  });

  test.each(traps)("nothing is proposed of $name", (item) => {
    expect(proposalOf(announced(item), PUBLISHER, places)).toBeNull();
  });

  test.each(news)("the crossings are right in $name, and the draft would be accepted", (item) => {
    const proposal = proposalOf(announced(item), PUBLISHER, places);
    expect(new Set(linesOf(proposal).map(({ crossing }) => crossing))).toEqual(
      new Set(item.expected.map(({ crossing }) => crossing)),
    );
    if (proposal !== null) expect(() => acceptDraft(proposal.draft, crossings)).not.toThrow();
  });

  test.each(FIELDS)("%s is read with precision and recall of 0.95", (field) => {
    const score = scoreOf(all, places)[field];
    expect(precision(score)).toBeGreaterThanOrEqual(0.95);
    expect(recall(score)).toBeGreaterThanOrEqual(0.95);
  });
});

describe("a proposal", () => {
  const proposal = read("Lukeville to close", "Officials met. CBP will suspend operations at Lukeville on March 4.");

  test("quotes the title and the sentence that says it, and names its publisher", () => {
    expect(proposal?.quote).toBe("CBP will suspend operations at Lukeville on March 4.");
    expect(proposal?.draft.source).toMatchObject({
      kind: "announcement",
      publisher: PUBLISHER,
      title: "Lukeville to close",
    });
  });

  test("says what was guessed", () => {
    expect(proposal?.doubts).toContain("No direction is named; both are supposed.");
  });

  test("keeps a day a day", () => {
    expect(linesOf(proposal)).toEqual([{ crossing: "lukeville", status: "suspended", effectiveAt: "2024-03-04" }]);
  });

  test("that names no day is of the day of publication, its onset unknown, with a doubt", () => {
    const undated = read("Lukeville closed", "CBP has suspended operations at Lukeville.");
    expect(undated?.draft.changes[0]).toMatchObject({ onset: "unknown" });
    expect(String(undated?.draft.changes[0]?.effectiveAt)).toBe("2024-03-01");
    expect(undated?.doubts.join(" ")).toContain("may have begun earlier");
  });

  test("is not made where neither the text nor the feed gives a day", () => {
    expect(read("Lukeville closed", "CBP has suspended operations at Lukeville.", null)).toBeNull();
  });
});

test("what repeats itself without end is read in no time", () => {
  const started = performance.now();
  for (const words of ["Lukeville, and ", "6 to 7 a.m., ", "suspended after ", " \n"])
    read("Notice", words.repeat(5_000));
  expect(performance.now() - started).toBeLessThan(5_000);
});

test("both directions of what goes one way only is what there is", () => {
  const proposal = read(
    "Notice",
    "The Stanton Street Bridge will be closed to pedestrians in both directions, northbound and southbound, on March 4.",
  );
  expect(linesOf(proposal)).toMatchObject([{ crossing: "el-paso-stanton", modes: ["pedestrian"] }]);
  if (proposal !== null) expect(() => acceptDraft(proposal.draft, crossings)).not.toThrow();
});

describe("names", () => {
  const shut = (name: string) =>
    linesRead(`CBP will suspend operations at ${name} on March 4.`).map(({ crossing }) => crossing);
  test.each([
    ["Bridge I in Eagle Pass", ["eagle-pass-bridge-1"]],
    ["Bridge 1 in Laredo", ["laredo-gateway"]],
    ["Bridge One in Eagle Pass", ["eagle-pass-bridge-1"]],
    ["the Gateway bridge in Brownsville", ["brownsville-gateway"]],
    ["the Gateway bridge in Laredo", ["laredo-gateway"]],
    ["the Puente Negro in Piedras Negras", ["eagle-pass-rail"]],
    ["the Puente Viejo in Matamoros", ["brownsville-bm"]],
    ["the Morely Gate", ["nogales-morley-gate"]],
    ["the Naco port of entry", ["naco"]],
    ["Tecate", ["tecate"]],
    ["Bridge I", []],
    ["Gateway", []],
    ["the Puente Viejo", []],
    ["San Diego", []],
    ["Nogales", []],
    ["Hidalgo County jail", []],
  ])("%s means %j", (name, slugs) => {
    expect(shut(name)).toEqual(slugs);
  });
});

describe("times", () => {
  const since = (when: string, place = "Lukeville") =>
    linesRead(`CBP will suspend operations at ${place} ${when}.`)[0]?.effectiveAt;
  test.each([
    ["on March 4 at 2 p.m. Eastern", "2024-03-04T19:00:00Z"],
    ["on March 4 at 8 a.m. local time", "2024-03-04T15:00:00Z"],
    ["beginning Monday", "2024-03-04"],
    ["on Friday", "2024-03-01"],
    ["on 4 March 2024", "2024-03-04"],
    ["tomorrow at noon", "2024-03-02T19:00:00Z"],
    ["effective immediately", "2024-03-01T15:00:00Z"],
  ])("%s", (when, instant) => {
    expect(since(when)).toBe(instant);
  });

  test("a day long past is history, and proposes nothing", () => {
    expect(since("on Dec. 30")).toBeUndefined();
  });

  test("a label of the other season means the clock on the wall, with a doubt", () => {
    const proposal = read(
      "Notice",
      "Operations at Bridge 1 in Eagle Pass will be suspended on July 4 at 2 p.m. CST.",
      "2024-07-01T12:00:00Z",
    );
    expect(String(proposal?.draft.changes[0]?.effectiveAt)).toBe("2024-07-04T19:00:00Z");
    expect(proposal?.doubts.join(" ")).toContain('"CST" was not in force');
  });
});
