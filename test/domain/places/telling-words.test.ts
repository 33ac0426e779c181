import { isGeneric, makeTelling } from "../../../src/domain/places/telling-words.ts";

test.each(["bridge", "puente", "downtown", "rail", "garita", "nuevo"])("“%s” alone names no place", (word) => {
  expect(isGeneric(word)).toBe(true);
});

test.each(["lukeville", "nogales", "bridge-of-the-americas"])("“%s” is not generic", (name) => {
  expect(isGeneric(name)).toBe(false);
});

describe("a part of a name", () => {
  const isTelling = makeTelling(new Set(["new-mexico", "texas", "mexico"]));

  test.each(["laredo", "puente-laredo", "del-norte-juarez", "naco"])("“%s” recognises the place", (part) => {
    expect(isTelling(part)).toBe(true);
  });

  test.each(["puente", "puente-nuevo", "san", "el-de-la", "texas", "mexico-bridge", "new", ""])(
    "“%s” is not enough to recognise the place",
    (part) => expect(isTelling(part)).toBe(false),
  );
});
