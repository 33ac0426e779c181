import type { DeskSeveralWords } from "../../messages/pages/desk-several.ts";

export const DESK_SEVERAL_ENGLISH: DeskSeveralWords = {
  several: {
    crossings: "Crossings",
    hint: "Tick every crossing to which all of the following applies.",
    chosen: (count) => (count === 0 ? "none chosen" : `${count} chosen`),
    find: "Find a crossing",
    onMap: "Pick them on the map",
    mapHint: "Tap an area to enlarge it, and a crossing to choose it. Another tap takes it back.",
    notOnMap: (names) => `Only in the list: ${names}.`,
    all: (place) => `All of ${place}`,
    none: "No crossing chosen",
    many: (first, others) => `${first} and ${others} more`,
    now: (time) => `now ${time}`,
    clocks: (zones) => `Times are local to each crossing. It is now ${zones}.`,
    more: "More about the status: precision, travellers, other restrictions",
    sameForAll: "The same for all of them. If a crossing differs, add a statement about it below.",
    addHint: "For a crossing about which the report says something else.",
    knownSources: "The same source as in one of your last reports:",
    asEntered: "as entered",
    ending: "What happens then",
    endings: {
      expected: "It should reopen; it counts as shut until somebody reports that",
      announced: "The source has announced the reopening; it counts as open from then on",
    },
    endingHint: "Only for suspensions and closures. If in doubt, choose the first.",
    reasonOptions: { weather: "weather, such as flooding" },
    rules: {
      notEmpty: "is required",
      statusOrHours:
        "must not be “Unchanged” if no hours are entered: choose a status, or enter weekly or special hours",
      afterStart: (start) => `must be after the start, which is ${start}`,
      exceptionOver: (start) => `must name a day that is not over by the start, which is ${start}`,
    },
    issues: {
      crossingNeeded: "is required: tick a crossing",
      endNeeded: "is required if a reopening is announced",
      endingOnlyShut: "is allowed only if the status is suspended or closed",
      zonesAtClockChange: (clock, zones) =>
        `must not be in the hour of the clock change if the crossings are in several zones (${zones}): add a statement for each zone; got "${clock}"`,
    },
  },
};
