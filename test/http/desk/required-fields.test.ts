import { type LoanedService, loanService, soundReport } from "../../support/service.ts";
import { type Filled, makeVisitor, type SeenPage, signIn, type Visitor } from "../../support/visitor.ts";

let service: LoanedService;
let visitor: Visitor;
beforeAll(async () => {
  service = await loanService();
  service.clock.set("2026-11-24T22:00:00Z");
  visitor = makeVisitor(service.url);
  await signIn(visitor, await service.keyFor("desk", "recorder"));
});
afterAll(() => service.release());

/** Returns the errors beside fields, by the id of the field. */
const besideFields = ({ markup }: SeenPage) =>
  Object.fromEntries(
    [...markup.matchAll(/<p class="error" id="f-([^"]*)-error">([^<]*)</g)].map(([, id, text]) => [id, text]),
  );

/** Returns the text fields that are neither required nor marked as optional, and those that are both. */
const unmarked = ({ markup }: SeenPage): string[] =>
  [
    ...markup.matchAll(/<div class="field"><label for="f-([^"]*)">([^<]*)<\/label>(<(?:input|textarea|select)[^>]*>)/g),
  ].flatMap(([, id = "", label = "", control = ""]) =>
    control.startsWith("<select") || label.includes("(optional)") !== control.includes('aria-required="true"')
      ? []
      : [id],
  );

test.each(["/desk/report", "/desk/report?crossing=lukeville", "/desk", "/desk/spreadsheet", "/desk/sign-in"])(
  "every text field at %s is either required or marked as optional",
  async (path) => {
    const page = await visitor.open(path);
    // The legend of the end says that its fields are optional. Whether the start needs a time depends on its precision.
    expect(unmarked(page).filter((id) => !/-(until-(day|time)|from-time)$/.test(id))).toEqual([]);
  },
);

test("every choice of the report form that may stay empty says so", async () => {
  const { text } = await visitor.open("/desk/report?crossing=lukeville");
  for (const label of ["Traffic", "Direction", "Reason", "Add a crossing", "Expected until"])
    expect(text).toContain(`${label} (optional)`);
  expect(text).toContain("Only what is marked “optional” may stay empty.");
});

test.each<[string, Filled]>([
  ["empty", { publisher: "", title: "" }],
  ["blank", { publisher: "  ", title: " " }],
])("an %s source is refused with errors beside its fields", async (_, filled) => {
  const page = await visitor.press(await visitor.open("/desk/report?crossing=lukeville"), "Preview", {
    ...{ "lines.0.status": "closed", "lines.0.from.time": "12:00" },
    ...filled,
  });
  expect([page.status, besideFields(page)]).toEqual([
    400,
    {
      publisher: "is required: name the source, such as the county or the agency",
      title: "is required: describe the source in a few words",
    },
  ]);
});

test("an empty spreadsheet, note or reason is refused with an error beside its field", async () => {
  const sheet = await visitor.press(await visitor.open("/desk/spreadsheet"), "Preview every line", { file: null });
  expect([sheet.status, besideFields(sheet)]).toEqual([400, { file: "is required: choose a file that is not empty" }]);
  const note = await visitor.press(await visitor.open("/desk"), "Leave the note", { text: " " });
  expect(besideFields(note)).toEqual({ text: "is required" });
  const key = await service.keyFor("other", "admin");
  await service.post("/v1/reports", soundReport({ status: "closed", effectiveAt: "2026-11-24" }), key);
  const admin = makeVisitor(service.url);
  await signIn(admin, key);
  const { reports } = (await service.ask("/v1/reports?limit=1")).body;
  const withdrawal = await admin.press(await admin.open(`/desk/reports/${reports[0].id}`), "Withdraw it", { note: "" });
  expect(besideFields(withdrawal)).toEqual({ note: "is required" });
});

test.each<[string, Filled]>([
  ["nothing else", {}],
  ["an end", { "lines.0.until.day": "2026-12-01", "lines.0.until.time": "06:00" }],
  ["a precision of the start", { "lines.0.onset": "unknown" }],
  ["travellers", { "lines.0.programmes": ["fast"] }],
])("a statement with %s but without a status or hours gets one error, which says what to enter", async (_, filled) => {
  const form = await visitor.open("/desk/report?crossing=lukeville");
  const source = { publisher: "CBP", title: "A notice", "lines.0.from.time": "12:00" };
  const page = await visitor.press(form, "Preview", { ...source, ...filled });
  const message = "must not be “Unchanged” if no hours are entered: choose a status, or enter weekly or special hours";
  expect([page.status, besideFields(page)]).toEqual([400, { "lines-0-status": message }]);
});
