import { Temporal } from "temporal-polyfill";
import { alertMessagesOf } from "../../../src/domain/alerts/alert-messages.ts";
import { SERVICES } from "../arbitrary.ts";
import { change, claim, report } from "../telling.ts";
import { messagesOf, PLACE, retraction, shortly, stepOf } from "./alert-steps.ts";

const [WALK, DRIVE] = SERVICES;
const BOTH = (status: "open" | "suspended" | "closed", from: string, more: Parameters<typeof change>[2] = {}) => ({
  statusChanges: SERVICES.map((service) => change(status, from, { service, ...more })),
});
const ONE = (status: "open" | "suspended" | "closed", from: string, more: Parameters<typeof change>[2] = {}) => ({
  statusChanges: [change(status, from, { service: DRIVE, ...more })],
});

describe("the messages about a suspension", () => {
  test("are an Alert when it is recorded, an Update when a reopening is announced, and a Cancel when it reopens", () => {
    const steps = [
      stepOf(report(1, "CBP", BOTH("suspended", "2023-12-04")), "2023-12-01T18:00:00.400Z"),
      stepOf(report(2, "CBP", BOTH("open", "2024-01-04T13:00:00Z")), "2024-01-02T20:00:00Z"),
    ];
    expect(shortly(messagesOf(steps, "2024-01-10T00:00:00Z"))).toEqual([
      "Alert 1 2023-12-01T18:00:00Z; pedestrian suspended from 2023-12-04; passenger suspended from 2023-12-04",
      "Update 1 2024-01-02T20:00:00Z; pedestrian suspended from 2023-12-04 opens 2024-01-04T13:00:00Z; passenger suspended from 2023-12-04 opens 2024-01-04T13:00:00Z",
      "Cancel 1 2024-01-04T13:00:00Z; pedestrian reopened 2024-01-04T13:00:00Z; passenger reopened 2024-01-04T13:00:00Z",
    ]);
    expect(messagesOf(steps, "2024-01-10T00:00:00Z").map(({ identifier }) => identifier)).toEqual([
      "garita-puente-1-1",
      "garita-puente-1-2",
      "garita-puente-1-2-20240104T130000Z",
    ]);
  });

  test("refer to the message before and to all earlier ones that have not expired", () => {
    const steps = [
      stepOf(
        report(1, "CBP", BOTH("suspended", "2024-01-04", { expectedUntil: "2024-01-05" })),
        "2024-01-03T00:00:00Z",
      ),
      stepOf(
        report(2, "CBP", BOTH("suspended", "2024-01-04", { expectedUntil: "2024-01-20" })),
        "2024-01-05T00:00:00Z",
      ),
      stepOf(report(3, "CBP", BOTH("open", "2024-01-19T00:00:00Z")), "2024-01-19T00:00:00Z"),
    ];
    const messages = messagesOf(steps, "2024-02-01T00:00:00Z");
    expect(messages.map(({ earlier }) => earlier.map(({ identifier }) => identifier))).toEqual([
      [],
      ["garita-puente-1-1"],
      // The first message said that it was valid until a day after 5 January.
      ["garita-puente-1-2"],
    ]);
    expect(messages.map(({ expiresAt }) => String(expiresAt))).toEqual([
      "2024-01-07T07:00:00Z",
      "2024-01-22T07:00:00Z",
      "2024-01-20T00:00:00Z",
    ]);
  });

  test("say on the day of a reopening at an unknown hour that it is shut, until the day is over", () => {
    const steps = [
      stepOf(report(1, "CBP", ONE("suspended", "2024-01-04")), "2024-01-03T00:00:00Z"),
      stepOf(report(2, "CBP", ONE("open", "2024-01-10")), "2024-01-08T00:00:00Z"),
    ];
    const last = (now: string) => shortly(messagesOf(steps, now)).at(-1);
    expect(last("2024-01-11T07:00:59Z")).toMatch(/^Update 1 2024-01-08/);
    expect(last("2024-01-11T07:01:00Z")).toBe("Cancel 1 2024-01-11T07:00:00Z; passenger reopened 2024-01-10");
  });

  test("never say that it reopened because its expected end has passed", () => {
    const steps = [
      stepOf(
        report(1, "CBP", ONE("suspended", "2024-01-04", { expectedUntil: "2024-01-05T20:00:00Z" })),
        "2024-01-03T00:00:00Z",
      ),
    ];
    expect(shortly(messagesOf(steps, "2024-11-01T00:00:00Z"))).toEqual([
      "Alert 1 2024-01-03T00:00:00Z; passenger suspended from 2024-01-04 until 2024-01-05T20:00:00Z",
      "Update 1 2024-01-05T20:00:00Z; passenger suspended from 2024-01-04 until 2024-01-05T20:00:00Z overdue",
    ]);
  });

  test("are an Update if one of two services reopens, and a Cancel only when both have", () => {
    const steps = [
      stepOf(report(1, "CBP", BOTH("suspended", "2024-01-04T12:00:00Z")), "2024-01-04T12:00:00Z"),
      stepOf(report(2, "CBP", ONE("open", "2024-01-05T12:00:00Z")), "2024-01-05T13:00:00Z"),
      stepOf(
        report(3, "CBP", { statusChanges: [change("open", "2024-01-06T12:00:00Z", { service: WALK })] }),
        "2024-01-06T12:00:00Z",
      ),
    ];
    expect(shortly(messagesOf(steps, "2024-02-01T00:00:00Z")).slice(1)).toEqual([
      "Update 1 2024-01-05T13:00:00Z; pedestrian suspended from 2024-01-04T12:00:00Z; passenger reopened 2024-01-05T12:00:00Z",
      "Cancel 1 2024-01-06T12:00:00Z; pedestrian reopened 2024-01-06T12:00:00Z",
    ]);
  });

  test("continue if roadworks go on after a flood is over", () => {
    const flood = { ...report(1, "NWS", ONE("suspended", "2024-01-04")), reason: "weather" as const };
    const works = { ...report(2, "TxDOT", ONE("closed", "2024-01-05")), reason: "construction" as const };
    const over = { ...report(3, "NWS", ONE("open", "2024-01-06T12:00:00Z")), reason: "weather" as const };
    const steps = [
      stepOf(flood, "2024-01-04T12:00:00Z"),
      stepOf(works, "2024-01-05T12:00:00Z"),
      stepOf(over, "2024-01-06T12:00:00Z"),
    ];
    const messages = messagesOf(steps, "2024-01-07T00:00:00Z");
    expect(messages.map(({ type, services: [service] }) => [type, service?.status, service?.reason])).toEqual([
      ["Alert", "suspended", "weather"],
      ["Update", "closed", "construction"],
    ]);
  });

  test("call a withdrawn report withdrawn, not reopened", () => {
    const steps = [
      stepOf(report(1, "CBP", BOTH("suspended", "2024-01-04")), "2024-01-03T00:00:00Z"),
      retraction(2, 1, "2024-01-04T18:00:00Z"),
    ];
    expect(shortly(messagesOf(steps, "2024-01-05T00:00:00Z")).at(-1)).toBe(
      "Cancel 1 2024-01-04T18:00:00Z; pedestrian withdrawn; passenger withdrawn",
    );
  });

  test("are a new Alert if the report of the reopening is withdrawn", () => {
    const steps = [
      stepOf(report(1, "CBP", ONE("suspended", "2024-01-04")), "2024-01-04T12:00:00Z"),
      stepOf(report(2, "CBP", ONE("open", "2024-01-05T12:00:00Z")), "2024-01-05T12:00:00Z"),
      retraction(3, 2, "2024-01-06T12:00:00Z"),
    ];
    expect(shortly(messagesOf(steps, "2024-01-07T00:00:00Z")).map((text) => text.split(" ").slice(0, 2))).toEqual([
      ["Alert", "1"],
      ["Cancel", "1"],
      ["Alert", "3"],
    ]);
  });

  test("never say that it reopened while its limits change in a month, and the answer is in doubt", () => {
    const fast = { limited: true, programmes: ["fast" as const] };
    const empties = { limited: true, programmes: ["empties" as const] };
    const shut = [...ONE("closed", "2023-11-03").statusChanges, ...ONE("open", "2023-12", empties).statusChanges];
    const steps = [
      stepOf(report(1, "CBP", { statusChanges: shut }), "2023-12-01T16:00:00Z"),
      stepOf(report(2, "CBP", ONE("open", "2023-11-03T16:30:00Z", fast)), "2023-12-02T16:00:00Z"),
    ];
    expect(shortly(messagesOf(steps, "2024-01-10T00:00:00Z"))).toEqual([
      "Alert 1 2023-12-01T16:00:00Z; passenger closed from 2023-11-03 opens 2023-12",
      "Cancel 1 2023-12-02T16:00:00Z; passenger withdrawn",
    ]);
    const early = [steps[0], stepOf(report(2, "CBP", ONE("open", "2023-11-03T16:30:00Z")), "2023-12-02T16:00:00Z")];
    expect(shortly(messagesOf(early as typeof steps, "2024-01-10T00:00:00Z"))[1]).toBe(
      "Cancel 1 2023-12-02T16:00:00Z; passenger reopened 2023-11-03T16:30:00Z",
    );
  });

  test("do not cancel what a corrected report continues", () => {
    const steps = [
      stepOf(report(1, "CBP", ONE("suspended", "2024-01-04")), "2024-01-03T00:00:00Z"),
      stepOf(report(2, "CBP", ONE("suspended", "2024-01-05")), "2024-01-03T06:00:00Z"),
      retraction(3, 1, "2024-01-03T07:00:00Z"),
    ];
    expect(shortly(messagesOf(steps, "2024-01-03T12:00:00Z"))).toEqual([
      "Alert 1 2024-01-03T00:00:00Z; passenger suspended from 2024-01-04",
      "Update 1 2024-01-03T07:00:00Z; passenger suspended from 2024-01-05",
    ]);
  });

  test("say that another source contradicts it", () => {
    const steps = [
      stepOf(report(1, "CBP", ONE("suspended", "2024-01-04T12:00:00Z")), "2024-01-04T12:00:00Z"),
      stepOf(
        report(2, "News", { claims: [{ ...claim("open", "2024-01-05T12:00:00Z"), service: DRIVE }] }),
        "2024-01-05T12:00:00Z",
      ),
    ];
    expect(shortly(messagesOf(steps, "2024-01-06T00:00:00Z")).at(-1)).toBe(
      "Update 1 2024-01-05T12:00:00Z; passenger suspended from 2024-01-04T12:00:00Z disputed",
    );
  });

  test("are none about what was over when it was recorded, nor about limits", () => {
    const past = report(1, "CBP", {
      statusChanges: [...ONE("suspended", "2023-01-04").statusChanges, ...ONE("open", "2023-01-05").statusChanges],
    });
    const limited = report(2, "CBP", ONE("open", "2024-01-04", { limited: true }));
    expect(
      messagesOf(
        [stepOf(past, "2024-01-01T00:00:00Z"), stepOf(limited, "2024-01-02T00:00:00Z")],
        "2025-01-01T00:00:00Z",
      ),
    ).toEqual([]);
  });

  test("are not repeated because a second source says the same", () => {
    const steps = [
      stepOf(report(1, "CBP", ONE("suspended", "2024-01-04")), "2024-01-04T12:00:00Z"),
      stepOf(report(2, "CBP", ONE("suspended", "2024-01-04")), "2024-01-04T13:00:00Z"),
    ];
    expect(messagesOf(steps, "2024-01-05T00:00:00Z")).toHaveLength(1);
  });

  test("are repeated once a year, before the last one expires", () => {
    const steps = [stepOf(report(1, "CBP", ONE("closed", "2021-01-04")), "2021-01-04T12:00:00Z")];
    const messages = messagesOf(steps, "2023-06-01T00:00:00Z");
    expect(messages.map(({ type }) => type)).toEqual(["Alert", "Update", "Update"]);
    for (const [i, message] of messages.slice(1).entries())
      expect(Temporal.Instant.compare(message.sentAt, messages[i]?.expiresAt ?? message.sentAt)).toBeLessThan(0);
  });

  test("come a minute later if the clock causes them, and the time of the next one is known", () => {
    const steps = [
      stepOf(report(1, "CBP", ONE("suspended", "2024-01-04")), "2024-01-04T12:00:00Z"),
      stepOf(report(2, "CBP", ONE("open", "2024-01-05T12:00:00Z")), "2024-01-04T13:00:00Z"),
    ];
    const at = (now: string) => alertMessagesOf(PLACE, steps, Temporal.Instant.from(now));
    expect(String(at("2024-01-05T12:00:59Z").nextAt)).toBe("2024-01-05T12:01:00Z");
    expect(at("2024-01-05T12:00:59Z").messages).toHaveLength(2);
    expect(at("2024-01-05T12:01:00Z").messages).toHaveLength(3);
    expect(at("2024-01-05T12:01:00Z").nextAt).toBeNull();
  });
});
