import type { z } from "zod";
import { invalid } from "../../../src/domain/errors.ts";
import { fieldIssues } from "../../../src/http/desk/field-issues.ts";
import { ReportBody } from "../../../src/http/wire/report.ts";
import { LOCALES } from "../../../src/locales/index.ts";
import { emptyLine, emptyReport } from "../../../src/web/desk/form/report.ts";
import { labelOf } from "../../../src/web/desk/labels.ts";

const typed = { ...emptyReport("once"), lines: [emptyLine("change", ["naco"]), emptyLine("claim", ["lukeville"])] };
const { source, changes, claims, ...head } = ReportBody.shape;
const namesOf = (path: string, { shape }: { shape: object }) => Object.keys(shape).map((name) => `${path}.${name}`);
const elementOf = (list: { unwrap(): unknown }) => (list.unwrap() as z.ZodArray<z.ZodObject>).element;
const headFields = [...namesOf("source", source), ...Object.keys(head)];
// The form has no field for a count.
const lineFields = [...namesOf("changes.0", elementOf(changes)), ...namesOf("claims.0", elementOf(claims))].filter(
  (path) => path !== "claims.0.count",
);

describe.each(LOCALES)("in $name, the summary of errors", (messages) => {
  const labelFor = (path: string) => {
    const [issue] = fieldIssues(invalid([{ path, rule: ["required"] }]), typed, new Map(), messages);
    return labelOf(issue?.path ?? "", typed, messages);
  };

  test.each([...lineFields, "changes.0", "claims.0"])("names the line and the field of %s", (path) => {
    expect(labelFor(path)).toMatch(path.startsWith("changes") ? /^1\. \p{L}/u : /^2\. \p{L}/u);
  });

  test("names every other field, each by a label of its own", () => {
    const labels = [...headFields, "changes"].map(labelFor);
    expect(new Set(labels).size).toBe(labels.length);
  });
});
