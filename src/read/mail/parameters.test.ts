import assert from "node:assert/strict";
import { test } from "node:test";
import { decodedParameter, parseParameters } from "./parameters.ts";

const name = (raw: string) => decodedParameter(parseParameters(raw), "name");

test("type and parameters are read, in lower case, without comments and quotes", () => {
  const { value, parameters } = parseParameters(
    'Text/Plain (a comment); Charset="utf-8" ; format=flowed (x); x="a;b\\"c"',
  );
  assert.equal(value, "text/plain");
  assert.deepEqual(
    [...parameters],
    [
      ["charset", "utf-8"],
      ["format", "flowed"],
      ["x", 'a;b"c'],
    ],
  );
});

test("forgotten semicolons and quotes cost nothing", () => {
  assert.deepEqual([...parseParameters('multipart/mixed boundary="a b"').parameters], [["boundary", "a b"]]);
  assert.equal(parseParameters("text / html").value, "text/html");
  assert.equal(parseParameters('multipart/mixed; boundary="simple').parameters.get("boundary"), "simple");
  assert.equal(name("a/b; name=my file.pdf; x=y"), "my file.pdf");
  assert.equal(name('a/b; x="y" name=z'), "z");
});

test("backslashes of file names are kept", () => {
  assert.equal(name('a/b; name="C:\\TEMP\\a.png"'), "C:\\TEMP\\a.png");
});

test("RFC 2231 names are decoded, whole and in pieces, before plain ones", () => {
  assert.equal(name("a/b; name*=utf-8''caf%C3%A9.txt; name=x"), "café.txt");
  assert.equal(
    name("a/b; name*0*=iso-8859-1'fr'caf%E9; name*1=\" au lait\"; name*2*=%2Epdf"),
    "café au lait.pdf",
  );
  assert.equal(name('a/b; name*1="b"; name*0="a"'), "ab");
});

test("encoded words and raw bytes in names are decoded", () => {
  assert.equal(name('a/b; name="=?utf-8?Q?caf=C3=A9.txt?="'), "café.txt");
  assert.equal(name('a/b; name="caf\xe9 cr\xe8me.txt"'), "café crème.txt");
  assert.equal(name("a/b; name=utf-8''caf%C3%A9.txt"), "café.txt");
});

test("an empty or missing name is none", () => {
  assert.equal(name('a/b; name=""'), null);
  assert.equal(name("a/b"), null);
});
