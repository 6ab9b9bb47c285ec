/** How wide letters usually are, for sharing the width of a run of text among its words. */

/** Thousandths of the size, from the widths that Adobe publishes for Helvetica; what is not named is 556. */
const widths: readonly [number, string][] = [
  [222, "ijl’‘"],
  [191, "'"],
  [260, "|"],
  [278, " fIt.,:;!/\\[]ìíîï"],
  [333, "r()-`“”°"],
  [389, "*"],
  [500, "cksvxyzJçýÿ"],
  [584, "+<=>~"],
  [611, "FTZ"],
  [667, "ABEKPSVXYÀÁÂÃÄÅÈÉÊË&"],
  [722, "CDHNRUwÇÑÙÚÛÜ"],
  [778, "GOQÒÓÔÕÖØ"],
  [833, "mM"],
  [889, "%"],
  [944, "Wœ"],
  [1000, "—Œ…Æ"],
  [1015, "@"],
];

const table = new Uint16Array(256).fill(556);
const others = new Map<number, number>();
for (const [width, letters] of widths)
  for (const letter of letters) {
    const code = letter.charCodeAt(0);
    if (code < 256) table[code] = width;
    else others.set(code, width);
  }

/** Relative width of a UTF-16 code unit; combining marks have none, Chinese and Japanese letters are as wide as high. */
export function characterWeight(code: number, fixedWidth: boolean): number {
  if (fixedWidth && code < 0x300) return 600;
  if (code < 256) return table[code] ?? 556;
  if (code >= 0x300 && code <= 0x36f) return 0;
  if (code >= 0x2e80 && code <= 0xd7ff) return 1000;
  return others.get(code) ?? 556;
}
