import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { makeSecret } from "../../../src/actions/notifications/subscribe.ts";
import { machineClock } from "../../../src/clock.ts";
import { signatureHeaders } from "../../../src/notifications/webhook/signature.ts";
import { holds } from "../../domain/replay.ts";

const [secret, former, stranger] = [makeSecret(), makeSecret(), makeSecret()];
const accepts = (key: string, headers: Record<string, string>, body: string): boolean => {
  try {
    new Webhook(key).verify(body, headers);
    return true;
  } catch {
    return false;
  }
};

test("a message can be verified with any of its secrets, and with no other", () => {
  holds(
    fc.tuple(
      fc.uuid(),
      fc.string({ unit: "grapheme" }).map((text) => JSON.stringify({ text })),
    ),
    ([id, body]) => {
      const headers = signatureHeaders(id, machineClock(), body, [secret, former]);
      expect([secret, former, stranger].map((key) => accepts(key, headers, body))).toEqual([true, true, false]);
    },
    100,
  );
});

test("a message with any change is refused", () => {
  const [id, body] = ["one", '{"open":false}'];
  const headers = signatureHeaders(id, machineClock(), body, [secret]);
  const changed = (name: string, value: string) => accepts(secret, { ...headers, [`webhook-${name}`]: value }, body);
  expect(accepts(secret, headers, body)).toBe(true);
  expect(accepts(secret, headers, '{"open":true}')).toBe(false);
  expect(changed("id", "two")).toBe(false);
  expect(changed("timestamp", String(Number(headers["webhook-timestamp"]) + 1))).toBe(false);
  expect(changed("signature", headers["webhook-signature"]?.replace(/^v1,/, "v2,") ?? "")).toBe(false);
  expect(changed("signature", "v1,")).toBe(false);
});

test("a message that somebody else sends again later is refused as too old", () => {
  const headers = signatureHeaders("one", machineClock().subtract({ minutes: 6 }), "{}", [secret]);
  expect(accepts(secret, headers, "{}")).toBe(false);
});

test("a secret has 32 random bytes, in the format of the standard", () => {
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(secret).not.toBe(former);
});
