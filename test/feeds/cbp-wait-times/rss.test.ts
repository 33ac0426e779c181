import { readRssFeed } from "../../../src/feeds/cbp-wait-times/rss.ts";
import { knownSample } from "../port-sample.ts";

const PASSENGERS =
  "<h4><b> Passenger Vehicles </b></h4>  Maximum Lanes: 4 <br/>General Lanes: At Noon CDT 90 min delay 2 lane(s) open  <br/>" +
  "Sentri Lanes:  N/A  <br/>Ready Lanes:  Update Pending  <br/>";
const PEDESTRIANS =
  "<h4><b> Pedestrian </b></h4>  Maximum Lanes: 2 <br/>General Lanes: At 9:00 pm CDT 0 min delay 1 lane(s) open  <br/>" +
  "Ready Lanes:  Lanes Closed  <br/>";
const TRUCKS =
  "<h4><b> Commercial Vehicles </b></h4>  Maximum Lanes: 4 <br/>General Lanes:  Strike <br/>Fast Lanes: At 1:00 pm CDT  delay <br/>";
const NOTICE = "<b>Border Notice: </b>New. <br/>Ready Lanes: At 1:00 pm CDT 5 min delay 1 lane(s) open";

const item = (title: string, groups: string): string =>
  `<item><title>${title}</title><description>Hours: 6 am-Midnight <br/> Date: 8/12/2026 <br/> ${groups}</description></item>`;
const document = (...items: string[]): string =>
  `<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>Sample</title>` +
  `<pubDate>Wed, 12 Aug 2026 14:20:00 EST</pubDate>${items.join("")}</channel></rss>`;

const KNOWN = [knownSample({ rssTitle: "Sample - A&B", modes: ["passenger", "pedestrian", "commercial"] })];

describe("the RSS form", () => {
  test("is parsed from its text", () => {
    const { readings, madeAt, ...counts } = readRssFeed(
      document(item("Sample - A&amp;B", PASSENGERS + PEDESTRIANS + TRUCKS)),
      KNOWN,
    );
    expect(madeAt?.toString()).toBe("2026-08-12T18:20:00Z");
    expect(counts).toMatchObject({ rows: 1, matchedRows: 1, unknown: [], absent: [], faulty: [] });
    expect(
      readings.map(({ lanes, hoursText }) => [hoursText, ...lanes.map(({ says, minutes }) => minutes ?? says)]),
    ).toEqual([
      ["6 am-Midnight", 90, "none", "pending"],
      ["6 am-Midnight", 0, "closed"],
      ["6 am-Midnight", "unknown", "unknown"],
    ]);
    expect(readings[0]?.lanes[0]).toMatchObject({ lanesOpen: 2 });
    expect(readings[0]?.lanes[0]?.at?.toString()).toBe("2026-08-12T17:00:00Z");
    expect(readings[1]?.lanes[0]?.at?.toString()).toBe("2026-08-12T02:00:00Z");
  });

  test("gives `none` for a missing group, and `unknown` if no group can be parsed", () => {
    const says = (groups: string) =>
      readRssFeed(document(item("Sample - A&amp;B", groups)), KNOWN).readings.map(({ lanes }) => lanes[0]?.says);
    expect(says(PASSENGERS)).toEqual(["number", "none", "none"]);
    expect(says("All the lanes are fine.")).toEqual(["unknown", "unknown", "unknown"]);
  });

  test("is parsed correctly even if a notice mentions lanes", () => {
    const read = (groups: string) => readRssFeed(document(item("Sample - A&amp;B", groups)), KNOWN);
    expect(read(PASSENGERS + NOTICE).readings).toEqual(read(PASSENGERS).readings);
    expect(read(PASSENGERS + NOTICE).listed[0]?.notice).toBe(
      "New.\nReady Lanes: At 1:00 pm CDT 5 min delay 1 lane(s) open",
    );
  });

  test("may escape its markup, or use CDATA", () => {
    const plain = item("Sample - A&amp;B", PASSENGERS);
    const escaped = plain.replace(
      /<description>(.*)<\/description>/,
      (_, prose: string) => `<description>${prose.replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</description>`,
    );
    const wrapped = plain.replace(/<description>(.*)<\/description>/, "<description><![CDATA[$1]]></description>");
    expect(readRssFeed(document(escaped), KNOWN)).toEqual(readRssFeed(document(plain), KNOWN));
    expect(readRssFeed(document(wrapped), KNOWN)).toEqual(readRssFeed(document(plain), KNOWN));
  });

  test("accepts hours and minutes, and Spanish words", () => {
    const groups = PASSENGERS.replace("At Noon CDT 90 min delay", "En Mediodía CDT 1 hrs 10 min demora").replace(
      "Update Pending",
      "Actualización pendiente",
    );
    const [reading] = readRssFeed(document(item("Sample - A&amp;B", groups)), KNOWN).readings;
    expect(reading?.lanes.map(({ says, minutes }) => minutes ?? says)).toEqual([70, "none", "pending"]);
  });

  test.each([
    ["ignoring extra spaces", " Sample  -\n A&amp;B ", 1],
    ["but case-sensitively", "SAMPLE - A&amp;B", 0],
    ["but only by the whole title", "Sample", 0],
  ])("identifies items by title, %s", (_, title, matchedRows) => {
    expect(readRssFeed(document(item(title, PASSENGERS)), KNOWN)).toMatchObject({ rows: 1, matchedRows });
  });

  test("names an invalid item, and gives the others", () => {
    const body = document("<item><link>https://example.org</link></item>", item("Sample - A&amp;B", PASSENGERS));
    expect(readRssFeed(body, KNOWN)).toMatchObject({ matchedRows: 1, faulty: ["item 1"] });
  });

  test("does not match an item titled 'null' to a row without a title", () => {
    expect(readRssFeed(document(item("null", PASSENGERS)), [knownSample({ rssTitle: null })]).readings).toEqual([]);
  });

  test.each([
    ["cut off", document(item("Sample", PASSENGERS)).slice(0, -20)],
    ["without items", document()],
    ["without descriptions", document("<item><title>Sample</title></item>")],
  ])("that is %s is not a feed", (_, body) => {
    expect(() => readRssFeed(body, KNOWN)).toThrow(expect.objectContaining({ code: "not_a_feed" }));
  });
});
