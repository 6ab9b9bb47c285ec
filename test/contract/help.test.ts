/** What `--help` says is whole, in both languages, and its examples are commands that run. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import type { Answer, DocumentLine } from "../../src/ask/answers.ts";
import { commandNamed, commandNames } from "../../src/cli/cli.ts";
import { environment, exampleSources, program, stemma, temporaryFolder } from "./stemma.ts";

describe("--help", () => {
  it("lists every command in one line each, in both languages", async () => {
    for (const lang of ["en", "fr"]) {
      for (const args of [["--help"], ["help"], []]) {
        const { code, stdout, stderr } = await stemma(["--lang", lang, ...args]);
        assert.equal(code, 0);
        assert.equal(stderr, "");
        const lines = stdout.split("\n");
        for (const name of commandNames)
          assert.equal(
            lines.filter((line) => line.startsWith(`  ${name} `) && !line.includes("stemma")).length,
            1,
            name,
          );
        assert.match(stdout, /130/);
      }
    }
  });

  for (const name of commandNames)
    it(`of ${name} has usage, every option and an example, in both languages`, async () => {
      const command = await commandNamed(name);
      const said: string[] = [];
      for (const [lang, usage, examples] of [
        ["en", "Usage: ", "Examples"],
        ["fr", "Usage\u00a0: ", "Exemples"],
      ] as const) {
        const { code, stdout, stderr } = await stemma([name, "--help", "--lang", lang], {
          terminalColumns: 400,
        });
        assert.equal(code, 0);
        assert.equal(stderr, "");
        // biome-ignore lint/complexity/useRegexLiterals: written as text, the escape can be seen
        const plain = stdout.replace(new RegExp("\\u001b\\[\\d+m", "g"), "");
        assert.ok(plain.includes(`${usage}stemma ${name}`), plain);
        for (const param of command.params) {
          const label = param.positional
            ? param.name === "q"
              ? "QUERY"
              : param.name.toUpperCase()
            : `--${param.name}`;
          const [row] = plain.split("\n").filter((line) => line.startsWith(`  ${label}`));
          assert.ok(row?.includes(param.summary[lang]), `${name} --help does not say what ${label} is`);
        }
        assert.ok(plain.includes(examples));
        for (const { command: line, says } of command.examples)
          assert.ok(plain.includes(line) && plain.includes(says[lang]));
        said.push(stdout);
      }
      assert.notEqual(said[0], said[1]);
    });

  it("is the same as stemma help COMMAND, and needs no case", async () => {
    const { folder, remove } = temporaryFolder();
    try {
      const one = await stemma(["help", "search"], { cwd: folder });
      const other = await stemma(["search", "words", "-h"], { cwd: folder });
      assert.equal(one.stdout, other.stdout);
      assert.equal(other.code, 0);
    } finally {
      remove();
    }
  });

  it("fits a narrow terminal", async () => {
    const { stdout } = await stemma(["open", "--help"], { terminalColumns: 60 });
    const options = stdout.slice(stdout.indexOf("--budget"), stdout.indexOf("--prune"));
    for (const line of options.split("\n")) assert.ok(line.length <= 60, line);
  });
});

describe("every example in help", () => {
  let folder = "";
  let withCase = "";
  let remove = (): void => {};
  let message = "";

  before(async () => {
    ({ folder, remove } = temporaryFolder());
    withCase = path.join(folder, "with-case");
    mkdirSync(withCase);
    cpSync(exampleSources, path.join(folder, "release"), { recursive: true });
    for (const drop of ["drop-1", "drop-2"])
      cpSync(path.join(exampleSources, drop), path.join(folder, drop), { recursive: true });
    await stemma(["ingest", path.join(folder, "release"), "--case", path.join(withCase, "only.stemma")]);
    await stemma(["ingest", path.join(folder, "drop-2"), "--case", path.join(folder, "affair.stemma")]);
    const { stdout } = await stemma(["documents", "kind:message has:attachment", "--json"], {
      cwd: withCase,
    });
    message = (JSON.parse(stdout) as Answer<DocumentLine>).items[0]?.id ?? "";
  });
  after(() => remove());

  /** Words of a line as a shell takes them, up to where its output is sent. */
  const shellWords = (line: string): string[] =>
    [...(line.split(" > ")[0] ?? "").matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
      ([, single, double, bare]) => single ?? double ?? bare ?? "",
    );

  /** Ids and paths that an example makes up, by those of this case. */
  const real = (word: string): string =>
    word.replace(/^d_[0-9a-z]{16}$/, message).replace("drop-1/archive.mbox", "drop-1/mail/castellane.mbox");

  for (const name of commandNames)
    it(`of ${name} runs`, async () => {
      for (const { command: line } of (await commandNamed(name)).examples) {
        const [first, ...args] = shellWords(line).map(real);
        assert.equal(first, "stemma", line);
        assert.equal(args[0], name, line);
        if (name === "open" || name === "serve") {
          assert.match(await servedUntilAsked(args, folder), /http:\/\/127\.0\.0\.1:\d+\/\?t=/, line);
          continue;
        }
        const { code, stdout, stderr } = await stemma(args, { cwd: name === "ingest" ? folder : withCase });
        const codes = name === "ingest" || args.includes("--retry") ? [0, 3] : [0];
        assert.ok(codes.includes(code), `${line}: exit ${code}: ${stderr}`);
        assert.notEqual(stdout, "", line);
      }
    });
});

/** What a command that serves prints, once it has printed an address and been stopped as with Ctrl-C. */
async function servedUntilAsked(args: readonly string[], cwd: string): Promise<string> {
  const [name, ...rest] = args;
  const quiet = name === "open" ? ["--no-browser"] : [];
  const child = spawn(process.execPath, [program, name ?? "", ...quiet, ...rest], {
    cwd,
    env: environment({ XDG_CACHE_HOME: path.join(cwd, "cache") }),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      if (/t=\S+\n/.test(printed)) resolve();
    });
    child.on("close", () => reject(new Error(`ended before it served: ${printed}`)));
  });
  child.kill("SIGINT");
  assert.equal(await ended, 130);
  return printed;
}
