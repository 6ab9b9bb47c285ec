/** How a query was read, in words: “messages with Holt and the phrase information centre, March 2021”. */
import type { Tongue } from "../text/messages.ts";
import type { SnippetPart } from "./answers.ts";
import type { FieldName, QueryNode } from "./search-language.ts";

const fieldWords: Record<FieldName, { en: string; fr: string }> = {
  from: { en: "from", fr: "de" },
  to: { en: "to", fr: "à" },
  cc: { en: "copied to", fr: "en copie à" },
  with: { en: "with", fr: "avec" },
  subject: { en: "subject or title", fr: "objet ou titre" },
  title: { en: "subject or title", fr: "objet ou titre" },
  kind: { en: "kind", fr: "genre" },
  lang: { en: "language", fr: "langue" },
  outlet: { en: "outlet", fr: "titre de presse" },
  file: { en: "file", fr: "fichier" },
  in: { en: "in", fr: "dans" },
  has: { en: "with a", fr: "avec" },
  mentions: { en: "mentions", fr: "mentionne" },
  speaker: { en: "speaker", fr: "locuteur" },
  about: { en: "about", fr: "à propos de" },
  id: { en: "id", fr: "identifiant" },
  sha256: { en: "sha256", fr: "sha256" },
  "message-id": { en: "Message-ID", fr: "Message-ID" },
};

/** The query in words; the user’s own are marked as hits. */
export function readAs(tree: QueryNode, tongue: Tongue): SnippetPart[] {
  const parts: SnippetPart[] = [];
  const say = (en: string, fr: string) => parts.push({ kind: "text", text: tongue === "fr" ? fr : en });
  const value = (text: string) => parts.push({ kind: "hit", text });
  const walk = (node: QueryNode, inside: boolean): void => {
    switch (node.type) {
      case "all":
        say("everything", "tout");
        return;
      case "word":
        if (node.prefix) say("words beginning ", "mots commençant par ");
        value(node.text);
        return;
      case "phrase":
        say("the phrase ", "l’expression ");
        value(node.text);
        return;
      case "exact":
        say("letter for letter ", "à la lettre ");
        value(node.text);
        return;
      case "near":
        value(node.words.join(", "));
        say(` within ${node.distance} words`, ` à moins de ${node.distance} mots`);
        return;
      case "field":
        say(
          node.name === "has" && /^[aeiou]/i.test(node.value) ? "with an " : `${fieldWords[node.name].en} `,
          `${fieldWords[node.name].fr} `,
        );
        value(node.value);
        return;
      case "date":
        say("dated ", "daté ");
        value(node.label.replace(/^date:/, ""));
        return;
      case "not":
        say("not ", "sans ");
        walk(node.node, true);
        return;
      default: {
        if (inside) say("(", "(");
        node.nodes.forEach((part, index) => {
          if (index > 0) node.type === "or" ? say(" or ", " ou ") : say(" and ", " et ");
          walk(part, true);
        });
        if (inside) say(")", ")");
      }
    }
  };
  walk(tree, false);
  return parts;
}
