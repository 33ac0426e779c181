import type { Temporal } from "temporal-polyfill";
import type { Lane } from "../../../src/domain/feed/observation.ts";
import type { Standing } from "../../../src/domain/status/standing.ts";
import {
  contextOf,
  isPlainlyOpen,
  type ShortContext,
  statedLane,
  waitText,
} from "../../../src/domain/text/answer-parts.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";
import { place } from "../telling.ts";
import { FAST, madeConflict, madeStanding, madeSuspended, NOON, PAST, TRAFFIC, today, ZONE } from "./made-standing.ts";
import { madeShut, shownMores, shownParts, tomorrow, without } from "./shown-parts.ts";

test("the circumstances of answers about a crossing are its zone, and its neighbour in the reader's language", () => {
  const crossing = place([], { timeZone: ZONE });
  expect(contextOf(crossing, NOON, ENGLISH)).toEqual({ at: NOON, zone: ZONE, messages: ENGLISH, neighbour: "Mexico" });
  expect(contextOf(crossing, NOON, SPANISH).neighbour).toBe("México");
});

describe("an answer in parts", () => {
  test("about an open service has only its status", () => {
    expect(shownParts(madeStanding())).toEqual([
      { head: "open now", aside: null, tail: "", form: "open", wait: null, opening: null, more: [], soon: null },
      { head: "abierto ahora", aside: null, tail: "", form: "open", wait: null, opening: null, more: [], soon: null },
    ]);
  });

  test("has the status of its lead, with what it rests on", () => {
    const [english] = shownParts(madeStanding({ conflict: madeConflict() }));
    expect(english).toMatchObject({ head: "not sure", aside: "open, but AP says closed", tail: "", form: "first" });
    expect(shownParts(madeSuspended(["staffing"]))[0]).toMatchObject({
      head: "suspended",
      tail: " since 4 Jan: staffing",
      form: "restricted",
    });
  });

  test.each([
    [{}, true],
    [{ limited: true }, false],
    [{ certainty: "unconfirmed" as const }, false],
    [{ conflict: madeConflict() }, false],
    [{ open: false }, false],
  ])("is plainly open with %j: %s", (more, wanted) => expect(isPlainlyOpen(madeStanding(more))).toBe(wanted));
});

describe("the wait in an answer", () => {
  const lane = (kind: Lane["kind"], minutes: number | null): Lane => ({
    ...{ kind, minutes, says: "number", lanesOpen: 1, at: NOON },
  });
  const wait = (more: Partial<Standing>, context: Partial<ShortContext> = {}) =>
    shownParts(madeStanding({ wait: [lane("sentri", 5), lane("standard", 25)], ...more }), context)[0]?.wait;

  test("is that of the lanes that the traveller uses", () => {
    expect(wait({})).toEqual({ minutes: 25, lane: null });
    expect(wait({ askedFor: "sentri" })).toEqual({ minutes: 5, lane: "sentri" });
    expect(wait({ askedFor: "empties" })).toEqual({ minutes: 25, lane: null });
    expect(wait({ wait: [lane("standard", 0)] })).toEqual({ minutes: 0, lane: null });
    expect(
      (["fast", "sentri", "ready", "empties", null] as const).map((askedFor) => statedLane(madeStanding({ askedFor }))),
    ).toEqual([...["fast", "sentri", "ready", "standard", "standard"]]);
  });

  test("is left out if it is not known or is to be omitted, or if the service is not in service", () => {
    expect(wait({ wait: null })).toBeNull();
    expect(wait({ wait: [lane("standard", null)] })).toBeNull();
    expect(wait({ askedFor: "fast" })).toBeNull();
    expect(wait({}, without("waits"))).toBeNull();
    expect(wait({}, without("caveats"))).not.toBeNull();
    expect(wait({ because: "day_of_change" })).toBeNull();
  });

  test("names the programme of its lanes", () => {
    expect([ENGLISH, SPANISH].map((messages) => waitText({ minutes: 25, lane: null }, messages))).toEqual([
      "25 min wait",
      "espera de 25 min",
    ]);
    expect([ENGLISH, SPANISH].map((messages) => waitText({ minutes: 5, lane: "ready" }, messages))).toEqual([
      "5 min Ready Lane wait",
      "espera de 5 min por Ready Lane",
    ]);
  });
});

describe("the next opening in an answer", () => {
  test("is a time, in the past if the question is", () => {
    expect(shownMores(madeShut())).toEqual(["opens 11 Jan at 06:00", "abre el 11 ene a las 06:00"]);
    expect(shownMores(madeShut(), PAST)).toEqual(["was to open on 11 Jan at 06:00", "abría el 11 ene a las 06:00"]);
    expect(shownParts(madeShut())[0]?.opening).toBe("opens 11 Jan at 06:00");
    expect(shownMores(madeShut({ opensAt: today("18:00") }))[0]).toBe("opens 18:00");
  });

  test("is the one after a restriction that is over by then", () => {
    const after = { at: tomorrow("08:00"), next: null };
    expect(shownMores(madeShut({ openingAfter: after }))[0]).toBe("opens 11 Jan at 08:00");
  });

  test("is in doubt if the status is", () => {
    const old = { certainty: "unconfirmed", attestedAt: parseMoment("2023-06-05") } as const;
    expect(shownMores(madeShut(old))).toEqual([
      "not sure it opens on 11 Jan at 06:00: last known open on 5 Jun 2023",
      "en duda si abre el 11 ene a las 06:00: última vez que consta abierto, 5 jun 2023",
    ]);
    expect(shownMores(madeShut(old), PAST)[0]).toBe(
      "not sure it opened on 11 Jan at 06:00: last known open on 5 Jun 2023",
    );
    expect(shownMores(madeShut({ ...old, opensAt: null }))[0]).toBe("last known open on 5 Jun 2023");
    expect(shownMores(madeShut(old), without("openings"))[0]).toBe("last known open on 5 Jun 2023");
    expect(shownMores(madeShut(old), without("starts"))[0]).toBe("not sure it opens on 11 Jan at 06:00");
    // The lead of an open service states the doubt already.
    expect(shownMores(madeStanding(old))[0]).toBe("");
  });

  test("names the travellers", () => {
    expect(shownMores(madeShut(FAST))).toEqual([
      "opens 11 Jan at 06:00 for FAST only",
      "abre el 11 ene a las 06:00 solo para FAST",
    ]);
    const [english, spanish] = shownParts(madeShut({ ...FAST, opensAt: null }));
    expect([english?.tail, spanish?.tail]).toEqual([" (FAST only when open)", " (al abrir, solo para FAST)"]);
  });

  test("is left out if it is to be omitted, or if it is later and later parts are", () => {
    expect(shownMores(madeShut(), without("openings"))[0]).toBe("");
    const at = (later: Temporal.Instant) => shownMores(madeShut({ opensAt: later }), without("later"))[0];
    expect(at(NOON.add({ hours: 24 }))).toBe("opens 11 Jan at 13:00");
    expect(at(NOON.add({ hours: 24, milliseconds: 1 }))).toBe("");
    expect(shownMores(madeShut({ opensAt: NOON.add({ hours: 48 }) }))[0]).toBe("opens 12 Jan at 13:00");
  });
});

describe("the travellers of a service in doubt", () => {
  test("are named with what the doubt rests on", () => {
    const unknown = madeStanding({ open: null, because: "hours_unknown", ...FAST });
    expect(shownParts(unknown)[0]).toMatchObject({ aside: "hours not known, for FAST only", tail: "" });
    expect(shownParts(unknown, without("reasons"))[0]).toMatchObject({ aside: null, tail: ", for FAST only" });
    const changing = madeStanding({ open: null, because: "day_of_change", since: parseMoment("2024-01-10"), ...FAST });
    expect(shownParts(changing)[1]).toMatchObject({ aside: "abre hoy, sin hora precisa, solo para FAST", tail: "" });
  });

  test("are not named twice", () => {
    expect(shownParts(madeStanding(FAST))[0]).toMatchObject({ head: "open for FAST only", aside: null, tail: "" });
    expect(shownParts(madeShut({ ...FAST }))[0]).toMatchObject({ head: "closed now", tail: "" });
  });
});

describe("the next closing in an answer", () => {
  const open = (closesAt: Temporal.Instant) => madeStanding({ closesAt });

  test("is a time, in the past if the question is", () => {
    expect(shownMores(open(today("20:00")))).toEqual(["closes 20:00", "cierra a las 20:00"]);
    expect(shownMores(open(today("20:00")), PAST)).toEqual(["was to close at 20:00", "cerraba a las 20:00"]);
  });

  test("at midnight is at the end of the day, not at the start of the next", () => {
    expect(shownMores(open(tomorrow("00:00")))).toEqual(["closes at midnight", "cierra a medianoche"]);
    expect(shownMores(open(tomorrow("00:01")))[0]).toBe("closes 11 Jan at 00:01");
    expect(shownMores(open(tomorrow("00:00").add({ hours: 24 })))[0]).toBe("closes 11 Jan at 24:00");
  });

  test("is left out if it is to be omitted, or if it is later and later parts are", () => {
    expect(shownMores(open(today("20:00")), without("closings"))[0]).toBe("");
    expect(shownMores(open(NOON.add({ hours: 24 })), without("later"))[0]).toBe("closes 11 Jan at 13:00");
    expect(shownMores(open(NOON.add({ hours: 25 })), without("later"))[0]).toBe("");
    expect(shownMores(open(NOON.add({ hours: 25 })), without("openings"))[0]).toBe("closes 11 Jan at 14:00");
  });
});

describe("the expected end in an answer", () => {
  const late = madeSuspended([null], { expectedUntil: parseMoment("2024-01-09"), overdue: true });

  test("is stated as passed while the restriction counts", () => {
    expect(shownMores(late)).toEqual(["the expected end (9 Jan) has passed", "el plazo previsto (9 ene) ya venció"]);
    expect(shownMores(late, PAST)).toEqual([
      "the expected end (9 Jan) had passed",
      "el plazo previsto (9 ene) ya había vencido",
    ]);
    expect(shownMores({ ...late, because: "closed", status: "closed" })[0]).toBe("the expected end (9 Jan) has passed");
  });

  test("is not stated here if it has not passed, is omitted, or is in the lead", () => {
    expect(shownMores(late, without("ends"))[0]).toBe("");
    expect(shownMores({ ...late, overdue: false })[0]).toBe("");
    expect(shownMores({ ...late, expectedUntil: null })[0]).toBe("");
    expect(shownMores({ ...late, because: "overdue" })[0]).toBe("");
  });
});

describe("what contradicts an answer", () => {
  test("follows any status but an open one", () => {
    expect(shownMores(madeSuspended([null], { conflict: madeConflict({ status: "open" }) }))).toEqual([
      "but AP says open",
      "pero AP lo reporta abierto",
    ]);
    expect(shownMores(madeShut({ opensAt: null, conflict: TRAFFIC }))[0]).toBe("but traffic is moving");
    expect(shownMores(madeStanding({ conflict: madeConflict() }))[0]).toBe("");
    expect(shownMores(madeSuspended([null], { conflict: madeConflict() }), without("conflicts"))[0]).toBe("");
  });

  test("is in the lead of a restriction if it is only traffic", () => {
    expect(shownMores(madeSuspended([null], { conflict: TRAFFIC }))[0]).toBe("");
    expect(shownMores(madeSuspended([null], { because: "closed", conflict: TRAFFIC }))[0]).toBe("");
    expect(shownMores(madeSuspended([null], { because: "overdue", conflict: TRAFFIC }))[0]).toBe(
      "but traffic is moving",
    );
  });
});
