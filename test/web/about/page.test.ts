import { Temporal } from "temporal-polyfill";
import { LOCALES } from "../../../src/locales/index.ts";
import { aboutPage } from "../../../src/web/about/page.ts";
import type { Frame } from "../../../src/web/frame.ts";
import { SERVICES } from "../../domain/arbitrary.ts";
import { place } from "../../domain/telling.ts";

const [own, opposite] = place(SERVICES).sides;
const PLACE = place(SERVICES, {
  sides: [{ ...own, region: { ...own.region, name: { en: "Here <b>&" } } }, opposite],
});

test("the about page names the states in the data, and escapes their names", () => {
  for (const messages of LOCALES) {
    const frame: Frame = {
      messages,
      locales: LOCALES,
      isChosen: false,
      assets: {
        style: "/s",
        script: "/j",
        icon: "/i",
        copyScript: "",
        deskStyle: "/ds",
        deskScript: "/dj",
        storyStyle: "",
        storyScript: "",
        offlineStyle: "",
        offlineScript: "",
        docsStyle: "",
        docsScript: "",
        appIcons: [],
      },
      path: "/about",
      query: {},
      now: Temporal.Instant.from("2024-01-10T19:00:00Z"),
      publicUrl: null,
      isCopy: false,
    };
    const page = aboutPage(frame, [PLACE], undefined);
    expect(page).toMatch(/ Here &lt;b&gt;&amp; /);
    expect(page).not.toContain("Here <b>");
  }
});
