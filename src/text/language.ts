/**
 * Which language a text is written in. Two witnesses: the short words that hold sentences together (few, cheap, and never right by
 * chance), and the letter statistics of `eld`, asked only when those words do not decide by themselves. Where they disagree, or
 * there is too little prose, the answer is null. Only the beginning of the prose is looked at.
 */
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Language } from "./document.ts";

/** Characters of the text that are looked at to find prose, and words of prose that are enough. */
const scannedCharacters = 24_000;
const enoughWords = 250;
const firstLookWords = 48;

/**
 * Words that hold a sentence together, by language. Elided forms stand without their apostrophe (`l`, `qu`); English `n't` and
 * `'re` leave `t` and `re`, which are in no list. A word may be in several lists: then it speaks for none of them against the others.
 */
const heldTogether: Record<Language, string> = {
  en: "i me him us am the of and to in is that for it with was on be as are this by have from not you at or an we i will which but they were has can if would there been their all your our he she his her my what when who how please thanks do does did about should could any also just than then some them its so out up more no into only may these those because where",
  fr: "le la les de des du un une et est que qui dans en pour pas sur au aux avec ce cette ces il elle ils elles je nous vous se sont son sa ses par plus ne ou où mais été être avoir fait comme tout tous toute même leur leurs mon ma mes notre nos votre vos y tu te t toi me moi m s d es suis peux veux l qu c j n à ont ai avez avons si cela ça sans sous entre donc aussi très bien merci bonjour quand chez après avant était selon oui non",
  de: "der die das und ist nicht ein eine einen einem einer zu den dem des von mit auf für im in sich es auch als an wird wie ich wir sie er aus bei nach oder aber war noch nur so um am über haben hat sind kann werden wurde dass daß zum zur bitte vielen dank keine wenn ihr ihre mein unser hier schon mehr durch vom man sehr",
  es: "el la los las de del un una y es que en por para con no se lo su sus al como más pero este esta estos estas ha han fue son ser está están me mi yo nos le les o si sí cuando donde sobre entre sin también muy todo todos hay porque desde hasta ya gracias hola usted cómo qué estás tiene",
  it: "il lo la i gli le di del della dei delle dello degli un uno una e è che in per con non si su da dal dalla al alla come più ma sono ha hanno questo questa anche se nel nella suo sua mi ci o quando dove molto tutto tutti essere stato grazie io l c d dell all nell perché cosa ho",
  pt: "o a os as de do da dos das um uma e é que em no na nos nas por para com não se ao à como mais mas foi são ser está ele ela isso este esta esse essa seu sua também já eu você muito quando ou ter tem obrigado pelo pela até sem só",
  nl: "de het een en van is dat niet in op te voor met zijn die aan er ook als bij door maar om uit dan nog wel naar heeft hebben wordt worden was ik je wij we u hij zij dit deze of over geen kan mijn uw bedankt alle meer zo hoe wat",
  sv: "och att det i en ett är som på för av med den inte till har jag de vi om var kan så men från eller du han hon ska vid efter nu när också mycket tack",
  da: "og at det i en et er som på for af med den ikke til har jeg de vi om var kan så men fra eller du han hun skal ved efter nu når også meget tak",
  no: "og at det i en et er som på for av med den ikke til har jeg de vi om var kan så men fra eller du han hun skal ved etter nå når også mye takk",
  fi: "ja on ei se että oli hän mutta ovat ole kun niin myös joka mitä tai jos kuin nyt vain sen ne me te minä sinä kiitos",
  pl: "i w na z do nie się to że jest o jak po co ale od za dla przez są tym był było czy tak jego jej przy lub oraz będzie może dziękuję",
  cs: "a v na se že je to s z do o ve jsem jako ale za by po pro jeho jsou byl bylo nebo už když tak od při jak co jsme není",
  ro: "și de la în a cu pe că nu este din un o pentru se care mai sunt fi au ce prin dar sau fost lui această acest către după",
  hu: "a az és hogy nem is egy van ez de csak meg már még mint vagy ha volt azt kell ki lehet el be köszönöm",
  tr: "ve bir bu için de da ile olarak çok daha ne var ben sen değil gibi ama en olan kadar sonra her mi",
};

const codes = Object.keys(heldTogether);
const longestHeld = 8;
/** Bit `i` of a word's value is set when the word is in the list of `codes[i]`. */
const listsOfWord = new Map<string, number>();
for (const [at, code] of codes.entries())
  for (const word of (heldTogether[code] ?? "").split(" "))
    listsOfWord.set(word, (listsOfWord.get(word) ?? 0) | (1 << at));

/** Lines that are not prose whatever they contain: quotations, fields of a mail, changes to a program. */
const notProse =
  /^\s*(?:[>|]|[+@](?=\S)|-{2,}|diff |index [0-9a-f]+\.\.|(?:from|to|cc|bcc|date|sent|subject|reply-to|message-id|in-reply-to|references|received|content-[a-z-]+|mime-version|x-[a-z-]+|signed-off-by|reviewed-by|acked-by|tested-by|de|à|objet|envoyé|von|an|betreff|gesendet|datum)\s?:)/i;
const codeEnd = /[;{}\\]$/;

interface Prose {
  /** Words with blanks between them, as `eld` reads them. */
  sample: string;
  words: number;
  letters: number;
  /** Words of the lists, a count for each code of `codes`. */
  held: number[];
}

/**
 * The language of the prose at the beginning of `text`, as an ISO 639-1 code; null when there is too little prose or the signs
 * do not agree. Quoted lines, mail fields, addresses, code and patches are left out of account.
 */
export function languageOf(text: string): Language | null {
  const prose: Prose = { sample: "", words: 0, letters: 0, held: codes.map(() => 0) };
  const end = Math.min(text.length, scannedCharacters);
  let looked = false;
  for (let start = 0; start < end && prose.words < enoughWords; ) {
    const newline = text.indexOf("\n", start);
    const stop = newline < 0 || newline > end ? end : newline;
    addLine(prose, text.slice(start, stop));
    start = stop + 1;
    if (!looked && prose.words >= firstLookWords) {
      looked = true;
      const clear = clearByWords(prose);
      if (clear !== null) return clear;
    }
  }
  if (prose.letters < 6) return null;
  return clearByWords(prose) ?? confirmed(prose);
}

/** English and French show themselves: a fifth of the words from their list, and four times as many as any other language. */
function clearByWords(prose: Prose): Language | null {
  if (prose.words < 12) return null;
  const [english = 0, french = 0] = prose.held;
  const best = english >= french ? 0 : 1;
  const count = Math.max(english, french);
  if (count < 5 || count < prose.words / 5) return null;
  for (const [at, other] of prose.held.entries()) if (at !== best && other * 2.5 > count) return null;
  return codes[best] ?? null;
}

/** What `eld` says, when the text is long enough for it and the words of that language bear it out. */
function confirmed(prose: Prose): Language | null {
  const sample = prose.sample;
  const said = detector().detect(sample);
  const code = said.language;
  if (code === "") return null;
  if (/[^\u0000-\u024f\u1e00-\u1eff\u2019]/.test(sample)) {
    // A script of its own is strong evidence; a line or two of it is enough.
    const other = sample.replace(/[\u0000-\u024f\u1e00-\u1eff\u2019]+/g, "").length;
    if (other * 2 > prose.letters) return prose.letters >= 6 && said.isReliable() ? code : null;
  }
  const at = codes.indexOf(code);
  const mine = prose.held[at] ?? 0;
  const most = Math.max(...prose.held);
  if (at < 0) return prose.words >= 30 && most < prose.words / 12 && said.isReliable() ? code : null;
  if (prose.words < 3 || prose.letters < 10) return null;
  if (mine === 0 || mine < most) return null;
  if (prose.words < 8) {
    // In a line or two, words that English or French also have prove nothing for another language.
    if (at >= 2) return mine >= 2 && mine > Math.max(prose.held[0] ?? 0, prose.held[1] ?? 0) ? code : null;
    return mine >= 2 || said.isReliable() ? code : null;
  }
  return mine >= 2 && mine >= prose.words / 10 && said.isReliable() ? code : null;
}

/** Adds the words of one line, unless most of it is not words: code, tables, addresses, figures. */
function addLine(prose: Prose, line: string): void {
  if (line.length < 2 || notProse.test(line) || codeEnd.test(line.trimEnd())) return;
  const kept: string[] = [];
  let balance = 0;
  for (const word of line.split(/[^\S ]/.test(line) ? /\s+/ : " ", 400)) {
    if (word === "") continue;
    const plain = plainWord.exec(word);
    if (plain !== null) {
      balance += 1;
      kept.push(plain[1] ?? word);
    } else if (!/\p{L}/u.test(word)) {
      balance -= word.length > 2 ? 1 : 0;
    } else if (notWord.test(word) || isAddress(word)) {
      balance -= 1;
    } else {
      balance += 1;
      // `l'un` holds two words; of `don't` and `John's` the last letter is none.
      for (const [at, part] of word.split(/[^\p{L}]+/u).entries())
        if (part !== "" && (at === 0 || part.length > 1)) kept.push(part);
    }
  }
  if (balance <= 0) return;
  for (const word of kept) {
    prose.letters += word.length;
    if (word.length > longestHeld) continue;
    const lists = listsOfWord.get(word) ?? listsOfWord.get(word.toLowerCase());
    if (lists === undefined) continue;
    for (let at = 0; at < codes.length; at += 1)
      if (lists & (1 << at)) prose.held[at] = (prose.held[at] ?? 0) + 1;
  }
  prose.words += kept.length;
  if (prose.sample.length < 1600) prose.sample += `${kept.join(" ").toLowerCase()} `;
}

/** The common case, told by one test. */
const plainWord = /^[("“«]?([A-Za-zÀ-ÖØ-öø-ÿ]{2,})[,.!?:;)"”»…]*$|^[AIaiyàYOoÀ]$/;
/** Digits, slashes, underscores or capitals inside a word: a part number, a path, an identifier. */
const notWord = /[\p{L}][\d_/\\=<>{}[\]()#$%&*+~^|][\p{L}\d]|\d\p{L}|[a-z][A-Z]|\p{L}\(\)/u;

function isAddress(word: string): boolean {
  return (
    word.includes("://") ||
    word.includes("@") ||
    /^(?:www\.|mailto:)/i.test(word) ||
    /\p{L}\.\p{L}{2,}/u.test(word)
  );
}

interface Detector {
  detect(text: string): { language: string; isReliable(): boolean };
}
let loaded: Detector | null = null;

/**
 * Loaded when first needed: the table takes 0.3 s and 40 MB, and most mail is decided without it. The smallest table errs no more
 * often than the largest (four times slower to load) once the words have to agree.
 */
function detector(): Detector {
  if (loaded === null) {
    const module = createRequire(import.meta.url)(fileURLToPath(import.meta.resolve("eld/extrasmall"))) as {
      eld: Detector;
    };
    loaded = module.eld;
  }
  return loaded;
}
