import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { languageOf } from "./language.ts";

const lines: [string, string][] = [
  ["en", "Thanks for the note, I will think about it."],
  ["en", "Please don't wait for me."],
  ["en", "PLEASE CALL ME WHEN YOU GET THIS MESSAGE"],
  ["fr", "Oui, c'est d'accord pour demain."],
  ["fr", "Je t’écris pour te remercier encore une fois."],
  ["fr", "LE MINISTRE A NIE AVOIR RENCONTRE LE LOBBYISTE"],
  ["fr", "Bonjour à tous"],
  ["de", "Ich komme morgen nicht."],
  ["de", "Sehr geehrte Damen und Herren, vielen Dank für Ihre Nachricht."],
  ["es", "Gracias por su mensaje, le contestaré mañana."],
  ["es", "Hola, ¿cómo estás?"],
  ["it", "Grazie mille, ci vediamo domani con gli altri."],
  ["pt", "Obrigado pela sua mensagem, vou responder amanhã."],
  ["nl", "Dank u wel voor uw bericht, wij komen er op terug."],
  ["ru", "Добрый день, как дела?"],
  ["el", "Σας ευχαριστώ πολύ"],
  ["ja", "本文は日本語です。"],
];
for (const [code, line] of lines) test(`“${line}” is ${code}`, () => assert.equal(languageOf(line), code));

const unsure = [
  "",
  "OK",
  "FYI",
  "Hi Tony",
  "asdf qwer zxcv",
  "---- 12:30 ---- (b)(6) ----",
  "Anthony S. Example, M.D. Director NIAID NIH",
  "l1 ;;'-- ~ rn i I l tlie 0f ,, jj |||",
  "https://www.example.org/the/name/of/the/rose.html",
  "static int open_file(const char *path)\n{\n\treturn open(path, O_RDONLY);\n}\n",
];
for (const line of unsure)
  test(`“${line.slice(0, 40)}” is too little to tell`, () => assert.equal(languageOf(line), null));

test("quoted lines do not speak for their answer", () => {
  assert.equal(
    languageOf(
      "Oui, nous sommes d'accord avec vous pour demain.\n\n> Do you agree with the plan that we have sent to you?\n> It is for the board.\n",
    ),
    "fr",
  );
});

test("the fields of a mail and a patch do not speak for its text", () => {
  const mail =
    "From: Jean Dupont <jean@example.org>\nDate: Mon, 3 Feb 2020\nSubject: The state of the art\n\nVoici la correction que vous avez demandée pour le pilote.\n\n" +
    "diff --git a/x.c b/x.c\n@@ -1,3 +1,4 @@\n+/* this is the new state of the machine */\n+int the_state = of_the(machine);\n";
  assert.equal(languageOf(mail), "fr");
});

test("a text in one language with a name or a sentence in another is in the first", () => {
  const english =
    "The minister said that he had read the letter and that it was “une lettre sans importance”. He did not answer the questions of the press.";
  assert.equal(languageOf(english), "en");
});

test("only the beginning counts: a long text costs no more than a short one", () => {
  const long = `${"The letter was on the table. ".repeat(60)}${"x".repeat(5_000_000)}`;
  const started = process.cpuUsage();
  for (let times = 0; times < 200; times += 1) languageOf(long);
  assert.ok(process.cpuUsage(started).user < 2_000_000);
});

test("whatever it is given, it answers a code or null", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
      const code = languageOf(text);
      if (code !== null) assert.match(code, /^[a-z]{2}$/);
    }),
  );
});
