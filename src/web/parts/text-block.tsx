/** One block of a text on the page: a paragraph, a heading, header lines, rows of a table; with its hits, passage and black bars. */
import type { ReactNode } from "react";
import type { PageAnswer } from "../../ask/answers.ts";
import { useSay } from "./say.tsx";
import type { TextBlock } from "./text-blocks.ts";
import { cellsOf, type Overlay, type Segment, setBlock } from "./text-segments.ts";

interface BlockProps {
  block: TextBlock;
  text: string;
  overlay: Overlay;
  pages: readonly PageAnswer[];
}

export function Block({ block, text, overlay, pages }: BlockProps): ReactNode {
  const { fixed, segments } = setBlock(text, block, overlay);
  const Element = block.kind === "heading" ? (headingElements[block.level - 1] ?? "h5") : "p";
  const names = ["block", block.kind];
  if (block.tone !== "plain") names.push(block.tone);
  if (block.quoted > 0) names.push("quote", `quote-${Math.min(block.quoted, 4)}`);
  if (fixed) names.push("fixed");
  return (
    <>
      <PageLabels block={block} pages={pages} />
      {fixed ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, and must with the keyboard too.
        <pre className={names.join(" ")} tabIndex={0}>
          <Segments segments={segments} text={text} />
        </pre>
      ) : (
        <Element className={names.join(" ")}>
          <Segments segments={segments} text={text} />
        </Element>
      )}
    </>
  );
}

/** The page's own title is the first heading, so those of the text begin below it. */
const headingElements = ["h2", "h3", "h4", "h5", "h6", "h6"] as const;

interface RowsProps extends Omit<BlockProps, "block"> {
  rows: readonly TextBlock[];
  columns: readonly number[];
}

export function Rows({ rows, columns, text, overlay, pages }: RowsProps): ReactNode {
  const say = useSay();
  const first = rows[0];
  return (
    <>
      {first !== undefined && <PageLabels block={first} pages={pages} />}
      {/* biome-ignore lint/a11y/useSemanticElements: a group of form fields it is not. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, and must with the keyboard too. */}
      <div className="rows" role="group" aria-label={say("text.table")} tabIndex={0}>
        <table style={{ inlineSize: `${columns.reduce((sum, width) => sum + width + 3, 0)}ch` }}>
          <colgroup>
            {columns.map((width, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no name and never move.
              <col key={index} style={{ inlineSize: `${width + 3}ch` }} />
            ))}
          </colgroup>
          <tbody>
            {rows.map((row) => (
              <tr key={row.start}>
                {cellsOf(text, row, overlay).map((cell) => (
                  <td key={cell.start}>
                    <Segments segments={cell.segments} text={text} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function PageLabels({ block, pages }: { block: TextBlock; pages: readonly PageAnswer[] }): ReactNode {
  const say = useSay();
  return block.pages.map((number) => {
    const label = pages[number - 1]?.label ?? pages.find((page) => page.number === number)?.label ?? null;
    return (
      <div key={number} className="page-label eyebrow">
        {say("text.page", { number })}
        {label !== null && label !== String(number) && <span> · {label}</span>}
      </div>
    );
  });
}

/* ---- segments ------------------------------------------------------------------------------------------------- */

function Segments({ segments, text }: { segments: readonly Segment[]; text: string }): ReactNode {
  const drawn: ReactNode[] = [];
  let passage: Segment[] = [];
  const close = (): void => {
    const first = passage[0];
    if (first === undefined) return;
    drawn.push(
      <span className="passage" key={`passage ${first.start}`}>
        {passage.map((segment) => (
          <Piece key={keyOf(segment)} segment={segment} text={text} />
        ))}
      </span>,
    );
    passage = [];
  };
  for (const segment of segments) {
    if (segment.role === "gap") continue;
    if (segment.target) {
      passage.push(segment);
      continue;
    }
    close();
    drawn.push(<Piece key={keyOf(segment)} segment={segment} text={text} />);
  }
  close();
  return drawn;
}

function keyOf(segment: Segment): string {
  return `${segment.start}-${segment.end}`;
}

const pieceClasses: Partial<Record<Segment["role"], string>> = {
  soft: "soft-end",
  prefix: "prefix",
  name: "name",
};

function Piece({ segment, text }: { segment: Segment; text: string }): ReactNode {
  if (segment.role === "redaction") return <Bar segment={segment} />;
  const shown = text.slice(segment.start, segment.end);
  const className = pieceClasses[segment.role];
  if (segment.hit >= 0)
    return (
      <mark data-at={segment.start} data-hit={segment.hit} className={className}>
        {shown}
      </mark>
    );
  return (
    <span data-at={segment.start} className={className}>
      {shown}
    </span>
  );
}

/** A black bar with its code; without one, as long as what it stands for. */
function Bar({ segment }: { segment: Segment }): ReactNode {
  const say = useSay();
  const length = segment.end - segment.start;
  const code = segment.code.trim();
  const label = code === "" ? say("redaction") : say("text.redactionCode", { code });
  const bar = (
    <span
      className={code === "" ? "redaction bare" : "redaction"}
      role="img"
      aria-label={label}
      title={label}
      data-at={segment.start}
      data-to={segment.end}
      style={code === "" ? { inlineSize: `${Math.min(Math.max(length, 3), 24) * 0.6}em` } : undefined}
    >
      {code}
    </span>
  );
  return segment.hit >= 0 ? <mark data-hit={segment.hit}>{bar}</mark> : bar;
}
