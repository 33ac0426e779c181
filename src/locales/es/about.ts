import type { AboutText } from "../messages/about.ts";

export const ABOUT_SPANISH: AboutText = {
  title: "Acerca de Garita",
  lead: (states) =>
    `<p>Garita dice si un cruce fronterizo de ${states} está abierto para cruzar a pie, en auto, en camión de carga o en tren, en cada sentido, ahora o en cualquier fecha anterior. También dice quién lo informó, qué tan confiable es la información y qué se sabía en ese momento. Cuando no lo sabe, lo dice.</p>`,
  marks: "Qué significan los símbolos",
  markTexts: {
    open: "Una fuente lo informó o el tránsito lo confirmó en los últimos 90 días, y ninguna fuente lo contradice.",
    limited:
      "Abierto en parte: solo algunos servicios, menos carriles, solo ciertos viajeros o más demora de la habitual.",
    doubtful:
      "Quizá esté abierto, pero hay una duda: no se ha confirmado recientemente, las fuentes se contradicen, abre hoy a una hora que ninguna fuente precisó, o ya pasó más de un día desde el fin previsto de un cierre. No se confíe.",
    outside_hours:
      "En servicio, pero cerrado a esta hora según su horario. Volverá a abrir en su próxima hora de apertura.",
    limited_to_others: "Abierto, pero no para los viajeros por los que preguntó.",
    suspended:
      "Se decidió suspender el servicio y se espera que se reanude. Aquí seguirá como suspendido hasta que una fuente informe que reabrió.",
    closed: "Fuera de servicio: según lo programado, por daños o de manera definitiva.",
    unknown: "No hay reportes. Puede estar abierto o cerrado.",
  },
  readOn: "Lea el resultado.",
  log: {
    title: "Cómo se notaría una alteración",
    text: `<p>Cada reporte tiene un número y un hash, que depende del reporte y de todos los anteriores. Si guarda el hash más reciente, después podrá comprobar si algo anterior se alteró, se agregó o se quitó, sin tener que confiar en los operadores de este servicio.</p>`,
    head: ({ seq, time, hash }) =>
      `El reporte más reciente tiene el número ${seq}, se registró el ${time} y su hash es ${hash}.`,
    signed: "Lo mismo, con firma",
  },
  sections: [
    {
      title: "De dónde viene la información",
      text: `<p>De anuncios de la Oficina de Aduanas y Protección Fronteriza de Estados Unidos (CBP, por sus siglas en inglés) y de otras autoridades, de las noticias y de los operadores de este servicio. Cada reporte se guarda con su fuente y nunca se modifica. Si resulta falso, se retira, pero sigue a la vista.</p>
<p>Los <a href="https://bwt.cbp.gov/" rel="external noreferrer">tiempos de espera de CBP</a> indican la demora y si hay tránsito. Garita nunca usa su indicación de “abierto” o “cerrado”, porque ahí un cruce aparece como “abierto” según su horario, aunque esté cerrado.</p>
<p>El mapa usa los límites de la Oficina del Censo de EE. UU. y datos de Natural Earth.</p>`,
    },
    {
      title: "Qué no se sabe",
      text: `<ul class="plain"><li>La mayoría de los cruces rara vez son noticia. Un cruce abierto aparece como “sin confirmar” si en 90 días no hay reportes ni tránsito registrado.</li>
<li>Muchos cambios se anunciaron para un día, sin precisar la hora. Garita no la inventa: durante todo ese día, la apertura está en duda.</li>
<li>Los horarios de días festivos se conocen solo si alguien los reportó.</li>
<li>Sobre los cruces hacia el sur decide México, que informa menos.</li></ul>`,
    },
    {
      title: "Hora local",
      text: `<p>Todas las horas se indican en hora local del cruce, con su zona horaria: MST, CST, etcétera. No importa dónde esté usted. Arizona no aplica el horario de verano, y El Paso tiene una hora menos que el resto de Texas. Si elige un día, el tablero muestra cada cruce a la hora local que indique, o al mediodía si no indica ninguna.</p>`,
    },
    {
      title: "El pasado, y qué se sabía entonces",
      text: `<p>Elija un día para ver la situación de entonces según lo que se sabe hoy. Marque “Considerar solo lo publicado hasta entonces” para ver lo que un lector podía saber en ese momento. Los anuncios posteriores no cuentan.</p>`,
    },
    {
      title: "Cómo citar una respuesta",
      text: `<p>La página de cada cruce tiene un enlace permanente. Indica el momento consultado (<code>at</code>) y el momento en que abrió la página (<code>knownAt</code>). Lo registrado después no cuenta, así que el enlace siempre muestra la misma respuesta, sin importar lo que se reporte o se retire.</p>
<p>También puede citar lo que un lector podía saber en ese momento: <a href="/lukeville?at=2023-12-20T12:00:00-07:00&amp;publishedBefore=2023-12-20T12:00:00-07:00&amp;lang=es"><code>/lukeville?at=2023-12-20T12:00:00-07:00&amp;publishedBefore=…</code></a> muestra Sonoyta–Lukeville al mediodía del 20 de diciembre de 2023, según lo publicado hasta entonces.</p>`,
    },
    {
      title: "Para desarrolladores",
      text: `<p>Las mismas respuestas están disponibles en JSON, GeoJSON, CSV y Atom, como flujo de cambios y por webhooks: consulte <a href="/docs?lang=es">/docs</a>. En una terminal, <code>curl</code> con la dirección de la página de un cruce muestra una línea de texto.</p>`,
    },
  ],
};
