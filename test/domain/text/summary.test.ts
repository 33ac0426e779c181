import type { Report } from "../../../src/domain/record/report.ts";
import { summaryOf } from "../../../src/domain/text/summary.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";
import { ALL, CLOSED, claim, hours, type Pair, said, service, status, told } from "../said.ts";

describe("a sentence about a crossing", () => {
  test.each<[string, Report[], string, string, string]>([
    [
      "gives the start of a suspension no more precisely than its source",
      CLOSED,
      "2023-12-20T19:00:00Z",
      "Suspended since 4 Dec 2023, both directions, all modes (CBP)",
      "Suspendido desde 4 dic 2023, ambos sentidos, todo tipo de tránsito (CBP)",
    ],
    [
      "gives the announced change",
      [...CLOSED, said("CBP", status("open", "2024-01-04T06:00:00-07:00"))],
      "2024-01-03T19:00:00Z",
      "Suspended since 4 Dec 2023, both directions, all modes, announced open from 4 Jan 2024 06:00 MST (CBP)",
      "Suspendido desde 4 dic 2023, ambos sentidos, todo tipo de tránsito, se anunció abierto a partir de 4 ene 2024 06:00 MST (CBP)",
    ],
    [
      "does not invent an unknown start",
      [said("CBP", status("closed", "2023-12", ALL, { onset: "unknown" }))],
      "2023-12-20T19:00:00Z",
      "Closed (start not known), both directions, all modes (CBP)",
      "Cerrado (inicio desconocido), ambos sentidos, todo tipo de tránsito (CBP)",
    ],
    [
      "says that an expected end has passed",
      [said("CBP", status("closed", "2023-09-25", ALL, { expectedUntil: parseMoment("2023-11-25") }))],
      "2023-12-20T19:00:00Z",
      "In doubt: on record closed since 25 Sep 2023, both directions, all modes, expected until 25 Nov 2023, overdue (CBP)",
      "En duda: según el registro, cerrado desde 25 sep 2023, ambos sentidos, todo tipo de tránsito, estaba previsto hasta 25 nov 2023 y ya venció (CBP)",
    ],
    [
      "says that an expected end has just passed",
      [said("CBP", status("closed", "2023-09-25", ALL, { expectedUntil: parseMoment("2023-12-19") }))],
      "2023-12-20T19:00:00Z",
      "Closed since 25 Sep 2023, both directions, all modes, expected until 19 Dec 2023, overdue (CBP)",
      "Cerrado desde 25 sep 2023, ambos sentidos, todo tipo de tránsito, estaba previsto hasta 19 dic 2023 y ya venció (CBP)",
    ],
    [
      "names the newest restriction, and the number and publishers of the others",
      [
        { ...said("Weather Service", status("suspended", "2023-12-18")), reason: "weather" as const },
        { ...said("Roads", status("suspended", "2023-12-19")), reason: "construction" as const },
      ],
      "2023-12-20T19:00:00Z",
      "Suspended since 18 Dec 2023, both directions, all modes (Weather Service; Roads), 1 more restriction (Weather Service)",
      "Suspendido desde 18 dic 2023, ambos sentidos, todo tipo de tránsito (Weather Service; Roads), 1 restricción más (Weather Service)",
    ],
    [
      "begins with the doubt if an open status is old",
      [said("CBP", status("open", "2023-01-01T08:00:00-07:00"))],
      "2023-12-20T19:00:00Z",
      "Open as of 1 Jan 2023 08:00 MST; not confirmed since: both directions, all modes (CBP)",
      "Abierto al 1 ene 2023 08:00 MST; sin confirmar desde entonces: ambos sentidos, todo tipo de tránsito (CBP)",
    ],
    [
      "begins with the doubt on a day of reopening",
      [...CLOSED, said("CBP", status("open", "2024-01-04"))],
      "2024-01-04T19:00:00Z",
      "In doubt: opens on 4 Jan 2024, time not stated, both directions, all modes (CBP)",
      "En duda: abre el 4 ene 2024, sin hora precisa, ambos sentidos, todo tipo de tránsito (CBP)",
    ],
    [
      "begins with the doubt in a month of reopening",
      [...CLOSED, said("CBP", status("open", "2024-01"))],
      "2024-01-04T19:00:00Z",
      "In doubt: opens in Jan 2024, day not stated, both directions, all modes (CBP)",
      "En duda: abre en ene 2024, sin día preciso, ambos sentidos, todo tipo de tránsito (CBP)",
    ],
    [
      "gives the opening time of a crossing outside its hours, in local time",
      [said("CBP", { ...status("open", "2023-12-01T06:00:00-07:00"), ...hours("06:00-20:00", "2023-12-01") })],
      "2023-12-20T04:00:00Z",
      "Outside hours, both directions, all modes, opens 20 Dec 2023 06:00 MST (CBP)",
      "Fuera de horario, ambos sentidos, todo tipo de tránsito, abre 20 dic 2023 06:00 MST (CBP)",
    ],
    [
      "gives the closing time of an open crossing",
      [said("CBP", { ...status("open", "2023-12-01T06:00:00-07:00"), ...hours("06:00-20:00", "2023-12-01") })],
      "2023-12-20T19:00:00Z",
      "Open since 1 Dec 2023 06:00 MST, both directions, all modes, closes 20:00 MST (CBP)",
      "Abierto desde 1 dic 2023 06:00 MST, ambos sentidos, todo tipo de tránsito, cierra 20:00 MST (CBP)",
    ],
    [
      "names the publisher that disagrees",
      [...CLOSED, said("Presidency", claim("open", "2023-12-28"))],
      "2023-12-29T19:00:00Z",
      "Suspended since 4 Dec 2023, both directions, all modes (CBP), but Presidency says open",
      "Suspendido desde 4 dic 2023, ambos sentidos, todo tipo de tránsito (CBP), pero Presidency lo reporta abierto",
    ],
    [
      "says partly open, with the restriction first",
      [
        said("CBP", status("open", "2023-12-01T06:00:00-07:00")),
        said("CBP", status("suspended", "2023-12-10T06:00:00-07:00", [["passenger", "northbound"]])),
      ],
      "2023-12-20T19:00:00Z",
      "Partly open: suspended since 10 Dec 2023 06:00 MST, northbound, passenger (CBP); open since 1 Dec 2023 06:00 MST, pedestrian both directions, passenger southbound (CBP)",
      "Abierto en parte: suspendido desde 10 dic 2023 06:00 MST, hacia el norte, vehículos (CBP); abierto desde 1 dic 2023 06:00 MST, peatones ambos sentidos, vehículos hacia el sur (CBP)",
    ],
    [
      "begins with the changes announced for the next 24 hours and their publishers, even for services without a report",
      [
        said("CBP", status("open", "2023-12-01T06:00:00-07:00", [["passenger", "northbound"]])),
        said(
          "County",
          status("suspended", "2023-12-20T18:00:00-07:00", [
            ["passenger", "northbound"],
            ["passenger", "southbound"],
          ]),
        ),
      ],
      "2023-12-20T19:00:00Z",
      "Announced suspended from 18:00 MST, both directions, passenger (County); open since 1 Dec 2023 06:00 MST, northbound, passenger (CBP); pedestrian both directions, passenger southbound: no report",
      "Se anunció suspendido a partir de 18:00 MST, ambos sentidos, vehículos (County); abierto desde 1 dic 2023 06:00 MST, hacia el norte, vehículos (CBP); peatones ambos sentidos, vehículos hacia el sur: sin reportes",
    ],
    [
      "gives each part its own source: the start, the expectation, the announcement and the hours",
      [
        said("CBP", { ...status("open", "2023-12-01T06:00:00-07:00"), ...hours("06:00-20:00", "2023-12-01") }),
        said("Sheriff", status("suspended", "2023-12-10", [["pedestrian", "northbound"]])),
        said(
          "State",
          status("suspended", "2023-12-12", [["pedestrian", "northbound"]], { expectedUntil: parseMoment("2024-01") }),
        ),
        said("County", status("open", "2023-12-29", [["pedestrian", "northbound"]], { lifts: "all" })),
        said("City", { hoursChanges: hours("06:00-19:00", "2023-12-11").hoursChanges.slice(1) }),
      ],
      "2023-12-20T19:00:00Z",
      "Partly open: suspended since 10 Dec 2023, northbound, pedestrian (Sheriff; State), 1 more restriction (Sheriff), expected until Jan 2024 (State), announced open from 29 Dec 2023 (County); open since 1 Dec 2023 06:00 MST, pedestrian southbound, passenger both directions (CBP), closes 19:00 MST (City)",
      "Abierto en parte: suspendido desde 10 dic 2023, hacia el norte, peatones (Sheriff; State), 1 restricción más (Sheriff), previsto hasta ene 2024 (State), se anunció abierto a partir de 29 dic 2023 (County); abierto desde 1 dic 2023 06:00 MST, peatones hacia el sur, vehículos ambos sentidos (CBP), cierra 19:00 MST (City)",
    ],
    [
      "does not merge announcements by two publishers for the same hour",
      [
        said("CBP", status("suspended", "2023-12-04")),
        said("County", status("open", "2024-01-04", [["pedestrian", "northbound"]])),
        said("State", status("closed", "2024-01-04", ALL.slice(1))),
      ],
      "2023-12-20T19:00:00Z",
      "Suspended since 4 Dec 2023, northbound, pedestrian (CBP), announced open from 4 Jan 2024 (County); suspended since 4 Dec 2023, pedestrian southbound, passenger both directions (CBP), announced closed from 4 Jan 2024 (State)",
      "Suspendido desde 4 dic 2023, hacia el norte, peatones (CBP), se anunció abierto a partir de 4 ene 2024 (County); suspendido desde 4 dic 2023, peatones hacia el sur, vehículos ambos sentidos (CBP), se anunció cerrado a partir de 4 ene 2024 (State)",
    ],
    [
      "names the services without a report",
      [said("CBP", status("suspended", "2023-12-04", [["passenger", "northbound"]]))],
      "2023-12-20T19:00:00Z",
      "Suspended since 4 Dec 2023, northbound, passenger (CBP); pedestrian both directions, passenger southbound: no report",
      "Suspendido desde 4 dic 2023, hacia el norte, vehículos (CBP); peatones ambos sentidos, vehículos hacia el sur: sin reportes",
    ],
    [
      "says that nothing is known",
      [],
      "2023-12-20T19:00:00Z",
      "No reports: not known whether it is open, both directions, all modes",
      "Sin reportes: no se sabe si está abierto, ambos sentidos, todo tipo de tránsito",
    ],
  ])("%s", (_name, reports, at, english, spanish) => {
    expect(told(reports, at)).toBe(english);
    expect(told(reports, at, SPANISH)).toBe(spanish);
  });
});

test('a sentence about some of the requested services names them, and says "all" only of all of them', () => {
  const among: typeof summaryOf = (standings, crossing, at, language) =>
    summaryOf(standings, crossing, at, language, [...ALL, ["commercial", "northbound"] as Pair].map(service));
  const at = "2023-12-20T12:00:00Z";
  expect(told(CLOSED, at)).toBe("Suspended since 4 Dec 2023, both directions, all modes (CBP)");
  expect(told(CLOSED, at, ENGLISH, among)).toBe(
    "Suspended since 4 Dec 2023, both directions, pedestrian and passenger (CBP)",
  );
});
