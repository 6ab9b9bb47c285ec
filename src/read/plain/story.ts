/**
 * Reads the head and foot of a story that was saved as text: title, date line, byline, the paper that says it is its own. Precision
 * first: a paper that is only cited, a date inside a sentence and a title that could be a paragraph are left null.
 */
import type { Dated, Mark, Span } from "../../text/document.ts";
import { undated } from "../../text/document.ts";
import { dateAt, proseDate } from "../../text/prose-date.ts";
import { boilerplateOf } from "./boilerplate.ts";
import { bylineAt } from "./byline.ts";
import { isProse, isWrapped, type Line, linesOf } from "./lines.ts";

export interface StorySigns {
  title: Span | null;
  date: Dated;
  author: string | null;
  outlet: string | null;
  url: string | null;
  /** Marks of kind `boilerplate` and `heading`. */
  marks: Mark[];
  /** True when it reads like a story of a paper or a release to the press, not like a letter, a note or a book. */
  isStory: boolean;
}

/** Lines before the first sentences that may hold title, date and byline. */
const headLines = 30;
const longestStory = 120_000;

/** What the text says of itself. `text` is in normal form. */
export function storySigns(text: string): StorySigns {
  const lines = linesOf(text);
  const foreign = boilerplateOf(lines);
  const wrapped = isWrapped(lines);
  const own = lines.filter((_, at) => !foreign[at]);
  const bodyAt = own.findIndex(
    (line) => isProse(line) && bylineAt(line.text)?.rest.length !== 0 && datelineOf(line.text) === null,
  );
  const head = own.slice(0, bodyAt < 0 ? 0 : Math.min(bodyAt, headLines));
  const body = bodyAt < 0 ? [] : own.slice(bodyAt);
  const prose = body.filter(isProse);

  const titleLine = withoutLead(wrapped ? wrappedTitle(head) : titleOf(head, own));
  const date = dateOf(head, body);
  const author = authorOf(head, body, own);
  const credited = own.some((line) => creditsOthers.test(line.text));
  const suffix = titleLine === null ? null : outletInTitle(titleLine.text, lines);
  const outlet =
    copyrightOf(lines) ?? suffix?.outlet ?? placeLineOutlet(body[0]) ?? selfNamed(body[0], text, credited);

  const title =
    titleLine === null
      ? null
      : { start: titleLine.start, end: suffix ? titleLine.start + suffix.titleLength : titleLine.end };
  const marks = [
    ...lines.filter((line, at) => foreign[at] || isLabel(line, head, titleLine)).map(boilerplate),
    ...(wrapped ? [] : headingsOf(own, titleLine)),
  ];
  if (title !== null) marks.push({ kind: "heading", value: 1, ...title });
  const url =
    head
      .find((line) => /^(?:url\s?:\s*)?https?:\/\/\S+$/i.test(line.text))
      ?.text.replace(/^url\s?:\s*/i, "") ?? null;
  const attributions = prose.filter((line) => attribution.test(line.text)).length;
  const isStory =
    text.length <= longestStory &&
    prose.length > 0 &&
    !own.slice(0, 8).some((line) => letterOpening.test(line.text)) &&
    2 * Number(date.edtf !== null) +
      2 * Number(author !== null) +
      2 * Number(outlet !== null) +
      2 * Number(foreign.some((page) => page)) +
      2 * Number(credited) +
      Number(title !== null) +
      Number(prose.length >= 3) +
      Number(attributions >= 1) +
      Number(attributions >= 2) +
      Number(prose.slice(0, 2).some((line) => lateDay.test(line.text))) >=
      3;
  return { title, date, author, outlet, url, marks, isStory };
}

const boilerplate = ({ start, end }: Span): Mark => ({ kind: "boilerplate", start, end });

/** Words by which papers give what others said; without any, a text is rarely a story. */
const attribution =
  /\b(?:said|says|told|according to|reported(?:ly)?|tweeted|wrote|writes|announced|revealed|stated|insists|denied|claims|a (?:déclaré|dit|affirmé|indiqué|annoncé|expliqué|précisé|assuré|confirmé|démenti|révélé|ajouté|estimé|reconnu)|ont (?:déclaré|dit|affirmé|indiqué|annoncé|expliqué|confirmé|démenti|révélé|ajouté)|affirme|indique|explique|précise|assure|selon|d['’]après)\b/iu;

/** A day of this week: how news tells when. */
const lateDay =
  /\b(?:on|since|last) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|yesterday|hier|aujourd['’]hui|ce (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day (?:night|morning|evening|afternoon|after|that)\b/i;

const letterOpening =
  /^(?:dear\b|hi\b|hello\b|hey\b|cher(?:s|e|es)?\b|bonjour\b|madame\b|monsieur\b|sehr geehrte|to whom it may|memorandum\b|(?:from|to|de|à|an|von|sent|cc|subject|objet|re|message-id|received|return-path)\s?:\s)/i;

/** Lines that say whose work this is when it is not the page's own. */
const creditsOthers =
  /^(?:\(?sources?\s?:|source\s+https?:|via\s?:|h\/t\b|traduit|traduction|translated|translation\b|originally (?:published|appeared)|this (?:article|story|piece|post) (?:was )?(?:originally|first)|cet article (?:a été|est paru)|read the (?:original|full)|lire l['’](?:original|article original))|\btraduit (?:par|de)\b|\btranslated (?:by|from)\b/i;

/* ---- title ---------------------------------------------------------------------------------------------------- */

const openTitle = /^[\p{Lu}\p{N}«“"‘'¿¡[(]/u;

function mayBeTitle(line: Line): boolean {
  const { text, words } = line;
  if (words < 4 || words > 40 || text.length > 300 || !openTitle.test(text)) return false;
  if (
    /[,;:]$/.test(text) ||
    (/\.$/.test(text) && !/(?:\.\.|\b\p{Lu}\.(?:\p{Lu}\.)*|\b(?:Inc|Jr|Sr|Co|Corp|Ltd))\.?$/u.test(text))
  )
    return false;
  return (
    !letterOpening.test(text) &&
    !/[>›»→] ?\S/.test(text.replace(/«[^«»]*»/g, "")) &&
    !/https?:\/\//.test(text)
  );
}

/** The first line of the head that can be a title. Null when the text begins with its first sentence, as when the title was not saved. */
function titleOf(head: readonly Line[], own: readonly Line[]): Line | null {
  const able = head.filter(
    (line) => bylineAt(line.text) === null && datelineOf(line.text) === null && mayBeTitle(line),
  );
  // Four or five words may be the name of the page or of the writer; a longer line after it is the better title.
  const line = able.find(({ words }) => words >= 6) ?? able[0];
  if (line === undefined) return null;
  const next = own[own.indexOf(line) + 1];
  // Goes on in small letters: the first line of a broken paragraph.
  return next !== undefined && !next.blankBefore && /^(?!by |par )\p{Ll}/u.test(next.text) ? null : line;
}

/** Where lines are broken at a width, only a first line that stands alone between blank lines is a title. */
function wrappedTitle(head: readonly Line[]): Line | null {
  const [first, second] = head;
  const named =
    first && mayBeTitle(first) && bylineAt(first.text) === null && datelineOf(first.text) === null;
  return named && (second === undefined || second.blankBefore) ? first : null;
}

/** A title without the date or the words of a press release that stand before it in the same line; null when little is left. */
function withoutLead(line: Line | null): Line | null {
  if (line === null) return null;
  const release =
    /^(?:for immediate release|press release|communiqué de presse)\s*[:–—-]?\s+/iu.exec(line.text)?.[0]
      .length ?? 0;
  const date = dateAt(line.text, release);
  const dateEnd = date !== null && (date.dated.edtf?.length ?? 0) > 4 ? date.end : release;
  const lead = dateEnd + (/^[\s:|–—-]*/.exec(line.text.slice(dateEnd))?.[0].length ?? 0);
  if (lead === 0) return line;
  const rest = {
    ...line,
    text: line.text.slice(lead),
    start: line.start + lead,
    words: line.text.slice(lead).split(/\s+/).length,
  };
  return mayBeTitle(rest) ? rest : null;
}

/** The names of sections and menus above the title: one to three words, or topics with commas between them. */
function isLabel(line: Line, head: readonly Line[], title: Line | null): boolean {
  if (title === null || line.start >= title.start || !head.includes(line)) return false;
  return (
    line.words <= 4 &&
    !/[.!?…]$/.test(line.text) &&
    datelineOf(line.text) === null &&
    bylineAt(line.text) === null
  );
}

/** Short lines between paragraphs, without a full stop, that a paragraph follows. */
function headingsOf(own: readonly Line[], title: Line | null): Mark[] {
  return own.flatMap((line, at): Mark[] => {
    const next = own[at + 1];
    if (line === title || next === undefined || !line.blankBefore || !next.blankBefore || !isProse(next))
      return [];
    if (line.words < 2 || line.words > 16 || line.text.length > 110 || !openTitle.test(line.text)) return [];
    if (/[.!?:;,…"”»|]$/.test(line.text) || /^["“«]/.test(line.text)) return [];
    if (bylineAt(line.text) !== null || datelineOf(line.text) !== null || letterOpening.test(line.text))
      return [];
    return title !== null && line.start < title.start
      ? []
      : [{ kind: "heading", value: 2, start: line.start, end: line.end }];
  });
}

/* ---- date ----------------------------------------------------------------------------------------------------- */

const publishedLabel =
  /^(?:(?:first |article )?(?:published|posted|written|date(?: of publication)?|publiée?|paru|parue|mis en ligne|mise en ligne|écrit|rédigé|posté)(?: (?:on|at|le|in))?\s*:?\s*)/iu;
const changedLabel =
  /^(?:last |dernière )?(?:updated?|modified|edited|mis à jour|mise à jour|modifié|actualisé)/iu;

/**
 * The date that a line is there to give: alone, with a label, or beside a byline; `8 novembre 2016 . –` before the first sentence.
 * Dates of changes are not the story's. Null when the line is something else.
 */
function datelineOf(text: string): Dated | null {
  if (text.length > 160) return null;
  const whole = changedLabel.test(text) ? undated : proseDate(text.replace(publishedLabel, ""));
  if (isDay(whole)) return whole;
  const byline = bylineAt(text);
  const pieces = (byline === null ? text : byline.rest)
    .split(/\s+[|·•–—-]\s+|\s*[|·•]\s*|\s+(?=\()/)
    .slice(0, 8);
  let dated: Dated | null = null;
  for (const piece of pieces) {
    const bare = piece.trim();
    if (bare === "" || bare === "." || changedLabel.test(bare)) continue;
    const read = proseDate(
      bare
        .replace(publishedLabel, "")
        .replace(/(?:\s+(?:by|par)\s.*|,?[\s/]*mise? à jour.*|,?[\s/]*(?:last )?updated.*)$/iu, "")
        .replace(/[\s.–—-]+$/, ""),
    );
    if (isDay(read)) dated ??= read;
    else if (byline === null && !isShortLabel(bare)) return null;
  }
  return dated;
}

/** A date that says more than the year, and is one. */
const isDay = ({ edtf }: Dated): boolean => edtf !== null && edtf.length > 4 && !edtf.includes("/");

/** What may stand beside a date: a section, a place, the minutes it takes to read. */
const isShortLabel = (piece: string): boolean => piece.length <= 40 && piece.split(/\s+/).length <= 4;

function dateOf(head: readonly Line[], body: readonly Line[]): Dated {
  for (const line of head) {
    const dated = datelineOf(line.text);
    if (dated !== null) return dated;
  }
  for (const line of head.slice(0, 6)) {
    const dated = titledDate(line.text);
    if (dated !== null) return dated;
  }
  const [first] = body;
  return (first && leadDate(first.text)) ?? undated;
}

/** `June 14, 2006 The Title`: a date that opens a line of the head. */
function titledDate(text: string): Dated | null {
  const found = dateAt(
    text,
    /^(?:for immediate release|press release)\s*[:–—-]?\s+/i.exec(text)?.[0].length ?? 0,
  );
  return found?.dated.edtf && found.dated.edtf.length === 10 && !/^\s*[,;]/.test(text.slice(found.end))
    ? found.dated
    : null;
}

const place = /^(?:\p{Lu}[\p{L}'’.-]+(?:[ ,/]+\p{Lu}[\p{L}'’.-]+){0,4},?\s+)/u;

/** `PARIS, 8 avril 2020 (AFP) – …`, `8 novembre 2016 . – …`: the date and a dash before the first sentence. */
function leadDate(text: string): Dated | null {
  for (const start of [0, place.exec(text.slice(0, 80))?.[0].length ?? 0]) {
    const found = dateAt(text, start);
    if (
      found?.dated.edtf &&
      found.dated.edtf.length > 4 &&
      /^\s*\.?\s*(?:\([^()]{2,30}\)\s*)?[–—-]+/.test(text.slice(found.end, found.end + 50))
    )
      return found.dated;
  }
  return null;
}

/* ---- author and outlet ---------------------------------------------------------------------------------------- */

/** A byline in the head, run into the first sentences, or alone in one of the last lines. */
function authorOf(head: readonly Line[], body: readonly Line[], own: readonly Line[]): string | null {
  for (const { text } of [...head, ...body.slice(0, 1)]) {
    // `March 4, 2021 by Jane Doe`
    const byline = bylineAt(text.slice(dateAt(text, 0)?.end ?? 0).replace(/^[\s,|·•–—-]{0,5}/, ""));
    if (byline !== null) return byline.author;
  }
  for (const line of own.slice(-4)) {
    const byline = bylineAt(line.text);
    if (byline !== null && byline.rest === "") return byline.author;
  }
  return null;
}

/** Up to five words with capitals: the name of a paper. */
const paperName =
  "((?:The |Le |La |L['’]|Les )?\\p{Lu}[\\p{L}\\p{N}&.'’-]*(?: (?:of|de|du|des|the|\\p{Lu}[\\p{L}\\p{N}&'’-]*)){0,4})";
const copyrightLine = new RegExp(
  `^(?:©|\\(c\\)|copyright(?: ©| \\(c\\))?)\\s*(?:\\d{4}(?:\\s?[-–]\\s?\\d{4})?)?,?\\s*${paperName}(?:,? \\d{4})?\\s*(?:[.,|–-].*)?$`,
  "iu",
);

/** `© 2020 The Daily Name. All rights reserved.`: with a year or that phrase; without, it may be the owner of a picture. */
function copyrightOf(lines: readonly Line[]): string | null {
  for (const { text } of lines.slice(-15)) {
    if (text.length > 200 || !/\d{4}|all rights reserved|tous droits réservés/i.test(text)) continue;
    const name = copyrightLine
      .exec(text)?.[1]
      ?.replace(/[.\s]+$/, "")
      .replace(/ all rights$/i, "");
    if (
      name !== undefined &&
      /^\p{Lu}/u.test(name) &&
      !/^(?:all|tous)\b/i.test(name) &&
      !/getty|photo|images/i.test(text)
    )
      return name;
  }
  return null;
}

/** `Title | The Daily Name`, where the title stands alone in another line, or the name is that of the page's own host. */
function outletInTitle(
  title: string,
  lines: readonly Line[],
): { outlet: string; titleLength: number } | null {
  const parts = /^(.{10,}\S)\s+[|–—-]\s+([^|–—]{2,40})$/u.exec(title);
  const [, bare = "", outlet = ""] = parts ?? [];
  if (parts === null || outlet.split(" ").length > 5 || !/^\p{Lu}/u.test(outlet)) return null;
  return lines.some((line) => line.text === bare) ? { outlet, titleLength: bare.length } : null;
}

const agencyLead =
  /^(?:\p{Lu}[\p{L}'’.-]+(?:[ ,/]+[\p{L}\d'’.-]+){0,7},?\s+)?\(((?:\p{Lu}[\p{L}&.]+ ?){1,3})\)\s*[–—-]/u;

/** Agencies sell their stories: their name before the first sentence does not say whose page it is. */
const agency =
  /^(?:AP|The Associated Press|Associated Press|Reuters|Thomson Reuters|AFP|UPI|dpa|ANSA|EFE|TASS|Xinhua|Belga|ATS|PA|PTI|IANS|Kyodo)$/;

/** `(CNN) - …`: the name of the paper before the first sentence. */
function placeLineOutlet(first: Line | undefined): string | null {
  const name = first === undefined ? undefined : agencyLead.exec(first.text.slice(0, 120))?.[1]?.trim();
  return name === undefined ||
    agency.test(name) ||
    !/^[A-Z]{3,5}$|\b(?:News|Times|Post|Press|Journal|Daily)\b/.test(name)
    ? null
    : name;
}

const selfNaming = [
  new RegExp(
    `\\b(?:obtained|provided|shared|given|leaked|sent) exclusively (?:by|to|with) ${paperName}`,
    "u",
  ),
  new RegExp(`\\bexclusively (?:obtained|seen|reviewed) by ${paperName}`, "u"),
  new RegExp(`\\bexclusive interview with ${paperName}`, "u"),
  new RegExp(`\\bobtenue?s? (?:exclusivement|en exclusivité) par ${paperName}`, "u"),
  new RegExp(
    `${paperName} (?:can (?:exclusively |now )?reveal|has exclusively (?:learned|obtained)|peut révéler)\\b`,
    "u",
  ),
];

/**
 * A paper that speaks of itself in its first sentences. Others repeat such phrases when they retell: so it counts only where nothing is
 * credited to anybody, and where the paper is not cited like a stranger.
 */
function selfNamed(first: Line | undefined, text: string, credited: boolean): string | null {
  if (first === undefined || credited) return null;
  for (const pattern of selfNaming) {
    const name = pattern.exec(first.text.slice(0, 1500))?.[1]?.replace(/[.'’-]+$/, "");
    if (name === undefined || !/\p{Ll}/u.test(name)) continue;
    const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const cited = new RegExp(
      `(?:according to|selon|d['’]après|as reported by|reports?|rapporte) ${escaped}|${escaped}(?:,? which)? (?:reports?|reported|said|says|wrote|rapporte|a rapporté|écrit|a écrit)\\b`,
      "u",
    );
    if (!cited.test(text)) return name;
  }
  return null;
}
