import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { NO_LIMITS } from "../../../src/domain/record/limits.ts";
import { NO_CREDITS } from "../../../src/domain/status/credits.ts";
import type { Standing } from "../../../src/domain/status/standing.ts";
import { isPlainlyOpen } from "../../../src/domain/text/answer-parts.ts";
import { toldModes } from "../../../src/domain/text/mode-answers.ts";
import { BECAUSES, CERTAINTIES, STATUS_ICONS } from "../../../src/domain/vocabulary.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { statusIconOf, statusIconOfAll } from "../../../src/web/marks/status-icon.ts";
import { madeStanding } from "../../domain/text/made-standing.ts";

const SERVICES = (["passenger", "pedestrian"] as const).flatMap((mode) =>
  (["northbound", "southbound"] as const).map((direction) => ({ crossing: "x", mode, direction })),
);
const CONTEXT = {
  at: Temporal.Instant.from("2026-01-01T12:00:00Z"),
  zone: "UTC",
  messages: ENGLISH,
  neighbour: "Mexico",
  isNow: true,
};
const AT = Temporal.PlainDate.from("2026-01-01");

/** Creates a standing with the fields that determine its status icon. */
function standing(because: Standing["because"], more: Partial<Standing> = {}): Standing {
  const open = {
    in_service: true,
    outside_hours: false,
    limited_to_others: false,
    hours_unknown: null,
    day_of_change: null,
    suspended: false,
    closed: false,
    overdue: null,
    no_report: null,
  }[because];
  const status =
    because === "suspended" || because === "closed" ? because : because === "no_report" ? "unknown" : "open";
  return madeStanding({
    service: { crossing: "x", mode: "passenger", direction: "northbound" },
    open,
    status,
    because,
    since: null,
    onset: null,
    certainty: because === "no_report" ? null : "announced",
    report: null,
    credits: NO_CREDITS,
    ...more,
  });
}

const onFoot = (because: Standing["because"], more: Partial<Standing> = {}) =>
  standing(because, { service: { crossing: "x", mode: "pedestrian", direction: "northbound" }, ...more });
const southbound = (because: Standing["because"], more: Partial<Standing> = {}) =>
  standing(because, { service: { crossing: "x", mode: "passenger", direction: "southbound" }, ...more });
const DISPUTED = { conflict: { ...NO_LIMITS, status: "closed", at: AT, source: null } } as const;
const unconfirmed = standing("in_service", { certainty: "unconfirmed" });
const disputed = standing("in_service", DISPUTED);

describe("a status icon", () => {
  test.each([
    ["open", [standing("in_service")]],
    ["limited", [standing("in_service", { limited: true })]],
    ["limited", [standing("in_service"), standing("suspended")]],
    ["limited", [standing("in_service"), standing("outside_hours")]],
    ["open", [standing("in_service"), standing("no_report")]],
    ["limited", [standing("in_service"), onFoot("in_service", { limited: true })]],
    ["limited", [standing("overdue"), onFoot("in_service")]],
    ["limited", [standing("in_service"), onFoot("in_service", { certainty: "unconfirmed" })]],
    ["limited", [standing("in_service"), onFoot("in_service", DISPUTED)]],
    ["open", [standing("in_service"), southbound("in_service", { certainty: "unconfirmed" })]],
    ["open", [standing("in_service"), southbound("hours_unknown")]],
    ["limited", [standing("in_service"), southbound("in_service", DISPUTED)]],
    ["limited", [standing("in_service"), southbound("overdue")]],
    ["doubtful", [standing("in_service", { certainty: "unconfirmed" }), southbound("in_service")]],
    ["doubtful", [standing("overdue"), southbound("in_service")]],
    ["limited", [standing("suspended"), southbound("in_service")]],
    ["limited", [standing("no_report"), southbound("in_service")]],
    ["doubtful", [unconfirmed]],
    ["doubtful", [disputed]],
    ["doubtful", [unconfirmed, standing("suspended")]],
    ["doubtful", [standing("day_of_change", { certainty: "unconfirmed" })]],
    ["doubtful", [standing("hours_unknown"), standing("no_report")]],
    ["outside_hours", [standing("outside_hours"), standing("suspended")]],
    ["suspended", [standing("suspended"), standing("closed")]],
    ["closed", [standing("closed"), standing("no_report")]],
    ["unknown", [standing("no_report"), standing("no_report")]],
  ] as const)("is %s in case %#", (mark, standings) => {
    expect(statusIconOfAll(standings)).toBe(mark);
  });

  const standings = fc.array(
    fc
      .record({
        because: fc.constantFrom(...BECAUSES),
        limited: fc.boolean(),
        certainty: fc.constantFrom(...CERTAINTIES),
        isDisputed: fc.boolean(),
      })
      .map(({ because, limited, certainty, isDisputed }) =>
        standing(because, {
          limited,
          certainty: because === "no_report" ? null : certainty,
          conflict: isDisputed ? { ...NO_LIMITS, status: "closed", at: AT, source: null } : null,
        }),
      ),
    { minLength: 1, maxLength: 6 },
  );

  /** Standings of different services. */
  const ofServices = fc
    .tuple(fc.uniqueArray(fc.constantFrom(...SERVICES), { minLength: 1, maxLength: 4 }), standings)
    .map(([services, all]) => services.map((service, i) => ({ ...(all[i] ?? standing("no_report")), service })));

  test("is open or limited only if some service is open, not unconfirmed, and without a conflict", () => {
    fc.assert(
      fc.property(standings, (all) => {
        const relied = all.some(
          (each) => each.because === "in_service" && each.certainty !== "unconfirmed" && each.conflict === null,
        );
        if (["open", "limited"].includes(statusIconOfAll(all))) expect(relied).toBe(true);
      }),
    );
  });

  test('is open only if the line about the crossing could say "open now"', () => {
    fc.assert(
      fc.property(ofServices, (told) => {
        if (statusIconOfAll(told) !== "open") return;
        const leading = toldModes(told, CONTEXT).map((each) => each.standing);
        for (const each of leading) expect(each.because === "no_report" || isPlainlyOpen(each)).toBe(true);
      }),
    );
  });

  test("is never closed, suspended or outside hours if a service that people ask about is open or may be", () => {
    fc.assert(
      fc.property(ofServices, (all) => {
        const isNorth = ({ service }: Standing) => service.direction === "northbound";
        const asked = all.filter(
          (each) => isNorth(each) || !all.some((other) => isNorth(other) && other.service.mode === each.service.mode),
        );
        const isSure = all.some(({ open, certainty, conflict }) => open && certainty !== "unconfirmed" && !conflict);
        if (isSure || asked.some((each) => each.open === true))
          expect(["open", "limited", "doubtful"]).toContain(statusIconOfAll(all));
        if (asked.some((each) => each.open === null && each.because !== "no_report"))
          expect(["closed", "suspended", "outside_hours", "unknown"]).not.toContain(statusIconOfAll(all));
      }),
    );
  });

  test("of a single service is the same from both functions", () => {
    fc.assert(
      fc.property(standings, ([one]) => one === undefined || expect(statusIconOfAll([one])).toBe(statusIconOf(one))),
    );
    expect(new Set(BECAUSES.map((because) => statusIconOf(standing(because)))).size).toBe(STATUS_ICONS.length - 1);
  });
});
