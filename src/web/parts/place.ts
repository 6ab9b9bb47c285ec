/** Places as people read them: the name of the file first, then where it lies; folders under the one that they lie in. */

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

/** The file of the source that a path begins in: `drop-2/annexes.zip` of `drop-2/annexes.zip › annex-c.pdf`. */
export function fileOf(path: string): string {
  const chain = path.indexOf(into);
  return chain < 0 ? path : path.slice(0, chain);
}

/** Folders that follow each other and lie in the same one, at any depth, under its name; `parent` is empty for one alone. */
export function byParent<Folder extends { label: string }>(
  folders: readonly Folder[],
): { parent: string; folders: Folder[] }[] {
  const groups: { parent: string; folders: Folder[] }[] = [];
  for (const folder of folders) {
    const group = groups.at(-1);
    if (group !== undefined && group.parent !== "" && folder.label.startsWith(group.parent))
      group.folders.push(folder);
    else groups.push({ parent: folder.label.slice(0, folder.label.lastIndexOf("/") + 1), folders: [folder] });
  }
  return groups.map((group) => (group.folders.length > 1 ? group : { ...group, parent: "" }));
}
