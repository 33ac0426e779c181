/**
 * Rows of the Mexican border that are ignored. Two are in New Mexico, which Garita does not track. The others repeat
 * another row or are abandoned: from 2017 to 2026, all their lanes say `Update Pending`.
 */
export const LEFT_OUT_ROWS: ReadonlySet<string> = new Set([
  "240601", // Columbus, New Mexico
  "240801", // Santa Teresa, New Mexico
  "202401", // Paso Del Norte, same as 240202
  "230103", // Gateway, same as 535504
  "230106", // B&M Bridge, same as 535501
  "231002", // ROMA TEXAS, same as 231001
  "240104", // YSLETA, same as 240203
  "240207", // Bridge of the Americas, same as 240201
  "240215", // BOTA CARGO FACILITY
  "240221", // El Paso
  "240403", // FT HANCOCK, same as l24501
  "250603", // Cross Border Xpress until 2017, now 250409
  "250608", // Otay Mesa, same as 250601
  "250609", // Otay Mesa, same as 250601
  "260305", // Naco, same as 260301
]);
