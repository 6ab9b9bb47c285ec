/** docs/http.md, from the questions, the routes, the refusals and the schemas of the answers. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { questions } from "../../src/ask/ask.ts";
import type { Param } from "../../src/ask/question.ts";
import type { answerSchemas } from "../../src/ask/schemas.ts";
import { refusals } from "../../src/server/refusals.ts";
import { answerShape, type JsonSchema, namedShapes } from "./json-schema.ts";
import { code, madeNote, markdownTable } from "./markdown.ts";

const at = "#";

export function httpPage(): string {
  const parts = [
    "# The HTTP interface\n",
    madeNote,
    introduction,
    routeTable(),
    "## Questions\n",
    questionNote,
  ];
  for (const { name, summary, params } of questions) {
    // Not the name alone: a shape may have the same, and then the links would lead to the wrong one.
    parts.push(
      `### \`GET /api/${name}\`\n`,
      `${summary.en.charAt(0).toUpperCase()}${summary.en.slice(1)}.\n`,
    );
    if (params.length) parts.push(markdownTable(["parameter", "takes", "is"], params.map(paramRow)));
    const shape = answerShape(name as keyof typeof answerSchemas, at);
    parts.push(
      `Answer: ${shape.$ref ? typeText(shape) : `a list of ${typeText(shape.properties?.items?.items ?? {})}`}\n`,
    );
  }
  parts.push("## Shapes\n", shapesNote, listShape());
  for (const [name, shape] of Object.entries(namedShapes(at)))
    parts.push(
      `### ${name}\n`,
      ...(shape.description ? [`${shape.description}\n`] : []),
      markdownTable(["field", "type", "is"], rows(shape)),
    );
  parts.push("## When it says no\n", refusalNote, refusalTable());
  return parts.join("\n");
}

/** The table that stands at the head of the routes themselves. */
function routeTable(): string {
  const source = readFileSync(path.join(import.meta.dirname, "../../src/server/routes.ts"), "utf8");
  const lines = [...source.matchAll(/^ \* (\|.*\|)$/gm)].map(([, line]) => line);
  if (lines.length < 3) throw new Error("src/server/routes.ts has no table of routes at its head");
  return `${lines.join("\n")}\n`;
}

function paramRow(param: Param): string[] {
  return [
    code(param.name) + (param.required ? " (required)" : ""),
    takes(param),
    param.summary.en +
      (param.default === undefined || param.default === "" || param.default === 0
        ? ""
        : ` (without it: ${param.default})`),
  ];
}

function takes({ type, choices, min, max }: Param): string {
  if (choices) return choices.map(code).join(", ");
  if (type === "number")
    return max === undefined ? `number from ${min ?? 0}` : `number, ${min ?? 0} to ${max}`;
  return { text: "text", flag: "`1`", date: "`2020`, `2020-03`, `2020-03-15`" }[type];
}

/** One row a field; fields of shapes without a name stand with their path. */
function rows(shape: JsonSchema, before = ""): string[][] {
  return Object.entries(shape.properties ?? {}).flatMap(([key, field]) => {
    const optional = shape.required?.includes(key) ? "" : "?";
    const name = `${before}${key}${optional}`;
    const inner = field.items ?? notNull(field);
    const row = [code(name), typeText(field), field.description ?? ""];
    return inner.properties ? [row, ...rows(inner, `${name}${field.items ? "[]" : ""}.`)] : [row];
  });
}

function notNull(shape: JsonSchema): JsonSchema {
  return shape.anyOf?.find((one) => one.type !== "null") ?? shape;
}

function typeText(shape: JsonSchema): string {
  if (shape.$ref) {
    const name = shape.$ref.slice(at.length);
    return `[${name}](#${name.toLowerCase()})`;
  }
  if (shape.enum) return shape.enum.map((value) => code(String(value))).join(", ");
  if (shape.anyOf) return shape.anyOf.map(typeText).join(" or ");
  if (shape.type === "array")
    return `list of ${shape.items?.properties ? "objects" : typeText(shape.items ?? {})}`;
  return shape.type ?? "anything";
}

function listShape(): string {
  const { items: _, ...fields } = answerShape("documents", at).properties ?? {};
  const required = Object.keys(fields);
  const list = rows({ properties: fields, required });
  return `### A list\n\n${markdownTable(["field", "type", "is"], [...list, [code("items"), "list", "those of this page"]])}`;
}

function refusalTable(): string {
  return markdownTable(
    ["code", "status", "says"],
    [
      [code("usage"), "400", "A parameter is missing or does not fit."],
      [code("failure"), "503", "The case cannot be read; the message says what to do."],
      ...Object.entries(refusals).map(([name, { status, message, hint }]) => [
        code(name),
        String(status),
        `${message.en} ${hint.en}`.trim(),
      ]),
    ],
  );
}

const introduction = `\`stemma open\` and \`stemma serve\` serve a case on 127.0.0.1, for the browser of this machine alone. The address that they print holds
a token; the first request with it gets a cookie, and without the cookie nothing is answered. [security.md](security.md) says why.
The same as a machine reads it: [openapi.json](openapi.json) (OpenAPI 3.1).

\`\`\`sh
curl -s -c jar -o /dev/null 'http://127.0.0.1:7836/?t=TOKEN'
curl -s -b jar 'http://127.0.0.1:7836/api/search?q=with:holt'
\`\`\`
`;

const questionNote = `All parameters are text in the address. \`lang=en\` or \`lang=fr\` chooses the language of what people read; without it the
browser's \`Accept-Language\` does. Passages and other offsets count UTF-16 code units, as JavaScript does, and are half-open.
`;

const shapesNote = `What \`--json\` prints has the same shapes. Every field is always there unless it is marked \`?\`; what is not known is \`null\`.
`;

const refusalNote = `The body is an [ErrorAnswer](#erroranswer). Codes are stable; the words are for people and may change.
`;
