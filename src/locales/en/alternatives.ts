import type { AlternativesNotes } from "../messages/alternatives.ts";

export const ALTERNATIVES_ENGLISH: AlternativesNotes = {
  distances: "Distances are as the crow flies; by road it is farther.",
  unconfirmed: "Those marked unconfirmed are open on record, and nobody has confirmed it lately: ask before you go.",
  none: "No other crossing is on record as open for that at that time.",
  noPlace: (name) => `The place of ${name} is not known, so what is near it cannot be told.`,
  unplaced: (names) => `Open on record too, at a place that is not known: ${names}.`,
  noService: (name, mode, direction) => `${name} has no ${mode} service ${direction}.`,
};
