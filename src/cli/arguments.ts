/**
 * What was typed after the command: options by name, and words. `--name value`, `--name=value` and `--flag` are options wherever they
 * stand; everything after `--` is words, and so is whatever begins with a single dash: `-word` excludes a word from a search.
 */
import { UsageError } from "../text/errors.ts";
import { messages } from "../text/messages.ts";

export interface Arguments {
  options: Record<string, string | boolean>;
  words: string[];
}

/**
 * @param known names of options: `value` for those that take one
 * @throws UsageError for an option that is unknown, lacks its value or takes none
 */
export function readArguments(
  argv: readonly string[],
  known: ReadonlyMap<string, "value" | "flag">,
): Arguments {
  const read: Arguments = { options: {}, words: [] };
  for (let at = 0; at < argv.length; at++) {
    const argument = argv[at] ?? "";
    if (argument === "--") {
      read.words.push(...argv.slice(at + 1));
      break;
    }
    if (!argument.startsWith("--")) {
      read.words.push(argument);
      continue;
    }
    const equals = argument.indexOf("=");
    const name = argument.slice(2, equals < 0 ? undefined : equals);
    const given = equals < 0 ? null : argument.slice(equals + 1);
    const takes = known.get(name);
    if (takes === undefined)
      throw new UsageError(messages.unknownOption, {
        name,
        names: [...known.keys()].map((one) => `--${one}`).join(", "),
      });
    if (takes === "flag") {
      if (given !== null) throw new UsageError(messages.optionTakesNoValue, { name });
      read.options[name] = true;
      continue;
    }
    // A single dash may begin a value (`--limit -5` is told what it takes); two begin the next option.
    const next = argv[at + 1];
    if (given !== null) read.options[name] = given;
    else if (next === undefined || next.startsWith("--"))
      throw new UsageError(messages.optionNeedsValue, { name });
    else {
      read.options[name] = next;
      at += 1;
    }
  }
  return read;
}

/** Whether help is asked for: anywhere but after `--`. */
export function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return argv
    .slice(0, end < 0 ? undefined : end)
    .some((argument) => argument === "--help" || argument === "-h");
}
