import type { ChatWords } from "../../messages/notifications/chat.ts";

export const CHAT_SPANISH: ChatWords = {
  title: (places) => `Garita avisará a este canal sobre ${places}`,
  introduction:
    "Llegará un mensaje cuando algo cambie ahí: un cierre, una suspensión, un límite, una reapertura, otro horario, un anuncio o una duda. Trae la respuesta de ese momento y su fuente. Si se retira un reporte, un mensaje lo dice.",
  traffic: (names) => `Solo sobre: ${names}.`,
  stop: (subscription, holder) =>
    `Para dejar de recibirlos, quite de aquí este webhook o bot, o pida a quien tiene la clave «${holder}» que borre la suscripción ${subscription}.`,
  about: (count) => `Se trata de ${count} cruces. Lo cerrado y lo dudoso va primero.`,
  more: "Este mensaje era demasiado largo y se cortó.",
  board: "Todos los cruces ahora",
};
