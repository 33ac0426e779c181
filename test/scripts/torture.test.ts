import { runTorture } from "../support/torture.ts";

test("neither generated requests nor mutated documents of the sources find a fault", async () => {
  const sizes = ["--requests", "33", "--mutations", "400", "--seed", "7"];
  const { code, out } = await runTorture("requests", "feeds", "--short", ...sizes);
  expect([code, out]).toEqual([0, expect.stringContaining("No fault was found.")]);
  expect(out).toMatch(/\| requests \| 33 requests; answers by status: .*200: \d+.*400: \d+.*\| 0 \| 0 \| \d+ \|/);
  expect(out).toMatch(/\| feeds \| 400 mutations of \d+ documents in 6 kinds; \d+ refused as a whole; /);
}, 90_000);

test("an unknown part and an impossible number are refused, and nothing runs", async () => {
  const [part, number] = await Promise.all([runTorture("sleep"), runTorture("feeds", "--mutations", "some")]);
  expect([part.code, part.out]).toEqual([1, ""]);
  expect(part.err).toContain(
    "There is no part called sleep; the parts are: requests, raw, kills, database, feeds, clock.",
  );
  expect([number.code, number.out]).toEqual([1, ""]);
  expect(number.err).toContain("--mutations must be a whole number from 1 to 1000000000; got 'some'.");
}, 90_000);
