/** docs/openapi.json: the HTTP interface as OpenAPI 3.1, from the table of questions and the schemas of their answers. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { questions } from "../../src/ask/ask.ts";
import type { Param } from "../../src/ask/question.ts";
import type { answerSchemas } from "../../src/ask/schemas.ts";
import { answerShape, type JsonSchema, namedShapes } from "./json-schema.ts";

const root = path.resolve(import.meta.dirname, "../..");
const shapes = "#/components/schemas/";

export function openApi(): string {
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
    version: string;
  };
  const page = {
    openapi: "3.1.0",
    info: {
      title: "Stemma",
      version,
      description:
        "Answers about one case, served on this machine to its own browser. See http.md for who is let in.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    paths: {
      ...Object.fromEntries(
        questions.map((question) => [`/api/${question.name}`, { get: operation(question) }]),
      ),
      ...others,
    },
    components: { schemas: namedShapes(shapes) },
  };
  return formatted(JSON.stringify(page, null, 2));
}

function operation({ name, summary, params }: (typeof questions)[number]): object {
  return {
    operationId: name,
    summary: summary.en,
    parameters: [...params.map(parameter), languageParameter],
    responses: {
      200: answer("The answer.", answerShape(name as keyof typeof answerSchemas, shapes)),
      default: refused,
    },
  };
}

const languageParameter = {
  name: "lang",
  in: "query",
  description: "language to answer in; the browser’s without it",
  schema: { enum: ["en", "fr"] },
};

function parameter(param: Param): object {
  return {
    name: param.name,
    in: "query",
    required: param.required === true,
    description: param.summary.en,
    schema: schemaOf(param),
  };
}

function schemaOf({ type, choices, min, max, default: otherwise }: Param): JsonSchema {
  const base: JsonSchema = otherwise === undefined || otherwise === "" ? {} : { default: otherwise };
  if (type === "number")
    return {
      type: "integer",
      ...(min === undefined ? {} : { minimum: min }),
      ...(max === undefined ? {} : { maximum: max }),
      ...base,
    };
  if (type === "flag") return { enum: ["1", "0"], ...base };
  if (type === "date") return { type: "string", pattern: "^\\d{4}(-\\d\\d(-\\d\\d)?)?$", ...base };
  return choices ? { enum: [...choices], ...base } : { type: "string", ...base };
}

function answer(description: string, schema: JsonSchema): object {
  return { description, content: { "application/json": { schema } } };
}

const refused = answer("Not answered, and why.", { $ref: `${shapes}ErrorAnswer` });
const id = { name: "id", in: "path", required: true, schema: { type: "string" } };

/** What is there beside questions. */
const others = {
  "/api/progress": {
    get: {
      operationId: "progress",
      summary: "how far an ingest is, as server-sent events",
      responses: {
        200: {
          description: "Each event is a Progress as JSON.",
          content: { "text/event-stream": { schema: { $ref: `${shapes}Progress` } } },
        },
        default: refused,
      },
    },
  },
  "/api/retry": {
    post: {
      operationId: "retry",
      summary: "tries one file of the receipt again",
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: {
              type: "object",
              properties: { path: { type: "string" } },
              required: ["path"],
              additionalProperties: false,
            },
          },
        },
      },
      responses: { 200: answer("Tried.", { type: "object" }), default: refused },
    },
  },
  "/original/{id}": {
    get: {
      operationId: "original",
      summary: "the bytes of an original, as a download",
      parameters: [
        id,
        { name: "inline", in: "query", description: "shows a PDF instead", schema: { enum: ["1"] } },
      ],
      responses: {
        200: {
          description: "All bytes.",
          content: { "application/octet-stream": {}, "application/pdf": {} },
        },
        206: {
          description: "The range that was asked for.",
          content: { "application/octet-stream": {}, "application/pdf": {} },
        },
        default: refused,
      },
    },
  },
  "/frame/{id}": {
    get: {
      operationId: "frame",
      summary: "rebuilt HTML of a document, for a frame without scripts and network",
      parameters: [id],
      responses: { 200: { description: "The page.", content: { "text/html": {} } }, default: refused },
    },
  },
};

/** As Biome wants every JSON file of the project to stand. */
function formatted(json: string): string {
  const biome = path.join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [biome, "format", "--stdin-file-path=docs/openapi.json"],
    {
      cwd: root,
      input: json,
      encoding: "utf8",
      maxBuffer: 64 * 1024 ** 2,
    },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout;
}
