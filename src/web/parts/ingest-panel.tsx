/** A running ingest: how far, how fast, how long still, what went wrong so far. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Progress } from "../../ask/answers.ts";
import { showBytes, showDuration, showShare } from "./format.ts";
import { share } from "./progress.tsx";
import { useSay } from "./say.tsx";

export function IngestPanel({ progress }: { progress: Progress }): ReactNode {
  const say = useSay();
  const { tongue } = say;
  const walking = progress.state === "walking";
  const done = share(progress);
  const facts = [
    walking
      ? say("ingest.filesFound", { count: progress.filesFound })
      : say("ingest.files", { done: progress.filesDone, found: progress.filesFound }),
    walking
      ? showBytes(progress.bytesFound, tongue)
      : say("ingest.bytes", {
          done: showBytes(progress.bytesDone, tongue),
          found: showBytes(progress.bytesFound, tongue),
        }),
    progress.bytesPerSecond > 0
      ? say("ingest.rate", { bytes: showBytes(progress.bytesPerSecond, tongue) })
      : "",
    progress.secondsLeft === null
      ? ""
      : say("ingest.left", { time: showDuration(progress.secondsLeft, tongue) }),
  ].filter((fact) => fact !== "");
  return (
    <section className={`ingest ingest-${progress.state}`} aria-labelledby="ingest-title">
      <div className="ingest-head">
        <h2 id="ingest-title">{say(`ingest.${progress.state}`)}</h2>
        {progress.state === "reading" && <span className="soft">{showShare(done, tongue)}</span>}
      </div>
      {progress.state === "failed" ? (
        <p role="alert">{progress.error}</p>
      ) : (
        <>
          <progress
            aria-label={say(`ingest.${progress.state}`)}
            max={1}
            {...(walking || progress.state === "linking" ? {} : { value: done })}
          />
          <p className="soft small">{facts.join(" · ")}</p>
          {progress.current !== null && (
            <p className="ingest-current">
              <code>{progress.current}</code>
            </p>
          )}
          {progress.problems > 0 && (
            <p className="small">
              <Link to="/problems">{say("ingest.problems", { count: progress.problems })}</Link>
            </p>
          )}
          {progress.documents > 0 && <p className="soft small">{say("ingest.whileReading")}</p>}
        </>
      )}
    </section>
  );
}
