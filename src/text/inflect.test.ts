import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { inflections } from "./inflect.ts";

/** Folded, as the index holds them. The words of a line are forms of one word. */
const english = `
report reports reported reporting
deny denies denied denying
stop stops stopped stopping
call calls called calling
hope hopes hoped hoping
refer refers referred referring
visit visits visited visiting
refuse refuses refused refusing
agree agrees agreed agreeing
study studies studied studying
try tries tried trying
make makes made making
write writes wrote written writing
go goes went gone going
use uses used using
meet meets met meeting
minister ministers
country countries
box boxes
tax taxes
case cases
house houses
fee fees
car cars
law laws
child children
woman women`;
const french = `
signer signe signes signent signait signaient signee signees signerent signera signant
negocier negocie negocient negociait negociee negociees
manger mange mangeait mangent
commencer commence commencait commencent
finir finit finissait finissent fini finie
vendre vend vendu vendue vendaient vendent
faire fait faits faite font faisait
vouloir veut voulait
recevoir recu recue recevait
etre est sont etait etaient ete
accord accords
journal journaux
national nationale nationaux nationales
bateau bateaux
reunion reunions
ancien ancienne anciens anciennes
public publique publics publiques
actif active actifs actives
premier premiere premiers premieres
directeur directrice directeurs directrices
loi lois
mot mots
jeu jeux
oeil yeux`;
const different = `
car care
new news
plan plane
hop hope
not note
mat mate
fin fine
star stare
minister ministry
ministre ministere
nation national
general generally
organ organisation
policy police
report reporter
even evening
string str
thing th
this thi
glass glas
port porte
part parti
mer mere
cour course
ville vile
fil fils
accord accorder
public publicity
public publication`;

function lines(table: string): string[][] {
  return table
    .trim()
    .split("\n")
    .map((line) => line.split(" "));
}

/** Forms that a line has, but that the first word alone does not lead to: the rules go by way of the infinitive. */
function related(one: string, other: string): boolean {
  return inflections(one).includes(other);
}

test("the basic form finds its inflected forms, and they find it, in English and French", () => {
  for (const [basic = "", ...forms] of [...lines(english), ...lines(french)])
    for (const form of forms) {
      assert.ok(related(basic, form), `${basic} does not find ${form}`);
      assert.ok(related(form, basic), `${form} does not find ${basic}`);
    }
});

test("inflected forms of one word find each other", () => {
  for (const [, ...forms] of [...lines(english), ...lines(french)])
    for (const one of forms)
      for (const other of forms) assert.ok(related(one, other), `${one} does not find ${other}`);
});

test("other words, however near, and words derived from one are not found", () => {
  for (const [one = "", other = ""] of lines(different)) {
    assert.ok(!related(one, other), `${one} finds ${other}`);
    assert.ok(!related(other, one), `${other} finds ${one}`);
  }
});

test("a word is its own first form, finding is mutual, and nobody asks for more than a few hundred", () => {
  const word = fc.stringMatching(/^[a-z]{1,14}$/);
  const ended = fc
    .tuple(
      word,
      fc.constantFrom(
        "s",
        "es",
        "ies",
        "ed",
        "ing",
        "ee",
        "ees",
        "erent",
        "issait",
        "aux",
        "ives",
        "trices",
        "u",
      ),
    )
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.oneof(word, ended), (given) => {
      const forms = inflections(given);
      assert.equal(forms[0], given);
      assert.equal(new Set(forms).size, forms.length);
      assert.ok(forms.length < 400, `${given}: ${forms.length}`);
      for (const form of forms)
        assert.ok(inflections(form).includes(given), `${given} finds ${form}, which does not find it`);
    }),
    { numRuns: 10 },
  );
});

test("what is no word of a language is looked for as it is", () => {
  for (const given of ["", "a", "ab", "2021", "b6", "covid19", "жизнь", "漢字", "x".repeat(300)])
    assert.ok(inflections(given).includes(given));
});
