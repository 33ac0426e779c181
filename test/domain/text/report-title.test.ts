import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { StatusChange } from "../../../src/domain/record/report.ts";
import { entryOf } from "../../../src/domain/text/report-entry.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";
import { LOCALES } from "../../../src/locales/index.ts";
import type { Messages } from "../../../src/locales/messages.ts";
import { ROOT } from "../../../src/root.ts";
import { change, report } from "../telling.ts";
import { TITLE_CROSSINGS, TITLE_SITUATIONS } from "./title-situations.ts";

const page = readFileSync(join(ROOT, "docs/short-answers.md"), "utf8");
const LAREDO = { crossing: "laredo", mode: "passenger", direction: "northbound" } as const;
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

test("the title leaves out a reopening that lifts only earlier reports, unless the report's own restriction is over", () => {
  const of = (status: "suspended" | "open", day: string, more = {}) =>
    change(status, day, { service: LAREDO, ...more });
  const others = { lifts: ["earlier"] };
  const title = (...statusChanges: StatusChange[]) =>
    entryOf(report(1, "CBP", { statusChanges }), undefined, BY_SLUG, ENGLISH).statusTitle;
  const begun = [of("open", "2024-01-20", others), of("suspended", "2024-02-01"), of("open", "2024-02-05", others)];
  expect(title(...begun)).toBe("Open from 20 Jan 2024, suspended from 1 Feb 2024: Laredo");
  expect(title(...begun, of("open", "2024-02-08", { lifts: "all" }), of("open", "2024-02-09", others))).toBe(
    "Open from 20 Jan 2024, suspended on 1 Feb 2024, reopened on 8 Feb, open from 9 Feb 2024: Laredo",
  );
});
