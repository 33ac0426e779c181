import type { EmailKind } from "../../domain/vocabulary.ts";

/** Texts of the form, pages and messages of people who ask to be told, by e-mail or on a device. */
export interface TellMeText {
  /** Link and heading of the form for e-mail. */
  title: string;
  /** Link and heading of the form if it offers messages on a device. */
  anyTitle: string;
  hint: string;
  /** Shown if the installation sends no messages. */
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
  faults: Record<
    "address" | "device" | "tooMany" | "place" | "kinds" | "services" | "time" | "quiet" | "choice",
    string
  >;
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
  push: PushWords;
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

/** Texts about messages on a device. */
export interface PushWords {
  /** Legend of the choice, and its two options. */
  how: string;
  byEmail: string;
  onDevice: string;
  hint: string;
  send: string;
  /** Shown without JavaScript. */
  needsScript: string;
  /** Shown by the script: why the device cannot be told, or what it does. */
  script: Record<
    "unavailable" | "denied" | "dismissed" | "failed" | "working" | "stopped" | "stoppedOne" | "lost",
    string
  >;
  /** What is stored about a device, for how long, and how it is forgotten. */
  privacy: readonly string[];
  asked: { title: string; text: string };
  /** Heading of the list of what this device is told. */
  here: string;
  /** Names all kinds of change. */
  anyChange: string;
  stop: string;
  stopAll: string;
  leaveText: string;
  /** After one subscription of a device was stopped. */
  left: { title: string; text: string };
  /** A title, and the time of its answer. */
  dated: (time: string, title: string) => string;
  welcomeTitle: (places: string) => string;
  welcomeStop: string;
  /** Says how to stop, where a notification has no button. */
  stopHint: string;
}
