import type { DoctorWords } from "../messages/doctor.ts";

export const DOCTOR_ENGLISH: DoctorWords = {
  right: "OK",
  wrong: "WRONG",
  note: "NOTE",
  faults: (count) =>
    count === 0 ? "Nothing is wrong." : count === 1 ? "One thing is wrong." : `${count} things are wrong.`,
  node: (version) => `Node ${version} is new enough.`,
  settings: "The settings are valid.",
  unusable: (sentence) => sentence,
  noDatabase: (folder) => `There is no database in ${folder} yet. Start Garita with 'npm start', which creates one.`,
  emptyDatabase: (database) =>
    `The database '${database}' has no tables of Garita. Start Garita with 'npm start', which creates them, or correct DATABASE_URL.`,
  pending: (database, first, more) =>
    `The database '${database}' is older than this version of Garita: it lacks the migration ${first}${more > 0 ? ` and ${more} more` : ""}. Stop every process of the earlier version, back the database up, and start this version, which applies them.`,
  migrated: (database) => `The database '${database}' answers and has all migrations of this version.`,
  standby:
    "The database is a standby, so nothing can be recorded. Set DATABASE_URL to the primary, or name all servers in it, or promote the standby.",
  readOnly:
    "The database is read-only, so nothing can be recorded. Look for default_transaction_read_only in the settings of the server, the database and the role, and switch it off.",
  writable: "The database accepts writes.",
  clocksAgree: "The clocks of this machine and of the database agree to within two minutes.",
  clocksDiffer: (fault) => `${fault} Set the clocks of both machines, for example with NTP.`,
  logAhead: (at) =>
    `The newest report was recorded at ${at}, which is in the future: a clock was wrong then, or is wrong now. Check the clocks of this machine and of the database. If they are right, wait until that time has passed.`,
  connections: (used, most) => `The database has ${used} of at most ${most} connections in use.`,
  connectionsShort: (used, most) =>
    `The database has ${used} of at most ${most} connections in use, so further ones may be refused. Close some, lower DATABASE_CONNECTIONS, or raise max_connections of the server.`,
  rights: (user) => `The role '${user}' has the rights that Garita needs.`,
  lacksRight: (user, first, more) =>
    `The role '${user}' lacks the right ${first}${more > 0 ? ` and ${more} more` : ""}. Run 'npm run roles' as the administrator of the server, or set MIGRATION_DATABASE_URL to the address of the role that owns the tables.`,
  disk: (gigabytes, folder) => `${gigabytes} GB are free on the disk of ${folder}.`,
  diskShort: (gigabytes, folder) =>
    `Only ${gigabytes} GB are free on the disk of ${folder}. If it fills up, nothing can be recorded. Free some space, or move GARITA_DATA to a larger disk.`,
  diskElsewhere: "The disk of the database is on its own server and is not checked here.",
  seeded: (crossings) => `All ${crossings} crossings of the seed are on record.`,
  seedMissing: (missing) =>
    `${missing} crossings of the seed are not on record. Start Garita with 'npm start', which records them.`,
  jobFine: (job, at) => `${job} last succeeded at ${at}.`,
  jobNever: (job, due) => `${job} has not run yet.${due === null ? "" : ` It is due at ${due}, if Garita is running.`}`,
  jobFailed: (job, since, wasReached, error) =>
    `${job} is failing: it ${wasReached ? "last succeeded at" : "has never succeeded, and was first tried at"} ${since}. The last error is: ${error}. If it names an address, check that this machine reaches it, then try with 'npm run job -- ${job}'.`,
  jobHangs: (job, since) =>
    `A run of ${job} that started at ${since} has not ended within its time limit. Its process hangs or has died. The next run ends it; if there is none, restart Garita.`,
  jobOverdue: (job, due, last) =>
    `${job} was due at ${due} and has not run since ${last}. Check that Garita is running, and that JOBS is not 'off' in all processes.`,
  operators: (count) => `FOUR_EYES=on, and ${count} operators have valid keys.`,
  loneOperator: (count) =>
    `FOUR_EYES=on, but only ${count} operator${count === 1 ? " has" : "s have"} a valid key, so no report can be accepted. Create another one with 'npm run keys -- create --name NAME --role recorder'.`,
  webhooks: (active, waiting) => `Active webhook subscriptions: ${active}. Events waiting: ${waiting}.`,
  webhooksWaiting: (waiting, minutes) =>
    `${waiting} webhook events are waiting, the oldest for ${minutes} minutes. Look for "webhook" in the log to see why the receivers refuse them. If there are no such lines, check that Garita is running with JOBS=on.`,
  webhookDead: (id, holder, since, reason) =>
    `The subscription ${id} of '${holder}' has been dead since ${since}: ${reason}. Ask its holder to repair the receiver, and then to send POST /v1/subscriptions/${id}/verification. It ends for good after 30 days.`,
  webhooksDeadMore: (more) => `${more} more subscriptions are dead.`,
  emails: (pending, active) => `Subscriptions by e-mail: ${active} confirmed, ${pending} not yet confirmed.`,
  emailsFailing: (failing) =>
    `${failing} changes could not be sent by e-mail at the last attempt. Look for "an e-mail was refused" in the log, and check SMTP_URL and EMAIL_FROM.`,
  emailKeyMissing:
    "SMTP_URL is set, but the key of the log is missing, so nobody can subscribe by e-mail. Copy log-key to GARITA_DATA, or set LOG_KEY.",
  pushes: (pending, active) => `Devices that get push messages: ${active}. Not yet reached: ${pending}.`,
  pushesFailing: (failing) =>
    `${failing} changes could not be sent to devices at the last attempt. Look for "a push message was refused" in the log.`,
  pushKeyMissing:
    "The key of the log is missing, so nobody can ask for push messages. Copy log-key to GARITA_DATA, or set LOG_KEY.",
  portUnknown: "PORT is 0, so the address of the service is not known, and it was not asked.",
  ready: (url) => `Garita answers at ${url} and is ready.`,
  notRunning: (url) => `Garita is not running: nothing answers at ${url}. Start it with 'npm start'.`,
  silent: (url) =>
    `A program accepts connections at ${url} but does not answer. If it is Garita, it hangs: read its log, then restart it.`,
  degraded: (reason) => `Garita answers, but reports: ${reason}.`,
  unready: (url, detail) =>
    `Garita answers at ${url}, but is not ready: ${detail} If the database is in order, restart Garita.`,
  stranger: (url) =>
    `The program that answers at ${url} is not Garita, or does not work. Stop it, or set PORT to another port.`,
};
