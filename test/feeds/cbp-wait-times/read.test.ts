import { readFeed } from "../../../src/feeds/cbp-wait-times/read.ts";
import { jsonDocument, knownSample } from "../port-sample.ts";

const LANES = "<standard_lanes><operational_status>N/A</operational_status></standard_lanes>";
const XML = `<border_wait_time><port><port_number>999901</port_number><pedestrian_lanes>${LANES}</pedestrian_lanes></port></border_wait_time>`;
const RSS =
  "<rss version='2.0'><channel><item><title>Sample - Old Bridge</title><description>Hours: 24 hrs/day <br/></description></item></channel></rss>";

describe("the form of the feed", () => {
  test.each([
    ["JSON", jsonDocument({})],
    ["JSON after a byte order mark and spaces", `\uFEFF \r\n${jsonDocument({})}`],
    ["XML", XML],
    ["XML with a declaration", `<?xml version='1.0' encoding='ISO-8859-1'?>\r\n${XML}`],
    ["RSS", RSS],
    ["RSS with a declaration", `\uFEFF<?xml version='1.0'?>${RSS}`],
  ])("is recognised by the first characters: %s", (_, body) =>
    expect(readFeed(body, [knownSample()])).toMatchObject({ rows: 1, matchedRows: 1 }),
  );

  test.each(["", "Service unavailable", "<html></html>", "<!DOCTYPE html><rss></rss>", "null", '"a"', "<feed/>"])(
    "is not recognised in %j",
    (body) => expect(() => readFeed(body, [])).toThrow(expect.objectContaining({ code: "not_a_feed" })),
  );
});
