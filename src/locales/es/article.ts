import type { ArticleText } from "../messages/article.ts";

export const ARTICLE_SPANISH: ArticleText = {
  title: "La nota, afirmación por afirmación",
  invitation: "El registro empezó con una nota de diciembre de 2023. Cada una de sus afirmaciones se verificó.",
  lead: `<p>El registro empezó con una sola nota: <a href="https://www.nsnews24.com/us-mexico-to-hold-further-talks-on-migration-next-month/" rel="external noreferrer" hreflang="en">«US, Mexico to hold further talks on migration next month»</a> (en inglés). No lleva autor ni fecha. Un pie de foto fecha la reunión de la que informa el 27 de diciembre de 2023, así que se escribió el 28 o poco después.</p>
<p>No nombra ningún cruce ni da ninguna hora. Nada de lo que dice cambia aquí un estado. Las suspensiones se registraron según las autoridades que las decidieron, y la nota se registra junto a ellas como una versión más.</p>`,
  statements: "Qué dice, en nuestras palabras",
  columns: { says: "La nota dice", became: "El registro dice", answers: "Respuestas de esos días" },
  says: {
    S1: "Estados Unidos aceptó mantener abiertos los cruces legales, según el presidente de México.",
    S2: "El presidente: hay que cuidar que no se cierren los cruces, y hay un acuerdo.",
    S3: "El presidente: ya se están abriendo los cruces de ferrocarril y los puentes fronterizos.",
    S4: "A principios del mes, las autoridades de Estados Unidos cerraron por varios días dos cruces de ferrocarril entre México y Texas.",
    S5: "Lo hicieron para limitar las entradas ilegales en trenes de carga.",
    S6: "También se suspendieron cruces legales en varios puntos de entrada para vehículos y peatones de Texas, Arizona y California.",
    S7: "Lo hicieron para liberar recursos.",
    S8: "En las últimas semanas cruzaban unos 10,000 migrantes al día.",
    S9: "Las pláticas seguirán en Washington en enero.",
  },
  became: {
    S1: "No se refiere a ningún cruce en particular. Está en la nota sobre lo que dijo el presidente el 28 de diciembre y no cambia ningún estado.",
    S2: "Lo mismo.",
    S3: "Era cierto para tres puentes de ferrocarril, abiertos desde el 22 de diciembre. U.S. Customs and Border Protection (CBP) dice lo contrario de cuatro cruces, que abrieron el 4 de enero. Se registró como versión del 28 de diciembre sobre los siete; las respuestas sobre los cuatro muestran la contradicción.",
    S4: "CBP suspendió el ferrocarril en Eagle Pass y El Paso el 18 de diciembre a las 8:00, hora local de cada lugar. Lo reanudó el 22 de diciembre a las 2 p.m., hora del Este. El Paso tiene dos puentes de ferrocarril, así que fueron tres los puentes cerrados.",
    S5: "CBP dio como motivo la falta de personal, y mencionó el tráfico de personas en trenes. El motivo registrado es la falta de personal.",
    S6: "CBP suspendió los vehículos hacia el norte en el Puente I de Eagle Pass el 27 de noviembre, todo Lukeville el 4 de diciembre y PedWest el 9 de diciembre. La garita Morley estaba cerrada por obras desde el 25 de septiembre, y CBP la incluyó en su lista del 22 de diciembre. Los cuatro abrieron el 4 de enero de 2024.",
    S7: "CBP dice lo mismo: envió oficiales a ayudar a la Patrulla Fronteriza.",
    S8: "No dice nada de cruces abiertos o cerrados, así que no está en el registro.",
    S9: "Tampoco está en el registro.",
  },
  asPublished: "según lo publicado hasta entonces",
  dayTitle: "El 28 de diciembre de 2023",
  day: "Los tres puentes de ferrocarril estaban abiertos. En el Puente I de Eagle Pass estaban suspendidos los vehículos hacia el norte. Lukeville, PedWest y la garita Morley estaban suspendidos por completo.",
};
