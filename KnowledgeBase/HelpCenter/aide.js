/* The help centre works without this: suggestions, read-aloud, print, copy. */
(() => {
'use strict';
const one = s => document.querySelector(s), form = one('.search'), input = form && form.q, box = one('#propositions'), status = one('#nombre');
let found = [], at = -1, run = 0, timer = 0;

function show(list) {
  run++;
  clearTimeout(timer);
  found = list;
  at = -1;
  box.textContent = '';
  list.forEach((x, n) => {
    const option = document.createElement('li');
    option.id = 'p' + n;
    option.setAttribute('role', 'option');
    option.textContent = (x.topic ? 'Thème\u00a0: ' : '') + x.text;
    option.onclick = () => go(x);
    box.append(option);
  });
  box.hidden = !list.length;
  input.setAttribute('aria-expanded', !box.hidden);
  mark(-1);
}
function mark(to) {
  at = to;
  [...box.children].forEach((option, n) => option.setAttribute('aria-selected', n === to));
  if (to < 0) { input.removeAttribute('aria-activedescendant'); return; }
  input.setAttribute('aria-activedescendant', 'p' + to);
  box.children[to].scrollIntoView({ block: 'nearest' });
}
const go = x => { location.href = x.href; }, close = () => show([]);
async function ask() {
  const words = input.value.trim(), mine = ++run;
  let list = [];
  try {
    if (words.length > 1) list = (await (await fetch('/aide/suggestions?q=' + encodeURIComponent(words.slice(0, 200)))).json()).suggestions;
  } catch (e) { /* the form still searches */ }
  if (mine !== run || document.activeElement !== input) return;
  show(list);
  status.textContent = words.length < 2 ? '' : (list.length || 'Aucune') + ' proposition' + (list.length > 1 ? 's' : '');
}
if (input) {
  for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-controls', box.id]]) input.setAttribute(name, value);
  close();
  input.oninput = () => { clearTimeout(timer); timer = setTimeout(ask, 150); };
  input.onblur = form.onsubmit = close;
  // A press inside the list must not take the focus away before the click.
  box.onmousedown = e => e.preventDefault();
  input.onkeydown = e => {
    const n = found.length, step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    // Escape keeps what was typed: a search field would empty itself.
    if (e.key === 'Escape') close();
    else if (!n || e.isComposing) return;
    else if (e.key === 'Enter' && at >= 0) go(found[at]);
    else if (step) mark(at < 0 && step < 0 ? n - 1 : (at + step + n) % n);
    else return;
    e.preventDefault();
  };
}

const tools = one('.tools'), voice = window.speechSynthesis;
if (!tools) return;
/* Shows a button that only works with a script; what it does gets a function that changes its words. */
function tool(name, act) {
  const button = one('[data-do=' + name + ']'), span = button.lastElementChild, words = span.textContent;
  button.hidden = false;
  button.onclick = () => act(button.dataset, said => { span.textContent = said || words; });
}
tool('print', () => window.print());
if (navigator.clipboard) tool('copy', async (data, label) => {
  await navigator.clipboard.writeText(one('link[rel=canonical]').href);
  label(data.done);
  one('.tools [role=status]').textContent = data.done;
  setTimeout(label, 3000);
});
let reading = 0, stop = null;
if (voice) tool('listen', (data, label) => {
  if (stop) { stop(); return; }
  const mine = ++reading;
  stop = () => { reading++; stop = null; voice.cancel(); label(); };
  voice.cancel();
  label(data.stop);
  // One utterance a paragraph: browsers break off long ones.
  const parts = [...document.querySelectorAll('h1,.brief p,.body h2,.body h3,.body p,.body li')].filter(x => !x.querySelector('p'));
  parts.forEach((part, n) => {
    const line = new SpeechSynthesisUtterance(part.textContent);
    line.lang = part.closest('[lang]').lang;
    if (n === parts.length - 1) line.onend = () => { if (mine === reading) stop(); };
    voice.speak(line);
  });
});
addEventListener('pagehide', () => { if (stop) stop(); });
})();
