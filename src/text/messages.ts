/**
 * What Stemma says, in English and French, in one table a subject. `{name}` stands for a figure or a name; `say` fills it in.
 * A message names the thing, says what happened, says what to do.
 */

export type Tongue = "en" | "fr";

export interface Message {
  en: string;
  fr: string;
}

interface ProblemMessage {
  reason: Message;
  /** What helps; empty where nothing does. */
  hint: Message;
}

/** Fills the places `{name}` of a message in the tongue asked for. Numbers are set by locale. */
export function say(message: Message, tongue: Tongue, args: Record<string, string | number> = {}): string {
  return message[tongue].replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = args[name];
    if (value === undefined) return place;
    return typeof value === "number" ? value.toLocaleString(tongue) : value;
  });
}

const askAgain: Message = {
  en: "Ask for the file again, or compare its size with the sender's.",
  fr: "Redemandez le fichier, ou comparez sa taille avec celle de l’expéditeur.",
};
const noHint: Message = { en: "", fr: "" };
const keptOriginal: Message = {
  en: "The original is kept and can be saved from its page.",
  fr: "L’original est conservé et peut être enregistré depuis sa page.",
};

/** Every reason for which something was not read, or not wholly. The key is stored; the words may change. */
export const problemMessages = {
  "not-read-yet": {
    reason: { en: "This format ({type}) is not read yet.", fr: "Ce format ({type}) n’est pas encore lu." },
    hint: keptOriginal,
  },
  empty: { reason: { en: "The file is empty.", fr: "Le fichier est vide." }, hint: noHint },
  unreadable: {
    reason: {
      en: "The file could not be opened: {error}.",
      fr: "Le fichier n’a pas pu être ouvert : {error}.",
    },
    hint: {
      en: "Check its permissions, then try again.",
      fr: "Vérifiez les droits d’accès, puis réessayez.",
    },
  },
  "symbolic-link": {
    reason: {
      en: "A symbolic link to {target}; links are not followed.",
      fr: "Un lien symbolique vers {target} ; les liens ne sont pas suivis.",
    },
    hint: {
      en: "Give its target as a source of its own.",
      fr: "Donnez sa cible comme source à part.",
    },
  },
  "not-a-file": {
    reason: {
      en: "Neither a file nor a folder ({type}); left alone.",
      fr: "Ni un fichier ni un dossier ({type}) ; laissé de côté.",
    },
    hint: noHint,
  },
  vanished: {
    reason: {
      en: "The file was there when the folder was listed and gone when it was to be read.",
      fr: "Le fichier figurait dans le dossier, mais avait disparu au moment de le lire.",
    },
    hint: { en: "Put it back, then try again.", fr: "Remettez-le en place, puis réessayez." },
  },
  changed: {
    reason: {
      en: "The file changed while it was being read.",
      fr: "Le fichier a changé pendant la lecture.",
    },
    hint: { en: "Try again once it is still.", fr: "Réessayez quand il ne change plus." },
  },
  damaged: {
    reason: { en: "The file is damaged: {error}.", fr: "Le fichier est endommagé : {error}." },
    hint: askAgain,
  },
  truncated: {
    reason: {
      en: "Cut off: the end is missing. What came before was read ({read}).",
      fr: "Coupé : la fin manque. Ce qui précède a été lu ({read}).",
    },
    hint: askAgain,
  },
  "password-needed": {
    reason: { en: "Needs a password.", fr: "Protégé par un mot de passe." },
    hint: {
      en: "Save a copy without a password beside it.",
      fr: "Enregistrez à côté une copie sans mot de passe.",
    },
  },
  "member-password-needed": {
    reason: {
      en: "A member ({member}) needs a password.",
      fr: "Un élément ({member}) est protégé par un mot de passe.",
    },
    hint: {
      en: "Take it out with its password, and put it beside the archive.",
      fr: "Extrayez-le avec son mot de passe, et placez-le à côté de l’archive.",
    },
  },
  "member-not-read-yet": {
    reason: {
      en: "A member ({member}) is stored in a way that is not read yet ({type}).",
      fr: "Un élément ({member}) est enregistré d’une manière qui n’est pas encore lue ({type}).",
    },
    hint: {
      en: "Take it out, and put it beside the archive.",
      fr: "Extrayez-le, et placez-le à côté de l’archive.",
    },
  },
  "no-text-layer": {
    reason: {
      en: "{pages} of {of} pages hold no text, only an image; reading images is not built yet.",
      fr: "{pages} pages sur {of} ne contiennent pas de texte, seulement une image ; la lecture des images n’existe pas encore.",
    },
    hint: {
      en: "Run it through OCR, and put the result beside it.",
      fr: "Passez-le à l’OCR, et placez le résultat à côté.",
    },
  },
  "no-text": {
    reason: { en: "No text was found in it.", fr: "Aucun texte n’y a été trouvé." },
    hint: keptOriginal,
  },
  "text-too-long": {
    reason: {
      en: "Too long for one text: the first {allowed} MB were read, the rest was not.",
      fr: "Trop long pour un seul texte : les {allowed} premiers Mo ont été lus, le reste ne l’a pas été.",
    },
    hint: { en: "Cut it into smaller files.", fr: "Découpez-le en fichiers plus petits." },
  },
  "bad-date": {
    reason: { en: "The date “{printed}” cannot be read.", fr: "La date « {printed} » est illisible." },
    hint: { en: "The message is there, undated.", fr: "Le message est là, sans date." },
  },
  "unknown-charset": {
    reason: {
      en: "Names a character set ({charset}) that does not exist or does not fit; read as {used}.",
      fr: "Indique un jeu de caractères ({charset}) inexistant ou inadapté ; lu comme {used}.",
    },
    hint: noHint,
  },
  "bad-encoding": {
    reason: {
      en: "A part ({part}) is not the {encoding} that it says it is; it was read as far as possible.",
      fr: "Une partie ({part}) n’est pas le {encoding} annoncé ; elle a été lue autant que possible.",
    },
    hint: noHint,
  },
  "member-damaged": {
    reason: {
      en: "A member ({member}) could not be read: {error}.",
      fr: "Un élément ({member}) n’a pas pu être lu : {error}.",
    },
    hint: askAgain,
  },
  "count-differs": {
    reason: {
      en: "The container says that it holds {expected} members; {found} were found.",
      fr: "Le conteneur annonce {expected} éléments ; {found} ont été trouvés.",
    },
    hint: askAgain,
  },
  "budget-timeMs": {
    reason: {
      en: "Stopped after {allowed} ms (limit: time). What came before is kept.",
      fr: "Arrêté après {allowed} ms (limite : time). Ce qui précède est conservé.",
    },
    hint: {
      en: "--budget time=… lifts the limit.",
      fr: "--budget time=… relève la limite.",
    },
  },
  "budget-bytesOut": {
    reason: {
      en: "Stopped: more than {allowed} bytes came out of it (limit: bytes).",
      fr: "Arrêté : plus de {allowed} octets en sont sortis (limite : bytes).",
    },
    hint: { en: "--budget bytes=… lifts the limit.", fr: "--budget bytes=… relève la limite." },
  },
  "budget-ratio": {
    reason: {
      en: "Stopped: more than {allowed} times its own size came out of it, as from a zip bomb (limit: ratio).",
      fr: "Arrêté : il en est sorti plus de {allowed} fois sa taille, comme d’une bombe de décompression (limite : ratio).",
    },
    hint: { en: "--budget ratio=… lifts the limit.", fr: "--budget ratio=… relève la limite." },
  },
  "budget-depth": {
    reason: {
      en: "Stopped at {allowed} levels of nesting (limit: depth).",
      fr: "Arrêté après {allowed} niveaux d’imbrication (limite : depth).",
    },
    hint: {
      en: "Nothing honest nests so deep. --budget depth=… lifts the limit.",
      fr: "Rien d’honnête n’est imbriqué aussi profondément. --budget depth=… relève la limite.",
    },
  },
  "budget-members": {
    reason: {
      en: "Stopped after {allowed} members (limit: members).",
      fr: "Arrêté après {allowed} éléments (limite : members).",
    },
    hint: { en: "--budget members=… lifts the limit.", fr: "--budget members=… relève la limite." },
  },
  "reader-died": {
    reason: {
      en: "Reading it stopped the worker ({error}); the rest went on without it.",
      fr: "Sa lecture a arrêté le processus de lecture ({error}) ; le reste a continué sans lui.",
    },
    hint: {
      en: "Try again alone; if it happens again, the file is too large or hostile.",
      fr: "Réessayez seul ; si cela se répète, le fichier est trop grand ou hostile.",
    },
  },
} as const satisfies Record<string, ProblemMessage>;

/** Everything else that Stemma says to a person who uses it: errors first. */
export const messages = {
  seeProblems: {
    en: "What was not read, and why: stemma problems --case {case}",
    fr: "Ce qui n’a pas été lu, et pourquoi : stemma problems --case {case}",
  },
  paramMissing: {
    en: "{name} is missing.",
    fr: "Il manque {name}.",
  },
  paramWrong: {
    en: "“{value}” does not fit --{name}; it takes: {wanted}.",
    fr: "« {value} » ne convient pas à --{name} ; valeurs possibles : {wanted}.",
  },
  originalLost: {
    en: "The bytes of {id} are not where they were, or have changed. Ingest the source again, with --link copy to keep them.",
    fr: "Les octets de {id} ne sont plus où ils étaient, ou ont changé. Réingérez la source, avec --link copy pour les garder.",
  },
  seeHelp: { en: "See: stemma {command}--help", fr: "Voir : stemma {command}--help" },
  noSuchCommand: {
    en: "There is no command “{name}”. There are: {names}.",
    fr: "Il n’y a pas de commande « {name} ». Il y a : {names}.",
  },
  unknownOption: {
    en: "There is no option --{name} here. There are: {names}.",
    fr: "Il n’y a pas ici d’option --{name}. Il y a : {names}.",
  },
  optionNeedsValue: { en: "--{name} needs a value.", fr: "--{name} attend une valeur." },
  optionTakesNoValue: { en: "--{name} takes no value.", fr: "--{name} n’accepte pas de valeur." },
  tooManyArguments: {
    en: "“{value}” is one argument too many.",
    fr: "« {value} » est un argument de trop.",
  },
  passageOutside: {
    en: "There is no passage {value}: the text of {id} runs from 0 to {characters}.",
    fr: "Il n’y a pas de passage {value} : le texte de {id} va de 0 à {characters}.",
  },
  originalToTerminal: {
    en: "The bytes of an original may do anything to a terminal. Send them to a file: stemma show {id} --original > FILE",
    fr: "Les octets d’un original peuvent tout faire à un terminal. Envoyez-les dans un fichier : stemma show {id} --original > FICHIER",
  },
  sourceIsCase: {
    en: "{path} is a case, not a source. Open it with: stemma open {path}",
    fr: "{path} est un dossier Stemma, pas une source. Ouvrez-le avec : stemma open {path}",
  },
  caseFolderTaken: {
    en: "{path} holds other things and is no case. Name a new folder, or a case, with --case.",
    fr: "{path} contient autre chose et n’est pas un dossier Stemma. Indiquez un nouveau répertoire, ou un dossier Stemma, avec --case.",
  },
  noCaseHere: {
    en: "There is no case in this folder. Name one with --case, or make one with: stemma ingest FOLDER",
    fr: "Il n’y a pas de dossier Stemma dans ce répertoire. Indiquez-en un avec --case, ou créez-en un avec : stemma ingest DOSSIER",
  },
  manyCasesHere: {
    en: "There is more than one case in this folder: {names}. Name one with --case.",
    fr: "Il y a plusieurs dossiers Stemma dans ce répertoire : {names}. Indiquez-en un avec --case.",
  },
  sourceNeeded: {
    en: "Name a folder or a file to read: stemma ingest FOLDER",
    fr: "Indiquez un répertoire ou un fichier à lire : stemma ingest DOSSIER",
  },
  budgetWrong: {
    en: "“{value}” is no budget. Give NAME=NUMBER with one of: time (seconds), bytes, ratio, depth, members.",
    fr: "« {value} » n’est pas un budget. Donnez NOM=NOMBRE avec : time (secondes), bytes, ratio, depth, members.",
  },
  notAMessage: {
    en: "{id} is not a message. Find messages with: stemma search kind:message",
    fr: "{id} n’est pas un message. Trouvez des messages avec : stemma search kind:message",
  },
  noSuchDocument: {
    en: "This case has no document {id}. Find ids with: stemma search WORDS",
    fr: "Ce dossier n’a pas de document {id}. Trouvez les identifiants avec : stemma search MOTS",
  },
  sourceMissing: {
    en: "There is no file or folder at {path}.",
    fr: "Il n’y a ni fichier ni dossier à {path}.",
  },
  retryMissing: {
    en: "No file of the sources is called {path}. Take the path as `stemma problems` shows it.",
    fr: "Aucun fichier des sources ne s’appelle {path}. Prenez le chemin tel que `stemma problems` l’affiche.",
  },
  caseLocked: {
    en: "Another process is writing this case (process {pid} on {host}, since {started}). Wait until it is done, or stop it.",
    fr: "Un autre processus écrit dans ce dossier (processus {pid} sur {host}, depuis {started}). Attendez qu’il ait fini, ou arrêtez-le.",
  },
  caseMissing: {
    en: "There is no case at {path}. Make one with: stemma ingest FOLDER",
    fr: "Il n’y a pas de dossier Stemma à {path}. Créez-en un avec : stemma ingest DOSSIER",
  },
  caseNotWritable: {
    en: "The case cannot be written at {path} ({error}). Name another place with --case.",
    fr: "Impossible d’écrire le dossier à {path} ({error}). Indiquez un autre endroit avec --case.",
  },
  caseNotOurs: {
    en: "{path} is not a case of Stemma: its database was made by another program.",
    fr: "{path} n’est pas un dossier Stemma : sa base vient d’un autre programme.",
  },
  caseNewer: {
    en: "The case at {path} was written by a newer Stemma (version {version}; this one knows {known}). Update Stemma.",
    fr: "Le dossier {path} a été écrit par un Stemma plus récent (version {version} ; celui-ci connaît {known}). Mettez Stemma à jour.",
  },
  caseDamaged: {
    en: "The database of {path} is damaged ({error}). The originals are safe; move the folder aside and ingest the sources again.",
    fr: "La base de {path} est endommagée ({error}). Les originaux sont saufs ; écartez le dossier et relancez l’ingestion des sources.",
  },
  diskFull: {
    en: "The disk is full. Nothing is lost: make room and run the same command again, it goes on where it stopped.",
    fr: "Le disque est plein. Rien n’est perdu : faites de la place et relancez la même commande, elle reprendra où elle s’est arrêtée.",
  },
} as const satisfies Record<string, Message>;
