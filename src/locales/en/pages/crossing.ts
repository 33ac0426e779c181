import type { CrossingWords } from "../../messages/pages/crossing.ts";

const rounded = (distance: number): string => (distance < 10 ? distance.toFixed(1) : String(Math.round(distance)));

/** Kilometres in a mile. */
const MILE = 1.609344;

export const CROSSING_ENGLISH: CrossingWords = {
  onThisPage: "On this page",
  parts: { today: "Today", history: "History", traffic: "Traffic", sources: "Sources" },
  nearby: "Nearby crossings",
  moreAlternatives: "Alternatives for other traffic",
  distance: (km) => `${rounded(km / MILE)} mi (${rounded(km)} km)`,
  laneWait: (lane, minutes) => `${lane} ${minutes}`,
  waitReported: (time) => `wait reported ${time}`,
  hoursOf: (services) => `Hours: ${services}`,
  allReports: (count) => `Everything reported (${count})`,
};
