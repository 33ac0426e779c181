import { uncapitalize } from "../capitalize.ts";
import type { TextMessages } from "../phrases.ts";
import { inList } from "../places/in-list.ts";
import { isSameLimits, type OpenLimits } from "../record/limits.ts";
import type { AnsweredStatus, Programme, Status } from "../vocabulary.ts";

/** Names the travellers of programmes in a sentence: `FAST and empty trucks`. */
export const programmesText = (programmes: readonly Programme[], messages: TextMessages): string =>
  inList(
    programmes.map((each) => messages.phrases.programmes[each]),
    messages,
  );

/** Describes an open service by its limits: `Open for FAST only`, `Open with limits` or `Open`. */
export function openText({ limited, programmes }: OpenLimits, messages: TextMessages): string {
  const { phrases } = messages;
  if (programmes.length > 0) return phrases.openOnlyFor(programmesText(programmes, messages));
  return limited ? phrases.limited : phrases.open;
}

/** Describes a status with its limits within a sentence: `open for FAST only`. */
export const statusText = (said: OpenLimits & { status: Status }, messages: TextMessages): string =>
  said.limited ? uncapitalize(openText(said, messages)) : messages.phrases.statuses[said.status];

/**
 * Returns the names of the travellers to whom all open services of a crossing are limited. Returns null if a service
 * admits everybody, or if the limits differ.
 */
export function sharedTravellers(
  standings: readonly (OpenLimits & { status: AnsweredStatus })[],
  messages: TextMessages,
): string | null {
  const [first, ...others] = standings.filter(({ status }) => status === "open");
  if (first === undefined || first.programmes.length === 0 || !others.every((each) => isSameLimits(first, each)))
    return null;
  return programmesText(first.programmes, messages);
}

/** Names the travellers to whom an opening is limited: `for FAST only`. Null if it admits everybody. */
export const onlyForText = ({ programmes }: Pick<OpenLimits, "programmes">, messages: TextMessages): string | null =>
  programmes.length === 0 ? null : messages.phrases.onlyFor(programmesText(programmes, messages));
