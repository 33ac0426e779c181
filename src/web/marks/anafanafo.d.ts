/** It ships no types of its own. */
declare module "anafanafo" {
  /** The width of a text in pixels in one of the fonts that it has measured; `guess`, also of characters that it has not. */
  export default function measure(text: string, options: { font: "11px Verdana"; guess?: boolean }): number;
}
