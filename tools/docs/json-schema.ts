/** The answers as JSON Schema (2020-12), with the comments of `answers.ts` as descriptions. */
import { toJsonSchema, toJsonSchemaDefs } from "@valibot/to-json-schema";
import { answerSchemas, namedSchemas } from "../../src/ask/schemas.ts";
import { commentsOfAnswers } from "./comments.ts";

/** As much of JSON Schema as our answers need. */
export interface JsonSchema {
  $ref?: string;
  type?: string;
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  description?: string;
  [other: string]: unknown;
}

const comments = commentsOfAnswers();
const nameOf = new Map<object, string>(Object.entries(namedSchemas).map(([name, schema]) => [schema, name]));

/** Shapes with a name; `at` is where they refer to each other. */
export function namedShapes(at: string): Record<string, JsonSchema> {
  const definitions = toJsonSchemaDefs(namedSchemas, {
    target: "draft-2020-12",
    overrideRef: ({ referenceId }) => `${at}${referenceId}`,
  });
  return Object.fromEntries(
    Object.entries(definitions).map(([name, schema]) => [
      name,
      described(schema as unknown as JsonSchema, name, inherited(name)),
    ]),
  );
}

/** What a question answers: the name of the shape, or the shape of a list. */
export function answerShape(name: keyof typeof answerSchemas, at: string): JsonSchema {
  const schema = answerSchemas[name];
  const known = nameOf.get(schema);
  if (known !== undefined) return { $ref: `${at}${known}` };
  const shape = toJsonSchema(schema, {
    target: "draft-2020-12",
    definitions: namedSchemas,
    overrideRef: ({ referenceId }) => `${at}${referenceId}`,
  }) as unknown as JsonSchema;
  const { $defs: _, $schema: __, ...own } = shape;
  return described(own, "Answer", []);
}

/** A shape that extends another has its comments too. */
function inherited(name: string): string[] {
  return (
    { SearchAnswer: ["Answer"], ProblemsAnswer: ["Answer"], DocumentAnswer: ["DocumentLine"] }[name] ?? []
  );
}

function described(schema: JsonSchema, path: string, others: readonly string[]): JsonSchema {
  const about = [path, ...others].map((one) => comments.get(one)).find((found) => found !== undefined);
  const inside = { ...schema };
  if (schema.properties)
    inside.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([key, value]) => [
        key,
        described(
          value,
          `${path}.${key}`,
          others.map((other) => `${other}.${key}`),
        ),
      ]),
    );
  if (schema.items) {
    // The comment stands with the list: it is not said again of each item.
    const { description: _, ...item } = described(schema.items, path, []);
    inside.items = item;
  }
  return about === undefined ? inside : { ...inside, description: about };
}
