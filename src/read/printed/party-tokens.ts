/**
 * The parts of a printed list of people: words, addresses, organisations in brackets, tags, and what stands for something blacked out.
 */

type TokenKind =
  | "word"
  | "comma"
  | "separator"
  | "end"
  | "organisation"
  | "tag"
  | "address"
  | "blackout"
  | "rule";

export interface Token {
  kind: TokenKind;
  start: number;
  end: number;
  text: string;
}

/** `<a@b>`, also with the spaces that OCR puts in; `[mailto:a@b]`; `a@b` bare. */
const bracketedAddress = String.raw`[<\[(](?:\s?mailto:)?\s?[\w.+%'&=/-][\w.+%'&=/\s-]{0,70}@[\w.\s-]{2,80}(?:[>\])]|(?=[;,]|$))`;
const bareAddress = String.raw`(?:(?<=(?:^|[;,:])\s{0,40})[a-z][a-z.]{1,20} (?=[a-z]{1,20}@))?[\w.+%'&=/-]{1,64} ?@ ?[\w-]{1,60}(?: (?=[a-z-]{1,30} ?\.))?[\w-]{0,60}(?: ?\. ?[A-Za-z][\w-]{0,40}){1,5}(?: [a-z](?![\w]))?`;
/** `(b)(6)` and what OCR makes of it: `Cb)(6)`, `(bH6)`, `(b)( >`, `(b) (6J`, `CbH61`. */
const codeBegins = String.raw`(?<![\p{L}\p{N}])[(C{\[]?\s?[({]?[bB]\s?(?:[)}H]|(?=\s?\())\s?[H({<]{0,2}\s?`;
const exemption = String.raw`${codeBegins}(?:[0-9S]\s?[)}\]Jl1]{1,2}['•·]?(?![\p{Ll}\p{N}(])|[0-9S]?\s?[)}\]Jl1]{0,2}['•·]?(?![\p{L}\p{N}(]))`;
const tornExemption = String.raw`(?<![\p{L}\p{N}'’.-])(?:C[bB]|\(?bH|b)(?![\p{L}\p{N}'’.])[)(]?`;
const stateExemption = String.raw`(?<![\p{L}\p{N}])B[1-9](?![\p{L}\p{N}])`;
const blackout = String.raw`@{2,}|█+|\[(?:REDACTED|redacted|Redacted|occulté|caviardé|geschwärzt)\]|REDACTED`;
/** `(NIH/NIAID)`, `{OS/ASPR)`, `(DEQ)`, `(Treasury)`: closed by any bracket that OCR may have read. */
const organisation = String.raw`[({][^(){}<>;@\[\]"]{2,60}[)}]`;
/** `[E]`, `[El`, `[E)`, `(E]`, `[CJ`, `[filJ`. */
const tag = String.raw`(?:\[ ?(?:[A-Z]|[A-Z][A-Zl1]|fi[lI]|[A-Z][A-Z0-9/]{1,9}(?=[\])]))[\])}J|l1I]?|[({][A-Z][\])}J|l1I])(?![\p{L}\p{N}])`;

const tokenPattern = new RegExp(
  [
    `(?<address>${bracketedAddress}|${bareAddress})`,
    `(?<blackout>${exemption}|${tornExemption}|${stateExemption}|${blackout})`,
    `(?<tag>${tag})`,
    `(?<organisation>${organisation})`,
    // Only from the first character of a run on: a long rule is passed over once.
    String.raw`(?<rule>(?<![-_=~—•·:.\x60])[-_=~—•·:.\x60]+(?:[;,'"]+[-_=~—•·:.\x60]+)+|(?<![-_=~—•·:.\x60])[-_=~—•·:.\x60]{2,})`,
    "(?<separator>;)",
    "(?<end>[>»])",
    "(?<comma>,)",
    String.raw`(?<word>[^\s;,<>()\[\]{}"“”„|»=_~•·]+)`,
  ].join("|"),
  "gu",
);

const kinds: readonly TokenKind[] = [
  "address",
  "blackout",
  "tag",
  "organisation",
  "rule",
  "separator",
  "end",
  "comma",
  "word",
];

/** Longest value that is taken apart: ten thousand recipients. What comes after is not read. */
const longestValue = 400_000;

/** The parts of a list of people, in order. Linear in its length. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.slice(0, longestValue).matchAll(tokenPattern)) {
    const groups = match.groups ?? {};
    for (const kind of kinds) {
      if (groups[kind] === undefined) continue;
      const scrap = kind === "organisation" && !/\p{L}{2}/u.test(match[0]);
      found.push({
        kind: scrap ? "blackout" : kind,
        start: match.index,
        end: match.index + match[0].length,
        text: match[0],
      });
      break;
    }
  }
  return found;
}
