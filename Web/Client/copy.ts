// Copies what a field shows. The clipboard exists only on https and on the machine itself; elsewhere the old way still works.
export async function copy(field: HTMLInputElement): Promise<boolean> {
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return document.execCommand('copy');
  }
}
