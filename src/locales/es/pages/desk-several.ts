import type { DeskSeveralWords } from "../../messages/pages/desk-several.ts";

export const DESK_SEVERAL_SPANISH: DeskSeveralWords = {
  several: {
    crossings: "Cruces",
    hint: "Marque todos los cruces a los que se aplica lo que sigue.",
    chosen: (count) => (count === 0 ? "ninguno elegido" : count === 1 ? "1 elegido" : `${count} elegidos`),
    find: "Buscar un cruce",
    onMap: "Elegirlos en el mapa",
    mapHint: "Toque una zona para acercarla y un cruce para elegirlo. Tóquelo otra vez para quitarlo.",
    notOnMap: (names) => `Solo en la lista: ${names}.`,
    all: (place) => `Todos los de ${place}`,
    none: "Ningún cruce elegido",
    many: (first, others) => `${first} y ${others} más`,
    now: (time) => `ahora ${time}`,
    clocks: (zones) => `Las horas son las locales de cada cruce. Fecha y hora actuales: ${zones}.`,
    more: "Más sobre el estado: precisión, viajeros, otras restricciones",
    sameForAll: "Lo mismo para todos. Si un cruce es distinto, agregue abajo una declaración sobre él.",
    addHint: "Para un cruce del que el reporte dice otra cosa.",
    knownSources: "La misma fuente de uno de sus últimos reportes:",
    asEntered: "según lo escrito",
    ending: "Qué pasa entonces",
    endings: {
      expected: "Debería reabrir; cuenta como cerrado hasta que alguien lo reporte",
      announced: "La fuente anunció la reapertura; cuenta como abierto desde entonces",
    },
    endingHint: "Solo para suspensiones y cierres. Si hay duda, elija la primera opción.",
    reasonOptions: { weather: "clima, como inundaciones" },
    rules: {
      notEmpty: "es obligatorio",
      statusOrHours:
        "no puede ser “Sin cambio” si no se indica un horario: elija un estado, o indique un horario semanal o especial",
      afterStart: (start) => `debe ser posterior al inicio, que es ${start}`,
      exceptionOver: (start) => `debe nombrar un día que no haya terminado antes del inicio, que es ${start}`,
    },
    issues: {
      crossingNeeded: "es obligatorio: marque un cruce",
      endNeeded: "es obligatorio si se anunció una reapertura",
      endingOnlyShut: "solo se permite si el estado es suspendido o cerrado",
      zonesAtClockChange: (clock, zones) =>
        `no debe caer en la hora del cambio de horario si los cruces están en varias zonas (${zones}): agregue una declaración por zona; se recibió "${clock}"`,
    },
  },
};
