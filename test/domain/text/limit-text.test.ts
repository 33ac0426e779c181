import { standingAt } from "../../../src/domain/status/standing.ts";
import { lineOf } from "../../../src/domain/text/crossing-line.ts";
import { summaryOf } from "../../../src/domain/text/summary.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";
import { badgeWords } from "../../../src/web/marks/badge-words.ts";
import { headline } from "../../../src/web/standing-text.ts";
import { SERVICES } from "../arbitrary.ts";
import { cases } from "../cases.ts";
import { holds } from "../replay.ts";
import { ALL, claim, hours, said, status, told } from "../said.ts";
import { timelineOf } from "../shown.ts";
import { place } from "../telling.ts";
import { FAST } from "./made-standing.ts";

const OPEN = said("CBP", status("open", "2023-12-04T06:00:00-07:00", ALL, FAST));

describe("a service that is open for some travellers", () => {
  test("is never mentioned without naming them, in a sentence, a line, a badge or a headline", () => {
    let limited = 0;
    holds(
      cases,
      ({ asked, ...known }) => {
        const timeline = timelineOf({ ...known, service: SERVICES[0] });
        for (const { at, observation } of asked) {
          const standing = standingAt(timeline, at, observation, known.thresholds);
          if (standing.programmes.length === 0) continue;
          limited++;
          for (const messages of [ENGLISH, SPANISH])
            for (const tell of [summaryOf, line, badgeWords]) {
              const text = tell([standing], PLACE, at, messages);
              // A shortened text may end before the status.
              if (text.endsWith("…")) continue;
              for (const each of standing.programmes) expect(text).toContain(messages.phrases.programmes[each]);
              expect(headline([standing], PLACE, messages, false)).toContain(
                messages.phrases.programmes[standing.programmes[0] ?? "fast"],
              );
            }
        }
      },
      300,
    );
    expect(limited).toBeGreaterThan(100);
  });

  test("is described as such at the start of the sentence, after any doubt", () => {
    expect(told([OPEN], "2023-12-20T19:00:00Z")).toBe(
      "Open for FAST only since 4 Dec 2023 06:00 MST, both directions, all modes (CBP)",
    );
    expect(told([OPEN], "2024-06-20T19:00:00Z")).toBe(
      "Not confirmed since 4 Dec 2023 06:00 MST; open for FAST only: both directions, all modes (CBP)",
    );
    expect(told([OPEN], "2024-06-20T19:00:00Z", SPANISH)).toMatch(/^Sin confirmar desde .*; abierto solo para FAST:/);
  });

  test("is described as limited at its next opening, before the day of its opening, and on that day", () => {
    const kept = [OPEN, said("CBP", hours("06:00-20:00", "2023-12-04"))];
    expect(told(kept, "2023-12-21T05:00:00Z")).toMatch(/^Outside hours, .*, opens 21 Dec 2023 06:00 MST for FAST only/);
    const day = [said("CBP", status("suspended", "2023-12-01")), said("CBP", status("open", "2023-12-04", ALL, FAST))];
    expect(told(day, "2023-12-04T19:00:00Z")).toMatch(
      /^In doubt: opens on 4 Dec 2023, time not stated, .*for FAST only/,
    );
    expect(told(day, "2023-12-02T19:00:00Z")).toContain("announced open for FAST only from 4 Dec 2023");
  });

  test("keeps its limits on the day on which it opens to all, if the hour is not stated", () => {
    const opened = [OPEN, said("CBP", status("open", "2023-12-20"))];
    expect(told(opened, "2023-12-20T19:00:00Z")).toMatch(
      /^Open for FAST only since 4 Dec 2023 .*announced open from 20 Dec 2023/,
    );
    expect(told(opened, "2023-12-21T19:00:00Z")).toBe("Open since 20 Dec 2023, both directions, all modes (CBP)");
  });
});

test("a claim that a suspended service is open for some travellers is a conflict, and the sentence names them", () => {
  const shut = [said("CBP", status("suspended", "2023-12-04")), said("AP", claim("open", "2023-12-05", FAST))];
  expect(told(shut, "2023-12-06T19:00:00Z")).toContain("but AP says open for FAST only");
  expect(told(shut, "2023-12-06T19:00:00Z", SPANISH)).toContain("pero AP lo reporta abierto solo para FAST");
});

const PLACE = place([SERVICES[0]]);

const line: typeof summaryOf = (standings, crossing, at, messages) =>
  lineOf(standings, crossing, { at, messages: messages as typeof ENGLISH, asked: "now" });
