/** Programs that read shared links, which may be about any time. Their other names are in `live/cache/link-preview.ts`. */
const PREVIEWERS = [
  "facebookexternalhit",
  "Twitterbot",
  "LinkedInBot",
  "Slackbot",
  "Discordbot",
  "TelegramBot",
  "WhatsApp",
];

/** Addresses that no crawler may read. */
const PRIVATE = ["/desk", "/offline", "/v1/"];

/**
 * Writes the rules for crawlers (RFC 9309). Crawlers may read each page in each language. They may not read the desk,
 * the API, or pages with other parameters: those about other times have no end. Of the rules that match an address, the
 * longest counts, so the private addresses are also listed with the parameter that is allowed elsewhere.
 */
export const robotsText = (publicUrl: string | null): string =>
  [
    ...PREVIEWERS.map((name) => `User-agent: ${name}`),
    "Disallow: /desk",
    "",
    "User-agent: *",
    "Disallow: /*?",
    "Allow: /*?lang=",
    "Disallow: /*?lang=*&",
    ...PRIVATE.flatMap((path) => [`Disallow: ${path}`, `Disallow: ${path}*?lang=`]),
    ...(publicUrl === null ? [] : ["", `Sitemap: ${publicUrl}/sitemap.xml`]),
    "",
  ].join("\n");
