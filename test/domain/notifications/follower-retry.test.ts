import { Temporal } from "temporal-polyfill";
import { refusalBy } from "../../../src/domain/notifications/email-refusal.ts";
import { decideFollowerRetry, type MessageRefusal } from "../../../src/domain/notifications/follower-retry.ts";

const firstAt = Temporal.Instant.from("2026-11-30T12:00:00Z");
const after = (hours: number) => firstAt.add({ hours });
const decide = (
  of: MessageRefusal["of"],
  hours: number,
  { isPermanent = true, attempts = 1, hasLater = false }: Options = {},
) => decideFollowerRetry({ of, isPermanent }, { attempts, firstAt, hasLater }, after(hours), 0.999);
interface Options {
  isPermanent?: boolean;
  attempts?: number;
  hasLater?: boolean;
}

test("a mailbox that does not exist ends the subscription at once, and one that is full after three days", () => {
  expect(decide("mailbox", 0)).toEqual({ kind: "end" });
  expect(decide("recipient", 71, { isPermanent: false })).toMatchObject({ kind: "again" });
  expect(decide("recipient", 72, { isPermanent: false })).toEqual({ kind: "end" });
});

test("a message that is refused for three days is dropped, and the subscription stays", () => {
  expect(decide("message", 71)).toMatchObject({ kind: "again" });
  expect(decide("message", 72)).toEqual({ kind: "drop" });
  expect(decide("rules", 71)).toMatchObject({ kind: "again" });
  expect(decide("rules", 72)).toEqual({ kind: "drop" });
});

test("a message that is refused for good makes way for later changes, and one that is only delayed does not", () => {
  expect(decide("message", 0, { hasLater: true })).toEqual({ kind: "drop" });
  expect(decide("message", 0, { hasLater: true, isPermanent: false })).toMatchObject({ kind: "again" });
  expect(decide("rules", 0, { hasLater: true })).toMatchObject({ kind: "again" });
});

test("while the mail server fails, nothing is dropped, and the pauses grow to ten minutes", () => {
  const pauses = [1, 2, 3, 4, 5, 50].map((attempts) => {
    const decision = decide("server", 1000, { attempts });
    return decision.kind === "again" ? Math.round(after(1000).until(decision.at).total("seconds")) : 0;
  });
  expect(pauses).toEqual([10, 30, 90, 270, 600, 600]);
});

test.each([
  ["RCPT TO", 550, "550 5.1.1 <a@b.example>: User unknown", "mailbox"],
  ["RCPT TO", 550, "550 No such user here", "mailbox"],
  ["RCPT TO", 550, "550-5.1.1 The account does not exist\n550 5.1.1 Try again", "mailbox"],
  ["RCPT TO", 554, "554 5.7.1 <a@b.example>: Relay access denied", "rules"],
  ["RCPT TO", 550, "550 relay not permitted", "rules"],
  ["RCPT TO", 550, "550 5.1.8 Sender address rejected: Domain not found", "rules"],
  ["RCPT TO", 454, "454 4.7.1 Relay access denied", "rules"],
  ["RCPT TO", 452, "452 4.2.2 Mailbox full", "recipient"],
  ["RCPT TO", 450, "450 4.1.1 Not known yet", "recipient"],
  ["RCPT TO", 552, "552 5.2.2 Mailbox full", "recipient"],
  ["DATA", 554, "554 5.7.1 Message refused", "message"],
  ["MAIL FROM", 550, "550 5.1.1 Bad sender", "server"],
  ["RCPT TO", null, "", "server"],
] as const)("the reply to %s with %s is told apart: %s", (command, code, reply, of) => {
  expect(refusalBy(command, code, reply).of).toBe(of);
});

test("a service that a browser has named is given up after three days, and asked again when it wants", () => {
  expect(decide("service", 71)).toMatchObject({ kind: "again" });
  expect(decide("service", 72)).toEqual({ kind: "drop" });
  const asked = { of: "service" as const, isPermanent: false, retryAfterSeconds: 1800 };
  const attempt = { attempts: 1, firstAt, hasLater: false };
  expect(decideFollowerRetry(asked, attempt, firstAt, 0)).toEqual({ kind: "again", at: firstAt.add({ minutes: 30 }) });
  const tooLong = { ...asked, retryAfterSeconds: 1e9 };
  expect(decideFollowerRetry(tooLong, attempt, firstAt, 0)).toEqual({ kind: "again", at: firstAt.add({ hours: 24 }) });
});

test("the first message to an address that may be made up ends at once if it is refused for good, and after an hour otherwise", () => {
  const unproven = { attempts: 1, firstAt, hasLater: false, isUnproven: true };
  const first = (of: MessageRefusal["of"], isPermanent: boolean, minutes: number) =>
    decideFollowerRetry({ of, isPermanent }, unproven, firstAt.add({ minutes }), 0.5).kind;
  expect([first("message", true, 0), first("rules", true, 0), first("mailbox", true, 0)]).toEqual([
    "end",
    "end",
    "end",
  ]);
  expect([first("service", false, 59), first("service", false, 60)]).toEqual(["again", "end"]);
});
