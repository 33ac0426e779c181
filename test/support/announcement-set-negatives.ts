import type { SetItem } from "./announcement-set-item.ts";

const trap = (name: string, publishedAt: string, title: string, text: string): SetItem => ({
  name,
  publishedAt,
  title,
  text,
  expected: [],
});

/** Texts that name a crossing or mention closing but announce nothing. */
export const NEGATIVES: readonly SetItem[] = [
  trap(
    "a catch at a bridge",
    "2024-05-02T15:00:00Z",
    "Officers at Pharr bridge seize 300 pounds of methamphetamine",
    "CBP officers at the Pharr International Bridge seized narcotics hidden in a trailer of produce. Agents suspended the importer's permit and closed the trailer.",
  ),
  trap(
    "a case that is closed",
    "2024-05-03T15:00:00Z",
    "Man found at Gateway bridge in Laredo wanted for murder",
    "Officers at the Gateway to the Americas Bridge arrested a man on a warrant. Investigators have closed the case.",
  ),
  trap(
    "a denial",
    "2023-12-14T15:00:00Z",
    "CBP denies that Paso del Norte bridge will close",
    "Posts claim that the Paso del Norte bridge will be closed on Friday. The agency says that is false and that the bridge remains open.",
  ),
  trap(
    "no plans",
    "2024-01-20T15:00:00Z",
    "No plans to close the Ysleta port, CBP says",
    "There are no plans to suspend operations at the Ysleta-Zaragoza bridge in El Paso, a spokesman said.",
  ),
  trap(
    "a threat",
    "2019-03-29T15:00:00Z",
    "President threatens to close the border at San Ysidro",
    "The president said he could close the San Ysidro port of entry next week if nothing is done.",
  ),
  trap(
    "advice for a holiday",
    "2023-12-18T15:00:00Z",
    "Holiday travel tips for border crossers",
    "CBP expects longer waits at the San Ysidro and Otay Mesa ports of entry. Travelers are encouraged to cross between 6 a.m. and 10 a.m. and to check the wait times.",
  ),
  trap(
    "a ribbon",
    "2024-04-11T15:00:00Z",
    "Officials open new lanes at Donna bridge",
    "A ribbon cutting opened four new northbound lanes at the Donna International Bridge. The bridge has grown by a third since 2010.",
  ),
  trap(
    "traffic figures",
    "2024-02-01T15:00:00Z",
    "Truck crossings at World Trade Bridge rise",
    "The World Trade Bridge in Laredo handled 2.9 million trucks last year, close to 3 percent more than the year before, after the closure of 2020.",
  ),
  trap(
    "staff",
    "2024-03-15T15:00:00Z",
    "New port director named in Lukeville",
    "The new director of the Lukeville port of entry starts on Monday. She was in charge at Naco when it cut its hours in 2020.",
  ),
  trap(
    "bridges that remain open",
    "2023-12-18T21:00:00Z",
    "Rail in Laredo and Brownsville",
    "The rail bridges in Laredo and Brownsville remain open and operate normally.",
  ),
  trap(
    "a name without its town",
    "2024-03-01T15:00:00Z",
    "Bridge I to close",
    "Bridge I will be closed on Monday for maintenance.",
  ),
  trap(
    "a town that is not a crossing",
    "2024-03-01T15:00:00Z",
    "Operations suspended in San Diego",
    "Some operations in San Diego and in Nogales will be suspended on Monday.",
  ),
  trap(
    "an office",
    "2024-11-20T15:00:00Z",
    "Enrollment center closed for Thanksgiving",
    "The SENTRI enrollment center at the Hidalgo bridge will be closed on Thursday and will reopen on Friday at 8 a.m.",
  ),
  trap(
    "tolls",
    "2024-06-20T15:00:00Z",
    "Tolls suspended at Rio Grande City bridge",
    "The county suspended tolls at the Rio Grande City-Camargo bridge for veterans from July 1.",
  ),
  trap(
    "a condition",
    "2024-06-22T15:00:00Z",
    "Storm watch at Los Indios",
    "If the river rises, the Free Trade Bridge at Los Indios will be closed to all traffic on Friday.",
  ),
  trap(
    "history",
    "2024-01-10T15:00:00Z",
    "Five years of the Boquillas Crossing",
    "The Boquillas crossing was closed in March 2020 and reopened on November 17, 2021. It has since welcomed thousands.",
  ),
  trap(
    "a Spanish denial",
    "2024-08-12T15:00:00Z",
    "CBP desmiente cierre del Puente Colombia",
    "La agencia negó que el Puente Colombia cerrará el viernes; el cruce permanece abierto.",
  ),
  trap(
    "a possibility in Spanish",
    "2024-08-13T15:00:00Z",
    "Alcalde teme por el puente de Roma",
    "El puente internacional de Roma podría suspender operaciones en septiembre, dijo el alcalde.",
  ),
  trap(
    "a highway",
    "2024-08-14T15:00:00Z",
    "Freeway work near San Ysidro",
    "The southbound freeway near the San Ysidro port of entry will be closed overnight on Tuesday from 10 p.m. to 5 a.m.",
  ),
  trap(
    "a meeting",
    "2024-08-15T15:00:00Z",
    "Bridge board suspends meeting in Progreso",
    "The Progreso bridge board suspended its meeting on Monday and will resume on Thursday at 6 p.m.",
  ),
];
