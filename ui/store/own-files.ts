/** What a person's own files are, by their names. */

/** Whether the files are a whole system and no tables to be imported. */
export function isSystem(files: readonly File[]): boolean {
  const names = files.map(({ name }) => name.toLowerCase());
  const has = (part: RegExp) => names.some((name) => part.test(name));
  return (
    (has(/(^|[^a-z])entities\.csv(\.gz)?$/) && has(/dependencies\.csv(\.gz)?$/)) ||
    (names.length === 1 && has(/\.(zip|json|gexf|graphml)(\.gz)?$/))
  );
}

/** What data are called whose files do not say it: by the file, if it is one of its own name. */
export function nameOfFiles(files: readonly { readonly name: string }[]): string {
  const [only] = files;
  if (!only || files.length > 1) return '';
  return only.name.replace(/(\.[a-z]{2,9})+$/i, '');
}

/** Whether a file is a project by its name. */
export function isProject({ name }: File): boolean {
  return /\.linchpin$/i.test(name);
}
