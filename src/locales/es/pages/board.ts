import type { BoardWords } from "../../messages/pages/board.ts";

const KM_PER_MILE = 1.609344;
const short = (distance: number) => (distance < 10 ? distance.toFixed(1) : String(Math.round(distance)));

export const BOARD_SPANISH: BoardWords = {
  nearMe: "Cerca de mí",
  nearestFirst: "Primero los más cercanos",
  byArea: "Ver por zona",
  filters: "Filtros y fechas",
  trouble: (days) => `Suspendidos, con restricciones o con cambios en los últimos ${days} días`,
  others: "Los demás cruces",
  distance: (km) => `${short(km)} km (${short(km / KM_PER_MILE)} mi)`,
  inWords: (crossing) => `${crossing}, en palabras`,
  areaTitle: (area) => `${area}: ¿qué cruces están abiertos? – Garita`,
  areaHeading: (area) => `Cruces fronterizos: ${area}`,
  areaDescription: (area) =>
    `Qué cruces fronterizos de ${area} están abiertos, suspendidos o cerrados en este momento, a pie, en auto, en camión de carga y en tren, con los tiempos de espera reportados.`,
  areaMap: (area) => `Mapa de ${area} con sus cruces`,
  wholeBorder: "Todos los cruces de la frontera",
  script: {
    star: "Dejar {name} al principio",
    favourites: "Sus cruces",
    zoomIn: "Acercar",
    zoomOut: "Alejar",
    wholeMap: "Mapa completo",
  },
};
