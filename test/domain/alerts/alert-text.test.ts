import { alertLevels } from "../../../src/domain/alerts/alert-levels.ts";
import type { AlertStep } from "../../../src/domain/alerts/alert-record.ts";
import { alertText } from "../../../src/domain/alerts/alert-text.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";
import type { Messages } from "../../../src/locales/messages.ts";
import { SERVICES } from "../arbitrary.ts";
import { change, claim, place, report } from "../telling.ts";
import { messagesOf, PLACE, retraction, stepOf } from "./alert-steps.ts";

const [WALK, DRIVE] = SERVICES;
type More = Parameters<typeof change>[2];
const walk = (status: "open" | "suspended" | "closed", from: string, more: More = {}) =>
  change(status, from, { service: WALK, ...more });
const drive = (status: "open" | "suspended" | "closed", from: string, more: More = {}) =>
  change(status, from, { service: DRIVE, ...more });

const NOW = "2024-02-01T00:00:00Z";

/** Returns the newest message as text, and its levels. */
function last(steps: readonly AlertStep[], messages: Messages = ENGLISH) {
  const message = messagesOf(steps, NOW).at(-1);
  if (message === undefined) throw new Error("no message");
  return { ...alertText(message, PLACE, [], messages), levels: alertLevels(message, PLACE) };
}

const shut = stepOf(
  report(1, "CBP", { statusChanges: [walk("suspended", "2024-01-04"), drive("suspended", "2024-01-04")] }),
  "2024-01-03T00:00:00Z",
);

describe("the text of a message", () => {
  test("names services with another status or start separately", () => {
    const mixed = report(1, "CBP", {
      statusChanges: [walk("suspended", "2024-01-04"), drive("closed", "2024-01-10T15:00:00Z")],
    });
    const { headline, description } = last([stepOf(mixed, "2024-01-11T00:00:00Z")]);
    expect(headline).toBe(
      "Suspended from 4 Jan 2024: PUENTE, for pedestrians, northbound. Closed from 10 Jan 2024 08:00 MST: for cars, northbound",
    );
    expect(description).toBe(
      "Suspended from 4 Jan 2024, northbound, pedestrian.\nClosed from 10 Jan 2024 08:00 MST, northbound, passenger.\nCBP:",
    );
  });

  test("says what has reopened and what is still shut", () => {
    const part = report(2, "CBP", { statusChanges: [drive("open", "2024-01-08T15:00:00Z")] });
    const { headline, description, levels } = last([shut, stepOf(part, "2024-01-08T15:00:00Z")]);
    expect(headline).toBe("Suspended from 4 Jan 2024: PUENTE, for pedestrians, northbound");
    expect(description).toContain("Reopened 8 Jan 2024 08:00 MST, northbound, passenger.");
    expect(levels).toMatchObject({ severity: "Minor", responses: ["Avoid"] });
  });

  test("never calls a crossing simply reopened if some of it is open with limits", () => {
    const open = report(2, "CBP", {
      statusChanges: [
        walk("open", "2024-01-08T15:00:00Z"),
        drive("open", "2024-01-08T16:00:00Z", { limited: true, programmes: ["sentri"] }),
      ],
    });
    const { headline, description } = last([shut, stepOf(open, "2024-01-08T16:00:00Z")]);
    expect(headline).toBe("Reopened 8 Jan 2024 09:00 MST with limits: PUENTE, northbound");
    expect(description).toContain("Reopened 8 Jan 2024 09:00 MST for SENTRI only, northbound, passenger.");
  });

  test("gives no all-clear while another source on record says that it is shut", () => {
    const open = report(2, "El Paso", {
      statusChanges: [walk("open", "2024-01-08T15:00:00Z"), drive("open", "2024-01-08T15:00:00Z")],
      claims: [],
    });
    const against = report(3, "AP", { claims: [{ ...claim("suspended", "2024-01-08T15:00:00Z"), service: DRIVE }] });
    const steps = [shut, stepOf(against, "2024-01-08T14:00:00Z"), stepOf({ ...open, seq: 4 }, "2024-01-08T16:00:00Z")];
    const { headline, description, levels } = last(steps);
    expect(headline).toBe("Reopened 8 Jan 2024 08:00 MST (sources differ): PUENTE, northbound");
    expect(description).toContain("but AP says suspended");
    expect(levels).toMatchObject({ certainty: "Possible", responses: ["Monitor"] });
  });

  test("says after a withdrawal that this is no reopening", () => {
    const steps = [shut, retraction(2, 1, "2024-01-05T00:00:00Z")];
    const { headline, description, levels } = last(steps);
    expect(headline).toBe("Withdrawn: Suspended from 4 Jan 2024: PUENTE, northbound");
    expect(description).toContain("That does not mean that the crossing is open.");
    expect(levels).toEqual({ urgency: "Unknown", severity: "Unknown", certainty: "Unknown", responses: ["Monitor"] });
    expect(last(steps, SPANISH).headline).toBe("Retirado: Suspendido desde 4 ene 2024: Garita puente, hacia el norte");
  });

  test("doubts a restriction after its expected end", () => {
    const overdue = report(1, "CBP", {
      statusChanges: [drive("suspended", "2024-01-04", { expectedUntil: "2024-01-05" })],
    });
    const { headline, levels } = last([stepOf(overdue, "2024-01-03T00:00:00Z")]);
    expect(headline).toBe("In doubt: on record suspended from 4 Jan 2024: PUENTE, for cars, northbound");
    expect(levels).toMatchObject({ certainty: "Possible", urgency: "Unknown", responses: ["Avoid", "Monitor"] });
  });

  test("takes a newspaper's word alone as likely", () => {
    const news = report(1, "AP", { statusChanges: [drive("suspended", "2024-01-04")] });
    const told = { ...news, source: { ...news.source, kind: "news" as const } };
    expect(last([stepOf(told, "2024-01-05T00:00:00Z")]).levels).toMatchObject({
      certainty: "Likely",
      urgency: "Immediate",
    });
  });

  test("is about the whole crossing only if every service is shut", () => {
    const [message] = messagesOf([shut], NOW);
    if (message === undefined) throw new Error("no message");
    expect(alertLevels(message, PLACE).severity).toBe("Moderate");
    const wider = place([...SERVICES, { ...WALK, direction: "southbound" }]);
    expect(alertLevels(message, wider).severity).toBe("Minor");
  });
});
