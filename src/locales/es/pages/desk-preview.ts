import type { DeskPreviewWords } from "../../messages/pages/desk-preview.ts";

export const DESK_PREVIEW_SPANISH: DeskPreviewWords = {
  shortPreview: {
    now: "Ahora",
    same: "ninguna respuesta cambia",
    before: "antes:",
    after: "después:",
    details: "Todas las respuestas, por servicio",
    liftHint: "Marque lo que este reporte también levanta y actualice la vista previa.",
    lift: (crossing) => `Levantar también estas restricciones en ${crossing}`,
  },
};
