// Modal dialogs. The browser gives the focus back only to a dialog's close(); here the dialog is taken out of the page instead.
const openers: (Element | null)[] = [];

export function open(dialog: HTMLDialogElement): void {
  openers.push(document.activeElement);
  dialog.showModal();
  dialog.addEventListener('click', event => {
    if (event.target === dialog) {
      dialog.dispatchEvent(new Event('cancel', { cancelable: true }));
    }
  });
}

export function restoreFocus(): void {
  const opener = openers.pop();
  if (opener instanceof HTMLElement && opener.isConnected) {
    opener.focus();
  }
}
