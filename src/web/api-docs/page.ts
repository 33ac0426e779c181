import { type Frame, link } from "../frame.ts";
import { html } from "../html.ts";
import { layout } from "../layout.ts";
import { apiSnippets } from "./snippets.ts";

const EXAMPLES = ["status", "stream", "map"] as const;

/**
 * Renders the page about the API: an introduction with examples, and the element into which Swagger UI writes the
 * operations. `base` is the address of the service in the examples.
 */
export function apiDocsPage(frame: Frame, base: string): string {
  const { messages, assets } = frame;
  const words = messages.apiDocs;
  const snippets = apiSnippets(base);
  return layout(frame, {
    title: `${words.title} – Garita`,
    description: words.lead,
    beside: { style: assets.docsStyle, script: assets.docsScript },
    main: html`<link rel="stylesheet" href="/docs/swagger-ui.css">
<div class="api-docs" data-copy="${words.copy}" data-copied="${words.copied}"><h1>${words.title}</h1>
<p>${words.lead}</p>
<p><a href="${link(frame, "/")}">${words.home}</a> · <a href="/openapi.json">/openapi.json</a></p>
${EXAMPLES.map(
  (name) => html`<section><h2>${words.examples[name].title}</h2><p>${words.examples[name].text}</p>
<pre tabindex="0"><code>${snippets[name]}</code></pre></section>
`,
)}<h2 id="all-operations">${words.operations}</h2></div>
<div id="swagger-ui"><p>${words.withoutScript} <a href="/openapi.json">/openapi.json</a>.</p></div>
<script src="/docs/swagger-ui-bundle.js" defer></script>`,
  });
}
