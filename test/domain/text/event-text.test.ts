import { parseMoment } from "../../../src/domain/time/moment.ts";
import { by, CARS, next, told } from "./told-event.ts";

const titles = (...given: Parameters<typeof told>) => told(...given).map(({ title }) => title);
const sentences = (...given: Parameters<typeof told>) => told(...given).map(({ lines: [line] }) => line);

describe("the text of a restriction", () => {
  test("says that no end is announced, and names its source", () => {
    expect(told({ reports: [by("CBP", null, "News", "https://example.org/a")] })).toEqual([
      {
        title: "Suspended: Puente, no end announced",
        lines: ["Suspended from 4 Jan 2024, no end announced.", "CBP: News\nhttps://example.org/a"],
      },
      {
        title: "Suspendido: El Puente, sin fecha anunciada de término",
        lines: ["Suspendido desde 4 ene 2024, sin fecha anunciada de término.", "CBP: News\nhttps://example.org/a"],
      },
    ]);
  });

  test("says until when it is expected to last", () => {
    const expected = { expectedUntil: parseMoment("2024-01-20T20:00:00Z"), expectedBy: "CBP" };
    expect(titles(expected)).toEqual(["Suspended: Puente", "Suspendido: El Puente"]);
    expect(sentences(expected)).toEqual([
      "Suspended from 4 Jan 2024, expected until 20 Jan 2024 13:00 MST.",
      "Suspendido desde 4 ene 2024, previsto hasta 20 ene 2024 13:00 MST.",
    ]);
  });

  test("says what is announced to follow", () => {
    expect(titles({ next: next("open", "2024-01-20") })).toEqual(["Suspended: Puente", "Suspendido: El Puente"]);
    expect(sentences({ next: next("open", "2024-01-20") })).toEqual([
      "Suspended from 4 Jan 2024, open from 20 Jan 2024.",
      "Suspendido desde 4 ene 2024, abierto desde 20 ene 2024.",
    ]);
    expect(sentences({ next: { ...next("open", "2024-02"), limited: true, programmes: ["fast"] } })).toEqual([
      "Suspended from 4 Jan 2024, open for FAST only from Feb 2024.",
      "Suspendido desde 4 ene 2024, abierto solo para FAST desde feb 2024.",
    ]);
    expect(sentences({ next: next("closed", "2024-01-20") })[0]).toBe(
      "Suspended from 4 Jan 2024, closed from 20 Jan 2024.",
    );
  });

  test.each([
    ["exact", "from 4 Jan 2024", "desde 4 ene 2024"],
    ["approximate", "from about 4 Jan 2024", "desde aproximadamente 4 ene 2024"],
    ["unknown", "by 4 Jan 2024 (start not known)", "al menos desde 4 ene 2024 (inicio desconocido)"],
  ] as const)("with the onset %s begins “%s”", (onset, en, es) => {
    expect(sentences({ onset, status: "closed" })).toEqual([
      `Closed ${en}, no end announced.`,
      `Cerrado ${es}, sin fecha anunciada de término.`,
    ]);
  });

  test("names the services unless it concerns all of them", () => {
    expect(titles({ services: [CARS] })).toEqual([
      "Suspended: Puente, for cars, no end announced",
      "Suspendido: El Puente, para autos, sin fecha anunciada de término",
    ]);
  });

  test("gives in the title the newest reason, and below it every reason and every source once", () => {
    const reports = [
      by("CBP", "weather"),
      by("County", "weather", "Storm"),
      by("CBP", "staffing"),
      by("CBP"),
      by("CBP", null, "More news"),
    ];
    const [english, spanish] = told({ reports });
    expect(english?.title).toBe("Suspended: Puente, no end announced – staffing");
    expect(spanish?.title).toBe("Suspendido: El Puente, sin fecha anunciada de término – falta de personal");
    expect(english?.lines.slice(1)).toEqual([
      "Reason: weather.",
      "Reason: staffing.",
      "CBP: News",
      "County: Storm",
      "CBP: More news",
    ]);
    expect(spanish?.lines.slice(1, 3)).toEqual(["Motivo: clima.", "Motivo: falta de personal."]);
  });

  test("names the publishers of its parts only if there are several", () => {
    const parts = { expectedUntil: parseMoment("2024-01-20"), reports: [by("CBP"), by("City"), by("CBP")] };
    expect(sentences({ ...parts, expectedBy: "City" })[0]).toBe(
      "Suspended from 4 Jan 2024 (CBP; City), expected until 20 Jan 2024 (City).",
    );
    expect(sentences({ ...parts, reports: [by("CBP")], expectedBy: "City" })[0]).toBe(
      "Suspended from 4 Jan 2024 (CBP), expected until 20 Jan 2024 (City).",
    );
    expect(sentences({ ...parts, reports: [by("CBP")], expectedBy: "CBP" })[0]).toBe(
      "Suspended from 4 Jan 2024, expected until 20 Jan 2024.",
    );
    expect(sentences({ next: next("open", "2024-01-20", "County") })[0]).toBe(
      "Suspended from 4 Jan 2024 (CBP), open from 20 Jan 2024 (County).",
    );
    // The part without a publisher has no brackets.
    expect(sentences({ reports: [by("CBP"), by("City")] })[0]).toBe(
      "Suspended from 4 Jan 2024 (CBP; City), no end announced.",
    );
  });

  test("lists the source of what follows, too", () => {
    expect(told({ next: next("open", "2024-01-20", "County") })[0]?.lines.slice(1)).toEqual([
      "CBP: News",
      "County: Reopening",
    ]);
  });
});

describe("the text of an overdue restriction", () => {
  const overdue = {
    kind: "overdue",
    status: "closed",
    expectedUntil: parseMoment("2024-01-20"),
    expectedBy: "CBP",
  } as const;

  test("says that no reopening was reported", () => {
    expect(told(overdue)).toEqual([
      {
        title: "Overdue, closed: Puente",
        lines: ["Closed from 4 Jan 2024, expected until 20 Jan 2024, overdue, no reopening reported.", "CBP: News"],
      },
      {
        title: "Vencido, cerrado: El Puente",
        lines: [
          "Cerrado desde 4 ene 2024, estaba previsto hasta 20 ene 2024 y ya venció, ningún reporte dice que haya reabierto.",
          "CBP: News",
        ],
      },
    ]);
  });

  test("names the announced reopening instead, and no reason in the title", () => {
    const [english] = told({ ...overdue, next: next("open", "2024-02-01"), reports: [by("CBP", "weather")] });
    expect(english?.title).toBe("Overdue, closed: Puente");
    expect(english?.lines[0]).toBe(
      "Closed from 4 Jan 2024, expected until 20 Jan 2024, overdue, open from 1 Feb 2024.",
    );
  });
});

describe("the text of a reopening", () => {
  const reopening = (more: Parameters<typeof told>[0] = {}) =>
    ({ kind: "reopening", status: "open", ...more }) as const;

  test("to the instant names no doubt about the time", () => {
    const from = "2024-01-10T13:00:00Z";
    expect(titles(reopening({ from }))).toEqual(["Reopening: Puente", "Reapertura: El Puente"]);
    expect(sentences(reopening({ from }))).toEqual([
      "Open from 10 Jan 2024 06:00 MST.",
      "Abierto desde 10 ene 2024 06:00 MST.",
    ]);
  });

  test("says whether the time or the day is not stated", () => {
    expect(titles(reopening())).toEqual([
      "Reopening: Puente, time not stated",
      "Reapertura: El Puente, sin hora precisa",
    ]);
    expect(titles(reopening({ from: "2024-01" }))).toEqual([
      "Reopening: Puente, day not stated",
      "Reapertura: El Puente, sin día preciso",
    ]);
  });

  test("names limits and travellers", () => {
    const from = "2024-01-10T13:00:00Z";
    expect(titles(reopening({ from, limited: true }))).toEqual([
      "Reopening with limits: Puente",
      "Reapertura con restricciones: El Puente",
    ]);
    const fast = { limited: true, programmes: ["fast" as const] };
    expect(titles(reopening({ from, ...fast }))).toEqual([
      "Reopening for FAST only: Puente",
      "Reapertura solo para FAST: El Puente",
    ]);
    expect(sentences(reopening({ from, ...fast }))).toEqual([
      "Open for FAST only from 10 Jan 2024 06:00 MST.",
      "Abierto solo para FAST desde 10 ene 2024 06:00 MST.",
    ]);
  });

  test("at an unknown time says so, and names travellers, but not other limits", () => {
    expect(titles(reopening({ onset: "unknown", limited: true }))).toEqual([
      "Open again, reopening time not known: Puente",
      "Abierto de nuevo, no se sabe desde cuándo: El Puente",
    ]);
    expect(titles(reopening({ onset: "unknown", limited: true, programmes: ["fast"] }))).toEqual([
      "Open again, reopening time not known: Puente, for FAST only",
      "Abierto de nuevo, no se sabe desde cuándo: El Puente, solo para FAST",
    ]);
  });

  test("has no reason in the title", () => {
    expect(titles(reopening({ reports: [by("CBP", "weather")] }))[0]).toBe("Reopening: Puente, time not stated");
  });
});
