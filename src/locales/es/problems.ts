import type { ErrorMessages, ProblemPhrases } from "../messages/errors.ts";

export const PROBLEMS_SPANISH: ProblemPhrases = {
  keyNeeded: "Se requiere una clave. Envíela como `Authorization: Bearer <clave>`.",
  tooManyUnknownKeys: "Desde esta dirección llegaron demasiadas solicitudes con claves desconocidas.",
  tooManyReads: (most) =>
    `Desde esta dirección se han hecho en un minuto más de ${most} lecturas que hubo que calcular. Las respuestas que son iguales para muchas personas vienen de una caché y no cuentan.`,
  tooManyWrites: "Con esta clave se hicieron demasiados registros en un minuto.",
  formatUnavailable: (types) => `La respuesta está disponible como ${types}.`,
  codingUnavailable: (accepted) =>
    `La respuesta está disponible como br, gzip o identity. El Accept-Encoding de la solicitud no admite ninguno; se recibió ${accepted}.`,
  methodNotAllowed: (path, methods, method) => `${path} acepta ${methods}, no ${method}.`,
  contentTypeMissing: "El cuerpo no tiene Content-Type. Envíe application/json.",
  contentTypeNotJson: (type) => `El cuerpo debe ser application/json; se recibió ${type}.`,
  charsetNotUtf8: (charset) => `El cuerpo debe estar en UTF-8. Su Content-Type dice ${charset}.`,
  addressUnreadable: "No se puede leer la dirección.",
  strayPercentInAddress: "La dirección tiene un signo de porcentaje sin dos dígitos hexadecimales después.",
  bodyTooLarge: "El cuerpo pasa de 64 KiB.",
  tooManyFields: "El formulario tiene más campos que cualquier formulario de este sitio.",
  bodyCutOff: "El cuerpo llegó incompleto: no mide lo que dice Content-Length.",
  bodyUnreadable: (reason) => `No se puede leer el cuerpo: ${reason}.`,
  databaseAway:
    "La base de datos no está disponible por ahora. Intente de nuevo en un momento. Una solicitud repetida con la misma Idempotency-Key se registra una sola vez.",
  readsOnly: (address) =>
    address === null
      ? "Este proceso es de solo lectura. Envíe la solicitud al servicio completo."
      : `Este proceso es de solo lectura. Envíe la solicitud a ${address}.`,
  failed: "La solicitud falló por un error del servicio, no por algo que usted haya enviado.",
};

export const PROBLEM_KINDS_SPANISH: ErrorMessages["kinds"] = {
  invalid: {
    title: "La solicitud no es válida",
    meaning: "Un campo no es válido. `errors` indica cada campo, su regla y su valor.",
  },
  unauthorized: {
    title: "Se requiere una clave",
    meaning: "Envíe `Authorization: Bearer <clave>` con una clave válida.",
  },
  forbidden: {
    title: "Esta clave no lo permite",
    meaning: "La clave es válida, pero su rol no permite esta solicitud.",
  },
  second_person: {
    title: "Debe aceptarlo otro operador",
    meaning: "Quien envió un reporte no puede aceptarlo (FOUR_EYES=on). Otro operador sí puede.",
  },
  not_found: { title: "No se encontró", meaning: "La dirección, o el recurso al que se refiere, no existe." },
  method_not_allowed: { title: "Método no permitido", meaning: "`Allow` indica los métodos de esta dirección." },
  not_acceptable: {
    title: "Este formato no está disponible",
    meaning: "La respuesta no está disponible en el formato que pide `Accept`.",
  },
  conflict: { title: "Hay un conflicto", meaning: "La solicitud contradice algo ya registrado." },
  changed: {
    title: "Ya cambió",
    meaning: "El elemento ya no es como espera `If-Match`. Léalo de nuevo y decida otra vez.",
  },
  too_large: { title: "El cuerpo es demasiado grande", meaning: "El cuerpo de la solicitud puede tener hasta 64 KiB." },
  unsupported: {
    title: "El tipo del cuerpo no se admite",
    meaning: "Envíe JSON en UTF-8 con `Content-Type: application/json`.",
  },
  busy: { title: "Demasiadas solicitudes", meaning: "Espere el tiempo que dice `Retry-After`." },
  unavailable: {
    title: "No disponible por el momento",
    meaning:
      "Intente de nuevo después de `Retry-After`. Una solicitud con `Idempotency-Key` se puede repetir: se registra una sola vez.",
  },
  read_only: {
    title: "Este proceso es de solo lectura",
    meaning: "No registra nada ni acepta claves. `detail` indica la dirección del servicio completo, si se conoce.",
  },
  failure: { title: "Error interno", meaning: "La causa está en la bitácora del servicio." },
};
