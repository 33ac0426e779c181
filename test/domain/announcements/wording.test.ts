import { wordingOf } from "../../../src/domain/announcements/wording.ts";
import { crossings } from "../../seed/seed-files.ts";

const places = [...crossings.values()];
const said = "Operations at Lukeville will be suspended beginning Dec. 4 at 6 a.m.";
const wording = (text: string, title = "Lukeville to close") => wordingOf({ title, text }, places);

describe("the wording of an announcement stays the same", () => {
  test.each([
    ["if a counter increases", `${said} Views: 345.`],
    ["if the site updates the time of its last change", `${said}\nUpdated Nov. 28 at 9:41 a.m.`],
    [
      "if dashes, quotes, spaces and capitals change",
      `OPERATIONS  at Lukeville will be suspended beginning Dec. 4 at 6 a.m.`,
    ],
    ["if a sentence unrelated to crossings is added", `Officials met. ${said} Follow us!`],
    ["if a sentence is repeated", `${said}\n${said}`],
  ])("%s", (_, text) => {
    expect(wording(text).text).toBe(wording(said).text);
  });
});

describe("the wording of an announcement changes", () => {
  test.each([
    ["with the title", said, "UPDATED: Lukeville to close"],
    ["with a day", said.replace("4", "7"), undefined],
    ["with a time", said.replace("6 a.m.", "10 p.m."), undefined],
    ["with a time that cannot be parsed", said.replace("6 a.m.", "sunset"), undefined],
    ["with the affected traffic", `${said} Only pedestrians are affected.`, undefined],
    ["with a direction", `${said} It concerns northbound travel.`, undefined],
    ["with a negation", `${said} This is a rumor.`, undefined],
    ["with another crossing", `${said} Naco is next.`, undefined],
  ])("%s", (_, text, title) => {
    expect(wording(text, title).text).not.toBe(wording(said).text);
  });
});

test("the wording includes the crossings that the text names", () => {
  expect([...wording(`${said} The Naco port of entry stays open.`).crossings].sort()).toEqual(["lukeville", "naco"]);
});
