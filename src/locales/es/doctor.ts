import type { DoctorWords } from "../messages/doctor.ts";

export const DOCTOR_SPANISH: DoctorWords = {
  right: "BIEN",
  wrong: "MAL",
  note: "NOTA",
  faults: (count) => (count === 0 ? "Todo está bien." : count === 1 ? "Hay un problema." : `Hay ${count} problemas.`),
  node: (version) => `Node ${version} es suficientemente reciente.`,
  settings: "La configuración es válida.",
  unusable: (sentence) => `Garita no puede funcionar así. El motivo, en inglés: ${sentence}`,
  noDatabase: (folder) => `Todavía no hay una base de datos en ${folder}. Inicie Garita con 'npm start', que crea una.`,
  emptyDatabase: (database) =>
    `La base de datos '${database}' no tiene tablas de Garita. Inicie Garita con 'npm start', que las crea, o corrija DATABASE_URL.`,
  pending: (database, first, more) =>
    `La base de datos '${database}' es anterior a esta versión de Garita: le falta la migración ${first}${more > 0 ? ` y ${more} más` : ""}. Detenga todos los procesos de la versión anterior, haga una copia de seguridad e inicie esta versión, que las aplica.`,
  migrated: (database) => `La base de datos '${database}' responde y tiene todas las migraciones de esta versión.`,
  standby:
    "La base de datos es una réplica de solo lectura, así que no se puede registrar nada. Indique en DATABASE_URL el servidor primario o todos los servidores, o promueva la réplica.",
  readOnly:
    "La base de datos es de solo lectura, así que no se puede registrar nada. Busque default_transaction_read_only en la configuración del servidor, de la base de datos y del rol, y desactívelo.",
  writable: "La base de datos acepta escrituras.",
  clocksAgree: "Los relojes de esta máquina y de la base de datos difieren en menos de dos minutos.",
  clocksDiffer: (fault) => `${fault} Ponga en hora los relojes de las dos máquinas, por ejemplo con NTP.`,
  logAhead: (at) =>
    `El informe más reciente se registró en ${at}, que está en el futuro: un reloj estaba mal entonces, o lo está ahora. Revise los relojes de esta máquina y de la base de datos. Si están bien, espere a que pase esa hora.`,
  connections: (used, most) => `La base de datos tiene en uso ${used} de ${most} conexiones como máximo.`,
  connectionsShort: (used, most) =>
    `La base de datos tiene en uso ${used} de ${most} conexiones como máximo, así que puede rechazar otras. Cierre algunas, reduzca DATABASE_CONNECTIONS o aumente max_connections en el servidor.`,
  rights: (user) => `El rol '${user}' tiene los permisos que Garita necesita.`,
  lacksRight: (user, first, more) =>
    `Al rol '${user}' le falta el permiso ${first}${more > 0 ? ` y ${more} más` : ""}. Ejecute 'npm run roles' como administrador del servidor, o ponga en MIGRATION_DATABASE_URL la dirección del rol dueño de las tablas.`,
  disk: (gigabytes, folder) => `Quedan ${gigabytes} GB libres en el disco de ${folder}.`,
  diskShort: (gigabytes, folder) =>
    `Solo quedan ${gigabytes} GB libres en el disco de ${folder}. Si se llena, no se podrá registrar nada. Libere espacio o mueva GARITA_DATA a un disco mayor.`,
  diskElsewhere: "El disco de la base de datos está en su propio servidor y no se revisa aquí.",
  seeded: (crossings) => `Los ${crossings} cruces de los datos iniciales están registrados.`,
  seedMissing: (missing) =>
    `Faltan ${missing} cruces de los datos iniciales. Inicie Garita con 'npm start', que los registra.`,
  jobFine: (job, at) => `${job} terminó bien por última vez en ${at}.`,
  jobNever: (job, due) =>
    `${job} todavía no se ha ejecutado.${due === null ? "" : ` Le toca en ${due}, si Garita está en marcha.`}`,
  jobFailed: (job, since, wasReached, error) =>
    `${job} está fallando: ${wasReached ? "terminó bien por última vez en" : "nunca ha terminado bien y se intentó por primera vez en"} ${since}. El último error es: ${error}. Si nombra una dirección, compruebe que esta máquina llega a ella y pruebe con 'npm run job -- ${job}'.`,
  jobHangs: (job, since) =>
    `Una ejecución de ${job} que empezó en ${since} no ha terminado dentro de su límite. Su proceso está bloqueado o muerto. La siguiente ejecución la cierra; si no hay ninguna, reinicie Garita.`,
  jobOverdue: (job, due, last) =>
    `A ${job} le tocaba ejecutarse en ${due} y no lo hace desde ${last}. Compruebe que Garita está en marcha y que JOBS no es 'off' en todos los procesos.`,
  operators: (count) => `FOUR_EYES=on, y ${count} operadores tienen claves válidas.`,
  loneOperator: (count) =>
    `FOUR_EYES=on, pero solo ${count === 1 ? "1 operador tiene" : `${count} operadores tienen`} una clave válida, así que no se puede aceptar ningún reporte. Cree otra con 'npm run keys -- create --name NOMBRE --role recorder'.`,
  webhooks: (active, waiting) => `Suscripciones de webhooks activas: ${active}. Eventos en espera: ${waiting}.`,
  webhooksWaiting: (waiting, minutes) =>
    `Hay ${waiting} eventos de webhooks en espera, el más antiguo desde hace ${minutes} minutos. Busque "webhook" en el registro para ver por qué los rechazan los receptores. Si no hay tales líneas, compruebe que Garita está en marcha con JOBS=on.`,
  webhookDead: (id, holder, since, reason) =>
    `La suscripción ${id} de '${holder}' está muerta desde ${since}: ${reason}. Pida a su titular que repare el receptor y que envíe después POST /v1/subscriptions/${id}/verification. A los 30 días termina para siempre.`,
  webhooksDeadMore: (more) => `Hay ${more} suscripciones muertas más.`,
  emails: (pending, active) => `Suscripciones por correo: ${active} confirmadas, ${pending} sin confirmar.`,
  emailsFailing: (failing) =>
    `${failing} cambios no se pudieron enviar por correo en el último intento. Busque "an e-mail was refused" en el registro y compruebe SMTP_URL y EMAIL_FROM.`,
  emailKeyMissing:
    "SMTP_URL está definido, pero falta la clave del registro, así que nadie puede suscribirse por correo. Copie log-key a GARITA_DATA o defina LOG_KEY.",
  pushes: (pending, active) => `Aparatos que reciben notificaciones: ${active}. Aún no alcanzados: ${pending}.`,
  pushesFailing: (failing) =>
    `${failing} cambios no se pudieron enviar a los aparatos en el último intento. Busque "a push message was refused" en el registro.`,
  pushKeyMissing:
    "Falta la clave del registro, así que nadie puede pedir notificaciones. Copie log-key a GARITA_DATA o defina LOG_KEY.",
  portUnknown: "PORT es 0, así que no se conoce la dirección del servicio y no se le preguntó.",
  ready: (url) => `Garita responde en ${url} y está lista.`,
  notRunning: (url) => `Garita no está en marcha: nada responde en ${url}. Iníciela con 'npm start'.`,
  silent: (url) =>
    `Un programa acepta conexiones en ${url}, pero no responde. Si es Garita, está bloqueada: lea su registro y reiníciela.`,
  degraded: (reason) => `Garita responde, pero informa (en inglés): ${reason}.`,
  unready: (url, detail) =>
    `Garita responde en ${url}, pero no está lista: ${detail} Si la base de datos está bien, reinicie Garita.`,
  stranger: (url) =>
    `El programa que responde en ${url} no es Garita, o no funciona. Deténgalo o cambie PORT a otro puerto.`,
};
