import type { SetItem } from "./announcement-set-item.ts";

/** Reopenings and hours. */
export const REOPENINGS: readonly SetItem[] = [
  {
    name: "four crossings, four local times",
    publishedAt: "2024-01-02T20:00:00Z",
    title: "CBP to resume field operations in Arizona, California and Texas",
    text: "On January 4, 2024, the following operations will resume:\n• Eagle Pass, Texas: vehicle processing at Eagle Pass International Bridge 1 at 7 a.m. local time\n• San Ysidro, California: Pedestrian West at 6 a.m. local time\n• Lukeville, Arizona port of entry at 6 a.m. local time\n• Nogales, Arizona: Morley Gate at 10 a.m. local time",
    expected: [
      { crossing: "eagle-pass-bridge-1", modes: ["passenger"], status: "open", effectiveAt: "2024-01-04T13:00:00Z" },
      { crossing: "san-ysidro-pedwest", status: "open", effectiveAt: "2024-01-04T14:00:00Z" },
      { crossing: "lukeville", status: "open", effectiveAt: "2024-01-04T13:00:00Z" },
      { crossing: "nogales-morley-gate", status: "open", effectiveAt: "2024-01-04T17:00:00Z" },
    ],
  },
  {
    name: "people first, cargo later",
    publishedAt: "2021-09-25T14:00:00Z",
    title: "Del Rio Port of Entry to resume operations",
    text: "The Del Rio Port of Entry will resume passenger and pedestrian traffic on Saturday at 4 p.m. and cargo on Monday at 8 a.m.",
    expected: [
      { crossing: "del-rio", modes: ["pedestrian", "passenger"], status: "open", effectiveAt: "2021-09-25T21:00:00Z" },
      { crossing: "del-rio", modes: ["commercial"], status: "open", effectiveAt: "2021-09-27T13:00:00Z" },
    ],
  },
  {
    name: "reopening at limited hours",
    publishedAt: "2023-11-14T20:00:00Z",
    title: "Limited operations to resume at San Ysidro PedWest",
    text: "Beginning Nov. 16 at 6 a.m., CBP will resume limited northbound operations at the PedWest facility in San Ysidro. The crossing will operate from 6 a.m. to 2 p.m. daily.",
    expected: [
      {
        crossing: "san-ysidro-pedwest",
        directions: ["northbound"],
        status: "open",
        limited: true,
        hours: "06:00-14:00",
        effectiveAt: "2023-11-16T14:00:00Z",
      },
    ],
  },
  {
    name: "hours by weekday",
    publishedAt: "2021-03-22T17:00:00Z",
    title: "New hours of operation at the Tecate Port of Entry",
    text: "Effective March 28, passenger and pedestrian hours of operation at the Tecate Port of Entry will be Monday through Friday from 6 a.m. to 2 p.m. and Saturday and Sunday from 8 a.m. to 4 p.m. Cargo hours are unchanged.",
    expected: [
      {
        crossing: "tecate",
        modes: ["pedestrian", "passenger"],
        status: null,
        hours: "Mo-Fr 06:00-14:00; Sa,Su 08:00-16:00",
        effectiveAt: "2021-03-28",
      },
    ],
  },
  {
    name: "a Spanish reopening with a schedule",
    publishedAt: "2023-07-13T18:00:00Z",
    title: "Reabre el cruce de la Presa de la Amistad",
    text: "A partir del 17 de julio de 2023 se reanudarán las operaciones en el cruce de la Presa de la Amistad, con horario de 10:00 a 18:00 horas todos los días.",
    expected: [{ crossing: "amistad-dam", status: "open", hours: "10:00-18:00", effectiveAt: "2023-07-17" }],
  },
  {
    name: "a reopening reported days later",
    publishedAt: "2019-06-12T15:00:00Z",
    title: "CBP announces reopening of the Los Ebanos Ferry Crossing",
    text: "The Los Ebanos Ferry reopened on Friday, June 7, at 8 a.m. after being closed for two weeks because of high water.",
    expected: [{ crossing: "los-ebanos-ferry", status: "open", effectiveAt: "2019-06-07T13:00:00Z" }],
  },
  {
    name: "around the clock again",
    publishedAt: "2020-06-18T19:00:00Z",
    title: "Otay Mesa to open 24 hours a day",
    text: "The Otay Mesa passenger port of entry will operate 24 hours a day beginning Saturday, June 20, at 6 a.m. Cargo facilities are not affected.",
    expected: [
      { crossing: "otay-mesa", status: null, hours: "24/7", effectiveAt: "2020-06-20T13:00:00Z", modes: ["passenger"] },
    ],
  },
  {
    name: "Mountain time in El Paso",
    publishedAt: "2023-10-06T20:00:00Z",
    title: "Cargo processing to resume at BOTA on October 10",
    text: "CBP will resume cargo processing at the Bridge of the Americas on October 10 at 6 a.m. MDT, Monday through Friday from 6 a.m. to 2 p.m.",
    expected: [
      {
        crossing: "el-paso-bridge-of-the-americas",
        modes: ["commercial"],
        status: "open",
        hours: "Mo-Fr 06:00-14:00",
        effectiveAt: "2023-10-10T12:00:00Z",
      },
    ],
  },
  {
    name: "closed and open again on one night",
    publishedAt: "2019-10-10T15:00:00Z",
    title: "Brownsville & Matamoros bridge reopens",
    text: "The Brownsville & Matamoros International Bridge was closed at 1:30 a.m. today. It reopened at 3:45 a.m.",
    expected: [
      { crossing: "brownsville-bm", status: "suspended", effectiveAt: "2019-10-10T06:30:00Z" },
      { crossing: "brownsville-bm", status: "open", effectiveAt: "2019-10-10T08:45:00Z" },
    ],
  },
  {
    name: "hours of one gate, its name in Spanish",
    publishedAt: "2020-04-20T17:00:00Z",
    title: "Ajuste de horario en Fort Hancock",
    text: "A partir del domingo 26 de abril el puente Fort Hancock operará de 6:00 a.m. a 6:00 p.m. todos los días.",
    expected: [{ crossing: "fort-hancock", status: null, hours: "06:00-18:00", effectiveAt: "2020-04-26" }],
  },
];
