import { packRows, unpackRows } from "../../src/live/packed-rows.ts";
import type { LineRow } from "../../src/store/record/line-rows.ts";

describe("packed rows", () => {
  const row = { seq: 1, status: "closed", until: null } as unknown as LineRow;
  const rows = new Map([
    ["lukeville/pedestrian/northbound", [row, { ...row, seq: 2, status: "open" } as LineRow]],
    ["lukeville/passenger/northbound", []],
  ]);

  test("are unpacked unchanged", () => {
    expect(unpackRows(packRows(rows))).toEqual(rows);
    expect(unpackRows(packRows(new Map()))).toEqual(new Map());
  });

  test("take no more memory than they need", () => {
    const packed = packRows(rows);
    expect(packed.buffer.byteLength).toBe(packed.length);
  });
});
