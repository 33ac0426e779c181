import fc from "fast-check";
import { address, booleanAttribute, escapeHtml, html, rawHtml } from "../../src/web/html.ts";

describe("a template", () => {
  test("escapes every text once, in every place", () => {
    const name = `<b title="x" class='y'>&`;
    expect(html`<p title="${name}">${name}</p>`.markup).toBe(
      '<p title="&lt;b title=&quot;x&quot; class=&#39;y&#39;&gt;&amp;">&lt;b title=&quot;x&quot; class=&#39;y&#39;&gt;&amp;</p>',
    );
    expect(html`${html`<i>${"&"}</i>`}`.markup).toBe("<i>&amp;</i>");
  });

  test("joins lists, and leaves out absent values", () => {
    expect(
      html`<ul>${["a", "b"].map((each) => html`<li>${each}</li>`)}</ul>${null}${undefined}${false}${0}`.markup,
    ).toBe("<ul><li>a</li><li>b</li></ul>0");
    expect(html`<option${booleanAttribute("selected", true)}${booleanAttribute("disabled", false)}>`.markup).toBe(
      "<option selected>",
    );
    expect(html`${rawHtml("<path/>")}`.markup).toBe("<path/>");
  });

  test("lets no text become a tag or end an attribute", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const escaped = escapeHtml(text);
        expect(escaped).not.toMatch(/[<>"']/);
        const back = escaped.replace(
          /&(lt|gt|quot|#39|amp);/g,
          (_, name: string) => ({ lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" })[name] ?? "",
        );
        expect(back).toBe(text);
      }),
    );
  });
});

test("a URL has only the parameters with a value, encoded", () => {
  expect(address("/", { q: "a&b c", state: undefined, mode: "" })).toBe("/?q=a%26b+c");
  expect(address("/lukeville", {})).toBe("/lukeville");
});
