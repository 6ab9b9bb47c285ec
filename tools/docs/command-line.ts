/** docs/command-line.md, from the table of commands. */
import { summaries } from "../../src/ask/summaries.ts";
import { commandNamed, commandNames } from "../../src/cli/cli.ts";
import { argumentRows, globalRows, usageOf } from "../../src/cli/help.ts";
import { code, madeNote, markdownTable } from "./markdown.ts";

export async function commandLinePage(): Promise<string> {
  const parts = [
    "# The command line\n",
    madeNote,
    "```\nstemma COMMAND [ARGUMENTS] [--case CASE] [--json] [--lang en|fr]\n```\n",
    "In a clone, `stemma` is `bin/stemma.js`. `stemma COMMAND --help` says what stands here.\n",
    markdownTable(
      ["command", "does"],
      commandNames.map((name) => [`[${name}](#${name})`, summaries[name].en]),
    ),
    "Every command takes these, before or after its name:\n",
    markdownTable(
      ["option", "is"],
      globalRows("en").map(([left, right]) => [code(left), right]),
    ),
    general,
  ];
  for (const name of commandNames) {
    const command = await commandNamed(name);
    const rows = argumentRows(command, "en").map(([left, right]) => [code(left), right]);
    parts.push(
      `## ${name}\n`,
      `${sentence(summaries[name].en)}\n`,
      `\`\`\`\n${usageOf(name, command)}\n\`\`\`\n`,
      ...(rows.length ? [markdownTable(["", ""], rows)] : []),
      `\`\`\`sh\n${command.examples.map(({ command: line, says }) => `${line}    # ${says.en}`).join("\n")}\n\`\`\`\n`,
    );
  }
  return parts.join("\n");
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

const general = `What is asked for goes to standard output; everything else (progress, notes, how many more there are, errors) goes to
standard error. With \`--json\` standard output holds one JSON value: the answer, or \`{"error": …}\`. \`export\` writes lines instead:
one JSON value each, or a table. The shapes of the answers are in [http.md](http.md#shapes).

Without \`--case\`, the case is the only \`*.stemma\` in the current folder. \`NO_COLOR\` switches colours off. The language is that of
\`LC_ALL\`, \`LC_MESSAGES\` or \`LANG\` when it begins with \`fr\`, otherwise English; \`--lang\` decides before them.

A word that begins with a single dash is a word: \`stemma search treaty -draft\`. After \`--\` everything is a word.

| exit code | means |
| --- | --- |
| \`0\` | done |
| \`1\` | failed; the message says what to do |
| \`2\` | wrong usage |
| \`3\` | done, but there are problems to look at: \`stemma problems\` |
| \`130\` | interrupted by Ctrl-C; run the same command again, it goes on |
`;
