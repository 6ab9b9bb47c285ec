/**
 * Documents over time as bars; dragging over them, or the arrow keys with Shift and Enter, chooses a stretch of time. To those who
 * listen it is a list of months of which several can be chosen.
 */
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { Tongue } from "../words.ts";
import { showMonth } from "./format.ts";
import { type Bar, type Bars, barsOf, type MonthCount, stretch, touches } from "./months.ts";
import type { DateRange } from "./query.ts";
import { type Say, useSay } from "./say.tsx";

interface HistogramProps {
  months: readonly MonthCount[];
  /** Of the bars alone, in pixels. */
  height: number;
  /** The stretch that is chosen already. */
  chosen?: DateRange | null;
  onChoose: (range: DateRange) => void;
  /** Below the bars: what lies outside them. */
  below?: (bars: Bars) => ReactNode;
}

const leastBarWidth = 6;
const axisHeight = 22;

export function Histogram({ months, height, chosen = null, onChoose, below }: HistogramProps): ReactNode {
  const say = useSay();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [cursor, setCursor] = useState<number | null>(null);
  const [anchor, setAnchor] = useState<number | null>(null);
  const dragging = useRef(false);

  const drawn = barsOf(months, Math.max(6, Math.floor(width / leastBarWidth)));
  const { bars } = drawn;
  const slot = bars.length === 0 ? 0 : Math.min(width / bars.length, 64);
  const gap = slot > 14 ? Math.min(4, slot * 0.1) : slot > 5 ? 1 : 0.5;
  const most = bars.reduce((top, bar) => Math.max(top, bar.count + bar.top), 1);
  const low = cursor === null ? -1 : Math.min(cursor, anchor ?? cursor);
  const high = cursor === null ? -1 : Math.max(cursor, anchor ?? cursor);

  const at = (event: PointerEvent): number => {
    const left = box.current?.getBoundingClientRect().left ?? 0;
    return Math.max(0, Math.min(bars.length - 1, Math.floor((event.clientX - left) / slot)));
  };
  const choose = (from: number, to: number) => {
    const first = bars[from];
    const last = bars[to];
    if (first !== undefined && last !== undefined) onChoose(stretch(first, last));
  };
  const clear = () => {
    dragging.current = false;
    setCursor(null);
    setAnchor(null);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      Home: -bars.length,
      End: bars.length,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      const now = cursor ?? (step > 0 ? -1 : bars.length);
      const next = Math.max(0, Math.min(bars.length - 1, now + step));
      setAnchor(event.shiftKey ? (anchor ?? cursor ?? next) : null);
      setCursor(next);
    } else if (event.key === "Enter" && cursor !== null) choose(low, high);
    else if (event.key === "Escape" && cursor !== null) clear();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const stateOf = (bar: Bar, index: number): BarState => {
    if (index >= low && index <= high) return "held";
    // What was chosen before counts; without it, what is being chosen now.
    const outside = chosen === null ? anchor !== null : !touches(bar, chosen);
    return outside ? "out" : "in";
  };

  const first = bars[low];
  const last = bars[high];
  return (
    <div className="histogram">
      <div
        ref={box}
        role="listbox"
        aria-multiselectable="true"
        aria-label={say("time.label")}
        aria-activedescendant={cursor === null ? undefined : `${id}-${cursor}`}
        tabIndex={0}
        className="histogram-bars"
        style={{ height: height + 1 }}
        onKeyDown={onKeyDown}
        onBlur={clear}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          dragging.current = true;
          setAnchor(at(event));
          setCursor(at(event));
        }}
        onPointerMove={(event) => setCursor(at(event))}
        onPointerUp={() => {
          if (!dragging.current) return;
          dragging.current = false;
          choose(low, high);
        }}
        onPointerCancel={clear}
        onPointerLeave={() => {
          if (!dragging.current) clear();
        }}
      >
        <svg width={width} height={height + 1} role="presentation">
          {slot > 0 &&
            bars.map((bar, i) => (
              <BarShape
                key={bar.from}
                id={`${id}-${i}`}
                bar={bar}
                x={i * slot}
                slot={slot}
                width={Math.max(0.5, slot - gap)}
                height={height}
                most={most}
                state={stateOf(bar, i)}
                label={describe(bar, bar, bar.count, bar.top, say)}
              />
            ))}
          <path d={`M0 ${height + 0.5}H${width}`} className="histogram-line" />
        </svg>
      </div>
      <Axis bars={bars} slot={slot} width={width} tongue={say.tongue} />
      <div className="histogram-foot soft small">
        <output>
          {first !== undefined &&
            last !== undefined &&
            describe(first, last, sum(bars, low, high, "count"), sum(bars, low, high, "top"), say)}
        </output>
        {below?.(drawn)}
      </div>
    </div>
  );
}

type BarState = "in" | "out" | "held";

interface BarShapeProps {
  id: string;
  bar: Bar;
  x: number;
  slot: number;
  width: number;
  height: number;
  most: number;
  state: BarState;
  label: string;
}

function BarShape({ id, bar, x, slot, width, height, most, state, label }: BarShapeProps): ReactNode {
  // What is there is seen: one document among thousands still has a line.
  const lower = bar.count === 0 ? 0 : Math.max(1.5, (bar.count / most) * (height - 2));
  const upper = bar.top === 0 ? 0 : Math.max(1.5, (bar.top / most) * (height - 2));
  const between = lower > 0 && upper > 0 ? 1.5 : 0;
  return (
    <g role="option" id={id} aria-selected={state === "held"} aria-label={label} className={`bar-${state}`}>
      <rect x={x} y={0} width={slot} height={height} className="bar-back" />
      <rect x={x} y={height - lower} width={width} height={lower} className="bar-papers" />
      <rect x={x} y={height - lower - between - upper} width={width} height={upper} className="bar-stories" />
    </g>
  );
}

interface AxisProps {
  bars: readonly Bar[];
  slot: number;
  width: number;
  tongue: Tongue;
}

/** The first month, each January that has room, the last. */
function Axis({ bars, slot, width, tongue }: AxisProps): ReactNode {
  const room = 70;
  const labels: { x: number; text: string; anchor: "start" | "end" }[] = [];
  let free = 0;
  bars.forEach((bar, i) => {
    const x = i * slot;
    if (x < free || (i > 0 && !bar.from.endsWith("-01")) || x > width - room) return;
    labels.push({
      x,
      text: years(bars) ? bar.from.slice(0, 4) : showMonth(bar.from, tongue, "short"),
      anchor: "start",
    });
    free = x + room;
  });
  const last = bars.at(-1);
  const end = bars.length * slot;
  if (last !== undefined && bars.length > 1 && end - free > -8) {
    labels.push({
      x: end,
      text: years(bars) ? last.to.slice(0, 4) : showMonth(last.to, tongue, "short"),
      anchor: "end",
    });
  }
  return (
    <svg className="histogram-axis" width={width} height={axisHeight} aria-hidden="true">
      {labels.map((label) => (
        <text key={`${label.anchor}${label.x}`} x={label.x} y={axisHeight - 6} textAnchor={label.anchor}>
          {label.text}
        </text>
      ))}
    </svg>
  );
}

function years(bars: readonly Bar[]): boolean {
  const [first] = bars;
  return first?.from.endsWith("-01") === true && first.to.endsWith("-12");
}

function describe(first: Bar, last: Bar, count: number, top: number, say: Say): string {
  const { from, to } = stretch(first, last);
  const when =
    from === to
      ? showMonth(from, say.tongue)
      : say("date.range", { start: showMonth(from, say.tongue), end: showMonth(to, say.tongue) });
  const bar = say("time.bar", { when, count: count + top });
  return top > 0 ? say("time.barStories", { bar, stories: top }) : bar;
}

function sum(bars: readonly Bar[], low: number, high: number, field: "count" | "top"): number {
  return bars.slice(low, high + 1).reduce((total, bar) => total + bar[field], 0);
}

function useWidth(box: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return width;
}
