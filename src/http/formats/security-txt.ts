import type { Temporal } from "temporal-polyfill";
import { LANGUAGES } from "../../locales/index.ts";

/** Days until a copy of the file is out of date. RFC 9116 recommends less than a year. */
const VALID_DAYS = 180;

/**
 * Writes `security.txt` (RFC 9116). `contact` is an e-mail address or an https: address. The file expires at midnight
 * UTC, so that it changes once a day.
 */
export function securityText(contact: string, publicUrl: string | null, now: Temporal.Instant): string {
  const expires = now.toZonedDateTimeISO("UTC").toPlainDate().add({ days: VALID_DAYS });
  return [
    `Contact: ${contact.includes("://") ? contact : `mailto:${contact}`}`,
    `Expires: ${expires}T00:00:00Z`,
    `Preferred-Languages: ${LANGUAGES.join(", ")}`,
    ...(publicUrl === null ? [] : [`Canonical: ${publicUrl}/.well-known/security.txt`]),
    "",
  ].join("\n");
}
