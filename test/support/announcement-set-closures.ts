import type { SetItem } from "./announcement-set-item.ts";

/** Suspensions, planned closures and slow-downs. */
export const CLOSURES: readonly SetItem[] = [
  {
    name: "one statement, two towns, two clocks, one of them only slower",
    publishedAt: "2023-11-27T18:00:00Z",
    title: "CBP on operations in Eagle Pass, Texas and Lukeville, Arizona",
    text: "To help agents process arrivals, we are moving officers. Beginning at 3 p.m. local time today, CBP will suspend vehicle processing at Bridge 1 in Eagle Pass and, at 2 p.m. local time, reduce vehicle processing in Lukeville. We will keep adjusting as conditions require.",
    expected: [
      {
        crossing: "eagle-pass-bridge-1",
        modes: ["passenger"],
        status: "suspended",
        effectiveAt: "2023-11-27T21:00:00Z",
      },
      {
        crossing: "lukeville",
        modes: ["passenger"],
        status: "open",
        limited: true,
        effectiveAt: "2023-11-27T21:00:00Z",
      },
    ],
  },
  {
    name: "a day, both directions, people and vehicles",
    publishedAt: "2023-12-01T20:00:00Z",
    title: "Operations at the Lukeville Port of Entry to be suspended Dec. 4",
    text: "On Monday, December 4, 2023, CBP will stop northbound and southbound pedestrian and vehicle traffic and suspend operations at the Lukeville, Arizona, port of entry until further notice. Travelers may use the ports in Nogales or San Luis instead.",
    expected: [
      {
        crossing: "lukeville",
        modes: ["pedestrian", "passenger"],
        directions: ["northbound", "southbound"],
        status: "suspended",
        effectiveAt: "2023-12-04",
      },
    ],
  },
  {
    name: "PedWest at a Pacific time",
    publishedAt: "2023-12-07T23:30:00Z",
    title: "CBP on its operations in San Diego, California",
    text: "Beginning December 9, 2023, at 6 a.m. PST, CBP will temporarily suspend operations at San Ysidro's Pedestrian West facility. Lanes will be added at Pedestrian East and at Otay Mesa.",
    expected: [{ crossing: "san-ysidro-pedwest", status: "suspended", effectiveAt: "2023-12-09T14:00:00Z" }],
  },
  {
    name: "rail in two towns at 8 a.m. on each one's own clock",
    publishedAt: "2023-12-17T22:00:00Z",
    title: "CBP to halt rail operations in Eagle Pass and El Paso",
    text: "On Dec. 18 at 8 a.m. local time, CBP will temporarily suspend operations at the international railway crossing bridges in Eagle Pass and El Paso, Texas. Smugglers have been moving people by freight trains.",
    expected: [
      { crossing: "eagle-pass-rail", status: "suspended", effectiveAt: "2023-12-18T14:00:00Z" },
      { crossing: "el-paso-rail-bnsf", status: "suspended", effectiveAt: "2023-12-18T15:00:00Z" },
      { crossing: "el-paso-rail-up", status: "suspended", effectiveAt: "2023-12-18T15:00:00Z" },
    ],
  },
  {
    name: "effective immediately",
    publishedAt: "2021-09-17T23:20:00Z",
    title: "CBP re-routes traffic from the Del Rio Port of Entry",
    text: "Effective immediately, CBP is temporarily closing the Del Rio Port of Entry and re-routing traffic to the Eagle Pass Port of Entry. The move allows officers to respond safely.",
    expected: [{ crossing: "del-rio", status: "suspended", effectiveAt: "2021-09-17T23:20:00Z" }],
  },
  {
    name: "cargo only, beginning Monday",
    publishedAt: "2023-09-15T19:00:00Z",
    title: "Cargo processing at the Bridge of the Americas to be suspended",
    text: "Beginning Monday, CBP will suspend cargo processing at the Bridge of the Americas in El Paso. Trucks may use the Ysleta and Santa Teresa ports. Passenger vehicles and pedestrians are not affected.",
    expected: [
      {
        crossing: "el-paso-bridge-of-the-americas",
        modes: ["commercial"],
        status: "suspended",
        effectiveAt: "2023-09-18",
      },
    ],
  },
  {
    name: "a planned closure with an inclusive last day",
    publishedAt: "2023-09-20T16:00:00Z",
    title: "Morley border gate in Nogales closes through November",
    text: "The Morely Gate pedestrian crossing in Nogales will be closed from Sept. 25 through Nov. 25 for construction of a new building on the Mexican side. Pedestrians can cross at the DeConcini port.",
    expected: [
      {
        crossing: "nogales-morley-gate",
        modes: ["pedestrian"],
        status: "closed",
        effectiveAt: "2023-09-25",
        until: "2023-11-25",
      },
    ],
  },
  {
    name: "a closure whose reopening is announced with it",
    publishedAt: "2019-07-25T15:00:00Z",
    title: "Amistad Dam Road to close for maintenance",
    text: "The Amistad Dam crossing near Del Rio will be closed to vehicles July 29 through Aug. 3 while heavy equipment works on the dam for maintenance. It will reopen on Sunday, Aug. 4, at 10 a.m.",
    expected: [
      {
        crossing: "amistad-dam",
        modes: ["passenger"],
        status: "closed",
        effectiveAt: "2019-07-29",
        until: "2019-08-04T15:00:00Z",
      },
    ],
  },
  {
    name: "a Spanish suspension without an end",
    publishedAt: "2025-08-06T17:00:00Z",
    title: "Suspensión temporal de las operaciones en el cruce de la Presa Amistad",
    text: "La Oficina de Aduanas suspende de inmediato y de manera indefinida el procesamiento de vehículos en el cruce internacional de la Presa Amistad, en Del Río, por problemas de mantenimiento. Los viajeros pueden utilizar el puente internacional de Del Rio.",
    expected: [
      { crossing: "amistad-dam", modes: ["passenger"], status: "suspended", effectiveAt: "2025-08-06T17:00:00Z" },
    ],
  },
  {
    name: "a bridge named only by its town",
    publishedAt: "2019-10-10T07:00:00Z",
    title: "Gateway bridge in Brownsville closed",
    text: "Officers closed the Gateway International Bridge in Brownsville to pedestrians and passenger vehicles at about 1:30 a.m. today after a large group blocked the span.",
    expected: [
      {
        crossing: "brownsville-gateway",
        modes: ["pedestrian", "passenger"],
        status: "suspended",
        effectiveAt: "2019-10-10T06:30:00Z",
      },
    ],
  },
  {
    name: "southbound only",
    publishedAt: "2022-03-14T10:00:00Z",
    title: "Southbound traffic halted at Juárez-Lincoln bridge",
    text: "CBP halted southbound passenger traffic at the Juárez-Lincoln International Bridge in Laredo late Sunday. Northbound lanes remain open.",
    expected: [
      {
        crossing: "laredo-juarez-lincoln",
        modes: ["passenger"],
        directions: ["southbound"],
        status: "suspended",
        effectiveAt: "2022-03-13",
      },
    ],
  },
  {
    name: "winter time stated in September",
    publishedAt: "2023-09-20T15:00:00Z",
    title: "Vehicle processing suspended at Eagle Pass Bridge I",
    text: "CBP will suspend vehicle processing at Bridge I in Eagle Pass on Wednesday, September 20, at 2 p.m. CST. The pedestrian walkway stays open.",
    expected: [
      {
        crossing: "eagle-pass-bridge-1",
        modes: ["passenger"],
        status: "suspended",
        effectiveAt: "2023-09-20T19:00:00Z",
      },
    ],
  },
  {
    name: "a morning of works",
    publishedAt: "2024-03-05T16:00:00Z",
    title: "Overnight closure at the World Trade Bridge",
    text: "The World Trade Bridge in Laredo will be closed to northbound trucks for repaving on Sunday, March 10, from 6 a.m. to noon.",
    expected: [
      {
        crossing: "laredo-world-trade",
        modes: ["commercial"],
        directions: ["northbound"],
        status: "closed",
        effectiveAt: "2024-03-10T11:00:00Z",
        until: "2024-03-10T17:00:00Z",
      },
    ],
  },
  {
    name: "a ferry at high water, without a day",
    publishedAt: "2024-06-24T14:30:00Z",
    title: "Los Ebanos Ferry suspends operations",
    text: "The Los Ebanos Ferry has suspended operations because the river is running high. The crew will judge the current every morning.",
    expected: [{ crossing: "los-ebanos-ferry", status: "suspended", effectiveAt: "2024-06-24" }],
  },
  {
    name: "lanes",
    publishedAt: "2024-02-12T18:00:00Z",
    title: "Lane closures at Anzalduas bridge",
    text: "CBP will close two northbound lanes at the Anzalduas International Bridge in Mission beginning Feb. 14 at 8 a.m. until Feb. 16.",
    expected: [
      {
        crossing: "anzalduas",
        directions: ["northbound"],
        status: "open",
        limited: true,
        effectiveAt: "2024-02-14T14:00:00Z",
        until: "2024-02-16",
      },
    ],
  },
  {
    name: "a suspension that continues, which is a claim",
    publishedAt: "2023-12-22T17:00:00Z",
    title: "Resumption of rail operations in Eagle Pass and El Paso",
    text: "Beginning December 22, 2023 at 2:00 p.m. Eastern, CBP will resume operations at the international railway crossing bridges in Eagle Pass and El Paso, Texas. The Morley Gate in Nogales remains suspended.",
    expected: [
      { crossing: "eagle-pass-rail", status: "open", effectiveAt: "2023-12-22T19:00:00Z" },
      { crossing: "el-paso-rail-bnsf", status: "open", effectiveAt: "2023-12-22T19:00:00Z" },
      { crossing: "el-paso-rail-up", status: "open", effectiveAt: "2023-12-22T19:00:00Z" },
      { crossing: "nogales-morley-gate", status: "suspended", effectiveAt: "2023-12-22", claim: true },
    ],
  },
];
