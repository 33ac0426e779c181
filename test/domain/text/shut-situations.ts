import { change } from "../telling.ts";
import {
  BOTH,
  by,
  CAR,
  type CrossingSituation,
  FOOT,
  hours,
  moving,
  NORTH,
  open,
  RAIL,
  RAIL_SOUTH,
  set,
  situation,
  special,
  TRUCK,
} from "./crossing-told.ts";

const NIGHT = "2024-01-10T10:00:00Z";

/** Situations of crossings that are shut, at least in part. */
export const SHUT_SITUATIONS: readonly CrossingSituation[] = [
  situation("outside the hours", [open(NORTH), hours("06:00-20:00", NORTH)], { at: NIGHT }),
  situation("outside the hours until Friday", [open(NORTH), hours("Mo,Fr 06:00-20:00", NORTH)]),
  situation("outside the hours on a night of a clock change", [open(NORTH), hours("06:00-20:00", NORTH)], {
    at: "2024-03-10T08:30:00Z",
  }),
  situation("shut on a holiday", [open(NORTH), hours("06:00-20:00", NORTH), special("2024 Jan 10 off", NORTH)]),
  situation("suspended since last year, with a reason", [
    open(NORTH, "2023-11-02"),
    set("suspended", NORTH, "2023-12-04", "staffing"),
  ]),
  situation("suspended both ways", [open(BOTH), set("suspended", BOTH, "2024-01-04", "staffing")], {
    services: BOTH,
  }),
  situation("suspended for cars, open for pedestrians", [
    open(NORTH),
    set("suspended", [CAR], "2024-01-04", "staffing"),
  ]),
  situation(
    "suspended for cars, open for pedestrians, with a wait",
    [open(NORTH), set("suspended", [CAR], "2024-01-04", "construction", { expectedUntil: "2024-03-01" })],
    { waits: [moving(FOOT, 10)] },
  ),
  situation("suspended for cars and pedestrians since different days", [
    open(NORTH),
    set("suspended", [CAR], "2024-01-04", "staffing"),
    set("suspended", [FOOT], "2024-01-08", "staffing"),
  ]),
  situation("suspended northbound only", [open(BOTH), set("suspended", NORTH, "2024-01-04", "security")], {
    services: BOTH,
  }),
  situation(
    "a rail bridge, suspended both ways this morning",
    [open([RAIL, RAIL_SOUTH]), set("suspended", [RAIL, RAIL_SOUTH], "2024-01-10T08:00:00-07:00", "staffing")],
    {
      services: [RAIL, RAIL_SOUTH],
    },
  ),
  situation("suspended since a month that is all the source says", [
    open(NORTH, "2023-11-02"),
    set("suspended", NORTH, "2023-12", "weather"),
  ]),
  situation("suspended since an unknown time", [
    set("suspended", NORTH, "2024-01-04", "security", { onset: "unknown" }),
  ]),
  situation("suspended by the neighbouring country", [
    open(NORTH),
    set("suspended", NORTH, "2024-01-04", "counterpart"),
  ]),
  situation("closed, with an expected end by month", [
    open(NORTH),
    set("closed", NORTH, "2024-01-04", "construction", { expectedUntil: "2024-06" }),
  ]),
  situation("closed, with an expected end that has just passed", [
    open(NORTH),
    set("closed", NORTH, "2024-01-04", "construction", { expectedUntil: "2024-01-09" }),
  ]),
  situation("closed, with an expected end that passed long ago", [
    open(NORTH, "2023-11-02"),
    set("closed", NORTH, "2023-12-04", "construction", { expectedUntil: "2023-12-09" }),
  ]),
  situation("open for pedestrians, closed for cars with an expected end that passed long ago", [
    open([FOOT]),
    set("closed", [CAR], "2023-12-04", "construction", { expectedUntil: "2023-12-09" }),
  ]),
  situation("suspended, while traffic is moving", [open(NORTH), set("suspended", NORTH, "2024-01-04", "weather")], {
    waits: [moving(FOOT, 10), moving(CAR, 25)],
  }),
  situation("suspended, with a reopening announced for an hour", [
    open(NORTH),
    set("suspended", NORTH, "2024-01-04", "staffing"),
    open(NORTH, "2024-01-11T06:00:00-07:00"),
  ]),
  situation("suspended, with a reopening announced for a day", [
    open(NORTH),
    set("suspended", NORTH, "2024-01-04", "staffing"),
    open(NORTH, "2024-01-15"),
  ]),
  situation("suspended, with a reopening announced for a month", [
    open(NORTH),
    set("suspended", NORTH, "2024-01-04", "staffing"),
    open(NORTH, "2024-03"),
  ]),
  situation("opening on this day, at an hour that nobody stated", [
    set("closed", NORTH, "2024-01-04"),
    open(NORTH, "2024-01-10"),
  ]),
  situation("opening in this month, on a day that nobody stated", [
    set("closed", NORTH, "2023-12-04"),
    open(NORTH, "2024-01"),
  ]),
  situation(
    "outside the hours, and not confirmed for months",
    [open(NORTH, "2023-06-05"), hours("06:00-20:00", NORTH)],
    { at: NIGHT },
  ),
  situation(
    "outside the hours of an opening for FAST only",
    [
      open([TRUCK]),
      set("open", [TRUCK], "2024-01-08", null, { limited: true, programmes: ["fast"] }),
      hours("06:00-20:00", [TRUCK]),
    ],
    {
      services: [TRUCK],
      at: NIGHT,
    },
  ),
  situation(
    "outside the hours of an opening for FAST only, with a suspension announced before it opens",
    [
      open([TRUCK]),
      set("open", [TRUCK], "2024-01-08", null, { limited: true, programmes: ["fast"] }),
      hours("06:00-20:00", [TRUCK]),
      set("suspended", [TRUCK], "2024-01-10T05:00:00-07:00"),
    ],
    { services: [TRUCK], at: NIGHT },
  ),
  situation("suspended on two grounds", [
    open(NORTH),
    set("suspended", NORTH, "2024-01-04", "construction"),
    by(
      "County",
      { statusChanges: NORTH.map((each) => change("suspended", "2024-01-08", { service: each })) },
      "weather",
    ),
  ]),
  situation("closed for good", [set("closed", NORTH, "2021-05-01")]),
  situation("suspended since the last night of the year", [
    open(NORTH, "2023-11-02"),
    set("suspended", NORTH, "2023-12-31T22:30:00-07:00", "protest"),
  ]),
  situation(
    "outside the hours, with a suspension announced before it opens",
    [open(NORTH), hours("06:00-20:00", NORTH), set("suspended", NORTH, "2024-01-10T05:00:00-07:00", "weather")],
    { at: NIGHT },
  ),
  situation(
    "outside the hours, with a closure and a reopening announced before it opens",
    [
      open(NORTH),
      hours("06:00-20:00", NORTH),
      set("closed", NORTH, "2024-01-10T04:00:00-07:00", "weather"),
      open(NORTH, "2024-01-10T05:00:00-07:00"),
    ],
    { at: NIGHT },
  ),
  situation(
    "outside the hours, with a closure announced before it opens, and a reopening after that",
    [
      open(NORTH),
      hours("06:00-20:00", NORTH),
      set("closed", NORTH, "2024-01-10T04:00:00-07:00", "weather"),
      open(NORTH, "2024-01-10T07:00:00-07:00"),
    ],
    { at: NIGHT },
  ),
  situation(
    "outside the hours, with a closure and a reopening announced before it opens, and another closure after that",
    [
      open(NORTH),
      hours("06:00-20:00", NORTH),
      set("closed", NORTH, "2024-01-10T04:00:00-07:00", "weather"),
      open(NORTH, "2024-01-10T05:00:00-07:00"),
      set("closed", NORTH, "2024-01-10T18:00:00-07:00", "weather"),
    ],
    { at: NIGHT },
  ),
  situation(
    "outside the hours, with a closure announced before it opens, and a reopening for FAST only",
    [
      open([TRUCK]),
      hours("06:00-20:00", [TRUCK]),
      set("closed", [TRUCK], "2024-01-10T04:00:00-07:00", "weather"),
      set("open", [TRUCK], "2024-01-10T05:00:00-07:00", null, { limited: true, programmes: ["fast"] }),
    ],
    { services: [TRUCK], at: NIGHT },
  ),
];
