import type { Browser, Page } from "playwright-core";

/** Takes a screenshot and saves it under a name. */
export type Shoot = (page: Page, name: string) => Promise<void>;

/** The URL of a desk, and a key for it. */
export interface DeskAt {
  url: string;
  key: string;
}

const PHONE = { viewport: { width: 390, height: 844 }, locale: "en-US" } as const;
const DESK = { viewport: { width: 1280, height: 900 }, locale: "en-US" } as const;

async function signedIn(browser: Browser, { url, key }: DeskAt, options: typeof PHONE | typeof DESK): Promise<Page> {
  const page = await browser.newPage({ ...options, reducedMotion: "reduce" });
  await page.goto(`${url}/desk`);
  await page.getByLabel("Your key").fill(key);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/desk$/);
  return page;
}

/** Takes screenshots of the sign-in, the review queue at Christmas 2023, and a report with its preview. */
export async function shootDesk(browser: Browser, now: DeskAt, then: DeskAt, shoot: Shoot): Promise<void> {
  const stranger = await browser.newPage(PHONE);
  await stranger.goto(`${now.url}/desk`);
  await shoot(stranger, "desk-sign-in-phone");
  await stranger.close();
  for (const [size, options] of [
    ["desk", DESK],
    ["phone", PHONE],
  ] as const) {
    const work = await signedIn(browser, then, options);
    await shoot(work, `desk-work-${size}`);
    await work.close();
    const report = await signedIn(browser, now, options);
    await report.goto(`${now.url}/desk/report?crossing=lukeville`);
    await report.getByLabel("Publisher").fill("Pima County Emergency Management");
    await report.getByLabel("Title or description").fill("Call from the port");
    await report.getByLabel("Status").selectOption("suspended");
    await report.locator("#f-lines-0-from-day").fill("2026-11-24");
    await report.locator("#f-lines-0-from-time").fill("11:30");
    await report.locator("#f-lines-0-until-day").fill("2026-11-25");
    await report.getByLabel("Reason").selectOption("weather");
    await report.getByRole("button", { name: "Preview" }).click();
    await report.getByRole("button", { name: "Record it" }).waitFor();
    await report.evaluate("scrollTo(0, 0)");
    await shoot(report, `desk-report-${size}`);
    await report.close();
  }
}
