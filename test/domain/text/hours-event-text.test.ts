import { parseException } from "../../../src/domain/hours/exceptions.ts";
import { parseHours } from "../../../src/domain/hours/opening-hours.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { told } from "./told-event.ts";

const titles = (...given: Parameters<typeof told>) => told(...given).map(({ title }) => title);
const sentences = (...given: Parameters<typeof told>) => told(...given).map(({ lines: [line] }) => line);

describe("the text of hours", () => {
  const hours = { kind: "hours", status: null, hours: parseHours("Mo-Fr 06:00-22:00") } as const;

  test("names the new hours, or says that there are none", () => {
    expect(titles(hours)).toEqual(["Hours Mon-Fri 06:00-22:00: Puente", "Horario lun-vie 06:00-22:00: El Puente"]);
    expect(sentences(hours)).toEqual([
      "Hours Mon-Fri 06:00-22:00 from 4 Jan 2024.",
      "Horario lun-vie 06:00-22:00 desde 4 ene 2024.",
    ]);
    expect(titles({ ...hours, hours: null })).toEqual([
      "Hours no longer on record: Puente",
      "Ya no hay horario registrado: El Puente",
    ]);
    expect(sentences({ ...hours, hours: null })[0]).toBe("Hours no longer on record from 4 Jan 2024.");
  });
});

describe("the text of an exception", () => {
  const special = { kind: "exception", status: null, exception: parseException("Sa off") } as const;

  test("names the hours, and until when they apply", () => {
    expect(titles(special)).toEqual(["Special hours: Sat shut: Puente", "Horario especial: sáb cerrado: El Puente"]);
    expect(sentences({ ...special, expectedUntil: parseMoment("2024-02") })).toEqual([
      "Special hours: Sat shut from 4 Jan 2024, until Feb 2024.",
      "Horario especial: sáb cerrado desde 4 ene 2024, hasta feb 2024.",
    ]);
  });

  test("may be that all exceptions end", () => {
    expect(titles({ ...special, exception: null })).toEqual([
      "No more special hours: Puente",
      "Termina el horario especial: El Puente",
    ]);
    expect(sentences({ ...special, exception: null })[0]).toBe("No more special hours from 4 Jan 2024.");
  });
});
