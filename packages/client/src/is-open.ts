import type { AnsweredStatus, Because, Certainty, Programme } from "./generated/api.ts";

/** The status of a service, as in answers and in events. */
export interface ServiceVerdict {
  open: boolean | null;
  status: AnsweredStatus;
  because: Because;
  certainty: Certainty | null;
  programmes: readonly Programme[];
  /** True if the open service has limits. `programmes` names the travellers whom it admits, if that is known. */
  limited?: boolean | undefined;
  conflict?: object | null | undefined;
  contradicted?: boolean | undefined;
  /** The age of an answer that may be out of date, in seconds, as the client adds it. */
  staleSeconds?: number | undefined;
}

/** The status of a crossing, as in answers and in events. */
export interface CrossingVerdict {
  services: readonly ServiceVerdict[];
  /** The age of an answer that may be out of date, in seconds, as the client adds it. */
  staleSeconds?: number | undefined;
}

/**
 * Tells whether a service, or every service of a crossing, is certainly open.
 *
 * - `true`: open, and neither unconfirmed nor contradicted. Of a crossing: true for each of its services.
 * - `false`: not open. Of a crossing: false for each of its services.
 * - `null`: not known, or it depends. Never tell a traveller that such a crossing is open. It is null if nothing was
 *   reported, if the last report that it was open is unconfirmed or contradicted, if the answer may be more than a minute
 *   out of date, if the service is limited, or if some services of a crossing are open and others are not. Then ask for
 *   one mode and one direction.
 *
 * A word of a later version of the API counts as not known. With `programme`, the answer is for its travellers:
 * a service that is limited to some programmes is open for these, and not for others.
 */
export function isOpen(
  verdict: ServiceVerdict | CrossingVerdict,
  { programme }: { programme?: Programme | undefined } = {},
): boolean | null {
  if (isOld(verdict)) return null;
  if (!("services" in verdict)) return isServiceOpen(verdict, programme);
  const all = verdict.services.map((service) => isServiceOpen(service, programme));
  const [first = null] = all;
  return all.every((one) => one === first) ? first : null;
}

/** An answer that may be older than this is in doubt. */
const MOST_STALE_SECONDS = 60;
const isOld = ({ staleSeconds = 0 }: ServiceVerdict | CrossingVerdict): boolean => staleSeconds > MOST_STALE_SECONDS;

/** Certainties with which an opening is certain enough. */
const CERTAIN: readonly (Certainty | null)[] = ["confirmed", "attested", "announced"];

function isServiceOpen(service: ServiceVerdict, programme: Programme | undefined): boolean | null {
  const { open, status, because, certainty, programmes, limited, conflict, contradicted } = service;
  if (isOld(service)) return null;
  if (open !== true) return open === false ? false : null;
  if (status !== "open" || because !== "in_service" || !CERTAIN.includes(certainty)) return null;
  if ((conflict ?? null) !== null || contradicted === true) return null;
  if (programmes.length === 0) return limited === true ? null : true;
  if (programme === undefined) return null;
  return programmes.includes(programme);
}
