import { fileOfAddress, linkBetween } from "../../../scripts/mirror/mirror-address.ts";

describe("the file of an address", () => {
  test.each([
    ["/", "index.html"],
    ["/?lang=en", "index.html"],
    ["/?lang=es", "es/index.html"],
    ["/lukeville?lang=es#history", "es/lukeville.html"],
    ["/history?lang=en", "history.html"],
    ["/history/diciembre-2023?lang=es", "es/history/diciembre-2023.html"],
    ["/v1/crossings", "v1/crossings.json"],
    ["/v1/crossings?format=csv", "v1/crossings.csv"],
    ["/v1/crossings/lukeville/history", "v1/crossings/lukeville/history.json"],
    ["/v1/crossings/lukeville/atom.xml?lang=es", "es/v1/crossings/lukeville/atom.xml"],
    ["/v1/export", "v1/export.ndjson"],
    ["/static/garita.0123456789.css", "static/garita.0123456789.css"],
  ])("%s is %s", (address, file) => expect(fileOfAddress(address)).toBe(file));

  test.each([
    "/lukeville?on=2023-12-20&lang=en",
    "/lukeville?lang=fr",
    "/v1/crossings?format=xml",
    "/v1/reports?format=csv",
    "/../etc/passwd",
    "/v1/reports/../../x",
    "/v1/reports/.hidden",
    "/a%2F..%2Fb",
    "/a\\b",
    "//elsewhere.example/",
    "lukeville",
  ])("is missing for %s", (address) => expect(fileOfAddress(address)).toBeNull());
});

test("a link between two files is relative and names the file", () => {
  expect(linkBetween("index.html", "lukeville.html")).toBe("lukeville.html");
  expect(linkBetween("es/history/2023.html", "es/index.html")).toBe("../index.html");
  expect(linkBetween("es/lukeville.html", "static/a.css")).toBe("../static/a.css");
  expect(linkBetween("lukeville.html", "lukeville.html")).toBe("lukeville.html");
});
