import type { OgcText } from "../../messages/pages/ogc.ts";

export const OGC_ENGLISH: OgcText = {
  title: "Border crossings",
  description: "Border crossings, and whether each is open, with the sources of each answer.",
};
