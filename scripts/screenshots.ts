import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Temporal } from "temporal-polyfill";
import { seed } from "../src/actions/record/seed.ts";
import { readConfig } from "../src/config.ts";
import { makeLog } from "../src/log.ts";
import { ROOT } from "../src/root.ts";
import { startService } from "../src/service.ts";
import { createApiKey } from "../src/store/access/api-keys.ts";
import { CHROMIUM, launchBrowser } from "../test/support/browser.ts";
import { type Shoot, shootDesk } from "./desk-screenshots.ts";
import { withScratchDatabase } from "./scratch-database.ts";
import { withDatabase } from "./with-store.ts";

/** A fixed clock gives the same pages in every run. */
const NOW = Temporal.Instant.from("2026-11-24T19:00:00Z");

/** At this time the review queue has an item: Mexico and CBP contradict each other. */
const THEN = Temporal.Instant.from("2023-12-28T19:00:00Z");

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 800 };

/** The screenshots: the main pages at phone and desktop width. */
const SHOTS = [
  { name: "board-desk", path: "/?on=2023-12-20", size: DESK, theme: "light" },
  { name: "board-phone", path: "/", size: PHONE, theme: "light" },
  { name: "crossing-desk", path: "/lukeville?on=2023-12-20", size: DESK, theme: "light" },
  { name: "crossing-phone", path: "/lukeville", size: PHONE, theme: "light" },
  { name: "crossing-phone-dark-es", path: "/lukeville?on=2023-12-20&lang=es", size: PHONE, theme: "dark" },
  { name: "about-phone", path: "/about", size: PHONE, theme: "light" },
] as const;

const folder = join(ROOT, "docs/screenshots");
if (CHROMIUM === undefined) throw new Error("This needs a Chromium on the PATH: on Debian, apt-get install chromium.");
mkdirSync(folder, { recursive: true });
await withScratchDatabase((url) =>
  withDatabase(readConfig({ PORT: "0", JOBS: "off" }), makeLog("silent"), url, async ({ config, db, log }) => {
    await seed(db, join(ROOT, "prisma/seed"));
    const service = await startService(config, db, log, () => NOW);
    const past = await startService(config, db, log, () => THEN);
    const browser = await launchBrowser();
    const shoot: Shoot = async (page, name) => {
      await page.screenshot({ path: join(folder, `${name}.png`) });
      console.log(`docs/screenshots/${name}.png`);
    };
    try {
      for (const { name, path, size, theme } of SHOTS) {
        const page = await browser.newPage({ viewport: size, colorScheme: theme, reducedMotion: "reduce" });
        await page.goto(`${service.url}${path}`);
        await shoot(page, name);
        await page.close();
      }
      const key = (await createApiKey(db, "desk", "recorder", NOW)) ?? "";
      await shootDesk(browser, { url: service.url, key }, { url: past.url, key }, shoot);
    } finally {
      await browser.close();
      await past.stop();
      await service.stop();
    }
  }),
);
