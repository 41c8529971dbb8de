// The studio's hands in the browser: marks in the Markdown, keys, the theme, and a word before unsaved ones are left.
let ear;

const tell = what => ear?.invokeMethodAsync(what).catch(() => { /* the line is cut: said elsewhere */ });

const around = { bold: ["**", "**"], phone: ["**", "**"] };
const before = { heading: "## ", list: "- " };
const address = /^https?:\/\/\S+$/;

/** A link to a service where the hand was; words that are chosen stay its words. */
function insertService(field, name, address) {
  if (field.readOnly || field.hidden) return;
  field.focus();
  const { selectionStart: start, selectionEnd: end, value } = field;
  put(field, `[${value.slice(start, end) || name}](${address})`);
}

/** Puts a mark where the hand is; undo takes it back, since the browser itself inserts it. */
function mark(field, what) {
  if (field.readOnly) return;
  field.hidden || field.focus();
  const { selectionStart: start, selectionEnd: end, value } = field;
  const chosen = value.slice(start, end);
  let text, from, to;
  if (around[what]) {
    const [open, close] = around[what];
    text = open + chosen + close;
    [from, to] = [start + open.length, start + open.length + chosen.length];
  } else if (before[what]) {
    const first = value.lastIndexOf("\n", start - 1) + 1;
    field.setSelectionRange(first, end);
    text = value.slice(first, end).split("\n").map(line => line.startsWith(before[what]) ? line.slice(before[what].length) : before[what] + line).join("\n");
    [from, to] = [first + text.length, first + text.length];
  } else {
    const isAddress = address.test(chosen);
    const words = isAddress ? "" : chosen;
    text = `[${words}](${isAddress ? chosen : "https://"})`;
    // The next thing to be typed: the words of the link, or else its address.
    [from, to] = words ? [start + words.length + 3, start + text.length - 1] : [start + 1, start + 1];
  }
  put(field, text);
  field.setSelectionRange(from, to);
}

/** Writes over what is chosen. insertText keeps the browser's own undo; it fires the input event by itself. */
function put(field, text) {
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function keys(event) {
  if (event.isComposing) return;
  const key = event.key.toLowerCase();
  if (event.ctrlKey && !event.altKey && key === "s") {
    event.preventDefault();
    tell("SaveNow");
  } else if (event.ctrlKey && !event.altKey && (key === "b" || key === "k") && event.target.matches?.("textarea[data-markdown]")) {
    event.preventDefault();
    mark(event.target, key === "b" ? "bold" : "link");
  } else if (event.altKey && !event.ctrlKey && (key === "b" || event.code === "KeyB")) {
    event.preventDefault();
    const question = document.getElementById("bot-question");
    if (question && !question.offsetParent) document.getElementById("tab-bot")?.click();
    setTimeout(() => question?.focus(), 50);
  } else if (event.key === "Escape" && event.target.closest?.("[data-picker]")) {
    document.querySelector(`[data-mark="net"][data-for="${event.target.closest("[data-picker]").dataset.picker}"]`)?.focus();
  } else if (event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End") {
    roam(event);
  }
}

/** Arrows walk tabs and toolbar: each is one stop of the Tab key. */
function roam(event) {
  const group = event.target.closest?.("[role=tablist], [role=toolbar]");
  if (!group || !event.target.matches("[role=tab], [data-mark]")) return;
  const all = [...group.querySelectorAll("[role=tab], [data-mark]")].filter(one => one.offsetParent);
  const at = all.indexOf(event.target);
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const one = all[(next + all.length) % all.length];
  if (one.matches("[data-mark]")) for (const other of all) other.tabIndex = other === one ? 0 : -1;
  one.focus();
}

function clicks(event) {
  const button = event.target.closest?.("button[data-mark]");
  if (button && button.dataset.mark !== "net") mark(document.getElementById(button.dataset.for), button.dataset.mark);
  const service = event.target.closest?.("button[data-insert]");
  if (service) insertService(document.getElementById(service.closest("[data-picker]").dataset.picker), service.dataset.insert, service.dataset.address);
}

export function open(listener) {
  ear = listener;
  if (!document.documentElement.dataset.studio) {
    document.addEventListener("keydown", keys);
    document.addEventListener("click", clicks);
    window.addEventListener("beforeunload", event => {
      if (document.querySelector(".studio[data-unsaved]")) event.preventDefault();
    });
  }
  document.documentElement.dataset.studio = "ready";
  return deskTheme.apply().choice;
}

export const theme = choice => deskTheme.choose(choice);
