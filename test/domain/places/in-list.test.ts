import { inList } from "../../../src/domain/places/in-list.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";
import { localesWith } from "../../../src/locales/index.ts";

const STATES = ["Texas", "Arizona", "California"];

test("a list joins names according to the rules of each language", () => {
  expect(inList(STATES, ENGLISH)).toBe("Texas, Arizona and California");
  expect(inList(STATES, ENGLISH, "or")).toBe("Texas, Arizona or California");
  expect(inList(STATES, SPANISH)).toBe("Texas, Arizona y California");
  expect(inList(STATES, SPANISH, "or")).toBe("Texas, Arizona o California");
  expect(inList(["Texas", "Illinois"], SPANISH)).toBe("Texas e Illinois");
});

test("a list of one name is that name, and a list of no names is empty", () => {
  expect(inList(["Texas"], ENGLISH)).toBe("Texas");
  expect(inList([], SPANISH)).toBe("");
});

test("a list joins names by the rule of the fallback language if the reader's language has none", () => {
  const [, french] = localesWith(ENGLISH, { language: "fr", name: "Français", region: "fr_FR" });
  expect(french && inList(STATES, french)).toBe("Texas, Arizona and California");
});
