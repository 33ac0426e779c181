import { join } from "node:path";
import { ROOT } from "../../../src/root.ts";
import { CHROMIUM, launchBrowser } from "../../support/browser.ts";
import { useChat } from "../../support/chat/use-chat.ts";

/** The renderer of Adaptive Cards as its publisher ships it. */
const RENDERER = join(ROOT, "node_modules/adaptivecards/dist/adaptivecards.js");

/** A card as Microsoft's own renderer shows it. Skipped without a browser. */
(CHROMIUM === undefined ? describe.skip : describe)("a card for Teams", () => {
  const used = useChat();

  test("shows each line by itself, all texts as they are, and its links", async () => {
    await used.follow("teams");
    const title = "**bold** _it_ [link](https://evil.example) # 1. <b>x</b>";
    const source = { kind: "news", publisher: "Press", title, url: "https://example.org/a" };
    await used.record({}, { source, note: "- First line\nSecond line" });
    const [post] = await used.sent();
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.addScriptTag({ path: RENDERER });
      const shown = await page.evaluate((card) => {
        // biome-ignore lint/suspicious/noExplicitAny: the script defines this global
        const { AdaptiveCard } = (globalThis as any).AdaptiveCards;
        const parsed = new AdaptiveCard();
        parsed.parse(card);
        // biome-ignore lint/suspicious/noExplicitAny: this runs in the browser
        const { body } = (globalThis as any).document;
        body.append(parsed.render());
        return body.innerText as string;
      }, post?.body.attachments[0].content);
      const lines = shown.split("\n").map((line) => line.trim());
      for (const line of ["Lukeville", "- First line", "Second line", `Source: Press, ${title}`])
        expect(lines).toContain(line);
      expect(lines[0]).toMatch(/^Lukeville: suspended/);
      expect(await page.getByRole("link").count()).toBe(2);
    } finally {
      await browser.close();
    }
  }, 60_000);
});
