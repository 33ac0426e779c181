import type { EmailKind } from "../../domain/vocabulary.ts";

/** Texts of the form, pages and messages of subscriptions by e-mail. */
export interface TellMeText {
  /** Link and heading of the form. */
  title: string;
  hint: string;
  /** Shown if the installation sends no e-mail. */
  notOffered: string;
  address: string;
  places: string;
  allPlaces: string;
  choosePlaces: string;
  choose: string;
  kinds: string;
  kindNames: Record<EmailKind, string>;
  modes: string;
  directions: string;
  language: string;
  quiet: string;
  quietFrom: string;
  quietUntil: string;
  /** Clock of the quiet hours and of the digest. */
  clock: (zone: string) => string;
  pace: string;
  atOnce: string;
  digest: (time: string) => string;
  digestAt: string;
  send: string;
  privacyTitle: string;
  /** What is stored, for how long, and how it is forgotten. */
  privacy: readonly string[];
  /** Faults in the form. */
  faults: Record<"address" | "place" | "kinds" | "services" | "time" | "quiet" | "choice", string>;
  faultTitle: string;
  foreign: string;
  busy: (seconds: number) => string;
  /** Shown if everybody together has asked too often. */
  full: string;
  asked: { title: string; text: string };
  confirm: { title: string; text: string; button: string };
  confirmed: { title: string; text: string };
  leave: { title: string; text: string; button: string; all: string };
  left: { title: string; text: string };
  gone: { title: string; text: string };
  elsewhere: string;
  /** Sums up the choices: names of the crossings, kinds, and when messages are sent. */
  summary: {
    about: (places: string) => string;
    of: (kinds: string) => string;
    quiet: (from: string, until: string) => string;
  };
  everyCrossing: string;
  message: {
    confirmSubject: (places: string) => string;
    confirmLead: string;
    confirmLink: string;
    confirmIgnore: string;
    severalSubject: (count: number) => string;
    withdrawn: string;
    /** Plain statement if it is not known whether a crossing is open. */
    notKnown: string;
    /** The answer for all services of a crossing, in short. */
    inAll: (answer: string) => string;
    asOf: (time: string) => string;
    evidence: string;
    byTime: (time: string) => string;
    source: string;
    recorded: (time: string) => string;
    more: string;
    why: string;
    leave: string;
    privacy: string;
  };
}
