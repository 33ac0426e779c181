import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Temporal } from "temporal-polyfill";
import { modeAnswers, shortAnswer } from "../../../src/domain/text/mode-answers.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";
import { ROOT } from "../../../src/root.ts";
import { ALL, CLOSED, hours, said, status, told } from "../said.ts";
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
          isNow,
          isPast: !isNow,
        });
      expect([answer(ENGLISH), answer(SPANISH)]).toEqual([en, es]);
      expect(page).toContain(`| ${name} | ${en} | ${es} |`);
    },
  );
});

describe("the short answers about a crossing", () => {
  const answers = (...reports: Parameters<typeof told>[0]): string[] =>
    told(reports, "2023-12-20T19:00:00Z", ENGLISH, (standings, { timeZone }, at, messages) =>
      modeAnswers(standings, { at, zone: timeZone, messages: messages as typeof ENGLISH, isNow: true })
        .map(({ modes, text, other }) => [modes.join(" and "), text, other?.text].filter(Boolean).join(" | "))
        .join("\n"),
    ).split("\n");

  test("are one per mode or group of modes, about the northbound service", () => {
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

  test("name the southbound service if it is restricted, and say that it is the same", () => {
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
