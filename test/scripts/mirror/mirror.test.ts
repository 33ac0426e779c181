import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mirrorOnce } from "../../support/mirror/mirror-process.ts";
import { filesIn, type MirrorTrial, startMirrorTrial } from "../../support/mirror/mirror-trial.ts";

let trial: MirrorTrial;
let mirror: string;
beforeAll(async () => {
  trial = await startMirrorTrial();
  mirror = trial.mirror;
}, 300_000);
afterAll(() => trial.release());

const read = (file: string) => trial.read(file);
const json = (file: string) => trial.json(file);

describe("a mirror written once", () => {
  let said: string;
  beforeAll(async () => {
    const { code, said: text } = await mirrorOnce(mirror, "--from", trial.url, "--live", "https://garita.example/");
    said = text;
    expect([code, text]).toEqual([0, expect.stringContaining(" mirrors https://garita.example as of ")]);
  }, 300_000);

  test("says what it copied, and leaves nothing else behind", () => {
    const files = filesIn(mirror);
    expect(said).toMatch(/: [\d,]+ files, [\d,]+ changed\.\n$/);
    expect(files.filter((file) => file.startsWith("."))).toEqual([]);
    const listed = read("mirror-files.txt").trimEnd().split("\n");
    expect([...listed, "mirror-files.txt", "mirror.json"].sort()).toEqual(files);
  });

  test("states its time, its source, and the signed head of the log", async () => {
    const { copiedAt, ...about } = json("mirror.json");
    expect(about).toEqual({
      format: "garita-mirror",
      version: 1,
      source: trial.url,
      live: "https://garita.example",
      renewedAt: copiedAt,
      outdatedAfterMinutes: 15,
      head: await trial.ask("/v1/log/head"),
    });
    expect(about.head.signature).toMatch(/=$/);
    expect(Math.abs(Date.parse(copiedAt) - Date.now())).toBeLessThan(120_000);
  });

  test("has the answers of the API", async () => {
    const { at: listedAt, ...list } = json("v1/crossings.json");
    const { at, ...asked } = await trial.ask("/v1/crossings");
    expect(list).toEqual(asked);
    expect(Date.parse(listedAt)).toBeLessThanOrEqual(Date.parse(at));
    expect(json("v1/crossings/lukeville/status.json")).toMatchObject({ crossing: "lukeville", at: expect.any(String) });
    expect(json("v1/crossings.geojson").features).toHaveLength(list.crossings.length);
    expect(read("v1/crossings.csv").trimEnd().split("\n").length).toBeGreaterThan(list.crossings.length);
    expect(read("es/v1/crossings/lukeville/calendar.ics")).toMatch(/^BEGIN:VCALENDAR/);
    expect(read("v1/atom.xml")).toMatch(/^<\?xml/);
  });

  test("has the whole history of each crossing, the log, and each report", async () => {
    const { crossings } = json("v1/crossings.json");
    let lines = 0;
    for (const { slug } of crossings) {
      const { history, next } = json(`v1/crossings/${slug}/history.json`);
      expect([slug, next]).toEqual([slug, null]);
      lines += history.length;
    }
    expect(lines).toBeGreaterThan(500);
    const first = await trial.ask("/v1/crossings/laredo-gateway/history?limit=3");
    expect(first.next).not.toBeNull();
    expect(json("v1/crossings/laredo-gateway/history.json").history.slice(0, 3)).toEqual(first.history);
    const log = read("v1/export.ndjson").trimEnd().split("\n");
    expect(log).toHaveLength(json("mirror.json").head.reports);
    expect(json("v1/reports/seed-cbp-2024-01-02-resumption.json")).toEqual(
      await trial.ask("/v1/reports/seed-cbp-2024-01-02-resumption"),
    );
  });

  test("has the pages of every crossing, area and year in both languages", () => {
    const slugs = json("v1/crossings.json").crossings.map(({ slug }: { slug: string }) => slug);
    const pages = [...slugs, "index", "laredo", "about", "article", "history"];
    for (const page of pages)
      for (const [at, language] of [
        ["", "en"],
        ["es/", "es"],
      ])
        expect(read(`${at}${page}.html`)).toContain(`<html lang="${language}">`);
    expect(read("history/december-2023.html")).toContain("<h1>");
    expect(read("es/history/diciembre-2023.html")).toContain("<h1>");
    expect(existsSync(join(mirror, "history/2020.html"))).toBe(true);
  });

  test("says on every page that it is a copy, when it was made, and where the page itself is", () => {
    const pages = filesIn(mirror).filter((file) => file.endsWith(".html"));
    const whole = pages.filter((file) => !read(file).includes('http-equiv="refresh"'));
    expect(whole.length).toBeGreaterThan(200);
    for (const file of whole) {
      const [, notice = ""] = /<p id="copy"[^>]*>(.*?)<\/p>/s.exec(read(file)) ?? [];
      expect([file, notice]).toEqual([
        file,
        expect.stringMatching(
          file.startsWith("es/") ? /Esta página es una copia, hecha el/ : /This page is a copy, made on/,
        ),
      ]);
      expect(notice).toMatch(/<time datetime="\d{4}-\d\d-\d\dT/);
      expect(notice).toMatch(
        /<a href="https:\/\/garita\.example\/[^"]*" rel="original" data-whole>https:\/\/garita\.example\//,
      );
    }
  });

  test("has no form, no stream, no structured data and no link to the desk", () => {
    for (const file of ["index.html", "es/lukeville.html", "history.html", "laredo.html"]) {
      const page = read(file);
      expect([file, /<form|<input|data-live|ld\+json|\/desk|iframe|manifest/.exec(page)?.[0]]).toEqual([
        file,
        undefined,
      ]);
    }
  });

  test("replaces an earlier mirror, and writes only files that differ", async () => {
    const { code, said } = await mirrorOnce(mirror, "--from", trial.url, "--live", "https://garita.example");
    expect(code).toBe(0);
    const [, all = "", changed = ""] = /: ([\d,]+) files, ([\d,]+) changed\.\n$/.exec(said) ?? [];
    expect(Number(changed.replace(",", ""))).toBeLessThan(Number(all.replace(",", "")) / 2);
  }, 300_000);
});

describe("a folder with anything else", () => {
  test("is refused and stays as it is", async () => {
    const other = join(trial.folder, "other");
    mkdirSync(other);
    writeFileSync(join(other, "letter.txt"), "keep me");
    expect(await mirrorOnce(other, "--from", trial.url)).toEqual({
      code: 2,
      said: `${other} is neither empty nor a mirror, so it stays as it is. It has no mirror-files.txt.\n`,
    });
    expect(filesIn(other)).toEqual(["letter.txt"]);
    writeFileSync(join(mirror, "letter.txt"), "keep me");
    expect(await mirrorOnce(mirror, "--from", trial.url)).toEqual({
      code: 2,
      said: `${mirror} is neither empty nor a mirror, so it stays as it is. mirror-files.txt does not list letter.txt.\n`,
    });
    rmSync(join(mirror, "letter.txt"));
    expect(await mirrorOnce(join(other, "letter.txt"), "--from", trial.url)).toMatchObject({
      code: 2,
      said: expect.stringContaining("is not a folder"),
    });
  });

  test.each([
    [[], /^npm run mirror -- folder/],
    [["a", "b"], /^npm run mirror -- folder/],
    [["a", "--from", "ftp://x"], /^--from must be the http: or https: address of a Garita.*; got 'ftp:\/\/x'/],
    [["a", "--live", "garita"], /^--live must be/],
    [["a", "--every", "60"], /^--every must be a whole number of minutes from 1 to 10; got '60'/],
    [["a", "--other"], /--other/],
  ])("arguments %j are refused", async (args, message) => {
    expect(await mirrorOnce(...args)).toEqual({ code: 2, said: expect.stringMatching(message) });
  });
});
