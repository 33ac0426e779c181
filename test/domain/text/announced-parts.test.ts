import type { Standing } from "../../../src/domain/status/standing.ts";
import { nextWorthNaming } from "../../../src/domain/text/answer-parts.ts";
import { contexts, FAST, madeChange, madeStanding, NOON, PAST } from "./made-standing.ts";
import { madeShut, shownMores, shownParts, tomorrow, without } from "./shown-parts.ts";

const [ENGLISH_NOW] = contexts();

describe("an announced change in an answer", () => {
  test.each<[string, Partial<Standing>, string, string, string]>([
    [
      "a suspension",
      { next: madeChange("suspended", "2024-01-20T13:00:00Z") },
      "suspension announced from 20 Jan at 06:00",
      "se suspenderá el 20 ene a las 06:00, según aviso",
      "suspension announced from 20 Jan at 06:00",
    ],
    [
      "a closure",
      { next: madeChange("closed", "2024-01-20") },
      "closure announced from 20 Jan",
      "cerrará a partir del 20 ene, según aviso",
      "closure announced from 20 Jan",
    ],
    [
      "other limits",
      { next: madeChange("open", "2024-01-20", FAST) },
      "FAST-only from 20 Jan (announced)",
      "solo para FAST a partir del 20 ene, según aviso",
      "was to be FAST-only from 20 Jan (announced)",
    ],
    [
      "limits that are not named",
      { next: madeChange("open", "2024-01-20", { limited: true }) },
      "limits announced from 20 Jan",
      "con restricciones a partir del 20 ene, según aviso",
      "limits announced from 20 Jan",
    ],
    [
      "the end of limits",
      { ...FAST, next: madeChange("open", "2024-01-20") },
      "limits to end 20 Jan (announced)",
      "sin restricciones a partir del 20 ene, según aviso",
      "limits were to end 20 Jan (announced)",
    ],
    [
      "a reopening",
      { status: "closed", because: "closed", next: madeChange("open", "2024-02") },
      "to reopen in Feb 2024 (announced)",
      "reabrirá en febrero de 2024, según aviso",
      "was to reopen in Feb 2024 (announced)",
    ],
    [
      "an opening",
      { status: "unknown", because: "no_report", next: madeChange("open", "2024-01-20") },
      "to open 20 Jan (announced)",
      "abrirá el 20 ene, según aviso",
      "was to open 20 Jan (announced)",
    ],
  ])("is %s", (_, more, en, es, past) => {
    expect(shownMores(madeStanding(more))).toEqual([en, es]);
    expect(shownMores(madeStanding(more), PAST)[0]).toBe(past);
  });

  test("tonight at midnight is at the end of the current day", () => {
    const tonight = madeStanding({ next: madeChange("suspended", String(tomorrow("00:00"))) });
    expect(shownMores(tonight)).toEqual([
      "suspension announced for midnight tonight",
      "se suspenderá hoy a medianoche, según aviso",
    ]);
    const later = madeStanding({ next: madeChange("suspended", String(tomorrow("00:00").add({ hours: 24 }))) });
    expect(shownMores(later)[0]).toBe("suspension announced from 12 Jan at 00:00");
    // A day is never turned into a time.
    expect(shownMores(madeStanding({ next: madeChange("suspended", "2024-01-11") }))[0]).toBe(
      "suspension announced from 11 Jan",
    );
  });

  test("is soon if it comes within a day, and is never omitted then", () => {
    const soon = (later: { hours: number; milliseconds?: number }) => {
      const next = madeChange("suspended", String(NOON.add(later)));
      const [english] = shownParts(madeStanding({ next }), without("later"));
      return [english?.soon, english?.more.length];
    };
    const text = "suspension announced from 11 Jan at 13:00";
    expect(soon({ hours: 24 })).toEqual([text, 1]);
    expect(soon({ hours: 24, milliseconds: 1 })).toEqual([null, 0]);
    expect(shownParts(madeStanding())[0]?.soon).toBeNull();
    expect(shownParts(madeStanding({ next: madeChange("suspended", "2024-01-20") }))[0]).toMatchObject({
      soon: null,
      more: ["suspension announced from 20 Jan"],
    });
  });

  test("does not sound as if a shut service opened first", () => {
    const until = (effectiveAt: string, more: Partial<Standing> = {}) =>
      madeShut({ opensAt: null, next: madeChange("suspended", effectiveAt), ...more });
    expect(shownMores(until("2024-01-20"))).toEqual([
      "to stay suspended from 20 Jan (announced)",
      "seguirá suspendido desde el 20 ene, según aviso",
    ]);
    expect(shownMores(until("2024-01-20"), PAST)[0]).toBe("was to stay suspended from 20 Jan (announced)");
    expect(shownMores(until(String(tomorrow("00:00"))))[0]).toBe("to stay suspended past midnight (announced)");
    expect(shownMores(until("2024-01-20", { opensAt: tomorrow("06:00") }))[0]).toBe(
      "opens 11 Jan at 06:00 · suspension announced from 20 Jan",
    );
    expect(
      shownMores(
        until("2024-01-20", { openingAfter: { at: tomorrow("06:00"), next: madeChange("closed", "2024-01-20") } }),
      )[0],
    ).toBe("opens 11 Jan at 06:00 · closure announced from 20 Jan");
    expect(shownMores(madeShut({ opensAt: null, ...FAST, next: madeChange("open", "2024-01-20") }))[0]).toBe(
      "limits to end 20 Jan (announced)",
    );
    expect(shownMores(until("2024-01-20", { because: "in_service" }))[0]).toBe("suspension announced from 20 Jan");
  });

  test("cancels an opening that it precedes", () => {
    const cancelled = (more: Partial<Standing> = {}) =>
      madeShut({
        opensAt: null,
        cancelledOpening: tomorrow("06:00"),
        next: madeChange("suspended", String(tomorrow("05:00"))),
        ...more,
      });
    expect(shownMores(cancelled())).toEqual([
      "not to open 11 Jan at 06:00: suspension announced from 11 Jan at 05:00",
      "no abrirá el 11 ene a las 06:00: suspensión desde las 05:00 del 11 ene, según aviso",
    ]);
    expect(shownMores(cancelled(), PAST)[0]).toBe(
      "was not to open 11 Jan at 06:00: suspension announced from 11 Jan at 05:00",
    );
    expect(shownMores(cancelled(FAST))).toEqual([
      "not to open 11 Jan at 06:00 even for FAST: suspension announced from 11 Jan at 05:00",
      "no abrirá el 11 ene a las 06:00 ni para FAST: suspensión desde las 05:00 del 11 ene, según aviso",
    ]);
    expect(shownParts(cancelled(FAST))[0]?.tail).toBe("");
    expect(shownMores(cancelled(), without("openings"))[0]).toBe("to stay suspended past 11 Jan at 05:00 (announced)");
    expect(shownMores(cancelled({ ...FAST, next: madeChange("open", String(tomorrow("05:00"))) }))[0]).toBe(
      "limits to end 11 Jan at 05:00 (announced)",
    );
  });
});

describe("the announced change that an answer names", () => {
  const named = (more: Partial<Standing>) =>
    nextWorthNaming(madeStanding(more), ENGLISH_NOW)?.report.source.publisher ?? null;

  test("is at most thirty days ahead", () => {
    expect(named({ next: madeChange("suspended", "2024-02-09T23:59:00-07:00") })).toBe("County");
    expect(named({ next: madeChange("suspended", "2024-02-09") })).toBe("County");
    expect(named({ next: madeChange("suspended", "2024-02-10") })).toBeNull();
    expect(named({ next: null })).toBeNull();
  });

  test("may be later if it ends a restriction", () => {
    expect(named({ status: "suspended", next: madeChange("open", "2025-01-01") })).toBe("County");
    expect(named({ status: "closed", next: madeChange("open", "2025-01-01") })).toBe("County");
    expect(named({ status: "unknown", next: madeChange("open", "2025-01-01") })).toBeNull();
  });

  test("is the one after the next opening, if a restriction is over by then", () => {
    const next = madeChange("suspended", "2024-01-11");
    expect(named({ next, openingAfter: { at: tomorrow("06:00"), next: null } })).toBeNull();
    const after = madeChange("closed", "2024-01-20");
    expect(
      nextWorthNaming(madeStanding({ next, openingAfter: { at: tomorrow("06:00"), next: after } }), ENGLISH_NOW),
    ).toBe(after);
  });
});
