/**
 * Programs that preview shared links. They may read a page about any time, because a shared link may lead to one.
 * `live/cache/link-preview.ts` recognises these programs, and others, by their `User-Agent`.
 */
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
const PRIVATE = ["/copy/", "/desk", "/offline", "/v1/"];

/**
 * Writes the rules for crawlers (RFC 9309). Crawlers may read each page in each language. They may not read the desk,
 * the API, or pages with other parameters, because the number of pages about other times has no limit. If several rules
 * match an address, the longest applies. The private addresses are therefore listed a second time, with the parameter
 * that crawlers may use on other addresses.
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
