import type { OgcText } from "../../messages/pages/ogc.ts";

export const OGC_SPANISH: OgcText = {
  title: "Cruces fronterizos",
  description: "Cruces fronterizos, y si cada uno está abierto, con las fuentes de cada respuesta.",
};
