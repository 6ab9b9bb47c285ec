/** `npm run bench -- NAME [options]`: one file a benchmark; without a name it lists them. */
import { growth } from "./growth.ts";
import { mail } from "./mail.ts";

interface Benchmark {
  name: string;
  /** What it measures and how it is called. */
  usage: string;
  run(args: string[]): Promise<void>;
}

const benchmarks: readonly Benchmark[] = [
  {
    name: "mail",
    usage: "mail --corpus DIR [--peers] [--rounds N] [--only NAME,NAME] [--out FILE.md]",
    run: mail,
  },
  { name: "growth", usage: "growth [--messages N,N,N] [--out FILE.md]", run: growth },
];

const [name, ...args] = process.argv.slice(2);
const chosen = benchmarks.find((one) => one.name === name);
if (chosen === undefined) {
  const list = benchmarks.map((one) => `  npm run bench -- ${one.usage}`).join("\n");
  process.stderr.write(`${name === undefined ? "" : `no benchmark is called ${name}\n`}${list}\n`);
  process.exitCode = 2;
} else {
  await chosen.run(args);
}
