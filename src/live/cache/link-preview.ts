/**
 * Programs that show a preview of a link where somebody posts it. They ask for anything, as curl does, and read the page's `og:` tags.
 * Their names are those that their makers document, or that they have been seen to send: Facebook, Instagram and Threads, WhatsApp,
 * Slack, X, Discord, Telegram, LinkedIn, Teams and Skype, Viber, LINE, VK, Reddit, Pinterest, Bluesky, the servers of the
 * fediverse, and those who fetch for others.
 */
const PREVIEWERS =
  /facebookexternalhit|facebookcatalog|meta-externalfetcher|facebot|whatsapp|slackbot|slack-imgproxy|twitterbot|discordbot|telegrambot|linkedinbot|skypeuripreview|microsoftpreview|viber|linespider|line-poker|vkshare|redditbot|pinterest|cardyb|bluesky|mastodon|pleroma|akkoma|misskey|friendica|lemmy|iframely|embedly|signal-|applebot|snap url preview|zoombot/i;

const known = new Map<string, boolean>();

/** Names come in few forms; what is sent to fill the memory is not kept. */
const MOST_KNOWN = 200;

/** Whether a `User-Agent` is one of them. */
export function isPreviewer(agent: string): boolean {
  const before = known.get(agent);
  if (before !== undefined) return before;
  const is = PREVIEWERS.test(agent);
  if (known.size < MOST_KNOWN && agent.length < 300) known.set(agent, is);
  return is;
}

/** Whether a request may be one for a preview: it names no type, and is not at an address of the API. */
export const mayBePreview = (url: string | undefined, accept: string | undefined): boolean =>
  (accept === undefined || accept === "*/*") && url?.startsWith("/v1/") === false;
