import { fold, foldBlanks } from "../../src/domain/fold.ts";

test("runs of white space become one space, and those at the ends none", () => {
  expect(foldBlanks("  a \t\n b  c ")).toBe("a b c");
  expect(foldBlanks("Á")).toBe("Á");
});

test("folded text has neither accents nor capitals", () => {
  expect(fold(" Ciudad  JUÁREZ, Peñasco ")).toBe("ciudad juarez, penasco");
  expect(fold("Ramón")).toBe(fold("RAMO\u0301N"));
});
