import { parseException } from "../../../src/domain/hours/exceptions.ts";
import { parseHours } from "../../../src/domain/hours/opening-hours.ts";
import { showException, showHours } from "../../../src/domain/text/hours-text.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";

describe("weekly hours are shown", () => {
  test.each([
    ["06:00-22:00", "06:00-22:00", "06:00-22:00"],
    ["Mo-Fr 06:00-24:00; Sa-Su unknown", "Mon-Fri 06:00-24:00; Sat-Sun not known", "lun-vie 06:00-24:00; sáb-dom "],
  ])("in the words of each language: %s", (text, english, spanish) => {
    expect(showHours(parseHours(text), ENGLISH)).toBe(english);
    expect(showHours(parseHours(text), SPANISH)).toContain(spanish);
  });

  test("as around the clock if they never end", () => {
    expect(showHours(parseHours("24/7"), ENGLISH)).toBe("around the clock");
  });
});

describe("an exception is shown", () => {
  const english = (text: string) => showException(parseException(text), ENGLISH);
  test.each([
    ["2023 Sep 01 06:00-22:00", "1 Sep 2023 06:00-22:00"],
    ["2023 Dec 24-26 06:00-22:00", "24-26 Dec 2023 06:00-22:00"],
    ["Dec 25 06:00-14:00", "25 Dec 06:00-14:00"],
    ["Apr-Oct 09:00-18:00", "Apr-Oct 09:00-18:00"],
    ["2023 Sep 01 06:00-22:00; PH:US:labor-day off", "1 Sep 2023 06:00-22:00; Labor Day shut"],
  ])("with its dates as readers write them: %s", (text, shown) => expect(english(text)).toBe(shown));

  test("in Spanish with Spanish months", () => {
    expect(showException(parseException("2024 Jan 01 06:00-22:00"), SPANISH)).toBe("1 ene 2024 06:00-22:00");
  });
});
