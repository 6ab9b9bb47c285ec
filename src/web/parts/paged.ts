/**
 * Long answers, page by page: only the pages in view are asked for, any place can be jumped to, and the total is exact. Used
 * together with `virtual-list.tsx`, which says what is in view.
 */
import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { type Params, type Questions, question } from "./api.ts";
import { pageSize, segmentSize, segmentStart } from "./segment.ts";
import { useSettings } from "./settings.ts";

type PagedName = "search" | "problems" | "same" | "conversations";

export interface Paged<Name extends PagedName> {
  /** The first page, with all that comes with it; undefined until the first answer. */
  first: Questions[Name] | undefined;
  error: Error | null;
  again: () => void;
  /** What is shown still answers the question before. */
  stale: boolean;
  /** Exact, over all segments. */
  total: number;
  /** Where this segment begins, and how many items it has. */
  from: number;
  length: number;
  /** Item of this segment; undefined while its page is loading. */
  item: (index: number) => Questions[Name]["items"][number] | undefined;
  /** Say what is in view, in indexes of this segment. */
  show: (start: number, end: number) => void;
}

/** `firstParams` go with the first page only: what is costly and the same for all pages, like facets. */
export function usePaged<Name extends PagedName>(
  name: Name,
  params: Params,
  options: { firstParams?: Params; at?: string | undefined; enabled?: boolean } = {},
): Paged<Name> {
  const { tongue } = useSettings();
  const from = segmentStart(options.at);
  const enabled = options.enabled ?? true;
  const [view, setView] = useState({ firstPage: 0, lastPage: 0 });

  const firstPage = useQuery<Questions[Name]>({
    ...question(name, { ...params, ...options.firstParams, offset: from, limit: pageSize }, tongue),
    enabled,
    placeholderData: keepPreviousData,
  });
  const first = firstPage.data;
  const total = first?.total ?? 0;
  const length = Math.max(0, Math.min(segmentSize, total - from));

  const lastPage = Math.min(view.lastPage, Math.ceil(length / pageSize) - 1);
  const wanted: number[] = [];
  for (let page = Math.max(1, view.firstPage); page <= lastPage; page++) wanted.push(page);
  const others = useQueries({
    queries: wanted.map((page) => ({
      ...question(name, { ...params, offset: from + page * pageSize, limit: pageSize }, tongue),
      enabled: enabled && !firstPage.isPlaceholderData,
    })),
  });

  const show = useCallback((start: number, end: number) => {
    const next = { firstPage: Math.floor(start / pageSize), lastPage: Math.floor(end / pageSize) };
    setView((now) => (now.firstPage === next.firstPage && now.lastPage === next.lastPage ? now : next));
  }, []);

  const item = (index: number): Questions[Name]["items"][number] | undefined => {
    const page = Math.floor(index / pageSize);
    const answer = page === 0 ? first : (others[wanted.indexOf(page)]?.data as Questions[Name] | undefined);
    return answer?.items[index - page * pageSize];
  };

  return {
    first,
    error: firstPage.error ?? others.find((answer) => answer.error !== null)?.error ?? null,
    again: () => {
      void firstPage.refetch();
      for (const answer of others) if (answer.isError) void answer.refetch();
    },
    stale: firstPage.isPlaceholderData,
    total,
    from,
    length,
    item,
    show,
  };
}
