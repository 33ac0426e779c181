/** The package has no type declarations. */
declare module "anafanafo" {
  /**
   * Returns the width of a text in pixels, in a font that the package has measured. With `guess`, the widths of unknown
   * characters are estimated.
   */
  export default function measure(text: string, options: { font: "11px Verdana"; guess?: boolean }): number;
}
