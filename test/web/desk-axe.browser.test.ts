import type { Browser, BrowserContext, Page } from "playwright-core";
import { propose } from "../../src/actions/proposals/propose.ts";
import { readDraft } from "../../src/domain/record/draft-json.ts";
import { expectSound } from "../support/axe.ts";
import { CHROMIUM, launchBrowser } from "../support/browser.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

/** The desk in a real browser, in each theme and size. Skipped without a browser. */
(CHROMIUM === undefined ? describe.skip : describe)("the desk", () => {
  let service: LoanedService;
  let browser: Browser;
  let context: BrowserContext;
  const report = soundReport({ status: "closed", effectiveAt: "2026-11-24" });
  const troubles: string[] = [];
  beforeAll(async () => {
    [service, browser] = await Promise.all([loanService(), launchBrowser()]);
    service.clock.set("2026-11-24T22:00:00Z");
    const key = await service.keyFor("desk", "admin");
    await service.post("/v1/reports", report, key);
    const draft = readDraft(report as unknown as Parameters<typeof readDraft>[0]);
    await propose(service.ctx, { key: "k", job: "poll-feed", title: "Possible suspension", grounds: "Seen", draft });
    context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "en-US" });
    context.on("request", (request) => {
      if (new URL(request.url()).origin !== service.url) troubles.push(request.url());
    });
    const page = await context.newPage();
    await page.goto(`${service.url}/desk`);
    await expectSound(page);
    await page.getByLabel("Your key").fill(key);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(/\/desk$/);
    await page.close();
  });
  afterAll(async () => {
    await browser.close();
    await service.release();
  });

  async function open(path: string): Promise<Page> {
    const page = await context.newPage();
    page.on("console", (message) => {
      if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) troubles.push(message.text());
    });
    await page.goto(`${service.url}${path}`);
    return page;
  }

  test.each([
    "/desk",
    "/desk?lang=es",
    "/desk/report",
    "/desk/report?crossing=san-ysidro",
    "/desk/spreadsheet",
    "/desk/reports?whose=all",
    "/desk/jobs?lang=es",
    "/desk/none",
  ])("passes the axe checks, and fits the screen, at %s", async (path) => {
    const page = await open(path);
    await expectSound(page);
    await page.close();
  });

  test("passes the axe checks on the pages of a proposal and of a report", async () => {
    const page = await open("/desk");
    await page.getByRole("link", { name: "Possible suspension", exact: true }).click();
    await page.getByRole("button", { name: "Accept as it is" }).waitFor();
    await expectSound(page);
    await page.goto(`${service.url}/desk/reports`);
    await page.getByRole("link", { name: "Lukeville: A notice", exact: true }).click();
    await page.getByRole("button", { name: "Withdraw it" }).waitFor();
    await expectSound(page);
    await page.close();
  });

  test("passes the axe checks with errors in a form, a preview or a lost connection", async () => {
    const page = await open("/desk/report?crossing=san-ysidro&lang=es");
    await page.locator("#f-lines-0-from-day").fill("2026-11-01");
    await page.locator("#f-lines-0-from-time").fill("01:30");
    await page.getByRole("button", { name: "Vista previa" }).click();
    await page.locator("#faults").waitFor();
    await expectSound(page);
    await page.locator("#f-publisher").fill("P");
    await page.locator("#f-title").fill("T");
    await page.locator("#f-lines-0-status").selectOption("suspended");
    await page.locator("#f-lines-0-from-offset").selectOption("-08:00");
    await page.getByRole("button", { name: "Vista previa" }).click();
    await page.locator("#preview").waitFor();
    await expectSound(page);
    await context.setOffline(true);
    await page.getByRole("button", { name: "Registrarlo" }).click();
    await page.getByRole("alert").waitFor();
    await context.setOffline(false);
    await expectSound(page);
    await page.close();
  });

  test("passes the axe checks with a preview of a spreadsheet that has a wrong line, and with a hand-over note", async () => {
    const page = await open("/desk/spreadsheet?lang=es");
    const text = "cruce,estado,desde,fuente\nlukeville,cerrado,2015-01-02,Diario\nnada,cerrado,ayer,Diario\n";
    await page.locator("#f-file").setInputFiles({ name: "a.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await page.getByRole("button", { name: "Vista previa de todos los renglones" }).click();
    await page.locator("#preview").waitFor();
    await expectSound(page);
    await page.goto(`${service.url}/desk`);
    await page.getByText("Write a note").click();
    await page.getByLabel("Note for whoever signs in next").fill("Rain until midnight");
    await page.getByRole("button", { name: "Leave the note" }).click();
    await page.getByText("The note has been saved.").waitFor();
    await page.getByText("Keys for this list").click();
    await expectSound(page);
    await page.close();
  });

  test("requests nothing from other hosts, and violates none of its own policies", () => {
    expect(troubles.filter((trouble) => !/ERR_INTERNET_DISCONNECTED/.test(trouble))).toEqual([]);
  });
});
