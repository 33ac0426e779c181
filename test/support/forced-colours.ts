import type { Locator, Page } from "playwright-core";

/**
 * Returns the selected or marked elements that differ from others of their kind only in colour, on a page in forced
 * colours. Forced colours replace all colours and drop shadows, so a mark needs a line, a weight, a sign or a size.
 */
export const unmarkedInForcedColours = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const states = ["aria-current", "aria-pressed", "aria-selected", "aria-invalid"];
    const lookOf = (element) =>
      [...element.querySelectorAll("*")].map((part) => getComputedStyle(part).display) +
      [null, "::before", "::after"].map((pseudo) => {
        const style = getComputedStyle(element, pseudo);
        const border = ["Top", "Right", "Bottom", "Left"].map((side) => style["border" + side + "Width"] + style["border" + side + "Style"]);
        return [...border, style.fontWeight, style.textDecorationLine, style.textDecorationThickness, style.outlineStyle, style.outlineWidth, style.content].join();
      }).join();
    return states.flatMap((state) =>
      [...document.querySelectorAll("[" + state + "]:not([" + state + "=false])")].filter((element) => {
        if (element.getClientRects().length === 0) return false;
        const [value, marked] = [element.getAttribute(state), lookOf(element)];
        element.setAttribute(state, "false");
        if (state === "aria-current") element.removeAttribute(state);
        const plain = lookOf(element);
        element.setAttribute(state, value);
        return marked === plain;
      }).map(({ outerHTML }) => outerHTML.slice(0, 120)));
  })()`);

/**
 * Returns pictures of elements in black and white, one character per pixel. Elements whose pictures are equal differ at
 * most in colour. All elements need the same size.
 */
export async function blackAndWhite(page: Page, elements: Locator): Promise<string[]> {
  const shots: string[] = [];
  for (const each of await elements.all()) shots.push((await each.screenshot()).toString("base64"));
  // The policy of the service's own pages refuses such images.
  const reader = (await page.context().browser()?.newPage()) ?? page;
  const pictures = await reader.evaluate<string[]>(`Promise.all(${JSON.stringify(shots)}.map(async (shot) => {
    const image = new Image();
    image.src = "data:image/png;base64," + shot;
    await image.decode();
    const { width, height } = image;
    const context = new OffscreenCanvas(width, height).getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    return Array.from({ length: width * height }, (_, i) =>
      0.3 * data[4 * i] + 0.59 * data[4 * i + 1] + 0.11 * data[4 * i + 2] < 128 ? " " : "#").join("");
  }))`);
  await reader.close();
  return pictures;
}

/** Expects that any two of the pictures differ in at least a twenty-fifth of their pixels. */
export function expectToldApart(pictures: readonly string[], names: readonly string[]): void {
  expect(pictures).toHaveLength(names.length);
  const alike = pictures.flatMap((picture, i) =>
    pictures.slice(i + 1).flatMap((other, j) => {
      const off = [...picture].filter((pixel, at) => pixel !== other[at]).length;
      return off * 25 < picture.length ? [`${names[i]} and ${names[i + 1 + j]}`] : [];
    }),
  );
  expect(alike).toEqual([]);
}
