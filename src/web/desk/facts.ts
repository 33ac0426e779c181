import { capitalize } from "../../domain/capitalize.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import type { ShownRestriction } from "../../domain/status/restrictions.ts";
import type { Standing } from "../../domain/status/standing.ts";
import { reasonName } from "../../domain/text/answer-lead.ts";
import { showException } from "../../domain/text/hours-text.ts";
import { openText } from "../../domain/text/limit-text.ts";
import type { Moment } from "../../domain/time/moment.ts";
import { showMoment } from "../../domain/time/show-moment.ts";
import type { Messages } from "../../locales/messages.ts";
import { isWorthListing, showRestriction } from "../restriction-text.ts";
import { reportedText } from "../standing-text.ts";

/** A fact about an answer, or an empty text. The fact is omitted if the answer's sentence contains one of `said`. */
export interface Fact {
  text: string;
  said: string[];
}

const restrictionFact = (shown: ShownRestriction, crossing: Crossing, messages: Messages): string => {
  const publishers = [shown.report, ...shown.otherReports].map(({ source }) => source.publisher);
  return `${showRestriction(shown, crossing, messages)} (${publishers.join("; ")})`;
};

const exceptionsText = ({ exceptions }: Standing, messages: Messages): string =>
  exceptions
    .flatMap(({ line: { exception } }) =>
      exception === null ? [] : messages.reports.exception(showException(exception, messages)),
    )
    .join("; ");

/**
 * Returns the facts that an answer states besides its sentence. Every answer has the same number of facts in the same
 * order.
 */
export function factsOf(standing: Standing, crossing: Crossing, messages: Messages): Fact[] {
  const zone = crossing.timeZone;
  const words = messages.pages;
  const { limited, programmes, since, onset, certainty, confirmedAt, attestedAt, next, conflict, hours, reason } =
    standing;
  const phrases = messages.phrases;
  const show = (moment: Moment) => showMoment(moment, zone, messages);
  const plain = (text: string | false | undefined): Fact => ({ text: text || "", said: [] });
  const { preview } = messages.desk;
  const sinceFact = (moment: string): Fact => ({
    text: `${words.since} ${moment}`,
    said: [phrases.since(moment), phrases.sinceAbout(moment)].map((text) => `${text},`),
  });
  const attestedFact = (moment: string | null, began: string | null): Fact =>
    moment === null || moment === began
      ? plain(false)
      : {
          text: `${words.lastAttested} ${moment}`,
          said: [phrases.openAsOf(moment), phrases.notConfirmedSince(moment).trim()],
        };
  return [
    plain(limited && openText({ limited, programmes }, messages)),
    since === null ? plain(onset === "unknown" && words.sinceUnknown) : sinceFact(show(since)),
    plain(onset === "approximate" && words.roughly),
    plain(words.certainties[certainty ?? "none"]),
    confirmedAt === null ? plain(false) : plain(preview.agrees(show(confirmedAt))),
    attestedFact(attestedAt && show(attestedAt), since && show(since)),
    plain(next?.limited === true && `${words.next}: ${openText(next, messages)}, ${show(next.effectiveAt)}`),
    plain(
      conflict !== null &&
        `${reportedText(conflict, messages)}, ${show(conflict.at)}: ${conflict.source?.publisher ?? words.traffic}`,
    ),
    plain(
      isWorthListing(standing) &&
        `${words.restrictions}: ${standing.restrictions.map((each) => restrictionFact(each, crossing, messages)).join("; ")}`,
    ),
    plain(reason !== null && `${words.reason}: ${reasonName(reason, [crossing], messages)}`),
    plain(preview.hours(hours?.text ?? null)),
    plain(exceptionsText(standing, messages)),
  ].map(({ text, ...rest }) => ({ text: capitalize(text), ...rest }));
}
