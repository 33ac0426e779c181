import type { RulePhrases } from "../../../domain/error-phrases.ts";
/** Words for reports about several crossings, and for the end of a closure. */
export interface DeskSeveralWords {
  several: {
    /** Label of the list of crossings. */
    crossings: string;
    hint: string;
    chosen: (count: number) => string;
    find: string;
    /** Unfolds the map on which crossings are picked. */
    onMap: string;
    mapHint: string;
    /** Crossings whose location is not known. */
    notOnMap: (names: string) => string;
    /** Button that ticks all crossings of a place. */
    all: (place: string) => string;
    /** Heading of a line without a crossing. */
    none: string;
    /** Heading of a line about several crossings. */
    many: (first: string, others: number) => string;
    /** Part of a state's heading. `time` is the current time in each zone of the state. */
    now: (time: string) => string;
    /** Says which clocks a line's times follow. `zones` lists the current time in each zone. */
    clocks: (zones: string) => string;
    more: string;
    sameForAll: string;
    addHint: string;
    /** Choice of precision: the minute if a time was entered, and otherwise the day. */
    asEntered: string;
    /** Sources of the operator's newest reports, each of which fills in the fields of the source. */
    knownSources: string;
    ending: string;
    endings: { expected: string; announced: string };
    endingHint: string;
    /** Reasons whose label names more than one cause. */
    reasonOptions: { weather: string };
    /** Rules that mention a field of the API, reworded for forms and spreadsheets. */
    rules: Pick<RulePhrases, "afterStart" | "exceptionOver" | "notEmpty" | "statusOrHours">;
    issues: {
      crossingNeeded: string;
      endNeeded: string;
      endingOnlyShut: string;
      zonesAtClockChange: (clock: string, zones: string) => string;
    };
  };
}
