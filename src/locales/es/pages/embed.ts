import type { EmbedWords } from "../../messages/pages/embed.ts";

export const EMBED_SPANISH: EmbedWords = {
  stale: "Se perdió la conexión. La respuesta corresponde a la hora indicada arriba.",
  noTrouble: "Ningún cruce está suspendido, cerrado o con restricciones.",
  noTroubleKnown: (unconfirmed) =>
    `No hay suspensiones, cierres ni restricciones registrados, pero ${unconfirmed === 1 ? "falta confirmar 1 cruce" : `falta confirmar ${unconfirmed} cruces`}.`,
  moreTrouble: (count) => `${count} más suspendidos, cerrados o con restricciones`,
};
