// What the citizen sent, at the desk: copied by one act, without a round trip.
document.addEventListener("click", async event => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  const words = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = words; }, 2000);
  } catch {
    // Without the right to the clipboard the words are chosen, for the keys.
    const shown = button.parentElement.querySelector("b, code");
    if (shown) getSelection().selectAllChildren(shown);
  }
});
