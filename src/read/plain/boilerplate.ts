/**
 * What a web page leaves behind when it is saved as text: names of icons, lists of languages and of links, share buttons, picture
 * credits, the form for comments. Each rule looks at one line and is meant to be right when it speaks, not to find everything.
 */
import { isProse, type Line } from "./lines.ts";

const languageNames =
  /(?:english|français|francais|deutsch|español|espanol|italiano|português|portugues|nederlands|polski|русский язык|русский|українська|العربية|فارسی|עברית|türkçe|turkce|ελληνικά|中文|简体中文|繁體中文|日本語|한국어|한어|हिन्दी|हिंदी|বাংলা|tiếng việt|bahasa indonesia|indonesia(?:n)?|bahasa melayu|sanskrit|latina|suomi|suomalainen|svenska|norsk|dansk|čeština|magyar|română|български|српски|hrvatski|slovenščina|slovenčina|català|euskara|galego|ไทย)/giu;

/** Words that make up rows of buttons and menus; a line of nothing else is one. */
const buttons = new Set(
  (
    "share partager partage tweet tweeter tweetez facebook twitter x whatsapp telegram linkedin pinterest reddit messenger vk email e-mail mail courriel print " +
    "imprimer copy link copier le lien flipboard pocket tumblr instagram youtube tiktok rss skype viber line like follow us suivez-nous suivre menu search recherche " +
    "rechercher home accueil login log in sign up connexion connectez-vous subscribe abonnez-vous newsletter comments commentaires comment commentaire advertisement " +
    "publicité publicite skip to content close fermer next previous suivant précédent precedent back top haut de page more plus this article on sur par via with " +
    "shares tweets likes story post enregistrer save bookmark listen écouter ecouter play pause article cet"
  ).split(" "),
);

/** How lines begin that lead away from the page or ask something of the reader. */
const leadsAway =
  /^(?:(?:à )?lire (?:aussi|également)|lire la suite|(?:à )?voir (?:aussi|également)|read (?:more|also|next)\b|see (?:also|more)\b|related\s?:|more\s?:|also read|must read|recommended\s?:|sur le même (?:sujet|thème)|dans la même rubrique|articles? (?:similaires?|liés?|connexes?)|related (?:articles?|stories|posts|news|topics|content)|you (?:may|might) also like|vous (?:aimerez|pourriez) (?:aussi|aimer)|lectures complémentaires|further reading|more (?:from|on|stories)\b|most (?:read|popular)|les plus lus|trending\b|recommended (?:for you|stories)|recommandé pour vous|laisser un commentaire|leave a (?:comment|reply)|poster un commentaire|join the conversation|(?:your|votre) (?:email|adresse e-?mail|adresse de messagerie).{0,30}(?:published|publiée)|required fields are|les champs obligatoires|sign up (?:for|to)\b|subscribe (?:to|now|today)\b|abonnez-vous|inscrivez-vous|recevez (?:notre|nos|la|les)\b|follow us\b|suivez-nous|retrouvez-nous|like us on|this article is more than|tags?\s?:|mots[- ]clés?\s?:|étiquettes?\s?:|filed under|classé dans|catégories?\s?:|categor(?:y|ies)\s?:|posted in\b|all rights reserved|tous droits réservés|we use cookies|nous utilisons des cookies|ce site utilise|this (?:web)?site uses|accepter? (?:all|tous|les) cookies|support (?:us|our)\b|faire un don|donate\b|print this|imprimer cet|share (?:this|on|via)\b|partager (?:sur|cet|via)\b|cliquez pour|click to\b|advertisement|publicité\b|privacy policy|politique de confidentialité|terms of (?:use|service)|mentions légales|skip to\b|aller au contenu|newsletter\b|ouvre dans une nouvelle fenêtre)/i;

/** Only where the line is short: a sentence may begin with the same words. */
const shortLeadsAway =
  /^(?:©|\(c\)|copyright\b|commentaires?\b|comments?\b|\d+ (?:comments?|commentaires?|shares?|partages?|likes?)\b)/i;

const pictureCredit =
  /^(?:\(?(?:photo|photos|image|images|picture|illustration|crédits?|credits?|getty|dr)\s?(?:photos?|images?)?\s?[:©/]|\(?(?:photo|image) (?:by|par|credit|via)\b|\(?AP Photo\b|\(?Crédits? photo)|(?:\bGetty Images|\bAFP\/|\/AFP\b|\bAP Photo\b|\/Reuters\b|\bShutterstock\b|\bWikimedia Commons\b)[^.]{0,40}\)?$|©\s?[\p{L}\d][^.]{0,60}$/iu;
/** A caption with its credit: `The minister at work Reuters |`. */
const barredCaption = /\|\s*$/;
const slug = /^(?=.*\p{Ll})[\p{Ll}\d]+(?:[-_][\p{Ll}\d]+)+(?:\.(?:jpe?g|png|gif|webp))?$/u;
const picture = /^\S+\.(?:jpe?g|png|gif|webp|svg)$/i;
const counter = /^\d{1,2}:\d\d(?::\d\d)?$/;

/** True for a line that belongs to the page and not to the story. */
export function isBoilerplate(line: Line): boolean {
  const { text } = line;
  if (counter.test(text) || picture.test(text) || slug.test(text)) return true;
  if (isIconRun(line) || isLanguageList(text)) return true;
  if (text.length > 400) return false;
  if (leadsAway.test(text) && !(isProse(line) && line.words > 30)) return true;
  if (line.words <= 12 && shortLeadsAway.test(text)) return true;
  if (
    line.words <= 30 &&
    (pictureCredit.test(text) || (barredCaption.test(text) && text.indexOf("|") >= text.length - 1))
  )
    return true;
  return isButtonRow(line);
}

/** Words like `icon`, many times over: the alternative texts of a page's pictures, run together. */
function isIconRun({ text, words }: Line): boolean {
  const icons = text.match(/icon|chevron/gi)?.length ?? 0;
  return icons >= 4 && icons * 4 >= words;
}

function isLanguageList(text: string): boolean {
  if (text.length > 1000) return false;
  const names = text.match(languageNames);
  if (names === null || names.length < 4) return false;
  return names.join("").length >= text.replace(/[\s|/·•,;-]/g, "").length * 0.6;
}

function isButtonRow({ text, words }: Line): boolean {
  if (words === 0 || words > 14 || /[.;:]/.test(text)) return false;
  return text
    .toLowerCase()
    .split(/[\s|/·•,]+/)
    .every(
      (word) =>
        word === "" || /^\d+[\d.,]*[km]?$/.test(word) || buttons.has(word) || !/[\p{L}\d]/u.test(word),
    );
}

/** Headings after which only links and forms come. */
const tailHeading =
  /^(?:laisser un commentaire|leave a (?:comment|reply)|poster un commentaire|vous aimerez aussi|you (?:may|might) also like|related (?:articles|stories|posts)|articles (?:similaires|liés|connexes)|lectures complémentaires|further reading|sur le même (?:sujet|thème)|more stories|most (?:read|popular)|les plus lus|recommended (?:for you|stories)|comments|commentaires|podcasts?)\b/i;

/** For every line whether it belongs to the page. Labels among such lines at the end, and what follows a tail heading, do too. */
export function boilerplateOf(lines: readonly Line[]): boolean[] {
  const found = lines.map(isBoilerplate);
  // From the end of the text: labels of one to three words that stand before buttons, links or counters.
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at];
    if (line === undefined) break;
    if (found[at]) continue;
    if (found[at + 1] !== true || line.words > 3 || /[.!?…»”"]$/.test(line.text)) break;
    found[at] = true;
  }
  // After a tail heading with no sentence behind it: titles of other stories.
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at];
    if (line === undefined || (isProse(line) && !found[at])) break;
    if (line.words <= 8 && tailHeading.test(line.text)) found.fill(true, at);
  }
  return found;
}
