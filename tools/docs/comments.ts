/** What the comments of `src/ask/answers.ts` say of each shape and field: the documentation repeats it, so that it is said once. */
import { readFileSync } from "node:fs";
import path from "node:path";

const source = path.join(import.meta.dirname, "../../src/ask/answers.ts");

/** Comment of `Name` or `Name.field` or `Name.field.inner`, in one line. */
export function commentsOfAnswers(): ReadonlyMap<string, string> {
  const comments = new Map<string, string>();
  /** Names that are open, outermost first: `Hit`, `original`. */
  const open: string[] = [];
  let comment = "";
  for (const line of readFileSync(source, "utf8").split("\n")) {
    const text = line.trim();
    if (/^(?:\/\*\*|\*)/.test(text)) {
      if (text.startsWith("/**")) comment = "";
      comment = `${comment} ${text.replace(/^\/?\*+\/?\s?|\s*\*\/$/g, "")}`.trim();
      continue;
    }
    const [, name] =
      /^(?:export (?:interface|type) )?(\w+)\??(?:<\w+>)?(?: extends .+)?(?::| \{| =)/.exec(text) ?? [];
    if (name) {
      if (comment) comments.set([...open, name].join("."), comment);
      if (text.endsWith("{")) open.push(name);
    }
    if (/^\}/.test(text)) open.pop();
    comment = "";
  }
  return comments;
}
