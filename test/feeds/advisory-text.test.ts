import { Temporal } from "temporal-polyfill";
import { advisoryNote } from "../../src/feeds/advisory-text.ts";
import { readDocuments } from "../../src/feeds/federal-register/read.ts";
import { readAlerts } from "../../src/feeds/nws-alerts/read.ts";
import { crossings } from "../seed/seed-files.ts";
import { alertDocument, alertFeature, oid } from "../support/nws-document.ts";
import { registerDocument, registerPage } from "../support/register-document.ts";

describe("the note of an advisory", () => {
  const [first, last] = ["The first line.", "The last line."];

  test("has the quoted texts between its first and its last line", () => {
    expect(advisoryNote(first, ["One. ", "", "Two."], last)).toBe(`${first}\nOne.\nTwo.\n${last}`);
  });

  test("is shortened at the end of the quoted texts if it is too long", () => {
    const note = advisoryNote(first, ["x".repeat(3000), "y"], last);
    expect(note).toMatch(/^The first line\.\nx+…\nThe last line\.$/);
    expect(note.length).toBeLessThanOrEqual(2000);
  });

  test.each([1900, 1985, 1990, 5000])("keeps its last line even if its first line has %i characters", (length) => {
    const note = advisoryNote("f".repeat(length), ["Quoted."], last);
    expect(note).toMatch(/^f+…?\n(.*\n)?The last line\.$/);
    expect(note.length).toBeLessThanOrEqual(2000);
  });

  const NOW = Temporal.Instant.from("2026-12-01T15:10:00Z");
  const address = { publisher: "An agency", url: "https://example.org/list" };

  test.each([1900, 2000])("ends with the address of a document, even if it has %i characters", (length) => {
    const html_url = `https://www.federalregister.gov/documents/`.padEnd(length, "x");
    const page = JSON.stringify(registerPage(null, registerDocument({ html_url, action: "A".repeat(500) })));
    const [advisory] = readDocuments(page, address, [...crossings.values()], NOW).items;
    expect(advisory?.note.split("\n").at(-1)).toBe(html_url);
    expect(advisory?.note.length).toBeLessThanOrEqual(2000);
  });

  test("names the event and the alert, even if the name of the sender is very long", () => {
    const alert = alertFeature({ id: "a1" }) as { properties: Record<string, unknown> };
    alert.properties.senderName = "N".repeat(5000);
    const [advisory] = readAlerts(JSON.stringify(alertDocument(alert)), address, [...crossings.values()], NOW).items;
    expect(advisory?.note).toMatch(/^Flood Warning until .*Texas-Mexican Railway International Bridge\.\n/);
    expect(advisory?.note).toContain(oid("a1"));
    expect(advisory?.note).toMatch(/; this message expires .*\.$/);
  });
});
