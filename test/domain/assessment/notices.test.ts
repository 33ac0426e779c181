import { Temporal } from "temporal-polyfill";
import { noticeProposal } from "../../../src/domain/assessment/notices.ts";
import { acceptDraft } from "../../../src/domain/record/draft.ts";
import { readFeed } from "../../../src/feeds/cbp-wait-times/read.ts";
import { crossings, places } from "../../seed/seed-files.ts";
import { CAPTURES_PRESENT, readCapture } from "../../support/captures.ts";

const AT = Temporal.Instant.from("2026-11-28T13:00:00Z");
const all = [...crossings.values()];

/** Returns the proposal from a notice in a crossing's row. */
function proposed(slug: string, text: string) {
  const crossing = crossings.get(slug);
  if (crossing === undefined) throw new Error(`no crossing ${slug}`);
  const modes = crossing.services.filter(({ direction }) => direction === "northbound").map(({ mode }) => mode);
  const proposal = noticeProposal({ text, crossing, modes }, all, AT);
  if (proposal !== null) expect(() => acceptDraft(proposal.draft, crossings)).not.toThrow();
  return proposal;
}

const changes = (slug: string, text: string) =>
  proposed(slug, text)?.draft.changes.map(({ hours, effectiveAt, ...change }) => ({
    ...change,
    ...(hours ? { hours: hours.text } : {}),
    effectiveAt: effectiveAt.toString(),
  }));

describe("a notice about hours", () => {
  test.each([
    ["Pedestrian access closes at 10:00 PM and reopens at 6:00 AM, seven days a week", ["pedestrian"], "06:00-22:00"],
    [
      "Pedestrian gate opens at 6:00 AM and closes at 10:00 PM Monday through Friday.",
      ["pedestrian"],
      "Mo-Fr 06:00-22:00",
    ],
    ["Pedestrian lanes closed from 10 pm to 6 am daily.", ["pedestrian"], "06:00-22:00"],
    ["El acceso peatonal cierra a las 10:00 PM y reabre a las 6:00 AM todos los días", ["pedestrian"], "06:00-22:00"],
    ["Cargo hours are now 8 am to 4 pm.", ["commercial"], "08:00-16:00"],
    ["New hours: 6 am - 8 pm daily.", ["pedestrian", "passenger", "commercial"], "06:00-20:00"],
  ])("changes the hours of the affected modes: %s", (text, modes, hours) => {
    expect(changes("nogales-mariposa", text)).toEqual([
      { crossing: "nogales-mariposa", modes, directions: ["northbound"], hours, effectiveAt: "2026-11-28" },
    ]);
  });

  test("with a start date changes the hours from that date", () => {
    expect(changes("lukeville", "Hours of operation will be 6 a.m. to 4 p.m. beginning December 7.")).toMatchObject([
      { crossing: "lukeville", hours: "06:00-16:00", effectiveAt: "2026-12-07" },
    ]);
  });

  test("without a start date applies from today in the crossing's local time", () => {
    const crossing = crossings.get("tecate");
    if (crossing === undefined) throw new Error("no Tecate");
    const at = Temporal.Instant.from("2026-11-28T05:00:00Z");
    const text = "Cargo hours are now 8 am to 4 pm.";
    const proposal = noticeProposal({ text, crossing, modes: ["commercial"] }, all, at);
    expect(proposal?.draft.changes[0]?.effectiveAt.toString()).toBe("2026-11-27");
  });
});

describe("a notice about a closure", () => {
  test("applies to the crossing of its row", () => {
    for (const { slug, feedRows } of places.crossings)
      if (feedRows.length > 0)
        expect(changes(slug, "The port of entry is closed until further notice.")).toMatchObject([
          { crossing: slug, status: "suspended" },
        ]);
  });

  test("does not close the alternative crossing that it names", () => {
    const text = "Port closed until further notice. Please use Nogales or San Luis.";
    expect(changes("lukeville", text)?.map(({ crossing }) => crossing)).toEqual(["lukeville"]);
  });

  test("with a day and times closes the crossing from the first of these times", () => {
    const text = "The bridge will be closed on December 5 from 8 am to 5 pm for repairs.";
    expect(changes("pharr", text)).toMatchObject([{ status: "closed", effectiveAt: "2026-12-05T14:00:00Z" }]);
  });

  test("of some lanes makes the service limited", () => {
    expect(changes("pharr", "Ready Lanes closed until further notice.")).toMatchObject([
      { status: "open", limited: true },
    ]);
  });

  test.each(["Closed Sundays.", "Cargo closed Saturdays.", "Port closed on holidays."])(
    "%s closes nothing now, and becomes a note for the operators",
    (text) => {
      expect(proposed("brownsville-gateway", text)?.draft).toMatchObject({ changes: [], claims: [], note: text });
    },
  );
});

test("texts that differ only in spaces, line breaks and capitals share a key", () => {
  const key = (text: string) => proposed("nogales-mariposa", text)?.key;
  expect(key("Cargo hours are  now\n8 AM to 4 PM.")).not.toBeUndefined();
  expect(key("Cargo hours are  now 8 AM to 4 PM. ")).toBe(key("cargo hours are now 8 am to 4 pm."));
  expect(key("Cargo hours are now 8 am to 5 pm.")).not.toBe(key("Cargo hours are now 8 am to 4 pm."));
});

test.each([0, 1])("the key of a long notice never ends in half a character (%i)", (shift) => {
  const line = `closed ${"🚧".repeat(300)}`;
  const key = proposed("nogales-mariposa", `Cargo${"s".repeat(shift)} ${line}\nCargo ${line}`)?.key;
  expect(key).toMatch(/🚧$/u);
});

test("the proposal quotes the sentence as the statement of an agency", () => {
  const text = "Pedestrian access closes at 10:00 PM and reopens at 6:00 AM, seven days a week.";
  expect(proposed("san-ysidro-pedwest", `${text}  Tune in to AM 1610 for info.`)).toMatchObject({
    grounds: expect.stringContaining(`“${text}”`),
    draft: { note: text, source: { kind: "announcement", publisher: "U.S. Customs and Border Protection" } },
  });
});

test.each([
  "Ready Lane is open from 6AM - 10PM seven days a week.  Go to www.GetYouHome.gov for more information.",
  "Expect delays due to construction.",
  "Tune in to AM 1610 for border crossing information.",
  "Have your documents ready.",
  "",
])("%j does not mention hours or closures", (text) => expect(proposed("nogales-mariposa", text)).toBeNull());

(CAPTURES_PRESENT ? test : test.skip)("the notices of all captures are advertisements and lead to no proposal", () => {
  const known = all.flatMap(({ slug, feedRows }) =>
    feedRows.map((row) => ({ crossing: slug, direction: "northbound" as const, ...row })),
  );
  let seen = 0;
  for (const name of ["bwtnew-2022-06-29T172515Z.json", "bwt-2022-10-17T211436-Eastern.xml"])
    for (const { notice, readings } of readFeed(readCapture(name), known).listed) {
      if (notice === "") continue;
      seen++;
      for (const { service } of readings) expect([notice, proposed(service.crossing, notice)]).toEqual([notice, null]);
    }
  expect(seen).toBeGreaterThan(25);
});
