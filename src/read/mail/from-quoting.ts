/** The `>` that mailboxes put in front of lines of a message that would look like the beginning of the next one. */

const fromWord = Buffer.from("From ");

/** Takes one `>` off every line that begins with `>From `, `>>From ` …: what mboxrd put there. */
export function withoutFromQuoting(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  let at = 0;
  for (let line = 0; line < bytes.length; ) {
    let from = line;
    while (bytes[from] === 0x3e) from += 1;
    const quoted = from > line && bytes.subarray(from, from + 5).equals(fromWord);
    if (quoted) {
      length += bytes.copy(out, length, at, line);
      at = line + 1;
    }
    const end = bytes.indexOf(0x0a, from);
    line = end < 0 ? bytes.length : end + 1;
  }
  length += bytes.copy(out, length, at);
  return out.subarray(0, length);
}
