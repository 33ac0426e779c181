import { runTorture } from "../support/torture.ts";

const NOTHING_FOUND = expect.stringContaining("No fault was found.");

test("generated requests find no server error, no undescribed answer, and no refusal that changed anything", async () => {
  const { code, out } = await runTorture("requests", "--short", "--requests", "66", "--seed", "7");
  expect([code, out]).toEqual([0, NOTHING_FOUND]);
  expect(out).toMatch(/\| requests \| 66 requests; answers by status: .*200: \d+.*400: \d+.*\| 0 \| 0 \| \d+ \|/);
}, 90_000);

test("mutated documents of every source crash no reader, and none invents traffic or a reopening", async () => {
  const { code, out } = await runTorture("feeds", "--short", "--mutations", "600");
  expect([code, out]).toEqual([0, NOTHING_FOUND]);
  expect(out).toMatch(/\| feeds \| 600 mutations of \d+ documents in 6 kinds; \d+ refused as a whole; /);
}, 90_000);

test("killed processes lose and double no accepted report, and everyone catches up", async () => {
  const { code, out } = await runTorture("kills", "--short", "--rounds", "1");
  expect([code, out]).toEqual([0, NOTHING_FOUND]);
  expect(out).toMatch(/\| kills \| a separate server: 1 killed process; \d+ reports accepted, /);
}, 120_000);

test("an unknown part and an impossible number are refused, and nothing runs", async () => {
  const [part, number] = [await runTorture("sleep"), await runTorture("feeds", "--mutations", "some")];
  expect([part.code, part.out]).toEqual([1, ""]);
  expect(part.err).toContain(
    "There is no part called sleep; the parts are: requests, raw, kills, database, feeds, clock.",
  );
  expect([number.code, number.out]).toEqual([1, ""]);
  expect(number.err).toContain("--mutations must be a whole number from 1 to 1000000000; got 'some'.");
}, 90_000);
