import { Temporal } from "temporal-polyfill";
import {
  type ComponentState,
  componentStateOf,
  groupStatusOf,
  pageIndicatorOf,
} from "../../../src/domain/incidents/component-state.ts";
import type { Report } from "../../../src/domain/record/report.ts";
import { timelinesOf } from "../../../src/domain/record/timeline.ts";
import { standingAt } from "../../../src/domain/status/standing.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { ALL, claim, hours, type Pair, said, service, status } from "../said.ts";
import { LIMITS } from "../telling.ts";

const [FOOT_NORTH, ...OTHERS] = ALL;
if (FOOT_NORTH === undefined) throw new Error("the crossing has no services");

function stateOf(reports: Report[], at = NOON, planned: Pair[] = []): ComponentState {
  const timelines = timelinesOf(ALL.map(service), "America/Phoenix", reports, {});
  const standings = [...timelines.values()].map((each) => standingAt(each, Temporal.Instant.from(at), null, LIMITS));
  return componentStateOf(standings, ({ mode, direction }) => planned.some(([a, b]) => a === mode && b === direction));
}

const OPEN = said("CBP", { ...status("open", "2024-03-01"), ...hours("06:00-20:00", "2024-03-01") });
/** A Monday, 11:00 and 23:00 at the crossing. */
const NOON = "2024-03-04T18:00:00Z";
const NIGHT = "2024-03-05T06:00:00Z";

describe("a crossing as a component", () => {
  test("is operational only if its services are certainly open", () => {
    expect(stateOf([OPEN])).toEqual({ status: "operational", cause: "open" });
  });

  test.each<[string, string, Report[]]>([
    ["without any report", NOON, []],
    ["with an opening that nothing has confirmed for months", "2024-08-04T18:00:00Z", [OPEN]],
    ["on the day of an opening whose time is not known", NOON, [said("CBP", status("open", "2024-03-04"))]],
    ["whose hours are not known", NOON, [OPEN, said("CBP", hours("Mo-Su unknown", "2024-03-02"))]],
    ["that another publisher reports closed", NOON, [OPEN, said("AP", claim("closed", "2024-03-04T12:00:00Z"))]],
    [
      "whose suspension should have ended two days ago",
      NOON,
      [
        OPEN,
        said("CBP", status("suspended", "2024-03-01T15:00:00Z", ALL, { expectedUntil: parseMoment("2024-03-02") })),
      ],
    ],
    ["outside its hours, if nothing has confirmed for months that it opens", "2024-08-05T06:00:00Z", [OPEN]],
    ["of which one service is in doubt", NOON, [OPEN, said("AP", claimOf(FOOT_NORTH, "2024-03-04T12:00:00Z"))]],
  ])("%s is degraded, never operational", (_, at, reports) => {
    expect(stateOf(reports, at)).toEqual({ status: "degraded_performance", cause: "doubtful" });
  });

  test("is degraded if it is open with limits, for all or for some travellers", () => {
    for (const more of [{ limited: true }, { limited: true, programmes: ["fast"] as const }])
      expect(stateOf([OPEN, said("CBP", status("open", "2024-03-02", [FOOT_NORTH], more))])).toEqual({
        status: "degraded_performance",
        cause: "limited",
      });
  });

  test("is a major outage if all services are suspended, and a partial outage if some are", () => {
    expect(stateOf([OPEN, said("CBP", status("suspended", "2024-03-02"))]).status).toBe("major_outage");
    expect(stateOf([OPEN, said("CBP", status("suspended", "2024-03-02", OTHERS))]).status).toBe("partial_outage");
  });

  test("stays in outage outside its hours", () => {
    expect(stateOf([OPEN, said("CBP", status("suspended", "2024-03-02"))], NIGHT).status).toBe("major_outage");
    expect(stateOf([OPEN, said("CBP", status("suspended", "2024-03-02", [FOOT_NORTH]))], NIGHT).status).toBe(
      "partial_outage",
    );
  });

  test("outside its hours is under maintenance: neither an outage nor operational", () => {
    expect(stateOf([OPEN], NIGHT)).toEqual({ status: "under_maintenance", cause: "outside_hours" });
  });

  test("with a planned closure is under maintenance, unless another service is shut without a plan", () => {
    const closed = said("CBP", status("closed", "2024-03-02", [FOOT_NORTH]));
    expect(stateOf([OPEN, closed], undefined, [FOOT_NORTH])).toEqual({ status: "under_maintenance", cause: "planned" });
    expect(stateOf([OPEN, closed]).status).toBe("partial_outage");
    const suspended = said("CBP", status("suspended", "2024-03-02", OTHERS));
    expect(stateOf([OPEN, closed, suspended], undefined, [FOOT_NORTH]).status).toBe("major_outage");
  });
});

function claimOf([mode, direction]: Pair, effectiveAt: string) {
  const { claims } = claim("closed", effectiveAt);
  return { claims: claims.filter((each) => each.service.mode === mode && each.service.direction === direction) };
}

const open: ComponentState = { status: "operational", cause: "open" };
const night: ComponentState = { status: "under_maintenance", cause: "outside_hours" };
const planned: ComponentState = { status: "under_maintenance", cause: "planned" };
const doubtful: ComponentState = { status: "degraded_performance", cause: "doubtful" };
const part: ComponentState = { status: "partial_outage", cause: "restricted" };
const out: ComponentState = { status: "major_outage", cause: "restricted" };

test("a group is as bad as its worst component, but out only if all its components are", () => {
  expect(groupStatusOf([open, night])).toBe("operational");
  expect(groupStatusOf([night, night])).toBe("under_maintenance");
  expect(groupStatusOf([open, doubtful])).toBe("degraded_performance");
  expect(groupStatusOf([open, out])).toBe("partial_outage");
  expect(groupStatusOf([doubtful, part])).toBe("partial_outage");
  expect(groupStatusOf([out, out])).toBe("major_outage");
});

test("a group with a planned closure is under maintenance, unless another component is in doubt or shut", () => {
  expect(groupStatusOf([open, planned])).toBe("under_maintenance");
  expect(groupStatusOf([open, night, planned])).toBe("under_maintenance");
  expect(groupStatusOf([planned, doubtful])).toBe("degraded_performance");
  expect(groupStatusOf([planned, out])).toBe("partial_outage");
});

test("the indicator of a page ignores crossings outside their hours", () => {
  const cases: [ComponentState[], string][] = [
    [[], "none"],
    [[open, night], "none"],
    [[night], "none"],
    [[open, planned], "maintenance"],
    [[open, planned, doubtful], "minor"],
    [[open, doubtful, out], "major"],
    [[out, night], "critical"],
  ];
  for (const [states, indicator] of cases) expect([states, pageIndicatorOf(states)]).toEqual([states, indicator]);
});
