import { newsOf } from "./news-of.ts";

describe("a restriction that goes on is told by", () => {
  test.each([
    ["the port remains closed", "still suspended"],
    ["operations remain suspended", "still suspended"],
    ["the port stays shut", "still suspended"],
    ["the bridge is still temporarily closed", "still suspended"],
    ["the bridge continues to be closed", "still suspended"],
    ["la garita permanece cerrada", "still suspended"],
    ["las operaciones siguen suspendidas", "still suspended"],
    ["el puente continúa cerrado", "still suspended"],
    ["the bridge remains closed for construction", "still closed"],
    ["the gate stays shut for repairs", "still closed"],
    ["el puente sigue cerrado por obras", "still closed"],
    // Work explains a closure. A suspension is meant to end.
    ["operations remain suspended during construction", "still suspended"],
  ])("“%s”", (clause, told) => expect(newsOf(clause)).toBe(told));
});

describe("no change is told by", () => {
  test.each([
    "the port remains open",
    "the bridge remained fully open",
    "the port stays operational",
    "the bridge is still open despite the closure of the road",
    "the port keeps operating",
    "the bridge is currently open",
    "the port continues to operate during the construction",
    "the port continues with normal hours",
    "service will continue",
    "cargo is unaffected by the closure",
    "hours are unchanged",
    "the closure does not affect pedestrians",
    "pedestrians are not impacted by the closure",
    "hours have not been changed",
    "the closure doesn't affect pedestrians",
    "pedestrians won’t be affected by the closure",
    "hours haven't been changed by the closure",
    "there are no changes to the hours",
    "there is no impact of the closure on cargo",
    "la garita permanecerá abierta",
    "el puente sigue abierto",
    "las garitas siguen operando",
    "la garita continuará operando",
    "el puente continúa abierto",
    "el horario queda sin cambios",
    "no se verá afectado el cruce por el cierre",
  ])("“%s”", (clause) => expect(newsOf(clause)).toBe("none"));
});

describe("nothing about a crossing is told by", () => {
  test.each([
    "officials met in Nogales",
    "an officer was suspended",
    "the judge suspended his sentence",
    "CBP suspends tolls on the bridge",
    "the agency paused its hiring",
    "meetings were suspended",
    "visas have been suspended",
    "the driver was suspended from duty without pay",
    "the enrollment center will be closed",
    "the museum is closed on Monday",
    "the highway was closed after a crash",
    "the schools of the county will close",
    "las oficinas cerrarán el lunes",
    "CBP closed the office",
    "CBP will reopen its enrollment center",
    "the county closed an investigation",
    "police closed the case",
    "the crash happened close to 5 p.m. and involved nobody",
    "a closed circuit camera was installed",
    "Congress closes loopholes",
    "the closing date of the tender is Monday",
    "the closing ceremony is on Monday",
    "the port lies in close proximity to the river",
    "the truck waited since the closure",
    "traffic is heavy following the suspension",
    "drivers wait during the closure",
  ])("“%s”", (clause) => expect(newsOf(clause)).toBe("nothing"));
});

describe("a daily closing time is not a closure", () => {
  test.each([
    "the port closes at 8 p.m.",
    "the port closes daily at 8 p.m.",
    "the port closes every night at midnight",
    "the port is to close daily at 8 p.m.",
    "the gate will close every day at noon",
    "the port will close nightly at 10 p.m.",
    "the port closes at 8 p.m. on mondays",
    "the port closes at 8 p.m. on weekdays",
  ])("“%s”", (clause) => expect(newsOf(clause)).toBe("nothing"));

  test("but one that is given with the opening time is news of hours", () => {
    expect(newsOf("the port will open at 6 a.m. and close daily at 8 p.m.")).toBe("hours");
  });
});
