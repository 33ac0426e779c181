import { apportionHours, type RoundedAccount } from "../../../domain/availability/rounding.ts";
import { showNumber } from "../../../domain/text/count-text.ts";
import { localDay } from "../../../domain/time/local-day.ts";
import { showMoment } from "../../../domain/time/show-moment.ts";
import { directionLabel } from "../../direction-label.ts";
import type { Frame } from "../../frame.ts";
import { type Html, html, type Part } from "../../html.ts";
import { table } from "../../table.ts";
import type { CrossingAccounts, CrossingSection, CrossingView } from "../section.ts";

/** Section with the evidence for open hours, shown if the record can be reached. */
export const evidenceSection: CrossingSection<CrossingAccounts | undefined> = {
  place: "traffic",
  load: (data) => data.accounts(),
  render: (frame, view, accounts) => accounts && evidenceOf(frame, view, accounts),
};

/**
 * Renders the open hours of each service, folded and broken down by evidence. Leaves out services without open hours.
 */
function evidenceOf({ messages }: Frame, { crossing }: CrossingView, accounts: CrossingAccounts): Html | null {
  const words = messages.pages;
  const open = accounts.services.filter(({ account }) => openHours(account) > 0);
  if (open.length === 0) return null;
  const rows = open.map(({ service, account }): Part[] => {
    const { traffic, count, announced, unconfirmed, contradicted } = account.evidence;
    const total = Math.round(openHours(account) / HUNDREDTHS);
    const parts = apportionHours([traffic, count, announced, unconfirmed + contradicted], total, HUNDREDTHS);
    return [
      html`${words.modes[service.mode]} <span>${directionLabel(service.direction, [crossing], messages)}</span>`,
      ...[total, ...parts].map((hours) => showNumber(hours, messages)),
    ];
  });
  const show = (instant: CrossingAccounts["from"]) =>
    showMoment(localDay(instant, crossing.timeZone), crossing.timeZone, messages);
  const address = `/v1/crossings/${crossing.slug}/availability`;
  return html`<details class="evidence" id="evidence"><summary>${words.evidence}</summary>
${table([words.service, ...words.evidenceColumns], rows)}
<p class="hint">${words.evidenceHint(show(accounts.from), show(accounts.to.subtract({ milliseconds: 1 })))}</p>
<p><a href="${address}?format=csv">CSV</a> · <a href="${address}">JSON</a></p></details>`;
}

/** Units in an hour. Accounts count hundredths of an hour. */
const HUNDREDTHS = 100;

const openHours = ({ hours }: RoundedAccount): number => hours.open + hours.limited;
