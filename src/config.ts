import { z } from "zod";
import { CORE_SETTINGS, type CoreSettings } from "./core-settings.ts";
import { scheduleFault } from "./cron-schedule.ts";
import type { Thresholds } from "./domain/status/evidence.ts";
import { PARTS, type Parts } from "./parts.ts";
import {
  addressesIn,
  isSchedule,
  type SettingShape,
  type SettingsOf,
  sessionTargetIn,
  showSetting,
} from "./setting-kinds.ts";

type Intersection<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** Settings of the process and all its parts. */
export type Config = CoreSettings &
  (Intersection<(typeof PARTS)["jobs" | "channels"][number]["settings"]> extends infer All extends SettingShape
    ? SettingsOf<All>
    : never);

/**
 * Returns one schema for all settings.
 * @throws Error if two parts declare the same name differently
 */
function composed({ jobs, channels }: Parts) {
  const shape: Record<string, z.ZodType> = { ...CORE_SETTINGS };
  for (const [name, kind] of [...jobs, ...channels].flatMap(({ settings }) => Object.entries(settings))) {
    if (shape[name] !== undefined && shape[name] !== kind) throw new Error(`two settings are called ${name}`);
    shape[name] = kind;
  }
  const schedules = Object.keys(shape).filter((name) => shape[name] !== undefined && isSchedule(shape[name]));
  return z.object(shape).superRefine((settings, ctx) => {
    for (const name of schedules) {
      const fault = scheduleFault(String(settings[name]), Number(settings.CRON_LEAST_SECONDS));
      if (fault !== null) ctx.addIssue({ code: "custom", path: [name], message: fault });
    }
    const fault = modeFault(settings as CoreSettings);
    if (fault !== null) ctx.addIssue({ code: "custom", ...fault });
    if (settings.SMTP_URL !== undefined)
      for (const name of ["EMAIL_FROM", "PUBLIC_URL"])
        if (settings[name] === undefined)
          ctx.addIssue({ code: "custom", path: ["SMTP_URL"], message: `needs ${name} as well, to send e-mail` });
  });
}

/** Returns what is wrong with the database's address for the mode of the process. */
function modeFault({ GARITA_MODE: mode, DATABASE_URL: address, MIGRATION_DATABASE_URL: owner }: CoreSettings) {
  if (address === undefined && owner !== undefined)
    return {
      path: ["MIGRATION_DATABASE_URL"],
      message: "needs DATABASE_URL, because the embedded database sets up its roles itself",
    };
  if (address === undefined)
    return mode === "full"
      ? null
      : {
          path: ["GARITA_MODE"],
          message: "needs DATABASE_URL, because a process that only reads has no server of its own",
        };
  const target = sessionTargetIn(address) ?? "read-write";
  const canWrite =
    ["read-write", "primary"].includes(target) || (target === "any" && addressesIn(address).length === 1);
  return mode === "read" || canWrite
    ? null
    : {
        path: ["DATABASE_URL"],
        message: `has target_session_attrs=${target}, but this process also writes (GARITA_MODE=full): use read-write`,
      };
}

/** Thrown for an unusable setting. The message addresses the person who started the service. */
export class BadSetting extends Error {
  override readonly name = "BadSetting";
}

/**
 * Returns the settings of this process and its parts. Empty variables count as unset, because compose files pass unset
 * variables as empty ones.
 * @throws BadSetting naming the setting, the rule and the value
 */
export function readConfig(
  environment: Record<string, string | undefined> = process.env,
  parts: Parts = PARTS,
): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  for (const [old, name] of Object.entries(RENAMED))
    if (given[old] !== undefined)
      throw new BadSetting(
        `Garita cannot start with these settings. ${old} has been renamed: set ${name} instead, and remove ${old}.`,
      );
  const result = composed(parts).safeParse(given);
  if (result.success) return result.data as Config;
  const sentences = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `${name} is '${showSetting(name, environment[name] ?? "")}': ${issue.message}`;
  });
  throw new BadSetting(`Garita cannot start with these settings. ${sentences.join(". ")}.`);
}

/**
 * Renamed settings. An old name must cause an error, not be ignored. FEED_LIFT_POLLS was renamed because filings are
 * now counted instead of polls.
 */
const RENAMED = { FEED_LIFT_POLLS: "FEED_LIFT_FILINGS" };

/** Extracts the limits on the age of evidence from the settings. */
export const limitsOf = (config: CoreSettings): Thresholds => ({
  freshMinutes: config.FEED_FRESH_MINUTES,
  openEvidenceDays: config.OPEN_EVIDENCE_DAYS,
  overdueDoubtHours: config.OVERDUE_DOUBT_HOURS,
});
