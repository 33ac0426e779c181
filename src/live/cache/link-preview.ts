/**
 * Programs that fetch a page to preview a link in a post. They accept any type, as curl does, but need the `og:` tags
 * of an HTML page. The names come from their documentation or from their requests.
 */
const PREVIEWERS =
  /facebookexternalhit|facebookcatalog|meta-externalfetcher|facebot|whatsapp|slackbot|slack-imgproxy|twitterbot|discordbot|telegrambot|linkedinbot|skypeuripreview|microsoftpreview|viber|linespider|line-poker|vkshare|redditbot|pinterest|cardyb|bluesky|mastodon|pleroma|akkoma|misskey|friendica|lemmy|iframely|embedly|signal-|applebot|snap url preview|zoombot/i;

const known = new Map<string, boolean>();

/**
 * Maximum number of cached `User-Agent` values. Real clients send few, and a flood of others must not fill the memory.
 */
const MOST_KNOWN = 200;

/** Returns true if a `User-Agent` belongs to a program that previews links. */
export function isPreviewer(agent: string): boolean {
  const before = known.get(agent);
  if (before !== undefined) return before;
  const is = PREVIEWERS.test(agent);
  if (known.size < MOST_KNOWN && agent.length < 300) known.set(agent, is);
  return is;
}

/**
 * Returns true if a request may come from a program that previews links: it accepts any type, and its URL is not in the
 * API.
 */
export const mayBePreview = (url: string | undefined, accept: string | undefined): boolean =>
  (accept === undefined || accept === "*/*") && url?.startsWith("/v1/") === false;
