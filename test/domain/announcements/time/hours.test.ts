import { plainLetters } from "../../../../src/domain/announcements/sentences.ts";
import { hoursIn } from "../../../../src/domain/announcements/time/hours.ts";
import { rangesIn, timesIn, withPlainHours } from "../../../../src/domain/announcements/time/times.ts";

/** Returns the weekly hours in a clause, in the notation of `opening_hours`. */
function hours(text: string): string | undefined {
  const clause = withPlainHours(plainLetters(text));
  return hoursIn(clause, rangesIn(clause, timesIn(clause)))?.text;
}

describe("weekly hours", () => {
  test.each([
    ["open from 6 a.m. to 2 p.m. daily", "06:00-14:00"],
    ["open 6 a.m. - 10 p.m.", "06:00-22:00"],
    ["open between 6:30 a.m. and 2:15 p.m.", "06:30-14:15"],
    ["open from 8 a.m. until noon", "08:00-12:00"],
    ["open from 6 to 10 a.m.", "06:00-10:00"],
    ["open from 6 a.m. to midnight", "06:00-24:00"],
    ["open from 10 p.m. to 5 a.m.", "22:00-05:00"],
    ["abrirá de 6 a 10 a.m.", "06:00-10:00"],
    ["abrirá de las 6:00 horas a las 22:00 horas", "06:00-22:00"],
    ["open Monday through Friday from 8 a.m. to 4 p.m.", "Mo-Fr 08:00-16:00"],
    ["open from 8 a.m. to 4 p.m. Monday to Friday", "Mo-Fr 08:00-16:00"],
    ["open on weekdays from 8 a.m. to 4 p.m.", "Mo-Fr 08:00-16:00"],
    ["open on weekends from 8 a.m. to 4 p.m.", "Sa-Su 08:00-16:00"],
    ["abrirá de lunes a viernes de 8:00 a 16:00", "Mo-Fr 08:00-16:00"],
    ["abrirá los fines de semana de 8:00 a 16:00", "Sa-Su 08:00-16:00"],
    ["open Mondays and Wednesdays from 8 a.m. to 4 p.m.", "Mo,We 08:00-16:00"],
    ["open Saturdays from 8 a.m. to 4 p.m.", "Sa 08:00-16:00"],
    [
      "open Monday through Friday from 6 a.m. to 8 p.m. and on Saturday from 8 a.m. to 4 p.m.",
      "Mo-Fr 06:00-20:00; Sa 08:00-16:00",
    ],
    [
      "open from 6 a.m. to 8 p.m. Monday through Friday and from 8 a.m. to 4 p.m. on weekends",
      "Mo-Fr 06:00-20:00; Sa-Su 08:00-16:00",
    ],
    ["open 24 hours", "24/7"],
    ["open 24/7", "24/7"],
    ["open around the clock", "24/7"],
    ["abierto las 24 horas", "24/7"],
  ])("in “%s” are %s", (text, wanted) => expect(hours(text)).toBe(wanted));

  test.each(["the port will be open", "the port opens at 6 a.m.", "the port closes at 8 p.m."])(
    "are not in “%s”",
    (text) => expect(hours(text)).toBeUndefined(),
  );
});
