/** Counts of the whole case that no column holds. */
import type { Case } from "./case.ts";

/** Files of each source, redactions and attachments. */
export function caseTotals(of: Case): {
  sources: { path: string; files: number }[];
  redactions: number;
  attachments: number;
} {
  return {
    sources: of.rows(
      `SELECT s.path AS path, count(f.id) AS files FROM source s LEFT JOIN occurrence f ON f.source = s.id AND f.gone IS NULL
       GROUP BY s.id ORDER BY s.path`,
    ),
    redactions: of.row<{ n: number }>("SELECT count(*) AS n FROM redaction")?.n ?? 0,
    attachments:
      of.row<{ n: number }>(
        `SELECT count(*) AS n FROM occurrence f JOIN original c ON c.id = f.container WHERE c.type = 'message/rfc822'`,
      )?.n ?? 0,
  };
}
