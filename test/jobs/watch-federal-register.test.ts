import { type AdvisoryTrial, startAdvisoryTrial } from "../support/advisory-trial.ts";
import { registerDocument, registerPage } from "../support/register-document.ts";

const NOW = "2026-12-01T14:00:00Z";

let trial: AdvisoryTrial;
beforeAll(async () => {
  trial = await startAdvisoryTrial((origin) => ({
    FEDERAL_REGISTER: "on",
    FEDERAL_REGISTER_URL: `${origin}/documents.json?order=newest`,
  }));
});
afterAll(() => trial.release());
beforeEach(async () => {
  for (const { id } of await trial.proposals()) await trial.dismiss(id);
  trial.documents = {};
  trial.requests = [];
});

const register = (page: unknown, at = NOW) => {
  trial.documents["/documents.json"] = page;
  return trial.run("watch-federal-register", at);
};
const titles = async () => (await trial.proposals()).map(({ title }) => title);

test("a document that names a crossing is proposed once, as a note", async () => {
  expect(await register(registerPage(null, registerDocument()))).toMatchObject({
    outcome: "succeeded",
    counts: { sources: 1, items: 1, proposed: 1 },
  });
  expect(await register(registerPage(null, registerDocument()))).toMatchObject({ counts: { proposed: 0 } });
  const [proposal] = await trial.proposals();
  expect(proposal).toMatchObject({
    job: "watch-federal-register",
    title: "Change of the Hours of the Port of Entry at Lukeville, Arizona",
    grounds: expect.stringContaining("It names Lukeville"),
    draft: {
      source: {
        kind: "announcement",
        publisher: "Federal Register",
        url: "https://www.federalregister.gov/documents/2026/11/30/2026-25001/change-of-hours",
        publishedAt: "2026-11-30",
      },
      changes: [],
      claims: [],
    },
  });
  for (const words of [
    "Notice 2026-25001 of the Federal Register, 2026-11-30, General notice. Effective 2026-12-15.",
    "December 15",
  ])
    expect(proposal.draft.note).toContain(words);
});

test.each([
  ["about the land border", { title: "Restrictions at Land Ports of Entry Between the United States and Mexico" }, 1],
  ["about airports", { title: "User Fee Airports", abstract: "CBP designates an airport as a port of entry." }, 0],
  ["about New Mexico", { title: "A Laboratory in New Mexico", abstract: null }, 0],
])("a document %s is proposed only if it concerns the land border", async (name, more, expected) => {
  const document = registerDocument({ abstract: "", document_number: name, ...more });
  expect(await register(registerPage(null, document))).toMatchObject({
    counts: { items: expected, proposed: expected },
  });
});

test("markup in a title or an abstract is removed", async () => {
  const title = "Hours at the <em>Lukeville</em> Port &amp; Station";
  await register(registerPage(null, registerDocument({ document_number: "markup", title })));
  expect(await titles()).toEqual(["Hours at the Lukeville Port & Station"]);
});

test("further pages are requested until a document is older than 30 days", async () => {
  const page = (number: number) => `${trial.origin}/page${number}?search_after_cursor=abc`;
  trial.documents["/page2"] = registerPage(
    page(3),
    registerDocument({ document_number: "page-2" }),
    registerDocument({ document_number: "page-2-old", publication_date: "2026-10-20" }),
  );
  trial.documents["/page3"] = registerPage(null, registerDocument({ document_number: "page-3" }));
  const run = await register(registerPage(page(2), registerDocument({ document_number: "page-1" })));
  expect(run).toMatchObject({ outcome: "succeeded", counts: { items: 2, proposed: 2 } });
  expect(trial.requests.map(({ url }) => url)).toEqual([
    "/documents.json?order=newest",
    "/page2?search_after_cursor=abc",
  ]);
});

test("a failed page fails the run, and nothing is proposed until the next run", async () => {
  const next = `${trial.origin}/late`;
  const first = registerPage(next, registerDocument({ document_number: "late-1" }));
  expect(await register(first)).toMatchObject({ outcome: "failed", counts: { proposed: 0 } });
  trial.documents["/late"] = registerPage(null, registerDocument({ document_number: "late-2" }));
  expect(await register(first)).toMatchObject({ outcome: "succeeded", counts: { proposed: 2 } });
});

test("a search without matches counts as an empty page, and an answer in any other form fails the run", async () => {
  expect(await register({ count: 0, description: "None" })).toMatchObject({
    outcome: "succeeded",
    counts: { items: 0 },
  });
  for (const other of [{ errors: { conditions: "unknown" } }, [], "<html>", '{"results":'])
    expect(await register(other)).toMatchObject({ outcome: "failed", counts: { sources: 0, proposed: 0 } });
});

test("an invalid document does not affect the others", async () => {
  const run = await register(
    registerPage(
      null,
      registerDocument({ document_number: "flawed-1", publication_date: "2026-02-30" }),
      registerDocument({ document_number: "flawed-2", html_url: "javascript:alert(1)" }),
      registerDocument({ document_number: "flawed-3", title: null }),
      registerDocument({ document_number: "sound" }),
    ),
  );
  expect(run).toMatchObject({ outcome: "succeeded", counts: { proposed: 1, leftOut: 3 } });
  expect(run.counts.notes).toContain('document 1: publication_date is not a day: "2026-02-30"');
});
