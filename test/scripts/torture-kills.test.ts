import { runTorture } from "../support/torture.ts";

test("a killed process loses and doubles no accepted report, and everyone catches up", async () => {
  const { code, out } = await runTorture("kills", "--short", "--rounds", "1");
  expect([code, out]).toEqual([0, expect.stringContaining("No fault was found.")]);
  expect(out).toMatch(/\| kills \| a separate server: 1 killed process; \d+ reports accepted, /);
}, 120_000);
