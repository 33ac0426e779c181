import { readFileSync } from "node:fs";
import { join } from "node:path";
import { entryOf } from "../../../src/domain/text/report-entry.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";
import { LOCALES } from "../../../src/locales/index.ts";
import type { Messages } from "../../../src/locales/messages.ts";
import { ROOT } from "../../../src/root.ts";
import { change, report } from "../telling.ts";
import { TITLE_CROSSINGS, TITLE_SITUATIONS } from "./title-situations.ts";

const page = readFileSync(join(ROOT, "docs/short-answers.md"), "utf8");
const BY_SLUG = new Map(TITLE_CROSSINGS.map((crossing) => [crossing.slug, crossing]));

describe("the title in a feed of", () => {
  test.each(TITLE_SITUATIONS.map((each) => [each.name, each] as const))("%s", (name, { report: one, en, es }) => {
    const title = (messages: Messages) => entryOf(one, undefined, BY_SLUG, messages).statusTitle;
    expect([title(ENGLISH), title(SPANISH)]).toEqual([en, es]);
    expect(page).toContain(`| ${name} | ${en} | ${es} |`);
  });
});

test("the title of a report that changes each service at a different hour leaves out the hours, and never says that a crossing is open", () => {
  const services = TITLE_CROSSINGS.flatMap(({ slug, services: own }) =>
    own.map((each) => ({ crossing: slug, ...each })),
  );
  const lines = (status: "suspended" | "open") => ({
    statusChanges: services.map((service, i) => change(status, `2024-01-04T${10 + i}:00:00-06:00`, { service })),
  });
  const title = (status: "suspended" | "open", messages: Messages) =>
    entryOf(report(1, "CBP", lines(status)), undefined, BY_SLUG, messages).statusTitle;
  expect(title("suspended", ENGLISH)).toBe("Suspended: 5 crossings");
  expect(title("open", ENGLISH)).toBe("Opening: 5 crossings");
  expect(title("open", SPANISH)).toBe("Apertura: 5 cruces");
  for (const messages of LOCALES) expect(title("open", messages).length).toBeLessThanOrEqual(160);
});
