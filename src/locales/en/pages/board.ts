import type { BoardWords } from "../../messages/pages/board.ts";

const KM_PER_MILE = 1.609344;
const short = (distance: number) => (distance < 10 ? distance.toFixed(1) : String(Math.round(distance)));

export const BOARD_ENGLISH: BoardWords = {
  nearMe: "Near me",
  nearestFirst: "Nearest first",
  byArea: "List by area",
  filters: "Filters and dates",
  trouble: (days) => `Suspended or limited, or changed in the past ${days} days`,
  others: "Other crossings",
  distance: (km) => `${short(km / KM_PER_MILE)} mi (${short(km)} km)`,
  inWords: (crossing) => `${crossing} in words`,
  areaTitle: (area) => `${area}: which border crossings are open? – Garita`,
  areaHeading: (area) => `Border crossings: ${area}`,
  areaDescription: (area) =>
    `Which border crossings of ${area} are open, suspended or closed now, on foot, by car, by truck and by rail, with the reported waits.`,
  areaMap: (area) => `Map of ${area} with its crossings`,
  wholeBorder: "All crossings of the border",
  script: {
    star: "Keep {name} at the top",
    favourites: "Your crossings",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    wholeMap: "Whole map",
  },
};
