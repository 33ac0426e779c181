import type { ArticleText } from "../messages/article.ts";

export const ARTICLE_SPANISH: ArticleText = {
  title: "La nota, afirmación por afirmación",
  invitation: "El registro empezó con una nota de diciembre de 2023. Cada una de sus afirmaciones se verificó.",
  lead: `<p>El registro empezó con una sola nota: <a href="https://www.nsnews24.com/us-mexico-to-hold-further-talks-on-migration-next-month/" rel="external noreferrer" hreflang="en">“US, Mexico to hold further talks on migration next month”</a> (en inglés). No lleva firma ni fecha. Según un pie de foto, la reunión de la que informa fue el 27 de diciembre de 2023, así que la nota se escribió el 28 o poco después.</p>
<p>La nota no menciona ningún cruce ni da horas, así que nada de lo que dice cambia la situación de un cruce en este sitio. Las suspensiones se registraron según las autoridades que las ordenaron, y la nota figura junto a ellas como una versión más.</p>`,
  statements: "Qué dice, en nuestras palabras",
  columns: { says: "La nota dice", became: "En el registro", answers: "Respuestas para esos días" },
  says: {
    S1: "Estados Unidos aceptó mantener abiertos los cruces legales, según el presidente de México.",
    S2: "El presidente: hay que cuidar que no se cierren los cruces, y hay un acuerdo.",
    S3: "El presidente: ya se están abriendo los cruces ferroviarios y los puentes fronterizos.",
    S4: "Días antes, ese mismo mes, las autoridades de Estados Unidos cerraron por varios días dos cruces ferroviarios entre México y Texas.",
    S5: "Lo hicieron para limitar las entradas ilegales en trenes de carga.",
    S6: "También se suspendieron cruces legales en varios puertos de entrada para vehículos y peatones en Texas, Arizona y California.",
    S7: "Lo hicieron para liberar recursos.",
    S8: "En las últimas semanas cruzaban unos 10,000 migrantes al día.",
    S9: "Las pláticas seguirán en Washington en enero.",
  },
  became: {
    S1: "No se refiere a ningún cruce en particular, así que no cambia la situación de ninguno. Quedó anotada en el reporte sobre lo que dijo el presidente el 28 de diciembre.",
    S2: "Lo mismo.",
    S3: "Era cierto en el caso de tres puentes ferroviarios, abiertos desde el 22 de diciembre. La Oficina de Aduanas y Protección Fronteriza de Estados Unidos (CBP, por sus siglas en inglés) lo contradice respecto a otros cuatro cruces, que abrieron el 4 de enero. La afirmación se registró, con fecha del 28 de diciembre, como una versión sobre los siete cruces; las respuestas sobre esos cuatro muestran la contradicción.",
    S4: "CBP suspendió el cruce de trenes en Eagle Pass y El Paso el 18 de diciembre a las 8:00, hora local de cada ciudad, y lo reanudó el 22 de diciembre a las 14:00, hora del Este. El Paso tiene dos puentes ferroviarios, así que fueron tres los puentes cerrados.",
    S5: "CBP dio como motivo la falta de personal, y mencionó el tráfico de personas en trenes. El motivo registrado es la falta de personal.",
    S6: "CBP suspendió el cruce de vehículos hacia el norte en el Puente I de Eagle Pass el 27 de noviembre, todas las operaciones en Lukeville el 4 de diciembre y las de PedWest el 9 de diciembre. La garita Morley estaba cerrada por obras desde el 25 de septiembre, y CBP la incluyó en su lista del 22 de diciembre. Los cuatro abrieron el 4 de enero de 2024.",
    S7: "CBP dice lo mismo: envió oficiales a ayudar a la Patrulla Fronteriza.",
    S8: "No dice nada de cruces abiertos o cerrados, así que no está en el registro.",
    S9: "Tampoco está en el registro.",
  },
  asPublished: "según lo publicado hasta entonces",
  dayTitle: "El 28 de diciembre de 2023",
  day: "Los tres puentes ferroviarios estaban abiertos. En el Puente I de Eagle Pass estaba suspendido el cruce de vehículos hacia el norte. En Lukeville, PedWest y la garita Morley, el cruce estaba suspendido por completo.",
};
