import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Temporal } from "temporal-polyfill";
import { reasonName } from "../../../src/domain/text/answer-lead.ts";
import { contextOf } from "../../../src/domain/text/answer-parts.ts";
import { crossingAnswer } from "../../../src/domain/text/crossing-line.ts";
import { modeAnswers, shortAnswer } from "../../../src/domain/text/mode-answers.ts";
import type { LaneKind, Programme } from "../../../src/domain/vocabulary.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";
import { ROOT } from "../../../src/root.ts";
import { ALL, CLOSED, hours, said, service, status, told } from "../said.ts";
import { change, place, report, standing } from "../telling.ts";
import { IN_SERVICE_SITUATIONS } from "./in-service-situations.ts";
import { RESTRICTED_SITUATIONS } from "./restricted-situations.ts";

const page = readFileSync(join(ROOT, "docs/short-answers.md"), "utf8");

describe("the short answer about a service that is", () => {
  test.each([...IN_SERVICE_SITUATIONS, ...RESTRICTED_SITUATIONS].map((each) => [each.name, each] as const))(
    "%s",
    (name, { standing, at, isNow, en, es }) => {
      const answer = (messages: typeof ENGLISH) =>
        shortAnswer(standing, {
          at: Temporal.Instant.from(at),
          zone: "America/Denver",
          messages,
          neighbour: "Mexico",
          isNow,
          isPast: !isNow,
        });
      expect([answer(ENGLISH), answer(SPANISH)]).toEqual([en, es]);
      expect(page).toContain(`| ${name} | ${en} | ${es} |`);
    },
  );
});

describe("the reason `counterpart`", () => {
  const counterpart = { ...said("CBP", status("suspended", "2023-12-04")), reason: "counterpart" as const };

  test("names the neighbouring country in the line per mode, from the data of the crossing", () => {
    const lines = [ENGLISH, SPANISH].flatMap((messages) =>
      told([counterpart], "2023-12-20T19:00:00Z", messages, (standings, crossing, at, words) =>
        modeAnswers(standings, { ...contextOf(crossing, at, words), isNow: true })
          .map(({ text }) => text)
          .join(),
      ),
    );
    expect(lines).toEqual([
      "Suspended since 4 Dec: decision by Mexico",
      "Suspendido desde el 4 dic: decisión de México",
    ]);
  });

  test("names the neighbouring country in lists of reasons if it is the same at all crossings", () => {
    const here = place([]);
    const [own, opposite] = here.sides;
    const elsewhere = place([], { sides: [opposite, own] });
    expect(reasonName("counterpart", [here, here], ENGLISH)).toBe("decision by Mexico");
    expect(reasonName("counterpart", [elsewhere], ENGLISH)).toMatch(/^decision by the United States$/);
    expect(reasonName("counterpart", [here, elsewhere], SPANISH)).toBe("el país vecino");
    expect(reasonName("counterpart", [], ENGLISH)).toBe("the country across the border");
    expect(reasonName("weather", [here], ENGLISH)).toBe("weather");
  });
});

describe("the short answers about a crossing", () => {
  const answers = (...reports: Parameters<typeof told>[0]): string[] =>
    told(reports, "2023-12-20T19:00:00Z", ENGLISH, (standings, crossing, at, messages) =>
      modeAnswers(standings, { ...contextOf(crossing, at, messages), isNow: true })
        .map(({ modes, text, other }) => [modes.join(" and "), text, other?.text].filter(Boolean).join(" | "))
        .join("\n"),
    ).split("\n");

  test("include one for each mode or group of modes, about the northbound service", () => {
    const open = said(
      "CBP",
      status(
        "open",
        "2023-12-01",
        ALL.filter(([, direction]) => direction === "northbound"),
      ),
    );
    expect(answers(open)).toEqual(["pedestrian and passenger | Open now"]);
  });

  test("name the southbound service if it is restricted, and say 'the same' if its answer is the northbound one", () => {
    expect(answers(...CLOSED)).toEqual(["pedestrian and passenger | Suspended since 4 Dec | the same"]);
    const open = said("CBP", status("open", "2023-12-05"));
    const south = said("County", status("suspended", "2023-12-06", [["passenger", "southbound"]]));
    expect(answers(open, south)).toEqual(["pedestrian | Open now", "passenger | Open now | Suspended since 6 Dec"]);
  });

  test("name the southbound service if it alone is outside its hours", () => {
    const open = said("CBP", status("open", "2023-01-01"));
    const shut = { hoursChanges: hours("06:00-10:00", "2023-01-01").hoursChanges.slice(1, 2) };
    expect(answers(open, said("CBP", shut))).toEqual([
      "pedestrian | Not sure: last known open on 1 Jan | Closed now · not sure it opens on 21 Dec at 06:00: last known open on 1 Jan",
      "passenger | Not sure: last known open on 1 Jan",
    ]);
  });

  test("do not repeat that nothing recent is known about the southbound service", () => {
    expect(answers(said("CBP", { ...status("open", "2023-01-01"), ...hours("06:00-20:00", "2023-01-01") }))).toEqual([
      "pedestrian and passenger | Not sure: last known open on 1 Jan · closes 20:00",
    ]);
  });
});

describe("the short answers to a question about a programme", () => {
  const lane = (kind: LaneKind, minutes: number | null) =>
    ({ kind, minutes, says: "number", lanesOpen: 2, at: Temporal.Instant.from("2024-01-10T18:50:00Z") }) as const;
  const [foot, car] = ALL.filter(([, direction]) => direction === "northbound").map(service);
  const answers = (askedFor: Programme | null, ...lanes: ReturnType<typeof lane>[]) => {
    const opened = standing(
      [report(1, "CBP", { statusChanges: [change("open", "2024-01-02")] })],
      "2024-01-10T19:00:00Z",
    );
    const standings = [foot, car].flatMap((each) =>
      each === undefined ? [] : [{ ...opened, service: each, askedFor, wait: [lane("standard", 25), ...lanes] }],
    );
    const at = Temporal.Instant.from("2024-01-10T19:00:00Z");
    return [ENGLISH, SPANISH].map((messages) => {
      const context = contextOf(place(standings.map((each) => each.service)), at, messages);
      const modes = modeAnswers(standings, { ...context, isNow: true }).map(({ text }) => text);
      return [...modes, crossingAnswer(standings, place([...ALL.map(service)]), { at, messages, asked: "now" })];
    });
  };

  test("state the wait in its own lanes by name, and never the wait in the standard lanes", () => {
    expect(answers("sentri", lane("ready", 15), lane("sentri", 5))).toEqual([
      ["Open now · 5 min SENTRI wait", "open now · SENTRI wait 5 min on foot, 5 min by car"],
      ["Abierto ahora · espera de 5 min por SENTRI", "abierto ahora · espera por SENTRI: 5 min a pie, 5 min en auto"],
    ]);
    expect(answers("ready", lane("ready", 15))[0]?.[0]).toBe("Open now · 15 min Ready Lane wait");
    expect(answers("fast", lane("fast", 15))[1]?.[0]).toBe("Abierto ahora · espera de 15 min por FAST");
  });

  test("state no wait if the wait in its own lanes is not known", () => {
    expect(answers("sentri", lane("ready", 15))[0]).toEqual(["Open now", "open now"]);
    expect(answers("fast", lane("fast", null))[0]).toEqual(["Open now", "open now"]);
  });

  test("state the wait in the standard lanes for a programme without lanes of its own, and without a programme", () => {
    for (const askedFor of ["empties", "essential_travel", "appointments", null] as const)
      expect(answers(askedFor, lane("sentri", 5))[0]?.[0]).toBe("Open now · 25 min wait");
  });
});
