import { addresses, choice, schedule } from "../../setting-kinds.ts";
import type { AdvisoriesSource } from "../source.ts";
import { readDocuments } from "./read.ts";

/** Fields to request. By default, the API sends other fields. */
const FIELDS = [
  "document_number",
  "title",
  "type",
  "action",
  "abstract",
  "dates",
  "html_url",
  "publication_date",
  "effective_on",
];

const settings = {
  /** `on` to read the Federal Register. Off by default, because few of its documents concern travellers. */
  FEDERAL_REGISTER: choice("on", "off").default("off"),
  /**
   * Schedule for reading documents, in UTC. An issue appears on working days at 6 a.m. Eastern time. The later times
   * repeat a failed run.
   */
  FEDERAL_REGISTER_CRON: schedule("40 13,17,21 * * *"),
  /** Address of a search that lists the newest documents first. Each answer gives the address of the next page. */
  FEDERAL_REGISTER_URL: addresses.prefault(
    `https://www.federalregister.gov/api/v1/documents.json?conditions[agencies][]=u-s-customs-and-border-protection&conditions[term]=%22port+of+entry%22&order=newest&per_page=100${FIELDS.map((field) => `&fields[]=${field}`).join("")}`,
  ),
};

/** CBP's documents about ports of entry. */
export const federalRegister: AdvisoriesSource<typeof settings> = {
  gives: "advisories",
  name: "federal-register",
  job: "watch-federal-register",
  settings,
  isOn: ({ FEDERAL_REGISTER }) => FEDERAL_REGISTER === "on",
  plan: ({ FEDERAL_REGISTER_CRON, FEDERAL_REGISTER_URL }) => ({
    schedule: FEDERAL_REGISTER_CRON,
    addresses: FEDERAL_REGISTER_URL.map((url) => ({ publisher: "Federal Register", url })),
  }),
  read: readDocuments,
};
