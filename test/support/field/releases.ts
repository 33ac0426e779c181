import type { Temporal } from "temporal-polyfill";

/** An item of an agency's feed of releases. */
export interface Release {
  guid: string;
  title: string;
  text: string;
  publishedAt: Temporal.Instant;
}

/** Formats an agency's releases as RSS 2.0. */
export const releasesDocument = (releases: readonly Release[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0"><channel><title>Releases</title><link>https://agency.example/</link><description>Releases</description>',
    ...releases.map(
      ({ guid, title, text, publishedAt }) =>
        `<item><title>${escaped(title)}</title><link>https://agency.example/${guid}</link>` +
        `<guid isPermaLink="false">${guid}</guid><pubDate>${mailDate(publishedAt)}</pubDate>` +
        `<description>${escaped(text)}</description></item>`,
    ),
    "</channel></rss>",
  ].join("\n");

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** Formats a time as in mail and RSS: `Sat, 28 Nov 2026 09:41:11 GMT`. */
const mailDate = (at: Temporal.Instant): string => new Date(at.epochMilliseconds).toUTCString();
