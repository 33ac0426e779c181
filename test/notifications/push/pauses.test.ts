import { Temporal } from "temporal-polyfill";
import { makePauses } from "../../../src/notifications/push/pauses.ts";

const now = Temporal.Instant.from("2026-11-30T12:00:00Z");

test("a push service that has just failed rests for five seconds, for all of its devices, and others do not", () => {
  const pauses = makePauses();
  pauses.note("https://push.example/one", true, now);
  expect(String(pauses.until("https://push.example/two", now))).toBe("2026-11-30T12:00:05Z");
  expect(pauses.until("https://push.example/two", now.add({ seconds: 5 }))).toBeNull();
  expect(pauses.until("https://other.example/one", now)).toBeNull();
});

test("a push service that works again rests no longer", () => {
  const pauses = makePauses();
  pauses.note("https://push.example/one", true, now);
  pauses.note("https://push.example/two", false, now);
  expect(pauses.until("https://push.example/one", now)).toBeNull();
});

test("only the last hundred failing services are remembered", () => {
  const pauses = makePauses();
  for (let i = 0; i <= 100; i++) pauses.note(`https://push${i}.example/`, true, now);
  expect(pauses.until("https://push0.example/", now)).toBeNull();
  expect(pauses.until("https://push1.example/", now)).not.toBeNull();
});
