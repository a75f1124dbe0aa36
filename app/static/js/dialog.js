// <button data-dialog="id"> opens <dialog id>. A link with data-dialog keeps its address for those without JavaScript.
export function initDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog instanceof HTMLDialogElement) {
      event.preventDefault();
      dialog.showModal();
    } else if (event.target instanceof HTMLDialogElement) {
      event.target.close(); // a click on the backdrop
    }
  });
}
