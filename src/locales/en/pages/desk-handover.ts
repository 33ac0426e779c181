import type { DeskHandoverWords } from "../../messages/pages/desk-handover.ts";

export const DESK_HANDOVER_ENGLISH: DeskHandoverWords = {
  handover: {
    title: "Hand-over",
    hint: "Only operators see these notes. They stay as they are written.",
    none: "No note yet.",
    by: (author) => `by ${author}`,
    earlier: (count) => (count === 1 ? "1 earlier note" : `${count} earlier notes`),
    write: "Write a note",
    text: "Note for whoever signs in next",
    submit: "Leave the note",
    otherLeft:
      "has not been saved yet: another note has already been left with this form. Leave this one too, or clear it",
    left: "The note has been saved.",
    last: "Your last report:",
    useAgain: "Use again",
  },
  keys: {
    title: "Keys for this list",
    list: {
      next: "next entry",
      previous: "previous entry",
      open: "open it",
      record: "record a report about it",
      reopened: "record that it reopened",
      stillShut: "record that it is still shut",
      accept: "see what a proposal would change, and accept it",
      dismiss: "dismiss a proposal, with a reason",
    },
    see: "See the effect and accept",
    hint: "They work only while an entry has the focus.",
    off: "Switch these keys off in this browser",
    reopened: "Reopened",
    stillShut: "Still shut",
  },
};
