/**
 * Inflected forms of English and French words, on folded words (no case, no accents), as the index holds them. Only inflection:
 * number, gender, person, tense; never derivation (`nation` does not find `national`). Own code, because the stemmers to be had
 * work on accented words, derive as well, and leave irregular verbs out.
 */

/** Irregular forms; the first of each line stands for all. */
const irregular: readonly string[][] = [
  "be is are was were been being am",
  "have has had having",
  "do does did done doing",
  "go goes went gone going",
  "say says said saying",
  "get gets got gotten getting",
  "make makes made making",
  "know knows knew known knowing",
  "think thinks thought thinking",
  "take takes took taken taking",
  "see sees saw seen seeing",
  "come comes came coming",
  "give gives gave given giving",
  "find finds found finding",
  "tell tells told telling",
  "become becomes became becoming",
  "leave leaves left leaving",
  "feel feels felt feeling",
  "bring brings brought bringing",
  "begin begins began begun beginning",
  "keep keeps kept keeping",
  "hold holds held holding",
  "write writes wrote written writing",
  "stand stands stood standing",
  "hear hears heard hearing",
  "mean means meant meaning",
  "meet meets met meeting meetings",
  "run runs ran running",
  "pay pays paid paying",
  "sit sits sat sitting",
  "speak speaks spoke spoken speaking",
  "lead leads led leading",
  "grow grows grew grown growing",
  "lose loses lost losing",
  "send sends sent sending",
  "build builds built building",
  "understand understands understood understanding",
  "draw draws drew drawn drawing",
  "break breaks broke broken breaking",
  "spend spends spent spending",
  "buy buys bought buying",
  "sell sells sold selling",
  "teach teaches taught teaching",
  "catch catches caught catching",
  "choose chooses chose chosen choosing",
  "fall falls fell fallen falling",
  "drive drives drove driven driving",
  "deny denies denied denying",
  "show shows showed shown showing",
  "withdraw withdraws withdrew withdrawn withdrawing",
  "man men",
  "woman women",
  "child children",
  "person people persons",
  "foot feet",
  "datum data",
  "medium media",
  "etre suis es est sommes etes sont etait etais etaient ete sera seront serait seraient fut furent soit soient etant",
  "avoir ai as a avons avez ont avait avais avaient eu eue eus aura auront aurait auraient ait aient ayant",
  "faire fais fait faite faits faites faisons font faisait faisaient fera feront ferait feraient fasse",
  "dire dis dit dite dits dites disons disent disait disais disaient dira diront dirait disant",
  "aller vais vas va allons allez vont allait allaient alle allee alles ira iront irait",
  "voir vois voit voyons voyez voient voyait voyaient vu vue vus vues verra verront verrait",
  "savoir sais sait savons savez savent savait savaient su sue saura sauront saurait sachant",
  "pouvoir peux peut pouvons pouvez peuvent pouvait pouvaient pu pourra pourront pourrait pourraient puisse",
  "vouloir veux veut voulons voulez veulent voulait voulaient voulu voulue voudra voudrait voudraient",
  "devoir dois doit devons devez doivent devait devaient du due dus devra devront devrait devraient",
  "prendre prends prend prenons prenez prennent prenait prenaient pris prise prises prendra prendront",
  "mettre mets met mettons mettez mettent mettait mettaient mis mise mises mettra mettront",
  "venir viens vient venons venez viennent venait venaient venu venue venus viendra viendront",
  "tenir tiens tient tenons tenez tiennent tenait tenaient tenu tenue tenus tiendra",
  "ecrire ecris ecrit ecrite ecrits ecrites ecrivons ecrivez ecrivent ecrivait ecrivaient ecrira",
  "lire lis lit lisons lisez lisent lisait lu lue lus lues lira",
  "recevoir recois recoit recevons recoivent recevait recu recue recus recues recevra",
  "envoyer envoie envoies envoient envoya enverra enverront enverrait",
  "oeil yeux",
].map((line) => line.split(" "));

const irregularStems = new Map(irregular.flatMap((forms) => forms.map((form) => [form, `=${forms[0]}`] as const)));

/** What stands for all inflected forms of a folded word: one stem a language, equal for two forms of one word. */
export function stemsOf(word: string): string[] {
  const known = irregularStems.get(word);
  const stems = [`e${englishStem(word)}`, `f${frenchStem(word)}`];
  return known ? [known, ...stems] : stems;
}

/** Every irregular form of the word; none for a regular one. */
export function irregularForms(word: string): readonly string[] {
  const known = irregularStems.get(word);
  return known ? (irregular.find((forms) => `=${forms[0]}` === known) ?? []) : [];
}

const vowel = /[aeiouy]/;

function englishStem(word: string): string {
  let stem = word;
  if (word.length > 3 && word.endsWith("s")) {
    if (/(?:ss|us|is)$/.test(word)) return word;
    if (word.endsWith("ies") && word.length > 4) stem = `${word.slice(0, -3)}y`;
    else if (/(?:s|x|z|ch|sh)es$/.test(word)) stem = word.slice(0, -2);
    else stem = word.slice(0, -1);
  } else if (word.length > 4 && word.endsWith("ied")) stem = `${word.slice(0, -3)}y`;
  else if (word.length > 4 && word.endsWith("ed") && !word.endsWith("eed")) stem = withoutEnding(word, word.slice(0, -2));
  else if (word.length > 5 && word.endsWith("ing")) stem = withoutEnding(word, word.slice(0, -3));
  return stem.length > 3 && stem.endsWith("e") ? stem.slice(0, -1) : stem;
}

/** `stopped` → `stop`, but `called` → `call`; left whole where nothing like a verb is left (`string`, `bleed`). */
function withoutEnding(word: string, stem: string): string {
  if (!vowel.test(stem)) return word;
  return /([bdgmnprt])\1$/.test(stem) ? stem.slice(0, -1) : stem;
}

/** Endings of verbs in -er, -ir and -re, longest first; what is left must have four letters. */
const frenchEndings = [
  "issaient", "eraient", "issent", "issons", "issait", "iraient", "erions", "aient", "erent", "eront", "erons", "erait", "erais",
  "iront", "irait", "erai", "eras", "ions", "ait", "ais", "era", "ira", "iez", "ons", "ent", "ees", "ues", "ies", "ee", "ue", "ie",
  "er", "ez", "ir", "it", "is", "re", "es", "us", "e", "s", "u", "i",
];

function frenchStem(word: string): string {
  if (word.length < 4) return word;
  if (word.endsWith("eaux")) return word.slice(0, -1);
  if (word.endsWith("aux") && word.length > 5) return `${word.slice(0, -3)}al`;
  if (/[ae]u$/.test(word)) return word;
  if (word.endsWith("oux") || word.endsWith("eux")) return word;
  for (const ending of frenchEndings) {
    if (word.length - ending.length >= 4 && word.endsWith(ending)) return word.slice(0, -ending.length);
  }
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

/**
 * The words that could be inflected forms of a folded word, itself among them: some are words of no language, which costs a look
 * into the index each. Words with digits and very short ones have none but irregular forms.
 */
export function inflections(word: string): string[] {
  const forms = new Set([word, ...irregularForms(word)]);
  if (word.length < 4 || /\d/.test(word)) return [...forms];
  const wanted = new Set(stemsOf(word));
  for (const form of [...englishForms(englishStem(word)), ...frenchForms(frenchStem(word))])
    if (stemsOf(form).some((stem) => wanted.has(stem))) forms.add(form);
  return [...forms];
}

function englishForms(stem: string): string[] {
  const forms = ["", "e", "s", "es", "ed", "ing"].map((ending) => stem + ending);
  if (stem.endsWith("y")) forms.push(`${stem.slice(0, -1)}ies`, `${stem.slice(0, -1)}ied`);
  const last = stem.at(-1) ?? "";
  if ("bdgmnprt".includes(last)) forms.push(`${stem}${last}ed`, `${stem}${last}ing`);
  return forms;
}

function frenchForms(stem: string): string[] {
  const forms = [stem, `${stem}x`, ...frenchEndings.map((ending) => stem + ending)];
  if (stem.endsWith("al")) forms.push(`${stem.slice(0, -2)}aux`);
  return forms;
}
