import type { z } from "zod";
import type { CrossingsListed } from "../../../actions/crossings/list-crossings.ts";
import type { CrossingStatus } from "../../../domain/status/crossing-status.ts";
import type { SavedFile } from "../../route.ts";
import type { ListedCrossing } from "../../wire/crossing.ts";

/** A list of crossings, to be written in one of the formats. */
export type WritableList = Pick<CrossingsListed, "at" | "asOf" | "answers" | "next">;

/** A crossing of a list, as encoded for the API. */
export type ListedWire = z.input<typeof ListedCrossing>;

/** Members of a list besides the crossings. `at` is written as in JSON. */
export interface ListHead {
  at: string;
  asOf: number;
  next: string | null;
}

/** Writes a list from the texts of its crossings, which are kept with the answers. */
export interface CrossingListForm {
  name: string;
  type: string;
  head(list: ListHead): string;
  /** Writes a crossing without its distance. The text must not depend on the list. */
  item(wire: ListedWire, answer: Pick<CrossingStatus, "standings">): string;
  /** Completes the text of a crossing for a list. */
  placed(text: string, distanceKm: number | null, list: ListHead): string;
  /** True if `placed` changes nothing unless there is a distance. */
  isSameInAll: boolean;
  separator: string;
  tail(list: ListHead): string;
  /** Names the file, for a format that browsers save. */
  file?(list: WritableList): SavedFile;
}
