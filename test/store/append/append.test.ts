import { MOST_TOGETHER, makeAppend } from "../../../src/store/append/append.ts";
import type { LogPosition } from "../../../src/store/append/append-in-time.ts";

test("one caller may append at most 250 reports and four million characters at once", async () => {
  const sizes: number[] = [];
  const append = makeAppend(async (documents) => {
    const { length } = JSON.parse(documents);
    sizes.push(length);
    return Array.from({ length }, () => ({}) as LogPosition);
  });
  const some = (length: number, text = "") => Array.from({ length }, () => ({ text }));
  expect(await append.together(some(MOST_TOGETHER.reports))).toHaveLength(250);
  await expect(append.together(some(251))).rejects.toThrow(
    /^At most 250 reports and 4000000 characters are appended together; got 251 and \d+\.$/,
  );
  await expect(append.together(some(2, "x".repeat(2_000_000)))).rejects.toThrow("got 2 and 4000022.");
  // A single report is appended whatever its size.
  await append({ text: "x".repeat(4_000_001) });
  expect(sizes).toEqual([250, 1]);
});
