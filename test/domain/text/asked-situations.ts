import {
  BOTH,
  CAR,
  CAR_SOUTH,
  type CrossingSituation,
  FOOT,
  FOOT_SOUTH,
  hours,
  moving,
  NORTH,
  open,
  set,
  situation,
} from "./crossing-told.ts";

const PAST = "2023-12-18T21:00:00Z";
const FUTURE = "2024-02-05T20:00:00Z";

/** Questions about a part of a crossing, about other times, and about some of the reports. */
export const ASKED_SITUATIONS: readonly CrossingSituation[] = [
  situation("asked about cars only", [open(NORTH), set("suspended", [CAR], "2024-01-04", "staffing")], {
    of: [CAR],
  }),
  situation("asked about pedestrians only, with a wait", [open(NORTH), set("suspended", [CAR], "2024-01-04")], {
    of: [FOOT],
    waits: [moving(FOOT, 10)],
  }),
  situation("asked about the southbound direction only", [open(BOTH)], {
    services: BOTH,
    of: [FOOT_SOUTH, CAR_SOUTH],
  }),
  situation("asked about a day in the past on which it was open", [open(NORTH, "2023-12-01")], {
    at: PAST,
    asked: "past",
  }),
  situation(
    "asked about a day in the past on which it was suspended",
    [open(NORTH, "2023-11-02"), set("suspended", NORTH, "2023-12-04", "staffing")],
    { at: PAST, asked: "past" },
  ),
  situation(
    "asked about a day in the past on which cars could not cross",
    [open(NORTH, "2023-11-02"), set("suspended", [CAR], "2023-11-27T15:00:00-07:00", "staffing")],
    { at: PAST, asked: "past" },
  ),
  situation(
    "asked about an hour in the past outside the hours",
    [open(NORTH, "2023-12-01"), hours("06:00-20:00", NORTH)],
    { at: "2023-12-18T10:00:00Z", asked: "past" },
  ),
  situation(
    "asked about an hour in the past outside the hours of pedestrians",
    [open(NORTH, "2023-12-01"), hours("06:00-20:00", [FOOT]), hours("24/7", [CAR])],
    { at: "2023-12-18T10:00:00Z", asked: "past" },
  ),
  situation("asked about a day in the past about which nothing is known", [open(NORTH, "2021-06-05")], {
    at: PAST,
    asked: "past",
  }),
  situation("asked about a coming day, open by what is known", [open(NORTH)], { at: FUTURE, asked: "ahead" }),
  situation(
    "asked about a coming day, suspended by what is known",
    [open(NORTH), set("suspended", NORTH, "2024-01-04", "construction", { expectedUntil: "2024-03-01" })],
    { at: FUTURE, asked: "ahead" },
  ),
  situation("asked about a day next year", [open(NORTH)], { at: "2025-02-05T20:00:00Z", asked: "ahead" }),
  situation(
    "asked about a day in the past on which an end was overdue",
    [open(NORTH, "2023-11-02"), set("closed", NORTH, "2023-12-04", "construction", { expectedUntil: "2023-12-17" })],
    { at: PAST, asked: "past" },
  ),
  situation("asked with only some of the reports", [open(NORTH)], {
    asked: "dated",
  }),
  situation(
    "asked with only some of the reports, by which cars may not cross",
    [open(NORTH), set("suspended", [CAR], "2024-01-04", "staffing")],
    { asked: "dated" },
  ),
];
