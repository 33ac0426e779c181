import type { ReportPreview } from "../../../src/actions/record/preview-report.ts";
import { previewToken } from "../../../src/http/desk/preview-token.ts";
import { change, claim, place, report, SERVICE, standing } from "../../domain/telling.ts";

const open = report(1, "CBP", { statusChanges: [change("open", "2024-01-01")] });
const coming = (seq: number, programmes: ("fast" | "sentri")[]) =>
  report(seq, "CBP", { statusChanges: [change("open", "2024-02-01", { limited: true, programmes })] });
const draft = { source: { kind: "operator", publisher: "CBP", title: "A call" }, changes: [], claims: [] };

/** Returns the token of a preview while `others` are on record. */
function token(...others: Parameters<typeof standing>[0]): string {
  const before = [standing([open, ...others], "2024-01-10T12:00:00Z")];
  const crossings = [{ crossing: place([SERVICE]), now: { before, after: before }, others: [] }];
  return previewToken(draft as never, { crossings } as unknown as ReportPreview);
}

test("the token of a preview depends on which report announces a change, and for which travellers", () => {
  expect(token(coming(2, ["fast"]))).toBe(token(coming(2, ["fast"])));
  expect(token(coming(2, ["sentri"]))).not.toBe(token(coming(2, ["fast"])));
  expect(token(coming(3, ["fast"]))).not.toBe(token(coming(2, ["fast"])));
});

test("the token of a preview depends on the claims on record, and on the travellers that a claim names", () => {
  const claimed = (programmes: ("fast" | "sentri")[]) =>
    report(2, "City", { claims: [{ ...claim("open", "2024-01-10"), limited: true, programmes }] });
  expect(token(claimed(["fast"]))).not.toBe(token());
  expect(token(claimed(["sentri"]))).not.toBe(token(claimed(["fast"])));
});
