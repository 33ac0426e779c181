import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// Plain JavaScript with only Node's own modules, because this runs before the installation.
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Reads from `.env` the settings that the environment lacks. Tests skip this, so that they never use a real database.
 */
export function readSettings() {
  const file = join(ROOT, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}

/**
 * Exits if a setting is outside the limits in `.env.example`. Runs before the installation, so that mistakes are
 * reported at once. A test compares `.env.example` with `src/config.ts`.
 */
export function checkLimits() {
  const file = join(ROOT, ".env.example");
  const blocks = existsSync(file) ? readFileSync(file, "utf8").split("\n\n") : [];
  const faults = blocks.flatMap((block) => {
    const name = /^#([A-Z_]+)=/m.exec(block)?.[1] ?? "";
    const value = process.env[name] ?? "";
    const rule = value === "" ? undefined : ruleBroken(block, value);
    return rule === undefined ? [] : [`${name} is '${value}': ${rule}`];
  });
  if (faults.length > 0) endBy(`Garita cannot start with these settings. ${faults.join(". ")}.`);
}

function ruleBroken(block, value) {
  const [, least, most] = /A whole number from (\d+) to (\d+)\./.exec(block) ?? [];
  if (
    least !== undefined &&
    !(/^\d{1,15}$/.test(value) && Number(value) >= Number(least) && Number(value) <= Number(most))
  )
    return `must be a whole number from ${least} to ${most}`;
  const words = /One of ([a-z, ]+)\./.exec(block)?.[1];
  return words !== undefined && !words.split(", ").includes(value) ? `must be one of ${words}` : undefined;
}

/** Exits if a setting cannot be used. Runs after the build, before anything starts. */
export async function checkSettings() {
  const { BadSetting, readConfig } = await import("../dist/src/config.js");
  try {
    readConfig();
  } catch (error) {
    if (!(error instanceof BadSetting)) throw error;
    endBy(error.message);
  }
}

function endBy(sentence) {
  console.error(sentence);
  process.exit(1);
}
