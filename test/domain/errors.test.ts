import { type Issue, invalid, Refusal, Unavailable, writeIssues } from "../../src/domain/errors.ts";
import { ENGLISH } from "../../src/locales/en.ts";
import { SPANISH } from "../../src/locales/es.ts";

const ISSUES: Issue[] = [
  { path: "changes", rule: ["emptyReport"] },
  { path: "changes.0.limited", rule: ["onlyIfOpen", "closed"], value: "true" },
];

test("issues are written in the reader's language, with the value if it helps", () => {
  expect(writeIssues(ISSUES, ENGLISH)).toEqual([
    { path: "changes", message: "must contain at least one change or claim, unless the report has a note" },
    { path: "changes.0.limited", message: "is allowed only if the status is open, but it is closed; got true" },
  ]);
  expect(writeIssues(ISSUES, SPANISH)[1]?.message).toBe(
    "solo se permite si el estado es open, pero es closed; se recibió true",
  );
});

describe("a refusal", () => {
  test("has a code, and tells its reason", () => {
    const refusal = new Refusal("not_found", ["unknownReport", "r1"]);
    expect([refusal.code, refusal.issues, refusal.name]).toEqual(["not_found", [], "Refusal"]);
    expect([refusal.tell(ENGLISH), refusal.tell(SPANISH)]).toEqual([
      "There is no report 'r1'.",
      "No hay ningún reporte 'r1'.",
    ]);
    // Logs are in English.
    expect(refusal.message).toBe("There is no report 'r1'.");
  });

  test("of an invalid input lists its issues", () => {
    const refusal = invalid(ISSUES);
    expect([refusal.code, refusal.issues]).toEqual(["invalid", ISSUES]);
    const text =
      "changes: must contain at least one change or claim, unless the report has a note; changes.0.limited: is allowed only if the status is open, but it is closed; got true";
    expect([refusal.message, refusal.tell(ENGLISH)]).toEqual([text, text]);
    expect(invalid([]).tell(SPANISH)).toBe("La solicitud no es válida.");
  });
});

test("a service that cannot answer tells why", () => {
  const error = new Unavailable(["databaseSilent"]);
  expect([error.name, error.message, error.tell(SPANISH)]).toEqual([
    "Unavailable",
    "The database did not answer in time.",
    "La base de datos no respondió a tiempo.",
  ]);
});
