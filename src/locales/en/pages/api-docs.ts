import type { ApiDocsText } from "../../messages/pages/api-docs.ts";

export const API_DOCS_ENGLISH: ApiDocsText = {
  title: "The Garita API",
  lead: "Every answer on Garita’s pages is also data. You need no key to read it, and scripts on any site may read it. Each answer says how sure it is and names its sources. Times are in UTC, days in the crossing’s local time.",
  home: "All crossings",
  examples: {
    status: {
      title: "Is it open?",
      text: "The answer for cars into the United States, now. To ask about another time, add it as at=2023-12-20T12:00:00-07:00.",
    },
    stream: {
      title: "Hear of changes at once",
      text: "The stream sends each new report. It also sends a message when an answer changes with time, such as at closing time. It works in any browser.",
    },
    map: {
      title: "Put the crossings on a map",
      text: "The list of crossings is also GeoJSON. This page uses Leaflet from your own site. Crossings without a known location have no geometry.",
    },
  },
  copy: "Copy",
  copied: "Copied",
  operations: "All operations",
  withoutScript: "The list of operations needs a script. Without it, read",
};
