import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import type { FollowerContent, ToldChange } from "../../../src/domain/notifications/follower-content.ts";
import { pushTermsOf } from "../../../src/domain/notifications/push-terms.ts";
import { EMAIL_KINDS, type EmailKind, MODES } from "../../../src/domain/vocabulary.ts";

const at = Temporal.Instant.from("2026-11-30T12:00:00Z");
const change = (kind: ToldChange["kind"], kinds: readonly EmailKind[], modes: readonly (typeof MODES)[number][]) =>
  ({
    ...{ kind, at, kinds: new Set(kinds) },
    services: modes.map((mode) => ({ crossing: "lukeville", mode, direction: "northbound" })),
  }) as unknown as ToldChange;
const termsOf = (...items: ToldChange[]) => pushTermsOf({ kind: "changes", items } as unknown as FollowerContent);

test("closures, reopenings, delays and doubts are urgent and may be replaced by a later answer about the same services", () => {
  const closing = termsOf(change("report", ["closed"], ["passenger", "pedestrian"]));
  expect(closing).toMatchObject({ urgency: "high", replaces: true, ttlSeconds: 3 * 24 * 3600 });
  const opening = termsOf(change("standing", ["reopened"], ["pedestrian", "passenger"]));
  expect(opening.about).toBe(closing.about);
  expect(termsOf(change("report", ["closed"], ["passenger"])).about).not.toBe(closing.about);
});

test("what is announced, new hours and withdrawals are not replaced", () => {
  expect(termsOf(change("report", ["announced"], ["passenger"]))).toMatchObject({
    urgency: "normal",
    ...{ about: null, replaces: false },
  });
  expect(termsOf(change("report", ["closed", "announced"], ["passenger"]))).toMatchObject({ replaces: false });
  expect(termsOf(change("report", ["hours"], ["passenger"]))).toMatchObject({ replaces: false, about: null });
  const withdrawal = termsOf(change("retraction", ["reopened"], ["passenger"]));
  expect(withdrawal).toMatchObject({
    replaces: false,
    about: termsOf(change("report", ["closed"], ["passenger"])).about,
  });
});

test("a message replaces another one only if every change of both is part of the answer about the same services", () => {
  const items = fc.array(
    fc
      .tuple(
        fc.constantFrom("report", "retraction", "standing" as const),
        fc.subarray([...EMAIL_KINDS], { minLength: 1 }),
        fc.subarray([...MODES], { minLength: 1 }),
      )
      .map(([kind, kinds, modes]) => change(kind, kinds, modes)),
    { minLength: 1, maxLength: 4 },
  );
  const servicesIn = (all: readonly ToldChange[]) =>
    new Set(all.flatMap(({ services }) => services.map(({ mode }) => mode)));
  fc.assert(
    fc.property(items, items, (earlier, later) => {
      const [one, other] = [termsOf(...earlier), termsOf(...later)];
      if (!one.replaces || !other.replaces || one.about !== other.about) return;
      expect(servicesIn(earlier)).toEqual(servicesIn(later));
      for (const { kind, kinds } of [...earlier, ...later]) {
        expect(kind).not.toBe("retraction");
        expect(kinds.has("announced") || kinds.has("hours")).toBe(false);
      }
    }),
    { numRuns: 2000 },
  );
});
