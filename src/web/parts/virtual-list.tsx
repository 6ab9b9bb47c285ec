/**
 * A list of any length, of which only what is in view is drawn. `WindowList` scrolls with the page, `ColumnList` in a box of its
 * own. `j` and `k` move, the link marked `data-open` in the row takes the focus, so Enter opens it. Measures and place are
 * remembered by name for Back.
 */
import {
  useVirtualizer,
  useWindowVirtualizer,
  type VirtualItem,
  type Virtualizer,
} from "@tanstack/react-virtual";
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useKeys } from "./keys.ts";

interface ListProps {
  /** Tells lists apart: another name is another list, and begins at its top. */
  name: string;
  /** What the list holds, for those who listen. */
  label: string;
  length: number;
  /** Usual height of a row, in pixels. */
  rowHeight: number;
  row: (index: number) => ReactNode;
  /** Called when other rows come into view. */
  onView: (start: number, end: number) => void;
  /** Place of the first row in the whole, when this list is a segment of it. */
  from?: number;
  /** Size of the whole. */
  total?: number;
  className?: string;
}

interface Remembered {
  measures: VirtualItem[];
  offset: number;
  active: number;
}

const remembered = new Map<string, Remembered>();
const overscan = 6;

/** Scrolls with the page. */
export function WindowList(props: ListProps): ReactNode {
  const list = useRef<HTMLOListElement>(null);
  const [margin, setMargin] = useState(0);
  const before = remembered.get(props.name);
  const virtualizer = useWindowVirtualizer<HTMLLIElement>({
    count: props.length,
    estimateSize: () => props.rowHeight,
    overscan,
    scrollMargin: margin,
    initialMeasurementsCache: before?.measures ?? [],
  });
  // What stands above the list may grow or shrink at any drawing.
  useLayoutEffect(() => {
    const top =
      list.current === null ? 0 : Math.round(list.current.getBoundingClientRect().top + window.scrollY);
    if (top !== margin) setMargin(top);
  });
  return (
    <Rows {...props} list={list} virtualizer={virtualizer as unknown as AnyVirtualizer} margin={margin} />
  );
}

/** Scrolls in a box of its own, which takes its height from the style sheet. */
export function ColumnList(props: ListProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const before = remembered.get(props.name);
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count: props.length,
    getScrollElement: () => box.current,
    estimateSize: () => props.rowHeight,
    overscan,
    initialOffset: before?.offset ?? 0,
    initialMeasurementsCache: before?.measures ?? [],
  });
  return (
    <div className="column-list" ref={box}>
      <Rows {...props} list={list} virtualizer={virtualizer as unknown as AnyVirtualizer} margin={0} />
    </div>
  );
}

/** What both kinds of virtualizer have in common. */
type AnyVirtualizer = Virtualizer<HTMLElement, HTMLLIElement>;

interface RowsProps extends ListProps {
  list: RefObject<HTMLOListElement | null>;
  virtualizer: AnyVirtualizer;
  margin: number;
}

function Rows(props: RowsProps): ReactNode {
  const { name, length, onView, virtualizer, list, margin, from = 0, total = length } = props;
  const [active, setActive] = useState(remembered.get(name)?.active ?? -1);
  const rows = virtualizer.getVirtualItems();
  const start = rows[0]?.index ?? 0;
  const end = rows.at(-1)?.index ?? 0;

  useEffect(() => {
    onView(start, end);
  }, [onView, start, end]);

  const latest = useRef({ active, virtualizer });
  latest.current = { active, virtualizer };
  useEffect(
    () => () => {
      const { active, virtualizer } = latest.current;
      remembered.set(name, {
        measures: virtualizer.measurementsCache,
        offset: virtualizer.scrollOffset ?? 0,
        active,
      });
    },
    [name],
  );

  // Whoever has scrolled on means the rows that he sees, not the one that he left; but a key held down outruns the scrolling.
  const movedAt = useRef(Number.NEGATIVE_INFINITY);
  const neighbour = (step: number): number => {
    const seen = virtualizer.range;
    const inView = seen !== null && active >= seen.startIndex && active <= seen.endIndex;
    if (inView || seen === null || performance.now() - movedAt.current < 500) return active + step;
    return step > 0 ? seen.startIndex : seen.endIndex;
  };

  const move = (step: number): boolean => {
    if (length === 0) return false;
    const next = Math.max(0, Math.min(length - 1, neighbour(step)));
    setActive(next);
    movedAt.current = performance.now();
    virtualizer.scrollToIndex(next, { align: "auto" });
    focusRow(list.current, next, 20);
    return true;
  };
  useKeys({ j: () => move(1), k: () => move(-1) });

  return (
    <ol
      ref={list}
      aria-label={props.label}
      className={`virtual ${props.className ?? ""}`}
      style={{ height: virtualizer.getTotalSize() }}
    >
      {rows.map((row) => (
        <li
          key={row.key}
          data-index={row.index}
          ref={virtualizer.measureElement}
          aria-setsize={total}
          aria-posinset={from + row.index + 1}
          className={row.index === active ? "active" : undefined}
          style={{ transform: `translateY(${row.start - margin}px)` }}
          onFocus={() => setActive(row.index)}
        >
          {props.row(row.index)}
        </li>
      ))}
    </ol>
  );
}

/** The row may come into being some frames after the scrolling. */
function focusRow(list: HTMLElement | null, index: number, framesLeft: number): void {
  const link = list?.querySelector<HTMLElement>(`[data-index="${index}"] [data-open]`);
  if (link) link.focus({ preventScroll: true });
  else if (framesLeft > 0) requestAnimationFrame(() => focusRow(list, index, framesLeft - 1));
}
