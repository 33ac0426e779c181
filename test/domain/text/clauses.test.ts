import type { Standing } from "../../../src/domain/status/standing.ts";
import {
  announcement,
  conflictText,
  isForewarned,
  sentencePiecesOf,
  sinceText,
} from "../../../src/domain/text/clauses.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";
import {
  contexts,
  credited,
  FAST,
  madeChange,
  madeConflict,
  madeStanding,
  madeSuspended,
  NOON,
  TRAFFIC,
  today,
} from "./made-standing.ts";
import { shownPiece } from "./shown-piece.ts";

const leads = (standing: Standing) => contexts().map((context) => shownPiece(sentencePiecesOf(standing, context).lead));
const OLD = { certainty: "unconfirmed", attestedAt: parseMoment("2023-06-05") } as const;

describe("the first piece of a sentence", () => {
  test("says that there are no reports", () => {
    expect(leads(madeStanding({ because: "no_report" }))).toEqual([
      "No reports: not known whether it is open",
      "Sin reportes: no se sabe si está abierto",
    ]);
  });

  test.each([
    [
      "2024-01-10",
      false,
      "In doubt: opens on 10 Jan 2024, time not stated",
      "En duda: abre el 10 ene 2024, sin hora precisa",
    ],
    ["2024-01", false, "In doubt: opens in Jan 2024, day not stated", "En duda: abre en ene 2024, sin día preciso"],
    [
      "2024-01-10",
      true,
      "In doubt: opens to more travellers on 10 Jan 2024, time not stated",
      "En duda: abre a más viajeros el 10 ene 2024, sin hora precisa",
    ],
    [
      "2024-01",
      true,
      "In doubt: opens to more travellers in Jan 2024, day not stated",
      "En duda: abre a más viajeros en ene 2024, sin día preciso",
    ],
  ])("names the day or month of a change: %s, widening: %s", (since, isWidening, en, es) => {
    const changing = madeStanding({ because: "day_of_change", since: parseMoment(since), isWidening });
    expect(leads(changing)).toEqual([`${en} <CBP>`, `${es} <CBP>`]);
  });

  test("names a restriction with its start, and the publishers of both", () => {
    expect(leads(madeSuspended())).toEqual(["Suspended since 4 Jan 2024 <CBP>", "Suspendido desde 4 ene 2024 <CBP>"]);
    expect(
      leads(madeSuspended([null], { ...credited({ since: "County" }), status: "closed", because: "closed" })),
    ).toEqual(["Closed since 4 Jan 2024 <County, CBP>", "Cerrado desde 4 ene 2024 <County, CBP>"]);
    expect(leads(madeSuspended([null], { ...credited({ since: null }), since: null }))[0]).toBe(
      "Suspended (start not known) <CBP>",
    );
  });

  test("doubts a restriction that is overdue", () => {
    expect(leads(madeSuspended([null], { because: "overdue" }))).toEqual([
      "In doubt: on record suspended since 4 Jan 2024 <CBP>",
      "En duda: según el registro, suspendido desde 4 ene 2024 <CBP>",
    ]);
    expect(leads(madeSuspended([null], { because: "overdue", status: "closed", onset: "approximate" }))[0]).toBe(
      "In doubt: on record closed since about 4 Jan 2024 <CBP>",
    );
  });

  test("names an open service with its limits and its start", () => {
    expect(leads(madeStanding())).toEqual(["Open since 2 Jan 2024 <CBP>", "Abierto desde 2 ene 2024 <CBP>"]);
    expect(leads(madeStanding({ limited: true }))[0]).toBe("Open with limits since 2 Jan 2024 <CBP>");
    expect(leads(madeStanding(FAST))[0]).toBe("Open for FAST only since 2 Jan 2024 <CBP>");
    expect(leads(madeStanding({ since: null, onset: "unknown" }))[0]).toBe("Open <CBP>");
    expect(leads(madeStanding({ onset: "approximate" }))[0]).toBe("Open since about 2 Jan 2024 <CBP>");
  });

  test("names the travellers who are not admitted", () => {
    const others = { ...FAST, because: "limited_to_others", since: null } as const;
    expect(leads(madeStanding({ ...others, askedFor: "sentri" }))).toEqual([
      "Not open for SENTRI: open for FAST only <CBP>",
      "No está abierto para SENTRI: abierto solo para FAST <CBP>",
    ]);
    expect(leads(madeStanding(others))[0]).toBe("Open for FAST only <CBP>");
    expect(leads(madeStanding({ ...FAST, since: null, askedFor: "fast" }))[0]).toBe("Open for FAST only <CBP>");
  });

  test("names the last evidence of an open status in doubt, and its publisher", () => {
    const old = { ...OLD, ...credited({ attested: "BTS" }) };
    expect(leads(madeStanding(old))).toEqual([
      "Open as of 5 Jun 2023; not confirmed since <BTS>",
      "Abierto al 5 jun 2023; sin confirmar desde entonces <BTS>",
    ]);
    expect(leads(madeStanding({ ...old, ...FAST }))).toEqual([
      "Not confirmed since 5 Jun 2023; open for FAST only <BTS, CBP>",
      "Sin confirmar desde 5 jun 2023; abierto solo para FAST <BTS, CBP>",
    ]);
    expect(leads(madeStanding({ ...old, limited: true }))[0]).toBe("Open as of 5 Jun 2023; not confirmed since <BTS>");
    expect(leads(madeStanding({ ...old, attestedAt: null }))[0]).toBe("Open since 2 Jan 2024 <CBP>");
    expect(leads(madeStanding({ ...old, report: null }))[0]).toBe("Open since 2 Jan 2024 <CBP>");
    expect(leads(madeStanding({ ...old, certainty: "attested" }))[0]).toBe("Open since 2 Jan 2024 <CBP>");
  });

  test("says that the service is outside its hours, or that these are not known", () => {
    const shut = { because: "outside_hours" } as const;
    expect(leads(madeStanding({ ...shut, ...credited({ hours: "City" }) }))).toEqual([
      "Outside hours <City>",
      "Fuera de horario <City>",
    ]);
    expect(leads(madeStanding(shut))[0]).toBe("Outside hours <CBP>");
    expect(leads(madeStanding({ because: "hours_unknown" }))).toEqual([
      "In doubt: opening hours for this time are not known <CBP>",
      "En duda: no se sabe si a esta hora está dentro del horario <CBP>",
    ]);
    expect(leads(madeStanding({ ...shut, ...OLD, ...credited({ attested: "BTS", hours: "City" }) }))).toEqual([
      "Not confirmed since 5 Jun 2023; outside hours <BTS, City>",
      "Sin confirmar desde 5 jun 2023; fuera de horario <BTS, City>",
    ]);
  });
});

describe("the start of a status", () => {
  const since = (given: string | null, onset: Standing["onset"] = "exact") =>
    [ENGLISH, SPANISH].map((messages) =>
      sinceText({ since: given === null ? null : parseMoment(given), onset }, String, messages),
    );
  test("is exact, approximate or not known", () => {
    expect(since("2024-01-04")).toEqual([" since 2024-01-04", " desde 2024-01-04"]);
    expect(since("2024-01-04", "approximate")).toEqual([
      " since about 2024-01-04",
      " desde aproximadamente 2024-01-04",
    ]);
    expect(since(null, "unknown")).toEqual([" (start not known)", " (inicio desconocido)"]);
  });
});

describe("a contradiction", () => {
  const texts = (conflict: ReturnType<typeof madeConflict>) =>
    contexts().map((context) => conflictText(conflict, context));
  test("is traffic, a statement, or a count", () => {
    expect(texts(TRAFFIC)).toEqual(["but traffic is moving", "pero se registra tránsito"]);
    expect(texts(madeConflict({ status: "open", ...FAST }))).toEqual([
      "but AP says open for FAST only",
      "pero AP lo reporta abierto solo para FAST",
    ]);
    const at = parseMoment("2023-12");
    expect(texts(madeConflict({ at, count: 0 }))).toEqual([
      "but AP counted nobody in Dec 2023",
      "pero AP no contó ningún cruce en dic 2023",
    ]);
    expect(texts(madeConflict({ at, count: 74_611 }))).toEqual([
      "but AP counted 74,611 in Dec 2023",
      "pero AP contó 74,611 en dic 2023",
    ]);
    expect(texts(madeConflict({ at, count: 1 }))[0]).toBe("but AP counted 1 in Dec 2023");
  });
});

describe("an announcement", () => {
  const announced = (...given: Parameters<typeof madeChange>) =>
    contexts().map((context) => shownPiece(announcement(madeChange(...given), context)));

  test("gives a time of today alone if it is soon", () => {
    expect(announced("suspended", String(today("18:00")))).toEqual([
      "announced suspended from 18:00 MST <County>",
      "se anunció suspendido a partir de 18:00 MST <County>",
    ]);
    expect(announced("closed", "2024-01-11T13:00:00Z")[0]).toBe("announced closed from 11 Jan 2024 06:00 MST <County>");
    expect(announced("closed", "2024-01-11")[0]).toBe("announced closed from 11 Jan 2024 <County>");
    expect(announced("open", "2024-02", FAST)[0]).toBe("announced open for FAST only from Feb 2024 <County>");
    // It takes effect today, but is not ahead.
    expect(announced("closed", String(today("12:00")))[0]).toBe("announced closed from 10 Jan 2024 12:00 MST <County>");
  });

  test("comes first if it is soon and nothing is restricted yet", () => {
    const soon = madeChange("suspended", String(today("18:00")));
    expect(isForewarned(madeStanding({ next: soon }), NOON)).toBe(true);
    expect(isForewarned(madeStanding({ next: soon, status: "unknown" }), NOON)).toBe(true);
    expect(isForewarned(madeStanding({ next: soon, status: "suspended" }), NOON)).toBe(false);
    expect(isForewarned(madeStanding({ next: soon, status: "closed" }), NOON)).toBe(false);
    expect(isForewarned(madeStanding({ next: madeChange("suspended", "2024-01-20") }), NOON)).toBe(false);
    expect(isForewarned(madeStanding(), NOON)).toBe(false);
  });
});
