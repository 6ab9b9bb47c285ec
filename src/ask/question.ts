/**
 * The contract of a question: declared once; the command, the HTTP route and the documentation are made from it. A question reads
 * the case and answers in the shapes of `answers.ts`; it never writes.
 */
import { UsageError } from "../text/errors.ts";
import { type Message, messages } from "../text/messages.ts";
import type { View } from "./view.ts";

/** Something that a question wants to know. All come as text, from a command line or a URL. */
export interface Param {
  name: string;
  summary: Message;
  type: "text" | "number" | "flag" | "date";
  /** Given without its name on the command line. */
  positional?: boolean;
  required?: boolean;
  choices?: readonly string[];
  /** Smallest and largest number. */
  min?: number;
  max?: number;
  default?: string | number;
  /** Not offered on the command line. */
  hidden?: boolean;
}

export type Params = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Question {
  name: string;
  summary: Message;
  params: readonly Param[];
  examples: readonly { command: string; says: Message }[];
  /** Answers, in the view's tongue. Throws `UsageError` when a parameter names nothing. */
  ask(view: View, params: Params): object | Promise<object>;
}

export const limitParam = (limit: number, max = 1000): Param => ({
  name: "limit",
  type: "number",
  min: 0,
  max,
  default: limit,
  summary: { en: "how many at most", fr: "combien au plus" },
});

export const offsetParam: Param = {
  name: "offset",
  type: "number",
  min: 0,
  default: 0,
  summary: { en: "how many to leave out first", fr: "combien en sauter d’abord" },
};

export const fromParam: Param = {
  name: "from",
  type: "date",
  summary: {
    en: "not before this date: 2020, 2020-03, 2020-03-15",
    fr: "pas avant cette date : 2020, 2020-03, 2020-03-15",
  },
};

export const toParam: Param = {
  name: "to",
  type: "date",
  summary: { en: "not after this date", fr: "pas après cette date" },
};

const dateValue = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;

/** Checks and converts what a user gave. Throws `UsageError` that names the parameter and says what it takes. */
export function readParams(
  question: Pick<Question, "params">,
  raw: Readonly<Record<string, string | boolean | undefined>>,
): Params {
  const params: Record<string, string | number | boolean | undefined> = {};
  for (const param of question.params) {
    const given = raw[param.name];
    if (given === undefined || given === "") {
      if (param.required) throw new UsageError(messages.paramMissing, { name: param.name });
      if (param.default !== undefined) params[param.name] = param.default;
      continue;
    }
    params[param.name] = readValue(param, given);
  }
  return params;
}

function readValue(param: Param, given: string | boolean): string | number | boolean {
  if (param.type === "flag") return given !== false && given !== "0" && given !== "false";
  const text = String(given);
  const wrong = (wanted: string) =>
    new UsageError(messages.paramWrong, { name: param.name, value: text, wanted });
  if (param.type === "number") {
    const number = Number(text);
    const min = param.min ?? Number.NEGATIVE_INFINITY;
    const max = param.max ?? Number.MAX_SAFE_INTEGER;
    if (!Number.isInteger(number) || number < min || number > max)
      throw wrong(`${param.min ?? "…"}–${param.max ?? "…"}`);
    return number;
  }
  if (param.type === "date" && !dateValue.test(text)) throw wrong("2020, 2020-03, 2020-03-15");
  if (param.choices && !param.choices.includes(text)) throw wrong(param.choices.join(", "));
  return text;
}

/** The value of a parameter as text; undefined when it was not given. */
export function textParam(params: Params, name: string): string | undefined {
  const value = params[name];
  return value === undefined ? undefined : String(value);
}

/** The value of a parameter as a number; `otherwise` when it was not given. */
export function numberParam(params: Params, name: string, otherwise = 0): number {
  const value = params[name];
  return typeof value === "number" ? value : otherwise;
}
