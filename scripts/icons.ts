import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { APP_ICONS } from "../src/http/pages/static-files.ts";
import { ROOT } from "../src/root.ts";
import { CHROMIUM, launchBrowser } from "../test/support/browser.ts";

// Draws the icons of the installed app from garita.svg. A maskable icon has no round corners, because the system rounds
// them. The drawing stays inside the circle (radius 40 % of the width) that no system cuts into.

if (CHROMIUM === undefined) throw new Error("This needs a Chromium on the PATH: on Debian, apt-get install chromium.");
const folder = join(ROOT, "src/web/static");
const drawing = readFileSync(join(folder, "garita.svg"), "utf8");
const browser = await launchBrowser();
try {
  for (const { pixels, purpose } of APP_ICONS) {
    const svg = purpose === "maskable" ? drawing.replace(/ rx="\d+"/, "") : drawing;
    const page = await browser.newPage({ viewport: { width: pixels, height: pixels } });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${pixels}px;height:${pixels}px}</style>${svg}`);
    writeFileSync(join(folder, `icons/${purpose}-${pixels}.png`), await page.screenshot({ omitBackground: true }));
    console.log(`src/web/static/icons/${purpose}-${pixels}.png`);
    await page.close();
  }
} finally {
  await browser.close();
}
