import type { AboutText } from "../messages/about.ts";

export const ABOUT_SPANISH: AboutText = {
  title: "Acerca de Garita",
  lead: (states) =>
    `<p>Garita dice si un cruce fronterizo de ${states} está abierto, a pie, en auto, para carga o en tren, en cada sentido, ahora o cualquier día del pasado: quién lo dijo, qué tan seguro es y qué se sabía cuándo. Lo que no sabe, lo dice.</p>`,
  marks: "Qué significan las marcas",
  markTexts: {
    open: "Alguien lo dijo, nadie dice lo contrario y consta en los últimos 90 días.",
    limited:
      "Abierto en parte: solo algunos servicios, menos carriles, solo algunos viajeros o más lento que de costumbre.",
    doubtful:
      "Lo último que consta es que está abierto, pero nadie lo ha confirmado últimamente, las fuentes se contradicen, abre hoy a una hora que nadie indicó, o pasó hace más de un día el fin previsto de un cierre. No cuente con ello.",
    outside_hours: "En servicio, y cerrado a esta hora por su propio horario. Vuelve a abrir por sí solo.",
    suspended:
      "Detenido por decisión de alguien, con intención de reanudar. Aquí no se reabre solo: alguien tiene que decirlo.",
    closed: "Fuera de uso: por plan, por daños o para siempre.",
    unknown: "Nadie ha reportado nada. Puede estar abierto o no.",
  },
  sections: [
    {
      title: "De dónde viene",
      text: `<p>De anuncios de U.S. Customs and Border Protection (CBP) y de otras autoridades, de noticias y de personas que atienden un escritorio aquí. Cada dicho se guarda con su fuente y nada se altera jamás: lo que resulta falso se retira, y sigue legible.</p>
<p>Los <a href="https://bwt.cbp.gov/" rel="external noreferrer">tiempos de espera de CBP</a> dan las esperas y muestran que hay tránsito. Nunca abren ni cierran un cruce aquí: llaman “abierto” a un cruce por su horario, aun cuando está cerrado.</p>
<p>El mapa se dibuja con los límites de la Oficina del Censo de EE. UU. y con Natural Earth.</p>`,
    },
    {
      title: "Qué no se sabe",
      text: `<ul class="plain"><li>De la mayoría de los cruces se habla poco. Sin noticia en 90 días, un cruce abierto se muestra sin confirmar.</li>
<li>Muchos cambios se anunciaron para un día, sin hora. No se inventa ninguna: durante ese día, una apertura está en duda.</li>
<li>Los horarios de días festivos se conocen solo si alguien los reportó.</li>
<li>Hacia el sur decide México, que anuncia menos.</li></ul>`,
    },
    {
      title: "El reloj de quién",
      text: `<p>Toda hora es la del reloj del propio cruce, con su zona: MST, CST y demás. Su propio reloj no importa. Arizona no cambia de horario, y El Paso va una hora atrás del resto de Texas. El tablero de un día muestra cada cruce a esa hora de su propio reloj; a mediodía, si usted no elige otra.</p>`,
    },
    {
      title: "El pasado, y qué se sabía entonces",
      text: `<p>Elija un día y verá cómo estaba todo según lo que hoy se sabe. Marque “Contar solo lo publicado hasta entonces” y verá lo que un lector podía saber en ese momento: los anuncios posteriores no cuentan.</p>`,
    },
    {
      title: "Cómo citar una respuesta",
      text: `<p>La página de cada cruce tiene un enlace permanente. Nombra el momento por el que se preguntó (<code>at</code>) y el momento hasta el que cuenta el registro (<code>knownAt</code>), así que muestra siempre la misma respuesta, sin importar qué se reporte o se retire después:</p>
<p><a href="/lukeville?at=2023-12-20T12:00:00-07:00&amp;publishedBefore=2023-12-20T12:00:00-07:00&amp;lang=es"><code>/lukeville?at=2023-12-20T12:00:00-07:00&amp;publishedBefore=…</code></a> es Sonoyta–Lukeville al mediodía del 20 de diciembre de 2023, según lo publicado hasta entonces.</p>`,
    },
    {
      title: "Para programas",
      text: `<p>Las mismas respuestas en JSON, GeoJSON, CSV y Atom, con un flujo de cambios y webhooks, se describen en <a href="/docs" hreflang="en">/docs</a> (en inglés). En una terminal, <code>curl</code> de cualquier página da una línea de texto.</p>`,
    },
  ],
};
