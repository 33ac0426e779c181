/** Words of the board and of the pages of areas. */
export interface BoardWords {
  /** Label of the button that sorts the crossings by their distance from the reader. */
  nearMe: string;
  nearestFirst: string;
  byArea: string;
  filters: string;
  /** Heading of the crossings that are listed first. `days` is the length of the recent period. */
  trouble: (days: number) => string;
  /** Heading of the other crossings of an area. */
  others: string;
  distance: (km: number) => string;
  /** Label of the control that unfolds the short lines about a crossing. */
  inWords: (crossing: string) => string;
  areaTitle: (area: string) => string;
  areaHeading: (area: string) => string;
  areaDescription: (area: string) => string;
  areaMap: (area: string) => string;
  wholeBorder: string;
  /** Texts of the script. `{name}` stands for the name of a crossing. */
  script: {
    star: string;
    favourites: string;
    zoomIn: string;
    zoomOut: string;
    wholeMap: string;
  };
}
