import type { DeskSecondWords } from "../../messages/pages/desk-second.ts";

export const DESK_SECOND_SPANISH: DeskSecondWords = {
  second: {
    waits: "Espera a otro operador.",
    by: (operator) => `enviado por ${operator}`,
    own: "Usted envió este reporte, así que debe aceptarlo otro operador. Puede editarlo, o descartarlo para retractarse.",
    revoked: (operator) =>
      `La clave de ${operator} fue revocada, así que nadie puede aceptar este reporte tal como está. Edítelo para enviarlo a su propio nombre, o descártelo.`,
    withdraws: "Retira",
    disputes:
      "Mientras no se resuelva, se avisa a los lectores que no está confirmado que estos cruces estén abiertos.",
    sent: "El reporte se envió y espera a otro operador. Todavía no se registró nada.",
    willWait: "Después espera hasta que otro operador lo acepte.",
    withdrawalWaits: "Un retiro de este reporte espera a otro operador.",
    seeProposal: "Ver el retiro",
    edited: "Un operador editó el borrador.",
    earlierDraft: "Ver el borrador anterior",
    laterDraft: "Ver el reporte editado",
    noSpreadsheet:
      "Esta instalación exige otro operador para cada reporte (FOUR_EYES=on), así que no se pueden registrar hojas de cálculo. Registre los cierres uno por uno.",
  },
};
