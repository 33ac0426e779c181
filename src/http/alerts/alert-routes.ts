import { z } from "zod";
import { getAlert } from "../../actions/alerts/get-alert.ts";
import { listAlerts } from "../../actions/alerts/list-alerts.ts";
import { countyAsked } from "../../domain/places/county.ts";
import { placeName, statesOf } from "../../domain/places/region.ts";
import { LANGUAGES, LOCALES, messagesIn } from "../../locales/index.ts";
import { cacheUntilChange, cacheUntilInvalidated, type Route, route } from "../route.ts";
import type { CountyWord } from "../wire/county-code.ts";
import { byRule } from "../wire/rule.ts";
import type { StateWord } from "../wire/state-code.ts";
import { alertFeed } from "./alert-feed.ts";
import { capDocument, capLanguage } from "./cap.ts";
import { CAP_EXAMPLE } from "./cap-example.ts";

const AlertIdentifier = z
  .string()
  .regex(/^[a-z0-9-]{1,150}(T\d{6,12}Z)?$/, byRule("alertIdentifier"))
  .meta({
    description: "The identifier of a message, from the index",
    examples: ["garita-lukeville-41-41"],
  });

/** Returns the routes of the messages of the Common Alerting Protocol, and of their index. */
export const alertRoutes = (publicUrl: string | null, stateWord: StateWord, countyWord: CountyWord): Route[] => [
  route({
    method: "get",
    path: "/v1/alerts.atom",
    summary:
      "Suspensions and closures in force or announced, and those that ended lately, as an Atom index of CAP 1.2 messages",
    query: z.strictObject({
      state: stateWord.optional(),
      county: countyWord.optional(),
      lang: z.enum(LANGUAGES).optional().meta({ description: "The language of the titles" }),
    }),
    type: "application/atom+xml",
    reply: z.string(),
    isLong: true,
    async handle(ctx, { query, messages: accepted }) {
      const { lang, state, county } = query;
      const messages = messagesIn(lang) ?? accepted;
      const { at, crossings, alerts, expiresAt } = await listAlerts(ctx, { state, county });
      const asked = county === undefined ? undefined : countyAsked(crossings, county);
      const places =
        asked?.name ??
        statesOf(crossings)
          .map(({ name }) => placeName(name, messages))
          .join(" – ");
      const value = await alertFeed({
        of: [state ?? "all", asked?.fips].filter((part) => part !== undefined).join("/"),
        title: messages.alerts.feed.title(places),
        query: { state, county, lang },
        publicUrl,
        messages,
        alerts,
      });
      const of = crossings.map(({ slug }) => slug);
      const keep = cacheUntilChange({ at, expiresAt, of });
      return { value, headers: { "Content-Language": messages.language }, keep };
    },
  }),
  route({
    method: "get",
    path: "/v1/alerts/:identifier.cap",
    summary: "One message of the Common Alerting Protocol 1.2, in all languages. It never changes",
    params: z.strictObject({ identifier: AlertIdentifier }),
    type: "application/cap+xml",
    reply: z.string().meta({ examples: [CAP_EXAMPLE] }),
    async handle(ctx, { params: { identifier } }) {
      const found = await getAlert(ctx, identifier);
      return {
        value: await capDocument(found, publicUrl),
        headers: { "Content-Language": LOCALES.map(capLanguage).join(", ") },
        keep: cacheUntilInvalidated(ctx, found.crossing.slug),
      };
    },
  }),
];
