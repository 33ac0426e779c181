/**
 * The API's English error messages about fields, with their Spanish translations. Captured groups are inserted into the
 * translation.
 */
const RULES: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [/^is required$/, () => "es obligatorio"],
  [/^must not be empty$/, () => "no debe quedar vacío"],
  [/^must be one of (.*)$/, (all) => `debe ser uno de ${all}`],
  [
    /^must be text without control characters(, line breaks)? or marks of direction; character (\d+) is (U\+\S+)$/,
    (breaks, place, character) =>
      `no debe contener caracteres de control${breaks === undefined ? "" : ", saltos de línea"} ni marcas de dirección; el carácter ${place} es ${character}`,
  ],
  [/^must have a letter or a digit$/, () => "debe tener una letra o un dígito"],
  [/^must be an http or https address$/, () => "debe ser una dirección http o https"],
  [/^must have no user name and no password in it$/, () => "no debe incluir usuario ni contraseña"],
  [/^must have at most (\d+) characters$/, (most) => `debe tener a lo más ${most} caracteres`],
  [
    /^must be an instant with its offset \((.*)\), a day \((.*)\) or a month \((.*)\), in the years (\d+) to (\d+)(?:, or a year \((\d+)\))?$/,
    (instant, day, month, first, last, year) =>
      `debe ser fecha y hora con desfase de UTC (${instant}), un día (${day})${year === undefined ? " o" : ","} un mes (${month})${year === undefined ? "" : ` o un año (${year})`}, entre los años ${first} y ${last}`,
  ],
  [
    /^a report needs at least one change or claim, or a note$/,
    () => "un reporte requiere al menos un cruce, o una nota",
  ],
  [/^a change needs a status, hours, or both$/, () => "se requiere un estado, un horario o ambos"],
  [/^goes with a status only$/, () => "solo se permite junto con un estado"],
  [/^there is no crossing '(.*)'$/, (slug) => `no hay ningún cruce '${slug}'`],
  [/^(\S+) has no (.*) service$/, (slug, service) => `${slug} no tiene servicio ${service}`],
  [/^(\S+) is not after effectiveAt, (\S+)$/, (end, start) => `${end} no es posterior al inicio, ${start}`],
  [
    /^two (status|hours) changes for (.*) from (\S+)$/,
    (kind, service, start) => `dos cambios de ${kind === "hours" ? "horario" : "estado"} de ${service} desde ${start}`,
  ],
  [
    /^hours '(.*)': '(.*)' is not days with times, off or unknown$/s,
    (text, part) => `horario '${text}': '${part}' debe tener días seguidos de horas, off o unknown`,
  ],
  [
    /^hours '(.*)': '(.*)' is not a day or a range of days \((.*)\)$/s,
    (text, part, days) => `horario '${text}': '${part}' no es un día ni un intervalo de días (${days})`,
  ],
  [/^hours '(.*)': times overlap$/s, (text) => `horario '${text}': las horas se traslapan`],
  [
    /^hours '(.*)': '(.*)' is not a stretch such as (.*)$/s,
    (text, part, like) => `horario '${text}': '${part}' no es un intervalo como ${like}`,
  ],
  [
    /^hours '(.*)': '(.*)' starts where it ends \(all day is (.*)\)$/s,
    (text, part, like) => `horario '${text}': '${part}' empieza donde termina (todo el día es ${like})`,
  ],
  [/^must be weekly hours$/, () => "debe ser un horario semanal"],
];

/** Translates an error message about a field into Spanish. Returns undefined if the list does not contain it. */
export function issueInSpanish(message: string): string | undefined {
  const [, rule = message, value] = /^(.*?), and is (.*)$/s.exec(message) ?? [];
  for (const [pattern, tell] of RULES) {
    const match = pattern.exec(rule);
    if (match !== null) return tell(...match.slice(1)) + (value === undefined ? "" : `; se recibió ${value}`);
  }
  return undefined;
}
