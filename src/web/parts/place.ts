/** A place as people read it: the name of the file first, then where it lies. */

const into = " › ";

/**
 * `drop-1/mail/archive.mbox` lies in `drop-1/mail/`; `drop-2/annexes.zip › annex-c.pdf` is shown whole, since the way through the
 * containers says what the name is a member of.
 */
export function splitPath(path: string): { name: string; place: string } {
  const chain = path.lastIndexOf(into);
  const last = chain < 0 ? path : path.slice(chain + into.length);
  const slash = Math.max(last.lastIndexOf("/"), last.lastIndexOf("\\"));
  const name = slash < 0 || slash === last.length - 1 ? last : last.slice(slash + 1);
  if (chain >= 0) return { name, place: path };
  return { name, place: name === path ? "" : path.slice(0, path.length - name.length) };
}
