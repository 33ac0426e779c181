import { runTorture } from "../support/torture.ts";

test("broken HTTP, slow clients and floods keep nobody else from an answer", async () => {
  const { code, out } = await runTorture("raw", "--short");
  expect([code, out]).toEqual([0, expect.stringContaining("No fault was found.")]);
  expect(out).toMatch(/100 broken heads and header floods.*500 idle connections.*more open files/);
}, 120_000);
