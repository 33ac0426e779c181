import type { Locator, Page } from "playwright-core";
import { CHROMIUM } from "../support/browser.ts";
import { modelPerson } from "../support/keystroke-model.ts";
import { soundReport } from "../support/service.ts";
import { usePages } from "../support/use-pages.ts";
import { makeVisitor, signIn } from "../support/visitor.ts";

/**
 * Seconds reserved for the three answers of the service. Each answer takes a fraction of a second on an idle machine.
 */
const FOR_ANSWERS = 2;

const BRIDGES = ["laredo-gateway", "laredo-juarez-lincoln"];

/** Recording a flood at the desk, in a real browser. Skipped without a browser. */
(CHROMIUM === undefined ? describe.skip : describe)("flooding at two bridges, from 18:00 until tomorrow 06:00,", () => {
  let key: string;
  const used = usePages({}, async (service) => {
    key = await service.keyFor("desk", "recorder");
  });
  beforeEach(() => used.service.clock.set("2026-11-24T22:00:00Z"));

  async function atDesk(width: number): Promise<Page> {
    const visitor = makeVisitor(used.service.url);
    await signIn(visitor, key);
    const context = await used.browser.newContext({ viewport: { width, height: 844 }, locale: "en-US" });
    await context.addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, url: used.service.url })));
    const page = await context.newPage();
    await page.goto(`${used.service.url}/desk`);
    return page;
  }
  const statusOf = async (slug: string) => (await used.service.ask(`/v1/crossings/${slug}/status`)).body;

  test("is recorded with at most 12 actions, and the preview fits the screen of a phone", async () => {
    const page = await atDesk(390);
    let actions = 0;
    const act = async (what: Promise<unknown>) => {
      actions++;
      await what;
    };
    const field = (id: string): Locator => page.locator(`#f-${id}`);
    await act(page.getByRole("link", { name: "Record a report", exact: true }).last().click());
    await act(page.getByLabel("Gateway to the Americas International Bridge").check());
    await act(page.getByLabel("Juárez-Lincoln International Bridge").check());
    await act(field("lines-0-status").selectOption("Closed"));
    await act(field("lines-0-from-time").fill("18:00"));
    await act(field("lines-0-until-day").fill("2026-11-25"));
    await act(field("lines-0-until-time").fill("06:00"));
    await act(field("publisher").fill("Webb County Emergency Management"));
    await act(field("title").fill("Call from the county"));
    await act(field("reason").selectOption({ label: "weather, such as flooding" }));
    await act(page.getByRole("button", { name: "Preview" }).click());
    await page.locator("#preview").waitFor();
    const [top, bottom] = await page.evaluate<[number, number]>(
      "[document.querySelector('#preview').getBoundingClientRect().top, [...document.querySelectorAll('#preview button')].pop().getBoundingClientRect().bottom]",
    );
    expect([top >= 0, bottom <= 844]).toEqual([true, true]);
    await act(page.getByRole("button", { name: "Record it" }).click());
    await page.waitForURL(/done=recorded/);
    expect(actions).toBeLessThanOrEqual(12);
    await page.context().close();

    for (const slug of BRIDGES) {
      const at = async (instant: string) => {
        used.service.clock.set(instant);
        const { open, services } = await statusOf(slug);
        return [open, services[0].status, services[0].because, services[0].overdue];
      };
      expect((await statusOf(slug)).services[0].next).toMatchObject({
        status: "closed",
        effectiveAt: "2026-11-25T00:00:00Z",
      });
      expect(await at("2026-11-25T00:00:00Z")).toEqual([false, "closed", "closed", false]);
      expect((await statusOf(slug)).services[0].report).toMatchObject({ reason: "weather" });
      expect(await at("2026-11-25T11:59:00Z")).toEqual([false, "closed", "closed", false]);
      expect(await at("2026-11-25T12:00:01Z")).toEqual([false, "closed", "closed", true]);
      expect(await at("2026-11-26T12:00:01Z")).toEqual([null, "closed", "overdue", true]);
      used.service.clock.set("2026-11-24T22:00:00Z");
    }
  }, 60_000);

  test("takes an operator at most 12 actions and 40 seconds by the keystroke-level model, if the source was used before", async () => {
    const source = {
      kind: "operator",
      publisher: "Maverick County Emergency Management",
      title: "Call from the county",
    };
    await used.service.post("/v1/reports", soundReport({ effectiveAt: "2026-11-20" }, { source }), key);
    const page = await atDesk(1280);
    const person = modelPerson(page);
    const field = (id: string): Locator => page.locator(`#f-${id}`);
    let answering = 0;
    const answered = async (command: Promise<void>, shown: () => Promise<unknown>) => {
      const began = performance.now();
      await command;
      await shown();
      answering += (performance.now() - began) / 1000;
    };
    const record = page.getByRole("link", { name: "Record a report", exact: true }).first();
    await answered(person.click(record, true), () => page.waitForURL(/\/desk\/report/));
    await person.click(page.getByLabel("Find a crossing"));
    await person.type("eagle");
    await person.click(page.getByLabel("Eagle Pass International Bridge I"));
    await person.click(page.getByLabel("Camino Real International Bridge"));
    await person.choose(field("lines-0-status"), "Closed");
    await person.click(field("lines-0-from-time"));
    await person.type("0600p");
    await person.tabTo(field("lines-0-until-day"));
    await person.type("11252026");
    await person.tabTo(field("lines-0-until-time"));
    await person.type("0600a");
    await person.click(
      page.getByRole("button", { name: "Maverick County Emergency Management: Call from the county" }),
    );
    await person.choose(field("reason"), "weather, such as flooding");
    const preview = page.getByRole("button", { name: "Preview" });
    await answered(person.click(preview, true), () => page.locator("#preview").waitFor());
    const submit = page.getByRole("button", { name: "Record it" });
    await answered(person.click(submit, true), () => page.waitForURL(/done=recorded/));
    await page.context().close();
    process.stdout.write(
      `Recording two flooded bridges: ${person.seconds().toFixed(1)} s at the keyboard and mouse (${person.operators()}), and ${answering.toFixed(1)} s for three answers of the service.\n`,
    );
    expect(person.actions()).toBeLessThanOrEqual(12);
    expect(person.seconds()).toBeLessThanOrEqual(40 - FOR_ANSWERS);
    const { reports } = (await used.service.ask("/v1/reports?limit=1")).body;
    expect(reports[0]).toMatchObject({ source, reason: "weather" });
    const statuses = reports[0].changes.map((change: Record<string, string>) =>
      [change.crossing, change.status, change.effectiveAt, change.expectedUntil].join(" "),
    );
    expect([...new Set(statuses)].sort()).toEqual([
      "eagle-pass-bridge-1 closed 2026-11-25T00:00:00Z 2026-11-25T12:00:00Z",
      "eagle-pass-bridge-2 closed 2026-11-25T00:00:00Z 2026-11-25T12:00:00Z",
    ]);
  }, 60_000);

  test("can be reported for bridges that are found by name or selected by place", async () => {
    const page = await atDesk(1280);
    await page.goto(`${used.service.url}/desk/report`);
    await page.getByLabel("Find a crossing").fill("juarez linc");
    expect(await page.locator(".pick .check:visible").allInnerTexts()).toEqual(["Juárez-Lincoln International Bridge"]);
    await page.getByLabel("Find a crossing").fill("laredo");
    await page.getByRole("button", { name: "All of Laredo" }).click();
    expect(await page.locator(".pick input:checked").count()).toBe(5);
    expect(await page.locator(".picker > summary").innerText()).toContain("World Trade Bridge");
    await page.context().close();
  });

  test("is in the work list when overdue; the list's keyboard shortcuts act on the focused entry and can be switched off", async () => {
    used.service.clock.set("2026-11-25T12:10:00Z");
    const page = await atDesk(1280);
    const first = page.locator("[data-keys] > li").filter({ hasText: "Gateway to the Americas" }).first();
    await page.keyboard.press("s");
    expect(page.url()).toMatch(/\/desk$/);
    await first.locator("a").first().focus();
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    expect(await page.evaluate("document.activeElement.textContent")).toBe(
      "Gateway to the Americas International Bridge",
    );
    await page.getByText("Keys for this list").click();
    await page.getByLabel("Switch these keys off in this browser").check();
    await first.locator("a").first().focus();
    await page.keyboard.press("u");
    expect(page.url()).toMatch(/\/desk$/);
    await page.reload();
    await page.getByText("Keys for this list").click();
    await page.getByLabel("Switch these keys off in this browser").uncheck();
    await first.locator("a").first().focus();
    await page.keyboard.press("u");
    await page.waitForURL(/\/desk\/report\?crossing=laredo-gateway&status=open/);
    expect(await page.locator("#f-lines-0-status").inputValue()).toBe("open");
    const ticked = await page.evaluate<string[]>(
      "[...document.querySelectorAll('.line .choices input:checked')].map(({ value }) => value)",
    );
    expect(ticked).toEqual(["pedestrian", "passenger", "northbound", "southbound"]);
    await page.context().close();
  });
});
