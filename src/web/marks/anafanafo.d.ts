/** The package has no type declarations. */
declare module "anafanafo" {
  /**
   * The width of a text in pixels, in a font that the package has measured. With `guess`, it estimates unknown
   * characters.
   */
  export default function measure(text: string, options: { font: "11px Verdana"; guess?: boolean }): number;
}
