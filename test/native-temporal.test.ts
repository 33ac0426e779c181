import { Temporal } from "temporal-polyfill";

test("Temporal is Node's own if Node has it, and the package's otherwise", () => {
  const isNative = String(Temporal.Instant.from).includes("[native code]");
  expect(isNative).toBe("Temporal" in globalThis);
});
