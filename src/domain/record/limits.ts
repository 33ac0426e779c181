import type { Issue } from "../errors.ts";
import { PROGRAMMES, type Programme, type Status } from "../vocabulary.ts";

/** Limits of an open status. A status with programmes is always limited. */
export interface OpenLimits {
  limited: boolean;
  /** Programmes whose travellers are admitted, in the order of the vocabulary. Empty if everybody is admitted. */
  programmes: readonly Programme[];
}

interface DraftedLimits {
  limited?: boolean | undefined;
  programmes?: readonly Programme[] | null | undefined;
}

/** Returns the limits in a draft. Naming a programme makes the status limited. */
export function acceptedLimits({ limited = false, programmes }: DraftedLimits): OpenLimits {
  const named = PROGRAMMES.filter((each) => programmes?.includes(each));
  return { limited: limited || named.length > 0, programmes: named };
}

/** Adds an issue for each limit that contradicts the status or another limit. */
export function checkLimits(status: Status, drafted: DraftedLimits, path: string, issues: Issue[]): void {
  const { limited } = drafted;
  const { programmes } = acceptedLimits(drafted);
  if (limited === true && status !== "open") issues.push({ path: `${path}.limited`, rule: ["onlyIfOpen", status] });
  if (programmes.length === 0) return;
  const value = programmes.join(", ");
  if (status !== "open") issues.push({ path: `${path}.programmes`, rule: ["onlyIfOpen", status], value });
  if (limited === false) issues.push({ path: `${path}.limited`, rule: ["limitedByProgrammes", value], value: "false" });
}

/** Returns true if two statuses have the same limits. */
export const isSameLimits = (a: OpenLimits, b: OpenLimits): boolean =>
  a.limited === b.limited && isSameProgrammes(a.programmes, b.programmes);

/** Returns true if two lists name the same programmes. Both must be in the order of the vocabulary. */
export const isSameProgrammes = (a: readonly Programme[], b: readonly Programme[]): boolean =>
  a.length === b.length && a.every((each, i) => each === b[i]);

/** Returns true if an open service with these limits admits travellers of a programme. */
export const admits = ({ programmes }: Pick<OpenLimits, "programmes">, programme: Programme): boolean =>
  programmes.length === 0 || programmes.includes(programme);

/**
 * Returns true if an open service with these limits admits all `travellers`. An empty list of travellers means
 * everybody.
 */
export const admitsAllOf = (
  { programmes }: Pick<OpenLimits, "programmes">,
  travellers: readonly Programme[],
): boolean =>
  programmes.length === 0 || (travellers.length > 0 && travellers.every((each) => programmes.includes(each)));

/** Limits to assume for traffic and counts, which name no travellers. */
export const NO_LIMITS: OpenLimits = { limited: false, programmes: [] };

/**
 * Returns the programmes that two open services both admit, or null if there are none. An empty list means everybody.
 */
export function commonProgrammes(a: readonly Programme[], b: readonly Programme[]): readonly Programme[] | null {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const common = a.filter((each) => b.includes(each));
  return common.length === 0 ? null : common;
}
