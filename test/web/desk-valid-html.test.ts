import { HtmlValidate } from "html-validate";
import { propose } from "../../src/actions/proposals/propose.ts";
import { readDraft } from "../../src/domain/record/draft-json.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";
import { makeVisitor, type SeenPage, type Visitor } from "../support/visitor.ts";

let service: LoanedService;
let visitor: Visitor;
beforeAll(async () => {
  service = await loanService();
  service.clock.set("2026-11-24T22:00:00Z");
  visitor = makeVisitor(service.url);
});
afterAll(() => service.release());

/** HTML allows several checkboxes to share a name. */
const shared = ["radio", "button", "reset", "submit", "checkbox"];
const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: { "long-title": "off", "form-dup-name": ["error", { shared }] },
});

async function expectValid({ path, markup }: SeenPage): Promise<void> {
  const { results } = await validator.validateString(markup);
  const faults = results.flatMap(({ messages }) => messages.map(({ line, message }) => `${line} ${message}`));
  expect([path, faults]).toEqual([path, []]);
}

test("the pages of the desk are valid HTML, with new forms, with errors, and with previews", async () => {
  const key = await service.keyFor("desk", "admin");
  const signIn = await visitor.open("/desk");
  await expectValid(signIn);
  await expectValid(await visitor.press(signIn, "Sign in", { key: "nobody's" }));
  await visitor.press(signIn, "Sign in", { key });
  const draft = readDraft(soundReport() as unknown as Parameters<typeof readDraft>[0]);
  await propose(service.ctx, { key: "k", job: "poll-feed", title: "<Drafted>", grounds: "Seen & quoted", draft });
  const { body } = await service.post("/v1/reports", soundReport({ status: "closed", effectiveAt: "2026-11-24" }), key);
  const paths = [
    "/desk",
    "/desk/report",
    "/desk/spreadsheet",
    "/desk/reports?whose=all",
    `/desk/reports/${body.id}`,
    "/desk/jobs",
    "/desk/none",
  ];
  for (const [i, path] of paths.entries())
    await expectValid(await visitor.open(`${path}${path.includes("?") ? "&" : "?"}lang=${i % 2 === 0 ? "es" : "en"}`));
  const work = await visitor.press(await visitor.open("/desk"), "Leave the note", { text: "<Rain>" });
  await expectValid(work);
  await expectValid(await visitor.press(work, "Leave the note", { text: "" }));
  const sheet = await visitor.open("/desk/spreadsheet");
  const text = "crossing,status,from,source name\nlukeville,closed,2015-01-02,A\nnone,closed,<b>,A\n";
  await expectValid(await visitor.press(sheet, "Preview every line", { file: null, text }));
  await expectValid(await visitor.press(sheet, "Preview every line", { file: null, text: "x" }));
  const proposal = await visitor.open(/href="(\/desk\/proposals\/[^"]*)"/.exec(work.markup)?.[1] ?? "");
  await expectValid(proposal);
  await expectValid(await visitor.press(proposal, "Dismiss", { reason: "" }));
  const one = await visitor.press(await visitor.open("/desk/report?crossing=san-ysidro"), "Add", {
    add: "lukeville",
    adds: "claim",
  });
  const wrong = await visitor.press(one, "Preview", {
    ...{ url: "x", publishedAt: "x", "lines.0.hours": "x", "lines.1.modes": ["rail"] },
    ...{ "lines.0.from.day": "2026-11-01", "lines.0.from.time": "01:30" },
  });
  await expectValid(wrong);
  const seen = await visitor.press(wrong, "Preview", {
    ...{
      publisher: "P",
      title: "T",
      url: "",
      publishedAt: "2026",
      "lines.0.hours": "24/7",
      "lines.0.status": "limited",
    },
    ...{ "lines.0.from.offset": "-08:00", "lines.1.modes": ["passenger"], "lines.1.status": "open" },
    ...{ "lines.1.from.day": "2026-11-01", "lines.1.from.known": "month" },
  });
  expect(seen.text).toContain("Effect on the answers");
  await expectValid(seen);
  await expectValid(
    await visitor.send("/desk/report", [
      ["do", "record"],
      ["note", "<kept>"],
    ]),
  );
});
