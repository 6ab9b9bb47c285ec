/** What is known of a document's original: fingerprint, size, every place where it was found, how it is kept, what went wrong. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { DocumentAnswer } from "../../ask/answers.ts";
import { showBytes, showDate, showLanguage } from "./format.ts";
import { useSay } from "./say.tsx";

export function AboutFile({ document }: { document: DocumentAnswer }): ReactNode {
  const say = useSay();
  const { original } = document;
  const printed = document.message?.method === "printed";
  return (
    <>
      <dl className="about">
        <Fact name={say("about.sha256")}>
          <code>{inFours(original.sha256)}</code>
        </Fact>
        <Fact name={say("about.places")}>
          <ul>
            {document.occurrences.map((one) => (
              <li key={one.path.join("\n")}>
                <code>{one.path.join(" › ")}</code>
                {one.gone && <span className="faint"> ({say("about.gone")})</span>}
              </li>
            ))}
          </ul>
        </Fact>
        {document.partOf !== null && (
          <Fact name={say("doc.partOf", { message: "" })}>
            <Link to="/d/$document" params={{ document: document.partOf.id }}>
              {document.partOf.title ?? say("subject.none")}
            </Link>
          </Fact>
        )}
        <Fact name={say("about.size")}>
          {say("about.bytes", { size: showBytes(original.sizeBytes, say.tongue), exact: original.sizeBytes })}
        </Fact>
        <Fact name={say("about.type")}>
          <code>{original.mediaType}</code>
        </Fact>
        <Fact name={say("about.reader")}>{original.reader}</Fact>
        <Fact name={say("about.held")}>{say(`about.held.${original.held}`)}</Fact>
        {document.date.edtf !== null && (
          <Fact name={say("about.date")}>
            {showDate(document.date, say.tongue)}
            {document.date.printed !== null && (
              <span className="soft"> · {say("about.datePrinted", { date: document.date.printed })}</span>
            )}
          </Fact>
        )}
        {document.outlet !== null && <Fact name={say("about.outlet")}>{document.outlet}</Fact>}
        {document.author !== null && <Fact name={say("about.author")}>{document.author}</Fact>}
        {/* An address in the content is shown, not followed. */}
        {document.url !== null && (
          <Fact name={say("about.url")}>
            <code>{document.url}</code>
          </Fact>
        )}
        <Fact name={say("about.language")}>
          {document.language === null
            ? say("overview.languageUnknown")
            : showLanguage(document.language, say.tongue)}
        </Fact>
        <Fact name={say("about.length")}>{say("about.characters", { count: document.text.length })}</Fact>
        {document.message?.messageId != null && (
          <Fact name={say("about.messageId")}>
            <code>{document.message.messageId}</code>
          </Fact>
        )}
        <Fact name={say("about.id")}>
          <code>{document.id}</code>
        </Fact>
      </dl>
      {printed && <p className="soft small">{say("about.signature")}</p>}
      {document.problems.length > 0 && (
        <section className="about-problems">
          <h2>{say("about.problems")}</h2>
          <ul>
            {document.problems.map((problem) => (
              <li key={problem.id}>
                <p>{problem.reason}</p>
                {problem.hint !== "" && <p className="soft small">{problem.hint}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** 9f2c 41d0 …: in groups that an eye can compare. */
function inFours(hex: string): string {
  return hex.replace(/(.{4})(?=.)/g, "$1 ");
}
