/** Asks the person for files through the browser's own dialog; empty when they choose none. */
export function pickFiles(accept: string): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.accept = accept;
    input.hidden = true;
    document.body.append(input);
    const finish = () => {
      resolve([...(input.files ?? [])]);
      input.remove();
    };
    input.addEventListener('change', finish, { once: true });
    input.addEventListener('cancel', finish, { once: true });
    input.click();
  });
}

/** The files that tables come in. */
export const TABLE_FILES = '.csv,.tsv,.tab,.txt,.xlsx,.json,.gexf,.graphml,.zip,.gz,.linchpin';
