import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { connectionsOf } from "../../src/store/connections.ts";
import { CHROMIUM, launchBrowser } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { type LoanedService, loanService } from "../support/service.ts";
import { makeVisitor, signIn } from "../support/visitor.ts";

type Cookies = Parameters<BrowserContext["addCookies"]>[0];

/** The desk in a real browser. Skipped without a browser. */
(CHROMIUM === undefined ? describe.skip : describe)("at the desk, in a browser,", () => {
  let service: LoanedService;
  let browser: Browser;
  let key: string;
  beforeAll(async () => {
    [service, browser] = await Promise.all([loanService(), launchBrowser()]);
    service.clock.set("2026-11-24T22:00:00Z");
    key = await service.keyFor("desk", "recorder");
  });
  afterAll(async () => {
    await browser.close();
    await service.release();
  });
  const contexts: BrowserContext[] = [];
  afterEach(async () => {
    service.clock.set("2026-11-24T22:00:00Z");
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });

  async function open(path: string, options: BrowserContextOptions = {}, cookies: Cookies = []): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-US", ...options });
    contexts.push(context);
    await context.addCookies(cookies);
    const page = await context.newPage();
    await page.goto(`${service.url}${path}`);
    return page;
  }
  async function atDesk(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const visitor = makeVisitor(service.url);
    await signIn(visitor, key);
    const cookies = [...visitor.cookies].map(([name, value]) => ({ name, value, url: service.url }));
    return open(path, options, cookies);
  }
  async function fill(page: Page, title: string): Promise<void> {
    await page.getByLabel("Publisher").fill("Pima County");
    await page.getByLabel("Title or description").fill(title);
    await page.getByLabel("Status").selectOption("Closed");
    const from = page.getByRole("group", { name: "From" });
    await from.getByLabel("Day").fill("2026-11-24");
    await from.getByLabel("Time").fill("14:30");
    await page.getByLabel("Note (optional)").fill(`About ${title}`);
  }
  const see = async (page: Page) => {
    await page.getByRole("button", { name: /^Preview/ }).click();
    await page.getByRole("button", { name: "Record it" }).waitFor();
  };
  const count = async (title: string): Promise<number> =>
    (await connectionsOf(service.ctx.db).pool.query("SELECT count(*)::int AS n FROM report WHERE title = $1", [title]))
      .rows[0].n;
  const focused = (page: Page) =>
    page.evaluate<string>(
      "document.activeElement.id || document.activeElement.name || document.activeElement.textContent",
    );

  test.each([true, false])(
    "an operator can sign in, record a report and withdraw it (with scripts: %s)",
    async (javaScriptEnabled) => {
      const title = `Call ${javaScriptEnabled}`;
      const page = await open("/desk", { javaScriptEnabled });
      await page.getByLabel("Your key").fill(key);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.waitForURL(/\/desk$/);
      await page.getByRole("link", { name: "Record a report", exact: true }).first().click();
      await page.getByLabel("Add a crossing").selectOption("Lukeville");
      await page.getByRole("button", { name: "Add", exact: true }).click();
      await page.getByRole("group", { name: "1. Lukeville" }).waitFor();
      await fill(page, title);
      await page.getByRole("group", { name: "From" }).getByLabel("Time").fill("");
      await page.getByRole("button", { name: "Preview" }).click();
      await page.getByRole("heading", { name: "There is 1 error" }).waitFor();
      await page.getByRole("link", { name: /^1. From, Time/ }).click();
      await page.locator("#f-lines-0-from-time").fill("14:30");
      await see(page);
      expect(await page.locator(".preview .turns").innerText()).toMatch(/^Now\s.*→.*Closed since 14:30/s);
      await page.getByText("All answers, by service").click();
      expect(await page.locator(".preview").innerText()).toContain(
        "Closed since 24 Nov 2026 14:30 MST, both directions, all modes (Pima County)",
      );
      await page.getByRole("button", { name: "Record it" }).click();
      await page.waitForURL(/done=recorded/);
      expect(await page.locator("h1").innerText()).toBe(`Lukeville: ${title}`);
      await page.getByLabel("Why it is withdrawn").fill("Wrong crossing");
      await page.getByRole("button", { name: "Withdraw it" }).click();
      await page.waitForURL(/done=retracted/);
      expect(await page.locator("main").innerText()).toMatch(/Withdrawn by desk, .*: Wrong crossing/);
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.waitForURL(/sign-in/);
      expect(await page.context().cookies()).toEqual([]);
    },
  );

  test("a double click sends the form once, and the button shows the progress", async () => {
    const page = await atDesk("/desk/report?crossing=naco");
    await fill(page, "Twice");
    await see(page);
    let sent = 0;
    await page.route("**/desk/report*", async (route) => {
      if (route.request().method() === "POST") sent++;
      await new Promise((done) => setTimeout(done, 200));
      await route.continue();
    });
    const record = page.getByRole("button", { name: "Record it" });
    await record.dblclick();
    await page.getByRole("button", { name: "Sending…" }).waitFor();
    await page.waitForURL(/done=recorded/);
    expect([sent, await count("Twice")]).toEqual([1, 1]);
  });

  test("a double click without scripts also records once", async () => {
    const page = await atDesk("/desk/report?crossing=naco", { javaScriptEnabled: false });
    await fill(page, "Twice, plainly");
    await see(page);
    await page.getByRole("button", { name: "Record it" }).dblclick();
    // `waitForURL` would fail, because the second click aborts the first navigation.
    await eventually(() => expect(page.url()).toMatch(/done=(recorded|before)/));
    expect(await count("Twice, plainly")).toBe(1);
  });

  test("a lost connection loses nothing, and sending again records once", async () => {
    const page = await atDesk("/desk/report?crossing=naco");
    await fill(page, "Offline");
    await see(page);
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Record it" }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").innerText()).toContain("There was no response");
    expect(await page.getByLabel("Note (optional)").inputValue()).toBe("About Offline");
    await page.getByRole("button", { name: "Send again" }).click();
    await page.getByRole("alert").waitFor();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Send again" }).click();
    await page.waitForURL(/done=recorded/);
    expect(await count("Offline")).toBe(1);
  });

  test("after a lost answer, sending again leads to the report that was recorded", async () => {
    const page = await atDesk("/desk/report?crossing=naco");
    await fill(page, "Answer lost");
    await see(page);
    await page.route(
      "**/desk/report?*",
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await page.route(
      "**/desk/report",
      async (route) => {
        await route.fetch({ maxRedirects: 0 });
        await route.abort();
      },
      { times: 1 },
    );
    await page.getByRole("button", { name: "Record it" }).click();
    await page.getByRole("alert").waitFor();
    expect(await count("Answer lost")).toBe(1);
    await page.getByRole("button", { name: "Send again" }).click();
    await page.waitForURL(/done=before/);
    expect([await count("Answer lost"), await page.locator(".notice").first().innerText()]).toEqual([
      1,
      "This was already recorded.",
    ]);
  });

  test("typed text is restored after a reload, with the added crossings, and removed once it is recorded", async () => {
    const page = await atDesk("/desk/report");
    await page.getByLabel("Add a crossing").selectOption("Douglas");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("group", { name: "1. Douglas" }).waitFor();
    await fill(page, "Reloaded");
    await page.getByLabel("Trucks", { exact: true }).check();
    const once = await page.locator("[name=once]").inputValue();
    await page.reload();
    await page.getByText("Your entries have been restored.").waitFor();
    expect(await page.getByLabel("Note (optional)").inputValue()).toBe("About Reloaded");
    expect(await page.getByLabel("Trucks", { exact: true }).isChecked()).toBe(true);
    expect(await page.locator("[name=once]").inputValue()).toBe(once);
    await see(page);
    await page.getByRole("button", { name: "Record it" }).click();
    await page.waitForURL(/done=recorded/);
    await page.goBack();
    await page.getByLabel("Add a crossing").waitFor();
    expect(await page.getByLabel("Title or description").inputValue()).toBe("");
    expect(await page.locator("[name=once]").inputValue()).not.toBe(once);
    expect(await count("Reloaded")).toBe(1);
  });

  test("typed text can be discarded, and is not filled into a form about another crossing", async () => {
    const page = await atDesk("/desk/report?crossing=naco");
    await fill(page, "Left behind");
    await page.goto(`${service.url}/desk/report?crossing=douglas`);
    expect(await page.getByLabel("Title or description").inputValue()).toBe("");
    await page.goto(`${service.url}/desk/report?crossing=naco`);
    expect(await page.getByLabel("Title or description").inputValue()).toBe("Left behind");
    await page.getByRole("button", { name: "Start over" }).click();
    await expect(
      page.getByText("Your entries have been restored.").waitFor({ state: "detached" }),
    ).resolves.toBeUndefined();
    expect(await page.getByLabel("Title or description").inputValue()).toBe("");
  });

  test("after a session has ended, the desk asks for the key and continues with the typed text", async () => {
    const page = await atDesk("/desk/report?crossing=naco");
    await fill(page, "Idle");
    service.clock.set("2026-11-24T22:31:00Z");
    await page.getByRole("button", { name: /^Preview/ }).click();
    await page.getByLabel("Your key").fill(key);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: "Record it" }).click();
    await page.waitForURL(/done=recorded/);
    expect(await count("Idle")).toBe(1);
  });

  test("signing in, correcting, previewing and recording work with the keyboard alone", async () => {
    const page = await open("/desk/report?crossing=naco");
    const tabTo = async (id: string) => {
      for (let presses = 0; (await focused(page)) !== id; presses++) {
        expect([id, presses < 60]).toEqual([id, true]);
        await page.keyboard.press("Tab");
      }
    };
    const type = async (id: string, text: string) => {
      await tabTo(id);
      await page.keyboard.type(text);
    };
    await type("f-key", key);
    await page.keyboard.press("Enter");
    await page.locator("form.report").waitFor();
    await type("f-publisher", "Pima County");
    await page.keyboard.press("Enter");
    await page.locator("#faults").waitFor();
    expect(await focused(page)).toBe("faults");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await focused(page)).toBe("f-lines-0-from-time");
    await page.keyboard.type("0230PM");
    await type("f-title", "By keys");
    await type("f-lines-0-status", "Clo");
    await type("f-lines-0-from-day", "11242026");
    await page.keyboard.press("Enter");
    await page.locator("#preview").waitFor();
    expect(await focused(page)).toBe("preview");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("do");
    await page.keyboard.press("Enter");
    await page.waitForURL(/done=recorded/);
    expect(await page.locator("main").innerText()).toContain("Closed from 24 Nov 2026 14:30 MST");
  });
});
