import type { AlertPhrases } from "../../domain/phrases.ts";

export const ALERTS_SPANISH: AlertPhrases = {
  event: "Cierre de cruce fronterizo",
  reopened: (moment) => `reabierto desde ${moment}`,
  withdrawn: "El reporte se retiró o se corrigió. Eso no significa que el cruce esté abierto.",
  notKnown:
    "El plazo previsto ya venció y ninguna fuente ha reportado una reapertura. Es posible que el cruce siga cerrado.",
  checkFirst: "Consulte el estado actual antes de viajar.",
  checkReopened: "Consulte el horario antes de viajar.",
  nearest: (whom, crossings) =>
    `Para ${whom}, los otros cruces más cercanos sin suspensión ni cierre registrados cuando se envió este aviso: ${crossings}. Confirme que estén abiertos antes de viajar.`,
  county: (name) => `condado de ${name}`,
  feed: {
    title: (of) => `Avisos sobre cruces fronterizos: ${of}`,
    subtitle:
      "Suspensiones y cierres como mensajes CAP 1.2: primero los vigentes o anunciados, luego los que terminaron hace poco.",
  },
};
