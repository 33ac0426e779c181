import type { RulePhrases } from "../../domain/error-phrases.ts";

const TYPES: Readonly<Record<string, string>> = {
  string: "un texto",
  number: "un número",
  int: "un número entero",
  boolean: "true o false",
  object: "un objeto",
  array: "una lista",
  null: "null",
};

/** Spanish text of each error of the JSON parser. */
const JSON_FAULTS: Readonly<Record<string, string>> = {
  InvalidSymbol: "símbolo no válido",
  InvalidNumberFormat: "número no válido",
  PropertyNameExpected: "falta el nombre de un campo",
  ValueExpected: "falta un valor",
  ColonExpected: "faltan dos puntos",
  CommaExpected: "falta una coma",
  CloseBraceExpected: "falta una llave de cierre",
  CloseBracketExpected: "falta un corchete de cierre",
  EndOfFileExpected: "sobra texto al final",
  InvalidCommentToken: "no se permiten comentarios",
  UnexpectedEndOfComment: "comentario sin terminar",
  UnexpectedEndOfString: "texto sin comilla de cierre",
  UnexpectedEndOfNumber: "número sin terminar",
  InvalidUnicode: "escape Unicode no válido",
  InvalidEscapeCharacter: "escape no válido",
  InvalidCharacter: "carácter no válido",
};

const items = (count: number): string => `${count} ${count === 1 ? "elemento" : "elementos"}`;

const KINDS: Readonly<Record<string, string>> = { status: "estado", hours: "horario", exception: "excepción" };

const MOMENTS = "un instante con su desfase (2023-12-04T08:00:00-06:00), un día (2023-12-04)";

export const RULES_SPANISH: RulePhrases = {
  got: (rule, value) => `${rule}; se recibió ${value}`,
  stated: (rule) => rule,
  notValid: "no es válido",
  required: "es obligatorio",
  unknownField: "no es un campo conocido",
  repeated: "aparece más de una vez",
  repeatedAt: (line, column) => `aparece más de una vez, de nuevo en la línea ${line}, columna ${column}`,
  oneOf: (values) => `debe ser uno de ${values}`,
  ofType: (type) => `debe ser ${TYPES[type] ?? `de tipo ${type}`}`,
  notEmpty: "no debe quedar vacío",
  leastItems: (least) => `debe tener al menos ${items(least)}`,
  mostItems: (most) => `debe tener a lo más ${items(most)}`,
  mostCharacters: (most) => `debe tener a lo más ${most} caracteres`,
  leastNumber: (least) => `debe ser al menos ${least}`,
  mostNumber: (most) => `debe ser a lo más ${most}`,
  distinct: "no debe repetir ningún elemento",
  pattern: (pattern) => `debe coincidir con ${pattern}`,
  hiddenCharacter: (allowsLines, place, character) =>
    `no debe contener caracteres de control${allowsLines ? "" : ", saltos de línea"} ni marcas de dirección (el carácter ${place} es ${character})`,
  letterOrDigit: "debe contener una letra o un dígito",
  wholeNumber: (least, most) => `debe ser un número entero de ${least} a ${most}`,
  slug: "debe tener solo minúsculas y dígitos, unidos por guiones sencillos",
  reportId: "debe tener de 1 a 80 minúsculas, dígitos y guiones",
  alertIdentifier: "debe ser el identificador de un aviso, como garita-lukeville-41-41",
  proposalId: "debe ser el identificador de una propuesta",
  jobName: "debe ser el nombre de una tarea",
  portCode: "debe ser una clave de puerto de cuatro dígitos, como 2304",
  county: (counties) => `debe ser la clave FIPS o el nombre de uno de ${counties}`,
  pageCursor: "debe ser el `next` de una página anterior",
  point: "debe ser latitud,longitud en grados, como 31.76,-106.45",
  instantOrInterval:
    "debe ser un instante como 2023-12-20T19:00:00Z, o dos en orden como 2023-12-01T00:00:00Z/2023-12-31T00:00:00Z, uno de los cuales puede ser ..",
  boundingBox: "debe ser oeste,sur,este,norte en grados, como -107,31,-106,32, con el sur no mayor que el norte",
  formKey: "debe ser la clave que venía con el formulario",
  formState: "debe ser el valor que venía con el formulario",
  formAction: "debe ser el valor de un botón del formulario",
  instant: (first, last) =>
    `debe ser un instante con su desfase, como 2023-12-20T12:00:00-07:00 o 2023-12-20T19:00:00Z, de los años ${first} a ${last}`,
  moment: (first, last) => `debe ser ${MOMENTS} o un mes (2023-12), de los años ${first} a ${last}`,
  publication: (first, last) => `debe ser ${MOMENTS}, un mes (2023-12) o un año (2023), de los años ${first} a ${last}`,
  withinYears: (first, last) => `debe ser de los años ${first} a ${last}`,
  day: "debe ser un día, como 2023-12-20",
  dayOrMonth: "debe ser un día, como 2023-12-04, o un mes, como 2023-12",
  span: "debe ser un mes, como diciembre-2023 o 2023-12, o un año, como 2023",
  dayWithin: (from, to) => `debe ser un día del ${from} al ${to}`,
  timeOfDay: "debe ser una hora del día, como 12:00",
  notUtf8: (byte) => `debe estar en UTF-8 (el byte ${byte} no lo está)`,
  json: "debe ser JSON",
  notJson: (fault, line, column) =>
    `debe ser JSON (${JSON_FAULTS[fault] ?? fault} en la línea ${line}, columna ${column})`,
  nestedTooDeeply: "tiene demasiados niveles anidados",
  strayPercent: (character) =>
    `tiene un signo de porcentaje sin dos dígitos hexadecimales después, en el carácter ${character}`,
  percentNotUtf8: (character) => `tiene escapes con porcentaje que no son UTF-8, a partir del carácter ${character}`,
  unreadableAddress: "no se puede leer",
  emptyReport: "debe contener al menos un cambio o una afirmación, a menos que el reporte lleve una nota",
  statusOrHours: "requiere un estado, un horario o una excepción",
  onlyWithStatus: "solo se permite junto con un estado",
  onlyIfOpen: (status) => `solo se permite si el estado es open, pero es ${status}`,
  limitedByProgrammes: (programmes) => `debe ser true u omitirse, porque el servicio se limita a ${programmes}`,
  afterStart: (start) => `debe ser posterior a effectiveAt, que es ${start}`,
  noCrossing: (slug) => `no hay ningún cruce '${slug}'`,
  noService: (slug, service) => `${slug} no tiene servicio ${service}`,
  noLane: (slug, lane, mode) => `ningún servicio${mode === null ? "" : ` ${mode}`} de ${slug} tiene carriles ${lane}`,
  lifts: "debe ser `all` o una lista de identificadores de reportes",
  noReport: (id) => `no hay ningún reporte '${id}'`,
  restrictsNothing: (id, slug) => `el reporte '${id}' no restringe ningún servicio de este cambio en ${slug}`,
  twoChanges: (kind, service, from) =>
    `no debe tener dos cambios de ${KINDS[kind] ?? kind} de ${service} desde ${from}`,
  openWithCount: "debe ser open, porque un conteo dice que hubo tránsito",
  notWithCount: "no se permite con un conteo",
  monthOfCount: "debe ser un mes, como 2023-12, porque la afirmación lleva un conteo",
  twoCounts: (service, month) => `no debe haber dos conteos de ${service} en ${month}`,
  hoursRule: (part) =>
    `debe ser un horario semanal, pero '${part}' no tiene la forma: días, luego horas, 'off' o 'unknown'`,
  hoursDays: (part) =>
    `debe ser un horario semanal, pero '${part}' no es un día ni un rango de días (Mo Tu We Th Fr Sa Su)`,
  hoursTimes: (part) => `debe ser un horario semanal, pero '${part}' no es un rango de horas como 06:00-22:00`,
  hoursEmpty: (part) =>
    `debe ser un horario semanal, pero '${part}' termina cuando empieza (todo el día es 00:00-24:00)`,
  hoursOverlap: "debe ser un horario semanal cuyas horas no se encimen",
  exceptionRule: (part) =>
    `debe ser un horario para ciertos días, pero '${part}' no tiene la forma: días, luego horas, 'off' o 'unknown'`,
  exceptionDays: (part) =>
    `debe ser un horario para ciertos días, pero '${part}' no dice cuáles; el horario semanal va en su propio campo`,
  exceptionDate: (part) =>
    `debe ser un horario para ciertos días, pero '${part}' no es un día, un mes, un rango de ellos (2023 Sep 01, Dec 24-Jan 02, Apr-Oct), un día de la semana ni un día festivo (PH)`,
  exceptionWeek: (part) =>
    `debe ser un horario para ciertos días, pero '${part}' no es una semana ni un rango de semanas de 1 a 53`,
  exceptionCountry: (part, countries) =>
    `debe ser un horario para ciertos días, pero '${part}' no nombra un país con días festivos conocidos (${countries})`,
  exceptionHoliday: (part, holidays) =>
    `debe ser un horario para ciertos días, pero '${part}' no es un día festivo de ese país (${holidays})`,
  exceptionTimes: (part) =>
    `debe ser un horario para ciertos días, pero '${part}' no es un rango de horas como 06:00-22:00`,
  exceptionEmpty: (part) =>
    `debe ser un horario para ciertos días, pero '${part}' termina cuando empieza (todo el día es 00:00-24:00)`,
  exceptionOverlap: "debe ser un horario para ciertos días, pero las horas de un día se enciman",
  exceptionNever: (first, last) => `debe nombrar un día del ${first} al ${last}, los días en que puede aplicarse`,
  exceptionOver: (start) => `debe nombrar un día que no haya terminado antes de effectiveAt, que es ${start}`,
  onlyWithException: "solo se permite junto con una excepción",
  beforeEnd: (to) => `debe ser anterior al fin de \`to\` (${to})`,
  beforeNow: (now) => `debe ser anterior a este momento (${now})`,
  daysBeforeEnd: (days, to) => `debe ser a lo más ${days} días antes del fin de \`to\` (${to})`,
  daysBeforeNow: (days, now) => `debe ser a lo más ${days} días antes de este momento (${now})`,
  yearsBeforeEnd: (years, end) => `debe ser a lo más ${years} años antes de ${end}`,
  yearsBeforeEndOfSeveral: (years, end, yearsOfOne) =>
    `debe ser a lo más ${years} años antes de ${end} (${yearsOfOne} para un solo cruce)`,
  beforeEndOfData: (end) => `debe ser anterior a ${end}, hasta donde llegan los datos`,
  notInFuture: "no debe estar en el futuro",
  beyondLog: (newest) => `no debe pasar del último reporte de este registro, ${newest}`,
  timeNeedsDay: "requiere un día: agregue `on`, por ejemplo `on=2023-12-20`",
  httpDate: "debe ser una fecha como en HTTP, por ejemplo Wed, 20 Dec 2023 19:00:00 GMT",
  onlyAsText: "es un día en la hora local de cada cruce, pero la respuesta en JSON es para un solo instante: use `at`",
  wholeView: "no se puede combinar con view=spans, que nunca se divide en páginas",
  nothingMatches: "ningún servicio cumple con todos los filtros",
  notForRetraction: "no se permite, porque la propuesta retira un reporte. Acéptela o descártela tal como está",
  unreadableDraft: (proposal, fault) =>
    `es obligatorio, porque el borrador de la propuesta ${proposal} no se puede leer (${fault})`,
  webAddress: "debe ser una dirección http o https",
  noUserInfo: "no debe llevar usuario ni contraseña",
  currentVersion: "debe ser el ETag del elemento tal como está ahora, o *; léalo de nuevo",
  serviceAddress: (service, example) => `debe ser una dirección de ${service}, como ${example}`,
  onlyForChat: (channels) => `es solo para estos canales: ${channels}`,
  schemes: (schemes) => `debe ser una dirección con uno de estos esquemas: ${schemes}`,
  absoluteAddress: "debe ser una dirección, como https://example.org/garita",
  httpsAddress: "debe ser una dirección https",
  portOfAddress: (first) => `debe tener el puerto 443 o uno a partir del ${first}`,
  unknownHost: (host, code) => `nombra un servidor que no se encontró: ${host} (${code})`,
  hostWithoutAddress: (host) => `nombra un servidor sin dirección IP: ${host}`,
  privateAddress: (host) => `lleva a ${host === null ? "una máquina" : `${host},`} que no es accesible desde internet`,
};
