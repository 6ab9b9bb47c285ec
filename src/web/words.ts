/**
 * All that the app says, in English and French: one table, one entry a phrase, in sections by page. `{name}` is filled in by
 * `phrase`; `{count}` also chooses between `one` and `other`. Words of DESIGN.md; a sentence says what is, not what to feel.
 */

export type Tongue = "en" | "fr";

/** One wording, or two when it depends on `{count}`. */
type Wording = string | { one: string; other: string };

interface Word {
  en: Wording;
  fr: Wording;
}

export const words = {
  /* ---- shell ---------------------------------------------------------------------------------------------- */
  "shell.newSearch": { en: "New search", fr: "Nouvelle recherche" },
  "shell.skip": { en: "Skip to content", fr: "Aller au contenu" },
  "shell.documents": {
    en: { one: "{count} document", other: "{count} documents" },
    fr: { one: "{count} document", other: "{count} documents" },
  },
  "shell.pages": { en: "Pages", fr: "Pages" },
  "shell.menu": { en: "Menu", fr: "Menu" },
  "shell.settings": { en: "Language, theme, keys", fr: "Langue, thème, touches" },
  "shell.language": { en: "Language", fr: "Langue" },
  "shell.theme": { en: "Theme", fr: "Thème" },
  "shell.theme.system": { en: "System", fr: "Système" },
  "shell.theme.light": { en: "Light", fr: "Clair" },
  "shell.theme.dark": { en: "Dark", fr: "Sombre" },
  "shell.keys": { en: "Keys", fr: "Touches" },
  "shell.reading": { en: "reading · {percent}", fr: "lecture · {percent}" },
  "shell.loading": { en: "Loading", fr: "Chargement" },
  "shell.close": { en: "Close", fr: "Fermer" },

  "page.overview": { en: "Overview", fr: "Aperçu" },
  "page.search": { en: "Search", fr: "Recherche" },
  "page.mail": { en: "Mail", fr: "Courrier" },
  "page.problems": { en: "Problems", fr: "Problèmes" },
  "page.document": { en: "Document", fr: "Document" },

  "keys.title": { en: "Keys", fr: "Touches" },
  "keys.search": { en: "search", fr: "rechercher" },
  "keys.move": { en: "next and previous in a list", fr: "suivant et précédent dans une liste" },
  "keys.open": { en: "open", fr: "ouvrir" },
  "keys.hit": { en: "next and previous hit in a document", fr: "passage suivant et précédent d’un document" },
  "keys.go": { en: "go to {page}", fr: "aller à {page}" },
  "keys.help": { en: "this list", fr: "cette liste" },
  "keys.range": {
    en: "in a histogram: move, widen, narrow the search",
    fr: "dans un histogramme : déplacer, élargir, restreindre la recherche",
  },
  "keys.on": { en: "Single-key shortcuts are on", fr: "Les raccourcis à une touche sont actifs" },

  /* ---- errors --------------------------------------------------------------------------------------------- */
  "error.unreachable": { en: "Stemma does not answer", fr: "Stemma ne répond pas" },
  "error.unreachable.hint": {
    en: "The program that serves this case has ended. Start it again with “stemma serve”, then reload.",
    fr: "Le programme qui sert ce dossier s’est arrêté. Relancez-le avec « stemma serve », puis rechargez.",
  },
  "error.denied": { en: "This window has no key to the case", fr: "Cette fenêtre n’a pas la clé du dossier" },
  "error.denied.hint": {
    en: "Open the whole address that Stemma printed when it started; it carries the key.",
    fr: "Ouvrez l’adresse complète affichée par Stemma au démarrage ; elle porte la clé.",
  },
  "error.other": { en: "This could not be answered", fr: "Pas de réponse possible" },
  "error.broken": { en: "This page broke", fr: "Cette page s’est brisée" },
  "error.broken.hint": {
    en: "Nothing in the case was touched. Reload; if it happens again, the text below helps to mend it.",
    fr: "Rien n’a été touché dans le dossier. Rechargez ; si cela se répète, le texte ci-dessous aide à réparer.",
  },
  "error.again": { en: "Try again", fr: "Réessayer" },
  "error.nowhere": { en: "Nothing lies at this address", fr: "Rien à cette adresse" },
  "error.nowhere.hint": {
    en: "It may be cut short. {search} finds anything in the case.",
    fr: "Elle est peut-être tronquée. La {search} trouve tout ce que contient le dossier.",
  },

  /* ---- what things are called ------------------------------------------------------------------------------ */
  "kind.message": { en: "Message", fr: "Message" },
  "kind.story": { en: "Story", fr: "Article" },
  "kind.filing": { en: "Filing", fr: "Acte" },
  "kind.table": { en: "Table", fr: "Tableau" },
  "kind.paper": { en: "Paper", fr: "Papier" },
  "party.unknown": { en: "unknown", fr: "inconnu" },
  "party.more": { en: "and {count} more", fr: "et {count} autres" },
  "party.to": { en: "{from} to {to}", fr: "{from} à {to}" },
  "party.toOnly": { en: "to {to}", fr: "à {to}" },
  "subject.none": { en: "No subject", fr: "Sans objet" },
  "date.none": { en: "no date", fr: "sans date" },
  "date.about": { en: "about {date}", fr: "vers {date}" },
  "date.range": { en: "{start} to {end}", fr: "{start} au {end}" },
  "date.from": { en: "from {start}", fr: "à partir de {start}" },
  "date.until": { en: "until {end}", fr: "jusqu’à {end}" },
  redaction: { en: "blacked out", fr: "caviardé" },

  /* ---- overview ------------------------------------------------------------------------------------------- */
  "overview.built": { en: "Built {when} from {sources}", fr: "Constitué {when} à partir de {sources}" },
  "overview.building": {
    en: "Being built from {sources}",
    fr: "En cours de constitution à partir de {sources}",
  },
  "overview.sources": {
    en: { one: "{count} source", other: "{count} sources" },
    fr: { one: "{count} source", other: "{count} sources" },
  },
  "overview.languageUnknown": { en: "language unknown", fr: "langue inconnue" },
  "figure.message": { en: { one: "message", other: "messages" }, fr: { one: "message", other: "messages" } },
  "figure.printed": {
    en: { one: "of them printed", other: "of them printed" },
    fr: { one: "dont imprimé", other: "dont imprimés" },
  },
  "figure.story": { en: { one: "story", other: "stories" }, fr: { one: "article", other: "articles" } },
  "figure.filing": { en: { one: "filing", other: "filings" }, fr: { one: "acte", other: "actes" } },
  "figure.table": { en: { one: "table", other: "tables" }, fr: { one: "tableau", other: "tableaux" } },
  "figure.paper": { en: { one: "paper", other: "papers" }, fr: { one: "papier", other: "papiers" } },
  "figure.redaction": {
    en: { one: "redaction", other: "redactions" },
    fr: { one: "caviardage", other: "caviardages" },
  },
  "figure.attachment": {
    en: { one: "attachment", other: "attachments" },
    fr: { one: "pièce jointe", other: "pièces jointes" },
  },
  "time.title": { en: "Documents over time", fr: "Documents dans le temps" },
  "time.papers": { en: "messages and papers", fr: "messages et papiers" },
  "time.stories": { en: "stories", fr: "articles" },
  "time.how": { en: "drag to narrow", fr: "glissez pour restreindre" },
  "time.label": {
    en: "Documents over time. Arrow keys move, Shift widens, Enter searches.",
    fr: "Documents dans le temps. Les flèches déplacent, Maj élargit, Entrée recherche.",
  },
  "time.bar": {
    en: { one: "{when}: {count} document", other: "{when}: {count} documents" },
    fr: { one: "{when} : {count} document", other: "{when} : {count} documents" },
  },
  "time.barStories": {
    en: "{bar}, {stories} of them stories",
    fr: "{bar}, dont {stories} articles",
  },
  "time.undated": {
    en: { one: "{count} without a date", other: "{count} without a date" },
    fr: { one: "{count} sans date", other: "{count} sans date" },
  },
  "time.earlier": { en: "{count} before {month}", fr: "{count} avant {month}" },
  "time.later": { en: "{count} after {month}", fr: "{count} après {month}" },
  "time.none": {
    en: "Nothing in the case has a date yet. Messages and stories appear here by month.",
    fr: "Rien n’est encore daté dans ce dossier. Messages et articles apparaîtront ici par mois.",
  },
  "start.title": { en: "Start here", fr: "Par où commencer" },
  "start.both": {
    en: {
      one: "{messages} runs between {a} and {b}, more than between any other two who answer each other.",
      other: "{messages} run between {a} and {b}, more than between any other two who answer each other.",
    },
    fr: {
      one: "{messages} circule entre {a} et {b}, plus qu’entre toute autre paire qui se répond.",
      other: "{messages} circulent entre {a} et {b}, plus qu’entre toute autre paire qui se répond.",
    },
  },
  "start.oneWay": {
    en: {
      one: "{messages} goes from {a} to {b}, more than between any other two.",
      other: "{messages} go from {a} to {b}, more than between any other two.",
    },
    fr: {
      one: "{messages} va de {a} à {b}, plus qu’entre toute autre paire.",
      other: "{messages} vont de {a} à {b}, plus qu’entre toute autre paire.",
    },
  },
  "start.messages": {
    en: { one: "{count} message", other: "{count} messages" },
    fr: { one: "{count} message", other: "{count} messages" },
  },
  "start.busiest": {
    en: "The busiest month is {month}, with {documents}.",
    fr: "Le mois le plus fourni est {month}, avec {documents}.",
  },
  "start.documents": {
    en: { one: "{count} document", other: "{count} documents" },
    fr: { one: "{count} document", other: "{count} documents" },
  },
  "start.stories": {
    en: {
      one: "There is {stories}, from {outlet}.",
      other: "There are {stories}, {most} of them from {outlet}.",
    },
    fr: { one: "Il y a {stories}, de {outlet}.", other: "Il y a {stories}, dont {most} de {outlet}." },
  },
  "start.storiesOnly": { en: "There are {stories}.", fr: "Il y a {stories}." },
  "start.storyCount": {
    en: { one: "one story", other: "{count} stories" },
    fr: { one: "un article", other: "{count} articles" },
  },
  "start.redactions": {
    en: { one: "{passages} is blacked out.", other: "{passages} are blacked out." },
    fr: { one: "{passages} est caviardé.", other: "{passages} sont caviardés." },
  },
  "start.passages": {
    en: { one: "One passage", other: "{count} passages" },
    fr: { one: "Un passage", other: "{count} passages" },
  },
  "start.failed": {
    en: { one: "{files} could not be read.", other: "{files} could not be read." },
    fr: { one: "{files} n’a pas pu être lu.", other: "{files} n’ont pas pu être lus." },
  },
  "start.files": {
    en: { one: "One file", other: "{count} files" },
    fr: { one: "Un fichier", other: "{count} fichiers" },
  },
  "overview.inTouch": { en: "Most in touch", fr: "Le plus en contact" },
  "overview.correspondents": { en: "Correspondents", fr: "Correspondants" },
  "overview.outlets": { en: "Outlets", fr: "Médias" },
  "overview.arrow.both": { en: "{a} and {b}, both ways", fr: "{a} et {b}, dans les deux sens" },
  "overview.arrow.one": { en: "{a} to {b}", fr: "{a} à {b}" },
  "overview.sentReceived": { en: "{sent} sent, {received} received", fr: "{sent} envoyés, {received} reçus" },
  "overview.noMail": {
    en: "No mail in the case yet. Who wrote to whom appears here once a mailbox or a print-out of messages is added.",
    fr: "Pas encore de courrier. Qui écrit à qui apparaîtra ici dès qu’une boîte ou des messages imprimés seront ajoutés.",
  },
  "overview.noOutlets": {
    en: "No stories in the case yet. Add saved web pages to hold them against the record.",
    fr: "Pas encore d’articles. Ajoutez des pages web enregistrées pour les confronter aux pièces.",
  },
  "overview.empty": { en: "Nothing is in this case yet", fr: "Ce dossier est encore vide" },
  "overview.empty.hint": {
    en: "Add a file or a folder: mailboxes, print-outs as PDF, saved web pages, tables, archives. Everything stays on this machine.",
    fr: "Ajoutez un fichier ou un dossier : boîtes de courrier, PDF, pages web enregistrées, tableaux, archives. Tout reste sur cette machine.",
  },
  "overview.empty.path": { en: "FOLDER", fr: "DOSSIER" },
  "overview.empty.why": {
    en: {
      one: "One file was found, but could not be read: why",
      other: "{count} files were found, but none could be read: why",
    },
    fr: {
      one: "Un fichier trouvé, mais illisible : pourquoi",
      other: "{count} fichiers trouvés, aucun lisible : pourquoi",
    },
  },

  /* ---- ingest --------------------------------------------------------------------------------------------- */
  "ingest.walking": { en: "Looking for files", fr: "Recherche des fichiers" },
  "ingest.reading": { en: "Reading", fr: "Lecture" },
  "ingest.linking": { en: "Linking conversations", fr: "Rapprochement des conversations" },
  "ingest.done": { en: "Done", fr: "Terminé" },
  "ingest.failed": { en: "The ingest stopped", fr: "L’intégration s’est arrêtée" },
  "ingest.files": { en: "{done} of {found} files", fr: "{done} fichiers sur {found}" },
  "ingest.filesFound": {
    en: { one: "{count} file found", other: "{count} files found" },
    fr: { one: "{count} fichier trouvé", other: "{count} fichiers trouvés" },
  },
  "ingest.bytes": { en: "{done} of {found}", fr: "{done} sur {found}" },
  "ingest.rate": { en: "{bytes} a second", fr: "{bytes} par seconde" },
  "ingest.left": { en: "about {time} left", fr: "encore {time} environ" },
  "ingest.problems": {
    en: { one: "{count} problem so far", other: "{count} problems so far" },
    fr: { one: "{count} problème pour l’instant", other: "{count} problèmes pour l’instant" },
  },
  "ingest.whileReading": {
    en: "You can search already; what is read so far is there.",
    fr: "Vous pouvez déjà chercher : ce qui est lu est là.",
  },

  /* ---- receipt, problems ----------------------------------------------------------------------------------- */
  "receipt.title": { en: "The receipt", fr: "Le récépissé" },
  "receipt.allAccounted": {
    en: { one: "{count} file found and accounted for", other: "{count} files found, all accounted for" },
    fr: {
      one: "{count} fichier trouvé, le compte y est",
      other: "{count} fichiers trouvés, le compte y est",
    },
  },
  "receipt.pendingTitle": {
    en: { one: "{count} file found so far", other: "{count} files found, {pending} still to read" },
    fr: { one: "{count} fichier trouvé", other: "{count} fichiers trouvés, {pending} restent à lire" },
  },
  "receipt.differsTitle": {
    en: "{count} files found, {missing} not accounted for",
    fr: "{count} fichiers trouvés, il en manque {missing}",
  },
  "receipt.none": { en: "No files yet", fr: "Pas encore de fichiers" },
  "receipt.read": { en: "read", fr: "lus" },
  "receipt.same": { en: "same as another", fr: "identiques à un autre" },
  "receipt.unread": { en: "not read yet", fr: "pas encore lus" },
  "receipt.skipped": { en: "skipped", fr: "écartés" },
  "receipt.failed": { en: "failed", fr: "en échec" },
  "receipt.pending": { en: "still to read", fr: "restent à lire" },
  "receipt.partial": { en: "read in part", fr: "lus en partie" },
  "receipt.gone": { en: "no longer in the source", fr: "absents de la source" },
  "receipt.meter": { en: "How the files found are accounted for", fr: "Répartition des fichiers trouvés" },
  "problems.read": {
    en: { one: "{count} read", other: "{count} read" },
    fr: { one: "{count} lu", other: "{count} lus" },
  },
  "problems.same": {
    en: "{count} the same as another",
    fr: { one: "{count} identique à un autre", other: "{count} identiques à un autre" },
  },
  "problems.unread": {
    en: "{count} not read yet",
    fr: { one: "{count} pas encore lu", other: "{count} pas encore lus" },
  },
  "problems.skipped": {
    en: "{count} skipped",
    fr: { one: "{count} écarté", other: "{count} écartés" },
  },
  "problems.failed": { en: "{count} failed", fr: "{count} en échec" },
  "problems.pending": {
    en: "{count} still to read",
    fr: { one: "{count} reste à lire", other: "{count} restent à lire" },
  },
  "problems.nothingDropped": { en: "Nothing was dropped.", fr: "Rien n’a été perdu." },
  "problems.partial": {
    en: {
      one: "One of those read lacks a part that could not be read.",
      other: "{count} of those read lack a part that could not be read.",
    },
    fr: {
      one: "À l’un des fichiers lus, il manque une partie illisible.",
      other: "À {count} des fichiers lus, il manque une partie illisible.",
    },
  },
  "problems.tabs": { en: "Lines of the receipt", fr: "Lignes du récépissé" },
  "problems.tab.failed": { en: "Failed", fr: "En échec" },
  "problems.tab.skipped": { en: "Skipped", fr: "Écartés" },
  "problems.tab.unread": { en: "Not read yet", fr: "Pas encore lus" },
  "problems.tab.partial": { en: "Read in part", fr: "Lus en partie" },
  "problems.tab.same": { en: "Same as another", fr: "Identiques à un autre" },
  "problems.tab.containers": { en: "Containers", fr: "Conteneurs" },
  "problems.what": { en: "What", fr: "Quoi" },
  "problems.file": { en: "File", fr: "Fichier" },
  "problems.why": { en: "Why, and what helps", fr: "Pourquoi, et que faire" },
  "problems.sameAs": { en: "Same bytes as", fr: "Mêmes octets que" },
  "problems.retry": { en: "Try again", fr: "Réessayer" },
  "problems.retryFor": { en: "Try again: {file}", fr: "Réessayer : {file}" },
  "problems.retrying": { en: "Trying …", fr: "Nouvel essai …" },
  "problems.retried": { en: "Tried again: no change", fr: "Nouvel essai : rien de changé" },
  "problems.save": { en: "Save original", fr: "Enregistrer l’original" },
  "problems.none.failed": { en: "No file failed.", fr: "Aucun fichier en échec." },
  "problems.none.skipped": { en: "No file was skipped.", fr: "Aucun fichier écarté." },
  "problems.none.unread": {
    en: "There is no file in a format that is not read yet.",
    fr: "Aucun fichier dans un format pas encore lu.",
  },
  "problems.none.partial": {
    en: "Every file that was read was read whole.",
    fr: "Tous les fichiers lus l’ont été en entier.",
  },
  "problems.none.same": { en: "No two files are the same.", fr: "Aucun fichier n’est identique à un autre." },
  "problems.none.containers": {
    en: "No containers in the case. Archives and mailboxes would be added up here, member by member.",
    fr: "Aucun conteneur. Archives et boîtes de courrier seraient additionnées ici, élément par élément.",
  },
  "problems.containers.sum": {
    en: "found = read + same + failed + not read yet + skipped",
    fr: "trouvés = lus + identiques + en échec + pas encore lus + écartés",
  },
  "problems.container": { en: "Container", fr: "Conteneur" },
  "problems.found": { en: "found", fr: "trouvés" },
  "problems.sum.ok": { en: "adds up", fr: "compte juste" },
  "problems.sum.off": {
    en: { one: "{count} missing", other: "{count} missing" },
    fr: { one: "{count} manquant", other: "{count} manquants" },
  },
  "problems.sum.over": { en: "{count} too many", fr: "{count} en trop" },
  "problems.sum": { en: "Sum", fr: "Somme" },
  "problems.compared": {
    en: "Compared with {since}: {changes}.",
    fr: "Par rapport au {since} : {changes}.",
  },
  "problems.added": { en: "{count} added", fr: { one: "{count} ajouté", other: "{count} ajoutés" } },
  "problems.changed": { en: "{count} changed", fr: { one: "{count} modifié", other: "{count} modifiés" } },
  "problems.gone": { en: "{count} gone", fr: { one: "{count} disparu", other: "{count} disparus" } },
  "problems.comparedSame": {
    en: "Compared with {since}: nothing changed.",
    fr: "Par rapport au {since} : rien n’a changé.",
  },
  "problems.crumb": { en: "Where this is", fr: "Où vous êtes" },

  /* ---- search --------------------------------------------------------------------------------------------- */
  "search.label": { en: "Search the case", fr: "Rechercher dans le dossier" },
  "search.placeholder": { en: "Search", fr: "Rechercher" },
  "search.go": { en: "Search", fr: "Rechercher" },
  "search.total": {
    en: { one: "{count} document", other: "{count} documents" },
    fr: { one: "{count} document", other: "{count} documents" },
  },
  "search.elapsed": { en: "in {ms} ms", fr: "en {ms} ms" },
  "search.readAs": { en: "read as:", fr: "lu comme :" },
  "search.sort": { en: "Order", fr: "Ordre" },
  "search.sort.best": { en: "best first", fr: "meilleurs d’abord" },
  "search.sort.newest": { en: "newest first", fr: "récents d’abord" },
  "search.sort.oldest": { en: "oldest first", fr: "anciens d’abord" },
  "search.facets": { en: "Narrow", fr: "Restreindre" },
  "search.facet.kind": { en: "Kind", fr: "Genre" },
  "search.facet.language": { en: "Language", fr: "Langue" },
  "search.facet.sender": { en: "Sender", fr: "Expéditeur" },
  "search.facet.outlet": { en: "Outlet", fr: "Média" },
  "search.facet.folder": { en: "Folder", fr: "Répertoire" },
  "search.facet.when": { en: "When", fr: "Quand" },
  "search.facet.remove": { en: "remove from the search", fr: "retirer de la recherche" },
  "search.facet.clearDate": { en: "any time", fr: "toute date" },
  "search.results": { en: "Results", fr: "Résultats" },
  "search.attachments": {
    en: { one: "{count} attachment", other: "{count} attachments" },
    fr: { one: "{count} pièce jointe", other: "{count} pièces jointes" },
  },
  "search.redactions": {
    en: { one: "{count} redaction", other: "{count} redactions" },
    fr: { one: "{count} caviardage", other: "{count} caviardages" },
  },
  "search.tips": { en: "Narrow it", fr: "Préciser" },
  "search.tip.from": { en: "sender", fr: "expéditeur" },
  "search.tip.redaction": { en: "something blacked out", fr: "passage caviardé" },
  "search.tip.attachment": { en: "files attached", fr: "pièces jointes" },
  "search.tip.near": { en: "close to each other", fr: "proches l’un de l’autre" },
  "search.tip.exact": { en: "letter for letter", fr: "à la lettre" },
  "search.tip.not": { en: "without the word", fr: "sans le mot" },
  "search.key.move": { en: "move", fr: "se déplacer" },
  "search.key.open": { en: "open", fr: "ouvrir" },
  "search.key.all": { en: "all keys", fr: "toutes les touches" },
  "search.none": { en: "No document matches", fr: "Aucun document ne correspond" },
  "search.none.hint": {
    en: "That this case lacks something is not evidence that it does not exist. {documents} were searched; {files} were not read.",
    fr: "L’absence dans ce dossier ne prouve rien. {documents} ont été parcourus ; {files} n’ont pas été lus.",
  },
  "search.none.hintAll": {
    en: "That this case lacks something is not evidence that it does not exist. {documents} were searched.",
    fr: "L’absence dans ce dossier ne prouve rien. {documents} ont été parcourus.",
  },
  "search.none.try": { en: "Try it with less:", fr: "Essayez avec moins :" },
  "search.files": {
    en: { one: "one file", other: "{count} files" },
    fr: { one: "un fichier", other: "{count} fichiers" },
  },
  "search.empty": { en: "Search the whole case", fr: "Chercher dans tout le dossier" },
  "list.more": { en: "{count} more", fr: "{count} de plus" },
  "list.fewer": { en: "fewer", fr: "moins" },
  "list.segment": { en: "{from} to {to} of {total}", fr: "{from} à {to} sur {total}" },
  "list.next": { en: "Next {count}", fr: "{count} suivants" },
  "list.previous": { en: "Previous {count}", fr: "{count} précédents" },
  "list.last": { en: "To the end", fr: "À la fin" },
  "list.first": { en: "To the beginning", fr: "Au début" },

  /* ---- text of a document --------------------------------------------------------------------------------- */
  "text.page": { en: "page {number}", fr: "page {number}" },
  "text.showQuoted": { en: "Show quoted text", fr: "Afficher le texte cité" },
  "text.hideQuoted": { en: "Hide quoted text", fr: "Masquer le texte cité" },
  "text.showNotice": { en: "Show legal notice", fr: "Afficher la mention légale" },
  "text.hideNotice": { en: "Hide legal notice", fr: "Masquer la mention légale" },
  "text.lines": {
    en: { one: "{count} line", other: "{count} lines" },
    fr: { one: "{count} ligne", other: "{count} lignes" },
  },
  "text.redactionCode": { en: "blacked out, {code}", fr: "caviardé, {code}" },
  "text.table": { en: "Table", fr: "Tableau" },
  "text.empty": {
    en: "No text was found in this original. If it is a scan, its pages are pictures: look at the original.",
    fr: "Aucun texte trouvé dans cet original. S’il s’agit d’un scan, ses pages sont des images : voyez l’original.",
  },
  "hits.of": { en: "{number} of {count} hits", fr: "passage {number} sur {count}" },
  "hits.count": {
    en: { one: "{count} hit", other: "{count} hits" },
    fr: { one: "{count} passage", other: "{count} passages" },
  },
  "hits.none": { en: "no hit in this text", fr: "aucun passage dans ce texte" },
  "hits.next": { en: "Next hit", fr: "Passage suivant" },
  "hits.previous": { en: "Previous hit", fr: "Passage précédent" },
  "passage.copy": { en: "Copy link to passage", fr: "Copier le lien du passage" },
  "passage.copyDocument": { en: "Copy link", fr: "Copier le lien" },
  "passage.copied": { en: "Link copied", fr: "Lien copié" },
  "passage.notCopied": {
    en: "The browser does not let this page copy. The link is in the address bar.",
    fr: "Le navigateur ne permet pas la copie. Le lien est dans la barre d’adresse.",
  },

  /* ---- document ------------------------------------------------------------------------------------------- */
  "doc.pages": {
    en: { one: "{count} page", other: "{count} pages" },
    fr: { one: "{count} page", other: "{count} pages" },
  },
  "doc.pageOf": { en: "page {first} of {count}", fr: "page {first} sur {count}" },
  "doc.pagesOf": { en: "pages {first}–{last} of {count}", fr: "pages {first}–{last} sur {count}" },
  "doc.printed": { en: "Printed message", fr: "Message imprimé" },
  "doc.views": { en: "Views of this document", fr: "Vues de ce document" },
  "doc.text": { en: "Text", fr: "Texte" },
  "doc.message": { en: "Message", fr: "Message" },
  "doc.messages": { en: "Messages on these pages", fr: "Messages sur ces pages" },
  "doc.about": { en: "About this file", fr: "À propos du fichier" },
  "doc.headers": { en: "Original headers", fr: "En-têtes d’origine" },
  "doc.original": { en: "Original", fr: "Original" },
  "doc.showOriginal": { en: "Show the original", fr: "Afficher l’original" },
  "doc.page": { en: "Page", fr: "Page" },
  "doc.ofPages": { en: "of {count}", fr: "sur {count}" },
  "doc.nextPage": { en: "Next page", fr: "Page suivante" },
  "doc.previousPage": { en: "Previous page", fr: "Page précédente" },
  "doc.pageImage": { en: "Page {number} of the original", fr: "Page {number} de l’original" },
  "doc.pageFailed": {
    en: "Page {number} of the original cannot be drawn. Save the original to open it in another program.",
    fr: "La page {number} de l’original ne peut être affichée. Enregistrez l’original pour l’ouvrir ailleurs.",
  },
  "doc.frame": {
    en: "The original page, without scripts, pictures from elsewhere or links",
    fr: "La page d’origine, sans scripts, images extérieures ni liens",
  },
  "doc.foundIn": { en: "found in {path}", fr: "trouvé dans {path}" },
  "doc.foundMore": {
    en: { one: "and {count} other place", other: "and {count} other places" },
    fr: { one: "et {count} autre endroit", other: "et {count} autres endroits" },
  },
  "doc.partOf": { en: "Attached to {message}", fr: "Joint à {message}" },
  "doc.fromPrint": { en: "from a print-out", fr: "tiré d’un imprimé" },
  "doc.fromPrintPage": { en: "from a print-out, page {number}", fr: "tiré d’un imprimé, page {number}" },
  "doc.onPage": { en: "page {number}", fr: "page {number}" },
  "doc.more": { en: "Show {count} more", fr: "Afficher {count} de plus" },
  "doc.conversation": { en: "Conversation", fr: "Conversation" },
  "doc.aloneInConversation": {
    en: "No other message of this conversation is in the case.",
    fr: "Aucun autre message de cette conversation n’est dans le dossier.",
  },
  "doc.openInMail": { en: "Open in Mail", fr: "Ouvrir dans le courrier" },
  "about.sha256": { en: "SHA-256", fr: "SHA-256" },
  "about.size": { en: "Size", fr: "Taille" },
  "about.bytes": { en: "{size} ({exact} bytes)", fr: "{size} ({exact} octets)" },
  "about.type": { en: "Media type", fr: "Type de contenu" },
  "about.reader": { en: "Read by", fr: "Lu par" },
  "about.held": { en: "Kept as", fr: "Conservé" },
  "about.held.copy": { en: "a copy in the case", fr: "en copie dans le dossier" },
  "about.held.hardlink": { en: "a hard link to the source", fr: "en lien physique vers la source" },
  "about.held.reference": {
    en: "a reference to the source, which must stay in its place",
    fr: "par renvoi à la source, qui doit rester en place",
  },
  "about.held.member": { en: "a part of its container", fr: "comme partie de son contenant" },
  "about.places": { en: "Found in", fr: "Trouvé dans" },
  "about.gone": { en: "no longer there", fr: "n’y est plus" },
  "about.url": { en: "Address", fr: "Adresse" },
  "about.outlet": { en: "Outlet", fr: "Média" },
  "about.author": { en: "Author", fr: "Auteur" },
  "about.date": { en: "Date", fr: "Date" },
  "about.datePrinted": { en: "as printed: {date}", fr: "tel qu’imprimé : {date}" },
  "about.language": { en: "Language", fr: "Langue" },
  "about.length": { en: "Text", fr: "Texte" },
  "about.characters": {
    en: { one: "{count} character", other: "{count} characters" },
    fr: { one: "{count} caractère", other: "{count} caractères" },
  },
  "about.messageId": { en: "Message-ID", fr: "Message-ID" },
  "about.id": { en: "Id in the case", fr: "Identifiant" },
  "about.problems": { en: "Problems", fr: "Problèmes" },
  "about.signature": {
    en: "a print-out carries no signature and cannot be verified",
    fr: "un imprimé ne porte pas de signature et ne peut être vérifié",
  },
  "headers.none": {
    en: "This message was read from a print-out; it has no header fields.",
    fr: "Ce message provient d’un imprimé ; il n’a pas de champs d’en-tête.",
  },

  /* ---- mail ----------------------------------------------------------------------------------------------- */
  "mail.folders": { en: "Folders", fr: "Dossiers" },
  "mail.all": { en: "All mail", fr: "Tout le courrier" },
  "mail.prints": { en: "Print-outs", fr: "Imprimés" },
  "mail.people": { en: "People", fr: "Personnes" },
  "mail.morePeople": { en: "{count} more", fr: "{count} de plus" },
  "mail.lists": { en: "Folders, print-outs, people", fr: "Dossiers, imprimés, personnes" },
  "mail.conversations": { en: "Conversations", fr: "Conversations" },
  "mail.count": {
    en: { one: "{count} conversation", other: "{count} conversations" },
    fr: { one: "{count} conversation", other: "{count} conversations" },
  },
  "mail.narrow": { en: "Search in mail", fr: "Chercher dans le courrier" },
  "mail.none": { en: "No conversation here", fr: "Aucune conversation ici" },
  "mail.none.hint": {
    en: "No message matches {query}. That this case lacks something is not evidence that it does not exist.",
    fr: "Aucun message ne correspond à {query}. L’absence dans ce dossier ne prouve rien.",
  },
  "mail.empty": { en: "No mail in this case yet", fr: "Pas encore de courrier dans ce dossier" },
  "mail.empty.hint": {
    en: "Add a mailbox, a folder of messages or a print-out as PDF; conversations appear here as they are read.",
    fr: "Ajoutez une boîte, un dossier de messages ou un imprimé en PDF ; les conversations apparaîtront ici.",
  },
  "mail.choose": { en: "Choose a conversation", fr: "Choisissez une conversation" },
  "mail.choose.keys": {
    en: "{j} and {k} move in the list, {enter} opens.",
    fr: "{j} et {k} parcourent la liste, {enter} ouvre.",
  },
  "mail.back": { en: "Back to the list", fr: "Retour à la liste" },
  "mail.messages": {
    en: { one: "{count} message", other: "{count} messages" },
    fr: { one: "{count} message", other: "{count} messages" },
  },
  "mail.attachments": {
    en: { one: "{count} attachment", other: "{count} attachments" },
    fr: { one: "{count} pièce jointe", other: "{count} pièces jointes" },
  },
  "mail.printed": { en: "printed", fr: "imprimé" },
  "mail.joined": { en: "joined by {reasons}", fr: "réunis par {reasons}" },
  "mail.reason.in-reply-to": { en: "In-Reply-To ({count})", fr: "In-Reply-To ({count})" },
  "mail.reason.references": { en: "References ({count})", fr: "References ({count})" },
  "mail.reason.printed-together": { en: "printed together ({count})", fr: "imprimés ensemble ({count})" },
  "mail.reason.none": { en: "no link ({count})", fr: "aucun lien ({count})" },
  "mail.from": { en: "From", fr: "De" },
  "mail.to": { en: "to", fr: "à" },
  "mail.cc": { en: "cc", fr: "cc" },
  "mail.bcc": { en: "bcc", fr: "cci" },
  "mail.details": { en: "Details", fr: "Détails" },
  "mail.zoneless": { en: "no time zone given", fr: "sans fuseau horaire" },
  "mail.headers": { en: "Headers", fr: "En-têtes" },
  "mail.openDocument": { en: "Open as document", fr: "Ouvrir comme document" },
  "mail.expandAll": { en: "Open all", fr: "Tout ouvrir" },
  "mail.collapseAll": { en: "Close all", fr: "Tout fermer" },
  "mail.save": { en: "Save", fr: "Enregistrer" },
  "mail.attachedFiles": { en: "Attached files", fr: "Fichiers joints" },
  "mail.bodyEmpty": { en: "This message has no text.", fr: "Ce message n’a pas de texte." },
} as const satisfies Record<string, Word>;

export type WordKey = keyof typeof words;

/** What may fill a place; numbers are set by locale. */
export type Filling = string | number;

/** The locale for dates and numbers: day before month, 24 hours, in both. */
export const locales: Record<Tongue, string> = { en: "en-GB", fr: "fr-FR" };

/** The wording before its places are filled. `count` chooses between one and other, by the rules of the language. */
export function wording(key: WordKey, tongue: Tongue, count?: number): string {
  const entry: Wording = words[key][tongue];
  const text =
    typeof entry === "string"
      ? entry
      : pluralRules[tongue].select(count ?? 0) === "one"
        ? entry.one
        : entry.other;
  return tongue === "fr" ? keepSigns(text) : text;
}

/** French sets a blank before `: ; ! ? »` and after `«`, at which no line may break. */
function keepSigns(text: string): string {
  return text.replace(/ ([:;!?»])/g, "\u00a0$1").replaceAll("« ", "«\u00a0");
}

/** The phrase with its places filled. A place without a filling stays as it is, so that it is seen. */
export function phrase(key: WordKey, tongue: Tongue, fillings: Record<string, Filling> = {}): string {
  const count = fillings.count;
  return wording(key, tongue, typeof count === "number" ? count : undefined).replace(
    /\{(\w+)\}/g,
    (place, name: string) => {
      const value = fillings[name];
      if (value === undefined) return place;
      return typeof value === "number" ? numberFormats[tongue].format(value) : value;
    },
  );
}

const pluralRules = { en: new Intl.PluralRules("en"), fr: new Intl.PluralRules("fr") };
const numberFormats = { en: new Intl.NumberFormat(locales.en), fr: new Intl.NumberFormat(locales.fr) };
