import { parseDays } from "../../../src/domain/hours/weekdays.ts";

test.each<[string, number[] | null]>([
  ["Mo", [0]],
  [" Su ", [6]],
  ["Mo-Fr", [0, 1, 2, 3, 4]],
  ["Sa-Mo", [5, 6, 0]],
  ["Mo-Mo", [0]],
  ["Tu-Mo", [1, 2, 3, 4, 5, 6, 0]],
  ["Xx", null],
  ["Mo-Xx", null],
  ["Xx-Mo", null],
  ["Mo-", null],
  ["Mo-We-Fr", null],
  ["", null],
])("the weekdays %j are %j", (text, days) => expect(parseDays(text)).toEqual(days));
