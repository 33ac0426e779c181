import { JSON_FORM } from "../../route.ts";
import type { CrossingListForm } from "./form.ts";

/** Crossings as the JSON of `CrossingsAnswer`. */
export const crossingsJson: CrossingListForm = {
  name: JSON_FORM,
  type: "application/json",
  head: ({ at, asOf }) => `{"at":"${at}","asOf":${asOf},"crossings":[`,
  item: (wire) => JSON.stringify(wire),
  placed: (text, distanceKm) => (distanceKm === null ? text : `${text.slice(0, -1)},"distanceKm":${distanceKm}}`),
  isSameInAll: true,
  separator: ",",
  tail: ({ next }) => `],"next":${JSON.stringify(next)}}`,
};
