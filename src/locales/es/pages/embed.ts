import type { EmbedWords } from "../../messages/pages/embed.ts";

export const EMBED_SPANISH: EmbedWords = {
  stale: "Se perdió la conexión. La respuesta corresponde a la hora indicada arriba.",
  noTrouble: "Ningún cruce está suspendido, cerrado o con restricciones.",
  noTroubleKnown: (unconfirmed) =>
    `No hay suspensiones, cierres ni restricciones registrados, pero ${unconfirmed === 1 ? "falta confirmar 1 cruce" : `falta confirmar ${unconfirmed} cruces`}.`,
  moreTrouble: (count) => `${count} más suspendidos, cerrados o con restricciones`,
  show: {
    crossing: "Mostrar este cruce en su página",
    area: "Mostrar estos cruces en su página",
    board: "Mostrar este panorama en su página",
  },
  hint: "Pegue este código en su página. Para elegir los colores, agregue theme=light o theme=dark a la dirección.",
  scrolls: {
    crossing: "En este tamaño caben las respuestas habituales. Las más largas se desplazan.",
    area: "Primero aparecen los cruces suspendidos, cerrados o con restricciones, y después los que están sin confirmar. Para ver más sin desplazarse, aumente la altura.",
    board:
      "Muestra los cruces suspendidos, cerrados o con restricciones, y cuántos cruces hay en cada estado. Las listas más largas se desplazan.",
  },
};
