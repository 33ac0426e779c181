import type { AlternativesNotes } from "../messages/alternatives.ts";

export const ALTERNATIVES_ENGLISH: AlternativesNotes = {
  distances: "Distances are in a straight line; by road they are longer.",
  unconfirmed:
    "Crossings marked “unconfirmed” are open on record but have not been confirmed lately: ask before you go.",
  contradicted: (names) => `A source contradicts that these are open, so ask before you go: ${names}.`,
  hoursUnknown: (names) => `The opening hours of these are not known, so they may be shut at that time: ${names}.`,
  doubtful: (names) => `Not listed, because it is not known whether they are open: ${names}.`,
  none: "No other crossing is on record as open for this traffic at that time.",
  noPlace: (name) => `The location of ${name} is not known, so its nearest crossings are not known either.`,
  unplaced: (names) => `Also open on record, at an unknown location: ${names}.`,
  noService: (name, mode, direction) => `${name} has no ${mode} service ${direction}.`,
};
