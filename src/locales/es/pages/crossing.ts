import type { CrossingWords } from "../../messages/pages/crossing.ts";

const rounded = (distance: number): string => (distance < 10 ? distance.toFixed(1) : String(Math.round(distance)));

/** Kilometres in a mile. */
const MILE = 1.609344;

export const CROSSING_SPANISH: CrossingWords = {
  onThisPage: "En esta página",
  parts: { today: "Hoy", history: "Historial", traffic: "Tránsito", sources: "Fuentes" },
  nearby: "Cruces cercanos",
  moreAlternatives: "Otros cruces para el resto del tránsito",
  distance: (km) => `${rounded(km)} km (${rounded(km / MILE)} mi)`,
  laneWait: (lane, minutes) => `${lane}: ${minutes}`,
  waitReported: (time) => `espera reportada: ${time}`,
  hoursOf: (services) => `Horario: ${services}`,
  allReports: (count) => `Todo lo reportado (${count})`,
};
