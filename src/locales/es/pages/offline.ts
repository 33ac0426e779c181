import type { OfflineText } from "../../messages/pages/offline.ts";

export const OFFLINE_SPANISH: OfflineText = {
  title: "Sin conexión",
  lead: "Estos son los últimos datos que recibió este dispositivo. Cualquier cruce pudo abrir o cerrar desde entonces.",
  asOf: (moment) => `Última actualización: ${moment}`,
  retry: "Reintentar",
  script: {
    asOf: "Última actualización: {time}, hace {age}; sin conexión",
    minutes: "{n} min",
    hours: "{n} h",
    days: "{n} días",
  },
};
