import { HtmlValidate } from "html-validate";
import { type LoanedService, loanService } from "../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
  service.clock.set("2026-11-24T22:00:00Z");
});
afterAll(() => service.release());

/**
 * A validator without the rule on long titles, because bridges have long names and browsers shorten titles
 * automatically.
 */
const validator = new HtmlValidate({ extends: ["html-validate:recommended"], rules: { "long-title": "off" } });

async function faultsOf(path: string): Promise<string[]> {
  const { text, headers } = await service.ask(path, { headers: { accept: "text/html" } });
  expect([path, headers.get("content-type")]).toEqual([path, "text/html; charset=utf-8"]);
  const { results } = await validator.validateString(text);
  return results.flatMap(({ messages }) => messages.map(({ line, message }) => `${path}:${line} ${message}`));
}

describe("a page", () => {
  test.each([
    "/",
    "/?lang=es",
    "/?on=2023-12-20&told=then&state=AZ&status=suspended",
    "/?near=31.75,-106.49&mode=rail&q=el%20paso",
    "/?q=nothing-is-called-so",
    "/?at=2024-01-01T00:00:00Z&knownAt=2026-11-24T00:00:00Z",
    "/laredo",
    "/rio-grande-valley?lang=es&on=2023-12-20&status=open",
    "/about",
    "/about?lang=es",
    "/article",
    "/article?lang=es",
    "/offline",
    "/offline?lang=es",
    "/embed/lukeville",
    "/embed/laredo",
    "/embed/board?lang=es&theme=dark",
    "/embed/nowhere",
    "/nowhere",
    "/?state=NM",
    "/?county=48141",
  ])("is valid HTML: %s", async (path) => {
    expect(await faultsOf(path)).toEqual([]);
  });

  test("is valid HTML for every crossing: the present in English for one, the past in Spanish for the next", async () => {
    const { body } = await service.ask("/v1/crossings");
    const slugs: string[] = body.crossings.map(({ slug }: { slug: string }) => slug);
    const queries = ["span=month", "lang=es&on=2023-12-20&told=then&span=all"];
    for (const [i, slug] of slugs.entries()) expect(await faultsOf(`/${slug}?${queries[i % 2]}`)).toEqual([]);
  }, 60_000);
});
