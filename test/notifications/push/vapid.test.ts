import { createECDH, createHmac } from "node:crypto";
import { deriveVapidKeys, vapidSubject } from "../../../src/notifications/push/vapid.ts";

const derive = (purpose: string): Buffer => createHmac("sha256", "a secret").update(purpose).digest();

test("the keys of an installation are always the same, belong together, and differ from those of another one", () => {
  const keys = deriveVapidKeys(derive);
  expect(deriveVapidKeys(derive)).toEqual(keys);
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(keys.privateKey, "base64url");
  expect(curve.getPublicKey("base64url")).toBe(keys.publicKey);
  expect(Buffer.from(keys.publicKey, "base64url")).toHaveLength(65);
  expect(deriveVapidKeys((purpose) => derive(`other ${purpose}`)).publicKey).not.toBe(keys.publicKey);
});

test("a secret that is no key of the curve is skipped", () => {
  const keys = deriveVapidKeys((purpose) => (/ \d$/.test(purpose) ? derive(purpose) : Buffer.alloc(32, 0xff)));
  expect(keys.privateKey).toBe(derive("push messages 2").toString("base64url"));
});

test("push services learn the contact for security, or else the public address if it is secure", () => {
  expect(vapidSubject("security@garita.example", "https://garita.example")).toBe("mailto:security@garita.example");
  expect(vapidSubject("https://garita.example/contact", undefined)).toBe("https://garita.example/contact");
  expect(vapidSubject(undefined, "https://garita.example")).toBe("https://garita.example");
  expect(vapidSubject(undefined, "http://localhost:3000")).toBeNull();
  expect(vapidSubject(undefined, undefined)).toBeNull();
});
