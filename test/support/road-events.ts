/**
 * An event as returned by "GET Events" in the API of traveller-information (511) services. The defaults describe
 * roadworks at Mariposa.
 */
export const roadEvent = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  ID: "AZ-1001",
  SourceId: "1001",
  Organization: "ERS",
  RoadwayName: "SR-189",
  DirectionOfTravel: "Southbound",
  Description: "Roadwork on SR-189 southbound. The right lane is closed.",
  Reported: Date.UTC(2026, 10, 30, 15) / 1000,
  LastUpdated: Date.UTC(2026, 11, 1, 15) / 1000,
  StartDate: Date.UTC(2026, 11, 1, 13) / 1000,
  PlannedEndDate: Date.UTC(2026, 11, 4, 0) / 1000,
  LanesAffected: "Right lane",
  Latitude: 31.3405,
  Longitude: -110.966,
  LatitudeSecondary: null,
  LongitudeSecondary: null,
  EventType: "roadwork",
  EventSubType: "",
  IsFullClosure: false,
  Severity: "None",
  Comment: null,
  EncodedPolyline: null,
  Recurrence: "",
  ...more,
});
