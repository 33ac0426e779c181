import type { RefusalPhrases } from "../../domain/error-phrases.ts";
import type { ErrorMessages } from "../messages/errors.ts";
import { PROBLEM_KINDS_ENGLISH, PROBLEMS_ENGLISH } from "./problems.ts";
import { RULES_ENGLISH } from "./rules.ts";

const settled = (id: string, state: string, by: string | null, at: string | null): string =>
  `Proposal ${id} is already settled: ${state}${by === null ? "" : ` by ${by}`}${at === null ? "" : ` at ${at}`}.`;

const refusals: RefusalPhrases = {
  invalid: "The request is not valid.",
  unknownKey: "This key is unknown or has been revoked.",
  roleNeeded: (role, name, actual) => `This requires the role ${role}. ${name} has the role ${actual}.`,
  deskForbidden: (name) => `The desk is for recorders and admins. ${name} has the role subscriber.`,
  nothingAt: (address) => `There is nothing at ${address}.`,
  unknownCrossing: (name) => `There is no crossing '${name}'.`,
  nearestCrossings: (names) => `The nearest names are: ${names}.`,
  unknownReport: (id) => `There is no report '${id}'.`,
  unknownAlert: (identifier) => `There is no alert '${identifier}'.`,
  unknownProposal: (id) => `There is no proposal '${id}'.`,
  unknownSubscription: (id) => `You have no subscription '${id}'.`,
  unknownJob: (name) => `There is no job '${name}'.`,
  idempotencyKeyUsed: (key, report) =>
    `The Idempotency-Key '${key}' was already used for another report, ${report}. Use a new key for a new report.`,
  reportOfAnother: (id, recordedBy) =>
    `Report ${id} was recorded by ${recordedBy}. Only ${recordedBy} or an admin can withdraw it.`,
  retractionOfRetraction: (id) =>
    `Report ${id} is a retraction, and a retraction cannot be withdrawn. Record the correct information in a new report.`,
  alreadyRetracted: (id, at) => `Report ${id} is already withdrawn${at === null ? "" : `, since ${at}`}.`,
  alreadySettled: settled,
  alreadySuperseded: (id, state, by, at, later) =>
    `${settled(id, state, by, at)} The announcement was amended, and proposal ${later} has the later text.`,
  alreadyEdited: (id, state, by, at, later) =>
    `${settled(id, state, by, at)} The draft was edited, and proposal ${later} has the edited report.`,
  ownDraft: (id, draftedBy) =>
    `Proposal ${id} was sent by ${draftedBy}. Another operator must accept it. ${draftedBy} may edit or dismiss it.`,
  draftOfRevokedKey: (id, draftedBy) =>
    `Proposal ${id} was sent by ${draftedBy}, whose key has been revoked. Accept it with an edited report, which then counts as yours, or dismiss it.`,
  retractionWaits: (report, proposal, draftedBy) =>
    `A retraction of report ${report} waits already: proposal ${proposal}, sent by ${draftedBy}. Accept or dismiss it.`,
  unreadableAnnouncement: (reason) => `The announcement could not be read: ${reason}.`,
  tooManySubscriptions: (name, most) =>
    `${name} already has ${most} subscriptions, which is the limit. Remove one, or replace several by one with a wider filter.`,
  changedMeanwhile: "It has changed since you read it. Nothing was done.",
  noSecret: (id, channel) => `Subscription ${id} has no secret, because messages to ${channel} are not signed.`,
  subscriptionEnded: (id, reason) => `Subscription ${id} has ended (${reason ?? "no reason given"}). Create a new one.`,
  tooManyStreams: (most) => `This process is already streaming to ${most} clients, which is the limit.`,
  runUnderWay: (job, seconds) =>
    `A run of ${job} is in progress. It ends within ${seconds} seconds of its start. If its process hangs, the next requested run replaces it.`,
  noAnswerInTime:
    "The request took too long. Try again shortly. A request repeated with the same Idempotency-Key is recorded only once.",
  tooManyWaiting: "Too many long answers are being computed. Try again shortly.",
  databaseSilent: "The database did not answer in time.",
  appendTooLate: "The database took too long, and nothing was recorded.",
  clocksDiffer: (seconds, isBehind) =>
    `The database's clock is ${seconds} seconds ${isBehind ? "behind" : "ahead of"} this service's clock. Nothing is recorded until the two clocks agree to within two minutes.`,
};

export const ERRORS_ENGLISH: ErrorMessages = {
  refusals,
  rules: RULES_ENGLISH,
  problems: PROBLEMS_ENGLISH,
  kinds: PROBLEM_KINDS_ENGLISH,
};
