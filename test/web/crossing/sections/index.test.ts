import type { CrossingRecord, CrossingSection } from "../../../../src/web/crossing/section.ts";
import { CROSSING_SECTIONS } from "../../../../src/web/crossing/sections/index.ts";
import { html } from "../../../../src/web/html.ts";
import { type LoanedService, loanService, soundReport } from "../../../support/service.ts";

const WORDS: Record<string, { title: string }> & { en: { title: string } } = {
  en: { title: "Closures & reopenings" },
  es: { title: "Cierres y reaperturas" },
};

/** A section that is not part of Garita. The section counts the status changes in the record. */
const changesSection: CrossingSection<CrossingRecord | undefined> = {
  place: "rest",
  load: (data) => data.record(),
  render({ messages }, { crossing }, record) {
    const changes = (record?.history ?? []).filter(({ kind }) => kind === "status");
    return html`<section aria-labelledby="changes"><h2 id="changes">${(WORDS[messages.language] ?? WORDS.en).title}</h2><p>${crossing.slug}: ${changes.length}</p></section>`;
  },
};

let service: LoanedService;
beforeAll(async () => {
  const [answer, ...rest] = CROSSING_SECTIONS;
  if (answer === undefined) throw new Error("there are no sections");
  service = await loanService({ parts: { sections: [answer, changesSection, ...rest] } });
});
afterAll(() => service.release());

const page = async (path: string) => (await service.ask(path, { headers: { accept: "text/html" } })).text;
const idsOf = (text: string) =>
  [...text.matchAll(/<(?:section|h2|details)[^>]* (?:aria-labelledby|id)="([a-z]+)"/g)].map(([, id]) => id);
const countIn = (text: string) => Number(/<p>lukeville: (\d+)<\/p>/.exec(text)?.[1]);

test("an added section appears in its place on the page, with the data that it loaded", async () => {
  const before = countIn(await page("/lukeville"));
  expect(before).toBeGreaterThan(0);
  const desk = await service.keyFor("desk", "recorder");
  expect((await service.post("/v1/reports", soundReport(), desk)).status).toBe(201);
  expect(countIn(await page("/lukeville"))).toBe(before + 1);
});

test("all other sections keep their order", async () => {
  const order = [...new Set(idsOf(await page("/lukeville")))];
  expect(order.filter((id) => id !== "alternatives")).toEqual([
    ...["answer", "why", "changes"],
    ...[
      "today",
      "services",
      "waits",
      "history",
      "timeline",
      "calendar",
      "traffic",
      "counts",
      "evidence",
      "sources",
      "everything",
    ],
    ...["links", "citation", "embed", "downloads", "follow", "place"],
  ]);
});

test("an added section has its own texts in each language, which are escaped like all text", async () => {
  expect(await page("/lukeville?lang=en")).toContain('<h2 id="changes">Closures &amp; reopenings</h2>');
  expect(await page("/lukeville?lang=es")).toContain('<h2 id="changes">Cierres y reaperturas</h2>');
});
