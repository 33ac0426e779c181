import type { Standing } from "../../../src/domain/status/standing.ts";
import { contradiction, isTrafficOnly, lastKnown, leadOf, reasonText } from "../../../src/domain/text/answer-lead.ts";
import type { ShortContext } from "../../../src/domain/text/answer-parts.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";
import { contexts, madeConflict, madeStanding, PAST, TRAFFIC, today } from "./made-standing.ts";
import { without } from "./shown-parts.ts";

/** Returns the lead of an answer in English and Spanish. */
const leads = (standing: Standing, more: Partial<ShortContext> = {}) =>
  contexts(more).map((context) => leadOf(standing, context));
/** Returns the parts of the lead as one text in each language: the status, what it rests on, and what follows. */
const texts = (standing: Standing, more: Partial<ShortContext> = {}) =>
  leads(standing, more).map(({ head, aside, tail }) => `${head}${aside === null ? "" : ` [${aside}]`}${tail}`);

describe("the words for a reason", () => {
  test("are those of reports, unless short texts have their own", () => {
    expect([ENGLISH, SPANISH].map((messages) => reasonText("weather", messages))).toEqual(["weather", "mal tiempo"]);
    expect([ENGLISH, SPANISH].map((messages) => reasonText("staffing", messages))).toEqual([
      "staffing",
      "falta de personal",
    ]);
  });

  test("name the other country if it is known", () => {
    expect(reasonText("counterpart", ENGLISH, "Mexico")).toBe("decision by Mexico");
    expect(reasonText("counterpart", ENGLISH)).toBe("decision by the country across the border");
    expect(reasonText("staffing", ENGLISH, "Mexico")).toBe("staffing");
  });

  test("are none for no reason and for another one", () => {
    expect([reasonText(null, ENGLISH, "Mexico"), reasonText("other", ENGLISH, "Mexico")]).toEqual([null, null]);
  });
});

describe("the last evidence that a service was open", () => {
  const known = (attestedAt: string | null, more: Partial<Standing> = {}, context: Partial<ShortContext> = {}) =>
    contexts(context).map((each) =>
      lastKnown(
        madeStanding({
          certainty: "unconfirmed",
          attestedAt: attestedAt === null ? null : parseMoment(attestedAt),
          ...more,
        }),
        each,
      ),
    );

  test("is a time today, and a day before", () => {
    expect(known("2024-01-10T13:00:00Z")).toEqual([
      "last known open at 06:00",
      "última vez que consta abierto, hoy a las 06:00",
    ]);
    expect(known("2024-01-10T06:59:59Z")).toEqual(["last known open on 9 Jan", "última vez que consta abierto, 9 ene"]);
    expect(known("2024-01-10")[0]).toBe("last known open on 10 Jan");
    expect(known("2023-06")[0]).toBe("last known open in Jun 2023");
  });

  test("is stated only for a service in doubt that has evidence, and unless starts are omitted", () => {
    expect(known(null)).toEqual([null, null]);
    expect(known("2024-01-09", { certainty: "attested" })).toEqual([null, null]);
    expect(known("2024-01-09", {}, without("starts"))).toEqual([null, null]);
    expect(known("2024-01-09", {}, without("reasons"))[0]).toBe("last known open on 9 Jan");
  });
});

test("what contradicts a standing is a publisher or traffic", () => {
  const [english, spanish] = contexts();
  expect(contradiction(madeStanding(), english)).toBeNull();
  const said = madeStanding({ conflict: madeConflict() });
  expect([contradiction(said, english), contradiction(said, spanish), isTrafficOnly(said)]).toEqual([
    "but AP says closed",
    "pero AP lo reporta cerrado",
    false,
  ]);
  const moving = madeStanding({ conflict: TRAFFIC });
  expect([contradiction(moving, english), isTrafficOnly(moving)]).toEqual(["but traffic is moving", true]);
  expect(isTrafficOnly(madeStanding())).toBe(false);
});

describe("the lead of an answer about a service without reports", () => {
  const unknown = madeStanding({ open: null, status: "unknown", because: "no_report", since: null, certainty: null });

  test("says that nothing is known", () => {
    expect(leads(unknown)).toEqual([
      { head: "status not known", aside: null, tail: " (no reports)", form: "first" },
      { head: "no se sabe si está abierto", aside: null, tail: " (sin reportes)", form: "first" },
    ]);
    expect(texts(unknown, PAST)).toEqual([
      "status not known (no reports)",
      "no se sabe si estaba abierto (sin reportes)",
    ]);
    expect(texts(unknown, without("reasons"))).toEqual(["status not known", "no se sabe si está abierto"]);
  });
});

describe("the lead on a day of change", () => {
  const changing = (since: string | null, more: Partial<Standing> = {}) =>
    madeStanding({ because: "day_of_change", since: since === null ? null : parseMoment(since), ...more });

  test("says that the time is not stated", () => {
    expect(leads(changing("2024-01-10"))).toEqual([
      { head: "not sure if open yet", aside: "opens today, time not stated", tail: "", form: "first" },
      { head: "en duda si ya abrió", aside: "abre hoy, sin hora precisa", tail: "", form: "first" },
    ]);
    expect(texts(changing("2024-01"))).toEqual([
      "not sure if open yet [opens this month, day not stated]",
      "en duda si ya abrió [abre este mes, sin día preciso]",
    ]);
    expect(texts(changing("2024-01-10"), { isNow: false })).toEqual([
      "not sure if open yet [opens on 10 Jan, time not stated]",
      "en duda si ya abrió [abre el 10 ene, sin hora precisa]",
    ]);
    expect(texts(changing("2024-01-10"), PAST)).toEqual([
      "not sure if it was open yet [was to open on 10 Jan, time not stated]",
      "en duda si ya había abierto [abría el 10 ene, sin hora precisa]",
    ]);
  });

  test("says if it opens to more travellers", () => {
    expect(texts(changing("2024-01-10", { isWidening: true }))).toEqual([
      "not sure [opens to more travellers today, time not stated]",
      "en duda [abre a más viajeros hoy, sin hora precisa]",
    ]);
    expect(texts(changing("2024-01-10", { isWidening: true }), PAST)[0]).toBe(
      "not sure [was to open to more travellers on 10 Jan, time not stated]",
    );
  });

  test("states no day if there is none, or if starts are omitted", () => {
    expect(leads(changing(null))[0]).toEqual({ head: "not sure if open yet", aside: null, tail: "", form: "first" });
    expect(texts(changing("2024-01-10"), without("starts"))[0]).toBe("not sure if open yet");
    expect(texts(changing("2024-01-10", { isWidening: true }), without("starts"))[0]).toBe("not sure");
  });
});

describe("the lead outside the hours", () => {
  const shut = madeStanding({ open: false, because: "outside_hours" });

  test("says that the service is closed now, or was closed", () => {
    expect(leads(shut)).toEqual([
      { head: "closed now", aside: null, tail: "", form: "closed" },
      { head: "cerrado ahora", aside: null, tail: "", form: "closed" },
    ]);
    expect(texts(shut, { isNow: false })).toEqual(["closed, outside hours", "cerrado, fuera de horario"]);
    expect(texts(shut, PAST)).toEqual(["was closed, outside hours", "estaba cerrado, fuera de horario"]);
  });

  test("doubts hours that are not known", () => {
    const unknown = madeStanding({ open: null, because: "hours_unknown" });
    expect(leads(unknown)).toEqual([
      { head: "not sure", aside: "hours not known", tail: "", form: "first" },
      { head: "en duda", aside: "horario desconocido", tail: "", form: "first" },
    ]);
    expect(leads(unknown, without("reasons"))[0]?.aside).toBeNull();
  });
});

describe("the lead for travellers who are not admitted", () => {
  const others = (more: Partial<Standing> = {}) =>
    madeStanding({ open: false, because: "limited_to_others", limited: true, programmes: ["fast"], ...more });

  test("names them and those who are", () => {
    expect(leads(others({ askedFor: "sentri" }))).toEqual([
      { head: "not open for SENTRI: open for FAST only", aside: null, tail: "", form: "first" },
      { head: "no está abierto para SENTRI: abierto solo para FAST", aside: null, tail: "", form: "first" },
    ]);
    expect(texts(others({ askedFor: "sentri" }), PAST)).toEqual([
      "was not open for SENTRI: open for FAST only",
      "no estaba abierto para SENTRI: abierto solo para FAST",
    ]);
  });

  test("names only those who are admitted if the question names no programme", () => {
    expect(texts(others())).toEqual(["open for FAST only", "abierto solo para FAST"]);
    expect(texts(others(), PAST)).toEqual(["was open for FAST only", "estaba abierto solo para FAST"]);
  });
});

describe("the lead of an open service", () => {
  test("says now only about the present, and only without limits", () => {
    expect(leads(madeStanding())).toEqual([
      { head: "open now", aside: null, tail: "", form: "open" },
      { head: "abierto ahora", aside: null, tail: "", form: "open" },
    ]);
    expect(texts(madeStanding(), { isNow: false })).toEqual(["open", "abierto"]);
    expect(texts(madeStanding(), PAST)).toEqual(["was open", "estaba abierto"]);
    expect(leads(madeStanding({ limited: true }))).toEqual([
      { head: "open with limits", aside: null, tail: "", form: "first" },
      { head: "abierto con restricciones", aside: null, tail: "", form: "first" },
    ]);
    expect(leads(madeStanding({ limited: true }), PAST)[0]).toEqual({
      ...{ head: "was open with limits", aside: null, tail: "", form: "first" },
    });
  });

  test("gives the reason for limits, but not that of an unlimited opening", () => {
    const limited = madeStanding({ limited: true, programmes: ["fast"], reason: "inspections" });
    expect(texts(limited)).toEqual(["open for FAST only: inspections", "abierto solo para FAST: inspecciones"]);
    expect(texts(limited, without("reasons"))[0]).toBe("open for FAST only");
    expect(texts(madeStanding({ limited: true, reason: "counterpart" }))[0]).toBe(
      "open with limits: decision by Mexico",
    );
    expect(texts(madeStanding({ reason: "inspections" }))[0]).toBe("open now");
  });

  test("doubts what has not been confirmed lately", () => {
    const old = { certainty: "unconfirmed", attestedAt: parseMoment("2023-06-05") } as const;
    expect(leads(madeStanding(old))).toEqual([
      { head: "not sure", aside: "last known open on 5 Jun 2023", tail: "", form: "first" },
      { head: "en duda", aside: "última vez que consta abierto, 5 jun 2023", tail: "", form: "first" },
    ]);
    expect(texts(madeStanding({ ...old, limited: true, programmes: ["fast"] }))[0]).toBe(
      "not sure [open for FAST only, last known open on 5 Jun 2023]",
    );
    expect(texts(madeStanding({ ...old, attestedAt: null }))).toEqual([
      "not sure [not confirmed]",
      "en duda [sin confirmar]",
    ]);
    expect(texts(madeStanding(old), without("starts"))[0]).toBe("not sure [not confirmed]");
    expect(leads(madeStanding(old), without("starts", "reasons"))[0]?.aside).toBeNull();
    expect(texts(madeStanding({ ...old, limited: true }), without("starts", "reasons"))[0]).toBe(
      "not sure [open with limits]",
    );
  });

  test("doubts what a source contradicts", () => {
    const conflict = { conflict: madeConflict() };
    expect(leads(madeStanding(conflict))).toEqual([
      { head: "not sure", aside: "open, but AP says closed", tail: "", form: "first" },
      { head: "en duda", aside: "abierto, pero AP lo reporta cerrado", tail: "", form: "first" },
    ]);
    expect(texts(madeStanding({ ...conflict, limited: true }))[0]).toBe(
      "not sure [open with limits, but AP says closed]",
    );
    expect(texts(madeStanding(conflict), without("conflicts"))).toEqual([
      "not sure [sources differ]",
      "en duda [versiones encontradas]",
    ]);
    expect(texts(madeStanding({ ...conflict, limited: true }), without("conflicts"))[0]).toBe(
      "not sure [open with limits, sources differ]",
    );
  });

  test("doubts what is neither confirmed nor agreed", () => {
    const both = {
      conflict: madeConflict(),
      certainty: "unconfirmed",
      attestedAt: today("06:00"),
    } as const;
    expect(texts(madeStanding(both))[0]).toBe("not sure [last known open at 06:00, but AP says closed]");
    expect(texts(madeStanding({ ...both, limited: true }))[0]).toBe(
      "not sure [open with limits, last known open at 06:00, but AP says closed]",
    );
    expect(texts(madeStanding(both), without("starts"))[0]).toBe("not sure [open, but AP says closed]");
  });
});
