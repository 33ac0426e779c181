import { hkdfSync } from "node:crypto";
import { makeAddressCipher } from "../../../src/store/notifications/followers/address-cipher.ts";

const cipherOf = (key: string) => makeAddressCipher((purpose) => Buffer.from(hkdfSync("sha256", key, "", purpose, 32)));
const cipher = cipherOf("one");
const ID = "0b6f6f7e-3c84-4d37-9c52-6ad3e0a5e3d1";

test("an address can be read with the same key only, and no two texts of it are equal", () => {
  const sealed = cipher.seal("someone@mail.example");
  expect(sealed.toString("latin1")).not.toContain("mail");
  expect(cipher.unseal(sealed)).toBe("someone@mail.example");
  expect(cipherOf("one").unseal(sealed)).toBe("someone@mail.example");
  expect(cipherOf("other").unseal(sealed)).toBeNull();
  expect(cipher.seal("someone@mail.example").equals(sealed)).toBe(false);
  sealed[20] = (sealed[20] ?? 0) ^ 1;
  expect(cipher.unseal(sealed)).toBeNull();
});

test("an address is found again in any case, with the same key only", () => {
  const found = cipher.fingerprint("Someone@Mail.example");
  expect(found.equals(cipher.fingerprint("someone@mail.example"))).toBe(true);
  expect(found.equals(cipherOf("other").fingerprint("someone@mail.example"))).toBe(false);
});

test("a link works for its own purpose and subscription only", () => {
  const token = cipher.token("confirm", ID);
  expect(cipher.read("confirm", token)).toBe(ID);
  for (const wrong of [token.slice(0, -1), `${token}A`, token.replace("0b", "1b"), "", ID, `${ID}.`, "a".repeat(59)])
    expect(cipher.read("confirm", wrong)).toBeNull();
  expect(cipher.read("leave", token)).toBeNull();
  expect(cipherOf("other").read("confirm", token)).toBeNull();
});
