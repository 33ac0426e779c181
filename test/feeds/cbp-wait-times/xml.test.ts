import { readXmlFeed } from "../../../src/feeds/cbp-wait-times/xml.ts";
import { knownSample } from "../port-sample.ts";

// A lane's element begins with the stamp if it has a wait, otherwise with the status. The documents of these tests have
// lanes of both kinds.
const CLOSED =
  "<operational_status>Lanes Closed</operational_status><update_time></update_time><delay_minutes></delay_minutes><lanes_open/>";
const delayed = (minutes: string): string =>
  `<update_time>At 1:00 pm CDT</update_time><operational_status>delay</operational_status>` +
  `<delay_minutes>${minutes}</delay_minutes><lanes_open>2</lanes_open>`;

interface Sample {
  header?: string;
  automation?: string;
  minutes?: string;
  notice?: string;
}

const document = ({
  header = "<last_updated_date>2026-8-12</last_updated_date><last_updated_time>14:5:9</last_updated_time>",
  automation = "",
  minutes = "25",
  notice = "",
}: Sample = {}): string => `<?xml version='1.0' encoding='ISO-8859-1'?><border_wait_time>${header}
  <number_of_ports>2</number_of_ports>
  <port><port_number>l99901</port_number><border>Mexican Border</border><port_name>Sample</port_name><crossing_name/>
    <hours>6 am-10 pm</hours><date>8/12/2026</date><port_status>Closed</port_status>${automation}
    <commercial_vehicle_lanes><maximum_lanes>N/A</maximum_lanes>
      <standard_lanes><operational_status>N/A</operational_status></standard_lanes>
      <FAST_lanes><operational_status>Update Pending</operational_status></FAST_lanes></commercial_vehicle_lanes>
    <passenger_vehicle_lanes><maximum_lanes>3</maximum_lanes><ready_lanes>${CLOSED}</ready_lanes>
      <standard_lanes>${delayed(minutes)}</standard_lanes></passenger_vehicle_lanes>
    ${notice}</port>
  <port><port_number>099902</port_number><border>Canadian Border</border>
    <pedestrian_lanes><standard_lanes>${CLOSED}</standard_lanes></pedestrian_lanes></port>
</border_wait_time>`;

const KNOWN = [knownSample({ portNumber: "l99901", modes: ["passenger", "commercial"] })];

describe("the XML form", () => {
  test("is parsed by element names, in any order", () => {
    const { readings, ...counts } = readXmlFeed(document(), KNOWN);
    expect(counts).toMatchObject({ rows: 1, matchedRows: 1 });
    expect(
      readings.map(({ lanes, hoursText }) => [hoursText, ...lanes.map(({ says, minutes }) => minutes ?? says)]),
    ).toEqual([
      ["6 am-10 pm", 25, "unknown", "closed"],
      ["6 am-10 pm", "none", "pending"],
    ]);
    expect(readings[0]?.lanes[0]?.at?.toString()).toBe("2026-08-12T18:00:00Z");
  });

  test.each([
    ["in summer", "2026-8-12", "14:5:9", "2026-08-12T18:05:09Z"],
    ["in winter", "2027-1-2", "1:55:5", "2027-01-02T06:55:05Z"],
  ])("has an Eastern time in its header, without leading zeros, %s", (_, date, time, madeAt) => {
    const header = `<last_updated_date>${date}</last_updated_date><last_updated_time>${time}</last_updated_time>`;
    expect(readXmlFeed(document({ header }), KNOWN).madeAt?.toString()).toBe(madeAt);
  });

  test("without a header has no date, and neither have its lanes", () => {
    const { madeAt, readings } = readXmlFeed(document({ header: "" }), KNOWN);
    expect([madeAt, readings[0]?.lanes[0]?.at, readings[0]?.lanes[0]?.minutes]).toEqual([null, null, 25]);
  });

  test("may have carriage returns, the misspelt element, and a notice that looks like markup", () => {
    const automation = "<pedestrain_automation_type>Manual</pedestrain_automation_type>";
    const notice = "<construction_notice><![CDATA[Use <ready_lanes> & save\r\n]]></construction_notice>";
    const body = document({ automation, notice }).replaceAll("\n", "\r\n");
    expect(readXmlFeed(body, KNOWN).readings).toEqual(readXmlFeed(document(), KNOWN).readings);
    expect(readXmlFeed(body, KNOWN).listed[0]?.notice).toBe("Use <ready_lanes> & save");
  });

  test.each([
    ["25 min", 25],
    ["1 hr", 60],
    ["1 hrs 10 min", 70],
  ])("may give minutes as in 2014: %s", (minutes, expected) => {
    expect(readXmlFeed(document({ minutes }), KNOWN).readings[0]?.lanes[0]?.minutes).toBe(expected);
  });

  test.each([
    ["cut off", document().slice(0, -60)],
    ["without ports", "<border_wait_time><number_of_ports>0</number_of_ports></border_wait_time>"],
    ["without lanes", "<border_wait_time><port><port_number>1</port_number></port></border_wait_time>"],
    ["another document", "<weather><port><port_number>1</port_number></port></weather>"],
    ["with a document type", document().replace("<border", '<!DOCTYPE b [<!ENTITY a "b">]><border')],
    ["empty", ""],
  ])("that is %s is not a feed", (_, body) => {
    expect(() => readXmlFeed(body, KNOWN)).toThrow(expect.objectContaining({ code: "not_a_feed" }));
  });
});
