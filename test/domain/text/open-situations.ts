import {
  BOTH,
  CAR,
  CAR_SOUTH,
  type CrossingSituation,
  counted,
  FOOT,
  FOOT_SOUTH,
  hours,
  moving,
  NORTH,
  open,
  says,
  set,
  situation,
  TRUCK,
} from "./crossing-told.ts";

/** Situations of crossings that are open or in doubt, at least in part. */
export const OPEN_SITUATIONS: readonly CrossingSituation[] = [
  situation("open", [open(NORTH)]),
  situation("open, with waits", [open(NORTH)], { waits: [moving(FOOT, 10), moving(CAR, 25)] }),
  situation("open, with a wait for cars only", [open(NORTH)], { waits: [moving(CAR, 25)] }),
  situation("open, with waits, and closing tonight", [open(NORTH), hours("06:00-22:00", NORTH)], {
    waits: [moving(FOOT, 10), moving(CAR, 25)],
  }),
  situation("open, with closing times that differ", [
    open(NORTH),
    hours("06:00-20:00", [FOOT]),
    hours("06:00-22:00", [CAR]),
  ]),
  situation("open until midnight", [open(NORTH), hours("06:00-24:00", NORTH)]),
  situation("open for cars, not for pedestrians until tomorrow", [
    open(NORTH),
    hours("06:00-12:00", [FOOT]),
    hours("24/7", [CAR]),
  ]),
  situation(
    "open, but trucks at hours that are not known",
    [open([...NORTH, TRUCK]), hours("24/7", NORTH), hours("unknown", [TRUCK])],
    {
      services: [...NORTH, TRUCK],
    },
  ),
  situation(
    "open, but suspended southbound",
    [open(BOTH), set("suspended", [FOOT_SOUTH, CAR_SOUTH], "2024-01-08", "construction")],
    {
      services: BOTH,
    },
  ),
  situation("open, but suspended southbound for cars", [open(BOTH), set("suspended", [CAR_SOUTH], "2024-01-08")], {
    services: BOTH,
  }),
  situation("open, with a suspension announced for tonight", [
    open(NORTH),
    set("suspended", NORTH, "2024-01-10T18:00:00-07:00"),
  ]),
  situation("open, with a suspension announced for cars tonight", [
    open(NORTH),
    set("suspended", [CAR], "2024-01-10T18:00:00-07:00"),
  ]),
  situation("open, with a suspension announced for midnight", [open(NORTH), set("suspended", NORTH, "2024-01-11")]),
  situation("without a report", []),
  situation("open for cars, without a report on pedestrians", [open([CAR])]),
  situation("not confirmed for months", [open(NORTH, "2023-06-05")]),
  situation("last confirmed by the count of a month", [open(NORTH, "2021-06-05"), counted(74611, "2023-02", NORTH)]),
  situation("last confirmed on different days", [open([FOOT], "2023-06-05"), open([CAR], "2023-08-17T18:00:00-06:00")]),
  situation("open for cars, not confirmed for pedestrians", [open([FOOT], "2023-06-05"), open([CAR])]),
  situation("open, but reported closed by a newspaper", [open(NORTH), says("closed", NORTH, "2024-01-10")]),
  situation("open, but reported closed for cars by a newspaper", [open(NORTH), says("closed", [CAR], "2024-01-10")]),
  situation("open with limits", [open(NORTH), set("open", NORTH, "2024-01-08", "inspections", { limited: true })]),
  situation(
    "open, but for FAST only for trucks",
    [open([...NORTH, TRUCK]), set("open", [TRUCK], "2024-01-08", null, { limited: true, programmes: ["fast"] })],
    {
      services: [...NORTH, TRUCK],
    },
  ),
  situation(
    "open for FAST only, asked by a traveller with SENTRI",
    [open(NORTH), set("open", NORTH, "2024-01-08", null, { limited: true, programmes: ["fast"] })],
    {
      programme: "sentri",
    },
  ),
  situation("open, with waits of three modes", [open([...NORTH, TRUCK])], {
    services: [...NORTH, TRUCK],
    waits: [moving(FOOT, 10), moving(CAR, 25), moving(TRUCK, 40)],
  }),
  situation(
    "with too much to say for one line",
    [
      open(BOTH),
      set("suspended", [CAR], "2024-01-04", "construction", { expectedUntil: "2024-03-01" }),
      set("suspended", [FOOT], "2024-01-08T21:45:00-07:00", "accident", { expectedUntil: "2024-01-19" }),
      open([CAR], "2024-02-20T06:00:00-07:00"),
    ],
    {
      services: BOTH,
    },
  ),
  situation("open, with a wait that is no longer fresh", [open(NORTH)], {
    at: "2024-01-10T23:00:00Z",
    waits: [moving(CAR, 25)],
  }),
];
