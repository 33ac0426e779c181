import type { DeskHandoverWords } from "../../messages/pages/desk-handover.ts";

export const DESK_HANDOVER_SPANISH: DeskHandoverWords = {
  handover: {
    title: "Relevo",
    hint: "Solo el personal de la mesa ve estas notas. Quedan como se escribieron.",
    none: "Todavía no hay notas.",
    by: (author) => `de ${author}`,
    earlier: (count) => (count === 1 ? "1 nota anterior" : `${count} notas anteriores`),
    write: "Escribir una nota",
    text: "Nota para quien inicie sesión después",
    submit: "Dejar la nota",
    otherLeft: "todavía no se ha guardado: con este formulario ya se dejó otra nota. Deje también esta, o bórrela",
    left: "La nota quedó guardada.",
    last: "Su último reporte:",
    useAgain: "Usar de nuevo",
  },
  keys: {
    title: "Teclas para esta lista",
    list: {
      next: "siguiente",
      previous: "anterior",
      open: "abrir",
      record: "registrar un reporte sobre el cruce",
      reopened: "registrar que reabrió",
      stillShut: "registrar que sigue cerrado",
      accept: "ver qué cambiaría una propuesta y aceptarla",
      dismiss: "descartar una propuesta, con un motivo",
    },
    see: "Ver el efecto y aceptar",
    hint: "Funcionan solo mientras un elemento de la lista tiene el foco.",
    off: "Desactivar estas teclas en este navegador",
    reopened: "Reabrió",
    stillShut: "Sigue cerrado",
  },
};
