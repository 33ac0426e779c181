import { type Html, html, type Part } from "./html.ts";

/** Renders a table. On narrow screens its rows become blocks, and each value repeats its column's name. */
export function table(columns: readonly string[], rows: readonly Part[][], caption: string | null = null): Html {
  const row = ([first, ...rest]: readonly Part[]): Html =>
    html`<tr><th scope="row">${first}</th>${rest.map((cell, i) => html`<td data-label="${columns[i + 1]}">${cell}</td>`)}</tr>
`;
  return html`<table class="rows">${caption !== null && html`<caption>${caption}</caption>`}<thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map(row)}</tbody></table>`;
}
