import { LOCALES } from "../../../src/locales/index.ts";
import { ARTICLE_ANSWERS } from "../../../src/web/article/answers.ts";
import { type LoanedService, loanService } from "../../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

const page = async (path: string) => (await service.ask(path, { headers: { accept: "text/html" } })).text;
const STATEMENTS = Array.from({ length: 9 }, (_, i) => `S${i + 1}`);

test("the about page links to the article page, in the language of the reader", async () => {
  expect(await page("/about")).toContain('href="/article"');
  expect(await page("/about?lang=es")).toContain('href="/article?lang=es"');
});

test("the article page has each of the nine statements once, in every language, and refuses unknown parameters", async () => {
  for (const { language, article } of LOCALES) {
    const text = await page(`/article?lang=${language}`);
    expect([...text.matchAll(/<th scope="row">(S\d)\. /g)].map(([, statement]) => statement)).toEqual(STATEMENTS);
    expect(text).toContain(`<h1>${article.title}</h1>`);
  }
  expect((await service.ask("/article?at=2023-12-28", { headers: { accept: "text/html" } })).status).toBe(400);
});

/** Follows each link to an answer and returns the statuses of its services, by crossing and day. */
async function answersOfLinks(): Promise<Map<string, Set<string>>> {
  const answers = new Map<string, Set<string>>();
  for (const [, href = ""] of (await page("/article")).matchAll(/<li><a href="(\/[^"]+)"/g)) {
    const { pathname, searchParams } = new URL(href.replaceAll("&amp;", "&"), service.url);
    if (!searchParams.has("at")) continue;
    const { status, body } = await service.ask(`/v1/crossings${pathname}/status?${searchParams}`);
    expect([href, status]).toEqual([href, 200]);
    const day = searchParams.get("at")?.slice(0, 10);
    answers.set(`${pathname} ${day}`, new Set(body.services.map((each: { status: string }) => each.status)));
  }
  return answers;
}

test("the links of the article page lead to answers that agree with the page", async () => {
  const answers = await answersOfLinks();
  expect(answers.size).toBe(Object.values(ARTICLE_ANSWERS).flat().length);
  for (const railway of ["eagle-pass-rail", "el-paso-rail-bnsf", "el-paso-rail-up"]) {
    expect(answers.get(`/${railway} 2023-12-20`)).toEqual(new Set(["suspended"]));
    expect(answers.get(`/${railway} 2023-12-28`)).toEqual(new Set(["open"]));
  }
  for (const road of ["eagle-pass-bridge-1", "lukeville", "san-ysidro-pedwest"])
    for (const day of ["2023-12-20", "2023-12-28"]) expect(answers.get(`/${road} ${day}`)).toContain("suspended");
  expect(answers.get("/nogales-morley-gate 2023-12-20")).toEqual(new Set(["closed"]));
  expect(answers.get("/nogales-morley-gate 2023-12-28")).toEqual(new Set(["suspended"]));
});

test("each answer on the article page also has a link with `publishedBefore`", async () => {
  const links = [...(await page("/article")).matchAll(/href="(\/[^"]*publishedBefore=[^"]+)"/g)];
  expect(links).toHaveLength(Object.values(ARTICLE_ANSWERS).flat().length);
  const [first] = links;
  expect(await page((first?.[1] ?? "").replaceAll("&amp;", "&"))).toContain("28 Dec 2023 12:00 CST");
});
