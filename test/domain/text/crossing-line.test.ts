import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { Service } from "../../../src/domain/places/crossing.ts";
import type { Report } from "../../../src/domain/record/report.ts";
import { timelinesOf } from "../../../src/domain/record/timeline.ts";
import { type Standing, standingAt } from "../../../src/domain/status/standing.ts";
import { type AskedTime, crossingAnswer, LINE_LIMIT, lineOf } from "../../../src/domain/text/crossing-line.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";
import { LOCALES } from "../../../src/locales/index.ts";
import type { Messages } from "../../../src/locales/messages.ts";
import { ROOT } from "../../../src/root.ts";
import { recordedAt } from "../arbitrary-log.ts";
import { cases } from "../cases.ts";
import { holds } from "../replay.ts";
import { ALL, CLOSED, hours, said, status, told } from "../said.ts";
import { change, place, report } from "../telling.ts";
import { ASKED_SITUATIONS } from "./asked-situations.ts";
import { OPEN_SITUATIONS } from "./open-situations.ts";
import { SHUT_SITUATIONS } from "./shut-situations.ts";

/** The lines of the document by the name of the situation: `| name | English | Spanish |`. */
const documented = new Map(
  readFileSync(join(ROOT, "docs/short-answers.md"), "utf8")
    .replace(/^[\s\S]*## A whole crossing\n/, "")
    .replace(/\n## [\s\S]*$/, "")
    .split("\n")
    .filter((row) => row.startsWith("| ") && !row.startsWith("| The crossing is "))
    .map((row) => row.split(" | "))
    .map(([name = "", en = "", es = ""]) => [name.replace(/^\| /, ""), [en, es.replace(/ \|$/, "")]] as const),
);
const SITUATIONS = [...OPEN_SITUATIONS, ...SHUT_SITUATIONS, ...ASKED_SITUATIONS];

describe("the documented line about a crossing that is", () => {
  test.each(SITUATIONS.map((each) => [each.name, each] as const))("%s", (name, { standings, crossing, at, asked }) => {
    const line = (messages: Messages) => lineOf(standings, crossing, { at, messages, asked });
    expect([line(ENGLISH), line(SPANISH)]).toEqual(documented.get(name));
  });

  test("in any other situation does not exist, and no situation has two lines", () => {
    expect([...documented.keys()]).toEqual(SITUATIONS.map(({ name }) => name));
  });
});

/** Writes the line at an instant. `name` replaces the name of the crossing. */
const lineAt = (reports: Report[], at: string, messages: Messages = ENGLISH, name?: string): string =>
  told(reports, at, messages, (standings, crossing, instant) =>
    lineOf(standings, name === undefined ? crossing : { ...crossing, name: { en: name, es: name } }, {
      at: instant,
      messages,
      asked: "now",
    }),
  );
const NOW = "2023-12-20T19:00:00Z";

describe("a line about a crossing", () => {
  test("names the crossing in the reader's language", () => {
    expect(lineAt(CLOSED, NOW, SPANISH)).toMatch(/^Sonoyta: suspendido/);
  });

  test("leaves out the publishers of statuses", () => {
    const wordy = [
      said("The Very Long Name of an Agency That Says Everything Twice Over", {
        ...status("suspended", "2023-12-04", ALL, { expectedUntil: parseMoment("2024-03-01") }),
      }),
      said("CBP", status("open", "2024-01-04T06:00:00-07:00")),
    ];
    expect(lineAt(wordy, NOW)).toBe(
      "Lukeville: suspended both ways since 4 Dec, expected until 1 Mar 2024 · to reopen 4 Jan 2024 at 06:00 (announced)",
    );
  });

  test("drops the statement of a newspaper with a long name before it drops the doubt", () => {
    const paper = `The ${"Very ".repeat(30)}Long Newspaper`;
    const claims = CLOSED.flatMap(({ statusChanges }) => statusChanges).map(({ service }) => ({
      service,
      status: "closed" as const,
      limited: false,
      programmes: [],
      effectiveAt: parseMoment("2023-12-20"),
      until: null,
      denied: false,
      attributed: false,
    }));
    expect(lineAt([said("CBP", status("open", "2023-12-05")), said(paper, { claims })], NOW)).toBe(
      "Lukeville: both ways, not sure (sources differ)",
    );
  });

  describe("with an announcement for tonight", () => {
    const NAME = "The International Bridge of a Very Long Name Indeed";
    const tonight = said("The County of a Long Name", status("suspended", "2023-12-20T18:00:00-07:00"));

    test("keeps it in every shortened form", () => {
      const open = said("An Agency With a Long Name", status("open", "2023-01-01", ALL.slice(0, 1)));
      expect(lineAt([open, tonight], NOW, ENGLISH, NAME)).toContain("suspension announced from 18:00");
      expect(lineAt([open, tonight], NOW, SPANISH, NAME)).toContain("se suspenderá a las 18:00, según aviso");
    });

    test("keeps the next opening and drops later changes", () => {
      const reports = ALL.map(([mode, direction], i) =>
        said(`Agency ${i}`, {
          ...status(i === 0 ? "suspended" : "open", "2023-12-01", [[mode, direction]]),
          hoursChanges: hours(`0${i}:00-${19 - i}:00`, "2023-12-01").hoursChanges.slice(i, i + 1),
        }),
      );
      const reopening = said("County", status("open", "2023-12-21T06:00:00-07:00", ALL.slice(0, 1)));
      expect(lineAt([...reports, reopening], NOW, ENGLISH, NAME)).toBe(
        `${NAME}: suspended for pedestrians since 1 Dec, to reopen 21 Dec at 06:00 (announced) · open to cars`,
      );
    });
  });

  test("names a suspension before services that are only outside their hours, however soon these open", () => {
    const reports = ALL.map(([mode, direction], i) =>
      said(`Agency ${i} of a Long Name`, {
        ...status(i === 2 ? "suspended" : "open", "2023-12-01", [[mode, direction]]),
        hoursChanges: hours(`0${6 + i}:00-19:00`, "2023-12-01").hoursChanges.slice(i, i + 1),
      }),
    );
    expect(lineAt(reports, "2023-12-20T12:30:00Z")).toBe(
      "Lukeville: suspended for cars since 1 Dec · closed now to pedestrians, opens 06:00",
    );
  });

  test("names a service in doubt before an open one, and never says that all are open now", () => {
    const reports = [
      said("CBP", status("open", "2023-01-01T08:00:00-07:00", [["passenger", "northbound"]])),
      said("CBP", status("open", "2023-12-05", [["pedestrian", "northbound"]])),
    ];
    expect(lineAt(reports, NOW)).toBe("Lukeville: by car, not sure (last known open on 1 Jan) · open to pedestrians");
  });

  test("cuts an overlong name at the end of a word", () => {
    const line = lineAt(CLOSED, NOW, ENGLISH, "Bridge of Many Names and ".repeat(20).trim());
    expect(line).toBe(
      "Bridge of Many Names and Bridge of Many Names and Bridge of Many Names and Bridge of Many Names and Bridge of Many …: suspended both ways since 4 Dec",
    );
  });
});

const SIX: readonly Service[] = (["pedestrian", "passenger", "commercial"] as const).flatMap((mode) =>
  (["northbound", "southbound"] as const).map((direction) => ({ crossing: "puente", mode, direction })),
);

/**
 * Cases in which the lines of the two services are spread over up to six services, some or all of which are asked
 * about.
 */
const spread = fc.record({
  one: cases,
  to: fc.array(fc.nat(SIX.length - 1), { minLength: 12, maxLength: 12 }),
  // With few services, it happens more often that all of them are open for sure.
  size: fc.constantFrom(1, 2, 4, 6),
  isOpened: fc.boolean(),
  isAsked: fc.array(fc.boolean(), { minLength: SIX.length, maxLength: SIX.length }),
  limit: fc.constantFrom(LINE_LIMIT, 100),
  asked: fc.constantFrom<AskedTime>("now", "now", "dated", "kept", "past", "ahead"),
  name: fc.constantFrom("Lukeville", "Gateway to the Americas International Bridge and Its Friends"),
});

/** Number of the report that opens all services asked about. This report is recorded before all others. */
const OPENING = 99;

const isSure = ({ open, certainty, conflict }: Standing): boolean =>
  open === true && certainty !== "unconfirmed" && conflict === null;

test("a line is one line of at most 160 characters, and says 'open now' only if everything northbound is open for sure", () => {
  let plain = 0;
  let shut = 0;
  holds(
    spread,
    ({ one, to, size, isOpened, isAsked, limit, asked, name }) => {
      const some = SIX.slice(0, size).filter((_, i) => isAsked[i]);
      const of = some.length > 0 ? some : SIX.slice(0, size);
      let next = 0;
      const moved = <Line extends { service: Service }>(lines: readonly Line[]): Line[] =>
        lines.flatMap((line) => {
          const service = SIX[(to[next++ % to.length] ?? 0) % size];
          return service === undefined ? [] : [{ ...line, service }];
        });
      const [{ at: first } = { at: null }] = one.asked;
      const opening =
        first === null || !isOpened ? [] : of.map((service) => change("open", first, { service, lifts: "all" }));
      const reports = [
        { ...report(OPENING, "El Paso", { statusChanges: opening }), recordedAt: recordedAt(-1) },
        ...one.reports,
      ].map((each) => ({
        ...each,
        statusChanges: each.seq === OPENING ? each.statusChanges : moved(each.statusChanges),
        hoursChanges: moved(each.hoursChanges),
        hoursExceptions: moved(each.hoursExceptions),
        claims: moved(each.claims),
      }));
      const crossing = place(SIX, { timeZone: one.zone, name: { en: name, es: name } });
      for (const { at } of one.asked.slice(0, 4)) {
        const standings = [...timelinesOf(of, one.zone, reports, one.view).values()].map((timeline) =>
          standingAt(timeline, at, null, one.thresholds),
        );
        const northbound = standings.filter(({ service }) => service.direction === "northbound");
        const isPlain = northbound.every((standing) => isSure(standing) && !standing.limited);
        const question = { at, asked, limit };
        for (const messages of LOCALES) {
          const line = lineOf(standings, crossing, { ...question, messages });
          const answer = crossingAnswer(standings, crossing, { ...question, messages, limit: 50 });
          for (const [text, most] of [
            [line, limit],
            [answer, 50],
          ] as const) {
            expect([text, text.length <= most, /[\r\n\t]|undefined|null/.test(text)]).toEqual([text, true, false]);
            const saysNow = text.toLowerCase().includes(messages.short.openNow.toLowerCase());
            if (saysNow) expect([text, northbound.length > 0 ? isPlain : true, asked]).toEqual([text, true, "now"]);
            if (saysNow) plain++;
            // A line that begins with "open" names the modes, unless all are open.
            const start = messages.phrases.statuses.open;
            if (northbound.length > 0 && !isPlain && !northbound.some(({ open }) => open === true)) {
              shut++;
              expect([text, answer.startsWith(start)]).toEqual([text, false]);
            }
          }
        }
      }
    },
    300,
  );
  expect(plain).toBeGreaterThan(20);
  expect(shut).toBeGreaterThan(100);
});
