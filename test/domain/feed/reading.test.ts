import { oddRows } from "../../../src/domain/feed/reading.ts";

test.each([0, 1])("a long list of odd rows is cut without splitting a character (after %i extra letters)", (shift) => {
  const faulty = [`${"a".repeat(shift)}${"😀".repeat(200)}`];
  const document = { unknown: [], absent: [], faulty } as unknown as Parameters<typeof oddRows>[0];
  const { oddRows: names, faultyRows } = oddRows(document, { aged: [] } as unknown as Parameters<typeof oddRows>[1]);
  expect(faultyRows).toBe(1);
  expect(names).toMatch(/^faulty: a?(😀)+…$/u);
  expect(String(names).length).toBeLessThanOrEqual(301);
});
