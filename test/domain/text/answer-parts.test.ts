import type { Temporal } from "temporal-polyfill";
import type { Lane } from "../../../src/domain/feed/observation.ts";
import type { Standing } from "../../../src/domain/status/standing.ts";
import {
  answerParts,
  contextOf,
  isPlainlyOpen,
  type Omittable,
  type ShortContext,
  statedLane,
  waitText,
} from "../../../src/domain/text/answer-parts.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";
import { place } from "../telling.ts";
import {
  contexts,
  madeConflict,
  madeStanding,
  madeSuspended,
  NOON,
  PAST,
  TRAFFIC,
  today,
  ZONE,
} from "./made-standing.ts";

const parts = (standing: Standing, more: Partial<ShortContext> = {}) =>
  contexts(more).map((context) => answerParts(standing, context));
/** Returns what follows the status, in English and Spanish. */
const mores = (standing: Standing, more: Partial<ShortContext> = {}) =>
  parts(standing, more).map((each) => each.more.join(" · "));
const without = (...omitted: Omittable[]) => ({ without: new Set(omitted) });
const tomorrow = (time: string) => today(time).add({ hours: 24 });
const FAST = { limited: true, programmes: ["fast" as const] };
const shut = (more: Partial<Standing> = {}) =>
  madeStanding({ open: false, because: "outside_hours", opensAt: tomorrow("06:00"), ...more });

test("the circumstances of answers about a crossing are its zone, and its neighbour in the reader's language", () => {
  const crossing = place([], { timeZone: ZONE });
  expect(contextOf(crossing, NOON, ENGLISH)).toEqual({ at: NOON, zone: ZONE, messages: ENGLISH, neighbour: "Mexico" });
  expect(contextOf(crossing, NOON, SPANISH).neighbour).toBe("México");
});

describe("an answer in parts", () => {
  test("about an open service has only its status", () => {
    expect(parts(madeStanding())).toEqual([
      { head: "open now", aside: null, tail: "", form: "open", wait: null, opening: null, more: [], soon: null },
      { head: "abierto ahora", aside: null, tail: "", form: "open", wait: null, opening: null, more: [], soon: null },
    ]);
  });

  test("has the status of its lead, with what it rests on", () => {
    const [english] = parts(madeStanding({ conflict: madeConflict() }));
    expect(english).toMatchObject({ head: "not sure", aside: "open, but AP says closed", tail: "", form: "first" });
    expect(parts(madeSuspended(["staffing"]))[0]).toMatchObject({
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
    parts(madeStanding({ wait: [lane("sentri", 5), lane("standard", 25)], ...more }), context)[0]?.wait;

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
    expect(mores(shut())).toEqual(["opens 11 Jan at 06:00", "abre el 11 ene a las 06:00"]);
    expect(mores(shut(), PAST)).toEqual(["was to open on 11 Jan at 06:00", "abría el 11 ene a las 06:00"]);
    expect(parts(shut())[0]?.opening).toBe("opens 11 Jan at 06:00");
    expect(mores(shut({ opensAt: today("18:00") }))[0]).toBe("opens 18:00");
  });

  test("is the one after a restriction that is over by then", () => {
    const after = { at: tomorrow("08:00"), next: null };
    expect(mores(shut({ openingAfter: after }))[0]).toBe("opens 11 Jan at 08:00");
  });

  test("is in doubt if the status is", () => {
    const old = { certainty: "unconfirmed", attestedAt: parseMoment("2023-06-05") } as const;
    expect(mores(shut(old))).toEqual([
      "not sure it opens on 11 Jan at 06:00: last known open on 5 Jun 2023",
      "en duda si abre el 11 ene a las 06:00: última vez que consta abierto, 5 jun 2023",
    ]);
    expect(mores(shut(old), PAST)[0]).toBe("not sure it opened on 11 Jan at 06:00: last known open on 5 Jun 2023");
    expect(mores(shut({ ...old, opensAt: null }))[0]).toBe("last known open on 5 Jun 2023");
    expect(mores(shut(old), without("openings"))[0]).toBe("last known open on 5 Jun 2023");
    expect(mores(shut(old), without("starts"))[0]).toBe("not sure it opens on 11 Jan at 06:00");
    // The lead of an open service states the doubt already.
    expect(mores(madeStanding(old))[0]).toBe("");
  });

  test("names the travellers", () => {
    expect(mores(shut(FAST))).toEqual([
      "opens 11 Jan at 06:00 for FAST only",
      "abre el 11 ene a las 06:00 solo para FAST",
    ]);
    const [english, spanish] = parts(shut({ ...FAST, opensAt: null }));
    expect([english?.tail, spanish?.tail]).toEqual([" (FAST only when open)", " (al abrir, solo para FAST)"]);
  });

  test("is left out if it is to be omitted, or if it is later and later parts are", () => {
    expect(mores(shut(), without("openings"))[0]).toBe("");
    const at = (later: Temporal.Instant) => mores(shut({ opensAt: later }), without("later"))[0];
    expect(at(NOON.add({ hours: 24 }))).toBe("opens 11 Jan at 13:00");
    expect(at(NOON.add({ hours: 24, milliseconds: 1 }))).toBe("");
    expect(mores(shut({ opensAt: NOON.add({ hours: 48 }) }))[0]).toBe("opens 12 Jan at 13:00");
  });
});

describe("the travellers of a service in doubt", () => {
  test("are named with what the doubt rests on", () => {
    const unknown = madeStanding({ open: null, because: "hours_unknown", ...FAST });
    expect(parts(unknown)[0]).toMatchObject({ aside: "hours not known, for FAST only", tail: "" });
    expect(parts(unknown, without("reasons"))[0]).toMatchObject({ aside: null, tail: ", for FAST only" });
    const changing = madeStanding({ open: null, because: "day_of_change", since: parseMoment("2024-01-10"), ...FAST });
    expect(parts(changing)[1]).toMatchObject({ aside: "abre hoy, sin hora precisa, solo para FAST", tail: "" });
  });

  test("are not named twice", () => {
    expect(parts(madeStanding(FAST))[0]).toMatchObject({ head: "open for FAST only", aside: null, tail: "" });
    expect(parts(shut({ ...FAST }))[0]).toMatchObject({ head: "closed now", tail: "" });
  });
});

describe("the next closing in an answer", () => {
  const open = (closesAt: Temporal.Instant) => madeStanding({ closesAt });

  test("is a time, in the past if the question is", () => {
    expect(mores(open(today("20:00")))).toEqual(["closes 20:00", "cierra a las 20:00"]);
    expect(mores(open(today("20:00")), PAST)).toEqual(["was to close at 20:00", "cerraba a las 20:00"]);
  });

  test("at midnight is at the end of the day, not at the start of the next", () => {
    expect(mores(open(tomorrow("00:00")))).toEqual(["closes at midnight", "cierra a medianoche"]);
    expect(mores(open(tomorrow("00:01")))[0]).toBe("closes 11 Jan at 00:01");
    expect(mores(open(tomorrow("00:00").add({ hours: 24 })))[0]).toBe("closes 11 Jan at 24:00");
  });

  test("is left out if it is to be omitted, or if it is later and later parts are", () => {
    expect(mores(open(today("20:00")), without("closings"))[0]).toBe("");
    expect(mores(open(NOON.add({ hours: 24 })), without("later"))[0]).toBe("closes 11 Jan at 13:00");
    expect(mores(open(NOON.add({ hours: 25 })), without("later"))[0]).toBe("");
    expect(mores(open(NOON.add({ hours: 25 })), without("openings"))[0]).toBe("closes 11 Jan at 14:00");
  });
});

describe("the expected end in an answer", () => {
  const late = madeSuspended([null], { expectedUntil: parseMoment("2024-01-09"), overdue: true });

  test("is stated as passed while the restriction counts", () => {
    expect(mores(late)).toEqual(["the expected end (9 Jan) has passed", "el plazo previsto (9 ene) ya venció"]);
    expect(mores(late, PAST)).toEqual([
      "the expected end (9 Jan) had passed",
      "el plazo previsto (9 ene) ya había vencido",
    ]);
    expect(mores({ ...late, because: "closed", status: "closed" })[0]).toBe("the expected end (9 Jan) has passed");
  });

  test("is not stated here if it has not passed, is omitted, or is in the lead", () => {
    expect(mores(late, without("ends"))[0]).toBe("");
    expect(mores({ ...late, overdue: false })[0]).toBe("");
    expect(mores({ ...late, expectedUntil: null })[0]).toBe("");
    expect(mores({ ...late, because: "overdue" })[0]).toBe("");
  });
});

describe("what contradicts an answer", () => {
  test("follows any status but an open one", () => {
    expect(mores(madeSuspended([null], { conflict: madeConflict({ status: "open" }) }))).toEqual([
      "but AP says open",
      "pero AP lo reporta abierto",
    ]);
    expect(mores(shut({ opensAt: null, conflict: TRAFFIC }))[0]).toBe("but traffic is moving");
    expect(mores(madeStanding({ conflict: madeConflict() }))[0]).toBe("");
    expect(mores(madeSuspended([null], { conflict: madeConflict() }), without("conflicts"))[0]).toBe("");
  });

  test("is in the lead of a restriction if it is only traffic", () => {
    expect(mores(madeSuspended([null], { conflict: TRAFFIC }))[0]).toBe("");
    expect(mores(madeSuspended([null], { because: "closed", conflict: TRAFFIC }))[0]).toBe("");
    expect(mores(madeSuspended([null], { because: "overdue", conflict: TRAFFIC }))[0]).toBe("but traffic is moving");
  });
});
