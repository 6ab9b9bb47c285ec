/**
 * Asks the server. Each question is one GET that answers JSON in a shape of `ask/answers.ts`; answers are kept by question,
 * so that Back is instant, and thrown away when an ingest changes the case.
 */
import { keepPreviousData, QueryClient, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type {
  Answer,
  BoxesAnswer,
  ConversationLine,
  DocumentAnswer,
  ErrorAnswer,
  HeadersAnswer,
  HitsAnswer,
  MailFolders,
  Overview,
  ProblemsAnswer,
  SameAs,
  SearchAnswer,
  ThreadAnswer,
} from "../../ask/answers.ts";
import type { Tongue } from "../words.ts";
import { useSettings } from "./settings.ts";

/** Name of a question, as in `/api/NAME`, and the shape of its answer. */
export interface Questions {
  overview: Overview;
  search: SearchAnswer;
  problems: ProblemsAnswer;
  same: Answer<SameAs>;
  show: DocumentAnswer;
  hits: HitsAnswer;
  conversations: Answer<ConversationLine>;
  folders: MailFolders;
  thread: ThreadAnswer;
  headers: HeadersAnswer;
  boxes: BoxesAnswer;
}

type Question = keyof Questions;
/** What is undefined is not sent. */
export type Params = Record<string, string | number | undefined>;

/** The server said no: `message` and `hint` are in the reader's language and may be shown. Status 0: it did not answer. */
export class AskError extends Error {
  readonly status: number;
  readonly code: string;
  readonly hint: string;

  constructor(status: number, code: string, message: string, hint: string) {
    super(message);
    this.name = "AskError";
    this.status = status;
    this.code = code;
    this.hint = hint;
  }
}

/** @throws AskError */
export async function ask<Name extends Question>(
  name: Name,
  params: Params,
  tongue: Tongue,
  signal?: AbortSignal,
): Promise<Questions[Name]> {
  const url = `/api/${name}${queryString({ ...params, lang: tongue })}`;
  const answer = await send(url, signal === undefined ? {} : { signal });
  return (await answer.json()) as Questions[Name];
}

/** Tries one file of the receipt again. @throws AskError */
export async function retry(path: string, tongue: Tongue): Promise<void> {
  await send(`/api/retry${queryString({ lang: tongue })}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ path }),
  });
}

function queryString(params: Params): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== "") pairs.set(name, String(value));
  }
  const text = pairs.toString();
  return text === "" ? "" : `?${text}`;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, { credentials: "same-origin", ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new AskError(0, "unreachable", "", "");
  }
  if (answer.ok) return answer;
  throw await errorOf(answer);
}

async function errorOf(answer: Response): Promise<AskError> {
  try {
    const { error } = (await answer.json()) as ErrorAnswer;
    return new AskError(answer.status, error.code, error.message, error.hint);
  } catch {
    // Something between us and the program answered, not the program: the status is all there is to say.
    return new AskError(answer.status, "status", `HTTP ${answer.status}`, "");
  }
}

/** All answers of this visit. */
export const answers = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10 * 60_000,
      gcTime: 30 * 60_000,
      refetchOnWindowFocus: false,
      // A no stays a no; a server that does not answer may be starting.
      retry: (count, error) => error instanceof AskError && error.status === 0 && count < 2,
      retryDelay: 700,
    },
  },
});

/** Key and function of a question, for TanStack Query. */
export function question<Name extends Question>(name: Name, params: Params, tongue: Tongue) {
  return {
    queryKey: [name, params, tongue] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => ask(name, params, tongue, signal),
  };
}

interface AskOptions {
  /** Do not ask yet. */
  enabled?: boolean;
  /** Show the answer before until the new one is there. */
  keep?: boolean;
}

/** Asks in the reader's language, and asks again when the question changes. */
export function useAsk<Name extends Question>(
  name: Name,
  params: Params = {},
  options: AskOptions = {},
): UseQueryResult<Questions[Name]> {
  const { tongue } = useSettings();
  return useQuery<Questions[Name]>({
    ...question(name, params, tongue),
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  });
}
