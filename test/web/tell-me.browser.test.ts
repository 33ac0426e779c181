import { HtmlValidate } from "html-validate";
import type { Browser } from "playwright-core";
import { expectSound } from "../support/axe.ts";
import { CHROMIUM, launchBrowser } from "../support/browser.ts";
import { type Mailbox, mailSettings, pathIn, startMailbox } from "../support/mailbox.ts";
import { type LoanedService, loanService } from "../support/service.ts";

/** HTML allows several checkboxes to share a name. */
const shared = ["radio", "button", "reset", "submit", "checkbox"];

/** The form for messages by e-mail in a real browser. Skipped without one. */
(CHROMIUM === undefined ? describe.skip : describe)("the form for messages by e-mail", () => {
  let mailbox: Mailbox;
  let service: LoanedService;
  let browser: Browser;
  beforeAll(async () => {
    mailbox = await startMailbox();
    [service, browser] = await Promise.all([loanService({ settings: mailSettings(mailbox) }), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.release();
    await mailbox?.die();
  });

  test("works without scripts: a reader asks, confirms and leaves", async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      locale: "en-US",
      viewport: { width: 390, height: 844 },
    });
    const page = await context.newPage();
    await page.goto(`${service.url}/lukeville`);
    await page.locator("#tell-me > summary").click();
    await page.getByLabel("E-mail address").fill("reader@mail.example");
    await page.getByRole("button", { name: "Send me the link" }).click();
    await page.getByRole("heading", { name: "Look into your mailbox" }).waitFor();
    await service.webhooks.sendDue();
    expect(mailbox.received.map(({ to }) => to)).toEqual(["reader@mail.example"]);
    await page.goto(`${service.url}${pathIn(mailbox.received[0], "confirm")}`);
    await page.getByRole("button", { name: "Yes, tell me" }).click();
    await page.getByRole("heading", { name: "You will be told" }).waitFor();
    await page.goto(`${service.url}${pathIn(mailbox.received[0], "leave")}`);
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await page.getByRole("heading", { name: "You get no more messages" }).waitFor();
    await context.close();
  });

  test("is accessible, fits every width, and is valid HTML, also with an error", async () => {
    const context = await browser.newContext({ locale: "en-US", viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    const validator = new HtmlValidate({
      extends: ["html-validate:recommended"],
      rules: { "long-title": "off", "form-dup-name": ["error", { shared }] },
    });
    for (const path of ["/tell-me?crossing=lukeville", "/tell-me?lang=es"]) {
      await page.goto(`${service.url}${path}`);
      for (const summary of await page.locator("form summary").all()) await summary.click();
      await expectSound(page);
      const { text } = await service.ask(path, { headers: { accept: "text/html" } });
      const { results } = await validator.validateString(text);
      expect(results.flatMap(({ messages }) => messages.map(({ line, message }) => `${line} ${message}`))).toEqual([]);
    }
    await page.goto(`${service.url}/tell-me?crossing=lukeville`);
    await page.getByLabel("E-mail address").fill("reader@localhost");
    await page.getByRole("button", { name: "Send me the link" }).click();
    expect(await page.getByRole("alert").textContent()).toContain("This is not an e-mail address");
    await expectSound(page);
    await context.close();
  });
});
