import type { Frame } from "../frame.ts";
import type { Html } from "../html.ts";
import { jsonLdBlock } from "./json-ld.ts";

/** Renders the structured data of the board: the site, and its search if the public address is known. */
export function siteNode({ locales, publicUrl }: Frame, description: string): Html {
  const home = `${publicUrl ?? ""}/`;
  return jsonLdBlock({
    "@type": "WebSite",
    "@id": `${home}#site`,
    name: "Garita",
    url: home,
    description,
    inLanguage: locales.map(({ language }) => language),
    potentialAction:
      publicUrl === null
        ? undefined
        : {
            "@type": "SearchAction",
            target: { "@type": "EntryPoint", urlTemplate: `${home}?q={name}` },
            "query-input": "required name=name",
          },
  });
}
