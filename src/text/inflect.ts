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
  "meet meets met meeting",
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
  "die dies died dying",
  "lie lies lied lying lay lain",
  "tie ties tied tying",
  "use uses used using",
  "win wins won winning",
  "fly flies flew flown flying",
  "eat eats ate eaten eating",
  "rise rises rose risen rising",
  "forget forgets forgot forgotten forgetting",
  "steal steals stole stolen stealing",
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
  "jeu jeux",
  "feu feux",
  "lieu lieux",
].map((line) => line.split(" "));

/** A form may be of several words: `met` of to meet and of mettre. */
const irregularForms = new Map<string, string[]>();
for (const forms of irregular)
  for (const form of forms) irregularForms.set(form, [...(irregularForms.get(form) ?? []), ...forms]);

/** Words that look inflected and are not, or that would be taken for a form of a much more frequent word. */
const whole = new Set(
  `news this thus his always perhaps series species evening morning nothing something anything everything during ceiling king
   hundred need seed feed speed breed indeed wedding mere mers porte portes parti partis fils temps corps pays cours mois fois
   toujours plus moins apres tres sans dans vers sous hors jamais propos repas proces sens avis bras cas pas pres acces succes
   progres deces discours parcours secours recours concours univers travers divers mauvais francais anglais palais relais rabais
   permis compromis commis tapis puits poids mots-cles`.split(/\s+/),
);

/**
 * The words that could be inflected forms of a folded word, itself among them, first. Some are words of no language, which costs a
 * look into the index each. If one word is a form of another, so is the other of the one.
 */
export function inflections(word: string): string[] {
  const forms = new Set([word, ...(irregularForms.get(word) ?? [])]);
  if (/\d/.test(word)) return [...forms];
  const wanted = basicForms(word);
  for (const basic of wanted)
    for (const form of formsOf(basic)) if (sharesOne(basicForms(form), wanted)) forms.add(form);
  return [...forms];
}

function sharesOne(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const one of some) if (others.has(one)) return true;
  return false;
}

/** What a word may be a form of, with the letter of the language: `estop`, `fsigner`. Itself always. */
function basicForms(word: string): Set<string> {
  const basic = new Set([`e${word}`, `f${word}`]);
  if (whole.has(word) || word.length < 3 || irregularForms.has(word)) return basic;
  for (const form of englishBasics(word)) if (form.length > 1) basic.add(`e${form}`);
  for (const form of frenchBasics(word)) if (form.length > 2) basic.add(`f${form}`);
  return basic;
}

function formsOf(basic: string): string[] {
  const word = basic.slice(1);
  return basic.startsWith("e") ? englishForms(word) : frenchForms(word);
}

const vowel = /[aeiouy]/;
/** One syllable that ends in one consonant after one vowel: the consonant is doubled before an ending (`stop`, `stopped`). */
const shortSyllable = /^[^aeiouy]*[aeiouy][^aeiouywx]$/;

function englishBasics(word: string): string[] {
  if (/(?:ss|us|is)$/.test(word)) return [];
  if (word.endsWith("ies") && word.length > 4) return [`${word.slice(0, -3)}y`];
  if (/(?:s|x|z|ch|sh|o)es$/.test(word)) return [word.slice(0, -2), word.slice(0, -1)];
  if (word.endsWith("s")) return [word.slice(0, -1)];
  if (word.endsWith("ied") && word.length > 4) return [`${word.slice(0, -3)}y`];
  if (word.endsWith("eed")) return word.length > 5 ? [word.slice(0, -1)] : [];
  if (word.endsWith("ed")) return basicsOfStem(word.slice(0, -2));
  if (word.endsWith("ing")) return basicsOfStem(word.slice(0, -3));
  return [];
}

/** Of what is left when `-ed` or `-ing` is taken off: `stopp` → `stop`, `hop` → `hope`, `visit` → `visit` or `visite`. */
function basicsOfStem(stem: string): string[] {
  if (stem.length < 2 || !vowel.test(stem)) return [];
  if (/([bdfgklmnprtvz])\1$/.test(stem)) return [stem.slice(0, -1), stem];
  if (shortSyllable.test(stem)) return [`${stem}e`];
  return [stem, `${stem}e`];
}

function englishForms(word: string): string[] {
  const silent = word.endsWith("e") ? word.slice(0, -1) : word;
  const forms = [
    word,
    `${word}s`,
    `${word}es`,
    `${word}d`,
    ...["ed", "ing"].flatMap((ending) => [word + ending, silent + ending]),
  ];
  if (word.endsWith("y")) forms.push(`${word.slice(0, -1)}ies`, `${word.slice(0, -1)}ied`);
  const last = word.at(-1) ?? "";
  if (/[bdfgklmnprtvz]/.test(last)) forms.push(`${word}${last}ed`, `${word}${last}ing`);
  return forms;
}

/** What stands in the place of the infinitive's ending. */
const conjugations: readonly [infinitive: string, endings: readonly string[]][] = [
  [
    "er",
    `e es ent ons ez ai as a ais ait ions iez aient ant ante antes ants ee ees ames ates erent erai eras era erons erez eront erais
     erait erions eriez eraient`.split(/\s+/),
  ],
  [
    "ir",
    `is it issons issez issent issais issait issions issiez issaient issant issante issants i ie ies irai iras ira irons irez iront
     irais irait irions iriez iraient irent`.split(/\s+/),
  ],
  [
    "re",
    `s ons ez ent ais ait ions iez aient ant u ue us ues it irent rai ras ra rons rez ront rais rait rions riez raient`.split(
      /\s+/,
    ),
  ],
  ["endre", ["end"]],
  ["ondre", ["ond"]],
];

/** Singular and plural, masculine and feminine, the basic ending first. */
const endings: readonly (readonly string[])[] = [
  ["", "s"],
  ["eau", "eaux"],
  ["eu", "eux"],
  ["al", "ale", "aux", "ales"],
  ["el", "elle", "els", "elles"],
  ["en", "enne", "ens", "ennes"],
  ["on", "onne", "ons", "onnes"],
  ["if", "ive", "ifs", "ives"],
  ["ic", "ique", "ics", "iques"],
  ["er", "ere", "ers", "eres"],
  ["eux", "euse", "euses"],
  ["eur", "euse", "eurs", "euses"],
  ["teur", "trice", "teurs", "trices"],
  ["e", "ee", "es", "ees"],
  ["ant", "ante", "ants", "antes"],
  ["ent", "ente", "ents", "entes"],
  ["ois", "oise", "oises"],
  ["ais", "aise", "aises"],
  ["ain", "aine", "ains", "aines"],
  ["and", "ande", "ands", "andes"],
  ["it", "ite", "its", "ites"],
  ["is", "ise", "ises"],
  ["uit", "uite", "uits", "uites"],
];
/** Letters that must be left before an ending, so that `part` is no feminine of anything and `mere` no form of `mer`. */
const leftBefore = 3;

function frenchBasics(word: string): string[] {
  const basics: string[] = [];
  for (const [infinitive, forms] of conjugations)
    for (const ending of forms) {
      const stem = word.slice(0, -ending.length);
      if (!word.endsWith(ending) || stem.length < (infinitive.length > 2 ? 1 : leftBefore)) continue;
      // Before a soft g or c the spelling changes: `mangeait`, `commencait`.
      basics.push((/^[ao]/.test(ending) && /ge$/.test(stem) ? stem.slice(0, -1) : stem) + infinitive);
    }
  for (const group of endings)
    for (const ending of group.slice(1)) {
      const stem = word.slice(0, word.length - ending.length);
      if (!word.endsWith(ending) || stem.length < (group[0] === "" ? leftBefore : 2)) continue;
      if (group[0] === "" && word.endsWith("ss")) continue;
      basics.push(stem + (group[0] ?? ""));
    }
  return basics;
}

function frenchForms(word: string): string[] {
  const forms = [word];
  for (const [infinitive, more] of conjugations)
    if (word.endsWith(infinitive)) {
      const stem = word.slice(0, -infinitive.length);
      for (const ending of more) {
        forms.push(stem + ending);
        if (stem.endsWith("g") && /^[ao]/.test(ending)) forms.push(`${stem}e${ending}`);
      }
    }
  for (const [basic = "", ...more] of endings)
    if (word.endsWith(basic))
      for (const ending of more) forms.push(word.slice(0, word.length - basic.length) + ending);
  return forms;
}
