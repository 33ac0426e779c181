import { Temporal } from "temporal-polyfill";
import { decideEmailRetry } from "../../../src/domain/notifications/email-retry.ts";

const firstAt = Temporal.Instant.from("2026-11-30T12:00:00Z");
const after = (hours: number) => firstAt.add({ hours });
const decide = (of: "recipient" | "message" | "server", isPermanent: boolean, hours: number, attempts = 1) =>
  decideEmailRetry({ of, isPermanent }, { attempts, firstAt }, after(hours), 0.999);

test("a mailbox that does not exist ends the subscription at once, and one that is full after three days", () => {
  expect(decide("recipient", true, 0)).toEqual({ kind: "end" });
  expect(decide("recipient", false, 71)).toMatchObject({ kind: "again" });
  expect(decide("recipient", false, 72)).toEqual({ kind: "end" });
});

test("a message that is refused for three days is dropped, and the subscription stays", () => {
  expect(decide("message", true, 71)).toMatchObject({ kind: "again" });
  expect(decide("message", true, 72)).toEqual({ kind: "drop" });
});

test("while the mail server fails, nothing is dropped, and the pauses grow to ten minutes", () => {
  const pauses = [1, 2, 3, 4, 5, 50].map((attempts) => {
    const decision = decide("server", true, 1000, attempts);
    return decision.kind === "again" ? Math.round(after(1000).until(decision.at).total("seconds")) : 0;
  });
  expect(pauses).toEqual([10, 30, 90, 270, 600, 600]);
});
