/**
 * Text that breaks careless output: markup, quotes, separators of every format here, and scripts of both directions.
 */
export const NASTY = `<b>&amp;</b> "quotes" 'and' \\n \\; semi;colon, comma:colon 🚧🚦👩‍👩‍👧 مغلق ñandú ]]> ${"ancho ".repeat(60)}fin`;

/** The same in several lines, as a note may contain them. */
export const NASTY_LINES = `First; line, with\ttab\r\nSecond <line>\n\n🚧 END:VEVENT\nlast\\`;
