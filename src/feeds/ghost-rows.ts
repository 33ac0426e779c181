/**
 * Rows of the Mexican border that repeat another row or were given up, measured in captures from 2017 to 2026: every lane
 * is `Update Pending` for ever. They are known, and nothing is read from them.
 */
export const GHOST_ROWS: ReadonlySet<string> = new Set([
  "202401", // Paso Del Norte, as 240202
  "230103", // Gateway, as 535504
  "230106", // B&M Bridge, as 535501
  "231002", // ROMA TEXAS, as 231001
  "240104", // YSLETA, as 240203
  "240207", // Bridge of the Americas, as 240201
  "240215", // BOTA CARGO FACILITY
  "240221", // El Paso
  "240403", // FT HANCOCK, as l24501
  "250603", // Cross Border Xpress until 2017, now 250409
  "250608", // Otay Mesa, as 250601
  "250609", // Otay Mesa, as 250601
  "260305", // Naco, as 260301
]);
