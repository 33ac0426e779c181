import { encodeRun } from "../../../../src/http/formats/crossing-list/encoded-runs.ts";

test("a run with the same texts is encoded once, and every change gives another digest", () => {
  const run = encodeRun("", ["{San Luis Río Colorado}", "{Naco}"], ",");
  expect(run.bytes.toString()).toBe("{San Luis Río Colorado},{Naco}");
  expect(encodeRun("", ["{San Luis Río Colorado}", "{Naco}"], ",")).toBe(run);

  const others = [
    encodeRun(",", ["{San Luis Río Colorado}", "{Naco}"], ","),
    encodeRun("", ["{San Luis Río Colorado}", "{Nogales}"], ","),
    encodeRun("", ["{San Luis Río Colorado}"], ","),
    encodeRun("", [], ","),
  ];
  expect(others.map(({ bytes }) => bytes.toString())).toEqual([
    ",{San Luis Río Colorado},{Naco}",
    "{San Luis Río Colorado},{Nogales}",
    "{San Luis Río Colorado}",
    "",
  ]);
  expect(new Set([run, ...others].map(({ digest }) => digest)).size).toBe(5);
});

test("a run takes no more memory than it needs", () => {
  const { bytes } = encodeRun("", ["{Columbus}", "{Santa Teresa}"], ",");
  expect(bytes.buffer.byteLength).toBe(bytes.length);
});

test("runs are kept up to a limit, the last ones longest", () => {
  const megabyte = "x".repeat(1024 * 1024);
  const runs = Array.from({ length: 70 }, (_, i) => encodeRun("", [`${i}${megabyte}`], ","));
  const again = (i: number) => encodeRun("", [`${i}${megabyte}`], ",") === runs[i];
  expect([again(69), again(0)]).toEqual([true, false]);
});
