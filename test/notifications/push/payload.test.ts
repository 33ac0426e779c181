import fc from "fast-check";
import { type PushPayload, writePayload } from "../../../src/notifications/push/payload.ts";

const payload = (body: string, title = "Lukeville: suspended"): PushPayload => ({
  ...{ datedTitle: `As of noon: ${title}`, services: [] },
  ...{ id: "1", at: "2026-11-30T12:00:00Z", title, body, lang: "en", path: "/lukeville?lang=en" },
  ...{ stop: `/tell-me/leave/${"a".repeat(60)}?lang=en`, stopLabel: "Stop", stopHint: "", tag: "1", closes: null },
});

test("a message of any length and in any letters fits into what push services accept, and stays readable", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 6000 }), (body) => {
      const text = writePayload(payload(body));
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4096 - 103);
      const read = JSON.parse(text) as PushPayload;
      if (read.body !== body) expect(read.body.endsWith(" …") || read.body.endsWith("…")).toBe(true);
      expect(read).toEqual(payload(read.body));
    }),
    { numRuns: 200 },
  );
});

test("a body that fits is not changed, and one of quotation marks is cut", () => {
  expect(JSON.parse(writePayload(payload("Closed.\nSource: CBP"))).body).toBe("Closed.\nSource: CBP");
  expect(JSON.parse(writePayload(payload('"'.repeat(4000)))).body.length).toBeLessThan(2000);
});
