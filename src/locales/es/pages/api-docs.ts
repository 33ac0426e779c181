import type { ApiDocsText } from "../../messages/pages/api-docs.ts";

export const API_DOCS_SPANISH: ApiDocsText = {
  title: "La API de Garita",
  lead: "Todo lo que dicen las páginas de Garita también está disponible como datos. Para consultarlos no hace falta clave, y puede leerlos un script de cualquier sitio. Cada respuesta dice qué tan segura es y cita sus fuentes. Las horas están en UTC; los días, en la hora local del cruce.",
  home: "Todos los cruces",
  examples: {
    status: {
      title: "¿Está abierto?",
      text: "La respuesta para autos hacia Estados Unidos en este momento. Para preguntar por otra hora, agréguela así: at=2023-12-20T12:00:00-07:00.",
    },
    stream: {
      title: "Recibir los cambios al instante",
      text: "El flujo envía cada reporte nuevo y avisa cuando una respuesta cambia con el paso del tiempo, por ejemplo a la hora de cierre. Funciona en cualquier navegador.",
    },
    map: {
      title: "Poner los cruces en un mapa",
      text: "La lista de cruces también está en GeoJSON. Esta página usa Leaflet desde su propio sitio. Los cruces sin ubicación conocida no tienen geometría.",
    },
  },
  copy: "Copiar",
  copied: "Copiado",
  operations: "Todas las operaciones (en inglés)",
  withoutScript: "La lista de operaciones necesita un script. Sin él, consulte",
};
