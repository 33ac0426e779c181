const CROSSINGS: ReadonlySet<string> = new Set([
  "andrade",
  "donna",
  "douglas",
  "lukeville",
  "naco",
  "presidio",
  "roma",
  "sasabe",
]);
const OTHER_PAGES: ReadonlySet<string> = new Set(["", "about", "history"]);
const REPORTS = 20;

/**
 * Alters the answers of a service so that it seems to have eight crossings, one year, one month and the last twenty
 * reports. A mirror of it has a tenth of the files.
 */
export function fewAnswers(path: string, text: string): string {
  switch (path.replace(/\?lang=.*$/, "")) {
    case "/sitemap.xml":
      return text.replace(/<url>.*?<\/url>/gs, (url) => {
        const [, name = ""] = /<loc>[^<]*\/([^/<]*)\?/.exec(url) ?? [];
        return CROSSINGS.has(name) || OTHER_PAGES.has(name) ? url : "";
      });
    case "/copy/history":
      return text.replace(/href="\/history\/(?!2023\?|(?:december|diciembre)-2023\?)[^"]*"/g, 'href="/about"');
    case "/v1/crossings": {
      const { crossings, ...list } = JSON.parse(text);
      return JSON.stringify({
        ...list,
        crossings: crossings.filter(({ slug }: { slug: string }) => CROSSINGS.has(slug)),
      });
    }
    case "/v1/log/head":
      return JSON.stringify({ ...JSON.parse(text), reports: REPORTS });
    case "/v1/export":
      return text
        .split("\n")
        .slice(-REPORTS - 1)
        .join("\n");
    default:
      return text;
  }
}
