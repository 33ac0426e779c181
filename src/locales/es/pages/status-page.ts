import type { StatusPageText } from "../../messages/pages/status-page.ts";

export const STATUS_PAGE_SPANISH: StatusPageText = {
  name: "Cruces fronterizos",
  causes: {
    open: "",
    restricted: "",
    planned: "Cierre planificado.",
    doubtful: "No consta con certeza que todo esté en servicio.",
    limited: "Abierto con restricciones.",
    outside_hours: "Fuera de su horario habitual, lo que no es una interrupción.",
  },
  counts: {
    major_outage: (count) => `${count} ${count === 1 ? "cerrado" : "cerrados"} al paso`,
    partial_outage: (count) => `${count} ${count === 1 ? "cerrado" : "cerrados"} en parte`,
    degraded_performance: (count) => `${count} con restricciones o sin confirmar`,
    under_maintenance: (count) => `${count} con cierre planificado o fuera de horario`,
    operational: (count) => `${count} ${count === 1 ? "abierto" : "abiertos"}`,
  },
  begun: (moment) => `Según lo anunciado, en vigor desde el ${moment}.`,
  overdue: (moment) => `El fin previsto (${moment}) ya pasó. No se ha informado de ninguna reapertura.`,
  withdrawn: (publisher, title) => `Informe de ${publisher}: ${title}`,
};
