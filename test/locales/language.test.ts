import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Temporal } from "temporal-polyfill";
import { timelinesOf } from "../../src/domain/record/timeline.ts";
import { UNKEPT_TEXTS } from "../../src/domain/status/crossing-status.ts";
import { standingAt } from "../../src/domain/status/standing.ts";
import { lineOf } from "../../src/domain/text/crossing-line.ts";
import { summaryOf } from "../../src/domain/text/summary.ts";
import { ENGLISH } from "../../src/locales/en.ts";
import { SPANISH } from "../../src/locales/es.ts";
import { FALLBACK, LANGUAGES, LOCALES, localesWith, messagesIn } from "../../src/locales/index.ts";
import type { SomeMessages } from "../../src/locales/messages.ts";
import { ROOT } from "../../src/root.ts";
import { aboutPage } from "../../src/web/about/page.ts";
import { boardPage } from "../../src/web/board/page.ts";
import { boardText } from "../../src/web/board/text.ts";
import { crossingPage } from "../../src/web/crossing/page.ts";
import { CROSSING_SECTIONS } from "../../src/web/crossing/sections/index.ts";
import { errorPage } from "../../src/web/error-page.ts";
import type { Frame } from "../../src/web/frame.ts";
import { badgeSvg } from "../../src/web/marks/badge.ts";
import type { PageView } from "../../src/web/view.ts";
import { SERVICES } from "../domain/arbitrary.ts";
import { change, LIMITS, place, report } from "../domain/telling.ts";
import { listSources } from "../support/rooms.ts";

/** A language with only five texts. */
const FRENCH: SomeMessages = {
  language: "fr",
  name: "Français",
  region: "fr_FR",
  phrases: { statuses: { suspended: "suspendu" } },
  pages: {
    board: "Tous les postes",
    marks: { suspended: "Interrompu" },
    headlines: { suspended: (name) => `${name} est fermé` },
  },
  short: { whom: { passenger: "voitures" } },
};

const LIST = localesWith(ENGLISH, SPANISH, FRENCH);
const french = messagesIn("fr", LIST) ?? ENGLISH;

const AT = Temporal.Instant.from("2024-01-10T19:00:00Z");
const PLACE = place(SERVICES);
const STANDINGS = [
  ...timelinesOf(
    SERVICES,
    PLACE.timeZone,
    [
      report(1, "CBP", {
        statusChanges: SERVICES.map((service) =>
          change("suspended", "2024-01-04", { service, expectedUntil: "2024-02-01" }),
        ),
      }),
    ],
    {},
  ).values(),
].map((timeline) => standingAt(timeline, AT, null, LIMITS));

const frameAt = (path: string, messages = french): Frame => ({
  messages,
  locales: LIST,
  isChosen: true,
  assets: {
    style: "/style",
    script: "/script",
    icon: "/icon",
    copyScript: "",
    deskStyle: "/desk-style",
    deskScript: "/desk-script",
    storyStyle: "",
    storyScript: "",
    offlineStyle: "",
    offlineScript: "",
    docsStyle: "",
    docsScript: "",
    appIcons: [],
  },
  path,
  query: {},
  now: AT,
  publicUrl: null,
  isCopy: false,
});

const VIEW: PageView = {
  params: {},
  isDated: false,
  tense: "now",
  tenseExpiresAt: null,
  programme: undefined,
  on: undefined,
  time: "12:00",
  knownAt: undefined,
  publishedBefore: undefined,
  isToldThen: false,
};

const LISTED = [{ crossing: PLACE, standings: STANDINGS, at: AT, distanceKm: null, texts: UNKEPT_TEXTS }];

const boardIn = (messages = french) =>
  boardPage(frameAt("/", messages), {
    area: null,
    filter: {
      state: undefined,
      county: undefined,
      mode: undefined,
      direction: undefined,
      programme: undefined,
      status: undefined,
      q: undefined,
      near: undefined,
    },
    view: VIEW,
    at: AT,
    places: [PLACE],
    crossings: LISTED,
    newest: [],
    isPartial: false,
    unreached: null,
  });

const crossingIn = (messages = french) =>
  crossingPage(
    frameAt("/puente", messages),
    {
      crossing: PLACE,
      standings: STANDINGS,
      at: AT,
      view: VIEW,
      span: "year",
      calendar: { year: undefined, mode: undefined },
      unreached: null,
    },
    {
      record: async () => ({ spans: [], history: [], counts: [] }),
      accounts: async () => undefined,
      waits: async () => undefined,
      doubts: async () => [],
      year: async () => undefined,
      notes: async () => new Map(),
      others: async () => [],
      isPartial: () => false,
    },
    CROSSING_SECTIONS,
  );

describe("a language with five texts", () => {
  test("has summaries with its own texts, and English where a text is missing", () => {
    expect(summaryOf(STANDINGS, PLACE, AT, french)).toBe(
      "Suspendu since 4 Jan 2024, northbound, all modes, expected until 1 Feb 2024 (CBP)",
    );
    expect(lineOf(STANDINGS, PLACE, { at: AT, messages: french, asked: "now" })).toBe(
      "PUENTE: suspendu since 4 Jan, expected until 1 Feb",
    );
    expect(lineOf(STANDINGS.slice(1), PLACE, { at: AT, messages: french, asked: "now" })).toMatch(
      /^PUENTE: suspendu for voitures since 4 Jan/,
    );
    expect(boardText({ crossings: LISTED, view: VIEW, at: AT }, french)).toMatch(
      /^Garita\. 1 crossing: 1 suspended, 0 open/,
    );
  });

  test("has the board, with its own texts and English ones", async () => {
    const page = await boardIn();
    expect(page).toContain('<html lang="fr">');
    expect(page).toContain('<meta property="og:locale" content="fr_FR">');
    expect(page).toContain('<a href="/?lang=fr" aria-current="page">Tous les postes</a>');
    expect(page).toContain('<option value="suspended">Interrompu</option>');
    expect(page).toContain('<option value="closed">Closed</option>');
    expect(page).toContain(`<h1>${ENGLISH.pages.boardHeading("Texas")}</h1>`);
    expect(page).toContain("<p>Suspendu since 4 Jan, expected until 1 Feb");
  });

  test("has the page of a crossing, with its own texts and English ones", async () => {
    const page = await crossingIn();
    expect(page).toContain("<title>PUENTE: suspendu since 4 Jan, expected until 1 Feb – Garita</title>");
    expect(page).toContain('<h1 id="answer">PUENTE est fermé</h1>');
    expect(page).toContain('<h2 id="why">Why</h2>');
    expect(page).toContain('href="/v1/crossings/puente/badge.svg?lang=fr"');
    expect(page).toContain('content="PUENTE: suspendu since 4 Jan, expected until 1 Feb (10 Jan 2024');
  });

  test("has the other pages and the badge, with its own texts and English ones", () => {
    expect(aboutPage(frameAt("/about"), [PLACE], undefined)).toContain("<b>Interrompu.</b> Stopped by a decision");
    const fault = { kind: "not_found", detail: "", nearest: [PLACE], issues: [] } as const;
    expect(errorPage(frameAt("/x"), fault)).toContain("Page not found");
    expect(badgeSvg(STANDINGS, PLACE, AT, french)).toMatch(
      /xml:lang="fr"[\s\S]*<title>PUENTE: suspendu[\s\S]*>suspendu since 4 Jan, expected until 1 Feb</,
    );
  });

  test("is offered on every page, and its pages offer the others", async () => {
    const named = (page: string) =>
      [...page.matchAll(/<li><a href="([^"]*)" hreflang="([^"]*)" lang="\2"([^>]*)>([^<]*)<\/a>/g)].map(
        ([, href, , current, name]) => [href, current, name],
      );
    expect(named(await boardIn())).toEqual([
      ["/?lang=en", "", "English"],
      ["/?lang=es", "", "Español"],
      ["/?lang=fr", ' aria-current="true"', "Français"],
    ]);
    expect(await crossingIn(SPANISH)).toContain('<link rel="alternate" hreflang="fr" href="/puente?lang=fr">');
  });

  test("does not change the pages in other languages", async () => {
    for (const messages of [ENGLISH, SPANISH])
      expect(boardIn(messages) + (await crossingIn(messages))).not.toMatch(/uspendu |Tous les|est fermé|Interrompu/);
    expect(messagesIn("es", LIST)).toEqual(SPANISH);
  });
});

describe("the list of languages", () => {
  test("contains each language once, and English is the fallback for missing texts", () => {
    expect(FALLBACK).toBe(ENGLISH);
    expect(LANGUAGES).toEqual(LOCALES.map(({ language }) => language));
    expect(new Set(LANGUAGES).size).toBe(LANGUAGES.length);
    expect(messagesIn("fr")).toBeUndefined();
    expect(messagesIn(undefined)).toBeUndefined();
  });

  test("is the only place that names the languages", () => {
    const named = listSources(ROOT).filter(
      (file) =>
        file.startsWith("src/") &&
        // `fetch-document.ts` requests English from CBP, which is unrelated to Garita's languages.
        !/^src\/(locales\/|feeds\/fetch\/fetch-document\.ts)/.test(file) &&
        LANGUAGES.some((language) => readFileSync(join(ROOT, file), "utf8").includes(`"${language}"`)),
    );
    expect(named).toEqual([]);
  });
});
