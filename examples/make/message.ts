/** Writes the bytes of a message (RFC 5322, 2045-2047) and of a mailbox (mboxrd) from the sources of the example's mail. */
import { createHash, createPrivateKey, createSign } from "node:crypto";
import { bodyOf, type MailAttachment, type MailSource, mailByKey } from "../sources/mail.ts";
import type { Person } from "../sources/people.ts";
import { signingKeys } from "../sources/signing-keys.ts";

/** Files made elsewhere, by name: what a message may have attached. */
export type Papers = ReadonlyMap<string, Uint8Array>;

interface Part {
  headers: [string, string][];
  body: string;
}

const domainOf = (person: Person): string => person.address.slice(person.address.indexOf("@") + 1);

/**
 * The message with `\n` line ends, as it lies in a mailbox on disk.
 * @param keepBcc true for the copy in the sender's own folder, which shows whom the message went to unseen
 */
export function messageBytes(source: MailSource, papers: Papers, keepBcc = false): Buffer {
  const headers = headersOf(source, keepBcc);
  const content = contentOf(source, papers);
  headers.push(["MIME-Version", "1.0"], ...content.headers);
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  const message = `${lines.join("\n")}\n\n${content.body}`;
  // The sender signs; the receiver puts its own line above.
  if (source.signed && !keepBcc)
    lines.splice(headers[0]?.[0] === "Received" ? 1 : 0, 0, signature(source, message));
  return Buffer.from(
    `${lines.join("\n")}\n\n${content.body}`,
    source.charset === "iso-8859-1" ? "latin1" : "utf8",
  );
}

/** A mailbox of these messages in mboxrd: every line `From `, `>From ` … of a message gets one `>` more. */
export function mailbox(sources: readonly MailSource[], papers: Papers): Buffer {
  return Buffer.concat(
    sources.flatMap((source) => {
      const moment = new Date(source.date).toUTCString().split(/[ ,]+/);
      const [weekday, day, month, year, time] = moment;
      const line = `From ${source.from.address} ${weekday} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}\n`;
      const message = messageBytes(source, papers)
        .toString("latin1")
        .replace(/^(>*From )/gm, ">$1");
      return [Buffer.from(line), Buffer.from(message, "latin1"), Buffer.from("\n")];
    }),
  );
}

function headersOf(source: MailSource, keepBcc: boolean): [string, string][] {
  const headers: [string, string][] = [];
  const outside = domainOf(source.from);
  if (outside !== "niph.example") headers.push(["Received", received(source, outside)]);
  headers.push(["Date", source.date], ["From", addresses([source.from], source.charset)]);
  headers.push(["To", addresses(source.to, source.charset)]);
  if (source.cc) headers.push(["Cc", addresses(source.cc, source.charset)]);
  if (source.bcc && keepBcc) headers.push(["Bcc", addresses(source.bcc, source.charset)]);
  headers.push(["Subject", encodedWords(source.subject, source.charset)]);
  headers.push(["Message-ID", `<${source.messageId}>`]);
  const idOf = (key: string): string => `<${mailByKey(key).messageId}>`;
  if (source.inReplyTo) headers.push(["In-Reply-To", idOf(source.inReplyTo)]);
  if (source.references) headers.push(["References", source.references.map(idOf).join("\n ")]);
  headers.push(["X-Mailer", source.program]);
  return headers;
}

function received(source: MailSource, outside: string): string {
  const id = createHash("sha256").update(source.messageId).digest("hex").slice(0, 10).toUpperCase();
  const at = new Date(new Date(source.date).getTime() + 3000).toUTCString().replace("GMT", "+0000");
  return `from mx1.${outside} (mx1.${outside} [192.0.2.25])\n\tby mx.niph.example with ESMTPS id ${id};\n\t${at.replace(/ 0(\d )/, " $1")}`;
}

function addresses(people: readonly Person[], charset: MailSource["charset"]): string {
  return people
    .map((person) => {
      const plain = /^[\x20-\x7e]*$/.test(person.name);
      const quoted = /[^A-Za-z0-9 '-]/.test(person.name) ? `"${person.name}"` : person.name;
      return `${plain ? quoted : encodedWords(person.name, charset)} <${person.address}>`;
    })
    .join(",\n ");
}

/** RFC 2047: Q for Latin-1, B for UTF-8, as the programs of the two would; folded at 75 characters. */
function encodedWords(text: string, charset: MailSource["charset"]): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  if (charset !== "iso-8859-1") {
    const pieces = text.match(/.{1,24}/gsu) ?? [];
    return pieces.map((piece) => `=?UTF-8?B?${Buffer.from(piece).toString("base64")}?=`).join("\n ");
  }
  const pieces = text.match(/.{1,32}/gsu) ?? [];
  const q = (piece: string): string =>
    [...Buffer.from(piece, "latin1")]
      .map((byte) =>
        byte === 0x20
          ? "_"
          : /[A-Za-z0-9]/.test(String.fromCharCode(byte))
            ? String.fromCharCode(byte)
            : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`,
      )
      .join("");
  return pieces.map((piece) => `=?ISO-8859-1?Q?${q(piece)}?=`).join("\n ");
}

function contentOf(source: MailSource, papers: Papers): Part {
  const plain = textPart("plain", bodyOf(source), source);
  const body = source.html
    ? multipart("alternative", `alt.${source.messageId}`, [
        plain,
        textPart("html", htmlPage(source.html), source),
      ])
    : plain;
  if (!source.attachments) return body;
  const attached = source.attachments.map((attachment) => attachmentPart(attachment, papers));
  return multipart("mixed", `mix.${source.messageId}`, [body, ...attached]);
}

const htmlPage = (inner: string): string =>
  `<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head>\n<body style="font-family:sans-serif">\n${inner}\n</body></html>`;

function textPart(subtype: "plain" | "html", text: string, source: MailSource): Part {
  const raw = Buffer.from(`${text}\n`, source.charset === "iso-8859-1" ? "latin1" : "utf8");
  if (source.charset === "us-ascii" && raw.some((byte) => byte > 0x7e))
    throw new Error(`${source.key}: not plain ASCII`);
  const headers: [string, string][] = [
    ["Content-Type", `text/${subtype}; charset=${source.charset}`],
    ["Content-Transfer-Encoding", source.encoding],
  ];
  if (source.encoding === "base64") return { headers, body: base64Lines(raw) };
  if (source.encoding === "quoted-printable") return { headers, body: quotedPrintable(raw) };
  return { headers, body: raw.toString(source.charset === "iso-8859-1" ? "latin1" : "utf8") };
}

function attachmentPart(attachment: MailAttachment, papers: Papers): Part {
  const content = attachment.content;
  const bytes = "text" in content ? Buffer.from(content.text) : papers.get(content.paper);
  if (!bytes) throw new Error(`no paper ${attachment.name}`);
  const type = attachment.type.startsWith("text/") ? `${attachment.type}; charset=utf-8` : attachment.type;
  return {
    headers: [
      ["Content-Type", `${type};\n name="${attachment.name}"`],
      ["Content-Disposition", `attachment;\n filename="${attachment.name}"; size=${bytes.length}`],
      ["Content-Transfer-Encoding", "base64"],
    ],
    body: base64Lines(bytes),
  };
}

function multipart(subtype: string, seed: string, parts: readonly Part[]): Part {
  const boundary = `=_${createHash("sha256").update(seed).digest("hex").slice(0, 24)}`;
  const bodies = parts.map(
    (part) =>
      `--${boundary}\n${part.headers.map(([name, value]) => `${name}: ${value}`).join("\n")}\n\n${part.body}\n`,
  );
  const preamble = subtype === "mixed" ? "This is a message in MIME format.\n\n" : "";
  return {
    headers: [["Content-Type", `multipart/${subtype};\n boundary="${boundary}"`]],
    body: `${preamble}${bodies.join("")}--${boundary}--\n`,
  };
}

function base64Lines(bytes: Uint8Array): string {
  return `${(
    Buffer.from(bytes)
      .toString("base64")
      .match(/.{1,76}/g) ?? []
  ).join("\n")}\n`;
}

function quotedPrintable(bytes: Uint8Array): string {
  const lines: string[] = [];
  let line = "";
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x0a) {
      lines.push(line);
      line = "";
      continue;
    }
    const atEnd = bytes[at + 1] === 0x0a || at + 1 === bytes.length;
    const literal = (byte >= 0x21 && byte <= 0x7e && byte !== 0x3d) || (byte === 0x20 && !atEnd);
    const piece = literal
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    if (line.length + piece.length > 75) {
      lines.push(`${line}=`);
      line = "";
    }
    line += piece;
  }
  lines.push(line);
  return lines.join("\n");
}

/** DKIM (RFC 6376), relaxed/relaxed, rsa-sha256, over the message with CRLF line ends as it went over the wire. */
function signature(source: MailSource, message: string): string {
  const domain = source.signed ?? "niph.example";
  const { selector, jwk } = signingKeys[domain];
  const cut = message.indexOf("\n\n");
  const relaxedBody = message
    .slice(cut + 2)
    .split("\n")
    .map((line) => line.replace(/[ \t]+/g, " ").replace(/ $/, ""))
    .join("\r\n")
    .replace(/(\r\n)*$/, "\r\n");
  const bodyHash = createHash("sha256").update(relaxedBody).digest("base64");
  const fields = message
    .slice(0, cut)
    .split(/\n(?![ \t])/)
    .map((field) => {
      const colon = field.indexOf(":");
      return [field.slice(0, colon).toLowerCase(), relaxedValue(field.slice(colon + 1))] as const;
    });
  const names = [
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
    "mime-version",
    "content-type",
  ];
  const covered = fields.filter(([name]) => names.includes(name));
  const listed = covered.map(([name]) => name).join(":");
  const seconds = Math.floor(new Date(source.date).getTime() / 1000);
  const tags = `v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domain}; s=${selector};\n t=${seconds}; h=${listed};\n bh=${bodyHash};\n b=`;
  const data = `${covered.map(([name, value]) => `${name}:${value}\r\n`).join("")}dkim-signature:${relaxedValue(tags)}`;
  const key = createPrivateKey({ key: jwk, format: "jwk" });
  const b = createSign("sha256").update(data).sign(key, "base64");
  return `DKIM-Signature: ${tags}${(b.match(/.{1,72}/g) ?? []).join("\n ")}`;
}

const relaxedValue = (value: string): string =>
  value
    .replace(/\n/g, "")
    .replace(/[ \t]+/g, " ")
    .trim();
