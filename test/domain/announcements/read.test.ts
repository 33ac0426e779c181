import { Temporal } from "temporal-polyfill";
import { proposalOf } from "../../../src/domain/announcements/read.ts";
import { acceptDraft } from "../../../src/domain/record/draft.ts";
import { crossings } from "../../seed/seed-files.ts";
import { announced, HELD_OUT, KNOWN } from "../../support/announcement-set.ts";
import { FIELDS, linesOf, PUBLISHER, precision, recall, scoreOf } from "../../support/announcement-set-score.ts";

const all = [...KNOWN, ...HELD_OUT];
const places = [...crossings.values()];
const traps = all.filter(({ expected }) => expected.length === 0);
const news = all.filter(({ expected }) => expected.length > 0);

/** Reads an item published on 1 March 2024, 15:00 UTC. */
const read = (title: string, text: string, publishedAt: string | null = "2024-03-01T15:00:00Z") =>
  proposalOf(
    { id: "1", title, text, link: null, publishedAt: publishedAt === null ? null : Temporal.Instant.from(publishedAt) },
    PUBLISHER,
    places,
  );
const linesRead = (text: string) => linesOf(read("Notice", text));

describe("the set of announcements", () => {
  test("has at least 48 items, of which at least 18 announce nothing", () => {
    expect(all.length).toBeGreaterThanOrEqual(48);
    expect(traps.length).toBeGreaterThanOrEqual(18);
  });

  test.each(traps)("nothing is proposed from $name", (item) => {
    expect(proposalOf(announced(item), PUBLISHER, places)).toBeNull();
  });

  test.each(news)("a proposal from $name has the correct crossings and an acceptable draft", (item) => {
    const proposal = proposalOf(announced(item), PUBLISHER, places);
    expect(new Set(linesOf(proposal).map(({ crossing }) => crossing))).toEqual(
      new Set(item.expected.map(({ crossing }) => crossing)),
    );
    if (proposal !== null) expect(() => acceptDraft(proposal.draft, crossings)).not.toThrow();
  });

  test.each(FIELDS)("%s is read with precision and recall of at least 0.95", (field) => {
    const score = scoreOf(all, places)[field];
    expect(precision(score)).toBeGreaterThanOrEqual(0.95);
    expect(recall(score)).toBeGreaterThanOrEqual(0.95);
  });
});

describe("a proposal", () => {
  const proposal = read("Lukeville to close", "Officials met. CBP will suspend operations at Lukeville on March 4.");

  test("quotes the title and the relevant sentence, and names the publisher", () => {
    expect(proposal?.quote).toBe("CBP will suspend operations at Lukeville on March 4.");
    expect(proposal?.draft.source).toMatchObject({
      kind: "announcement",
      publisher: PUBLISHER,
      title: "Lukeville to close",
    });
  });

  test.each([0, 1])("never cuts the quote of a long title in the middle of a character (%i)", (shift) => {
    const title = `CBP will suspend operations at Lukeville on March 4${"!".repeat(shift)} ${"🚧".repeat(200)}`;
    expect(read(title, "")?.quote).toMatch(/🚧$/u);
  });

  test("lists its assumptions", () => {
    expect(proposal?.doubts).toContain("No direction is named; both are assumed.");
  });

  test("does not convert a day to an instant", () => {
    expect(linesOf(proposal)).toEqual([{ crossing: "lukeville", status: "suspended", effectiveAt: "2024-03-04" }]);
  });

  test("without a stated day has the day of publication, the onset `unknown`, and a doubt", () => {
    const undated = read("Lukeville closed", "CBP has suspended operations at Lukeville.");
    expect(undated?.draft.changes[0]).toMatchObject({ onset: "unknown" });
    expect(String(undated?.draft.changes[0]?.effectiveAt)).toBe("2024-03-01");
    expect(undated?.doubts.join(" ")).toContain("may have begun earlier");
  });

  test("is not created if neither the text nor the feed gives a day", () => {
    expect(read("Lukeville closed", "CBP has suspended operations at Lukeville.", null)).toBeNull();
  });
});

test("endlessly repeated text is parsed quickly", () => {
  const started = performance.now();
  for (const words of ["Lukeville, and ", "6 to 7 a.m., ", "suspended after ", " \n"])
    read("Notice", words.repeat(5_000));
  expect(performance.now() - started).toBeLessThan(5_000);
});

test('"both directions" of a one-way crossing means its one direction', () => {
  const proposal = read(
    "Notice",
    "The Stanton Street Bridge will be closed to pedestrians in both directions, northbound and southbound, on March 4.",
  );
  expect(linesOf(proposal)).toMatchObject([{ crossing: "el-paso-stanton", modes: ["pedestrian"] }]);
  if (proposal !== null) expect(() => acceptDraft(proposal.draft, crossings)).not.toThrow();
});

describe("the name", () => {
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

describe("the start of a suspension", () => {
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
  ])('given as "%s" is read as %s', (when, instant) => {
    expect(since(when)).toBe(instant);
  });

  test("is not proposed if the day is long past", () => {
    expect(since("on Dec. 30")).toBeUndefined();
  });

  test("is read as local time, with a doubt, if the text prints CST in summer", () => {
    const proposal = read(
      "Notice",
      "Operations at Bridge 1 in Eagle Pass will be suspended on July 4 at 2 p.m. CST.",
      "2024-07-01T12:00:00Z",
    );
    expect(String(proposal?.draft.changes[0]?.effectiveAt)).toBe("2024-07-04T19:00:00Z");
    expect(proposal?.doubts.join(" ")).toContain('"CST" was not in force');
  });
});

describe("a time of day", () => {
  /** Reads an announcement that Calexico East (Pacific time) closes on 5 December 2026, with `when` after the date. */
  const from = (when: string) => {
    const text = `The Calexico East Port of Entry will be closed beginning Saturday, Dec. 5, 2026${when}.`;
    const proposal = read("Notice", text, "2026-11-28T15:00:00Z");
    expect(proposal?.draft.changes).toHaveLength(1);
    return { at: String(proposal?.draft.changes[0]?.effectiveAt), doubts: proposal?.doubts.join(" ") ?? "" };
  };

  test.each([
    [" at 12 noon PST", "2026-12-05T20:00:00Z"],
    [" at 12:00 noon", "2026-12-05T20:00:00Z"],
    [" at noon", "2026-12-05T20:00:00Z"],
    [" at twelve noon", "2026-12-05T20:00:00Z"],
    [" at midday", "2026-12-05T20:00:00Z"],
    [", a las 12 del mediodía", "2026-12-05T20:00:00Z"],
    [", a las 12:00 del día", "2026-12-05T20:00:00Z"],
    [", a las doce de la mañana", "2026-12-05T20:00:00Z"],
    [" at 12 midnight", "2026-12-05T08:00:00Z"],
    [" at 12:00 midnight", "2026-12-05T08:00:00Z"],
    [" at midnight", "2026-12-05T08:00:00Z"],
    [", al mediodía", "2026-12-05T20:00:00Z"],
    [", a la medianoche", "2026-12-05T08:00:00Z"],
    [", a las 12 de la noche", "2026-12-05T08:00:00Z"],
    [" at 24:00 hours", "2026-12-06T08:00:00Z"],
    [" at 6 o'clock in the morning", "2026-12-05T14:00:00Z"],
    [" at 6 o’clock in the evening", "2026-12-06T02:00:00Z"],
    [" at six o'clock a.m.", "2026-12-05T14:00:00Z"],
    [" at 6:30 in the evening", "2026-12-06T02:30:00Z"],
    [" at 6 in the morning", "2026-12-05T14:00:00Z"],
    [" at 10 at night", "2026-12-06T06:00:00Z"],
    [" at 1800 local", "2026-12-06T02:00:00Z"],
    [" at 1800 local time", "2026-12-06T02:00:00Z"],
    [" at 1800 hours", "2026-12-06T02:00:00Z"],
    [" at 1800 hrs.", "2026-12-06T02:00:00Z"],
    [" at 1800", "2026-12-06T02:00:00Z"],
    [" at 0600 MST", "2026-12-05T13:00:00Z"],
    [" at 2000 hours", "2026-12-06T04:00:00Z"],
    [" at 18:00 hours", "2026-12-06T02:00:00Z"],
    [" at 18:00 UTC", "2026-12-05T18:00:00Z"],
    [" at 6 a.m. local time", "2026-12-05T14:00:00Z"],
    [" at 6 a.m. (local time)", "2026-12-05T14:00:00Z"],
    [" at 6 A.M. Mountain Standard Time", "2026-12-05T13:00:00Z"],
    [", a las 6 de la mañana", "2026-12-05T14:00:00Z"],
    [", a las seis de la tarde", "2026-12-06T02:00:00Z"],
    [", a las 6:00 hrs. de la mañana", "2026-12-05T14:00:00Z"],
    [", a la 1 de la madrugada", "2026-12-05T09:00:00Z"],
    [", a las 18 horas", "2026-12-06T02:00:00Z"],
    [", a las 18", "2026-12-06T02:00:00Z"],
  ])('is read in "Dec. 5, 2026%s" as %s', (when, instant) => {
    const { at, doubts } = from(when);
    expect(at).toBe(instant);
    expect(doubts).not.toContain("not understood");
  });

  test.each([
    [" at 6 o'clock", "6 o'clock"],
    [", a las 6", "a las 6"],
    [" at 13 p.m", "13 p.m"],
    [" at 25:00", "25:00"],
    [" at 1860 hours", "1860 hours"],
    [" at 1800L", "1800l"],
    [" at sunset", "sunset"],
    [" at half past six", "half past six"],
  ])('that cannot be parsed is noted as a doubt, and the day is kept: "Dec. 5, 2026%s"', (when, told) => {
    const { at, doubts } = from(when);
    expect(at).toBe("2026-12-05");
    expect(doubts).toContain(`"${told}" looks like a time of day but was not understood`);
  });

  test("that the draft cannot state is noted as a doubt", () => {
    expect(from(", no later than 6 p.m").doubts).toContain('"6 p.m." is in the text but not in the draft');
    expect(from(", from 6 a.m. to 8 a.m. and from 2 p.m. to 4 p.m").doubts).toContain("Several periods of the day");
  });

  test("that cannot be read is noted as a doubt, even if it is in the next sentence", () => {
    const text = "CBP will suspend operations at Lukeville on March 4. The suspension takes effect at 6 o'clock.";
    expect(read("Notice", text)?.doubts.join(" ")).toContain('"6 o\'clock" looks like a time of day');
  });

  test.each([
    "In 2026 local officials decided it",
    "About 1500 local workers cross there",
    "It is on Highway 4",
    "Call 1-800-555-0100",
    "It has 12 lanes",
    "It was closed for 12 hours",
  ])("is not found in: %s", (sentence) => {
    const { doubts } = { doubts: read("Notice", `CBP will suspend operations at Lukeville on March 4. ${sentence}.`) };
    expect(linesOf(doubts)).toEqual([{ crossing: "lukeville", status: "suspended", effectiveAt: "2024-03-04" }]);
    expect(doubts?.doubts.join(" ")).not.toContain("not understood");
  });
});
