import type { Temporal } from "temporal-polyfill";
import type { Service } from "../places/crossing.ts";
import type { AlertedService, Contradiction, Reopening } from "./alerted-service.ts";

/** Kinds of messages, as CAP names them. */
export type AlertType = "Alert" | "Update" | "Cancel";

/** A service that an earlier message named, and that is no longer suspended or closed on record. */
export interface EndedService {
  /** What the earlier message said about it. */
  before: AlertedService;
  service: Service;
  /** Reopening on record. Null if the report of the restriction was withdrawn or corrected. */
  reopening: Reopening | null;
  /** What another source says against the reopening. Null if nothing does. */
  conflict: Contradiction | null;
}

/** Name and time of a message, as other messages refer to it. */
export interface AlertReference {
  identifier: string;
  sentAt: Temporal.Instant;
}

/**
 * A message about one incident at one crossing. It says what the record said when the message was sent, so it never
 * changes.
 */
export interface AlertMessage extends AlertReference {
  crossing: string;
  /** `seq` of the report with which the incident began. All messages about an incident have the same. */
  incident: number;
  /** `seq` of the newest report on the crossing's status at that time. */
  seq: number;
  type: AlertType;
  /** Instant up to which the record counts. `sentAt` is this instant without fractions of a second. */
  knownAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  /** Services that are suspended or closed, or will be. Empty in a Cancel. */
  services: readonly AlertedService[];
  /** Services that the message before named, and this one no longer does. */
  ended: readonly EndedService[];
  /** The message before about the incident, and the earlier ones that have not expired, oldest first. */
  earlier: readonly AlertReference[];
}

/** Returns the name that all messages about an incident share. */
export const incidentName = (crossing: string, incident: number): string => `garita-${crossing}-${incident}`;

/**
 * Returns the identifier of a message. It consists of the crossing, the incident, the newest report and, for a message
 * that the clock caused, its time.
 */
export const alertIdentifier = (
  crossing: string,
  incident: number,
  seq: number,
  turnAt: Temporal.Instant | null,
): string =>
  [incidentName(crossing, incident), seq, ...(turnAt === null ? [] : [String(turnAt).replaceAll(/[-:.]/g, "")])].join(
    "-",
  );

const IDENTIFIER = /^garita-([a-z0-9-]+)-([1-9]\d{0,14})-([1-9]\d{0,14})(?:-\d+T\d+Z)?$/;

/** Returns what an identifier names. Returns null if no message can have this identifier. */
export function namedByIdentifier(identifier: string): Pick<AlertMessage, "crossing" | "incident" | "seq"> | null {
  const [, crossing, incident, seq] = IDENTIFIER.exec(identifier) ?? [];
  return crossing === undefined ? null : { crossing, incident: Number(incident), seq: Number(seq) };
}

/** Returns true if a message says that everything it was about has reopened. */
export const isReopened = ({ type, ended }: AlertMessage): boolean =>
  type === "Cancel" && ended.every(({ reopening }) => reopening !== null);
