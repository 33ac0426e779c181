import { type Frame, link } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { timeTag } from "../standing-text.ts";

/**
 * A copied page about the present counts as out of date after this many minutes. A running mirror renews all pages every
 * five minutes, or at the interval set with `--every`, which is at most ten.
 */
export const COPY_LIMIT_MINUTES = 15;

/**
 * Renders the notice that the page is a copy: when it was made, when it is out of date, and the address of the page
 * itself. A mirror completes the address if the service does not know its public address. The script adds the age.
 */
export function copyNotice(frame: Frame, { isLive, zones }: { isLive: boolean; zones: readonly string[] }): Html {
  const { messages, now, publicUrl } = frame;
  const { copy } = messages;
  const original = link(frame, frame.path, frame.query);
  const [before = "", after = ""] = copy.made("\n").split("\n");
  return html`<p id="copy" class="then" data-at="${String(now)}"${isLive && html` data-limit="${COPY_LIMIT_MINUTES}"`} data-words="${JSON.stringify(copy.script)}"><strong>${before}${timeTag(now, zones, messages)}${after}</strong> <strong id="copy-age" role="status"></strong> ${isLive && copy.outdatedAfter(COPY_LIMIT_MINUTES)} ${copy.live} <a href="${original}" rel="original" data-whole>${publicUrl}${original}</a></p>
`;
}
