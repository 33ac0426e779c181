import { capitalize, uncapitalize } from "../../src/domain/capitalize.ts";

test("only the first letter of a text changes its case", () => {
  expect(["open NOW", "él", "", "4 Jan"].map(capitalize)).toEqual(["Open NOW", "Él", "", "4 Jan"]);
  expect(["Open NOW", "Él", "", "4 Jan"].map(uncapitalize)).toEqual(["open NOW", "él", "", "4 Jan"]);
});
